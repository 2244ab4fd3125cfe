//! `register`.

use hikiwake_evidence::{
    FoundBy, Register, RegisterEntry, RegisterSide, RegisterVerdict, VerdictCount,
};
use hikiwake_finding::Finding;

use super::paper;

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

pub fn register(finding: &Finding<Register>) -> String {
    let found = &finding.finding;
    let mut text = paper::heading(&finding.dossier.title);
    text.push('\n');
    for sentence in &found.sentences {
        text.push_str(&paper::paragraph(sentence, "• ", "  "));
    }
    if found.entries.is_empty() {
        return text;
    }
    text.push('\n');
    text.push_str(&counts(&found.counts.verdicts));
    for (verdict, heading, _) in VERDICTS {
        let entries: Vec<&RegisterEntry> = (found.entries.iter())
            .filter(|entry| entry.verdict == verdict)
            .collect();
        if !entries.is_empty() {
            text.push_str(&paper::heading(&format!("{heading} ({})", entries.len())));
            for entry in entries {
                text.push_str(&one(entry));
            }
        }
    }
    text
}

fn counts(verdicts: &[VerdictCount]) -> String {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut all = [0; 4];
    for (verdict, heading, _) in VERDICTS {
        let Some(count) = verdicts.iter().find(|count| count.verdict == verdict) else {
            continue;
        };
        let sum = count.program + count.reading + count.both;
        let numbers = [count.program, count.reading, count.both, sum];
        let mut row = vec![heading.to_owned()];
        row.extend(numbers.map(|number| number.to_string()));
        rows.push(row);
        for (total, number) in all.iter_mut().zip(numbers) {
            *total += number;
        }
    }
    let mut row = vec!["all".to_owned()];
    row.extend(all.map(|number| number.to_string()));
    rows.push(row);
    let head = ["", "the program alone", "the reader alone", "both", "all"];
    let centred = [false, true, true, true, true];
    paper::table(head.map(str::to_owned).to_vec(), rows, &centred)
}

fn one(entry: &RegisterEntry) -> String {
    let by = match entry.found {
        FoundBy::Program => "found by the program".to_owned(),
        FoundBy::Reading => "found by the reader".to_owned(),
        FoundBy::Both => format!("found by both: {}", entry.differences.join(", ")),
    };
    let head = format!("{} [{}; {by}]", entry.matter, entry.id);
    let mut text = format!("\n{}", paper::paragraph(&head, "● ", "  "));
    text.push_str(&paper::paragraph(&entry.says, "  ", "  "));
    let rows = entry.sides.iter().map(side).collect();
    text.push_str(&paper::table(Vec::new(), rows, &[]));
    text.push_str(&paper::paragraph(&entry.why, "  → ", "    "));
    for (judged, who) in [(&entry.program, "program"), (&entry.reading, "reader")] {
        if let Some(judged) = judged
            && judged.why != entry.why
        {
            let word = VERDICTS
                .iter()
                .find(|(verdict, ..)| *verdict == judged.verdict);
            let word = word.map_or("", |(.., word)| word);
            let says = match judged.says == entry.says {
                true => String::new(),
                false => format!("{} ", judged.says),
            };
            let said = format!("the {who} ({word}): {says}{}", judged.why);
            text.push_str(&paper::paragraph(&said, "    ", "    "));
        }
    }
    if !entry.bears_on.is_empty() {
        let mut rests: Vec<String> = Vec::new();
        for bearing in &entry.bears_on {
            let name = format!("{} {}", bearing.part, bearing.id);
            if !rests.contains(&name) {
                rests.push(name);
            }
        }
        text.push_str(&paper::paragraph(
            &format!("bears on {}", rests.join(", ")),
            "    ",
            "    ",
        ));
    }
    text
}

/// Source, value, what it is about, whose words, where.
fn side(side: &RegisterSide) -> Vec<String> {
    let mut about = Vec::new();
    if !side.date.is_empty() {
        about.push(side.date.clone());
    }
    if !side.of.is_empty() {
        about.push(format!("of {}", side.of));
    }
    if !side.by.is_empty() {
        about.push(format!("by {}", side.by));
    }
    if !matches!(side.strength.as_str(), "" | "asserted") {
        about.push(side.strength.clone());
    }
    let mut place = side.place.clone();
    if !side.claims.is_empty() {
        place.push_str(&format!(" [{}]", side.claims.join(", ")));
    }
    vec![
        side.source.clone(),
        side.value.clone(),
        about.join("; "),
        place,
    ]
}
