//! What the answer hangs on: against one analysis for each change, and on the reference
//! case against what was worked out by hand.

use crate::written::of_repository;
use hikiwake_conflict::{Analysis, Sensitivity, Turn, analyse, sensitivity};
use hikiwake_dossier::{Change, Dossier, Scenario};
use hikiwake_finding::AnalyseSettings;

fn found(dossier: &Dossier, scenario: &Scenario) -> Sensitivity {
    let settings = AnalyseSettings::default();
    sensitivity(dossier, scenario, &settings)
        .expect("compiles")
        .finding
}

fn analysed(dossier: &Dossier, scenario: &Scenario, change: Option<Change>) -> Analysis {
    let mut scenario = scenario.clone();
    scenario.changes.extend(change);
    let settings = AnalyseSettings::default();
    analyse(dossier, &scenario, &settings)
        .expect("compiles")
        .finding
}

fn lasts(found: &Analysis) -> bool {
    let today = found.status_quo.as_ref();
    today.is_some_and(|today| today.concepts.iter().any(|concept| concept == "SEQ"))
}

/// Ids of the patterns that interest leads to, one joint step allowed.
fn open(found: &Analysis) -> Vec<&str> {
    let open = found
        .patterns
        .iter()
        .map(|ground| &ground.pattern)
        .filter(|pattern| pattern.by_joint_move > 0);
    open.map(|pattern| pattern.id.as_str()).collect()
}

/// A turn says what an analysis of the changed model says.
fn agrees(turn: &Turn, base: &Analysis, changed: &Analysis) {
    assert_eq!(turn.lasts, lasts(changed));
    let (before, after) = (open(base), open(changed));
    let opens: Vec<&str> = turn.opens.iter().map(|one| one.id.as_str()).collect();
    let expected: Vec<&str> = after
        .iter()
        .filter(|id| !before.contains(id))
        .copied()
        .collect();
    assert_eq!(opens, expected);
    let closed: Vec<&str> = before
        .iter()
        .filter(|id| !after.contains(id))
        .copied()
        .collect();
    assert_eq!(turn.closes, closed);
}

#[test]
fn each_change_says_what_an_analysis_of_it_says() {
    let (mut turned, mut readings) = (0, 0);
    for name in [
        "reference/dossiers/gate",
        "reference/dossiers/lake",
        "crates/dossier/starter",
    ] {
        let dossier = of_repository(name);
        for period in dossier.period_ids() {
            let scenario = Scenario {
                period: Some(period),
                ..Scenario::default()
            };
            let base = analysed(&dossier, &scenario, None);
            let hangs = found(&dossier, &scenario);
            assert_eq!(hangs.lasts, lasts(&base));
            for (all, negated) in [(&hangs.dropped, false), (&hangs.reversed, true)] {
                for one in all {
                    let wish = &hangs.statements[one.statement];
                    let change = match negated {
                        false => Change::drop(&wish.actor, &wish.id),
                        true => Change::Negate {
                            actor: wish.actor.clone(),
                            statement: wish.id.clone(),
                        },
                    };
                    agrees(
                        &one.turn,
                        &base,
                        &analysed(&dossier, &scenario, Some(change)),
                    );
                    turned += 1;
                }
            }
            for one in &hangs.readings {
                let change = Change::Reading(one.reading.id.clone());
                agrees(
                    &one.turn,
                    &base,
                    &analysed(&dossier, &scenario, Some(change)),
                );
                readings += 1;
            }
        }
    }
    assert!(
        turned > 20 && readings > 0,
        "{turned} wishes, {readings} readings"
    );
}

/// Without a period the latest is asked about, with the readings meant for it.
#[test]
fn the_latest_period_has_its_readings_unasked() {
    let dossier = of_repository("reference/dossiers/lake");
    let latest = Scenario {
        period: dossier.period_ids().pop(),
        ..Scenario::default()
    };
    let unasked = found(&dossier, &Scenario::default());
    assert!(!unasked.readings.is_empty());
    assert_eq!(unasked.readings, found(&dossier, &latest).readings);
}

#[test]
fn in_october_2017_one_wish_alone_opens_a_settlement() {
    let scenario = Scenario {
        period: Some("2017-10".to_owned()),
        ..Scenario::default()
    };
    let hangs = found(&of_repository("dossiers/kuril"), &scenario);
    assert!(hangs.lasts && hangs.dropped.len() == 26);
    assert!(hangs.dropped.iter().all(|one| one.turn.lasts));
    assert_eq!(
        hangs.reversed.iter().filter(|one| !one.turn.lasts).count(),
        10
    );
    let opens = |turn: &Turn| turn.opens.iter().any(|one| one.id == "settlement");
    let by: Vec<&str> = (hangs.dropped.iter().chain(&hangs.reversed))
        .filter(|one| opens(&one.turn))
        .map(|one| hangs.statements[one.statement].id.as_str())
        .collect();
    assert!(
        !by.is_empty() && by.iter().all(|id| *id == "keep-islands"),
        "{by:?}"
    );
    let settlement = &hangs.patterns[0];
    assert_eq!(settlement.pattern.holding, 92);
    assert_eq!(settlement.holding_if_reversible, Some(0));
}
