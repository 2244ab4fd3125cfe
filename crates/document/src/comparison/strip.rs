//! One date under all its readings: a strip with a row for each, and in words what becomes of
//! what is in place and what each opens.

mod marks;

use hikiwake_conflict::{Comparison, Pattern, Readings};
use hikiwake_finding::{Finding, Holding, OptionHead, ScenarioHead};

use super::{details, opening};
use crate::grouped::grouped;
use crate::number::in_words;
use crate::states::holds_under;
use crate::{
    Block, Document, Inline, Names, Table, Text, joined, pattern_grounds, scenarios, sentence,
    who_does_what,
};

/// How the case as it is read is called among its readings.
const BASE: &str = "As the case is read";

/// What becomes of one reading.
struct Row<'a> {
    scenario: &'a ScenarioHead,
    options: &'a [OptionHead],
    today: Option<&'a Holding>,
    patterns: &'a [Pattern],
}

impl Row<'_> {
    fn name(&self) -> &str {
        let reading = self.scenario.reading.as_ref();
        reading.map_or(BASE, |reading| &reading.label)
    }

    fn label(&self) -> String {
        match &self.scenario.reading {
            Some(reading) => format!("“{}”", reading.label),
            None => BASE.to_owned(),
        }
    }

    fn lasts(&self) -> bool {
        self.today.is_some_and(|today| holds_under(today, "SEQ"))
    }

    /// Whether interest leads to a state of the pattern that lasts, one joint step allowed.
    fn is_open(&self, id: &str) -> bool {
        let mut all = self.patterns.iter();
        all.any(|pattern| pattern.id == id && pattern.by_joint_move > 0)
    }
}

/// One date under all its readings.
pub fn reading_strip(finding: &Finding<Readings>, names: &Names) -> Document {
    let found = &finding.finding;
    let rows: Vec<Row> = (found.readings.iter())
        .map(|one| Row {
            scenario: &one.scenario,
            options: &found.options,
            today: one.status_quo.as_ref(),
            patterns: &one.patterns,
        })
        .collect();
    let mut document =
        Document::new("Read in other ways", &finding.dossier.title).answering(answer(&rows));
    document.push(Block::heading(1, scenarios::scenario(&found.scenario)));
    if rows.len() > 1 {
        document.push(Block::Figure(marks::figure(&rows, names)));
        document.push(Block::Table(marks::table(&rows, names)));
    } else {
        let how = "To read it in another way, too, write [readings.ID] (docs/dossier.md).";
        document.push(Block::key(how));
    }
    document
        .blocks
        .extend(found.notes.iter().map(Block::caution));
    let supposed = found.readings.iter().filter_map(|one| {
        let reading = one.scenario.reading.as_ref()?;
        let knew = match one.hindsight {
            true => " Something in it was written with knowledge of how it ended.",
            false => "",
        };
        let label = Text::from(Inline::Strong(reading.label.clone()));
        Some(label.and(format!(": {}{knew}", reading.text)))
    });
    let supposed: Vec<Text> = supposed.collect();
    if !supposed.is_empty() {
        document.push(Block::details(
            "What each reading supposes",
            vec![Block::list(supposed)],
        ));
        let told = vec![
            Block::list(outcomes(&rows, names)),
            Block::Table(in_full(&rows, names)),
        ];
        document.push(Block::details("Each reading in words", told));
    }
    document
}

/// Under how many readings what is in place lasts, and how many open the first pattern.
fn answer(rows: &[Row]) -> String {
    let (base, others) = rows.split_first().expect("the case as it is read");
    if others.is_empty() {
        return "The dossier reads this date in one way only.".to_owned();
    }
    let all = match others.len() {
        1 => "the other reading".to_owned(),
        n => format!("the {} other readings", in_words(n)),
    };
    let lasting = others.iter().filter(|row| row.lasts()).count();
    let place = match (base.today, base.lasts(), lasting) {
        (None, ..) => "The dossier does not say what is in place".to_owned(),
        (_, true, n) if n == others.len() => {
            "What is in place would last under every reading of the case".to_owned()
        }
        (_, true, 0) => {
            format!("What is in place would last as the case is read, but not under {all}")
        }
        (_, true, n) => format!(
            "What is in place would last as the case is read, and under {} of {all}",
            in_words(n)
        ),
        (_, false, 0) => "What is in place would last under no reading of the case".to_owned(),
        (_, false, n) if n == others.len() => {
            format!("What is in place would not last as the case is read, but would under {all}")
        }
        (_, false, n) => format!(
            "What is in place would not last as the case is read, but would under {} of {all}",
            in_words(n)
        ),
    };
    let opened = base.patterns.first().map(|pattern| {
        let is_open = base.is_open(&pattern.id);
        let turned = others
            .iter()
            .filter(|row| row.is_open(&pattern.id) != is_open);
        let way = match (is_open, turned.count()) {
            (true, 0) => "a way stays open".to_owned(),
            (false, 0) => "none opens a way".to_owned(),
            (true, 1) => "one closes the way".to_owned(),
            (false, 1) => "one opens a way".to_owned(),
            (true, n) => format!("{} close the way", in_words(n)),
            (false, n) => format!("{} open a way", in_words(n)),
        };
        format!("{way} to “{}”", pattern.label)
    });
    sentence::of_clauses(&[place].into_iter().chain(opened).collect::<Vec<_>>())
}

/// What becomes of what is in place and which ways open: readings with the same outcome
/// together.
fn outcomes(rows: &[Row], names: &Names) -> Vec<Text> {
    let told = rows
        .iter()
        .map(|row| (outcome(row, &rows[0], names), row.label()));
    let groups = grouped(told).into_iter();
    groups
        .map(|(told, labels)| Text::from(Inline::Strong(joined(&labels))).and(format!(": {told}.")))
        .collect()
}

/// `What is in place would not last: Japan launches the package; a way opens to “…”`
fn outcome(row: &Row, base: &Row, names: &Names) -> String {
    let first = row.today.map(|today| first_step(row, today, names));
    let changed = |open: bool, says: &str| {
        let patterns = row.patterns.iter().filter(move |pattern| {
            (row.is_open(&pattern.id), base.is_open(&pattern.id)) == (open, !open)
        });
        let labels: Vec<String> = patterns.map(|one| format!("“{}”", one.label)).collect();
        (!labels.is_empty()).then(|| format!("{says} {}", joined(&labels)))
    };
    let parts = [
        first,
        changed(true, "a way opens to"),
        changed(false, "the way closes to"),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    match parts.is_empty() {
        true => "nothing changes".to_owned(),
        false => parts.join("; "),
    }
}

/// Whether what is in place lasts; who moves first, and how, where it does not.
fn first_step(row: &Row, today: &Holding, names: &Names) -> String {
    match today.departures.first() {
        _ if row.lasts() => "what is in place would last".to_owned(),
        Some(step) => format!(
            "what is in place would not last: {}",
            who_does_what::step(row.options, step, names)
        ),
        None => format!(
            "what is in place would not last: {} would leave it",
            names.list(&today.leavers)
        ),
    }
}

/// What becomes of each, in words.
fn in_full(rows: &[Row], names: &Names) -> Table {
    let patterns = &rows[0].patterns;
    let heads = ["If", "What is in place"].map(str::to_owned);
    let labels = patterns.iter().map(|pattern| pattern.label.clone());
    let mut table = Table::new(heads.into_iter().chain(labels));
    for row in rows {
        let place = row
            .today
            .map(|today| match opening::moves(row.options, today, names) {
                None => "would last".to_owned(),
                Some(moves) => format!("would not last: {moves}"),
            });
        let patterns = patterns.iter().map(|pattern| {
            let here = row.patterns.iter().find(|other| other.id == pattern.id);
            Text::from(here.map_or("", pattern_grounds::becomes))
        });
        let head = [Text::from(row.name()), place.unwrap_or_default().into()];
        table.row(head.into_iter().chain(patterns));
    }
    table
}

/// The readings of each date, a sentence for those with the same outcome; folded, what each
/// supposes and changes.
pub fn readings(readings: &[Finding<Comparison>], names: &Names) -> Document {
    let subject = readings.first().map_or("", |first| &first.dossier.title);
    let mut document = Document::new("Other readings", subject);
    document.push(Block::paragraph(
        "Where the sources, or two analysts, can be read in more than one way: what each reading \
         would make of what is in place, and which ways it would open.",
    ));
    let all: Vec<&Comparison> = readings.iter().map(|one| &one.finding).collect();
    for of_date in all.chunk_by(|a, b| period(a) == period(b)) {
        let base = of_date.first().map(|first| row(first, 0));
        let rows: Vec<Row> = base
            .into_iter()
            .chain(of_date.iter().map(|found| row(found, 1)))
            .collect();
        let heading = scenarios::period_name(&of_date[0].sides[0].scenario);
        document.push(Block::heading(1, heading));
        document.push(Block::list(outcomes(&rows, names)));
        let folded = of_date.iter().flat_map(|found| one_reading(found, names));
        let summary = "What each reading supposes, and what it changes";
        document.push(Block::details(summary, folded.collect()));
    }
    document
}

fn period(found: &Comparison) -> Option<&str> {
    let period = found.sides[0].scenario.period.as_ref();
    period.map(|period| period.id.as_str())
}

fn row(found: &Comparison, side: usize) -> Row<'_> {
    let of = &found.sides[side];
    Row {
        scenario: &of.scenario,
        options: &found.options,
        today: of.status_quo.as_ref(),
        patterns: &of.patterns,
    }
}

/// What one reading supposes and changes.
fn one_reading(found: &Comparison, names: &Names) -> Vec<Block> {
    let head = found.sides[1].scenario.reading.as_ref();
    let label = head.map_or(BASE, |head| &head.label);
    let mut blocks = vec![Block::heading(2, label)];
    let text = head.map(|head| head.text.as_str());
    let text = text.filter(|text| !text.is_empty());
    blocks.extend(text.map(Block::paragraph));
    blocks.push(Block::list(opening::points(found, names)));
    blocks.extend(found.notes.iter().map(Block::caution));
    blocks.extend(details(
        found,
        ["the case as it is read", "this reading"],
        names,
    ));
    blocks
}
