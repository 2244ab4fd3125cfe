//! What could be agreed and whether it holds: dossiers with known answers, the worked
//! example of two-level bargaining, and random small ones against the definitions.

use hikiwake_dossier::{Dossier, Scenario};
use hikiwake_finding::{AnalyseSettings, PreferenceVerdict};
use hikiwake_graph::{Limits, State};
use hikiwake_negotiation::{
    AdditiveOver, ForbiddenWhy, Kept, PointKind, SettledAgreement, Settlement, StepFate, Tips,
    ValuedBy, settle,
};
use serde_json::Value;

use crate::absent::shared_text;
use crate::written::written;

fn dossier(text: &str) -> Dossier {
    written(text, None)
}

fn settled(dossier: &Dossier, rule: Option<&str>) -> Settlement {
    let settings = AnalyseSettings {
        list: usize::MAX,
        ..AnalyseSettings::default()
    };
    let found = settle(dossier, &Scenario::default(), rule, &settings);
    found.expect("compiles").finding
}

fn isles() -> Settlement {
    settled(&dossier(include_str!("settle/isles.toml")), None)
}

fn agreement<'a>(found: &'a Settlement, text: &str) -> &'a SettledAgreement {
    let mut agreements = found.agreements.iter();
    let agreement = agreements.find(|a| a.row.text == text);
    agreement.unwrap_or_else(|| panic!("{text} is not named"))
}

#[test]
fn orders_are_asked_and_nothing_is_added_up() {
    let found = isles();
    assert_eq!(found.counts.combinations, 18);
    // Without islands three packages, with them three pledges by three packages.
    assert_eq!(found.counts.feasible, 12);
    // North: islands never, then the large package. South: the islands, then not the
    // large package. Every agreement is best for one of them at what the other gets.
    assert_eq!(found.counts.efficient, 12);
    assert_eq!(found.counts.efficient_values, 4);
    assert_eq!(found.counts.preferred, 0);
    // North refuses islands; South refuses the large package, its public any trade.
    assert_eq!(found.counts.zone, 1);
    assert!(found.counts.in_force_efficient);
    assert!(found.sides.iter().all(|s| s.by == ValuedBy::Statements));
    assert_eq!(found.sides[0].values, 4);
    let deal = agreement(&found, "islands");
    assert_eq!(deal.changes, "Islands: two");
    assert_eq!(deal.seen[0].verdict, PreferenceVerdict::Worse);
    assert_eq!(deal.seen[0].statements[0].id, "ours");
    assert_eq!(deal.seen[1].verdict, PreferenceVerdict::Better);
    assert_eq!(deal.seen[0].score, Some(-2.0));
    let group = found
        .efficient
        .iter()
        .find(|g| found.agreements[g.agreement].row.text == "islands");
    // Three pledges, no package and a small one.
    assert_eq!(group.expect("listed").count, 6);
}

#[test]
fn scores_promise_what_the_red_line_forbids() {
    let found = isles();
    let additive = found.additive.expect("all have weights");
    let all = &additive.sets[0];
    assert_eq!(all.over, AdditiveOver::All);
    // Worked by hand: (+1, +2) and, with the pledge declared, (+0.5, +2.5).
    assert_eq!(all.gain, 2);
    let nash = &all.points[0];
    assert_eq!(
        (nash.kind, nash.gains.as_slice()),
        (PointKind::Nash, &[1.0, 2.0][..])
    );
    let sum = &all.points[3];
    assert_eq!(
        (sum.kind, sum.gains.as_slice()),
        (PointKind::LargestSum, &[0.0, 3.0][..])
    );
    let paid = all.payments.as_ref().expect("a surplus");
    assert_eq!(paid.flows, [(1, 0, 1.5)]);
    let forbidden = additive.forbidden.expect("something is promised");
    assert_eq!((forbidden.promised, forbidden.rejected), (2, 2));
    let by = &forbidden.best_by[0];
    assert_eq!(
        (by.side.as_str(), by.why),
        ("north", ForbiddenWhy::Statement)
    );
    assert!(by.red_line);
    assert_eq!(by.statements[0].id, "ours");
    // What no government rejects leaves nothing to gain.
    assert_eq!(additive.sets[1].gain, 0);
    // A third of the package delivered: 2 − 4/3 of the gain go.
    let nash = &additive.as_delivered[0].points[0];
    assert_eq!(nash.gains[0].max(nash.gains[1]), 0.0);
}

#[test]
fn a_declared_pledge_is_broken_and_a_binding_one_is_not() {
    let found = isles();
    let state = |text: &str| &found.states[agreement(&found, text).state.expect("a state")];
    let declared = state("islands, pledge = declared, package = large");
    assert_eq!(declared.kept, Kept::Betrayed);
    assert_eq!(declared.betrayals[0].step.movers, ["south"]);
    assert_eq!(declared.betrayals[0].opens, ["bases"]);
    let binding = state("islands, pledge = binding, package = large");
    assert_eq!(binding.kept, Kept::Holds);
    let pledge = found
        .binding
        .iter()
        .find(|b| found.terms[b.term].id == "pledge");
    let pledge = pledge.expect("it can bind");
    assert_eq!(pledge.binding, [2]);
    assert_eq!(pledge.compared, pledge.ended);
    let first = &pledge.pairs[0];
    assert_eq!((first.loose, first.bound), (1, 2));
    assert_eq!(first.betrayals[0].fate, StepFate::Impossible);
    // Handing over and paying do not end anything.
    assert!(
        found
            .binding
            .iter()
            .all(|b| b.term == pledge.term || b.ended == 0)
    );
    let after = found.after.as_ref().expect("terms set options");
    assert_eq!(after.new_options, ["bases"]);
    assert_eq!(
        agreement(&found, "islands, pledge = declared, package = large").beyond,
        ["pledge"]
    );
}

#[test]
fn what_is_promised_counts_as_far_as_it_is_delivered() {
    let found = isles();
    let promise = &found.promises[0];
    assert_eq!(promise.part, Some(3.0 / 9.0));
    let worths: Vec<(f64, f64)> = (promise.worths.iter())
        .map(|w| (w.announced, w.delivered))
        .collect();
    assert_eq!(worths, [(0.0, 0.0), (1.0, 1.0 / 3.0), (2.0, 2.0 / 3.0)]);
    // No package makes North hand over; South needs none.
    let deal = found
        .tipping
        .iter()
        .find(|t| found.agreements[t.agreement].row.form.as_deref() == Some("deal"));
    let deal = deal.expect("one per form");
    assert_eq!(deal.factions[0].how, Tips::Never);
    assert_eq!(deal.factions[0].statements[0].id, "ours");
    assert_eq!(deal.factions[1].how, Tips::Already);
    assert_eq!(deal.factions[2].how, Tips::ByForm);
}

/// The worked example as a dossier: one term, quotas and vetoes, worths fall with the
/// distance from each group's ideal.
#[test]
fn the_worked_example_comes_out() {
    let Some(text) = shared_text("cases/twolevel_worked_example.json") else {
        return;
    };
    let case: Value = serde_json::from_str(&text).expect("JSON");
    let expected = |zone: &str| -> Vec<u64> {
        let zone = case["result"][zone]["zone"].as_array().expect("a list");
        zone.iter().map(|x| x.as_u64().expect("a number")).collect()
    };
    for (name, quota, veto) in [
        ("base", 6, ""),
        ("A_quota9", 9, ""),
        ("A_quota10", 10, ""),
        ("B_defence_veto", 6, "vetoes = [\"b-defence\"]"),
    ] {
        let found = settled(&dossier(&worked(&case["input"], quota, veto)), None);
        assert_eq!(found.counts.zone, expected(name).len() as u64, "{name}");
        let additive = found.additive.expect("weights");
        let zone = &additive.sets[2];
        let level = |at: usize| u64::from(found.agreements[at].row.levels[0]);
        let nash = &zone.points[0];
        assert_eq!(nash.kind, PointKind::Nash);
        let choice = &case["result"][name]["nash_choice"];
        assert_eq!(Some(level(nash.agreement)), choice.as_u64(), "{name}");
        let gains = &case["result"][name]["exec_gains"][choice.to_string()];
        assert_eq!(nash.gains[0], gains[0].as_f64().expect("a number"));
        assert_eq!(nash.gains[1], gains[1].as_f64().expect("a number"));
        assert!(found.sides.iter().all(|s| s.by == ValuedBy::Weights));
    }
}

fn worked(input: &Value, quota: u64, veto: &str) -> String {
    let mut text =
        "[dossier]\nformat = 1\ntitle = \"Worked\"\n[options.go]\nowner = \"a\"\nlabel = \"Go\"\n"
            .to_string();
    let mut gates = String::new();
    for (side, quota, veto) in [("A", quota, ""), ("B", 5, veto)] {
        let id = side.to_lowercase();
        for (at, group) in input[side]["groups"]
            .as_array()
            .expect("groups")
            .iter()
            .enumerate()
        {
            // The executive is the government.
            let actor = match at {
                0 => id.clone(),
                _ => group["name"].as_str().expect("a name").to_lowercase(),
            };
            let ideal = group["x"][0].as_i64().expect("a number");
            let worths: Vec<String> = (0..11i64)
                .map(|x| format!("{}.0", -(x - ideal).abs()))
                .collect();
            text.push_str(&format!(
                "[actors.{actor}]\nname = \"{actor}\"\n[factions.{actor}]\nside = \"{id}\"\nvotes = {}\n\
                 [[factions.{actor}.judges]]\nweights = {{ x = [{}] }}\ncost = {}.0\n",
                group["v"], worths.join(", "), group["c"]
            ));
        }
        gates.push_str(&format!(
            "[ratification.rule.sides.{id}]\nleader = \"{id}\"\nquota = {quota}\n{veto}\n"
        ));
    }
    let levels: Vec<String> = (0..11).map(|x| format!("\"l{x}\"")).collect();
    text.push_str(&format!(
        "[terms.x]\nlabel = \"X\"\nlevels = [{}]\n",
        levels.join(", ")
    ));
    text.push_str("[periods.now]\nlabel = \"Now\"\ndate = \"2016\"\nstatus_quo = \"none\"\nterms = \"x = l5\"\n");
    text.push_str("[ratification.rule]\nlabel = \"Rule\"\n");
    text + &gates
}

/// Numbers that look random, the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % n
    }
}

/// What a wish means: whether levels of the three terms meet it.
type Meant = Box<dyn Fn(&[u8]) -> bool>;

/// A wish over the three terms, as text and as what it means.
fn wish(dice: &mut Dice) -> (String, Meant) {
    let (term, level) = (dice.below(3) as usize, 1 + dice.below(2) as u8);
    let other = (term + 1) % 3;
    match dice.below(4) {
        0 => (
            format!("t{term} >= l{level}"),
            Box::new(move |l| l[term] >= level),
        ),
        1 => (
            format!("t{term} < l{level}"),
            Box::new(move |l| l[term] < level),
        ),
        2 => (
            format!("t{term} = l{level} or t{other} = l0"),
            Box::new(move |l| l[term] == level || l[other] == 0),
        ),
        _ => (
            format!("not (t{term} >= l1 and t{other} >= l1)"),
            Box::new(move |l| !(l[term] >= 1 && l[other] >= 1)),
        ),
    }
}

#[test]
fn random_dossiers_against_the_definitions() {
    for seed in 1..90u64 {
        let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let mut text = String::from("[dossier]\nformat = 1\ntitle = \"Random\"\n");
        let mut wishes = Vec::new();
        for (k, actor) in ["a", "b"].into_iter().enumerate() {
            text.push_str(&format!(
                "[actors.{actor}]\nname = \"{actor}\"\n[options.o{k}]\nowner = \"{actor}\"\nlabel = \"O\"\n\
                 change = \"{}\"\n", ["one-way", "reversible"][dice.below(2) as usize]
            ));
            let list: Vec<_> = (0..1 + dice.below(4)).map(|_| wish(&mut dice)).collect();
            let told: Vec<String> = (list.iter().enumerate())
                .map(|(at, (w, _))| format!("{{ id = \"w{at}\", wants = \"{w}\" }}"))
                .collect();
            text.push_str(&format!(
                "[factions.{actor}]\nside = \"{actor}\"\n[[factions.{actor}.judges]]\nstatements = [{}]\n\
                 [[preferences]]\nactor = \"{actor}\"\nstatements = [{{ id = \"p\", wants = \"{}\" }}]\n",
                told.join(", "),
                ["o0 iff o1", "not o0", "o1", "o0 or not o1"][dice.below(4) as usize]
            ));
            wishes.push(list);
        }
        for term in 0..3 {
            let sets = match term {
                2 => String::new(),
                k => format!("sets = {{ l1 = \"o{k} = no\", l2 = \"o{k}\" }}\n"),
            };
            text.push_str(&format!(
                "[terms.t{term}]\nlabel = \"T{term}\"\nlevels = [\"l0\", \"l1\", \"l2\"]\n{sets}"
            ));
        }
        let (never, forbids) = wish(&mut dice);
        text.push_str(&format!("[term_rules.r]\nnever = \"{never}\"\n"));
        text.push_str("[periods.now]\nlabel = \"Now\"\ndate = \"2016\"\nstatus_quo = \"none\"\n");

        let all: Vec<[u8; 3]> = (0..27u8).map(|n| [n % 3, n / 3 % 3, n / 9]).collect();
        let feasible: Vec<[u8; 3]> = all.into_iter().filter(|l| !forbids(l)).collect();
        // A dossier whose agreement in force breaks a rule does not open.
        if forbids(&[0; 3]) {
            continue;
        }
        // Lists of truths compare as the orders do: the first that differs decides.
        let value = |side: usize, levels: &[u8; 3]| -> Vec<bool> {
            wishes[side]
                .iter()
                .map(|(_, meant)| meant(levels))
                .collect()
        };
        let beats = |a: &[u8; 3], b: &[u8; 3]| {
            (0..2).all(|s| value(s, a) >= value(s, b)) && (0..2).any(|s| value(s, a) > value(s, b))
        };
        let efficient: Vec<&[u8; 3]> = (feasible.iter())
            .filter(|a| !feasible.iter().any(|b| beats(b, a)))
            .collect();
        let now = [0; 3];
        let preferred = feasible
            .iter()
            .filter(|a| (0..2).all(|s| value(s, a) > value(s, &now)));
        let zone = feasible
            .iter()
            .filter(|a| (0..2).all(|s| value(s, a) >= value(s, &now)));

        let dossier = dossier(&text);
        let found = settled(&dossier, None);
        assert_eq!(found.counts.feasible, feasible.len() as u64, "{text}");
        assert_eq!(found.counts.efficient, efficient.len() as u64, "{text}");
        assert_eq!(found.counts.preferred, preferred.count() as u64, "{text}");
        assert_eq!(found.counts.zone, zone.count() as u64, "{text}");
        for group in &found.efficient {
            let levels = &found.agreements[group.agreement].row.levels;
            let is = efficient.iter().any(|e| e.as_slice() == levels.as_slice());
            assert_eq!(group.efficient, is, "{text}");
        }
        assert!(found.additive.is_none());

        // Where an agreement leads, and whether anybody gains by moving from there.
        let compiled = dossier
            .compile(&Scenario::default(), Limits::default())
            .expect("small");
        let model = &compiled.model;
        for agreement in &found.agreements {
            let at = |term: usize| match agreement.row.levels[term] {
                2 => 1,
                _ => 0,
            };
            let state = compiled.feasible(&[at(0), at(1)]).expect("no rules");
            let known = &found.states[agreement.state.expect("feasible")].holding;
            assert_eq!(known.state.code, compiled.code(state), "{text}");
            let everywhere = (0..model.space().size() as u32).map(State);
            let gains = everywhere.into_iter().any(|to| {
                (0..2).any(|i| {
                    model.can_move(i, state, to) && model.value(i, to) > model.value(i, state)
                })
            });
            let nash = known.concepts.iter().any(|c| c == "Nash");
            assert_eq!(nash, !gains, "{text}");
        }
    }
}
