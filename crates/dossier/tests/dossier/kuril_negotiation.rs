//! The second table of the dossier of the Southern Kurils / Northern Territories: what
//! can be agreed, who judges it, who must accept.

use std::path::Path;
use std::sync::OnceLock;

use hikiwake_dossier::file::{Basis, Degree, FactionVerdict, ReadingChange};
use hikiwake_dossier::{Change, Compiled, Dossier, Judge, Negotiation, Scenario, read};
use hikiwake_graph::{Bits, Limits};
use serde_json::Value;

use crate::absent::shared_text;

const PERIODS: [(&str, &str); 3] = [("A", "2016-04"), ("B", "2016-12"), ("C", "2017-10")];

/// Factions of the reference model, and what they are called in the dossier.
const FACTIONS: [(&str, &str); 17] = [
    ("Prime minister / Kantei / NSS", "abe"),
    ("METI", "meti"),
    ("MOFA", "mofa"),
    ("Defence circles", "jp-mod"),
    ("Business (Keidanren and firms)", "jp-biz"),
    ("Japan Public", "jp-public"),
    ("Conservative nationalists", "jp-hard"),
    ("Former islanders / Hokkaido", "ex-islanders"),
    ("Kremlin", "putin"),
    ("Ministry of Defence / military", "ru-mod"),
    ("Foreign ministry", "ru-mfa"),
    ("Far East development / economic ministries", "ru-fareast"),
    ("State energy firms", "ru-energy"),
    ("Pro-China interest groups", "ru-prochina"),
    ("Russia Public", "ru-public"),
    ("Nationalists", "ru-nationalists"),
    ("Island residents / Sakhalin", "islanders"),
];

/// Its forms of settlement.
const FORMS: [(&str, &str); 7] = [
    ("F4", "four-islands"),
    ("F2", "two-islands"),
    ("F2A", "two-and-more"),
    ("FSPLIT", "split-title"),
    ("FJD", "joint-development"),
    ("FEC", "economy-only"),
    ("FND", "no-deal"),
];

/// Its issues.
const ISSUES: [(&str, &str); 12] = [
    ("sovereignty", "sovereignty"),
    ("timing_of_transfer", "timing"),
    ("us_base_guarantee", "base-guarantee"),
    ("legal_regime_joint_activity", "joint-law"),
    ("joint_activity_scope", "joint-scope"),
    ("economic_package", "package"),
    ("sanctions_alignment", "sanctions-line"),
    ("peace_treaty", "treaty"),
    ("visa_free_regime", "visits"),
    ("security_dialogue", "dialogue"),
    ("military_posture_islands", "posture"),
    ("third_party_zone", "zone"),
];

/// Where the reversion point departs from the reference model, which in October 2017 has
/// a law for joint work without joint work, against its own rule.
const DEPARTS: [(&str, &str); 1] = [("C", "joint_activity_scope")];

/// Read once for all tests: its check goes through all agreements.
fn dossier() -> &'static Dossier {
    static DOSSIER: OnceLock<Dossier> = OnceLock::new();
    DOSSIER.get_or_init(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../dossiers/kuril");
        let read = read(&folder);
        read.dossier.expect("no faults, so a dossier")
    })
}

fn scenario(period: &str) -> Scenario {
    Scenario {
        period: Some(period.to_owned()),
        reading: None,
        stated_only: false,
        ..Scenario::default()
    }
}

/// What can be agreed in a period; compiled once for all tests, as it is large.
fn talks(period: &str) -> &'static Negotiation {
    static TALKS: [OnceLock<Negotiation>; 3] = [const { OnceLock::new() }; 3];
    let at = PERIODS.iter().position(|(_, id)| *id == period);
    TALKS[at.expect("a period")].get_or_init(|| {
        let talks = dossier().talks(&scenario(period), Limits::default());
        talks.expect("it compiles")
    })
}

fn compile(dossier: &Dossier, period: &str) -> Compiled {
    let compiled = dossier.compile(&scenario(period), Limits::default());
    compiled.expect("it compiles")
}

/// The reference model, where it is beside the repository.
fn reference() -> Option<Value> {
    let text = shared_text("kuril/model.json")?;
    Some(serde_json::from_str(&text).expect("it is JSON"))
}

fn named(names: &[(&'static str, &'static str)], theirs: &str) -> &'static str {
    let found = names.iter().find(|(name, _)| *name == theirs);
    found
        .unwrap_or_else(|| panic!("{theirs} has no name here"))
        .1
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().expect("a list")
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().expect("a text")
}

/// What is supposed of the governments is supposed at both tables, and of nobody else.
#[test]
fn readings_speak_at_the_second_table() {
    let dossier = dossier();
    let talks_of = |period: &str, reading: &str| {
        let scenario = Scenario {
            reading: Some(reading.to_owned()),
            ..scenario(period)
        };
        let found = dossier.talks(&scenario, Limits::default());
        found.unwrap_or_else(|error| panic!("{reading}: {error}"))
    };
    let form = |id: &str| {
        let mut forms = FORMS.iter();
        forms.position(|(_, form)| *form == id).expect("a form")
    };
    for (id, period) in [
        ("linkage-apr16", "2016-04"),
        ("linkage-dec16", "2016-12"),
        ("linkage-oct17", "2017-10"),
    ] {
        let (base, linked) = (talks(period), talks_of(period, id));
        let abe = base.faction_of("abe").expect("a faction");
        let says = |talks: &Negotiation| match &talks.factions[abe].judge {
            Judge::Forms(verdicts) => verdicts[form("economy-only")],
            _ => panic!("by forms"),
        };
        assert_eq!(says(base), FactionVerdict::Accepts);
        assert_eq!(says(&linked), FactionVerdict::Rejects);
        let changed: Vec<&str> = (base.factions.iter().zip(&linked.factions))
            .filter(|(base, linked)| format!("{:?}", base.judge) != format!("{:?}", linked.judge))
            .map(|(base, _)| base.actor.as_str())
            .collect();
        assert_eq!(changed, ["abe", "japan"], "{id}");
    }
    let held = talks_of("2017-10", "meti-holds-oct17");
    let holder = |talks: &Negotiation| talks.holders[0].faction.clone();
    assert_eq!(holder(talks("2017-10")), "mofa");
    assert_eq!(holder(&held), "meti");
    talks_of("2016-12", "other-leader-moscow-dec16");
}

#[test]
fn it_has_a_second_table() {
    let dossier = dossier();
    assert_eq!(dossier.file.terms.len(), 12);
    assert_eq!(dossier.file.forms.len(), 7);
    assert_eq!(dossier.file.factions.len(), 17 + 2 + 1);
    for (_, period) in PERIODS {
        let talks = talks(period);
        assert_eq!(talks.sides, ["japan", "russia"]);
        let third: Vec<_> = (talks.factions.iter())
            .filter(|f| f.side.is_none())
            .map(|f| f.actor.as_str())
            .collect();
        assert_eq!(third, ["us"]);
        for (side, voters) in [(0, 8), (1, 9)] {
            assert!(talks.government(side).is_some());
            for rule in &talks.ratification {
                assert_eq!(rule.gates[side].voters.len(), voters, "{}", rule.id);
            }
        }
        assert_eq!(talks.ratification[talks.usual].id, "vetoes");
    }
}

/// A reading says how factions judge and who holds the file, and nothing else.
#[test]
fn another_reading_of_the_same_talks_is_what_compiling_it_gives() {
    let dossier = dossier();
    for (_, period) in PERIODS {
        let base = talks(period);
        for (id, _) in dossier.alternatives(Some(period)) {
            let scenario = Scenario {
                reading: Some(id.clone()),
                ..base.scenario.clone()
            };
            let compiled = dossier
                .talks(&scenario, Limits::default())
                .expect("compiles");
            let read = base.in_reading(dossier, Some(id.clone())).expect("reads");
            assert_eq!(read.scenario, compiled.scenario);
            assert!(read.factions == compiled.factions, "{id}");
            assert_eq!(read.reversion, compiled.reversion);
            assert_eq!(read.model.feasible(), compiled.model.feasible());
            let gates = |talks: &Negotiation| -> Vec<_> {
                talks
                    .ratification
                    .iter()
                    .map(|rule| rule.gates.clone())
                    .collect()
            };
            assert_eq!(gates(&read), gates(&compiled));
        }
    }
}

/// The number was counted by going through all combinations of the reference model's
/// issues and its package constraints one by one: of the six issues that they bind, 1020
/// combinations are left, and the other six are free.
#[test]
fn the_rules_leave_three_million_agreements_each_with_a_form() {
    let talks = talks("2017-10");
    assert_eq!(talks.model.feasible().count(), 1020 * 4 * 4 * 4 * 4 * 4 * 3);
    let mut left = talks.model.feasible().clone();
    for form in &talks.forms {
        let met: Bits = form.formula.extension(talks.model.space());
        let before = left.count();
        left.subtract(&met);
        assert!(
            left.count() < before,
            "no agreement has the form {}",
            form.id
        );
    }
    assert!(left.is_empty());
}

/// The agreement in force is one, leaves the options of the model as they stand, and has
/// the form that the papers give that time.
#[test]
fn what_is_in_force_is_the_status_quo() {
    let dossier = dossier();
    let forms = ["no-deal", "economy-only", "economy-only"];
    for ((_, period), expected) in PERIODS.into_iter().zip(forms) {
        let (talks, compiled) = (talks(period), compile(dossier, period));
        assert!(talks.model.feasible().has(talks.reversion), "{period}");
        let form = talks.form_of(talks.reversion).expect("a form");
        assert_eq!(talks.forms[form].id, expected, "{period}");
        let status_quo = compiled.status_quo.expect("a status quo");
        let levels = compiled.model.space().levels(status_quo);
        let now: Vec<u8> = (compiled.columns.iter())
            .map(|column| column.axis.map_or(0, |axis| levels[axis]))
            .collect();
        assert_eq!(talks.after(talks.reversion, &now), now, "{period}");
    }
}

/// Every red line of a government is kept at the reversion point: what stands crosses none.
#[test]
fn nothing_in_force_crosses_a_red_line() {
    let dossier = dossier();
    for (_, period) in PERIODS {
        let talks = talks(period);
        for side in ["japan", "russia"] {
            let statements = &dossier.file.factions[side].judges[0].statements;
            let stands =
                |periods: &[String]| periods.is_empty() || periods.iter().any(|p| p == period);
            let lines: Vec<_> = (statements.iter())
                .filter(|s| s.red_line && stands(&s.periods))
                .collect();
            assert_eq!(lines.len(), 1, "{side} in {period}");
            let formula = talks.formula(&lines[0].wants).expect("it reads");
            assert!(formula.holds(talks.model.space(), talks.reversion));
        }
    }
}

/// What the reference model has the Kremlin and its foreign ministry say to special rules:
/// against the passage by which Moscow insists on its own law.
fn as_in_the_reference_model(period: &str) -> Negotiation {
    let accepts = |faction: &str| {
        Change::Judgement(Box::new(ReadingChange {
            faction: Some(faction.to_owned()),
            says: Some([("joint-development".to_owned(), FactionVerdict::Accepts)].into()),
            ..ReadingChange::default()
        }))
    };
    let scenario = Scenario {
        changes: ["putin", "ru-mfa"].map(accepts).into(),
        ..scenario(period)
    };
    let talks = dossier().talks(&scenario, Limits::default());
    talks.expect("it compiles")
}

/// Moscow insists on its own law from December 2016 on; in April nobody spoke of another.
#[test]
fn special_rules_are_rejected_where_russian_law_is_wanted() {
    for (_, period) in PERIODS {
        let talks = talks(period);
        let form = talks.forms.iter().position(|f| f.id == "joint-development");
        let form = form.expect("the form");
        let expected = match period {
            "2016-04" => FactionVerdict::DoesNotMind,
            _ => FactionVerdict::Rejects,
        };
        for faction in ["putin", "ru-mfa"] {
            let faction = talks.faction_of(faction).expect("the faction");
            let Judge::Forms(verdicts) = &talks.factions[faction].judge else {
                panic!("by forms");
            };
            assert_eq!(verdicts[form], expected, "{faction} in {period}");
        }
    }
}

/// That the military is against ceding land is stated; what it says to title apart and to an
/// end of all cooperation is inferred, and left out of what the sources state.
#[test]
fn the_military_is_on_record_about_land_alone() {
    let talks = talks("2017-10");
    let military = &talks.factions[talks.faction_of("ru-mod").expect("the faction")];
    let stated = Scenario {
        stated_only: true,
        ..scenario("2017-10")
    };
    let stated = dossier()
        .talks(&stated, Limits::default())
        .expect("it compiles");
    let alone = &stated.factions[stated.faction_of("ru-mod").expect("the faction")];
    let [Judge::Forms(says), Judge::Forms(on_record)] = [&military.judge, &alone.judge] else {
        panic!("by forms");
    };
    for (at, form) in talks.forms.iter().enumerate() {
        let basis = military.evidence_of(Some(at)).basis;
        let inferred = ["split-title", "no-deal"].contains(&form.id.as_str());
        let expected = if inferred {
            Basis::Inferred
        } else {
            Basis::Stated
        };
        assert_eq!(basis, Some(expected), "{}", form.id);
        match inferred {
            true => {
                assert_ne!(says[at], FactionVerdict::DoesNotMind, "{}", form.id);
                assert_eq!(on_record[at], FactionVerdict::DoesNotMind, "{}", form.id);
            }
            false => assert_eq!(says[at], on_record[at], "{}", form.id),
        }
    }
}

#[test]
fn verdicts_are_those_of_the_reference_model() {
    let Some(reference) = reference() else { return };
    let degree = |letter: &str| match letter {
        "H" => Degree::High,
        "M" => Degree::Medium,
        _ => Degree::Low,
    };
    let theirs = list(&reference, "factions");
    assert_eq!(theirs.len(), FACTIONS.len());
    for (letter, period) in PERIODS {
        let talks = as_in_the_reference_model(period);
        for faction in theirs {
            let (side, name) = (text(faction, "side"), text(faction, "name"));
            let actor = match name {
                "Public" => named(&FACTIONS, &format!("{side} Public")),
                name => named(&FACTIONS, name),
            };
            let ours = talks.faction_of(actor).expect("the faction");
            let ours = &talks.factions[ours];
            let at = ours.side.expect("a side");
            assert_eq!(talks.sides[at], side.to_lowercase(), "{actor}");
            let influence = degree(text(&faction["influence"], letter));
            let salience = degree(text(faction, "salience"));
            assert_eq!(ours.weight, (influence, salience), "{actor} in {period}");
            let Judge::Forms(verdicts) = &ours.judge else {
                panic!("{actor} does not judge by forms");
            };
            for (code, form) in FORMS {
                let over = list(&reference, "faction_overrides").iter().find(|over| {
                    text(over, "model") == letter
                        && text(over, "side") == side
                        && text(over, "name") == name
                        && text(over, "form") == code
                });
                let value = over.map_or(&faction["accept"][code], |over| &over["value"]);
                let expected = match value.as_i64() {
                    Some(1) => FactionVerdict::Accepts,
                    Some(0) => FactionVerdict::DoesNotMind,
                    Some(-1) => FactionVerdict::Rejects,
                    _ => panic!("{actor} says {value} to {code}"),
                };
                let form = talks
                    .forms
                    .iter()
                    .position(|f| f.id == form)
                    .expect("the form");
                assert_eq!(verdicts[form], expected, "{actor} on {code} in {period}");
            }
        }
    }
}

#[test]
fn terms_and_weights_are_those_of_the_reference_model() {
    let Some(reference) = reference() else { return };
    for (letter, period) in PERIODS {
        let talks = talks(period);
        let issues = list(&reference, "issues");
        assert_eq!(issues.len(), talks.terms.len());
        for (axis, issue) in issues.iter().enumerate() {
            let id = text(issue, "id");
            let term = &talks.terms[axis];
            assert_eq!(term.id, named(&ISSUES, id));
            let levels = list(issue, "levels").len();
            assert_eq!(term.levels.len(), levels, "{id}");
            if !DEPARTS.contains(&(letter, id)) {
                let now = u64::from(talks.model.space().level(talks.reversion, axis));
                assert_eq!(Some(now), issue["sq"][letter].as_u64(), "{id} in {period}");
            }
            for side in ["japan", "russia"] {
                let government = talks.faction_of(side).expect("the government");
                let weights = talks.factions[government]
                    .weights
                    .as_ref()
                    .expect("weights");
                let expected = worths(text(issue, side), text(&issue["weight"], side), levels);
                for (level, (ours, theirs)) in weights[axis].iter().zip(&expected).enumerate() {
                    assert!(
                        (ours - theirs).abs() < 0.006,
                        "{side} on {id}, level {level}"
                    );
                }
            }
        }
    }
}

/// What the levels of an issue are worth by the rule of `governments.toml`.
fn worths(direction: &str, weight: &str, levels: usize) -> Vec<f64> {
    let most = match weight {
        "H" => 3.0,
        "M" => 2.0,
        _ => 1.0,
    };
    let top = (levels - 1) as f64;
    let most = if direction.starts_with("weakly") {
        most / 2.0
    } else {
        most
    };
    let best = match direction.split_once("peak at ") {
        Some((_, level)) => level.parse().expect("a level"),
        None if direction.starts_with("down") => 0.0,
        None => top,
    };
    let far = best.max(top - best);
    let worth = |level: usize| most * (1.0 - (level as f64 - best).abs() / far);
    (0..levels).map(worth).collect()
}

/// The 13 steps in the order of the reference model, each locked as far as it says that
/// the step cannot be undone.
#[test]
fn the_steps_are_those_of_the_reference_model() {
    let dossier = dossier();
    let steps = &dossier.file.steps;
    assert_eq!(steps.len(), 13);
    let events = &dossier.file.events;
    for (step, event) in [
        ("eight-points", "sochi-2016"),
        ("consultations", "nagato-2016"),
        ("two-plus-two", "two-plus-two-2017"),
        ("small-projects", "trial-tour-2019"),
    ] {
        assert_eq!(
            steps[step].done.as_deref(),
            Some(events[event].date.as_str())
        );
    }
    let Some(reference) = reference() else { return };
    let theirs = list(&reference, "ladder");
    assert_eq!(theirs.len(), steps.len());
    for ((id, step), theirs) in steps.iter().zip(theirs) {
        let locked = match text(theirs, "reversible") {
            "reversible" => 0.0,
            "reversible, law less so" => 0.25,
            "partly reversible (sunk ties)" => 0.5,
            "hard to reverse" | "meant to be hard to reverse" => 0.75,
            "irreversible by intent" | "irreversible" => 1.0,
            other => panic!("{id}: {other}"),
        };
        assert_eq!(step.locked, locked, "{id}");
        for numbers in [&step.costs, &step.worth, &step.shows] {
            assert!(numbers.values().all(|n| (0.0..=5.0).contains(n)), "{id}");
        }
    }
}

#[test]
fn the_promise_has_the_figures_of_its_claims() {
    let dossier = dossier();
    let promise = &dossier.file.promises["eight-points"];
    let figure = |id: &str| {
        let figure = dossier.file.claims[id].figure.as_ref().expect("a figure");
        (figure.value, figure.unit.clone())
    };
    let unit = promise.unit.clone();
    assert_eq!(figure("Q031"), (Some(promise.announced), unit.clone()));
    assert_eq!(figure("Q033"), (Some(promise.delivered), unit));
    let because = &promise.evidence.because;
    assert!(
        ["Q031", "Q033"]
            .iter()
            .all(|id| because.iter().any(|b| b == id))
    );
}

/// What is feared after a signature is nowhere on the table before one; afterwards it is,
/// unless the pledge binds.
#[test]
fn bases_come_only_after_a_transfer_and_without_a_pledge() {
    let dossier = dossier();
    let after = dossier
        .file
        .settlement
        .as_ref()
        .and_then(|s| s.after.clone());
    assert_eq!(after.as_deref(), Some("signed"));
    for (_, period) in PERIODS {
        let base = compile(dossier, period);
        assert!(base.options.iter().all(|option| option.id != "bases"));
        let signed = Scenario {
            reading: after.clone(),
            ..scenario(period)
        };
        let signed = dossier
            .compile(&signed, Limits::default())
            .expect("it compiles");
        assert_eq!(signed.options.len(), 14);
        let state = |text: &str| signed.find(text);
        let deal = "economy, two-islands, transfer, build-up, china-tie, china-pull";
        assert!(state(deal).is_ok());
        assert!(state(&format!("{deal}, bases")).is_ok());
        assert!(state(&format!("{deal}, no-bases")).is_ok());
        assert!(state(&format!("{deal}, bases, no-bases")).is_err());
        assert!(state("economy, build-up, bases").is_err());
        assert!(state("economy, build-up, no-bases").is_err());
        assert!(
            dossier
                .alternatives(Some(period))
                .all(|(id, _)| id != "signed")
        );
    }
    // Neither that, nor the one that only draws links between drivers.
    assert_eq!(dossier.alternatives(None).count(), 38);
}
