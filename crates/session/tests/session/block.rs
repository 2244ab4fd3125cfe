//! What stands in the way: dossiers with known obstacles and repairs, and random small
//! ones against an evaluation written from the definitions.

use std::collections::{BTreeMap, BTreeSet};

use hikiwake_dossier::{Dossier, Scenario};
use hikiwake_finding::AnalyseSettings;
use hikiwake_negotiation::{
    BlockQuestion, BlockTarget, Elsewhere, Obstacle, ObstacleKind, ObstacleSets, block,
};
use hikiwake_session::schema;
use proptest::prelude::*;

mod oracle;

use crate::written::written;
use oracle::{Faction, Gate, Guarantee, Judge, Said, Talks};

fn dossier(text: &str) -> Dossier {
    written(text, None)
}

fn asked(text: &str, question: &BlockQuestion) -> ObstacleSets {
    let settings = AnalyseSettings::default();
    let found = block(&dossier(text), &Scenario::default(), question, &settings);
    found.unwrap_or_else(|e| panic!("{e}\n{text}")).finding
}

fn blocked(text: &str) -> ObstacleSets {
    asked(text, &BlockQuestion::default())
}

/// A judgement as `kind who about`, where the statement or form is named.
fn said(judgement: &Obstacle) -> String {
    let about = judgement.about.as_ref().map(|about| format!(" {about}"));
    let about = about.unwrap_or_default();
    format!("{} {}{about}", judgement.kind.id(), judgement.who)
}

fn sets<'a>(
    found: &ObstacleSets,
    sets: impl Iterator<Item = &'a Vec<usize>>,
) -> BTreeSet<Vec<String>> {
    let all = sets.map(|set| {
        let mut set: Vec<String> = set.iter().map(|&j| said(&found.judgements[j])).collect();
        set.sort();
        set
    });
    all.collect()
}

fn obstacles(found: &ObstacleSets, target: &BlockTarget) -> BTreeSet<Vec<String>> {
    sets(found, target.obstacles.iter())
}

fn repairs(found: &ObstacleSets, target: &BlockTarget) -> BTreeSet<Vec<String>> {
    sets(found, target.repairs.iter().map(|repair| &repair.without))
}

fn these(sets: &[&[&str]]) -> BTreeSet<Vec<String>> {
    let own = |set: &&[&str]| set.iter().map(|text| text.to_string()).collect();
    sets.iter().map(own).collect()
}

const SIDES: &str = r#"
[dossier]
format = 1
title = "Two sides"
[actors.north]
name = "North"
[actors.south]
name = "South"
[actors.army]
name = "The army"
[actors.press]
name = "The press"
[options.idle]
label = "Idle"
owner = "north"
[periods.now]
label = "Now"
date = "2016"
status_quo = "none"
[terms.land]
label = "Land"
levels = ["none", "some", "all"]
parties = ["north", "south"]
[terms.pledge]
label = "Pledge"
parties = ["north", "south"]
[forms.whole]
label = "The whole"
is = "land = all"
[forms.part]
label = "A part"
is = "land = some"
"#;

fn with(rest: &str) -> String {
    format!("{SIDES}\n{rest}")
}

#[test]
fn a_veto_keeps_a_form_out_until_its_no_or_its_say_gives() {
    let found = blocked(&with(
        r#"
        [factions.army]
        side = "north"
        [[factions.army.judges]]
        forms = { whole = "rejects" }
        [ratification.usual]
        label = "The army agrees"
        sides.north = { vetoes = ["army"] }
        [ratification.open]
        label = "Anything goes"
        sides.south = { leader = "south" }
        "#,
    ));
    let [whole, part] = &found.targets[..] else {
        panic!("{:?}", found.targets)
    };
    assert_eq!((whole.agreements, whole.passing), (2, 0));
    assert_eq!((part.agreements, part.passing), (2, 2));
    let both = these(&[&["verdict army whole", "veto army"]]);
    assert_eq!(obstacles(&found, whole), both);
    let one = these(&[&["verdict army whole"], &["veto army"]]);
    assert_eq!(repairs(&found, whole), one);
    assert!(whole.repairs.iter().all(|r| r.opens == 2));
    // Without the pledge, one term changes.
    assert_eq!(whole.repairs[0].example.text, "land = all");
    assert!(part.obstacles.is_empty() && part.repairs.is_empty());
    let elsewhere = &whole.elsewhere[..];
    assert_eq!((elsewhere.len(), elsewhere[0].passing), (1, 2));
    assert_eq!(elsewhere[0].rule, "open");
}

#[test]
fn a_guarantee_answers_a_no_where_it_is_given() {
    let found = blocked(&with(
        r#"
        [factions.army]
        side = "north"
        [[factions.army.judges]]
        forms = { whole = "rejects", part = "rejects" }
        [factions.army.guarantees.pledged]
        label = "A pledge"
        forms = ["whole"]
        terms = "pledge"
        basis = "analyst"
        [factions.army.guarantees.sworn]
        label = "An oath"
        [factions.army.guarantees.late]
        label = "Too late"
        periods = ["now"]
        terms = "land = none"
        [ratification.usual]
        label = "The army agrees"
        sides.north = { vetoes = ["army"] }
        "#,
    ));
    let [whole, part] = &found.targets[..] else {
        panic!("{:?}", found.targets)
    };
    let (no, veto) = ("verdict army whole", "veto army");
    let (pledged, sworn) = ("guarantee army pledged", "guarantee army sworn");
    assert_eq!(
        obstacles(&found, whole),
        these(&[&[pledged, sworn, no, veto]])
    );
    let open = these(&[&[no], &[veto], &[pledged], &[sworn]]);
    assert_eq!(repairs(&found, whole), open);
    // With the pledge in it there is one agreement, with an oath from outside both.
    let opens = |kind: &str| {
        let set = |r: &&hikiwake_negotiation::Repair| said(&found.judgements[r.without[0]]) == kind;
        let repair = whole.repairs.iter().find(set).expect("a repair");
        (repair.opens, repair.example.text.as_str())
    };
    assert_eq!(opens(pledged), (1, "land = all, pledge"));
    assert_eq!(opens(sworn), (2, "land = all"));
    let no = "verdict army part";
    assert_eq!(repairs(&found, part), these(&[&[no], &[veto], &[sworn]]));
    // What opens least is named first.
    let first = &found.judgements[whole.repairs[0].without[0]];
    assert_eq!(first.repair, "win The army over with “A pledge”");
}

#[test]
fn a_red_line_may_be_borne_but_a_later_gain_does_not_pay_for_it() {
    let found = blocked(&with(
        r#"
        [factions.army]
        side = "north"
        [[factions.army.judges]]
        statements = [
          { id = "ours", wants = "not land = all", red_line = true },
          { id = "paid", wants = "pledge" },
        ]
        [ratification.usual]
        label = "The army agrees"
        sides.north = { vetoes = ["army"] }
        "#,
    ));
    let whole = &found.targets[0];
    assert_eq!(whole.passing, 0);
    let open = these(&[&["red-line army ours"], &["veto army"]]);
    assert_eq!(repairs(&found, whole), open);
    // Either part passes: with the pledge it gains, without it minds nothing.
    assert_eq!(found.targets[1].passing, 2);
}

#[test]
fn votes_turn_in_the_least_groups_that_suffice() {
    let rest = |gate: &str| {
        with(&format!(
            r#"
            [factions.army]
            side = "north"
            votes = 3
            [[factions.army.judges]]
            forms = {{ whole = "rejects" }}
            [factions.press]
            side = "north"
            votes = 2
            [[factions.press.judges]]
            forms = {{ whole = "rejects" }}
            [factions.north]
            side = "north"
            votes = 4
            [[factions.north.judges]]
            forms = {{ whole = "accepts" }}
            [ratification.usual]
            label = "Votes"
            sides.north = {{ {gate} }}
            "#
        ))
    };
    // Four of nine: six are reached with the press, seven only with the army.
    let found = blocked(&rest("quota = 6"));
    let either = [
        &["verdict army whole"][..],
        &["verdict press whole"],
        &["vote north"],
    ];
    assert_eq!(repairs(&found, &found.targets[0]), these(&either));
    let found = blocked(&rest("quota = 7"));
    let army = [&["verdict army whole"][..], &["vote north"]];
    assert_eq!(repairs(&found, &found.targets[0]), these(&army));
    // Four accept against five: without either, more accept than reject.
    let found = blocked(&rest("majority = true"));
    assert_eq!(repairs(&found, &found.targets[0]), these(&either));
    // More than there are.
    let found = blocked(&rest("quota = 10"));
    assert_eq!(
        repairs(&found, &found.targets[0]),
        these(&[&["vote north"]])
    );
}

#[test]
fn two_closed_sides_must_both_be_opened() {
    let found = blocked(&with(
        r#"
        [factions.army]
        side = "north"
        [[factions.army.judges]]
        forms = { whole = "rejects" }
        [factions.press]
        side = "south"
        [[factions.press.judges]]
        forms = { whole = "rejects" }
        [ratification.usual]
        label = "Both agree"
        sides.north = { vetoes = ["army"] }
        sides.south = { vetoes = ["press"] }
        "#,
    ));
    let whole = &found.targets[0];
    let (army, press) = ("verdict army whole", "verdict press whole");
    let each = [&[army, "veto army"][..], &[press, "veto press"]];
    assert_eq!(obstacles(&found, whole), these(&each));
    let open = [
        &[army, press][..],
        &[army, "veto press"],
        &[press, "veto army"],
        &["veto army", "veto press"],
    ];
    assert_eq!(repairs(&found, whole), these(&open));
}

#[test]
fn costs_at_home() {
    let rest = |cost: &str, wants: &str| {
        with(&format!(
            r#"
            [factions.army]
            side = "north"
            [[factions.army.judges]]
            statements = [
              {{ id = "first", wants = "pledge or not pledge" }},
              {{ id = "second", wants = "{wants}" }},
            ]
            {cost}
            [ratification.usual]
            label = "The army agrees"
            sides.north = {{ vetoes = ["army"] }}
            "#
        ))
    };
    // The whole is a gain at the lesser wish alone, which does not pay.
    let found = blocked(&rest("audience_cost = \"first\"", "land = all"));
    let open = these(&[&["audience-cost army"], &["veto army"]]);
    assert_eq!(repairs(&found, &found.targets[0]), open);
    // A loss that is borne anyway stands in nobody's way.
    let found = blocked(&rest("deadlock_cost = \"second\"", "not land = all"));
    assert_eq!(found.targets[0].passing, 2);
    assert!(found.judgements.is_empty());
}

#[test]
fn an_agreement_asked_about_lacks_the_pledge() {
    let text = with(
        r#"
        [factions.army]
        side = "north"
        [[factions.army.judges]]
        statements = [{ id = "safe", wants = "land = none or pledge", red_line = true }]
        [ratification.usual]
        label = "The army agrees"
        sides.north = { vetoes = ["army"] }
        "#,
    );
    let question = BlockQuestion {
        agreement: Some("land = all".to_string()),
        ..BlockQuestion::default()
    };
    let found = asked(&text, &question);
    let target = &found.targets[0];
    assert_eq!((target.agreements, target.passing), (1, 0));
    let (line, veto) = ("red-line army safe", "veto army");
    let open = these(&[&[line], &[veto], &["term pledge"]]);
    assert_eq!(repairs(&found, target), open);
    let pledged = target.repairs.iter().find(|repair| {
        let mut terms = repair.without.iter();
        terms.any(|&j| found.judgements[j].kind == ObstacleKind::Term)
    });
    let pledged = pledged.expect("the pledge opens it");
    assert_eq!(
        (pledged.opens, pledged.example.text.as_str()),
        (1, "land = all, pledge")
    );
    // To give up the land is no way if land is what is wanted; and land alone does not help.
    let passes = BlockQuestion {
        agreement: Some("land = all, pledge".to_string()),
        ..BlockQuestion::default()
    };
    let found = asked(&text, &passes);
    assert_eq!(found.targets[0].passing, 1);
    assert!(found.targets[0].repairs.is_empty() && found.judgements.is_empty());
    let in_force = BlockQuestion {
        agreement: Some("status-quo".to_string()),
        ..BlockQuestion::default()
    };
    let settings = AnalyseSettings::default();
    assert!(block(&dossier(&text), &Scenario::default(), &in_force, &settings).is_err());
}

/// The army has 130 red lines against one form, more judgements than are combined.
#[test]
fn a_search_cut_short_says_so_and_claims_nothing() {
    let lines: Vec<String> = (0..130)
        .map(|n| format!("{{ id = \"line{n}\", wants = \"land < all\", red_line = true }}"))
        .collect();
    let found = blocked(&with(&format!(
        r#"
        [factions.army]
        side = "north"
        [[factions.army.judges]]
        statements = [{}]
        [ratification.usual]
        label = "The army agrees"
        sides.north = {{ vetoes = ["army"] }}
        "#,
        lines.join(", ")
    )));
    let whole = &found.targets[0];
    assert_eq!(whole.passing, 0);
    assert!(whole.obstacles.is_empty() && whole.repairs.is_empty());
    assert!(found.judgements.is_empty());
    let why = whole.cut_short.as_ref().expect("said");
    assert!(why.contains("more than 128 judgements"), "{why}");
    assert!(why.contains("narrower pattern"), "{why}");
}

/// South is no faction of its own: its government judges by what it wants of the options,
/// which readings change. Land leads to one.
#[test]
fn other_readings_are_asked_where_they_change_what_passes() {
    let text = with(
        r#"
        [[preferences]]
        actor = "south"
        statements = [{ id = "keep", wants = "not idle", red_line = true }]
        [ratification.usual]
        label = "South agrees"
        sides.south = { leader = "south" }
        [ratification.open]
        label = "Anything goes"
        sides.north = { leader = "north" }
        [readings.resigned]
        label = "South lets go"
        changes = [{ actor = "south", replace = "keep", with = { id = "let-go", wants = "idle" } }]
        [readings.same]
        label = "South says it otherwise"
        changes = [{ actor = "south", replace = "keep", with = { id = "hold", wants = "not (idle or idle)" } }]
        [readings.elsewhere]
        label = "North is idle"
        changes = [{ actor = "north", set = [{ id = "rest", wants = "idle" }] }]
        "#,
    );
    let levels = r#"levels = ["none", "some", "all"]"#;
    let text = text.replace(levels, &format!("{levels}\nsets = {{ all = \"idle\" }}"));
    let found = blocked(&text);
    let (whole, part) = (&found.targets[0], &found.targets[1]);
    assert_eq!((whole.passing, part.passing), (0, 2));
    let others = |found: &ObstacleSets, target: usize| -> Vec<(Option<String>, String, u64)> {
        let all = found.targets[target].elsewhere.iter();
        let others = all.filter(|there| found.reads_otherwise(there));
        let reading = |there: &Elsewhere| there.reading.as_ref().map(|r| r.id.clone());
        others
            .map(|there| (reading(there), there.rule.clone(), there.passing))
            .collect()
    };
    let resigned = |passing| (Some("resigned".to_string()), "usual".to_string(), passing);
    assert_eq!(others(&found, 0), [resigned(2)]);
    assert_eq!(others(&found, 1), [resigned(2)]);
    assert_eq!(found.same_readings, ["same", "elsewhere"]);

    let scenario = Scenario {
        reading: Some("resigned".to_string()),
        ..Scenario::default()
    };
    let question = BlockQuestion::default();
    let found = block(
        &dossier(&text),
        &scenario,
        &question,
        &AnalyseSettings::default(),
    );
    let found = found.expect("answered");
    let validator = jsonschema::validator_for(&schema()).expect("a schema");
    assert!(validator.is_valid(&serde_json::json!(found)));
    let found = found.finding;
    assert_eq!(found.targets[0].passing, 2);
    let usual = |reading: Option<&str>| (reading.map(str::to_string), "usual".to_string(), 0);
    let all = [usual(None), usual(Some("same")), usual(Some("elsewhere"))];
    assert_eq!(others(&found, 0), all);
    assert!(found.same_readings.is_empty());
}

fn pattern(levels: Vec<u8>) -> impl Strategy<Value = Vec<u8>> {
    let masks = levels.into_iter().map(|levels| 1u8..1 << levels);
    masks.collect::<Vec<_>>()
}

fn judge(levels: Vec<u8>) -> impl Strategy<Value = Judge> {
    let said = prop_oneof![
        2 => Just(Said::Rejects),
        1 => Just(Said::DoesNotMind),
        1 => Just(Said::Accepts)
    ];
    // Few ranks with ties, or many with hardly any.
    let ranks = |most: usize, tied: usize| {
        let rank = proptest::collection::vec(pattern(levels.clone()), 1..tied);
        proptest::collection::vec(rank, 1..most)
    };
    let ranks = prop_oneof![ranks(4, 4), ranks(8, 3)];
    prop_oneof![
        proptest::collection::vec(said, 2).prop_map(Judge::Forms),
        (
            ranks,
            proptest::option::of(0usize..5),
            proptest::option::of(0usize..5)
        )
            .prop_map(|(ranks, audience, deadlock)| Judge::Wishes {
                audience: audience.filter(|rank| *rank < ranks.len()),
                deadlock: deadlock.filter(|rank| *rank < ranks.len()),
                ranks,
            }),
    ]
}

fn talks() -> impl Strategy<Value = Talks> {
    proptest::collection::vec(2u8..4, 2..4).prop_flat_map(|levels| {
        let in_force: Vec<_> = levels.iter().map(|&levels| 0..levels).collect();
        let guarantee = (1u8..4, proptest::option::of(pattern(levels.clone())));
        let guarantee = guarantee.prop_map(|(forms, terms)| Guarantee { forms, terms });
        let guarantees = proptest::collection::vec(guarantee, 0..3);
        let faction = (0usize..2, 0u32..4, judge(levels.clone()), guarantees);
        let faction = faction.prop_map(|(side, votes, judge, guarantees)| Faction {
            side,
            votes,
            judge,
            guarantees,
        });
        let gate = (
            any::<[bool; 4]>(),
            proptest::option::of(0u32..7),
            any::<bool>(),
        );
        let rest = (
            in_force,
            proptest::collection::vec(pattern(levels.clone()), 2),
            proptest::collection::vec(faction, 2..5),
            [gate.clone(), gate],
        );
        rest.prop_map(move |(in_force, forms, factions, gates)| {
            let gate = |(vetoes, quota, majority): ([bool; 4], Option<u32>, bool)| Gate {
                vetoes: (0..factions.len()).filter(|&f| vetoes[f]).collect(),
                quota,
                majority,
            };
            Talks {
                levels: levels.clone(),
                in_force,
                forms,
                gates: gates.map(gate),
                factions,
            }
        })
    })
}

/// A judgement's name in the oracle.
fn name(judgement: &Obstacle) -> String {
    let side = judgement.side.as_deref().unwrap_or_default();
    match judgement.kind {
        ObstacleKind::Veto => format!("veto {side} {}", judgement.who),
        _ => said(judgement),
    }
}

/// Most judgements of which all subsets are tried.
const MOST: usize = 10;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn every_set_of_judgements_opens_what_the_definitions_let_pass(talks in talks()) {
        let found = blocked(&talks.text());
        let names: Vec<String> = found.judgements.iter().map(name).collect();
        for (form, target) in found.targets.iter().enumerate() {
            let agreements = talks.agreements();
            let here = agreements.iter().filter(|a| talks.form(a) == Some(form));
            let here: Vec<&Vec<u8>> = here.collect();
            prop_assert_eq!(target.agreements, here.len() as u64);
            let opened = |gone: &oracle::Gone| {
                here.iter().filter(|a| talks.passes(a, gone)).count() as u64
            };
            prop_assert_eq!(target.passing, opened(&oracle::Gone::new()));
            if target.passing > 0 || here.is_empty() {
                prop_assert!(target.obstacles.is_empty() && target.repairs.is_empty());
                continue;
            }
            let in_target = target.repairs.iter().flat_map(|r| &r.without).copied();
            let used: Vec<usize> = in_target.collect::<BTreeSet<_>>().into_iter().collect();
            let others: oracle::Gone = (talks.judgements().into_iter())
                .filter(|name| used.iter().all(|&j| names[j] != *name))
                .collect();
            prop_assert_eq!(opened(&others), 0, "others matter");
            if used.len() > MOST {
                continue;
            }
            // Per subset of the judgements used, what passes without them.
            let subsets: BTreeMap<u32, u64> = (0..1u32 << used.len())
                .map(|subset| {
                    let gone = (0..used.len()).filter(|at| subset >> at & 1 == 1);
                    let gone: oracle::Gone = gone.map(|at| names[used[at]].clone()).collect();
                    let with_others = gone.union(&others).cloned().collect();
                    let passing = opened(&gone);
                    assert_eq!(passing > 0, opened(&with_others) > 0);
                    (subset, passing)
                })
                .collect();
            let all = (1u32 << used.len()) - 1;
            let bits = |sets: &[Vec<usize>]| -> BTreeSet<u32> {
                let place = |j: &usize| used.iter().position(|u| u == j).expect("used");
                sets.iter().map(|s| s.iter().map(|j| 1 << place(j)).sum()).collect()
            };
            let least = |holds: &dyn Fn(u32) -> bool| -> BTreeSet<u32> {
                let smaller = |set: u32| {
                    (0..used.len()).filter(move |at| set >> at & 1 == 1).map(move |at| set & !(1 << at))
                };
                (0..=all).filter(|&set| holds(set) && smaller(set).all(|s| !holds(s))).collect()
            };
            let repairs: Vec<Vec<usize>> =
                target.repairs.iter().map(|r| r.without.clone()).collect();
            prop_assert_eq!(bits(&repairs), least(&|set| subsets[&set] > 0));
            prop_assert_eq!(bits(&target.obstacles), least(&|set| subsets[&(all & !set)] == 0));
            for (repair, set) in target.repairs.iter().zip(&repairs) {
                let set = bits(std::slice::from_ref(set)).into_iter().next().expect("one");
                prop_assert_eq!(repair.opens, subsets[&set]);
                let gone = repair.without.iter().map(|&j| names[j].clone()).collect();
                let changes = |a: &[u8]| a.iter().zip(&talks.in_force).filter(|(a, b)| a != b).count();
                let open = here.iter().filter(|a| talks.passes(a, &gone));
                let fewest = open.map(|a| changes(a)).min();
                prop_assert!(talks.passes(&repair.example.levels, &gone));
                prop_assert_eq!(Some(changes(&repair.example.levels)), fewest);
            }
        }
    }
}
