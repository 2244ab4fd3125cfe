//! What would have to change, in one sentence.

use hikiwake_conflict::{ChangeSet, Inverse, InverseAnswer, InverseQuestion};

use super::{Answers, Told, least, wanted};
use crate::number::in_words;
use crate::pattern_grounds::only_while_it_cannot_be_undone;
use crate::{Names, sentence, who_does_what};

/// The least that would have to change, and who would be worse off by it.
pub(super) fn answer(found: &Inverse, asked: &InverseQuestion, names: &Names) -> String {
    let told = Told { found, names };
    let answers = Answers::of(asked);
    let what = wanted(asked);
    if let Some(joint) = answers.joint_if_less() {
        return told.together(&what, answers.separate, joint);
    }
    match (answers.separate, answers.lasting) {
        (Some(separate), _) => told.apart(&what, &answers, separate),
        (None, Some(lasting)) => told.lasting(&what, asked, lasting),
        (None, None) => match asked.rankings.first() {
            Some(ranking) => {
                let who = names.name(&ranking.actor);
                let would = if ranking.met { "stay with" } else { "leave" };
                format!("As it ranks things today, {who} would {would} {what}.")
            }
            None => String::new(),
        },
    }
}

/// That the search ended before it had begun.
fn is_unknown(answer: &InverseAnswer) -> bool {
    least(answer).is_none() && answer.sizes.iter().all(|size| !size.complete)
}

const UNKNOWN: &str = "The search ended before anything was found: --work lets it look further.";

/// `One change opens`
fn opened_by(size: u64) -> String {
    let open = if size == 1 { "opens" } else { "open" };
    format!(
        "{} {open}",
        hikiwake_finding::words::capital(&changes(size))
    )
}

/// `one change`, `two changes`
fn changes(size: u64) -> String {
    match size {
        1 => "one change".to_owned(),
        n => format!("{} changes", in_words(n as usize)),
    }
}

/// The most changes of which every set was tried in vain; 1 where none was.
fn in_vain(answer: &InverseAnswer) -> u64 {
    let tried = answer
        .sizes
        .iter()
        .filter(|size| size.complete && size.found == 0);
    tried.map(|size| size.size).max().unwrap_or(0).max(1)
}

/// `No single change`, `No two changes`
fn none_of(answer: &InverseAnswer) -> String {
    match in_vain(answer) {
        1 => "No single change".to_owned(),
        n => format!("No {} changes", in_words(n as usize)),
    }
}

/// `No single change opens`
fn opens(answer: &InverseAnswer) -> String {
    let open = if in_vain(answer) == 1 {
        "opens"
    } else {
        "open"
    };
    format!("{} {open}", none_of(answer))
}

impl Told<'_> {
    fn path(&self, set: &ChangeSet) -> String {
        who_does_what::steps(&self.found.options, &set.path, self.names)
    }

    /// A way that takes a step together.
    fn together(
        &self,
        what: &str,
        separate: Option<&InverseAnswer>,
        joint: &InverseAnswer,
    ) -> String {
        let Some(set) = joint.sets.first() else {
            return UNKNOWN.to_owned();
        };
        if set.changes.is_empty() {
            let begins = format!(
                "{} could come only by a step taken together",
                hikiwake_finding::words::capital(what)
            );
            return sentence::first_that_fits(&[
                format!("{begins}: {}.", self.path(set)),
                format!("{begins}."),
            ]);
        }
        let size = set.changes.len() as u64;
        let first = match separate {
            Some(separate) if is_unknown(separate) => String::new(),
            Some(separate) => {
                format!("{} a way by separate steps; ", opens(separate))
            }
            None => String::new(),
        };
        let does = match (first.is_empty(), size) {
            (true, n) => format!("{} a way to {what} if they may act together", opened_by(n)),
            (false, 1) => "if they may act together one does".to_owned(),
            (false, n) => format!("if they may act together {} do", in_words(n as usize)),
        };
        sentence::first_that_fits(&[
            format!("{first}{does}: {}.", self.all_changes(&set.changes)),
            format!("{first}{does}."),
        ])
    }

    /// A way of steps that each takes by itself, or none at all.
    fn apart(&self, what: &str, answers: &Answers, separate: &InverseAnswer) -> String {
        let Some(set) = separate.sets.first() else {
            if is_unknown(separate) {
                return UNKNOWN.to_owned();
            }
            let none = opens(separate);
            return match answers.joint {
                Some(_) => format!("{none} a way to {what}, step by step or together."),
                None => format!("{none} a way to {what}."),
            };
        };
        let worse = match set.worse_off.as_slice() {
            [] => String::new(),
            some => format!(", but {} would end worse off", self.names.list(some)),
        };
        if set.changes.is_empty() {
            if set.path.is_empty() {
                return format!("Nothing need change: {what} would last, and is in place today.");
            }
            let begins = format!("Nothing need change for {what} to last and be reached{worse}");
            return sentence::first_that_fits(&[
                format!("{begins}: {}.", self.path(set)),
                format!("{begins}."),
            ]);
        }
        let size = set.changes.len() as u64;
        let begins = format!("{} a way to {what}{worse}", opened_by(size));
        sentence::first_that_fits(&[
            format!("{begins}: {}.", self.all_changes(&set.changes)),
            format!("{begins}."),
        ])
    }

    /// That it lasts, where nobody asks how it is reached.
    fn lasting(&self, what: &str, asked: &InverseQuestion, lasting: &InverseAnswer) -> String {
        let Some(set) = lasting.sets.first() else {
            return match is_unknown(lasting) {
                true => UNKNOWN.to_owned(),
                false => format!("{} would make {what} last.", none_of(lasting)),
            };
        };
        if set.changes.is_empty() {
            let only = self.only_irreversible(asked);
            let only = only.map_or(String::new(), |only| format!(", {only}"));
            return format!("For {what} to last nothing need change{only}.");
        }
        let size = set.changes.len() as u64;
        let enough = if size == 1 { "is enough" } else { "are enough" };
        let begins = format!("For {what} to last, {} {enough}", changes(size));
        sentence::first_that_fits(&[
            format!("{begins}: {}.", self.all_changes(&set.changes)),
            format!("{begins}."),
        ])
    }

    /// `but only because the transfer cannot be undone`, where that decides.
    pub(super) fn only_irreversible(&self, asked: &InverseQuestion) -> Option<String> {
        let holding = (asked.holding, asked.holding_if_reversible);
        only_while_it_cannot_be_undone(holding, &asked.irreversible, &self.found.options)
    }
}
