//! How likely a source calls what it foretells: from its words to a range.
//!
//! Two yardsticks give words of likelihood their ranges; the reader chooses. A
//! range stays a range. It is read from the words of the source (`hedge.cue`),
//! never from the paraphrase, and says nothing of how sure the analyst is: that
//! is `confidence`, of another type ([`hikiwake_dossier::file::Confidence`]),
//! which no function here takes or gives.
//!
//! ```compile_fail
//! use hikiwake_evidence::likelihood::Likelihood;
//! use hikiwake_dossier::file::Confidence;
//! let likelihood: Likelihood = Confidence::High.into();
//! ```

mod phrases;
mod reader;

use hikiwake_dossier::file::{Claim, Forecast, PredictionKind, Strength};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use reader::Heard;

/// Whose words of likelihood mean which range.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Yardstick {
    /// Intelligence Community Directive 203, Analytic Standards (Office of the
    /// Director of National Intelligence, 2015).
    #[default]
    Icd203,
    /// Probability yardstick of the Professional Head of Intelligence Assessment
    /// (United Kingdom). The gaps between its ranges are meant.
    Phia,
}

/// The steps that both yardsticks have, least likely first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum LikelihoodLevel {
    AlmostNoChance,
    VeryUnlikely,
    Unlikely,
    Even,
    Likely,
    VeryLikely,
    AlmostCertain,
}

impl Yardstick {
    /// Its terms, least likely first, with the least and the greatest probability
    /// in percent.
    pub fn terms(self) -> [(&'static str, u32, u32); 7] {
        match self {
            Yardstick::Icd203 => [
                ("almost no chance", 1, 5),
                ("very unlikely", 5, 20),
                ("unlikely", 20, 45),
                ("roughly even chance", 45, 55),
                ("likely", 55, 80),
                ("very likely", 80, 95),
                ("almost certain", 95, 99),
            ],
            Yardstick::Phia => [
                ("remote chance", 0, 5),
                ("highly unlikely", 10, 20),
                ("unlikely", 25, 35),
                ("realistic possibility", 40, 50),
                ("likely", 55, 75),
                ("highly likely", 80, 90),
                ("almost certain", 95, 100),
            ],
        }
    }

    fn term(self, rung: LikelihoodLevel) -> (&'static str, u32, u32) {
        self.terms()[rung as usize]
    }
}

/// How likely something is called: a range, and where it comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Likelihood {
    /// Least probability, from 0 to 1.
    pub low: f64,
    /// Greatest probability, from 0 to 1; not less than `low`.
    pub high: f64,
    /// The yardstick's term; two terms where the words span several steps; empty
    /// where the words state no probability, or the analyst gave the range.
    pub term: String,
    /// Where the range comes from.
    pub from: LikelihoodFrom,
    /// The words of the source that were read; empty for a plain assertion.
    pub words: String,
    /// The words call the contrary unlikely ("unlikely", of a statement that says
    /// that it will not be): the range is that of the statement, `1 - high` to
    /// `1 - low` of the term's.
    pub of_contrary: bool,
}

/// Where a range comes from.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum LikelihoodFrom {
    /// The analyst gave it.
    Analyst,
    /// A word of likelihood, by the yardstick.
    Word,
    /// A word of bare possibility, or a hedge that names no likelihood: the wide
    /// range between the yardsticks' outermost terms, 5 to 95 %.
    Vague,
    /// A plain assertion ("will"): the yardstick's highest range, as it has no
    /// term for certainty.
    Unhedged,
}

/// Bare possibility: above "almost no chance", below "almost certain", which
/// both yardsticks bound at 5 and 95 %.
const VAGUE: (u32, u32) = (5, 95);

/// How likely the source calls what the claim foretells or, with a forecast, the
/// forecast's text. The range is that of the statement without its hedging
/// words: of `Success is unlikely` that of success, of `No success`, hedged with
/// `unlikely`, that of no success.
///
/// What the analyst gave comes first: the forecast's likelihood, then the
/// claim's. `None` where nothing is foretold and no word of likelihood stands;
/// where the words are of duty, need, fear or hope, or somebody's announcement,
/// which say nothing of how likely a thing is; and where a likelihood given is
/// no range within 0 to 1.
pub fn read(
    claim: &Claim,
    forecast: Option<&Forecast>,
    yardstick: Yardstick,
) -> Option<Likelihood> {
    let given = forecast.and_then(|f| f.likelihood).or(claim.likelihood);
    if let Some([low, high]) = given {
        return (0.0 <= low && low <= high && high <= 1.0).then(|| Likelihood {
            low,
            high,
            term: String::new(),
            from: LikelihoodFrom::Analyst,
            words: String::new(),
            of_contrary: false,
        });
    }
    let hedge = claim.hedge.clone().unwrap_or_default();
    if hedge.strength == Strength::Normative {
        return None;
    }
    let foretold = forecast.is_some() || claim.prediction.is_some();
    let kind = claim.prediction.as_ref().map(|p| p.kind);
    let text = forecast.map_or(&claim.says, |f| &f.text);
    match reader::hear(&hedge.cue) {
        Heard::Rungs { least, most, words } => {
            let low = most <= LikelihoodLevel::Unlikely;
            let of_contrary = low && reader::denies(text, &words);
            Some(ranged(yardstick, least, most, words, of_contrary))
        }
        Heard::Possible { words } => Some(vague(words)),
        Heard::Silent => None,
        Heard::Nothing => {
            let doubt = matches!(hedge.strength, Strength::Hedged | Strength::Speculative);
            let open = matches!(
                kind,
                Some(PredictionKind::Possibility | PredictionKind::Scenario)
            );
            match kind {
                _ if !foretold => None,
                Some(PredictionKind::Announced) => None,
                _ if doubt || open => Some(vague(hedge.cue)),
                _ => Some(unhedged(yardstick)),
            }
        }
    }
}

fn ranged(
    yardstick: Yardstick,
    least: LikelihoodLevel,
    most: LikelihoodLevel,
    words: String,
    of_contrary: bool,
) -> Likelihood {
    let (first, low, _) = yardstick.term(least);
    let (last, _, high) = yardstick.term(most);
    let (low, high) = match of_contrary {
        true => (100 - high, 100 - low),
        false => (low, high),
    };
    Likelihood {
        low: share(low),
        high: share(high),
        term: match first == last {
            true => first.to_string(),
            false => format!("{first} to {last}"),
        },
        from: LikelihoodFrom::Word,
        words,
        of_contrary,
    }
}

fn vague(words: String) -> Likelihood {
    Likelihood {
        low: share(VAGUE.0),
        high: share(VAGUE.1),
        term: String::new(),
        from: LikelihoodFrom::Vague,
        words,
        of_contrary: false,
    }
}

fn unhedged(yardstick: Yardstick) -> Likelihood {
    let (term, low, high) = yardstick.term(LikelihoodLevel::AlmostCertain);
    Likelihood {
        low: share(low),
        high: share(high),
        term: term.to_string(),
        from: LikelihoodFrom::Unhedged,
        words: String::new(),
        of_contrary: false,
    }
}

fn share(percent: u32) -> f64 {
    f64::from(percent) / 100.0
}
