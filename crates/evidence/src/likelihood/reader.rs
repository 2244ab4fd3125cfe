//! What is heard in hedging words.

use super::LikelihoodLevel;
use super::phrases::{PHRASES, Sense, negated};

/// What was heard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Heard {
    /// Words of likelihood, from the one step to the other.
    Rungs {
        /// The least likely.
        least: LikelihoodLevel,
        /// The most likely.
        most: LikelihoodLevel,
        /// The words.
        words: String,
    },
    /// Words of bare possibility.
    Possible {
        /// The words.
        words: String,
    },
    /// Words that say nothing of likelihood.
    Silent,
    /// No word that is known here, or a plain assertion.
    Nothing,
}

/// Reads the words. Where several hedge, a word of bare possibility carries ("seems;
/// could"); otherwise the range spans them all. Words of duty or hope yield to
/// words of likelihood.
pub(super) fn hear(cue: &str) -> Heard {
    let tokens = tokens(cue);
    let (mut steps, mut possible): (Vec<(LikelihoodLevel, LikelihoodLevel, String)>, Vec<String>) =
        Default::default();
    let (mut silent, mut at) = (false, 0);
    while at < tokens.len() {
        let Some((length, sense)) = longest(&tokens[at..]) else {
            at += 1;
            continue;
        };
        let denied = denial_before(&tokens[..at]);
        let words = tokens[at - denied..at + length].join(" ");
        match if denied > 0 { negated(sense) } else { sense } {
            Sense::Steps(least, most) => steps.push((least, most, words)),
            Sense::Possible => possible.push(words),
            Sense::Silent => silent = true,
            Sense::Plain => {}
        }
        at += length;
    }
    let least = steps.iter().map(|s| s.0).min();
    let most = steps.iter().map(|s| s.1).max();
    match (least, most) {
        _ if !possible.is_empty() => Heard::Possible {
            words: possible.join(", "),
        },
        (Some(least), Some(most)) => {
            let words: Vec<String> = steps.into_iter().map(|s| s.2).collect();
            Heard::Rungs {
                least,
                most,
                words: words.join(", "),
            }
        }
        _ if silent => Heard::Silent,
        _ => Heard::Nothing,
    }
}

/// Whether the text, without the hedging words themselves, says that something
/// is not so.
pub(super) fn denies(text: &str, hedging: &str) -> bool {
    let text = tokens(text);
    let mut skip = vec![false; text.len()];
    for phrase in hedging.split(", ") {
        let phrase = tokens(phrase);
        let found = text
            .windows(phrase.len().max(1))
            .position(|w| w == phrase.as_slice());
        if let Some(at) = found {
            skip[at..at + phrase.len()].fill(true);
        }
    }
    const DENIALS: [&str; 8] = [
        "no", "not", "never", "none", "nobody", "nothing", "neither", "nor",
    ];
    let left = text.iter().zip(skip).filter(|(_, skipped)| !skipped);
    left.into_iter()
        .any(|(word, _)| DENIALS.contains(&word.as_str()))
}

/// The longest phrase that the tokens begin with, and what it says.
fn longest(tokens: &[String]) -> Option<(usize, Sense)> {
    let mut best = None;
    for (sense, phrases) in PHRASES {
        for phrase in *phrases {
            let length = phrase.split(' ').count();
            let begins = tokens.len() >= length && phrase.split(' ').eq(&tokens[..length]);
            if begins && best.is_none_or(|(longest, _)| length > longest) {
                best = Some((length, *sense));
            }
        }
    }
    best
}

/// How many tokens at the end deny what follows: "not", "no longer", "not at all".
fn denial_before(tokens: &[String]) -> usize {
    const BEFORE: [&[&str]; 7] = [
        &["not", "at", "all"],
        &["not", "particularly"],
        &["not", "so"],
        &["not", "too"],
        &["no", "longer"],
        &["not"],
        &["never"],
    ];
    let ends = |words: &&&[&str]| {
        let from = tokens.len().checked_sub(words.len());
        from.is_some_and(|from| tokens[from..].iter().eq(words.iter()))
    };
    BEFORE.iter().find(ends).map_or(0, |words| words.len())
}

/// Words in lower case, contractions written out: `can't` → `can`, `not`.
fn tokens(text: &str) -> Vec<String> {
    let text = text.to_lowercase().replace('’', "'");
    let mut tokens = Vec::new();
    for word in text.split(|c: char| !c.is_alphanumeric() && c != '\'') {
        let word = word.trim_matches('\'');
        let stem = match word {
            "" => continue,
            "cannot" | "can't" => Some("can"),
            "won't" => Some("will"),
            "shan't" => Some("shall"),
            _ => word.strip_suffix("n't"),
        };
        match stem {
            Some(stem) => tokens.extend([stem.to_string(), "not".to_string()]),
            None => tokens.push(word.to_string()),
        }
    }
    tokens
}
