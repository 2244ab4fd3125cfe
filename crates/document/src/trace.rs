//! A trace: the chain down as a tree, then what would change.

use hikiwake_finding::Finding;
use hikiwake_traceability::{
    NoWords, RunScope, Trace, TraceKind, TraceNode, TracePeriod, TraceRun, TracedJudgement,
};

use crate::scenarios::scenario;
use crate::{Basis, Block, Document, Inline, Item, Text};

/// A trace of one thing: sentences, the tree, the runs without the thing.
pub fn trace(finding: &Finding<Trace>) -> Document {
    let found = &finding.finding;
    let title = format!("Tracing {} {}", kind(found.kind), found.id);
    let mut document = Document::new(title, &finding.dossier.title);
    if !found.label.is_empty() && found.label != found.id {
        document.push(Block::paragraph(&found.label));
    }
    document.push(Block::list(&found.sentences));
    document.push(Block::heading(1, "Down: what it is and what it rests on"));
    let about = Text::lines(about(&found.down));
    if !about.is_empty() {
        document.push(Block::paragraph(about));
    }
    document.blocks.extend(below(&found.down));
    if !found.carries.is_empty() {
        document.push(Block::heading(1, "Up: the judgements that rest on it"));
        document.push(Block::list(found.carries.iter().map(judged)));
    }
    for run in &found.up {
        document.blocks.extend(without(run));
    }
    document
        .blocks
        .extend(found.notes.iter().map(Block::caution));
    document
}

/// The word for a kind of thing.
fn kind(kind: TraceKind) -> &'static str {
    match kind {
        TraceKind::Actor => "actor",
        TraceKind::Option => "option",
        TraceKind::Definition => "definition",
        TraceKind::Rule => "rule",
        TraceKind::Statement => "statement",
        TraceKind::Ranking => "ranking",
        TraceKind::Claim => "claim",
        TraceKind::Source => "source",
        TraceKind::Driver => "driver",
        TraceKind::Link => "link",
        TraceKind::Event => "event",
        TraceKind::Forecast => "forecast",
        TraceKind::Window => "window",
        TraceKind::Tie => "dependence",
        TraceKind::Place => "place",
        TraceKind::Term => "term",
        TraceKind::TermRule => "rule about terms",
        TraceKind::Form => "form of settlement",
        TraceKind::Faction => "faction",
        TraceKind::Verdict => "verdict of",
        TraceKind::FactionStatement => "statement of a faction",
        TraceKind::Guarantee => "guarantee",
        TraceKind::Ratification => "rule of ratification",
        TraceKind::Holder => "holder of the file",
        TraceKind::Ladder => "gradual plan",
        TraceKind::LadderStep => "step of a plan",
        TraceKind::Promise => "promise",
        TraceKind::Difference => "difference",
        TraceKind::Restatement => "restatement",
        TraceKind::Note => "note",
        TraceKind::Period => "period",
        TraceKind::Outcome => "outcome",
        TraceKind::Reading => "reading",
        TraceKind::State => "state",
        TraceKind::Passage => "passage",
        TraceKind::Step => "step",
        TraceKind::Group => "group",
    }
}

/// A node and all below it.
fn node(shown: &TraceNode) -> Item {
    let (id, label) = (&shown.id, &shown.label);
    let name: Text = match shown.kind {
        TraceKind::Group => Inline::Strong(label.clone()).into(),
        TraceKind::Step => format!("→ {label}").into(),
        TraceKind::Passage => format!("§ {label}").into(),
        TraceKind::Claim if shown.told => format!("[{id}] (told above)").into(),
        TraceKind::Claim => format!("[{id}] {label}").into(),
        TraceKind::Statement => format!("{id}: {label}").into(),
        _ if label == id => format!("{} {id}", kind(shown.kind)).into(),
        _ => format!("{} {id}: {label}", kind(shown.kind)).into(),
    };
    match shown.told {
        true => Item::new(name),
        false => Item {
            text: Text::lines([vec![name], about(shown)].concat()),
            under: below(shown),
        },
    }
}

/// What a node rests on, and how much of it is not listed.
fn below(shown: &TraceNode) -> Vec<Block> {
    let mut items: Vec<Item> = shown.children.iter().map(node).collect();
    if shown.not_listed > 0 {
        let all = shown.children.len() as u64 + shown.not_listed;
        let more = format!("{} more (--list {all} lists them all)", shown.not_listed);
        items.push(Item::new(more));
    }
    match items.is_empty() {
        true => Vec::new(),
        false => vec![Block::List {
            ordered: false,
            items,
        }],
    }
}

/// What a node says besides its name: its text, what is known of it, its words.
fn about(shown: &TraceNode) -> Vec<Text> {
    let facts = shown.facts.iter();
    let facts: Vec<String> = facts
        .map(|fact| format!("{}: {}", fact.name, fact.value))
        .collect();
    let moved = match shown.no_words {
        Some(NoWords::Moved) => {
            "the text at hand has other words there: `hikiwake source verify` tells more"
        }
        _ => "",
    };
    let words = shown.passage.as_ref().map(|words| {
        let words: Vec<&str> = words.split_whitespace().collect();
        Inline::Quoted(words.join(" ")).into()
    });
    let about = [
        shown.text.as_str().into(),
        facts.join("; ").into(),
        moved.into(),
    ];
    let about = about.into_iter().chain(words);
    about.filter(|text: &Text| !text.is_empty()).collect()
}

fn judged(judgement: &TracedJudgement) -> Text {
    let (kind, id, says) = (kind(judgement.kind), &judgement.id, &judgement.text);
    let mut text = Text::from(format!("{kind} {id}: {says} (")).and(Inline::Basis {
        basis: Basis::of(&judgement.basis),
        hindsight: judgement.hindsight,
    });
    if !judgement.periods.is_empty() {
        text = text.and(format!("; {}", judgement.periods.join(", ")));
    }
    if let Some(reading) = &judgement.reading {
        text = text.and(format!("; reading {reading}"));
    }
    text.and(format!(") [{}]", judgement.claims.join(", ")))
}

/// One run: what falls in each period, and what changes.
fn without(run: &TraceRun) -> Vec<Block> {
    let mut blocks = vec![Block::heading(1, format!("Up: without {}", run.without))];
    for period in &run.periods {
        blocks.push(Block::heading(2, scenario(&period.scenario)));
        let mut told = fates(period);
        match &period.no_model {
            Some(why) => told.push(why.clone()),
            None => told.extend(period.changes.iter().map(|change| change.sentence.clone())),
        }
        let model = matches!(run.scope, RunScope::OffTheTable | RunScope::BaseReading);
        let unchanged = period.no_model.is_none() && period.changes.is_empty();
        if unchanged && (model || !period.fallen.is_empty()) {
            told.push("No finding changes.".to_owned());
        }
        blocks.push(Block::list(told));
    }
    blocks
}

/// What falls, what loses a claim, what would be left without one.
fn fates(period: &TracePeriod) -> Vec<String> {
    let fates = [
        ("Falls", &period.fallen),
        ("Loses a claim and stays", &period.weakened),
        ("Left without a claim, and stays", &period.left_bare),
    ];
    let fates = fates.into_iter().filter(|(_, judged)| !judged.is_empty());
    let told = fates.map(|(what, judgements)| {
        let named = |j: &TracedJudgement| format!("{} {}", kind(j.kind), j.id);
        let named: Vec<String> = judgements.iter().map(named).collect();
        format!("{what}: {}", named.join(", "))
    });
    told.collect()
}
