//! The moves among the states that matter: a figure, and the same as a table.

pub mod draw;
mod select;

use hikiwake_conflict::Analysis;
use hikiwake_finding::MoveKind;

use crate::{Block, Figure, Inline, Key, Names, Table, Text, count, scenarios, states};
use draw::{Drawing, mark_sample, sample};
use select::Selection;

/// The figure under its heading, and what it shows as a table. `at` makes its ids unique.
pub(super) fn moves(at: usize, found: &Analysis, names: &Names) -> Vec<Block> {
    let selection = Selection::of(found);
    if selection.steps.is_empty() {
        return Vec::new();
    }
    let steps = count(selection.steps.len() as u64, "move", "moves");
    let nodes = count(selection.nodes.len() as u64, "arrangement", "arrangements");
    let period = scenarios::period_name(&found.scenario);
    let drawing = Drawing {
        found,
        names,
        selection: &selection,
        id: format!("moves-{at}"),
        title: format!("How the moves lead on, {period}"),
        description: format!("{nodes} and {steps} between them. A table below says the same."),
    };
    let drawn = match draw::svg(&drawing) {
        Ok(wide) => Block::Figure(Figure {
            caption: caption(&selection).into(),
            keys: keys(names, &selection),
            wide: wide.into_string(),
            narrow: None,
            id: drawing.id,
            title: drawing.title,
            description: drawing.description,
        }),
        Err(error) => Block::caution(format!(
            "The figure could not be laid out ({error}); a table below says the same."
        )),
    };
    let table = table(found, &selection, names);
    vec![drawn, Block::Table(table)]
}

/// How to read the drawing, and what it leaves out.
fn caption(selection: &Selection) -> String {
    let mut text = String::from(
        "How the arrangements that matter lead to one another, what is in place at the top. Each arrow \
         bears the mark of who moves and what that one changes (+ taken up, − given up).",
    );
    if !selection.alone.is_empty() {
        text.push_str(&format!(
            " Not drawn, since no move shown leads there or away: {}.",
            selection.alone.join(", ")
        ));
    }
    if selection.states_left_out > 0 {
        text.push_str(&format!(
            " {} left out to keep the figure legible.",
            count(
                selection.states_left_out,
                "further arrangement is",
                "further arrangements are"
            )
        ));
    }
    if selection.steps_left_out > 0 {
        let more = count(selection.steps_left_out, "further move", "further moves");
        let are = if selection.steps_left_out == 1 {
            "is"
        } else {
            "are"
        };
        text.push_str(&format!(
            " {more} between these {are} left out: best moves and the steps of the \
             shortest paths come first."
        ));
    }
    text
}

/// What the marks and lines mean, for the movers and kinds that occur.
fn keys(names: &Names, selection: &Selection) -> Vec<Key> {
    let kinds = [
        MoveKind::BestReply,
        MoveKind::Improvement,
        MoveKind::Joint,
        MoveKind::WithoutGain,
        MoveKind::AtALoss,
    ];
    let moves = |actor: &str| {
        let mut movers = selection.steps.iter().flat_map(|step| &step.movers);
        movers.any(|mover| mover == actor)
    };
    let movers = names.ids().filter(|actor| moves(actor)).map(|actor| Key {
        sample: mark_sample(names, actor).into_string(),
        text: names.name(actor).into(),
    });
    let occurs = |kind: &MoveKind| selection.steps.iter().any(|step| step.kind == *kind);
    let kinds = kinds.into_iter().filter(occurs).map(|kind| Key {
        sample: sample(kind).into_string(),
        text: states::move_kind(kind).into(),
    });
    movers.chain(kinds).collect()
}

/// The text alternative: every move drawn.
fn table(found: &Analysis, selection: &Selection, names: &Names) -> Table {
    let mut table = Table::new(["From", "Who moves", "What changes", "To", "Kind"]);
    let code = |code: &String| match found.rows.iter().find(|row| row.code == *code) {
        Some(row) => states::code(row),
        None => Inline::Plain(code.clone()),
    };
    for step in &selection.steps {
        table.row([
            Text::from(code(&step.from)),
            names.list(&step.movers).into(),
            step.text.as_str().into(),
            code(&step.to).into(),
            states::move_kind(step.kind).into(),
        ]);
    }
    table
}
