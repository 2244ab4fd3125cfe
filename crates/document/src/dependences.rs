//! Who depends on whom: a graph with the figures on its arrows, and a table.

pub(crate) mod arrow;
mod bundle;
mod columns;
mod web;

use hikiwake_evidence::{Dependence, Ties};
use hikiwake_finding::{Finding, Measure};

use crate::canvas::{CANVASES, Canvas};
use crate::number::in_words;
use crate::{
    Block, Document, Figure, Inline, Names, Table, Text, count, evidence, joined, sentence,
};

/// Arrows that a figure shows.
const MOST: usize = 40;

/// Who depends on whom, and by how much.
pub fn dependences(finding: &Finding<Ties>) -> Document {
    let found = &finding.finding;
    let mut document = Document::new("Who depends on whom", &finding.dossier.title);
    document.push(match figure(found) {
        Some(figure) => Block::Figure(figure),
        None => Block::caution("There are too many actors for a figure; the table has them."),
    });
    let ties = count(found.ties.len() as u64, "dependence", "dependences");
    let table = Block::Table(table(found));
    document.push(Block::details(format!("{ties} as a table"), vec![table]));
    document.push(Block::list(in_sentences(found)));
    document
}

/// Most dependences told in a sentence each.
const SENTENCES: usize = 5;

/// A sentence for each dependence that has a figure, with the plainest one; where none has
/// any, all in one.
fn in_sentences(ties: &Ties) -> Vec<Text> {
    let names = Names::new(&ties.actors);
    let (measured, bare): (Vec<&Dependence>, Vec<&Dependence>) =
        (ties.ties.iter()).partition(|tie| !tie.figures.is_empty());
    let mut told: Vec<Text> = (measured.iter().take(SENTENCES))
        .map(|tie| {
            let figure = plainest(&tie.figures);
            let date = match figure.date.as_str() {
                "" => String::new(),
                date => format!(" ({date})"),
            };
            // A share says of what it is one.
            let measured = match figure.text.contains(" of ") {
                true => figure.text.clone(),
                false => format!("{}, {}", figure.claim.says, figure.text),
            };
            Text::from(format!(
                "{} depends on {} for {}: {measured}{date} ",
                names.name(&tie.from),
                names.name(&tie.on),
                tie.kind,
            ))
            .and(Inline::Claim((&figure.claim).into()))
            .and(".")
        })
        .collect();
    if measured.len() > SENTENCES {
        let more = in_words(measured.len() - SENTENCES);
        told.push(format!("And {more} more, in the table.").into());
    }
    // Beside others the table says it.
    if measured.is_empty() {
        let bare = bare.iter().map(|tie| {
            let (from, on) = (names.name(&tie.from), names.name(&tie.on));
            format!("{from} on {on} for {}", tie.kind)
        });
        let bare: Vec<String> = bare.collect();
        told.push(format!("Without any figure: {}.", bare.join("; ")).into());
    }
    told
}

/// The figure that says most by itself: a share, else the first.
fn plainest(figures: &[Measure]) -> &Measure {
    let share = figures.iter().find(|figure| figure.text.contains('%'));
    share.unwrap_or(&figures[0])
}

/// Who depends on whom, in one sentence without figures.
pub(crate) fn in_one_sentence(ties: &Ties) -> String {
    let names = Names::new(&ties.actors);
    let mut clauses: Vec<String> = Vec::new();
    for actor in &ties.actors {
        let mut on: Vec<&str> = Vec::new();
        for tie in ties.ties.iter().filter(|tie| tie.from == actor.id) {
            let name = names.name(&tie.on);
            if !on.contains(&name) {
                on.push(name);
            }
        }
        if !on.is_empty() {
            clauses.push(format!("{} depends on {}", actor.name, joined(&on)));
        }
    }
    sentence::of_clauses(&clauses)
}

fn figure(ties: &Ties) -> Option<Figure> {
    let mut bundles = bundle::bundles(ties);
    let left_out = bundles.len().saturating_sub(MOST);
    bundles.truncate(MOST);
    let title = "Who depends on whom";
    let description = format!(
        "{} between {}, each arrow from who depends to whom it depends on. The table after the \
         figure lists them with their figures and sources.",
        count(ties.ties.len() as u64, "dependence", "dependences"),
        count(ties.actors.len() as u64, "actor", "actors"),
    );
    let [wide, narrow] = CANVASES.map(|sheet: Canvas| {
        let told = (title, description.as_str());
        let web = (sheet.class == "wide").then(|| web::svg(ties, &bundles, sheet, told));
        web.flatten()
            .or_else(|| columns::svg(ties, &bundles, sheet, told))
    });
    let mut caption = "An arrow leads from the one who depends to the one depended on. On it: for \
                       what, and the figures of the sources (≈ about, > more than, < less than), \
                       each with its claim; whose it is and where it stands is in the table."
        .to_owned();
    if left_out > 0 {
        let arrows = count(left_out as u64, "further arrow is", "further arrows are");
        caption.push_str(&format!(" {arrows} left out; the table has all."));
    }
    if narrow.is_none() {
        caption.push_str(" On a narrow screen there are too many actors for a figure.");
    }
    Some(Figure {
        id: "ties".to_owned(),
        title: title.to_owned(),
        description,
        caption: caption.into(),
        keys: Vec::new(),
        wide: wide?.into_string(),
        narrow: narrow.map(|drawn| drawn.into_string()),
    })
}

/// Every dependence with every figure.
fn table(ties: &Ties) -> Table {
    let names = Names::new(&ties.actors);
    let heads = ["Who", "On whom", "For what", "Figures and sources"];
    let mut table = Table::new(heads).caption("Each dependence, and the figures that measure it.");
    for tie in &ties.ties {
        table.row::<Text>([
            names.name(&tie.from).into(),
            names.name(&tie.on).into(),
            what(tie),
            figures(tie),
        ]);
    }
    table
}

fn what(tie: &Dependence) -> Text {
    let lines: [Text; 3] = [
        tie.kind.as_str().into(),
        tie.label.as_str().into(),
        evidence::ground(&tie.ground),
    ];
    Text::lines(lines.into_iter().filter(|line| !line.is_empty()))
}

fn figures(tie: &Dependence) -> Text {
    match tie.figures.as_slice() {
        [] => "No figure.".into(),
        figures => Text::lines(figures.iter().map(measured)),
    }
}

fn measured(figure: &Measure) -> Text {
    let mut text =
        Text::from(format!("{}: ", figure.claim.says)).and(Inline::Strong(figure.text.clone()));
    if !figure.date.is_empty() {
        text = text.and(format!(" ({})", figure.date));
    }
    text.and(" ").and(Inline::Claim((&figure.claim).into()))
}
