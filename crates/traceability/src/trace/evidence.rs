//! Who rests on what: the judgements of a dossier with their claims.

use hikiwake_dossier::file::{Evidence, Statement};
use hikiwake_dossier::{Compiled, Dossier, Preferences};

use super::judgement::{both, judgement, says};
use super::negotiation::{of_change, of_talks};
use super::{TraceKind, TracedJudgement};
use hikiwake_finding::basis::basis_name;

/// Id of an actor's ranking, as `trace` takes it.
pub(super) fn ranking_id(actor: &str) -> String {
    format!("{actor}.ranking")
}

/// Every judgement of the dossier, in the order of its files.
pub(super) fn judgements(dossier: &Dossier) -> Vec<TracedJudgement> {
    let file = &dossier.file;
    let mut all = Vec::new();
    for (id, option) in &file.options {
        all.push(judgement(
            TraceKind::Option,
            id,
            &option.label,
            &option.evidence,
        ));
    }
    for (id, rule) in &file.rules {
        let mut rested = judgement(TraceKind::Rule, id, &says(dossier, rule), &rule.evidence);
        rested.periods.clone_from(&rule.periods);
        all.push(rested);
    }
    for preference in &file.preferences {
        let actor = &preference.actor;
        for statement in &preference.statements {
            all.push(TracedJudgement {
                periods: both(&preference.periods, &statement.periods),
                ..wish(dossier, actor, statement, None)
            });
        }
        if preference.ranking.is_some() {
            let id = ranking_id(actor);
            let text = format!("The ranking of {actor}");
            let ranking = judgement(TraceKind::Ranking, &id, &text, &preference.evidence);
            all.push(TracedJudgement {
                periods: preference.periods.clone(),
                ..ranking
            });
        }
    }
    for (id, period) in &file.periods {
        let coding = Evidence {
            because: period.because.clone(),
            ..Evidence::default()
        };
        let text = format!("The status quo of “{}”", period.label);
        let within = |judgement: TracedJudgement| TracedJudgement {
            periods: vec![id.clone()],
            ..judgement
        };
        all.push(within(judgement(TraceKind::Period, id, &text, &coding)));
        for outcome in &period.outcomes {
            let text = format!("What happened: “{}”", outcome.label);
            let outcome = judgement(TraceKind::Outcome, &outcome.id, &text, &outcome.evidence);
            all.push(within(outcome));
        }
    }
    for (id, reading) in &file.readings {
        for change in &reading.changes {
            if let Some(actor) = &change.actor {
                all.extend(change.brings().map(|statement| TracedJudgement {
                    periods: both(&reading.periods, &statement.periods),
                    ..wish(dossier, actor, statement, Some(id))
                }));
            }
            let at_home = of_change(dossier, change).into_iter();
            all.extend(at_home.map(|judgement| TracedJudgement {
                periods: both(&reading.periods, &judgement.periods),
                reading: Some(id.clone()),
                ..judgement
            }));
        }
    }
    all.extend(of_talks(dossier));
    all.extend(record(dossier));
    all
}

/// The judgements outside the model.
fn record(dossier: &Dossier) -> Vec<TracedJudgement> {
    let file = &dossier.file;
    let mut all = Vec::new();
    let mut add = |kind, id: &str, text: &str, evidence: &Evidence, more: Vec<&String>| {
        let mut rested = judgement(kind, id, text, evidence);
        for claim in more {
            if !rested.claims.contains(claim) {
                rested.claims.push(claim.clone());
            }
        }
        all.push(rested);
    };
    for (id, event) in &file.events {
        add(TraceKind::Event, id, &event.label, &event.evidence, vec![]);
    }
    for (id, forecast) in &file.forecasts {
        let (text, evidence) = (&forecast.text, &forecast.evidence);
        add(
            TraceKind::Forecast,
            id,
            text,
            evidence,
            vec![&forecast.claim],
        );
    }
    for (id, driver) in &file.drivers {
        for (period, at) in &driver.at {
            let text = format!("Where “{}” stands in {period}", driver.label);
            add(TraceKind::Driver, id, &text, &at.evidence, vec![]);
        }
    }
    for link in file.links.values() {
        let cause = link.cause.as_ref().or(link.option.as_ref());
        let id = format!("{}>{}", cause.map_or("", String::as_str), link.effect);
        add(TraceKind::Link, &id, &link.text, &link.evidence, vec![]);
    }
    for (id, mechanism) in &file.mechanisms {
        let (text, evidence) = (&mechanism.label, &mechanism.evidence);
        add(TraceKind::Mechanism, id, text, evidence, vec![]);
    }
    for (id, window) in &file.windows {
        add(
            TraceKind::Window,
            id,
            &window.label,
            &window.evidence,
            vec![],
        );
    }
    for (id, tie) in &file.ties {
        let text = match tie.label.is_empty() {
            true => format!("{} depends on {}: {}", tie.from, tie.on, tie.kind),
            false => tie.label.clone(),
        };
        let figures = tie.figures.iter().collect();
        add(TraceKind::Tie, id, &text, &tie.evidence, figures);
    }
    for (id, place) in &file.places {
        let ranges = place.ranges.iter().map(|range| &range.figure).collect();
        let text = place.names.join(" / ");
        add(TraceKind::Place, id, &text, &place.evidence, ranges);
    }
    all
}

fn wish(
    dossier: &Dossier,
    actor: &str,
    statement: &Statement,
    reading: Option<&str>,
) -> TracedJudgement {
    let id = format!("{actor}.{}", statement.id);
    TracedJudgement {
        reading: reading.map(str::to_string),
        formula: statement.wants.clone(),
        ..judgement(
            TraceKind::Statement,
            &id,
            &dossier.file.wish_in_words(statement),
            &statement.evidence,
        )
    }
}

/// The judgements that one model is made of, and the codings that it starts from,
/// as they stand in its period and reading.
pub(super) fn in_force(dossier: &Dossier, compiled: &Compiled) -> Vec<TracedJudgement> {
    let period = compiled.scenario.period.as_ref();
    let mut all: Vec<TracedJudgement> = Vec::new();
    for (actor, wants) in compiled.decision_makers.iter().zip(&compiled.preferences) {
        match wants {
            Preferences::None => {}
            Preferences::Statements(ranks) => {
                all.extend(ranks.iter().flatten().map(|s| TracedJudgement {
                    kind: TraceKind::Statement,
                    id: format!("{actor}.{}", s.id),
                    text: s.text.clone(),
                    formula: s.wants.clone(),
                    basis: basis_name(s.basis).to_string(),
                    hindsight: s.hindsight,
                    claims: s.because.clone(),
                    periods: period.into_iter().cloned().collect(),
                    reading: s.reading.clone(),
                }));
            }
            Preferences::Ranking { evidence, .. } => {
                let text = format!("The ranking of {actor}");
                all.push(judgement(
                    TraceKind::Ranking,
                    &ranking_id(actor),
                    &text,
                    evidence,
                ));
            }
        }
    }
    let stands = |judgement: &TracedJudgement| match judgement.kind {
        TraceKind::Rule => compiled.rules.iter().any(|rule| rule.id == judgement.id),
        TraceKind::Option => (compiled.columns.iter())
            .any(|column| column.id == judgement.id && column.axis.is_some()),
        TraceKind::Period => Some(&judgement.id) == period,
        TraceKind::Outcome => judgement.periods.first() == period,
        _ => false,
    };
    all.extend(judgements(dossier).into_iter().filter(stands));
    all
}
