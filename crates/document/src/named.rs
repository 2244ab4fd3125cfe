//! Steps and reasons as they are told move by move, and what they name: the states and
//! the wishes, each told once at the end.

use std::collections::{BTreeMap, BTreeSet};

use hikiwake_finding::{PreferenceVerdict, Reason, StateRow, StatementHead, WalkStep};

use crate::statements::{in_short, statement};
use crate::{Block, Inline, Names, Table, Text, reasons, states};

/// What was named so far.
pub(crate) struct Named<'a> {
    names: &'a Names<'a>,
    rows: &'a [StateRow],
    /// Codes of the states.
    states: BTreeSet<&'a str>,
    /// The wishes by the actor's place, rank and id.
    wishes: BTreeMap<(usize, usize, &'a str), &'a StatementHead>,
}

impl<'a> Named<'a> {
    /// Nothing was named. `rows` holds the states that will be.
    pub(crate) fn new(names: &'a Names<'a>, rows: &'a [StateRow]) -> Self {
        Named {
            names,
            rows,
            states: BTreeSet::new(),
            wishes: BTreeMap::new(),
        }
    }

    /// A state by its code.
    pub(crate) fn state(&mut self, code: &'a str) -> Inline {
        self.states.insert(code);
        match self.rows.iter().find(|row| row.code == code) {
            Some(row) => states::code(row),
            None => code.into(),
        }
    }

    /// `Japan: economy off → bebule`
    pub(crate) fn step(&mut self, step: &'a WalkStep) -> Text {
        Text::from(&step.text).and(" → ").and(self.state(&step.to))
    }

    /// How the movers of a step see it, one a line.
    pub(crate) fn because(&mut self, step: &'a WalkStep) -> Vec<Text> {
        step.because.iter().map(|one| self.reason(one)).collect()
    }

    /// A step, and under it how its movers see it.
    pub(crate) fn reasoned(&mut self, step: &'a WalkStep) -> Text {
        let told = self.step(step);
        Text::lines([told].into_iter().chain(self.because(step)))
    }

    /// `better for Japan by its 2nd wish, “…”`; the words of a wish stand there once.
    pub(crate) fn reason(&mut self, reason: &'a Reason) -> Text {
        let place = self.names.ids().position(|id| id == reason.actor);
        let mut fresh = Vec::new();
        for wish in &reason.statements {
            let key = (place.unwrap_or(usize::MAX), wish.rank, wish.id.as_str());
            if self.wishes.insert(key, wish).is_none() {
                fresh.push(wish);
            }
        }
        let verdict = reasons::verdict(reason.verdict);
        let text = Text::from(format!("{verdict} for {}", self.names.name(&reason.actor)));
        // Only in a ranking do the two classes named differ in rank, the better first.
        if let [above, below] = reason.statements.as_slice()
            && above.rank != below.rank
        {
            let (class, place, other) = match reason.verdict {
                PreferenceVerdict::Better => (above, " ranks above ", below),
                _ => (below, " ranks below ", above),
            };
            let text = text.and(": ").and(in_short(class));
            return text.and(place).and(in_short(other));
        }
        let Some(rank) = reason.rank else {
            return text;
        };
        let mut text = text.and(format!(" by its {} wish", reasons::ordinal(rank)));
        for one in fresh {
            text = text.and(", ").and(in_short(one));
        }
        text
    }

    /// The states and wishes named, but for a state that was told at the beginning.
    pub(crate) fn blocks(mut self, told: Option<&str>) -> Vec<Block> {
        told.map(|code| self.states.remove(code));
        let mut blocks = Vec::new();
        let mut table = Table::new(["State", "Options taken"]);
        let named = |row: &&StateRow| self.states.contains(row.code.as_str());
        for row in self.rows.iter().filter(named) {
            table.row([states::code(row).into(), Text::from(states::described(row))]);
        }
        if !table.is_empty() {
            blocks.push(Block::details("States named", vec![Block::Table(table)]));
        }
        if !self.wishes.is_empty() {
            let wishes = self.wishes.values().map(|wish| {
                let whose = self.names.name(&wish.actor);
                let text = Text::from(format!("{whose}, {} wish: ", reasons::ordinal(wish.rank)));
                let text = text.and(Inline::Code(wish.wants.clone()));
                text.and(". ").then(statement(wish))
            });
            blocks.push(Block::details("Wishes named", vec![Block::list(wishes)]));
        }
        blocks
    }
}
