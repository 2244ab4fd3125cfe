//! Of moves that are equally good for whoever makes them the least one is named; and in
//! what several do it is said who does what.

use hikiwake_conflict::{
    ConceptReason, ExplainSettings, FamilyKind, PathsQuestion, Wanted, concepts, explain, ways,
};
use hikiwake_finding::AnalyseSettings;
use hikiwake_graph::Limits;

use super::{analysis, dossier, scenario};

/// Alpha wants to fill and does not care about the talks; Beta wants talks after that,
/// and does not care about its own press.
const FILL: &str = include_str!("fill.toml");

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
    }

    let settings = AnalyseSettings::default();
    let found = concepts(&dossier, &now, &settings)
        .expect("compiles")
        .finding;
    let ahead = (found.states[0].families.iter())
        .find(|verdict| verdict.family == FamilyKind::Ahead)
        .expect("told");
    let ConceptReason::LeavesAhead { step, .. } = &ahead.why[0] else {
        panic!("Alpha leaves: {:?}", ahead.why);
    };
    assert_eq!(step.text, "Alpha: fill on");

    let question = PathsQuestion {
        to: Some(Wanted::read(&dossier, &compiled, "came").expect("a state")),
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
const TREATY: &str = include_str!("treaty.toml");

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
    let ConceptReason::GroupLeaves { step, .. } = &groups.why[0] else {
        panic!("they leave together: {:?}", groups.why);
    };
    let consents = step.changes.iter();
    let consents = consents.filter_map(|change| found.options[change.option].consent.as_ref());
    let consents: Vec<(&str, &str, &str)> = consents
        .map(|of| {
            (
                of.option.as_str(),
                of.label.as_str(),
                of.party.name.as_str(),
            )
        })
        .collect();
    let treaty = |party| ("treaty", "Sign a treaty", party);
    assert_eq!(consents, [treaty("North"), treaty("South")]);
}
