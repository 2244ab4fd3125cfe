//! What stands in the way of each form of settlement, and what would open it.

mod elsewhere;
pub(crate) mod opening;
pub(crate) mod stopped;

use hikiwake_finding::{Finding, no_or_count, thousands};
use hikiwake_negotiation::{BlockTarget, Obstacle, ObstacleSets, Repair};

use crate::block::DatePart;
use crate::scenarios::scenario;
use crate::{Align, Block, Document, Inline, Item, Number, Stance, Table, Text, evidence};

/// Who can say no to what, date by date; of each form at most `list` sets of obstacles and
/// ways to open it.
pub fn block(findings: &[Finding<ObstacleSets>], list: usize) -> Document {
    Document::of_dates("Who can say no", findings, |_, found| DatePart {
        heading: scenario(&found.scenario),
        answer: opening::answer(found).into(),
        blocks: date(found, list),
    })
}

fn date(found: &ObstacleSets, list: usize) -> Vec<Block> {
    let mut blocks = vec![Block::paragraph(opening::rule(found))];
    let points = opening::points(found);
    blocks.extend((!points.is_empty()).then(|| Block::list(points)));
    if !found.judgements.is_empty() {
        let mut tables = Vec::new();
        if found.targets.len() > 1 {
            tables.push(Block::Table(overview(found)));
        }
        tables.push(Block::Table(judgements(found)));
        blocks.push(Block::details("Which judgement stops which form", tables));
    }
    let closed = found.targets.iter().filter(|t| !t.repairs.is_empty());
    let closed: Vec<Block> = closed
        .flat_map(|target| sets(found, target, list))
        .collect();
    if !closed.is_empty() {
        blocks.push(Block::details("All that would open each form", closed));
    }
    blocks.extend(elsewhere::rules(found));
    blocks.extend(elsewhere::readings(found));
    blocks
}

/// The forms, numbered, and how far each is from passing.
fn overview(found: &ObstacleSets) -> Table {
    let heads = [
        "Form",
        "Agreements",
        "Pass",
        "Least to open it",
        "Ways to open it",
    ];
    let mut table = Table::new(heads)
        .caption("How many agreements of each form pass, and the fewest changes that open it.")
        .align(1, Align::Right)
        .align(2, Align::Right)
        .align(4, Align::Right);
    for (at, target) in found.targets.iter().enumerate() {
        let least = target.repairs.iter().map(|repair| repair.without.len());
        table.row::<Text>([
            format!("{}. {}", at + 1, target.label).into(),
            Number::whole(target.agreements).into(),
            match target.passing {
                0 => "none".into(),
                n if n == target.agreements => "all".into(),
                n => Number::whole(n).into(),
            },
            match least.min() {
                None if target.cut_short.is_some() => "search cut short".into(),
                None => "".into(),
                Some(n) => no_or_count(n as u64, "change", "changes").into(),
            },
            match target.repairs.len() {
                0 => "".into(),
                n => Number::whole(n as u64).into(),
            },
        ]);
    }
    table
}

/// Every judgement named, with its evidence, against the forms that it keeps out.
fn judgements(found: &ObstacleSets) -> Table {
    let targets = found.targets.iter().enumerate();
    let closed: Vec<(usize, &BlockTarget)> =
        targets.filter(|(_, t)| !t.repairs.is_empty()).collect();
    let mut table = by_target(found, "Judgement", &closed).caption(
        "Which judgement stands in the way of which form. ●: to open the form it is enough that \
         this one gives. ◐: others would have to give with it. Blank: it does not stand in the way.",
    );
    for (at, judgement) in found.judgements.iter().enumerate() {
        let row = closed.iter().map(|(_, target)| {
            let repairs = || target.repairs.iter();
            let mark = match () {
                () if repairs().any(|repair| repair.without == [at]) => {
                    Inline::mark("●", "enough that this one gives", Stance::Against)
                }
                () if repairs().any(|repair| repair.without.contains(&at)) => {
                    Inline::mark("◐", "others would have to give with it", Stance::Mixed)
                }
                () => Inline::mark("", "", Stance::Neither),
            };
            Text::from(mark)
        });
        table.row([told(judgement)].into_iter().chain(row));
    }
    table
}

/// A table whose columns are forms, under their numbers where there is no room.
fn by_target(found: &ObstacleSets, rows: &str, targets: &[(usize, &BlockTarget)]) -> Table {
    let labels = targets.iter().map(|(_, target)| target.label.as_str());
    let mut table = Table::new([rows].into_iter().chain(labels));
    for (column, (at, _)) in table.columns[1..].iter_mut().zip(targets) {
        column.align = Align::Centre;
        column.short = (found.targets.len() > 1).then(|| (at + 1).to_string());
    }
    table
}

/// `J1 Putin rejects “Four islands” (inferred from the sources [C12])`.
fn told(judgement: &Obstacle) -> Text {
    let rests = evidence::basis(&judgement.basis, judgement.hindsight, &judgement.claims);
    Text::from(Inline::Strong(judgement.code.clone()))
        .and(format!(" {} (", judgement.text))
        .then(rests)
        .and(")")
}

/// What keeps a form out, and what would open it.
fn sets(found: &ObstacleSets, target: &BlockTarget, list: usize) -> Vec<Block> {
    let mut blocks = vec![Block::heading(2, format!("“{}”", target.label))];
    if !target.obstacles.is_empty() {
        blocks.push(Block::paragraph(match target.obstacles.len() {
            1 => "What keeps it out:",
            _ => "What keeps it out (each set alone is enough; something of each must give):",
        }));
        let sets = target.obstacles.iter().take(list);
        blocks.push(Block::numbered(
            sets.map(|set| all(found, set, |judgement| &judgement.text)),
        ));
        blocks.extend(not_listed(target.obstacles.len(), list));
    }
    blocks.push(Block::paragraph(
        "What would open it, fewest changes first:",
    ));
    let mut items = Vec::new();
    for alike in target.repairs_alike(list) {
        let first = items.len() + 1;
        items.extend(
            alike.iter().map(|repair| {
                Item::new(all(found, &repair.without, |judgement| &judgement.repair))
            }),
        );
        let which = match alike.len() {
            1 => "This".to_owned(),
            2 => format!("Each of {first} and {}", items.len()),
            _ => format!("Each of {first} to {}", items.len()),
        };
        if let (Some(last), Some(repair)) = (items.last_mut(), alike.first()) {
            let opens = format!("{which} {}", opens(found, target, repair));
            last.under.push(Block::paragraph(opens));
        }
    }
    blocks.push(Block::List {
        ordered: true,
        items,
    });
    blocks.extend(not_listed(target.repairs.len(), list));
    blocks
}

fn all(found: &ObstacleSets, judgements: &[usize], say: fn(&Obstacle) -> &str) -> String {
    let parts = judgements.iter().map(|&at| {
        let judgement = &found.judgements[at];
        format!("{} [{}]", say(judgement), judgement.code)
    });
    parts.collect::<Vec<_>>().join("; ")
}

fn opens(found: &ObstacleSets, target: &BlockTarget, repair: &Repair) -> String {
    let passing = match repair.opens {
        1 => "one agreement".to_owned(),
        n if n == target.agreements => format!("all {} agreements", thousands(n)),
        n => format!("{} agreements", thousands(n)),
    };
    let changes = found.changes(&repair.example);
    format!("lets {passing} pass. One that changes fewest terms of what is in force: {changes}.")
}

fn not_listed(all: usize, list: usize) -> Option<Block> {
    Block::not_listed(all.min(list), all.saturating_sub(list) as u64)
}
