//! What a thing rests on, or what rests on it, in one sentence and a few lines.

use std::collections::{BTreeMap, BTreeSet};

use hikiwake_finding::ReachKind;
use hikiwake_finding::words::capital;
use hikiwake_traceability::{Trace, TraceKind, TraceNode, TracedJudgement};

use super::{kind, opening};
use crate::number::in_words;
use crate::statements::clause;
use crate::{Item, Text, joined, sentence};

/// Most things told before what is folded.
const TOLD: usize = 8;
/// Most wishes named in one line.
const WISHES: usize = 4;

/// The wishes, claims and sources under a thing.
#[derive(Default)]
struct Ground<'a> {
    /// Per wish what it rests on: `stated`, `inferred`, `analyst`.
    wishes: BTreeMap<&'a str, &'a str>,
    passages: BTreeSet<&'a str>,
    sources: BTreeSet<&'a str>,
}

impl<'a> Ground<'a> {
    fn of(node: &'a TraceNode) -> Self {
        let mut ground = Ground::default();
        ground.add(node);
        ground
    }

    fn add(&mut self, node: &'a TraceNode) {
        match node.kind {
            TraceKind::Statement => {
                let basis = fact(node, "basis").unwrap_or_default();
                let known = self.wishes.entry(&node.id).or_insert(basis);
                if known.is_empty() {
                    *known = basis;
                }
            }
            TraceKind::Claim => {
                self.passages.insert(&node.id);
                self.sources.extend(fact(node, "source"));
            }
            _ => {}
        }
        node.children.iter().for_each(|child| self.add(child));
    }
}

fn fact<'a>(node: &'a TraceNode, name: &str) -> Option<&'a str> {
    let fact = node.facts.iter().find(|fact| fact.name == name)?;
    Some(&fact.value)
}

/// The answer: of a finding what it rests on, of anything else what rests on it.
pub(super) fn answer(found: &Trace) -> String {
    let ground = Ground::of(&found.down);
    let is_finding = matches!(
        found.kind,
        TraceKind::State | TraceKind::Outcome | TraceKind::Actor | TraceKind::Statement
    );
    if is_finding && !ground.wishes.is_empty() {
        return rests(found, &ground);
    }
    let fallen: usize = (found.up.iter().flat_map(|run| &run.periods))
        .map(|period| period.changes.len())
        .sum();
    let carried = match found.carries.len() {
        0 => return carries_nothing(found, &ground),
        1 => "One judgement rests on it".to_owned(),
        some => format!("{} judgements rest on it", capital(&in_words(some))),
    };
    let without = match fallen {
        _ if !found.changes_asked || found.up.is_empty() => String::new(),
        0 => "; without it no finding would change".to_owned(),
        1 => "; without it one finding would change".to_owned(),
        some => format!("; without it {} findings would change", in_words(some)),
    };
    format!("{carried}{without}.")
}

/// `What is in place rests on twelve wishes, 14 passages and one source; three of the wishes
/// go beyond what a source states.`
fn rests(found: &Trace, ground: &Ground) -> String {
    let number = |number: usize, one: &str, many: &str| match number {
        1 => format!("one {one}"),
        some => format!("{} {many}", in_words(some)),
    };
    let mut on = Vec::new();
    // A wish does not rest on itself.
    let wishes = ground.wishes.len();
    if found.kind != TraceKind::Statement {
        on.push(number(wishes, "wish", "wishes"));
    }
    match ground.passages.len() {
        0 => on.push("no passage".to_owned()),
        some => {
            on.push(number(some, "passage", "passages"));
            on.push(number(ground.sources.len().max(1), "source", "sources"));
        }
    }
    let own = |basis: &&&str| **basis != "stated";
    let weak = ground.wishes.values().filter(own).count();
    let weak = match (found.kind, weak) {
        (TraceKind::Statement, 0) => "a source states it".to_owned(),
        (TraceKind::Statement, _) => "no source states it".to_owned(),
        (_, 0) => "a source states each wish".to_owned(),
        (_, 1) => "one wish goes beyond what a source states".to_owned(),
        (_, all) if all == wishes => "every wish goes beyond what a source states".to_owned(),
        (_, some) => format!("{} wishes go beyond what a source states", in_words(some)),
    };
    let head = format!("{} rests on {}", named(found), joined(&on));
    sentence::of_clauses(&[head, weak])
}

/// The thing as a subject: `What is in place`, `“Keep the islands”`.
fn named(found: &Trace) -> String {
    let here = |node: &TraceNode| {
        let holding = node.holding.as_ref();
        holding.is_some_and(|holding| holding.reach == Some(ReachKind::Here))
    };
    let in_place = here(&found.down) || found.down.children.iter().any(here);
    match (found.kind, found.label.as_str()) {
        (TraceKind::State, _) if in_place => "What is in place".to_owned(),
        (TraceKind::State, _) => "It".to_owned(),
        (TraceKind::Statement, _) => "This wish".to_owned(),
        (_, "") => capital(&format!("{} `{}`", kind(found.kind), found.id)),
        (TraceKind::Actor, label) => format!("What is told of {label}"),
        (_, label) => format!("“{label}”"),
    }
}

/// Nothing rests on it: where it stands, and what it rests on itself.
fn carries_nothing(found: &Trace, ground: &Ground) -> String {
    let head = "No judgement of the model rests on it".to_owned();
    let beside = match ground.passages.len() {
        _ if found.kind == TraceKind::Claim => "it stands among what the sources say".to_owned(),
        0 => "it names no source".to_owned(),
        1 => "it rests on one passage itself".to_owned(),
        some => format!("it rests on {} passages itself", in_words(some)),
    };
    sentence::of_clauses(&[head, beside])
}

/// What stands right below the thing, a line each; then what rests on it.
pub(super) fn lines(found: &Trace) -> Vec<Item> {
    // A heading under which neither a wish nor a claim stands says nothing in one line.
    let says = |node: &&TraceNode| {
        let ground = Ground::of(node);
        let is_heading = node.kind == TraceKind::Group;
        !is_heading || !ground.wishes.is_empty() || !ground.passages.is_empty()
    };
    let below = found.down.children.iter().filter(says);
    let mut told: Vec<Text> = below.map(line).collect();
    told.extend(found.carries.iter().map(carried));
    let more = told.len().saturating_sub(TOLD);
    told.truncate(TOLD);
    if more > 0 {
        told.push(format!("And {} more, folded below.", in_words(more)).into());
    }
    told.into_iter().map(Item::new).collect()
}

/// A thing below in a line: who stays or leaves and by which wishes, a claim, a place.
fn line(node: &TraceNode) -> Text {
    let ground = Ground::of(node);
    let wishes: Vec<&TraceNode> = (node.children.iter())
        .filter(|child| child.kind == TraceKind::Statement)
        .collect();
    let head = match &node.stand {
        Some(stand) => opening::stands(stand),
        None => match node.kind {
            TraceKind::Passage => format!("It stands in {}", node.label),
            TraceKind::Claim => format!("{} [{}]", node.label.trim_end_matches('.'), node.id),
            TraceKind::Statement => format!("Wish: {}", clause(said(node))),
            TraceKind::Rule => format!("rule: {}", said(node)),
            TraceKind::Step | TraceKind::Group => node.label.clone(),
            _ if node.label == node.id => format!("{} `{}`", kind(node.kind), node.id),
            _ => format!("{}: {}", kind(node.kind), node.label),
        },
    };
    let mut text = Text::from(capital(&head));
    if !wishes.is_empty() {
        let named = wishes.iter().take(WISHES);
        let named: Vec<String> = named
            .map(|one| format!("“{}”", clause(said(one))))
            .collect();
        let more = match wishes.len().saturating_sub(WISHES) {
            0 => String::new(),
            more => format!(" and {} more", in_words(more)),
        };
        text = text.and(format!(": {}{more}", named.join(", ")));
    } else if node.kind != TraceKind::Claim && !ground.passages.is_empty() {
        let claims: Vec<String> = (ground.passages.iter().take(WISHES))
            .map(|id| format!("[{id}]"))
            .collect();
        text = text.and(format!(" {}", claims.join(" ")));
    }
    text.and(".")
}

/// The words of a wish or of a rule; of several wishes under one name, their name.
fn said(node: &TraceNode) -> &str {
    let said = match node.text.as_str() {
        "" => &node.label,
        text => text,
    };
    said.trim_end_matches('.')
}

/// A judgement that rests on the thing.
fn carried(judgement: &TracedJudgement) -> Text {
    let words = clause(&judgement.text);
    Text::from(capital(&format!(
        "{} “{}” rests on it.",
        match judgement.kind {
            TraceKind::Statement => "the wish",
            other => kind(other),
        },
        words.trim_end_matches('.')
    )))
}
