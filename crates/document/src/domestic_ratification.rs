//! Who must accept at home: what each faction says to each form of settlement, what
//! passes, and where the sides overlap.

pub(crate) mod changes;
mod counts;
mod decisive;
pub(crate) mod opening;
mod overlap;
mod verdicts;
pub(crate) mod who_stops;

use hikiwake_finding::{Finding, Ground};
use hikiwake_negotiation::{DomesticRatification, FormCount, RatifyGround, RatifyPeriod};

use crate::scenarios::{label, scenario};
use crate::{Align, Block, Document, Inline, Number, Table, Text, evidence};

/// Who lets which agreements pass at home, date by date.
pub fn ratify(finding: &Finding<DomesticRatification>) -> Document {
    let found = &finding.finding;
    let mut document = Document::new("Who must accept at home", &finding.dossier.title)
        .answering(opening::answer(found));
    let points = opening::points(found);
    if !points.is_empty() {
        document.push(Block::list(points));
    }
    document
        .blocks
        .extend(found.notes.iter().map(Block::caution));
    if let Some(period) = found.periods.last() {
        let figure = who_stops::figure("ratify", found, period, opening::usual(found));
        document.blocks.extend(figure.map(Block::Figure));
    }
    for period in &found.periods {
        let summary = match &period.scenario.period {
            Some(head) => format!("Who says what: {}", label(head)),
            None => "Who says what".to_owned(),
        };
        document.push(Block::details(summary, date(found, period)));
    }
    let mut meant = Vec::new();
    if !found.forms.is_empty() {
        meant.push(Block::heading(2, "Forms of settlement"));
        let forms = found.forms.iter();
        let forms = forms.map(|form| named(&form.label, &form.id, "", &form.text));
        meant.push(Block::numbered(forms));
    }
    meant.push(Block::heading(2, "Who must agree"));
    let rules = found.rules.iter().map(|rule| {
        let usual = match rule.usual && found.rules.len() > 1 {
            true => ", the usual rule",
            false => "",
        };
        named(&rule.label, &rule.id, usual, &rule.text)
            .and(" · ")
            .then(ground(found, &rule.ground))
    });
    meant.push(Block::list(rules));
    document.push(Block::details(
        "What forms and rules mean, and rest on",
        meant,
    ));
    if found.periods.iter().any(|period| period.agreements > 0) {
        let counted = vec![
            Block::paragraph(
                "An agreement must pass at home on each side (Putnam 1988). Only new agreements \
                 are counted: the one in force stands in any case.",
            ),
            Block::list(counts::how_many_pass(found)),
            Block::Figure(overlap::figure(found)),
            Block::Table(numbers(found)),
        ];
        document.push(Block::details("How many new agreements pass", counted));
    }
    document
}

/// `Four islands [four-islands]: what it means`
fn named(label: &str, id: &str, remark: &str, text: &str) -> Text {
    let name = Text::from(Inline::Strong(label.to_owned())).and(" [");
    let name = name
        .and(Inline::Code(id.to_owned()))
        .and(format!("]{remark}"));
    match text {
        "" => name,
        text => name.and(": ").and(text),
    }
}

fn date(found: &DomesticRatification, period: &RatifyPeriod) -> Vec<Block> {
    let mut blocks = vec![
        Block::heading(2, scenario(&period.scenario)),
        Block::list(counts::of_date(found, period)),
        Block::Table(verdicts::table(found, period)),
    ];
    blocks.extend(period.holders.iter().map(|holder| {
        let held = format!(
            "The file in {} is held by {}: ",
            side(found, &holder.side),
            faction(period, &holder.faction)
        );
        Block::paragraph(Text::from(held).then(ground(found, &holder.ground)))
    }));
    blocks.push(verdicts::grounds(found, period));
    let tables = [
        decisive::chances(found, period),
        decisive::likeliest(found, period),
        decisive::decisive(found, period),
    ];
    let tables = tables.into_iter().filter(|table| !table.is_empty());
    blocks.extend(tables.map(Block::Table));
    blocks
}

/// Win-sets and the zone of agreement at the dates.
fn numbers(found: &DomesticRatification) -> Table {
    let sides = found.sides.iter().map(|side| side.name.as_str());
    let heads = ["Date", "New agreements"].into_iter().chain(sides);
    let mut table = Table::new(heads.chain(["All sides", "In force passes"])).caption(
        "How many new agreements pass, and their share of all new ones. Each counts once, however \
         likely anybody is to propose it.",
    );
    right(&mut table, 1..found.sides.len() + 3);
    for (index, rule) in found.rules.iter().enumerate() {
        table.over(&rule.label);
        for period in &found.periods {
            let here = &period.rules[index];
            let of = |passes: u64| match period.agreements {
                0 => "none".into(),
                all => Text::from(Number::whole(passes))
                    .and(" (")
                    .and(Number::percent(passes as f64 / all as f64))
                    .and(")"),
            };
            let mut row: Vec<Text> = vec![
                overlap::short(period).into(),
                Number::whole(period.agreements).into(),
            ];
            row.extend(here.sides.iter().map(|side| of(side.win_set)));
            row.push(of(here.zone));
            row.push(match here.reversion_passes {
                Some(true) => "yes".into(),
                Some(false) => "no".into(),
                None => "not admitted".into(),
            });
            table.row(row);
        }
    }
    table
}

/// Sets columns of numbers to the right.
fn right(table: &mut Table, columns: std::ops::Range<usize>) {
    for column in &mut table.columns[columns] {
        column.align = Align::Right;
    }
}

/// The columns of a date that are shown: every form, and the agreements of no form where
/// there are any.
fn columns(period: &RatifyPeriod) -> impl Iterator<Item = usize> {
    let shown = |count: &FormCount| count.form.is_some() || count.agreements > 0;
    (0..period.by_form.len()).filter(move |&at| shown(&period.by_form[at]))
}

/// A table whose last columns are the forms, under their numbers where there is no room.
fn by_form(found: &DomesticRatification, period: &RatifyPeriod, heads: &[&str]) -> Table {
    let forms = columns(period).map(|at| match found.forms.get(at) {
        Some(form) => form.label.as_str(),
        None if found.forms.is_empty() => "All agreements",
        None => "Of no form",
    });
    let mut table = Table::new(heads.iter().copied().chain(forms));
    for (column, at) in table
        .columns
        .iter_mut()
        .skip(heads.len())
        .zip(columns(period))
    {
        column.align = Align::Centre;
        column.short = Some(match found.forms.get(at) {
            Some(_) => (at + 1).to_string(),
            None if found.forms.is_empty() => "all".to_owned(),
            None => "other".to_owned(),
        });
    }
    table
}

fn ground(found: &DomesticRatification, ground: &RatifyGround) -> Text {
    let claims = found.claims.iter();
    let claims = claims.filter(|claim| ground.because.contains(&claim.id));
    evidence::ground(&Ground {
        basis: ground.basis.clone(),
        hindsight: ground.hindsight,
        claims: claims.cloned().collect(),
        note: ground.note.clone(),
    })
}

fn side<'a>(found: &'a DomesticRatification, id: &'a str) -> &'a str {
    let side = found.sides.iter().find(|side| side.id == id);
    side.map_or(id, |side| &side.name)
}

fn faction<'a>(period: &'a RatifyPeriod, id: &'a str) -> &'a str {
    let row = period.factions.iter().find(|row| row.head.id == id);
    row.map_or(id, |row| &row.head.name)
}

/// What sentences call a form.
fn form(found: &DomesticRatification, id: Option<&str>) -> String {
    let head = found.forms.iter().find(|form| Some(form.id.as_str()) == id);
    match head {
        Some(head) => format!("“{}”", head.label),
        None => "other agreements".to_owned(),
    }
}

/// What sentences call a faction.
fn short<'a>(period: &'a RatifyPeriod, id: &'a str) -> &'a str {
    let row = period.factions.iter().find(|row| row.head.id == id);
    row.map_or(id, |row| &row.head.short)
}
