//! The flip chart: which single change would open what.

use hikiwake_conflict::{Inverse, InverseQuestion, ModelChange};
use maud::html;

use super::{Answers, Told, least};
use crate::canvas::CANVASES;
use crate::grid::{Cell, Degree, Grid};
use crate::{Figure, Names, joined, states};

/// Most changes drawn.
const ROWS: usize = 14;

/// A change, and how far it brings each thing that is wanted.
struct Flip<'a> {
    actor: Option<&'a str>,
    told: String,
    opens: Vec<Degree>,
}

/// The chart of one date; nothing where no single change is enough for anything.
pub(super) fn figure(at: usize, found: &Inverse, names: &Names) -> Option<Figure> {
    let asked: Vec<&InverseQuestion> = (found.questions.iter())
        .filter(|asked| !needs_none(asked))
        .collect();
    let flips = flips(&asked, &Told { found, names });
    if flips.is_empty() {
        return None;
    }
    let grid = Grid {
        class: "degrees",
        heads: asked.iter().map(|asked| wanted(asked)).collect(),
        rows: flips.iter().map(|flip| flip.told.clone()).collect(),
        labels: [0.6, 0.5],
    };
    let described = flips.iter().map(|flip| {
        let each = grid.heads.iter().zip(&flip.opens);
        let each: Vec<String> = each
            .filter(|(_, degree)| **degree > Degree::Not)
            .map(|(head, degree)| format!("“{head}” {}", meaning(*degree)))
            .collect();
        format!("{}: {}.", flip.told, joined(&each))
    });
    let description = described.collect::<Vec<_>>().join(" ");
    let title = "Which single change would open what";
    let id = format!("flips-{at}");
    let [wide, narrow] = CANVASES.map(|sheet| {
        let (size, drawn) = grid.drawn(sheet, |cell: Cell| {
            let degree = flips[cell.row].opens[cell.column];
            let actor = flips[cell.row].actor.unwrap_or_default();
            html! { g.(names.colour(actor)) {
                (cell.filled("plain"))
                @if degree > Degree::Not { (cell.degree(degree, "")) }
            } }
        });
        sheet
            .svg(&id, size, (title, &description), &drawn)
            .into_string()
    });
    let keys = [Degree::Full, Degree::Half, Degree::Hollow].into_iter();
    let keys = keys
        .filter(|degree| flips.iter().any(|flip| flip.opens.contains(degree)))
        .map(|degree| grid.key(|cell| cell.degree(degree, ""), meaning(degree)));
    Some(Figure {
        id,
        title: title.to_owned(),
        description,
        caption: "A row a change that is enough by itself for something, with nothing else \
                  changed; whose it is by colour, too. What needs no change is left out."
            .into(),
        keys: keys.chain(grid.letters()).collect(),
        wide,
        narrow: Some(narrow),
    })
}

/// What is wanted, as the head of a column.
fn wanted(asked: &InverseQuestion) -> String {
    match &asked.state {
        Some(state) => states::place(state),
        None => asked.label.clone(),
    }
}

/// Whether there is a way already.
fn needs_none(asked: &InverseQuestion) -> bool {
    let Answers {
        separate, joint, ..
    } = Answers::of(asked);
    let ways = separate.into_iter().chain(joint);
    ways.filter_map(least).any(|least| least == 0)
}

/// Each single change that is enough for something, those of an actor together.
fn flips<'a>(asked: &[&'a InverseQuestion], told: &Told) -> Vec<Flip<'a>> {
    let mut flips: Vec<Flip> = Vec::new();
    let mut add = |column: usize, degree: Degree, change: &'a ModelChange| {
        let text = told.change(change);
        let known = flips.iter().position(|flip| flip.told == text);
        let at = known.unwrap_or_else(|| {
            flips.push(Flip {
                actor: change.actor.as_deref(),
                told: text,
                opens: vec![Degree::Not; asked.len()],
            });
            flips.len() - 1
        });
        let opens = &mut flips[at].opens[column];
        *opens = degree.max(*opens);
    };
    for (column, asked) in asked.iter().enumerate() {
        let answers = Answers::of(asked);
        for (degree, answer) in [
            (Degree::Full, answers.separate),
            (Degree::Half, answers.joint),
            (Degree::Hollow, answers.lasting),
        ] {
            let sets = answer.into_iter().flat_map(|answer| &answer.sets);
            for set in sets {
                if let [change] = set.changes.as_slice() {
                    add(column, degree, change);
                }
            }
        }
    }
    flips.truncate(ROWS);
    let of = |flip: &Flip| {
        told.found
            .actors
            .iter()
            .position(|one| Some(one.id.as_str()) == flip.actor)
    };
    flips.sort_by_key(of);
    flips
}

fn meaning(degree: Degree) -> &'static str {
    match degree {
        Degree::Not => "stays closed",
        Degree::Hollow => "would then last, but nobody’s interest leads there",
        Degree::Half => "opens if they may act together once",
        Degree::Full => "opens by separate steps",
    }
}
