//! Words and phrases of likelihood, with what they say.
//!
//! The yardsticks' own terms and the synonyms that ICD 203 gives stand as they
//! are given there. For the others the step is a judgement, kept cautious: a
//! word that names no likelihood is called possible, not pressed onto a step.

use super::LikelihoodLevel::{self, *};

/// What a phrase says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    /// A likelihood: from the one step to the other.
    Steps(LikelihoodLevel, LikelihoodLevel),
    /// Bare possibility. ICD 203 warns that such words state no probability.
    Possible,
    /// A plain assertion.
    Plain,
    /// Duty, need, fear, hope: nothing about likelihood.
    Silent,
}

use Sense::{Plain, Possible, Silent, Steps};

const fn step(rung: LikelihoodLevel) -> Sense {
    Steps(rung, rung)
}

/// How things look to the source: it takes them to be so, and does not say how
/// surely.
const LOOKS: Sense = Steps(Likely, VeryLikely);

/// Phrases in lower case, a contraction written out ("can not"). The longest that
/// fits is taken.
#[rustfmt::skip]
pub(super) const PHRASES: &[(Sense, &[&str])] = &[
    (step(AlmostNoChance), &[
        "almost no chance", "remote", "remote chance", "no chance", "no prospect",
        "impossible", "in no position", "out of the question", "inconceivable",
        "unthinkable", "will never", "can not", "can not be", "could not", "could not be",
    ]),
    (step(VeryUnlikely), &[
        "very unlikely", "highly unlikely", "most unlikely", "extremely unlikely",
        "very improbable", "highly improbable", "hardly", "hardly likely", "scarcely",
        "slim", "slim chance", "slender", "little chance", "little prospect",
        "very doubtful", "very difficult", "extremely difficult", "very hard to imagine",
    ]),
    (step(Unlikely), &[
        "unlikely", "improbable", "improbably", "doubtful", "difficult", "unfavorable",
        "unfavourable", "not favorable", "not favourable",
    ]),
    (step(Even), &[
        "roughly even chance", "roughly even odds", "even chance", "even odds",
        "realistic possibility", "as likely as not", "fifty fifty",
    ]),
    (step(Likely), &[
        "likely", "probable", "probably", "more likely than not", "expected", "expect",
        "expects", "should", "should be", "should finally", "should help", "presumably",
    ]),
    (step(VeryLikely), &[
        "very likely", "highly likely", "most likely", "very probable", "very probably",
        "highly probable", "most probable", "most probably", "in all likelihood",
        "in all probability",
    ]),
    (step(AlmostCertain), &[
        "almost certain", "almost certainly", "nearly certain", "virtually certain",
        "certain", "certainly", "surely", "will surely", "will certainly", "undoubtedly",
        "no doubt", "doubtless", "inevitable", "inevitably", "bound to",
    ]),
    (LOOKS, &[
        "appear", "appears", "appeared", "apparently", "seem", "seems", "seemed",
        "suspect", "suspects", "leads one to suspect",
    ]),
    (Possible, &[
        "can", "can be", "could", "could be", "could have been", "may", "may be",
        "may not", "may not be", "might", "might be", "might not", "might not be",
        "possible", "possibly", "possibility", "a possibility", "perhaps", "maybe",
        "conceivable", "conceivably", "potential", "potentially", "can not rule out",
        "can not be ruled out", "can not exclude", "can not be excluded",
        "could not rule out", "could not be ruled out", "not ruled out", "not excluded",
        "not impossible", "need not", "need not be", "not clear", "unclear", "uncertain",
        "not certain", "far from certain", "far from impossible", "more likely",
        "less likely", "open question", "remains to be seen",
    ]),
    (Plain, &["will", "will be", "will not", "will not be", "is to", "is going to"]),
    (Silent, &[
        "must", "has to", "has to be", "have to", "have to be", "had to", "would have to",
        "would have to be", "ought to", "obliged", "forced", "need", "needs to", "need to",
        "wish", "wishes", "want", "wants", "hope", "hopes", "in the hope", "fear",
        "fears", "the fear", "lest",
    ]),
];

/// The same said with a "not" before it.
pub(super) fn negated(sense: Sense) -> Sense {
    match sense {
        // "not likely", "not very likely", "not expected"
        Steps(_, Likely | VeryLikely) => step(Unlikely),
        // "not certain", "not unlikely", "not hardly": it can be.
        Steps(..) => Possible,
        // "can not", "not possible"
        Possible => step(AlmostNoChance),
        Plain => Plain,
        Silent => Silent,
    }
}
