//! A trace in plain sentences.

use hikiwake_finding::words::capital;
use hikiwake_traceability::{
    RunScope, Stand, Trace, TraceKind, TraceNode, TraceRun, TracedHolding, TracedJudgement,
    TracedStand,
};

use super::change::reached;
use super::{kind, leaves, of_the_model, under, without};
use crate::{count, joined, thousands};

/// The kinds of judgements in the order in which they are counted, in the singular and plural.
const JUDGEMENTS: [(TraceKind, &str, &str); 26] = [
    (TraceKind::Statement, "wish", "wishes"),
    (TraceKind::Ranking, "ranking", "rankings"),
    (TraceKind::Rule, "rule", "rules"),
    (TraceKind::Option, "option", "options"),
    (TraceKind::Period, "what is in place", "what is in place"),
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
        "wish of somebody at home",
        "wishes of those at home",
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
    (TraceKind::Mechanism, "mechanism", "mechanisms"),
    (TraceKind::Link, "link", "links"),
    (TraceKind::Driver, "level of a driver", "levels of drivers"),
];

/// What rests on the thing, how it holds, and what would change without it.
pub(super) fn opening(found: &Trace) -> Vec<String> {
    let mut sentences = Vec::new();
    if !found.claims.is_empty() {
        sentences.push(carries(found));
    }
    states(&found.down, &mut sentences);
    sentences.extend(found.up.iter().map(|one| run(found, one)));
    if found.changes_asked && found.up.is_empty() {
        let elsewhere = (found.carries.iter()).any(TracedJudgement::enters_the_model);
        sentences.push(match elsewhere {
            true => "No finding of the periods asked about rests on it; it carries what stands in \
                     others, or in a reading (name it with --reading)."
                .to_string(),
            false if found.carries.iter().any(TracedJudgement::is_of_talks) => {
                "No finding of the model rests on it; what `ratify`, `settle`, `block` or `steps` \
                 answer may."
                    .to_string()
            }
            false => nothing(found),
        });
    }
    sentences
}

/// What a decision maker does: `Japan has no better move`, `Ethiopia would leave it`.
pub(super) fn stands(told: &TracedStand) -> String {
    let name = &told.actor.name;
    match &told.does {
        Stand::Leaves { .. } => format!("{name} would leave it"),
        Stand::NoMove => format!("{name} has no move"),
        Stand::NoBetterMove => format!("{name} has no better move"),
        Stand::Answered { .. } => format!("{name} fears the answer"),
    }
}

/// How each state in the tree holds, and who would leave it.
fn states(node: &TraceNode, sentences: &mut Vec<String>) {
    if let Some(holding) = &node.holding {
        let period = node.facts.iter().find(|fact| fact.name == "period");
        let period = period.map(|period| format!("In “{}” ", period.value));
        let verdict = verdict(holding);
        sentences.push(capital(&format!(
            "{}{verdict}.",
            period.unwrap_or_default()
        )));
    }
    for child in &node.children {
        states(child, sentences);
    }
}

/// `it holds (GMR SEQ), reached by best replies`, or who would leave it.
fn verdict(holding: &TracedHolding) -> String {
    let leaving = holding.leavers.iter();
    let leaving = leaving.map(|leaver| leaves(&leaver.actor, leaver.step.as_deref()));
    match (holding.leavers.is_empty(), holding.reach) {
        (true, Some(kind)) => format!(
            "it would last ({}), reached {}",
            under(holding),
            reached(kind)
        ),
        (true, None) => format!("it would last ({})", under(holding)),
        _ => leaving.collect::<Vec<_>>().join("; "),
    }
}

/// Which judgements rest on a claim, a source or whatever stands for claims.
fn carries(found: &Trace) -> String {
    let (claims, resting) = (&found.claims, &found.carries);
    let subject = match found.kind {
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
        return match found.claims_beside.is_empty() {
            true => format!("No judgement rests on {subject}."),
            false => format!(
                "No judgement names {subject}, but some rest on what is read from the same \
                 passage: {}.",
                joined(&found.claims_beside)
            ),
        };
    }
    let base = |kind| {
        let of_kind = |j: &&TracedJudgement| j.kind == kind && j.reading.is_none();
        resting.iter().filter(of_kind).count() as u64
    };
    let mut told: Vec<String> = (JUDGEMENTS.into_iter())
        .map(|(kind, one, many)| (base(kind), one, many))
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
        (0, 1) => "; it has other claims besides".to_string(),
        (_, 1) => ", and nothing else carries it".to_string(),
        (0, _) => "; each has other claims besides".to_string(),
        (n, m) if n == m => ", and nothing else carries them".to_string(),
        (n, _) => format!("; {} of them on nothing else", thousands(n as u64)),
    };
    let rest = if resting.len() == 1 { "rests" } else { "rest" };
    format!("On {subject} {rest} {}{alone}.", joined(&told))
}

/// One run in a sentence.
fn run(found: &Trace, run: &TraceRun) -> String {
    let mut without = format!("Without {}", without(found, run.scope));
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
        false => format!(" in {}", joined(&dated)),
    };
    let model = of_the_model(run.scope);
    match fallen as u64 {
        0 if model => {}
        _ if run.scope == RunScope::Itself => {
            let stands = match dated.is_empty() {
                true => String::new(),
                false => format!(", which stands in {}", joined(&dated)),
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
fn nothing(found: &Trace) -> String {
    let place = match found.kind {
        TraceKind::Definition => {
            return match found.counted_as_pattern {
                true => {
                    "No judgement uses this definition, so no verdict changes without it; every \
                         analysis counts the arrangements that meet it."
                        .to_string()
                }
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
            return "An arrangement is a finding itself: it is made by the options and rules, and \
                    judged by the wishes named here."
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
                kind(found.kind)
            );
        }
    };
    format!("No finding of the model rests on it; {place}.")
}
