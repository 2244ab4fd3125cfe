//! Mechanisms: what each is, what carries it, and what changes without it.

mod opening;

use hikiwake_dossier::date;
use hikiwake_finding::Finding;
use hikiwake_finding::words::capital;
use hikiwake_traceability::{Carrier, MechanismRun, MechanismTest, MechanismVerdict, Mechanisms};

use crate::changed_answers::{OTHERWISE, WITH_IT, sentences};
use crate::evidence::ground;
use crate::number::in_words;
use crate::statements::clause;
use crate::{Block, Document, Item, Names, joined, scenarios};

/// Most mechanisms before the fold, and most changes of one.
const SHOWN: usize = 6;
/// Most words of what changes without one, there.
const SHORT: usize = 22;

/// How the dispute works, part by part.
pub fn mechanisms(finding: &Finding<Mechanisms>, names: &Names) -> Document {
    let found = &finding.finding;
    let mut document = Document::new("How the dispute works", &finding.dossier.title)
        .answering(opening::answer(found, names));
    match found.mechanisms.as_slice() {
        [] => document.push(Block::paragraph(
            "Name its parts under `[mechanisms]`, each with what carries it: docs/influence.md \
             shows how.",
        )),
        [one] => document.blocks.extend(in_full(one, names)),
        all => {
            document.blocks.extend(failing(all));
            document.push(Block::heading(1, "What would change without each"));
            document.push(Block::list(weightiest_of_all(all, names)));
            let each = all.iter().map(|one| {
                let mut blocks = vec![Block::heading(2, one.label.as_str())];
                blocks.extend(in_full(one, names));
                blocks
            });
            document.push(Block::details(
                "Every mechanism, what carries it and what changes",
                each.flatten().collect(),
            ));
        }
    }
    if !found.not_named.is_empty() {
        let claims = found.not_named.iter().map(|claim| claim.says.clone());
        document.push(Block::details(
            "Described by the sources, and named nowhere in the dossier",
            vec![Block::list(claims)],
        ));
    }
    document
}

/// Those that nothing carries, and those whose removal changes nothing: none is passed over.
fn failing(all: &[MechanismTest]) -> Vec<Block> {
    let of = |verdict: MechanismVerdict| -> Vec<&MechanismTest> {
        all.iter().filter(|one| one.verdict == verdict).collect()
    };
    let quoted = |some: &[&MechanismTest]| {
        let labels = some.iter().map(|one| format!("“{}”", one.label));
        joined(&labels.collect::<Vec<_>>())
    };
    let mut told = Vec::new();
    let uncarried = of(MechanismVerdict::Uncarried);
    if !uncarried.is_empty() {
        told.push(format!("No judgement carries {}.", quoted(&uncarried)));
    }
    let silent = of(MechanismVerdict::Silent);
    if !silent.is_empty() {
        told.push(format!("No answer changes without {}.", quoted(&silent)));
    }
    let mut items: Vec<Item> = told.into_iter().map(Item::new).collect();
    items.extend(of(MechanismVerdict::Idle).into_iter().map(|one| {
        Item::new(format!(
            "“{}” changes nothing here: {}",
            one.label, one.idle
        ))
    }));
    match items.is_empty() {
        true => Vec::new(),
        false => vec![Block::List {
            ordered: false,
            items,
        }],
    }
}

/// The mechanisms whose test says most, and what it says.
fn weightiest_of_all(all: &[MechanismTest], names: &Names) -> Vec<String> {
    let mut told: Vec<(u8, String)> = (all.iter())
        .filter_map(|one| {
            let (weight, told) = weightiest(one, names)?;
            Some((weight, format!("{}. {told}", one.label)))
        })
        .collect();
    told.sort_by_key(|(weight, _)| *weight);
    let more = told.len().saturating_sub(SHOWN);
    let shown = told.into_iter().take(SHOWN).map(|(_, told)| told);
    let more = (more > 0).then(|| format!("and {} more", in_words(more)));
    shown.chain(more).collect()
}

/// The change that weighs most to somebody who decides, with its weight.
fn weightiest(one: &MechanismTest, names: &Names) -> Option<(u8, String)> {
    let all = changes(one, names);
    let long = |told: &str| told.split_whitespace().count() > SHORT;
    let least = all
        .iter()
        .min_by_key(|change| (change.weight, long(&change.text)))?;
    Some((least.weight, least.with_place()))
}

/// A change of an answer, and where it comes about.
struct Told<'a> {
    weight: u8,
    text: String,
    reading: Option<&'a str>,
    dates: Vec<String>,
    /// It comes about at every date that was asked about.
    everywhere: bool,
}

impl Told<'_> {
    /// `Read as “…”, in April 2016 and October 2017: …`
    fn with_place(&self) -> String {
        let reading = self.reading.map(|reading| format!("read as “{reading}”"));
        let dates = match self.dates.as_slice() {
            [] => None,
            some => Some(format!("in {}", joined(some))),
        };
        let dates = match self.everywhere {
            true => Some("at every date".to_owned()),
            false => dates,
        };
        let place: Vec<String> = reading.into_iter().chain(dates).collect();
        match place.is_empty() {
            true => self.text.clone(),
            false => format!("{}: {}", capital(&place.join(", ")), self.text),
        }
    }
}

/// All changes, the weightiest first; the same at several dates once.
fn changes<'a>(one: &'a MechanismTest, names: &Names) -> Vec<Told<'a>> {
    let mut told: Vec<Told<'a>> = Vec::new();
    for run in one.tests.iter().rev() {
        let reading = run.reading.as_ref().map(|reading| reading.label.as_str());
        let date = (run.answers.scenario.period.as_ref()).map(|period| match &period.date {
            Some(date) => date::worded(date),
            None => scenarios::label(period).to_owned(),
        });
        for (weight, text) in of_run(run, names) {
            let same = |known: &&mut Told| known.text == text && known.reading == reading;
            match told.iter_mut().find(same) {
                Some(known) => known.dates.splice(0..0, date.clone()).for_each(drop),
                None => told.push(Told {
                    weight,
                    text,
                    reading,
                    dates: date.clone().into_iter().collect(),
                    everywhere: false,
                }),
            }
        }
    }
    let asked = one.tests.iter().filter(|run| run.reading.is_none()).count();
    for change in &mut told {
        change.everywhere = asked > 1 && change.reading.is_none() && change.dates.len() == asked;
    }
    told.sort_by_key(|change| change.weight);
    told
}

/// The answers that one test changes, in sentences.
fn of_run(run: &MechanismRun, names: &Names) -> Vec<(u8, String)> {
    let contrast = match run.reading {
        Some(_) => OTHERWISE,
        None => WITH_IT,
    };
    sentences(&run.answers, names, &contrast)
}

/// One mechanism: what it is, what carries it, what changes, what it rests on.
fn in_full(one: &MechanismTest, names: &Names) -> Vec<Block> {
    let mut blocks = Vec::new();
    if !one.text.is_empty() {
        blocks.push(Block::paragraph(one.text.as_str()));
    }
    if !one.carriers.is_empty() {
        blocks.push(Block::paragraph("It is carried by:"));
        blocks.push(Block::list(one.carriers.iter().map(carrier)));
    }
    let changes = changes(one, names);
    if changes.is_empty() {
        blocks.push(Block::paragraph(
            match (one.idle.as_str(), one.carriers.is_empty()) {
                ("", true) => "No judgement carries it.".to_owned(),
                ("", false) => "No answer changes without it.".to_owned(),
                (why, _) => format!("No answer changes without it: {why}"),
            },
        ));
    } else {
        blocks.push(Block::paragraph("Put to the test:"));
        let (first, more) = changes.split_at(changes.len().min(SHOWN));
        blocks.push(Block::list(first.iter().map(Told::with_place)));
        if !more.is_empty() {
            let more = Block::list(more.iter().map(Told::with_place));
            blocks.push(Block::details("What else changes", vec![more]));
        }
    }
    for why in one.tests.iter().flat_map(|test| &test.answers.unanswered) {
        let caution = Block::caution(why.as_str());
        if !blocks.contains(&caution) {
            blocks.push(caution);
        }
    }
    blocks.push(Block::details(
        "What it rests on",
        vec![Block::paragraph(ground(&one.ground))],
    ));
    blocks
}

/// `a wish: Keep the islands …`
fn carrier(carrier: &Carrier) -> String {
    format!(
        "{}: {}",
        opening::kind(carrier.kind),
        clause(&carrier.words)
    )
}
