//! The words of the house: what a page says, the field's term for it, and what no page says
//! where somebody reads who has never heard of a graph model.

use crate::block::for_each_text_mut;
use crate::{Document, Inline, Text};

/// A thing of the model: the words for a reader, and the field's term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// What the page says.
    pub say: &'static str,
    /// What the field calls it.
    pub formal: &'static str,
}

/// What stands today.
pub const IN_PLACE: Term = Term {
    say: "what is in place",
    formal: "status quo",
};
/// What nobody would leave who looks at the answers in the others' interest.
pub const LASTS: Term = Term {
    say: "would last",
    formal: "equilibrium under SEQ",
};
/// What somebody would leave.
pub const DOES_NOT_LAST: Term = Term {
    say: "would not last",
    formal: "no equilibrium under SEQ",
};
/// Nobody gains by moving alone.
pub const FIRM: Term = Term {
    say: "nobody has a better move of its own",
    formal: "Nash equilibrium",
};
/// Somebody could gain, were it not for the answer.
pub const FEAR_OF_THE_ANSWER: Term = Term {
    say: "held by fear of the answer",
    formal: "SEQ, not Nash",
};
/// Somebody could gain, were it not for an answer that hurts whoever gives it.
pub const COSTLY_THREATS: Term = Term {
    say: "held only by threats that would hurt whoever carries them out",
    formal: "GMR or SMR, not SEQ",
};
/// Where everybody goes who does the best thing at hand.
pub const BEST_MOVES: Term = Term {
    say: "each side’s best moves lead there",
    formal: "reached by best replies",
};
/// Where everybody can go who does something better than nothing.
pub const STEP_BY_STEP: Term = Term {
    say: "can be reached step by step, each step in its mover’s interest",
    formal: "reached by unilateral improvements",
};
/// Where it takes a step of several at once.
pub const TOGETHER: Term = Term {
    say: "only by a step taken together",
    formal: "reached by a joint improvement",
};
/// Where nobody's interest leads.
pub const AGAINST_INTEREST: Term = Term {
    say: "nobody’s interest leads there",
    formal: "reached neither by improvements nor by a joint improvement",
};
/// What can be done and not undone.
pub const NO_WAY_BACK: Term = Term {
    say: "no way back",
    formal: "irreversible move",
};
/// What every government likes better than what is in force.
pub const BETTER_FOR_ALL: Term = Term {
    say: "better for every government than what is in place",
    formal: "strictly preferred by all",
};
/// What lasts when several may leave together.
pub const WITHSTANDS_GROUPS: Term = Term {
    say: "withstands groups acting together",
    formal: "coalition stability",
};
/// Who sees another than it is.
pub const MISREADS: Term = Term {
    say: "misreads",
    formal: "misperception",
};

/// What a push moves one way, however strong each link is.
pub const FOR_CERTAIN: Term = Term {
    say: "for certain",
    formal: "sign-determined press response",
};
/// What a push moves one way along some ways and the other along others.
pub const BOTH_WAYS: Term = Term {
    say: "both ways",
    formal: "press response not determined by signs",
};
/// A loop that drives a change on.
pub const FEEDS_ITSELF: Term = Term {
    say: "it feeds itself",
    formal: "reinforcing loop",
};
/// A loop that works against a change.
pub const IN_CHECK: Term = Term {
    say: "it keeps itself in check",
    formal: "balancing loop",
};
/// Levels that support each other.
pub const FIT_TOGETHER: Term = Term {
    say: "support each other",
    formal: "consistent scenario, cross-impact balances",
};

/// Words that the first two depths of an answer do not say, whatever they tell of.
pub const AVOIDED: [&str; 30] = [
    "feasible",
    "equilibri",
    "joint improvement",
    "by improvements",
    "unilateral improvement",
    "best repl",
    "(SEQ",
    "SEQ)",
    "GMR",
    "SMR",
    "Nash",
    "RSEQ",
    "win-set",
    "efficient",
    "betray",
    "It turns on",
    "nothing has to change",
    "contradicts nothing",
    "at a loss",
    "swings",
    "discount",
    "lexicographic",
    "status quo",
    "ex ante",
    "ex post",
    "zone of agreement",
    "the zone,",
    "best moves end",
    "states that hold",
    "states hold",
];

impl Term {
    /// The words, with the field's term behind them for who asks.
    pub fn said(self) -> Inline {
        self.said_as(self.say)
    }

    /// The same in the form that a sentence needs.
    pub fn said_as(self, words: impl Into<String>) -> Inline {
        Inline::Term {
            words: words.into(),
            formal: self.formal.to_owned(),
        }
    }
}

impl Term {
    /// Marks the first place of a text that says so; whether there is one.
    fn mark(self, text: &mut Text) -> bool {
        let capital = hikiwake_finding::words::capital(self.say);
        let place = text.0.iter().enumerate().find_map(|(part, inline)| {
            let Inline::Plain(words) = inline else {
                return None;
            };
            let found = [self.say, &capital].map(|say| words.find(say));
            Some((part, found.into_iter().flatten().min()?))
        });
        let Some((part, at)) = place else {
            return false;
        };
        let Inline::Plain(words) = text.0.remove(part) else {
            return false;
        };
        let end = at + self.say.len();
        let [before, after] = [&words[..at], &words[end..]].map(|rest| Inline::Plain(rest.into()));
        let marked = [before, self.said_as(&words[at..end]), after].into_iter();
        let empty = |inline: &Inline| matches!(inline, Inline::Plain(words) if words.is_empty());
        text.0
            .splice(part..part, marked.filter(|inline| !empty(inline)));
        true
    }
}

impl Document {
    /// The same with the field's terms for what is in place and what lasts, each behind the
    /// first words that stand for it.
    #[must_use]
    pub(crate) fn naming_what_lasts(mut self) -> Self {
        for term in [IN_PLACE, LASTS, DOES_NOT_LAST] {
            let mut found = term.mark(&mut self.answer);
            for_each_text_mut(&mut self.blocks, &mut |text| {
                found = found || term.mark(text)
            });
        }
        self
    }
}

impl From<Term> for Inline {
    fn from(term: Term) -> Self {
        term.said()
    }
}

impl From<Term> for Text {
    fn from(term: Term) -> Self {
        term.said().into()
    }
}
