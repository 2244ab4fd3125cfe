//! What would have to change for something to last and be reached.

mod changes;
mod flip_chart;
mod opening;
mod rankings;
mod sets;
mod told;

use hikiwake_conflict::{ElementaryCounts, Inverse, InverseAnswer, InverseQuestion, InverseWalk};
use hikiwake_finding::{Finding, words};

use crate::block::DatePart;
use crate::{Block, Document, Names, joined, scenarios, states, thousands};

/// Most wanted things told in full; of more, each in a sentence.
const IN_FULL: usize = 2;
/// Most wanted things told at all before what is folded.
const TOLD: usize = 8;

/// The smallest sets of changes after which something wanted lasts and is reached.
pub fn inverse(findings: &[Finding<Inverse>], names: &Names) -> Document {
    Document::of_dates("What would have to change", findings, |at, found| {
        DatePart {
            heading: scenarios::scenario(&found.scenario),
            answer: match found.questions.first() {
                Some(asked) => opening::answer(found, asked, names).into(),
                None => NOTHING_NAMED.into(),
            },
            blocks: blocks(at, found, names),
        }
    })
}

const NOTHING_NAMED: &str = "The dossier names nothing that could be wanted; name an arrangement, \
                             a definition or a formula behind the folder.";

/// One finding, and its questions in words.
struct Told<'a> {
    found: &'a Inverse,
    names: &'a Names<'a>,
}

/// The answers to one question, by what they ask.
struct Answers<'a> {
    /// That it lasts, however it is reached.
    lasting: Option<&'a InverseAnswer>,
    /// That it is reached, too, by steps that each takes by itself.
    separate: Option<&'a InverseAnswer>,
    /// That it is reached with a step taken together.
    joint: Option<&'a InverseAnswer>,
}

impl<'a> Answers<'a> {
    fn of(asked: &'a InverseQuestion) -> Self {
        let by = |wanted: fn(InverseWalk) -> bool| {
            let mut answers = asked.answers.iter();
            answers.find(|answer| wanted(answer.reached))
        };
        Answers {
            lasting: by(|walk| walk == InverseWalk::No),
            separate: by(|walk| !matches!(walk, InverseWalk::No | InverseWalk::Joint)),
            joint: by(|walk| walk == InverseWalk::Joint),
        }
    }

    /// The answer with a joint step where it takes fewer changes than without.
    fn joint_if_less(&self) -> Option<&'a InverseAnswer> {
        self.joint.filter(|joint| match self.separate {
            None => true,
            Some(separate) => match (least(joint), least(separate)) {
                (Some(together), Some(apart)) => together < apart,
                (together, apart) => together.is_some() && apart.is_none(),
            },
        })
    }
}

/// The fewest changes that were found to be enough.
fn least(answer: &InverseAnswer) -> Option<u64> {
    let mut found = answer.sizes.iter().filter(|size| size.found > 0);
    found.next().map(|size| size.size)
}

/// What is wanted, by the name under which the reader knows it.
fn wanted(asked: &InverseQuestion) -> String {
    match &asked.state {
        Some(state) => states::place(state),
        None => format!("“{}”", asked.label),
    }
}

fn blocks(at: usize, found: &Inverse, names: &Names) -> Vec<Block> {
    let told = Told { found, names };
    let mut blocks = Vec::new();
    let many = found.questions.len() > IN_FULL;
    if many {
        let rest = found.questions.iter().skip(1).take(TOLD - 1);
        blocks.push(Block::list(
            rest.map(|asked| opening::answer(found, asked, names)),
        ));
    }
    let mut in_full = Vec::new();
    let mut every_set = Vec::new();
    for asked in &found.questions {
        let heading = Block::heading(2, format!("For {}", wanted(asked)));
        let heading = (found.questions.len() > 1).then_some(heading);
        let blocks = if many { &mut in_full } else { &mut blocks };
        if !asked.answers.is_empty() {
            blocks.extend(heading.clone());
            blocks.push(Block::list(told.points(asked)));
        }
        if let Some(state) = &asked.state {
            for one in &asked.rankings {
                let mut told = rankings::told(one, state, names);
                blocks.push(Block::paragraph(told.remove(0)));
                let summary = format!("Which rankings of {} would do", names.name(&one.actor));
                blocks.push(Block::details(summary, vec![Block::list(told)]));
            }
        }
        let sets = told.all_sets(asked);
        if !sets.is_empty() {
            every_set.extend(heading);
            every_set.extend(sets);
        }
    }
    blocks.extend(flip_chart::figure(at, found, names).map(Block::Figure));
    blocks.extend(found.notes.iter().map(Block::caution));
    let mut fold = |summary: &str, folded: Vec<Block>| {
        if !folded.is_empty() {
            blocks.push(Block::details(summary, folded));
        }
    };
    fold("Each of them in full", in_full);
    fold(
        "Every set of changes found, and what it contradicts",
        every_set,
    );
    fold("What was tried", tried(found));
    blocks
}

/// What there was to choose from, and what of it was tried.
fn tried(found: &Inverse) -> Vec<Block> {
    let mut blocks = Vec::new();
    for asked in &found.questions {
        let answers = asked.answers.iter();
        let told: Vec<String> = answers
            .flat_map(|answer| sets::tried(answer, asked, found.work))
            .collect();
        if !told.is_empty() {
            blocks.push(Block::list(told));
        }
    }
    if !blocks.is_empty() {
        blocks.push(Block::key(looked_at(&found.elementary)));
    }
    blocks
}

/// What there was to choose from.
fn looked_at(counts: &ElementaryCounts) -> String {
    let parts = [
        (counts.dropped, "to drop a wish"),
        (counts.flipped, "to turn one round"),
        (counts.moved, "to move one to another rank"),
        (
            counts.added,
            "to add one that another period, a reading or the question has",
        ),
        (counts.removed, "to take an option off the table"),
        (counts.undoing, "to make an option one-way or free it"),
        (
            counts.bound,
            "to bind somebody to leave one as it is while the wanted lasts",
        ),
        (counts.rules, "to drop a rule"),
    ];
    let parts: Vec<String> = (parts.into_iter().filter(|(n, _)| *n > 0))
        .map(|(n, what)| format!("{} {what}", thousands(n)))
        .collect();
    format!(
        "Looked at: {}: {}.",
        words::no_or_count(counts.all(), "single change", "single changes"),
        joined(&parts)
    )
}
