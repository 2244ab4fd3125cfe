//! What passes at other dates, under other rules and in other readings.

use hikiwake_finding::no_or_count;
use hikiwake_negotiation::{BlockTarget, Elsewhere, ObstacleSets};

use super::by_target;
use crate::{Block, Inline, Stance, Table, Text, thousands};

/// Most columns of forms that have room for numbers.
const COLUMNS: usize = 9;

/// The same question at other dates and under other rules.
pub(super) fn rules(found: &ObstacleSets) -> Option<Block> {
    let date = |id: Option<&String>| id.map_or("The whole dossier", String::as_str).to_owned();
    let asked = date(found.scenario.period.as_ref().map(|period| &period.id));
    let mut table = marked(found);
    table.over(format!("{asked}, as asked"));
    let targets = found.targets.iter();
    let targets = targets.map(|target| mark(found, target.passing, target.agreements));
    let rule = Text::from(&found.rule_label);
    table.row([rule].into_iter().chain(targets));
    let before = table.rows.len();
    add(found, &mut table, |there| {
        (!found.reads_otherwise(there)).then(|| date(there.period.as_ref()))
    });
    let heading = "At other dates and under other rules";
    (table.rows.len() > before).then(|| Block::details(heading, vec![Block::Table(table)]))
}

/// The same question in other readings of the date.
pub(super) fn readings(found: &ObstacleSets) -> Option<Block> {
    let mut table = marked(found);
    add(found, &mut table, |there| {
        let reading = there.reading.as_ref();
        let name = || reading.map_or("Base reading".to_owned(), |reading| reading.label.clone());
        found.reads_otherwise(there).then(name)
    });
    let mut blocks = Vec::new();
    if !table.is_empty() {
        blocks.push(Block::Table(table));
    }
    let same = &found.same_readings;
    if !same.is_empty() {
        let readings = no_or_count(same.len() as u64, "other reading", "other readings");
        let same = same.join(", ");
        blocks.push(Block::paragraph(format!(
            "Under every rule the same agreements pass in {readings}: {same}."
        )));
    }
    (!blocks.is_empty()).then(|| Block::details("In other readings of this date", blocks))
}

/// A table of marks: rules against forms.
fn marked(found: &ObstacleSets) -> Table {
    let targets: Vec<(usize, &BlockTarget)> = found.targets.iter().enumerate().collect();
    by_target(found, "Rule", &targets)
        .caption("● all pass, ◐ some pass (so many), ○ none passes, – there is no such agreement.")
}

/// A row for each entry that has a name, those of one name under it.
fn add(found: &ObstacleSets, table: &mut Table, name: impl Fn(&Elsewhere) -> Option<String>) {
    let entries = found.targets.first().map_or(&[][..], |t| &t.elsewhere);
    let mut last = None;
    for (at, there) in entries.iter().enumerate() {
        let Some(name) = name(there) else { continue };
        if last.as_ref() != Some(&name) {
            table.over(&name);
            last = Some(name);
        }
        let targets = found.targets.iter().map(|target| {
            let there = target.elsewhere.get(at);
            there.map_or(Text::new(), |there| {
                mark(found, there.passing, there.agreements)
            })
        });
        table.row([Text::from(&there.label)].into_iter().chain(targets));
    }
}

/// What passes of a form, as a mark.
fn mark(found: &ObstacleSets, passing: u64, agreements: u64) -> Text {
    match (agreements, passing) {
        (0, _) => "–".into(),
        (_, 0) => Inline::mark("○", "none passes", Stance::Against).into(),
        (all, some) if all == some => Inline::mark("●", "all pass", Stance::For).into(),
        (_, some) => {
            let mark = Text::from(Inline::mark("◐", "some pass", Stance::Mixed));
            match found.targets.len() <= COLUMNS {
                true => mark.and(format!(" {}", thousands(some))),
                false => mark,
            }
        }
    }
}
