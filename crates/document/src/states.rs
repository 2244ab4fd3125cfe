//! States as tables and sentences name them: code and marks, what differs, how they hold
//! and are reached.

use hikiwake_finding::{Holding, MoveKind, OptionHead, ReachKind, StateRow, WalkStep};

use crate::{Block, Inline, Names, Table, Text, joined};

/// The solution concepts in the order of the columns, with their meaning for a reader who
/// does not know them.
pub(crate) const CONCEPTS: [(&str, &str); 5] = [
    ("Nash", "Nobody has a better move of its own."),
    (
        "GMR",
        "Whoever could do better alone must fear an answer of the others that leaves it no \
         better off than staying, whatever that answer costs them (general metarationality).",
    ),
    (
        "SMR",
        "As GMR, and the one who moved has no way out after the answer (symmetric \
         metarationality).",
    ),
    (
        "SEQ",
        "As GMR, but the answer must be credible: each step of it is better for the one who \
         takes it (sequential stability).",
    ),
    (
        "SSEQ",
        "As SEQ, and the one who moved has no way out after the answer (symmetric sequential \
         stability).",
    ),
];

/// The kinds of reach, strongest first, with their meaning.
pub(crate) const REACHES: [(ReachKind, &str); 6] = [
    (
        ReachKind::BestReplies,
        "From what is in place, each step is the best that its mover has.",
    ),
    (
        ReachKind::Improvements,
        "Each step is better for its mover, but some are not the best on offer.",
    ),
    (
        ReachKind::JointMove,
        "It takes one step that several take together and that each of them prefers.",
    ),
    (
        ReachKind::MovesWithoutGain,
        "Somebody would have to take a step that gains it nothing, though nobody one that leaves \
         it worse off.",
    ),
    (
        ReachKind::MovesAtALoss,
        "Somebody would have to take a step that leaves it worse off.",
    ),
    (ReachKind::Never, "No sequence of moves leads there."),
];

/// How a state is reached from the status quo.
pub(crate) fn reach(kind: ReachKind) -> &'static str {
    match kind {
        ReachKind::Here => "is in place",
        ReachKind::BestReplies => "by each side’s best moves",
        ReachKind::Improvements => "step by step, each in its mover’s interest",
        ReachKind::JointMove => "only by a step taken together",
        ReachKind::MovesWithoutGain => "only with a step that gains its mover nothing",
        ReachKind::MovesAtALoss => "only with a step against its mover’s interest",
        ReachKind::Never => "not at all",
    }
}

/// What a step is to those who take it.
pub(crate) fn move_kind(kind: MoveKind) -> &'static str {
    match kind {
        MoveKind::BestReply => "best move",
        MoveKind::Improvement => "better than staying",
        MoveKind::Joint => "taken together",
        MoveKind::WithoutGain => "gains its mover nothing",
        MoveKind::AtALoss => "against its mover’s interest",
    }
}

/// What the ways of looking ahead are, and the ways of reaching an arrangement.
pub(crate) fn concepts_explained() -> Block {
    let told = |word: &str, meaning: &str| {
        let word = Inline::Strong(word.to_owned());
        Text::from(word).and(": ").and(meaning)
    };
    let concepts = (CONCEPTS.iter()).map(|(concept, meaning)| told(concept, meaning));
    let reaches = (REACHES.iter()).map(|(kind, meaning)| told(reach(*kind), meaning));
    Block::list(concepts.chain(reaches))
}

/// `all five concepts`, `SEQ and GMR`, `no concept`: behind `holds under`.
pub(crate) fn concepts(held: &[String]) -> String {
    match held.len() {
        0 => "no concept".to_owned(),
        n if n == CONCEPTS.len() => "all five concepts".to_owned(),
        _ => joined(held),
    }
}

/// Whether a state is an equilibrium under the concept of this name.
pub(crate) fn holds_under(holding: &Holding, concept: &str) -> bool {
    holding.concepts.iter().any(|held| held == concept)
}

/// How a state lasts, who would leave it, and how it is reached, in one clause.
pub(crate) fn holding(holding: &Holding, names: &Names) -> String {
    let mut text = match holding.concepts.as_slice() {
        [] => "would not last".to_owned(),
        held if holds_under(holding, "SEQ") => format!("would last under {}", concepts(held)),
        held => format!("would last only under {}", concepts(held)),
    };
    if !holding.leavers.is_empty() {
        let leavers = names.list(&holding.leavers);
        text.push_str(&format!("; {leavers} would leave it"));
    }
    match holding.reach {
        None | Some(ReachKind::Here) => {}
        Some(ReachKind::Never) => text.push_str("; it cannot be reached"),
        Some(kind) => text.push_str(&format!("; reached {}", reach(kind))),
    }
    text
}

/// `rina (economy, sanctions)`
pub(crate) fn state(row: &StateRow) -> String {
    format!("{} ({})", row.code, row.text)
}

/// The state by the name under which the reader knows it.
pub(crate) fn place(row: &StateRow) -> String {
    match row.outcomes.as_slice() {
        _ if row.status_quo => "what is in place".to_string(),
        [] => format!("the arrangement {}", row.code),
        [label, ..] => format!("“{label}”"),
    }
}

/// The options that are taken in a state.
pub(crate) fn in_words(state: &StateRow) -> &str {
    match state.text.as_str() {
        "" => "nothing is taken",
        text => text,
    }
}

/// What a state is besides a state: the status quo, what happened.
pub(crate) fn remarks(state: &StateRow) -> String {
    let here = state.status_quo.then(|| "in place today".to_owned());
    let happened = (state.outcomes.iter()).map(|label| format!("happened: {label}"));
    here.into_iter()
        .chain(happened)
        .collect::<Vec<_>>()
        .join("; ")
}

/// The options taken in a state, and what it is besides.
pub(crate) fn described(state: &StateRow) -> String {
    match remarks(state).as_str() {
        "" => in_words(state).to_owned(),
        remarks => format!("{} ({remarks})", in_words(state)),
    }
}

/// A state's code; its words where a face can show them.
pub(crate) fn code(state: &StateRow) -> Inline {
    Inline::State {
        code: state.code.clone(),
        words: described(state),
    }
}

/// A state's code with its marks: ◆ the status quo, ★ what happened.
pub(crate) fn marked_code(state: &StateRow) -> Text {
    let mut text = Text::from(code(state));
    if state.status_quo {
        text = text.and(" ◆");
    }
    if !state.outcomes.is_empty() {
        text = text.and(" ★");
    }
    text
}

/// What the marks beside the codes of these states mean, where there are any.
pub(crate) fn marks_meaning<'a>(states: impl IntoIterator<Item = &'a StateRow>) -> Option<Block> {
    let mut lines = Vec::new();
    for state in states {
        if state.status_quo {
            lines.push(format!("◆ {}: what is in place", state.code));
        }
        let happened = state.outcomes.iter();
        lines.extend(happened.map(|label| format!("★ {}: happened: {label}", state.code)));
    }
    (!lines.is_empty()).then(|| Block::key(Text::lines(lines)))
}

/// Whether the levels are just no and yes.
pub(crate) fn is_yes_no(option: &OptionHead) -> bool {
    matches!(option.levels.as_slice(), [no, yes] if no == "no" && yes == "yes")
}

/// Name of a level.
pub(crate) fn level(option: &OptionHead, level: u8) -> Option<&str> {
    option.levels.get(usize::from(level)).map(String::as_str)
}

/// `with a and b; without c`: what these levels change of those.
pub(crate) fn difference(options: &[OptionHead], before: &[u8], after: &[u8]) -> String {
    let (mut with, mut without) = (Vec::new(), Vec::new());
    for ((option, was), is) in options.iter().zip(before).zip(after) {
        match level(option, *is) {
            _ if was == is => {}
            Some(name) if !is_yes_no(option) => with.push(format!("{} = {name}", option.id)),
            _ if *is == 0 => without.push(option.id.clone()),
            _ => with.push(option.id.clone()),
        }
    }
    let parts = [("with", with), ("without", without)].into_iter();
    let parts = parts.filter(|(_, ids)| !ids.is_empty());
    let parts = parts.map(|(word, ids)| format!("{word} {}", joined(&ids)));
    parts.collect::<Vec<_>>().join("; ")
}

/// States with what each changes, how it holds, and how it is reached.
pub(crate) fn holdings<'a>(
    options: &[OptionHead],
    rows: impl Iterator<Item = &'a Holding>,
    quo: Option<&Holding>,
    names: &Names,
) -> Table {
    let differs = match quo {
        Some(_) => "How it differs from what is in place",
        None => "Options taken",
    };
    let mut table = Table::new([
        "Code",
        differs,
        "Would last looking ahead as",
        "How it is reached",
    ]);
    for holding in rows {
        let state = &holding.state;
        let difference = match quo {
            Some(_) if state.status_quo => "–".to_owned(),
            Some(quo) => difference(options, &quo.state.levels, &state.levels),
            None => in_words(state).to_owned(),
        };
        let mut held = concepts(&holding.concepts);
        if !holding.leavers.is_empty() {
            held.push_str(&format!("; {} would leave", names.list(&holding.leavers)));
        }
        let reach = holding.reach.map_or("–", reach);
        table.row([
            marked_code(state),
            difference.into(),
            held.into(),
            reach.into(),
        ]);
    }
    table
}

/// A step in one line: what is changed, what it leads to, what it is to its movers.
pub(crate) fn step(step: &WalkStep, rows: &[StateRow]) -> Text {
    let to = rows.iter().find(|row| row.code == step.to);
    let to = to.map_or_else(|| Inline::Plain(step.to.clone()), code);
    Text::from(&step.text)
        .and(" → ")
        .and(to)
        .and(format!(" ({})", move_kind(step.kind)))
}

/// The options with their owners, numbered as columns of marks number them. `fully`: with
/// what each of them means.
pub(crate) fn options(options: &[OptionHead], names: &Names, fully: bool) -> Block {
    let mut table = Table::new(["", "Option", "Whose", "What it is"]);
    for (at, option) in options.iter().enumerate() {
        let mut meaning = option.label.clone();
        let mut add = |words: &str| {
            if !meaning.ends_with(['.', '!', '?']) {
                meaning.push('.');
            }
            meaning.push(' ');
            meaning.push_str(words);
        };
        if fully && !option.text.is_empty() {
            add(&option.text);
        }
        if !is_yes_no(option) {
            add(&format!("Levels: {}.", option.levels.join(" < ")));
        }
        match option.change.as_str() {
            "one-way" => add("No way back."),
            "one-way-down" => add("No way back once given up."),
            "table" => add("Only some changes are possible."),
            _ => {}
        }
        if option.absent {
            add("Not on the table at this date.");
        }
        let id = Inline::Choice {
            id: option.id.clone(),
            label: option.id.clone(),
        };
        let owner = names.name(&option.owner);
        let number = (at + 1).to_string();
        table.row([number.into(), id.into(), owner.into(), Text::from(meaning)]);
    }
    Block::Table(table)
}

/// The mark of an option's level in a table: taken, not taken, or the level's number.
pub(crate) fn level_mark(option: &OptionHead, level: u8) -> String {
    match (option.absent, option.levels.len(), level) {
        (true, _, _) => String::new(),
        (_, _, 0) => "·".to_owned(),
        (_, 2, _) => "●".to_owned(),
        (_, _, level) => level.to_string(),
    }
}
