//! What stands behind the answer: what it lasts by, and the least changes that open a way.

use hikiwake_conflict::{ChangeSet, InverseAnswer, InverseQuestion};
use hikiwake_finding::words::capital;

use super::{Answers, Told, least};
use crate::glossary::{AGAINST_INTEREST, STEP_BY_STEP, TOGETHER};
use crate::number::in_words;
use crate::{Block, Item, Text, who_does_what};

/// Most sets of changes told of one way before what is folded.
const SETS: usize = 2;

impl Told<'_> {
    /// What it lasts by, and what opens a way to it.
    pub(super) fn points(&self, asked: &InverseQuestion) -> Vec<Text> {
        let answers = Answers::of(asked);
        let separate = answers.separate.and_then(least);
        let mut points = Vec::new();
        if separate != Some(0) || self.only_irreversible(asked).is_some() {
            points.push(self.lasts(asked, &answers));
        }
        if let Some(separate) = answers.separate {
            let head = STEP_BY_STEP.said_as("Step by step, each in its mover’s interest");
            points.extend(self.way(head.into(), separate));
        }
        if let Some(joint) = answers.joint_if_less() {
            let head =
                TOGETHER.said_as("With one step taken together, which suits all who take it");
            points.extend(self.way(head.into(), joint));
        }
        points
    }

    /// Whether anything has to change for it to last.
    fn lasts(&self, asked: &InverseQuestion, answers: &Answers) -> Text {
        let Some(lasting) = (match asked.holding {
            0 => answers.lasting,
            _ => None,
        }) else {
            let only = self.only_irreversible(asked);
            let only = only.map_or(String::new(), |only| format!(", {only}"));
            let text = match asked.holding {
                0 => Text::from("As things are, it would not last"),
                _ => Text::from(format!("Once made it would last{only}")),
            };
            let separate = answers.separate.and_then(least);
            let joint = answers.joint.and_then(least);
            let led = [separate, joint].contains(&Some(0));
            let asked_for_way = answers.separate.is_some() && answers.joint.is_some();
            return match asked.holding > 0 && asked_for_way && !led {
                true => text.and("; as things are, ").and(AGAINST_INTEREST).and("."),
                false => text.and("."),
            };
        };
        match lasting.sets.first() {
            Some(set) => Text::from("As things are, it would not last. It would if ")
                .then(self.with_grounds(set))
                .and("."),
            None => format!("As things are, it would not last. {}", sizes(lasting)).into(),
        }
    }

    /// The least changes that open one way, and what then comes of them.
    fn way(&self, head: Text, answer: &InverseAnswer) -> Vec<Text> {
        let Some(least) = least(answer) else {
            let told = sizes(answer);
            return match told.is_empty() {
                true => Vec::new(),
                false => vec![head.and(": ").and(first_small(&told))],
            };
        };
        let mut points: Vec<Text> = Vec::new();
        for (at, set) in answer.sets.iter().take(SETS).enumerate() {
            let begins = match (at, least) {
                (0, 0) => head.clone().and(": "),
                (0, _) => head.clone().and(", it is enough if "),
                _ => Text::from("Or if "),
            };
            points.push(begins.then(self.set(set)));
        }
        let more = (answer.sets.len() as u64 + answer.not_listed).saturating_sub(SETS as u64);
        if let Some(worse) = self.who_would_lose(answer) {
            points.push(worse.into());
        } else if more > 0 && least > 0 {
            points.push("Others would do as well; they are listed below.".into());
        }
        points
    }

    /// What changes and what speaks against it, what they then do, and who ends worse off.
    fn set(&self, set: &ChangeSet) -> Text {
        let then = who_does_what::steps(&self.found.options, &set.path, self.names);
        let mut text = match (set.changes.is_empty(), then.is_empty()) {
            (true, true) => Text::from("it is in place today"),
            (true, false) => Text::from(format!("nothing need change. {then}")),
            (false, true) => self.with_grounds(set).and(". What is in place would do"),
            (false, false) => self.with_grounds(set).and(format!(". Then: {then}")),
        };
        text = text.and(".");
        if !set.path.is_empty() {
            text = text.and(" ").and(self.end(set));
        }
        text
    }

    /// Who ends worse off than it began, and who would rather not join.
    pub(super) fn end(&self, set: &ChangeSet) -> String {
        let mut told = match set.worse_off.as_slice() {
            [] => "Nobody who moves ends worse off.".to_owned(),
            some => format!("{} would end worse off than now.", self.names.list(some)),
        };
        for step in &set.better_alone {
            let who = self.names.list(&step.movers);
            let alone = who_does_what::step(&self.found.options, step, self.names);
            told.push_str(&format!(
                " {who} would rather not join: it does better alone ({alone})."
            ));
        }
        if set.lasts_if_reversible == Some(false) {
            told.push_str(" It would last only because it cannot be undone.");
        }
        told
    }

    /// `The six others would leave Russia worse off than now.`
    fn who_would_lose(&self, answer: &InverseAnswer) -> Option<String> {
        let tricked = answer.followed_worse_off;
        if tricked == 0 || answer.sets.first().is_none_or(|set| set.changes.is_empty()) {
            return None;
        }
        let who = self.names.list(&answer.worse_off);
        let others = answer.followed - tricked;
        Some(match (others, tricked) {
            (0, 1) => return None,
            (0, _) => format!("Every one of them would leave {who} worse off than now."),
            (_, 1) => format!("One further change would do, but leave {who} worse off than now."),
            (_, n) => format!(
                "{} further changes would do, but leave {who} worse off than now.",
                capital(&in_words(n as usize))
            ),
        })
    }
}

/// Of which sizes every set was tried, and of which not.
fn sizes(answer: &InverseAnswer) -> String {
    let mut told = Vec::new();
    let none: Vec<u64> = (answer.sizes.iter())
        .filter(|size| size.complete && size.found == 0 && size.size > 0)
        .map(|size| size.size)
        .collect();
    match none.as_slice() {
        [] => {}
        [1] => told.push("No single change is enough; all were tried.".to_owned()),
        [.., n] => told.push(format!(
            "No {} changes or fewer are enough; all were tried.",
            in_words(*n as usize)
        )),
    }
    if let Some(cut) = answer.sizes.iter().find(|size| !size.complete) {
        told.push(match cut.size {
            0 => "It was not found out whether anything has to change.".to_owned(),
            1 => "Not all single changes were tried.".to_owned(),
            2 => "Not all pairs were tried.".to_owned(),
            n => format!("Not all sets of {} were tried.", in_words(n as usize)),
        });
    }
    told.join(" ")
}

/// The same to stand behind a colon.
fn first_small(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| {
        format!("{}{}", first.to_lowercase(), letters.as_str())
    })
}

impl Told<'_> {
    /// Every set that was found, for each way that was asked for.
    pub(super) fn all_sets(&self, asked: &InverseQuestion) -> Vec<Block> {
        let mut blocks = Vec::new();
        for answer in &asked.answers {
            if answer.sets.iter().all(|set| set.changes.is_empty()) {
                continue;
            }
            blocks.push(Block::paragraph(super::sets::heading(answer.reached)));
            blocks.push(Block::List {
                ordered: true,
                items: answer.sets.iter().map(|set| self.listed(set)).collect(),
            });
            let (shown, more) = (answer.sets.len(), answer.not_listed);
            blocks.extend(Block::not_listed(shown, more));
        }
        blocks
    }

    /// A set of changes, what they contradict, what comes of them, and the others that make
    /// the same model.
    fn listed(&self, set: &ChangeSet) -> Item {
        let mut lines = vec![self.with_grounds(set).and("."), super::sets::outcome(set)];
        if !set.path.is_empty() {
            lines.push(self.end(set).into());
        }
        if !set.alike.is_empty() {
            let alike: Vec<String> = (set.alike.iter().take(super::sets::ALIKE))
                .map(|changes| self.all_changes(changes))
                .collect();
            let more = match (set.alike.len() - alike.len()) as u64 + set.alike_not_listed {
                0 => String::new(),
                n => format!(" (and {} more)", crate::thousands(n)),
            };
            let alike = alike.join(" / ");
            lines.push(format!("To the same effect: {alike}{more}.").into());
        }
        Item::new(Text::lines(lines))
    }
}
