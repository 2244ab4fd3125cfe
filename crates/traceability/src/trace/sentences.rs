//! A trace in plain sentences.

use std::collections::BTreeSet;

use hikiwake_dossier::Dossier;

use super::evidence::judgements;
use super::passages::Passages;
use super::plan::claims_of;
use super::thing::{Thing, word};
use super::{RunScope, Trace, TraceKind, TraceNode, TraceRun, TracedJudgement};
use hikiwake_finding::{words::capital, words::count, words::list, words::thousands};

/// What rests on the thing, and what would change without it. `asked`: whether it
/// was asked what would change.
pub(super) fn sentences(
    dossier: &Dossier,
    passages: &Passages,
    thing: &Thing,
    trace: &Trace,
    asked: bool,
) -> Vec<String> {
    let mut sentences = vec![carries(dossier, passages, thing, &trace.carries)];
    states(&trace.down, &mut sentences);
    sentences.extend(trace.up.iter().map(run));
    if asked && trace.up.is_empty() {
        let elsewhere = (trace.carries.iter()).any(|j| j.enters_the_model());
        sentences.push(match elsewhere {
            true => "No finding of the periods asked about rests on it; it carries what stands in \
                     others, or in a reading (name it with --reading)."
                .to_string(),
            false if trace.carries.iter().any(TracedJudgement::is_of_talks) => {
                "No finding of the model rests on it; what `ratify`, `settle`, `block` or `steps` \
                 answer may."
                    .to_string()
            }
            false => nothing(dossier, thing),
        });
    }
    sentences.retain(|sentence| !sentence.is_empty());
    sentences
}

/// How each state in the tree holds, and who would leave it.
fn states(node: &TraceNode, sentences: &mut Vec<String>) {
    if node.kind == TraceKind::State {
        let fact = |name| {
            (node.facts.iter())
                .find(|f| f.name == name)
                .map(|f| f.value.as_str())
        };
        let leaves = |step: &&TraceNode| step.facts.iter().any(|fact| fact.name == "leaves");
        let leavers = node.children.iter().filter(leaves);
        let leavers: Vec<&str> = leavers.map(|step| step.label.as_str()).collect();
        let period = fact("period").map(|period| format!("In “{period}” "));
        let verdict = match (leavers.is_empty(), fact("holds"), fact("reached")) {
            (true, Some(holds), Some(way)) => format!("it holds ({holds}), reached {way}"),
            (true, Some(holds), None) => format!("it holds ({holds})"),
            _ => leavers.join("; "),
        };
        sentences.push(capital(&format!(
            "{}{verdict}.",
            period.unwrap_or_default()
        )));
    }
    for child in &node.children {
        states(child, sentences);
    }
}

/// Which judgements rest on a claim, a source or whatever stands for claims.
fn carries(
    dossier: &Dossier,
    passages: &Passages,
    thing: &Thing,
    resting: &[TracedJudgement],
) -> String {
    let claims = claims_of(dossier, thing);
    if claims.is_empty() {
        return String::new();
    }
    let subject = match thing.kind {
        TraceKind::Claim => "this claim".to_string(),
        TraceKind::Actor => format!(
            "the {} that sources report of it",
            count(claims.len() as u64, "claim", "claims")
        ),
        _ => match claims.len() {
            1 => "its one claim".to_string(),
            n => format!("its {} claims", thousands(n as u64)),
        },
    };
    if resting.is_empty() {
        let borrowed: BTreeSet<&str> = claims.iter().map(String::as_str).collect();
        let shared = passages.shared(&borrowed);
        let near = judgements(dossier).into_iter();
        let near = near.filter(|j| j.claims.iter().any(|id| shared.contains(id.as_str())));
        let by: BTreeSet<String> = near
            .flat_map(|j| j.claims)
            .filter(|id| shared.contains(id.as_str()))
            .collect();
        return match by.is_empty() {
            true => format!("No judgement rests on {subject}."),
            false => {
                let by: Vec<String> = by.into_iter().collect();
                format!(
                    "No judgement names {subject}, but some rest on what is read from the same \
                     passage: {}.",
                    list(&by)
                )
            }
        };
    }
    let kinds = [
        (
            TraceKind::Statement,
            "statement of preference",
            "statements of preference",
        ),
        (TraceKind::Ranking, "ranking", "rankings"),
        (TraceKind::Rule, "rule", "rules"),
        (TraceKind::Option, "option", "options"),
        (TraceKind::Period, "status quo", "status quos"),
        (TraceKind::Outcome, "outcome", "outcomes"),
        (TraceKind::Event, "event", "events"),
        (TraceKind::Forecast, "forecast", "forecasts"),
        (TraceKind::Window, "window", "windows"),
        (TraceKind::Tie, "dependence", "dependences"),
        (TraceKind::Place, "place on the map", "places on the map"),
        (TraceKind::Term, "term", "terms"),
        (TraceKind::TermRule, "rule about terms", "rules about terms"),
        (TraceKind::Form, "form of settlement", "forms of settlement"),
        (
            TraceKind::Faction,
            "place at the table",
            "places at the table",
        ),
        (
            TraceKind::Verdict,
            "verdict of a faction",
            "verdicts of factions",
        ),
        (
            TraceKind::FactionStatement,
            "statement of a faction",
            "statements of factions",
        ),
        (TraceKind::Guarantee, "guarantee", "guarantees"),
        (
            TraceKind::Ratification,
            "rule of ratification",
            "rules of ratification",
        ),
        (
            TraceKind::Holder,
            "holder of the file",
            "holders of the file",
        ),
        (TraceKind::Ladder, "gradual plan", "gradual plans"),
        (TraceKind::LadderStep, "step of a plan", "steps of plans"),
        (TraceKind::Promise, "promise", "promises"),
    ];
    let base = |kind| {
        (resting.iter())
            .filter(|j| j.kind == kind && j.reading.is_none())
            .count()
    };
    let mut told: Vec<String> = (kinds.into_iter())
        .map(|(kind, one, many)| (base(kind) as u64, one, many))
        .filter(|&(number, ..)| number > 0)
        .map(|(number, one, many)| count(number, one, many))
        .collect();
    let readings = resting.iter().filter(|j| j.reading.is_some()).count() as u64;
    if readings > 0 {
        told.push(count(
            readings,
            "judgement of a reading",
            "judgements of readings",
        ));
    }
    let alone = (resting.iter()).filter(|j| j.claims.iter().all(|id| claims.contains(id)));
    let alone = match (alone.count(), resting.len()) {
        (0, _) => "; each has other claims besides".to_string(),
        (n, m) if n == m => ", and nothing else carries them".to_string(),
        (n, _) => format!("; {} of them on nothing else", thousands(n as u64)),
    };
    let alone = match (resting.len(), alone.as_str()) {
        (1, "; each has other claims besides") => "; it has other claims besides".to_string(),
        (1, _) => ", and nothing else carries it".to_string(),
        _ => alone,
    };
    let rest = if resting.len() == 1 { "rests" } else { "rest" };
    format!("On {subject} {rest} {}{alone}.", list(&told))
}

/// One run in a sentence.
fn run(run: &TraceRun) -> String {
    let mut without = capital(&format!("without {}", run.without));
    let fallen: usize = run.periods.iter().map(|p| p.fallen.len()).sum();
    let weakened: usize = run.periods.iter().map(|p| p.weakened.len()).sum();
    let bare: usize = run.periods.iter().map(|p| p.left_bare.len()).sum();
    let changes: usize = run.periods.iter().map(|p| p.changes.len()).sum();
    let mut parts = Vec::new();
    let dated = run.periods.iter().filter(|p| !p.fallen.is_empty());
    let dated: Vec<String> = dated
        .filter_map(|p| Some(format!("“{}”", p.scenario.period.as_ref()?.label)))
        .collect();
    let dates = match dated.is_empty() {
        true => String::new(),
        false => format!(" in {}", list(&dated)),
    };
    let model = matches!(run.scope, RunScope::OffTheTable | RunScope::BaseReading);
    match fallen as u64 {
        0 if model => {}
        _ if run.scope == RunScope::Itself => {
            let stands = match dated.is_empty() {
                true => String::new(),
                false => format!(", which stands in {}", list(&dated)),
            };
            without.push_str(&stands);
        }
        0 => parts.push("no judgement of the model falls".to_string()),
        1 => parts.push(format!("1 judgement of the model falls{dates}")),
        n => parts.push(format!(
            "{} judgements of the model fall{dates}",
            thousands(n)
        )),
    }
    if weakened > 0 {
        parts.push(match weakened {
            1 => "1 loses a claim and keeps others".to_string(),
            n => format!("{} lose a claim and keep others", thousands(n as u64)),
        });
    }
    if bare > 0 {
        parts.push(match bare {
            1 => "1 coding would be left without a claim".to_string(),
            n => format!(
                "{} codings would be left without a claim",
                thousands(n as u64)
            ),
        });
    }
    let periods = run.periods.iter().filter(|p| p.no_model.is_some()).count();
    if periods > 0 {
        parts.push(match periods == run.periods.len() {
            true => "there is no model to ask".to_string(),
            false => format!(
                "in {} there is no model to ask",
                count(periods as u64, "period", "periods")
            ),
        });
    }
    match (changes as u64, fallen > 0 || model) {
        (0, true) if periods < run.periods.len() => parts.push("no finding changes".to_string()),
        (0, _) => {}
        (1, _) => parts.push("1 finding changes".to_string()),
        (n, _) => parts.push(format!("{} findings change", thousands(n))),
    }
    format!("{without}, {}.", parts.join("; "))
}

/// What to say of a thing without which nothing changes.
fn nothing(dossier: &Dossier, thing: &Thing) -> String {
    let place = match thing.kind {
        TraceKind::Definition => {
            let definition = dossier.file.definitions.get(&thing.id);
            return match definition.is_some_and(|definition| !definition.label.is_empty()) {
                true => "No judgement uses this definition, so no verdict changes without it; the \
                         states that meet it are counted as a pattern of every analysis."
                    .to_string(),
                false => "No judgement uses this definition.".to_string(),
            };
        }
        TraceKind::Claim | TraceKind::Source | TraceKind::Note | TraceKind::Restatement => {
            "it stands in the register of what the sources say"
        }
        TraceKind::Difference => "it stands in the register of contradictions",
        TraceKind::Driver | TraceKind::Link => "it stands in the map of drivers",
        TraceKind::Event | TraceKind::Forecast => "it stands in the back-test",
        TraceKind::Window => "it stands in the timeline",
        TraceKind::Tie => "it stands in the graph of dependence",
        TraceKind::Place => "it stands on the map",
        TraceKind::Actor => "it stands in the dossier for its readers",
        TraceKind::Outcome => {
            return "No other finding depends on an outcome: it is what findings are set against."
                .to_string();
        }
        TraceKind::State => {
            return "A state is a finding itself: it is made by the options and rules, and judged \
                    by the statements named here."
                .to_string();
        }
        TraceKind::Period => {
            return "All findings of a period depend on it: without it there would be none."
                .to_string();
        }
        TraceKind::Rule => {
            return "It is not in force in the periods asked about.".to_string();
        }
        TraceKind::Statement | TraceKind::Ranking => {
            return "It does not stand in the models asked about: it comes with a reading (name it \
                    with --reading) or in another period."
                .to_string();
        }
        _ => {
            return format!(
                "No finding of the model rests on this {}.",
                word(thing.kind)
            );
        }
    };
    format!("No finding of the model rests on it; {place}.")
}
