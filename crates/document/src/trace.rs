//! A trace: the chain down as a tree, then what would change.

mod answer;
mod change;
mod opening;

use hikiwake_finding::{ActorHead, Finding};
use hikiwake_traceability::{
    NoModel, NoWords, RunScope, Stand, Trace, TraceKind, TraceNode, TracePeriod, TraceRun,
    TracedHolding, TracedJudgement, TracedStand,
};

use crate::scenarios::scenario;
use crate::{Basis, Block, Document, Inline, Item, Text, thousands};

/// A trace of one thing: sentences, the tree, the runs without the thing.
pub fn trace(finding: &Finding<Trace>) -> Document {
    let found = &finding.finding;
    let title = match found.kind {
        TraceKind::State => "What it rests on".to_owned(),
        kind_of => format!("Tracing {} {}", kind(kind_of), found.id),
    };
    let mut document =
        Document::new(title, &finding.dossier.title).answering(answer::answer(found));
    if found.kind != TraceKind::State && !found.label.is_empty() && found.label != found.id {
        document.push(Block::paragraph(&found.label));
    }
    let items = answer::lines(found);
    if !items.is_empty() {
        document.push(Block::List {
            ordered: false,
            items,
        });
    }
    let told = opening::opening(found);
    if !told.is_empty() {
        document.push(Block::details("In figures", vec![Block::list(told)]));
    }
    let about = Text::lines(about(&found.down));
    let mut down = Vec::new();
    if found.kind == TraceKind::State {
        down.push(Block::paragraph(format!("{}: {}", found.id, found.label)));
    }
    if !about.is_empty() {
        down.push(Block::paragraph(about));
    }
    down.extend(below(&found.down));
    document.push(Block::details("What it is and what it rests on", down));
    if !found.carries.is_empty() {
        let list = Block::list(found.carries.iter().map(judged));
        document.push(Block::details("The judgements that rest on it", vec![list]));
    }
    for run in &found.up {
        let (summary, blocks) = one_run(found, run);
        document.push(Block::details(summary, blocks));
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
        TraceKind::Mechanism => "mechanism",
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
        TraceKind::Step if let Some(told) = &shown.stand => format!("→ {}", stand(told)).into(),
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
    let mut facts: Vec<String> = facts
        .map(|fact| format!("{}: {}", fact.name, fact.value))
        .collect();
    if let Some(holding) = &shown.holding {
        facts.push(format!("lasts: {}", under(holding)));
        let way = holding.reach.map(change::reached);
        facts.extend(way.map(|way| format!("reached: {way}")));
    }
    let stand = shown.stand.as_ref().map(|stand| &stand.does);
    if matches!(stand, Some(Stand::Leaves { .. })) {
        facts.push("leaves: yes".to_owned());
    }
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

/// The concepts under which a state would last.
fn under(holding: &TracedHolding) -> String {
    match holding.concepts.is_empty() {
        true => "under no concept".to_owned(),
        false => holding.concepts.join(" "),
    }
}

/// What a decision maker does in a state.
fn stand(told: &TracedStand) -> String {
    let name = &told.actor.name;
    match &told.does {
        Stand::Leaves { step } => leaves(&told.actor, step.as_deref()),
        Stand::NoMove => format!("{name} has no move"),
        Stand::NoBetterMove => format!("No move of its own would be better for {name}"),
        Stand::Answered { moves: 1 } => {
            format!("One move would be better for {name}, but an answer spoils it")
        }
        Stand::Answered { moves } => format!(
            "{} moves would be better for {name}, but answers spoil them all",
            thousands(*moves)
        ),
    }
}

/// `Japan would leave it (Japan: sanctions off)`
fn leaves(actor: &ActorHead, step: Option<&str>) -> String {
    match step {
        Some(step) => format!("{} would leave it ({step})", actor.name),
        None => format!("{} would leave it", actor.name),
    }
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

/// What is taken out, after “without”.
fn without(found: &Trace, scope: RunScope) -> String {
    let (id, label) = (&found.id, &found.label);
    let named = format!("the {} `{id}`", kind(found.kind));
    let claims = match found.kind {
        TraceKind::Source => format!("the source {label}"),
        TraceKind::Restatement => format!("the claims of {named}"),
        TraceKind::Note => format!("the claims that carry {named}"),
        TraceKind::Actor => format!("what {label} is reported to say"),
        _ => named.clone(),
    };
    match scope {
        RunScope::Alone => claims,
        RunScope::All => format!("all that rests on {claims}"),
        RunScope::Passage => {
            format!("the passages of {claims}, whatever else is read from them")
        }
        RunScope::Wishes => format!("the wishes of {label}"),
        RunScope::Mentions if found.kind == TraceKind::Definition => {
            format!("the judgements that use {named}")
        }
        RunScope::Mentions => format!("the judgements that speak of {named}"),
        RunScope::Itself | RunScope::OffTheTable | RunScope::BaseReading => named,
    }
}

/// Whether a run makes another model even where no judgement falls.
fn of_the_model(scope: RunScope) -> bool {
    matches!(scope, RunScope::OffTheTable | RunScope::BaseReading)
}

/// One run: what falls in each period, and what changes.
fn one_run(found: &Trace, run: &TraceRun) -> (String, Vec<Block>) {
    let without = without(found, run.scope);
    let mut blocks = Vec::new();
    for period in &run.periods {
        blocks.push(Block::heading(2, scenario(&period.scenario)));
        let opening = match &period.scenario.period {
            Some(head) => format!("Without {without}, in “{}”", head.label),
            None => format!("Without {without},"),
        };
        let mut told = fates(period);
        told.extend(period.no_model.as_ref().map(no_model));
        let changes = period.changes.iter();
        told.extend(changes.map(|one| change::change(&opening, one)));
        let unchanged = period.no_model.is_none() && period.changes.is_empty();
        if unchanged && (of_the_model(run.scope) || !period.fallen.is_empty()) {
            told.push("No finding changes.".to_owned());
        }
        blocks.push(Block::list(told));
    }
    (format!("Without {without}"), blocks)
}

fn no_model(why: &NoModel) -> String {
    match why {
        NoModel::NoStatusQuo => "There are no periods in which it could be off the table.".into(),
        NoModel::TakenInTheStatusQuo => {
            "It is in place, so taking it off the table would make another model.".into()
        }
        NoModel::DoesNotCompile { fault } => fault.clone(),
    }
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
