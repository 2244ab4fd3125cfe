//! What the models rest on, and what would be left of the answer on what the sources state.

pub(crate) mod figure;
mod words;

use std::collections::BTreeMap;
use std::fmt::Display;

use hikiwake_conflict::{Analysis, StatedOnly};
use hikiwake_evidence::{ClaimBase, PartProvenance};
use hikiwake_finding::Finding;
use hikiwake_finding::words::none_or;

use crate::{
    Block, Document, Names, Number, Table, Text, count, percent, scenarios, states, thousands,
};

use crate::coverage::check_first;
pub(crate) use words::in_sentences;

/// What each date’s model rests on.
pub fn provenance(periods: &[Finding<Analysis>], names: &Names) -> Document {
    let subject = periods.first().map_or("", |first| &first.dossier.title);
    let mut document = Document::new("What it rests on", subject);
    if let [.., last] = periods {
        document.answer = words::in_sentences(&last.finding).swap_remove(0).into();
    }
    for (at, found) in periods.iter().map(|period| &period.finding).enumerate() {
        let name = scenarios::period_name(&found.scenario);
        document.push(Block::heading(1, name));
        document
            .blocks
            .extend(figure::bar(format!("basis-{at}"), found).map(Block::Figure));
        let mut sentences = words::in_sentences(found);
        // The answer has said it.
        if at + 1 == periods.len() {
            sentences.remove(0);
        }
        document.push(Block::list(sentences));
        let basis = &found.provenance;
        document.blocks.extend(check_first(&basis.check_first));
        let caption = format!("What each part rests on, {name}.");
        let mut folded = vec![Block::Table(parts(&basis.parts).caption(caption))];
        folded.extend(claims(&basis.claims));
        folded.extend(stated_only(found, names));
        let summary = "Part by part, and on what the sources state alone";
        document.push(Block::details(summary, folded));
    }
    document
}

/// What each part of the model rests on, one row a question.
fn parts(parts: &[PartProvenance]) -> Table {
    type Row = (&'static str, fn(&PartProvenance) -> usize);
    const ROWS: [Row; 9] = [
        ("in all", |part| part.all),
        ("stated in the sources", |part| part.stated),
        ("inferred from them", |part| part.inferred),
        ("the analyst’s own", |part| part.analyst),
        ("of these, without basis or claim", |part| part.not_given),
        ("written with hindsight", |part| part.hindsight),
        ("resting on one source", |part| part.single_source),
        ("resting on one passage", |part| part.single_passage),
        ("resting on a claim in a clash", |part| part.in_clash),
    ];
    let heads = parts.iter().map(|part| part.part.as_str());
    let mut table = Table::numbers([""].into_iter().chain(heads));
    for (words, of) in ROWS {
        let cells = parts.iter().map(|part| share(of(part), part.all).into());
        table.row([Text::from(words)].into_iter().chain(cells));
    }
    table
}

/// A number, and its share of all where it is another.
fn share(number: usize, all: usize) -> String {
    match number > 0 && number != all {
        true => format!("{number} ({})", percent(number as f64 / all as f64)),
        false => number.to_string(),
    }
}

/// The claims underneath: how many, how they are said, how they are graded.
fn claims(base: &ClaimBase) -> Option<Block> {
    if base.claims == 0 {
        return None;
    }
    let many = |n: usize, one, many| count(n as u64, one, many);
    let grades = &base.grades;
    let unknown = |of: &BTreeMap<char, usize>, unknown: usize| {
        let unknown = (unknown > 0).then(|| format!("cannot be judged {unknown}"));
        each(of).chain(unknown).collect()
    };
    let lines = [
        (
            "Claims underneath",
            vec![
                many(base.claims, "claim", "claims"),
                many(base.passages, "passage", "passages"),
                many(base.sources, "source", "sources"),
            ],
        ),
        (
            "How they are said",
            (base.strengths.iter())
                .map(|count| format!("{} {}", count.strength, count.claims))
                .collect(),
        ),
        (
            "Reliability of the source",
            unknown(&grades.reliability, grades.reliability_unknown),
        ),
        (
            "Credibility of the information",
            unknown(&grades.credibility, grades.credibility_unknown),
        ),
        ("The analyst’s confidence", each(&base.confidence).collect()),
        ("In a clash", base.in_clash.clone()),
    ];
    let lines = lines.into_iter().filter(|(_, parts)| !parts.is_empty());
    Some(Block::list(lines.map(|(head, parts)| {
        format!("{head}: {}", parts.join(", "))
    })))
}

/// `B 20`
fn each<K: Display>(counts: &BTreeMap<K, usize>) -> impl Iterator<Item = String> {
    counts.iter().map(|(grade, n)| format!("{grade} {n}"))
}

/// The same question on nothing but what the sources state.
pub(crate) fn stated_only(found: &Analysis, names: &Names) -> Vec<Block> {
    let Some(stated) = &found.stated_only else {
        return Vec::new();
    };
    let title = format!(
        "The same with the {} of {} wishes that a source states",
        stated.kept, stated.of
    );
    let mut table = Table::numbers([
        "Looking ahead",
        "Would last on all wishes",
        "on stated ones only",
    ])
    .caption("How many arrangements would last. Counts, not chances.");
    for all in &found.equilibrium_counts {
        let kept = stated.equilibrium_counts.iter();
        if let Some(kept) = kept.clone().find(|kept| kept.concept == all.concept) {
            let number = |n: u64| Text::from(Number::whole(n));
            table.row([
                all.concept.as_str().into(),
                number(all.states),
                number(kept.states),
            ]);
        }
    }
    let quo = stated.status_quo.as_ref();
    let holding = states::holdings(&found.options, stated.equilibria.iter(), quo, names);
    let states = stated.equilibria.iter().map(|holding| &holding.state);
    let more = Block::not_listed(stated.equilibria.len(), stated.equilibria_not_listed);
    let mut listed = vec![Block::Table(holding)];
    listed.extend(states::marks_meaning(states));
    listed.extend(more);
    vec![
        Block::heading(2, title),
        Block::list(told(found, stated)),
        Block::Table(table),
        Block::details("What would last on the stated wishes alone", listed),
    ]
}

/// What stays and what goes.
fn told(found: &Analysis, stated: &StatedOnly) -> Vec<String> {
    let StatedOnly { kept, of, .. } = *stated;
    if kept == of {
        return vec!["All wishes are stated in the sources: nothing changes.".to_owned()];
    }
    let [both, gone, new] = stated.hold;
    let on = match kept {
        0 => "The sources state none of the wishes, so nobody minds anything".to_owned(),
        _ => format!(
            "On the {kept} of {} that the sources state",
            count(of as u64, "wish", "wishes")
        ),
    };
    let still = match both + gone {
        0 => "nothing would have lasted before".to_owned(),
        1 if both == 1 => "the one arrangement that would last still would".to_owned(),
        1 => "the one arrangement that would last no longer would".to_owned(),
        n => format!(
            "of the {} arrangements that would last {} still would",
            thousands(n),
            match both {
                b if b == n => "all".to_owned(),
                b => none_or(b),
            }
        ),
    };
    let besides = match new {
        0 => "no other would".to_owned(),
        1 => "one other would".to_owned(),
        n => format!("{} others would", thousands(n)),
    };
    let mut sentences = vec![format!("{on}, {still}, and {besides}.")];
    if let (Some(before), Some(after)) = (&found.status_quo, &stated.status_quo) {
        let held = |holding| states::holds_under(holding, "SEQ");
        let told = match (held(before), held(after)) {
            (true, true) => "What is in place would last all the same.",
            (true, false) => "What is in place would no longer last.",
            (false, true) => "What is in place would now last.",
            (false, false) => "What is in place would not last either.",
        };
        sentences.push(told.to_owned());
    }
    sentences
}
