//! Of moves that are equally good for whoever makes them the least one is named; and in
//! what several do it is said who does what.

use hikiwake_conflict::{ExplainSettings, FamilyKind, PathsQuestion, concepts, explain, ways};
use hikiwake_finding::AnalyseSettings;
use hikiwake_graph::Limits;

use super::{analysis, dossier, scenario};

/// Alpha wants to fill and does not care about the talks; Beta wants talks after that,
/// and does not care about its own press.
const FILL: &str = r#"
[dossier]
format = 1
title = "Fill"
[actors]
alpha.name = "Alpha"
beta.name = "Beta"
[options]
talk = { owner = "alpha", label = "Keep talking" }
fill = { owner = "alpha", label = "Fill" }
press = { owner = "beta", label = "Press" }
protest = { owner = "beta", label = "Protest" }
[[preferences]]
actor = "alpha"
statements = [{ id = "full", wants = "fill" }]
[[preferences]]
actor = "beta"
statements = [{ id = "say", wants = "protest iff fill" }]
[periods.now]
label = "Now"
date = "2020"
status_quo = "talk, press"
outcomes = [{ id = "came", label = "It came", date = "2021", state = "talk, press, fill, protest" }]
"#;

#[test]
fn a_move_is_not_made_of_what_gains_nothing() {
    let dossier = dossier(FILL);
    let now = scenario("now", None);
    let found = analysis(&dossier, &now).finding;
    let quo = found.status_quo.expect("given");
    let texts: Vec<&str> = quo.departures.iter().map(|s| s.text.as_str()).collect();
    assert_eq!(texts, ["Alpha: fill on"]);
    // The way to what happened, by best replies.
    let path: Vec<&str> = (found.outcomes[0].holding.iter())
        .flat_map(|holding| &holding.path)
        .map(|step| step.text.as_str())
        .collect();
    assert_eq!(path, ["Alpha: fill on", "Beta: protest on"]);

    let compiled = dossier.compile(&now, Limits::default()).expect("compiles");
    let quo = compiled.status_quo.expect("given");
    let settings = ExplainSettings::default();
    let proofs = explain(&dossier, &compiled, quo, &[0], &[], &settings);
    for proof in &proofs.expect("explained").finding.proofs {
        assert_eq!(proof.improvements[0].step.text, "Alpha: fill on");
        assert!(proof.sentence.contains("(fill on)"), "{}", proof.sentence);
    }

    let settings = AnalyseSettings::default();
    let found = concepts(&dossier, &now, &settings)
        .expect("compiles")
        .finding;
    let ahead = (found.states[0].families.iter())
        .find(|verdict| verdict.family == FamilyKind::Ahead)
        .expect("told");
    assert_eq!(ahead.steps[0].text, "Alpha: fill on");
    assert!(ahead.why[0].contains("(take up “Fill”)"), "{:?}", ahead.why);

    let question = PathsQuestion {
        to: Some(compiled.find("came").expect("a state")),
        ..PathsQuestion::default()
    };
    let found = ways(&dossier, &compiled.scenario, &question, &settings).expect("not stopped");
    let walks = &found.finding.goals[0].walks[0];
    let first: Vec<&str> = (walks.listed[0].steps.iter())
        .map(|step| step.step.text.as_str())
        .collect();
    assert_eq!(first, ["Alpha: fill on", "Beta: protest on"]);
}

/// A treaty that both want and neither can make alone; what it costs each, it stops.
const TREATY: &str = r#"
[dossier]
format = 1
title = "Treaty"
[actors]
north.name = "North"
south.name = "South"
[options]
treaty = { parties = ["north", "south"], label = "Sign a treaty" }
guard = { owner = "north", label = "Guard the line" }
[[preferences]]
actor = "north"
statements = [{ id = "signed", wants = "treaty" }, { id = "safe", wants = "guard" }]
[[preferences]]
actor = "south"
statements = [{ id = "signed", wants = "treaty" }]
[periods.now]
label = "Now"
date = "2020"
status_quo = "guard"
"#;

#[test]
fn what_a_group_does_tells_whose_consent() {
    let dossier = dossier(TREATY);
    let found = concepts(
        &dossier,
        &scenario("now", None),
        &AnalyseSettings::default(),
    );
    let found = found.expect("compiles").finding;
    let groups = (found.states[0].families.iter())
        .find(|verdict| verdict.family == FamilyKind::Groups)
        .expect("told");
    assert!(
        groups.why[0].contains("(consent to “Sign a treaty” (North and South))"),
        "{:?}",
        groups.why
    );
}
