//! One date under every reading: against one analysis for each, on dossiers of several kinds
//! and on random ones.

use crate::random;
use crate::written::{of_repository, written};
use hikiwake_conflict::{Analysis, ReadingOutcome, Readings, analyse, compare, readings};
use hikiwake_dossier::{Dossier, Scenario};
use hikiwake_finding::AnalyseSettings;

/// A date, and a reading of it in which one wants to change something first.
const OTHERWISE: &str = "
[periods.now]
label = \"Now\"
status_quo = \"none\"
[readings.otherwise]
label = \"Otherwise\"
changes = [{ actor = \"a0\", set = [{ id = \"otherwise\", wants = \"o0\" }] }]
";

fn found(dossier: &Dossier, scenario: &Scenario) -> Readings {
    let settings = AnalyseSettings::default();
    let found = readings(dossier, scenario, &settings);
    found.expect("compiles").finding
}

fn analysed(dossier: &Dossier, scenario: &Scenario) -> Analysis {
    let settings = AnalyseSettings::default();
    let found = analyse(dossier, scenario, &settings);
    found.expect("compiles").finding
}

/// A reading's outcome is what an analysis of it says.
fn agrees(outcome: &ReadingOutcome, analysis: &Analysis) {
    assert_eq!(outcome.status_quo, analysis.status_quo);
    assert_eq!(outcome.patterns.len(), analysis.patterns.len());
    for (one, ground) in outcome.patterns.iter().zip(&analysis.patterns) {
        let other = &ground.pattern;
        assert_eq!(one.id, other.id);
        let counts = |p: &hikiwake_conflict::Pattern| {
            [
                p.holding,
                p.by_best_replies,
                p.by_improvements,
                p.by_joint_move,
            ]
        };
        assert_eq!(counts(one), counts(other));
    }
}

#[test]
fn each_reading_says_what_an_analysis_of_it_says() {
    let repository = ["reference/dossiers/lake", "reference/dossiers/gate"];
    let fixed = repository.map(of_repository);
    let random = (0..40).filter_map(|seed| {
        let text = random::dossier(seed) + OTHERWISE;
        // Whoever ranks has no wishes to add to.
        (!text.contains("ranking = ")).then(|| written(&text, Some(random::SOURCES)))
    });
    let mut others = 0;
    for dossier in fixed.into_iter().chain(random) {
        let mut scenarios: Vec<Scenario> = (dossier.period_ids().into_iter())
            .map(|period| Scenario {
                period: Some(period),
                ..Scenario::default()
            })
            .collect();
        scenarios.push(Scenario::default());
        for scenario in scenarios {
            let found = found(&dossier, &scenario);
            let mut readings = found.readings.iter();
            agrees(
                readings.next().expect("the base"),
                &analysed(&dossier, &scenario),
            );
            for outcome in readings {
                let reading = outcome.scenario.reading.as_ref().expect("a reading");
                let other = Scenario {
                    reading: Some(reading.id.clone()),
                    ..scenario.clone()
                };
                agrees(outcome, &analysed(&dossier, &other));
                others += 1;
            }
        }
    }
    assert!(others > 10, "{others}");
}

/// Every reading of the period that is an alternative is there once, with what it supposes.
#[test]
fn all_readings_of_a_date_stand_there() {
    let dossier = of_repository("dossiers/kuril");
    let scenario = Scenario {
        period: Some("2016-04".to_owned()),
        reading: Some("linkage-apr16".to_owned()),
        ..Scenario::default()
    };
    let found = found(&dossier, &scenario);
    let ids: Vec<Option<&str>> = (found.readings.iter())
        .map(|one| {
            one.scenario
                .reading
                .as_ref()
                .map(|reading| reading.id.as_str())
        })
        .collect();
    let mut wanted: Vec<Option<&str>> = vec![None];
    // Neither what stands once something is signed, nor what only draws links.
    let others = ["signed", "closing-links"];
    wanted.extend((dossier.file.readings.iter()).filter_map(|(id, reading)| {
        let all = reading.periods.is_empty() && !others.contains(&id.as_str());
        let meant = all || reading.periods.iter().any(|period| period == "2016-04");
        meant.then_some(Some(id.as_str()))
    }));
    assert_eq!(ids, wanted);
    assert!(found.notes.is_empty(), "{:?}", found.notes);
}

/// What a comparison says of the patterns is what the analyses of its sides say.
#[test]
fn a_comparison_has_the_patterns_of_both_sides() {
    let dossier = of_repository("reference/dossiers/lake");
    let period = |id: &str| Scenario {
        period: Some(id.to_owned()),
        ..Scenario::default()
    };
    let (first, second) = (period("spring"), period("autumn"));
    let settings = AnalyseSettings::default();
    let found = compare(&dossier, &first, &second, &settings).expect("both compile");
    for (side, scenario) in found.finding.sides.iter().zip([first, second]) {
        let analysis = analysed(&dossier, &scenario);
        let told: Vec<(&str, u64)> = (side.patterns.iter())
            .map(|pattern| (pattern.id.as_str(), pattern.holding))
            .collect();
        let wanted: Vec<(&str, u64)> = (analysis.patterns.iter())
            .map(|ground| (ground.pattern.id.as_str(), ground.pattern.holding))
            .collect();
        assert!(!told.is_empty());
        assert_eq!(told, wanted);
    }
}
