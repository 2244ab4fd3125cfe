//! The strip of readings: a row a reading, a mark for what is in place and for each pattern;
//! drawn, and as a table.

use hikiwake_conflict::Pattern;
use hikiwake_finding::Holding;
use maud::html;

use super::Row;
use crate::canvas::CANVASES;
use crate::grid::{Cell, Degree, Grid};
use crate::states::holds_under;
use crate::{Figure, Names, Table, Text, pattern_grounds};

/// How far a thing comes, and in words.
type Told = (Degree, &'static str);

const PLACE: &str = "What is in place";

/// The strip as a drawing; what is other than as the case is read is framed.
pub(super) fn figure(rows: &[Row], names: &Names) -> Figure {
    let patterns = rows[0].patterns;
    let heads = patterns.iter().map(|pattern| pattern.label.clone());
    let grid = Grid {
        class: "degrees",
        heads: [PLACE.to_owned()].into_iter().chain(heads).collect(),
        rows: rows.iter().map(|row| row.name().to_owned()).collect(),
        labels: [0.42, 0.34],
    };
    let told: Vec<Vec<Option<Told>>> = rows.iter().map(|row| told(row, patterns)).collect();
    let described = rows.iter().zip(&told).map(|(row, told)| {
        let each = grid.heads.iter().zip(told);
        let each = each.filter_map(|(head, told)| {
            told.map(|(_, meaning)| match head == PLACE {
                true => format!("what is in place {meaning}"),
                false => format!("“{head}” {meaning}"),
            })
        });
        format!("{}: {}.", row.label(), each.collect::<Vec<_>>().join("; "))
    });
    let description = described.collect::<Vec<_>>().join(" ");
    let title = "What lasts and what opens under each reading";
    let id = "readings";
    let movers: Vec<String> = rows.iter().map(|row| first_movers(row, names)).collect();
    let degree = |row: usize, column: usize| told[row][column].map(|told| told.0);
    let drawn = |cell: Cell| {
        let Cell { row, column, .. } = cell;
        let mover = |row: usize| {
            if column == 0 {
                movers[row].as_str()
            } else {
                ""
            }
        };
        let other = (degree(row, column), mover(row)) != (degree(0, column), mover(0));
        html! {
            (cell.filled(if other { "other" } else { "plain" }))
            @if let Some(degree) = degree(row, column) { (cell.degree(degree, mover(row))) }
        }
    };
    let [wide, narrow] = CANVASES.map(|sheet| {
        let (size, drawn) = grid.drawn(sheet, drawn);
        let told = (title, description.as_str());
        sheet.svg(id, size, told, &drawn).into_string()
    });
    let keys = [
        (
            Degree::Full,
            "would last; of the others: each side’s best moves lead there",
        ),
        (
            Degree::Half,
            "would last by fear of the answer; of the others: step by step or by a step taken \
             together",
        ),
        (Degree::Hollow, "would last once made"),
        (Degree::Not, "would not last, and who moves first"),
    ];
    let keys = keys
        .into_iter()
        .filter(|(degree, _)| {
            told.iter()
                .flatten()
                .flatten()
                .any(|told| told.0 == *degree)
        })
        .map(|(degree, text)| grid.key(|cell| cell.degree(degree, ""), text));
    let other = grid.key(
        |cell| cell.filled("other"),
        "other than as the case is read",
    );
    Figure {
        id: id.to_owned(),
        title: title.to_owned(),
        description,
        caption: "A row a reading; a column for what is in place and for each arrangement that \
                  the dossier names."
            .into(),
        keys: keys.chain([other]).chain(grid.letters()).collect(),
        wide,
        narrow: Some(narrow),
    }
}

/// What becomes of what is in place, then of each pattern.
fn told(row: &Row, patterns: &[Pattern]) -> Vec<Option<Told>> {
    let patterns = patterns.iter().map(|pattern| {
        let here = row.patterns.iter().find(|other| other.id == pattern.id);
        here.map(becomes)
    });
    [row.today.map(lasting)]
        .into_iter()
        .chain(patterns)
        .collect()
}

/// The same as a table, with who moves first.
pub(super) fn table(rows: &[Row], names: &Names) -> Table {
    let patterns = rows[0].patterns;
    let labels = patterns.iter().map(|pattern| pattern.label.clone());
    let arrangements = match patterns.is_empty() {
        true => "",
        false => {
            " Of the others: ● each side’s best moves lead there, ◐ step by step or by a step \
             taken together, ○ would last once made, · would not last."
        }
    };
    let heads = ["Reading", PLACE].map(str::to_owned);
    let mut table = Table::marks(heads.into_iter().chain(labels)).caption(format!(
        "What is in place: ● would last, ◐ only by fear of the answer, · would not last, and who \
         moves first.{arrangements}"
    ));
    for row in rows {
        let mut cells = vec![Text::from(row.name())];
        cells.extend(
            told(row, patterns).into_iter().map(|told| {
                told.map_or(Text::new(), |(degree, meaning)| degree.mark(meaning).into())
            }),
        );
        let movers = first_movers(row, names);
        if !movers.is_empty() {
            cells[1] = std::mem::take(&mut cells[1]).and(format!(" {movers}"));
        }
        table.row(cells);
    }
    table
}

/// Those who would move first; nobody where what is in place would last.
fn first_movers(row: &Row, names: &Names) -> String {
    let first = row.today.and_then(|today| today.departures.first());
    first.map_or(String::new(), |step| names.list(&step.movers))
}

fn lasting(today: &Holding) -> Told {
    match today {
        firm if holds_under(firm, "Nash") => (Degree::Full, "would last"),
        feared if holds_under(feared, "SEQ") => (Degree::Half, "would last by fear of the answer"),
        _ => (Degree::Not, "would not last"),
    }
}

fn becomes(pattern: &Pattern) -> Told {
    let degree = match pattern {
        none if none.holding == 0 => Degree::Not,
        best if best.by_best_replies > 0 => Degree::Full,
        reached if reached.by_joint_move > 0 => Degree::Half,
        _ => Degree::Hollow,
    };
    (degree, pattern_grounds::becomes(pattern))
}
