//! The dates of a dispute side by side.

use hikiwake_conflict::Analysis;
use hikiwake_finding::Finding;

use crate::analysis::{answer, in_place, verdict_on};
use crate::{Block, Document, Inline, Names, Table, Text, pattern_grounds, provenance, scenarios};

/// The answer of each date in one sentence.
pub fn answers(periods: &[Finding<Analysis>], names: &Names) -> Document {
    let subject = periods.first().map_or("", |first| &first.dossier.title);
    let mut document = Document::new("", subject);
    let items = periods.iter().map(|period| {
        let found = &period.finding;
        let date = Inline::Strong(scenarios::scenario(&found.scenario));
        Text::from(date).and(": ").and(answer(found, names))
    });
    document.push(Block::list(items));
    document
}

/// The dates side by side.
pub fn dates(periods: &[Finding<Analysis>], names: &Names) -> Document {
    let subject = periods.first().map_or("", |first| &first.dossier.title);
    let mut document = Document::new("The dates side by side", subject);
    let found = || periods.iter().map(|period| &period.finding);
    let heads = found().map(|found| scenarios::period_name(&found.scenario));
    let mut table = Table::new([""].into_iter().chain(heads));
    type Cell = fn(&Analysis, &Names) -> Text;
    let rows: [(&str, Cell); 5] = [
        ("Where things stood", stood),
        ("Would it last?", lasted),
        ("What else would", patterns),
        ("What happened", happened),
        ("What it rests on", rests),
    ];
    for (head, cell) in rows {
        let cells = found().map(|found| cell(found, names));
        table.row([head.into()].into_iter().chain(cells));
    }
    document.push(Block::Table(table));
    document
}

fn stood(found: &Analysis, _: &Names) -> Text {
    in_place(found).map_or("The dossier does not say.".into(), Text::from)
}

fn lasted(found: &Analysis, names: &Names) -> Text {
    let today = found.status_quo.as_ref();
    today.map_or("–".into(), |today| {
        Text::lines(verdict_on(found, today, names))
    })
}

fn patterns(found: &Analysis, _: &Names) -> Text {
    if found.patterns.is_empty() {
        return "The dossier names nothing else.".into();
    }
    Text::lines(found.patterns.iter().map(|ground| {
        let pattern = &ground.pattern;
        let becomes = pattern_grounds::becomes(pattern);
        format!("“{}” {becomes}.", pattern.label)
    }))
}

fn happened(found: &Analysis, names: &Names) -> Text {
    if found.outcomes.is_empty() {
        return "The dossier does not say.".into();
    }
    let told = found.outcomes.iter();
    Text::lines(told.map(|outcome| crate::analysis::what_happened(found, outcome, names)))
}

fn rests(found: &Analysis, _: &Names) -> Text {
    provenance::in_sentences(found).join(" ").into()
}
