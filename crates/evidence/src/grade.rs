//! Admiralty grades: how reliable a source is, and how credible a piece of
//! information (NATO AJP-2.1). F and 6 mean that it cannot be judged: they are no
//! middle value and no worst one, stand in no order with the others, and are
//! counted apart.

use std::collections::BTreeMap;

use hikiwake_dossier::Dossier;
use hikiwake_dossier::file::{Claim, Reliability};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How credible a piece of information is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Credibility {
    /// 1: confirmed by other sources.
    Confirmed,
    /// 2: probably true.
    ProbablyTrue,
    /// 3: possibly true.
    PossiblyTrue,
    /// 4: doubtful.
    Doubtful,
    /// 5: improbable.
    Improbable,
    /// 6: truth cannot be judged.
    Unknown,
}

/// A grade of source and information.
///
/// There is no order between grades, as the two halves are judged apart; each
/// half compares by its own function.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Grade {
    /// Of the source.
    pub reliability: Reliability,
    /// Of the information.
    pub credibility: Credibility,
}

impl Grade {
    /// Reads "B2"; `None` where the text is no grade.
    pub fn parse(text: &str) -> Option<Grade> {
        let mut signs = text.chars();
        let reliability = match signs.next()? {
            'A' => Reliability::A,
            'B' => Reliability::B,
            'C' => Reliability::C,
            'D' => Reliability::D,
            'E' => Reliability::E,
            'F' => Reliability::F,
            _ => return None,
        };
        let credibility = match signs.next()? {
            '1' => Credibility::Confirmed,
            '2' => Credibility::ProbablyTrue,
            '3' => Credibility::PossiblyTrue,
            '4' => Credibility::Doubtful,
            '5' => Credibility::Improbable,
            '6' => Credibility::Unknown,
            _ => return None,
        };
        signs.next().is_none().then_some(Grade {
            reliability,
            credibility,
        })
    }

    /// The claim's own grade; without one, the reliability of its source, and
    /// information that cannot be judged.
    pub fn of(dossier: &Dossier, claim: &Claim) -> Grade {
        let own = claim.grade.as_deref().and_then(Grade::parse);
        own.unwrap_or_else(|| Grade {
            reliability: dossier
                .file
                .sources
                .get(&claim.source)
                .map_or(Reliability::F, |source| source.reliability),
            credibility: Credibility::Unknown,
        })
    }
}

impl std::fmt::Display for Grade {
    /// As one writes it: "B2".
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let letter = letter(self.reliability).unwrap_or('F');
        let digit = digit(self.credibility).unwrap_or('6');
        write!(f, "{letter}{digit}")
    }
}

/// A to E; `None` for F.
fn letter(reliability: Reliability) -> Option<char> {
    match reliability {
        Reliability::A => Some('A'),
        Reliability::B => Some('B'),
        Reliability::C => Some('C'),
        Reliability::D => Some('D'),
        Reliability::E => Some('E'),
        Reliability::F => None,
    }
}

/// 1 to 5; `None` for 6.
fn digit(credibility: Credibility) -> Option<char> {
    match credibility {
        Credibility::Confirmed => Some('1'),
        Credibility::ProbablyTrue => Some('2'),
        Credibility::PossiblyTrue => Some('3'),
        Credibility::Doubtful => Some('4'),
        Credibility::Improbable => Some('5'),
        Credibility::Unknown => None,
    }
}

/// How many claims have which grade. Those that cannot be judged are counted
/// apart, and no average is formed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct GradeCounts {
    /// Claims per reliability of the source, A (completely reliable) to E
    /// (unreliable).
    pub reliability: BTreeMap<char, usize>,
    /// Claims whose source cannot be judged (F).
    pub reliability_unknown: usize,
    /// Claims per credibility of the information, 1 (confirmed) to 5 (improbable).
    pub credibility: BTreeMap<char, usize>,
    /// Claims whose truth cannot be judged (6).
    pub credibility_unknown: usize,
}

impl GradeCounts {
    /// Counts the grades.
    pub fn new(grades: impl IntoIterator<Item = Grade>) -> GradeCounts {
        let mut counts = GradeCounts::default();
        for grade in grades {
            match letter(grade.reliability) {
                Some(letter) => *counts.reliability.entry(letter).or_default() += 1,
                None => counts.reliability_unknown += 1,
            }
            match digit(grade.credibility) {
                Some(digit) => *counts.credibility.entry(digit).or_default() += 1,
                None => counts.credibility_unknown += 1,
            }
        }
        counts
    }
}
