//! Bundles of levels that support themselves, and whether what is in place would last under
//! each: a table with a column a bundle.

use hikiwake_drivers::{Bundle, Direction, DriverScenarios, Impact};
use hikiwake_finding::Finding;

use crate::number::in_words;
use crate::{
    Block, Document, Inline, Names, Stance, Table, Text, glossary, joined, links,
    scenarios as heads, sentence,
};

/// Bundles in the first table; columns beside each other.
const FIRST: usize = 5;

/// The bundles of levels that fit together.
pub fn scenarios(finding: &Finding<DriverScenarios>) -> Document {
    let found = &finding.finding;
    let names = Names::new(&found.actors);
    let mut document =
        Document::new("What fits together", &finding.dossier.title).answering(answer(found));
    document.push(Block::heading(1, heads::scenario(&found.scenario)));
    if found.varying.is_empty() {
        return document;
    }
    if !found.bundles.is_empty() {
        let first = &found.bundles[..FIRST.min(found.bundles.len())];
        document.push(Block::Table(table(found, 0, first)));
    }
    if found.bundles.len() > FIRST {
        let more = found.bundles.chunks(FIRST).enumerate();
        let tables = more.map(|(at, some)| Block::Table(table(found, at * FIRST, some)));
        document.push(Block::details("Every bundle", tables.collect()));
    }
    if found.switches.is_empty() {
        document.push(Block::paragraph(
            "No wish, rule, option or reading stands only while a driver does, so the last row is \
             the same under each.",
        ));
    }
    if !found.complete {
        document.push(Block::caution(
            "There may be more bundles than are listed: --list raises the number.",
        ));
    }
    if !found.left_out.is_empty() {
        let more = in_words(found.left_out.len());
        document.push(Block::caution(format!(
            "Held out of it, to keep it legible: {more} more drivers. --drivers raises the number."
        )));
    }
    document.push(Block::details(
        "What acts on what here, and what is held",
        behind(found, &names),
    ));
    document
}

fn answer(found: &DriverScenarios) -> String {
    if found.drivers.is_empty() {
        return "The dossier names no drivers, so there are no levels that could fit together."
            .to_owned();
    }
    if found.varying.is_empty() {
        return "Nothing that is looked at here acts on any of these drivers: each stands where \
                it stands."
            .to_owned();
    }
    if !found.complete {
        return "Given what is in place, more bundles of levels support themselves than are \
                listed here."
            .to_owned();
    }
    let bundles = found.bundles.len();
    let fit = match bundles {
        0 => return "No bundle of levels supports itself, given what is in place.".to_owned(),
        1 => "Given what is in place, one bundle of levels supports itself".to_owned(),
        _ => format!(
            "Given what is in place, {} bundles of levels support themselves",
            in_words(bundles)
        ),
    };
    let lasting: Vec<bool> = found
        .bundles
        .iter()
        .filter_map(|one| Some(one.lasting.as_ref()?.lasts))
        .collect();
    let lasts = lasting.iter().filter(|lasts| **lasts).count();
    let last = match (lasting.len(), lasts) {
        (0, _) => "what is in place is not said".to_owned(),
        (1, 1) => "what is in place would last under it".to_owned(),
        (1, _) => "what is in place would not last under it".to_owned(),
        (all, some) if all == some => "what is in place would last under each".to_owned(),
        (_, 0) => "what is in place would last under none".to_owned(),
        (_, some) => format!("what is in place would last under {}", in_words(some)),
    };
    sentence::of_clauses(&[fit, last])
}

/// A row a driver, a column a bundle; under it whether what is in place would last.
fn table(found: &DriverScenarios, before: usize, bundles: &[Bundle]) -> Table {
    let numbers = bundles.iter().enumerate().map(|(at, one)| {
        let number = (before + at + 1).to_string();
        match one.now {
            true => format!("{number} (as now)"),
            false => number,
        }
    });
    // A column that says nothing of any driver is none.
    let says_now = found.now.iter().any(Option::is_some);
    let heads = ["Driver".to_owned()].into_iter();
    let heads = heads
        .chain(says_now.then(|| "Now".to_owned()))
        .chain(numbers);
    let caption = Text::from("Levels that ")
        .and(glossary::FIT_TOGETHER)
        .and(", a column a bundle; ≈ where another level would fit as well.");
    let mut table = Table::new(heads).caption(caption);
    for (at, &driver) in found.varying.iter().enumerate() {
        let head = &found.drivers[driver];
        let level = |level: usize| head.levels[level].clone();
        let cells = bundles.iter().map(|one| match one.tied.contains(&at) {
            true => format!("{} ≈", level(one.levels[at])),
            false => level(one.levels[at]),
        });
        let now = found.now[at].map_or_else(|| "not said".to_owned(), level);
        let head = [head.label.clone()].into_iter();
        table.row(head.chain(says_now.then_some(now)).chain(cells));
    }
    let lasting = bundles.iter().map(|one| match &one.lasting {
        None => Text::new(),
        Some(lasting) => match lasting.lasts {
            true => Inline::mark("lasts", "what is in place would last", Stance::For),
            false => Inline::mark("ends", "what is in place would not last", Stance::Against),
        }
        .into(),
    });
    let head = [Text::from("What is in place")].into_iter();
    table.row(head.chain(says_now.then(Text::new)).chain(lasting));
    table
}

fn behind(found: &DriverScenarios, names: &Names) -> Vec<Block> {
    let name = |driver: usize| links::named(&found.drivers[driver]);
    let told = |impact: &Impact| {
        let does = match impact.direction {
            Some(Direction::Up) => "raises",
            Some(Direction::Down) => "lowers",
            None => "pulls both ways at",
        };
        format!("{} {does} {}", name(impact.cause), name(impact.effect))
    };
    let mut blocks = Vec::new();
    let left = found.bundles.iter().enumerate().filter_map(|(at, one)| {
        let leavers = &one.lasting.as_ref()?.leavers;
        let told = || format!("Under {}: {}", at + 1, names.list(leavers));
        (!leavers.is_empty()).then(told)
    });
    let left: Vec<String> = left.collect();
    if !left.is_empty() {
        blocks.push(Block::paragraph("Who would leave what is in place:"));
        blocks.push(Block::list(left));
    }
    if !found.impacts.is_empty() {
        blocks.push(Block::paragraph(
            "Counted, each with the same weight; ways by other drivers count as one where all \
             have one sign:",
        ));
        blocks.push(Block::list(found.impacts.iter().map(told)));
    }
    if !found.undetermined.is_empty() {
        blocks.push(Block::paragraph(
            "Not counted, since the ways pull both ways:",
        ));
        blocks.push(Block::list(found.undetermined.iter().map(told)));
    }
    if !found.fixed.is_empty() {
        blocks.push(Block::paragraph("Held where it stands:"));
        blocks.push(Block::list(found.fixed.iter().map(|one| {
            let head = &found.drivers[one.driver];
            let said = match head.said || head.option.is_some() {
                true => "",
                false => " (taken to be so: the dossier does not say)",
            };
            format!("{}: {}{said}", name(one.driver), head.levels[one.level])
        })));
    }
    let switched: Vec<usize> = (0..found.switches.len())
        .filter(|at| {
            let stands = |one: &Bundle| one.stands.contains(at);
            found.bundles.iter().any(stands) && !found.bundles.iter().all(stands)
        })
        .collect();
    if !switched.is_empty() {
        blocks.push(Block::paragraph(
            "What stands under some bundles and not under others:",
        ));
        blocks.push(Block::list(switched.into_iter().map(|at| {
            let switch = &found.switches[at];
            let under = found.bundles.iter().enumerate();
            let under = under.filter(|(_, one)| one.stands.contains(&at));
            let under: Vec<String> = under.map(|(at, _)| (at + 1).to_string()).collect();
            let words = match switch.words.as_str() {
                "" => &switch.id,
                words => words,
            };
            Text::from(format!("“{}” (", words.trim_end_matches('.')))
                .and(Inline::Code(switch.condition.clone()))
                .and(format!("): under {}", joined(&under)))
        })));
    }
    blocks
}
