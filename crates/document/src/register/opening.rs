//! The register in plain sentences.

use hikiwake_evidence::{
    Bearing, Register, RegisterCounts, RegisterEntry, RegisterKind, RegisterVerdict,
};
use hikiwake_finding::words::{capital, no_or_count, none_or};

use crate::number::in_words;
use crate::statements::clause;
use crate::{Block, Inline, Item, Text, joined, sentence};

/// Most entries told before what is folded.
const TOLD: usize = 4;
/// Most wishes named on which one bears.
const WISHES: usize = 2;

/// Those on which both sides cannot be true, or nobody can tell.
fn contradicts(entry: &&RegisterEntry) -> bool {
    entry.verdict <= RegisterVerdict::Open
}

fn deciding(found: &Register) -> Vec<&RegisterEntry> {
    let entries = found.entries.iter();
    entries.filter(|entry| !entry.decides.is_empty()).collect()
}

/// What the sources contradict each other on that bears on what decides.
pub(super) fn answer(found: &Register) -> String {
    let counts = &found.counts;
    let all = found.entries.iter().filter(contradicts).count();
    let deciding = deciding(found);
    if found.entries.is_empty() {
        return match counts.figures_compared + counts.links_compared {
            0 => {
                "No two claims speak of one thing, and no reader noted a difference, so nothing \
                  stands to be compared."
            }
            _ => "Wherever two claims speak of one thing, the sources agree.",
        }
        .to_owned();
    }
    let things = match all {
        0 => return "Wherever the sources differ, both sides can be true.".to_owned(),
        1 => "one thing".to_owned(),
        some => format!("{} things", in_words(some)),
    };
    let head = format!("The sources contradict each other on {things}");
    match deciding.as_slice() {
        _ if found.scenario.is_none() => sentence::of_clauses(&[head]),
        [] => format!("{head}; none of them touches what decides the answer."),
        [first, ..] => {
            let touch = match deciding.len() {
                1 => "one touches what decides".to_owned(),
                some if some == all => "each touches what decides".to_owned(),
                some => format!("{} touch what decides", in_words(some)),
            };
            sentence::of_clauses(&[
                format!("{head}, of which {touch}"),
                format!("first: {}", first.matter),
            ])
        }
    }
}

/// Those that bear on what decides, else those that cannot both be true; and how many there
/// are of each kind.
pub(super) fn told(found: &Register) -> Vec<Block> {
    let mut blocks = Vec::new();
    let deciding = deciding(found);
    let (lead, entries) = match deciding.is_empty() {
        false => ("They touch what decides:", deciding),
        true => {
            let clashes = found.entries.iter().filter(contradicts);
            ("What they contradict each other on:", clashes.collect())
        }
    };
    if !entries.is_empty() {
        blocks.push(Block::paragraph(lead));
        let shown = entries.iter().take(TOLD).map(|entry| Item::new(one(entry)));
        let mut items: Vec<Item> = shown.collect();
        if entries.len() > TOLD {
            let more = capital(&in_words(entries.len() - TOLD));
            items.push(Item::new(format!("{more} more stand below.")));
        }
        blocks.push(Block::List {
            ordered: false,
            items,
        });
    }
    blocks.extend(kinds(found).map(Block::paragraph));
    if found.counts.figures_left_out > 0 {
        blocks.push(Block::caution(format!(
            "{} of one metric were not compared: that would be more work than is allowed, and \
             `--work` raises it.",
            capital(&no_or_count(
                found.counts.figures_left_out,
                "pair of figures",
                "pairs of figures"
            ))
        )));
    }
    blocks
}

/// `Troops in the exercise: Pajon 2017 has 100,000, Niquet 2016 155,000.`
fn one(entry: &RegisterEntry) -> Text {
    let sides = entry.sides.iter();
    let sides = sides.map(|side| format!("“{}” ({})", side.value, side.source));
    let mut once: Vec<String> = Vec::new();
    for side in sides {
        if !once.contains(&side) {
            once.push(side);
        }
    }
    let verdict = match entry.verdict {
        RegisterVerdict::Clash => "Both cannot be true.",
        RegisterVerdict::Open => "Nobody can tell yet.",
        _ => "Both can be true.",
    };
    let text = Text::from(Inline::Strong(entry.matter.clone()))
        .and(format!(": {}. {verdict}", joined(&once)));
    let decides = |bearing: &&Bearing| entry.decides.contains(&bearing.id);
    let mut wishes: Vec<String> = (entry.bears_on.iter().filter(decides))
        .map(|bearing| format!("“{}”", clause(&bearing.text)))
        .collect();
    wishes.dedup();
    let more = wishes.len().saturating_sub(WISHES);
    wishes.truncate(WISHES);
    match (wishes.is_empty(), more) {
        (true, _) => text,
        (_, 0) => text.and(format!(" It bears on {}.", joined(&wishes))),
        (_, more) => text.and(format!(
            " It bears on {} and {} more.",
            wishes.join(", "),
            in_words(more)
        )),
    }
}

/// How many cannot both be true, of how many nobody can tell, how many agree after all.
fn kinds(found: &Register) -> Option<String> {
    let of = |verdict| {
        let with = |entry: &&RegisterEntry| entry.verdict == verdict;
        found.entries.iter().filter(with).count()
    };
    let kinds = [
        (of(RegisterVerdict::Clash), "cannot both be true"),
        (of(RegisterVerdict::Open), "are open"),
        (of(RegisterVerdict::OtherDate), "speak of other times"),
        (of(RegisterVerdict::OtherMeasure), "count other things"),
        (
            of(RegisterVerdict::SameThing),
            "say the same in other words",
        ),
    ];
    let kinds = kinds.into_iter().filter(|(number, _)| *number > 0);
    let told: Vec<String> = kinds
        .map(|(number, words)| format!("{} {words}", in_words(number)))
        .collect();
    (!told.is_empty()).then(|| {
        let all = in_words(found.entries.len());
        format!("Of all the differences found ({all}): {}.", joined(&told))
    })
}

/// Who found what, and how much was compared.
pub(super) fn how_found(found: &Register) -> Vec<String> {
    let counts = &found.counts;
    let mut sentences = vec![format!(
        "Of {} {} found by the program alone, {} by the reader alone, {} by both.",
        no_or_count(found.entries.len() as u64, "difference", "differences"),
        none_or(counts.program),
        none_or(counts.reading),
        none_or(counts.both),
    )];
    if counts.figures_compared + counts.links_compared > 0 {
        sentences.push(compared(counts, &found.entries));
    }
    sentences
}

fn compared(counts: &RegisterCounts, entries: &[RegisterEntry]) -> String {
    let links = entries.iter().filter(|e| e.kind == RegisterKind::Link);
    format!(
        "The program compared {} of one metric ({} in agreement, {} in a series of one source), \
         and {} on which two or more claims speak ({} with different signs).",
        no_or_count(
            counts.figures_compared,
            "pair of figures",
            "pairs of figures"
        ),
        none_or(counts.figures_agree),
        none_or(counts.figures_series),
        no_or_count(counts.links_compared, "link", "links"),
        none_or(links.count() as u64),
    )
}
