//! The register of contradictions: each thing on which sources differ, with both places.

mod opening;

use hikiwake_evidence::{
    Bearing, FoundBy, Register, RegisterEntry, RegisterSide, RegisterVerdict, VerdictCount,
};
use hikiwake_finding::Finding;

use crate::{Block, Cited, Document, Inline, Item, Number, Table, Text, count};

/// The verdicts, most serious first, as headings and in a word.
const VERDICTS: [(RegisterVerdict, &str, &str); 5] = [
    (RegisterVerdict::Clash, "Cannot both be true", "a clash"),
    (RegisterVerdict::Open, "Nobody can tell yet", "open"),
    (
        RegisterVerdict::OtherMeasure,
        "About other measures or wholes",
        "other measures",
    ),
    (
        RegisterVerdict::OtherDate,
        "About other times",
        "other times",
    ),
    (
        RegisterVerdict::SameThing,
        "The same in other words",
        "the same",
    ),
];

/// Where the sources differ: what bears on what decides, and folded the whole register.
pub fn register(finding: &Finding<Register>) -> Document {
    let found = &finding.finding;
    let mut document = Document::new("Where the sources differ", &finding.dossier.title)
        .answering(opening::answer(found));
    document.blocks.extend(opening::told(found));
    if found.entries.is_empty() {
        return document;
    }
    for (verdict, heading, _) in VERDICTS {
        let entries = found.entries.iter();
        let entries = entries.filter(|entry| entry.verdict == verdict);
        let items: Vec<Item> = entries.map(one).collect();
        if items.is_empty() {
            continue;
        }
        let heading = format!("{heading} ({})", items.len());
        let list = Block::List {
            ordered: false,
            items,
        };
        document.push(Block::details(heading, vec![list]));
    }
    let how = Block::list(opening::how_found(found));
    let counts = Block::Table(counts(&found.counts.verdicts));
    document.push(Block::details("How they were found", vec![how, counts]));
    document
}

fn counts(verdicts: &[VerdictCount]) -> Table {
    let of = |count: &VerdictCount| {
        let all = count.program + count.reading + count.both;
        [count.program, count.reading, count.both, all]
    };
    let heads = [
        "Differences",
        "Found by the program alone",
        "The reader alone",
        "Both",
        "All",
    ];
    let mut table = Table::numbers(heads)
        .caption("Whether both sides can be true, and who found the difference.");
    let mut row = |name: &str, numbers: [u64; 4]| {
        let numbers = numbers.map(|number| Number::whole(number).into());
        table.row([Text::from(name)].into_iter().chain(numbers));
    };
    let mut all = [0; 4];
    for (verdict, heading, _) in VERDICTS {
        for count in verdicts.iter().filter(|count| count.verdict == verdict) {
            row(heading, of(count));
            all = std::array::from_fn(|at| all[at] + of(count)[at]);
        }
    }
    row("All", all);
    table
}

fn one(entry: &RegisterEntry) -> Item {
    let mut text = Text::from(Inline::Strong(entry.matter.clone()));
    if !entry.says.is_empty() {
        text = text.and(": ").and(entry.says.as_str());
    }
    let mut said = vec![entry.why.clone()];
    for (judged, who) in [(&entry.program, "program"), (&entry.reading, "reader")] {
        if let Some(judged) = judged
            && judged.why != entry.why
        {
            let named = VERDICTS
                .iter()
                .find(|(verdict, ..)| *verdict == judged.verdict);
            let word = named.map_or("", |(.., word)| word);
            let says = match judged.says == entry.says {
                true => String::new(),
                false => format!("{} ", judged.says),
            };
            said.push(format!("The {who} ({word}): {says}{}", judged.why));
        }
    }
    let by = match entry.found {
        FoundBy::Program => "Found by the program".to_owned(),
        FoundBy::Reading => "Found by the reader".to_owned(),
        FoundBy::Both => format!(
            "Found by both, the reader as {}",
            entry.differences.join(", ")
        ),
    };
    said.push(format!("{by} [{}].", entry.id));
    let mut under = vec![
        Block::list(entry.sides.iter().map(side)),
        Block::paragraph(Text::lines(said)),
    ];
    if !entry.bears_on.is_empty() {
        let judgements = count(entry.bears_on.len() as u64, "judgement", "judgements");
        let list = Block::list(entry.bears_on.iter().map(bearing));
        under.push(Block::details(
            format!("What rests on it: {judgements}"),
            vec![list],
        ));
    }
    Item { text, under }
}

/// Source, value, what it is about, whose words, where.
fn side(side: &RegisterSide) -> Text {
    let reader = match side.value.replace(',', "").contains(&side.read_as) {
        true => "",
        false => &side.read_as,
    };
    let strength = match side.strength.as_str() {
        "asserted" => "",
        strength => strength,
    };
    let about = [
        ("", side.date.as_str()),
        ("of ", &side.of),
        ("words of ", &side.by),
        ("", strength),
        ("the reader has: ", reader),
    ];
    let about = about.into_iter().filter(|(_, what)| !what.is_empty());
    let about: Vec<String> = about.map(|(name, what)| format!("{name}{what}")).collect();
    let mut text = Text::from(format!("{}: ", side.source)).and(Inline::Strong(side.value.clone()));
    if !about.is_empty() {
        text = text.and(format!(" ({})", about.join("; ")));
    }
    if !side.place.is_empty() {
        text = text.and(format!("; {}", side.place));
    }
    // The first claim speaks for the side, the others restate it.
    for (at, claim) in side.claims.iter().enumerate() {
        text = text.and(" ").and(match at {
            0 => Inline::Claim(Cited {
                id: claim.clone(),
                says: side.says.clone(),
                source: side.source.clone(),
                place: side.place.clone(),
                by: side.by.clone(),
            }),
            _ => format!("[{claim}]").into(),
        });
    }
    text
}

/// A judgement that rests on one of the sides.
fn bearing(bearing: &Bearing) -> String {
    let part = bearing.part.replace('-', " ");
    let stands_in = match bearing.stands_in.as_slice() {
        [] => String::new(),
        some => format!("{}; ", some.join(", ")),
    };
    let (id, text, claims) = (&bearing.id, &bearing.text, bearing.claims.join(", "));
    format!("{part} {id} ({stands_in}by {claims}): {text}")
}
