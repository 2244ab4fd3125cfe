//! Whether two passages have the same words, and which words changed.
//!
//! Typesetting breaks lines, divides words, joins letters and bends quotation marks
//! without changing a word. Everything else may change what is said.

use std::fmt;
use std::ops::Range;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use similar::{Algorithm, DiffTag, capture_diff_slices};

/// Words of an unchanged part that are shown on either side of a change.
const SHOWN: usize = 6;

/// A text with one blank for any white space, words put together that a line end
/// divides, straight quotation marks, and ligatures as single letters; and where
/// each byte of it comes from.
#[derive(Clone, Debug, Default)]
pub(super) struct Plain {
    /// The text. It does not begin with a blank.
    pub text: String,
    /// For each byte, the byte of the source at which its letter begins.
    from: Vec<u32>,
}

impl Plain {
    /// Of a text of less than 4 GiB.
    pub fn of(source: &str) -> Plain {
        let mut plain = Plain::default();
        let mut at = 0;
        while let Some(c) = source[at..].chars().next() {
            let next = at + c.len_utf8();
            let soft = c == '\u{ad}';
            let hyphen = matches!(c, '-' | '\u{2010}') && plain.text.ends_with(char::is_alphabetic);
            at = match divided(&source[next..]).filter(|_| soft || hyphen) {
                Some(blanks) => next + blanks,
                None => {
                    if !soft {
                        plain.push(at, c);
                    }
                    next
                }
            };
        }
        plain
    }

    fn push(&mut self, at: usize, c: char) {
        let mut letter = [0; 4];
        let plain: &str = match c {
            c if !c.is_whitespace() => match c {
                '“' | '”' | '„' | '‟' | '«' | '»' => "\"",
                '‘' | '’' | '‚' | '‛' | '‹' | '›' => "'",
                'ﬀ' => "ff",
                'ﬁ' => "fi",
                'ﬂ' => "fl",
                'ﬃ' => "ffi",
                'ﬄ' => "ffl",
                'ﬅ' | 'ﬆ' => "st",
                c => c.encode_utf8(&mut letter),
            },
            _ if self.text.is_empty() || self.text.ends_with(' ') => "",
            _ => " ",
        };
        self.text.push_str(plain);
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        self.from.extend(std::iter::repeat_n(at, plain.len()));
    }

    /// The bytes of the source that some bytes of this text come from.
    pub fn origin(&self, source: &str, bytes: Range<usize>) -> Range<usize> {
        let at = |byte: usize| self.from.get(byte).map_or(source.len(), |at| *at as usize);
        let Some(last) = bytes.end.checked_sub(1).filter(|&b| b >= bytes.start) else {
            return at(bytes.start)..at(bytes.start);
        };
        let last = at(last);
        let letter = source[last..].chars().next().map_or(0, char::len_utf8);
        at(bytes.start)..last + letter
    }
}

/// Number of bytes of white space with a line end in it, where a word goes on
/// behind it.
fn divided(behind: &str) -> Option<usize> {
    let rest = behind.trim_start();
    let blanks = &behind[..behind.len() - rest.len()];
    (blanks.contains(['\n', '\r', '\u{c}']) && rest.starts_with(char::is_lowercase))
        .then_some(blanks.len())
}

/// Whether two passages are the same to the letter, typesetting aside.
pub(super) fn same(then: &str, now: &str) -> bool {
    then == now || Plain::of(then).text.trim_end() == Plain::of(now).text.trim_end()
}

/// What a word can turn round.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum TellingKind {
    /// Whether it is so: not, never, without.
    Negation,
    /// How much: 70%, twelve, half.
    Number,
    /// How surely: may, almost, likely.
    Hedge,
}

/// Words of one kind that changed (English ones are known).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TellingWords {
    /// Their kind.
    pub kind: TellingKind,
    /// Those that stood there and do not any more.
    pub gone: Vec<String>,
    /// Those that stand there now and did not.
    pub new: Vec<String>,
}

impl fmt::Display for TellingWords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            TellingKind::Negation => "negation",
            TellingKind::Number => "number",
            TellingKind::Hedge => "hedge",
        })?;
        match (self.gone.as_slice(), self.new.as_slice()) {
            (gone, []) => write!(f, " gone: {}", gone.join(", ")),
            ([], new) => write!(f, " new: {}", new.join(", ")),
            (gone, new) => write!(f, " changed: {} → {}", gone.join(", "), new.join(", ")),
        }
    }
}

const NEGATIONS: [&str; 20] = [
    "not", "no", "never", "none", "nor", "neither", "nobody", "nothing", "nowhere", "without",
    "cannot", "hardly", "scarcely", "barely", "except", "unless", "lacks", "fails", "failed",
    "against",
];
const HEDGES: [&str; 62] = [
    "may",
    "might",
    "can",
    "could",
    "would",
    "should",
    "shall",
    "will",
    "must",
    "almost",
    "nearly",
    "about",
    "around",
    "approximately",
    "roughly",
    "some",
    "least",
    "most",
    "over",
    "under",
    "above",
    "below",
    "more",
    "less",
    "up",
    "only",
    "even",
    "just",
    "likely",
    "unlikely",
    "probable",
    "probably",
    "improbable",
    "possible",
    "possibly",
    "impossible",
    "perhaps",
    "maybe",
    "certain",
    "certainly",
    "uncertain",
    "sure",
    "surely",
    "doubt",
    "doubtful",
    "expected",
    "presumably",
    "seems",
    "seem",
    "appears",
    "appear",
    "apparently",
    "reportedly",
    "allegedly",
    "suspect",
    "suspects",
    "if",
    "often",
    "sometimes",
    "always",
    "rarely",
    "partly",
];
const NUMBERS: [&str; 33] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "dozen", "twenty", "thirty", "forty", "fifty", "sixty", "seventy",
    "eighty", "ninety", "hundred", "thousand", "million", "billion", "half", "third", "quarter",
    "percent", "once", "twice", "double",
];

fn kind(word: &str) -> Option<TellingKind> {
    if NEGATIONS.contains(&word) || word.ends_with("n't") {
        Some(TellingKind::Negation)
    } else if NUMBERS.contains(&word) || word.contains(char::is_numeric) {
        Some(TellingKind::Number)
    } else {
        HEDGES.contains(&word).then_some(TellingKind::Hedge)
    }
}

/// The words of negation, numbers and hedges that changed.
pub(super) fn telling(then: &str, now: &str) -> Vec<TellingWords> {
    let [then, now] = [then, now].map(|text| Plain::of(text).text);
    let [then, now] = [then.as_str(), now.as_str()].map(words);
    let (mut gone, mut new) = (Vec::new(), Vec::new());
    for op in capture_diff_slices(Algorithm::Myers, &then, &now) {
        if op.tag() != DiffTag::Equal {
            gone.extend(then[op.old_range()].iter().map(|word| bare(word)));
            new.extend(now[op.new_range()].iter().map(|word| bare(word)));
        }
    }
    // A word that only moved, or lost a comma, is still there.
    gone.retain(|word| {
        let there = new.iter().position(|other| other == word);
        there.map(|at| new.swap_remove(at)).is_none()
    });
    let of = |words: &[String], wanted| -> Vec<String> {
        let words = words.iter().filter(|word| kind(word) == Some(wanted));
        words.cloned().collect()
    };
    [
        TellingKind::Negation,
        TellingKind::Number,
        TellingKind::Hedge,
    ]
    .map(|kind| TellingWords {
        kind,
        gone: of(&gone, kind),
        new: of(&new, kind),
    })
    .into_iter()
    .filter(|found| !(found.gone.is_empty() && found.new.is_empty()))
    .collect()
}

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

/// A word without what stands around it.
fn bare(word: &str) -> String {
    let kept = |c: char| c.is_alphanumeric() || "%‰$€£¥<>~≈".contains(c);
    word.trim_matches(|c| !kept(c)).to_lowercase()
}

/// Two passages, with what differs in square brackets; long parts that do not are
/// left out.
pub fn side_by_side(then: &str, now: &str) -> [String; 2] {
    let (then, now) = (words(then), words(now));
    let mut sides = [Vec::new(), Vec::new()];
    for op in capture_diff_slices(Algorithm::Myers, &then, &now) {
        let parts = [&then[op.old_range()], &now[op.new_range()]];
        for (side, part) in sides.iter_mut().zip(parts) {
            let all = part.join(" ");
            match op.tag() {
                DiffTag::Equal if part.len() > 2 * SHOWN + 1 => side.push(format!(
                    "{} … {}",
                    part[..SHOWN].join(" "),
                    part[part.len() - SHOWN..].join(" ")
                )),
                DiffTag::Equal => side.push(all),
                _ if part.is_empty() => {}
                _ => side.push(format!("[{all}]")),
            }
        }
    }
    sides.map(|side| side.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typesetting_changes_no_word() {
        for (then, now) in [
            ("the  dam\r\nstands", "the dam stands "),
            ("inter-\n  national", "international"),
            ("inter\u{ad}national", "inter\u{ad}\nnational"),
            ("“The ﬁrst oﬃce’s”", "\"The first office's\""),
            ("a\u{a0}b", "a b"),
        ] {
            assert!(same(then, now), "{then:?} {now:?}");
        }
        for (then, now) in [
            ("not so", "so"),
            ("70%", "65%"),
            ("re-sign", "resign"),
            ("Anglo-\nAmerican", "Anglo American"),
            ("1990-\n1995", "19901995"),
            ("Dam", "dam"),
        ] {
            assert!(!same(then, now), "{then:?} {now:?}");
        }
    }

    #[test]
    fn a_place_in_the_plain_text_is_one_in_the_source() {
        let source = " “ﬁne” inter-\nnational \n words";
        let plain = Plain::of(source);
        assert_eq!(plain.text, "\"fine\" international words");
        for (part, written) in [
            ("\"fine\"", "“ﬁne”"),
            ("international", "inter-\nnational"),
            ("al words", "al \n words"),
        ] {
            let at = plain.text.find(part).unwrap();
            let origin = plain.origin(source, at..at + part.len());
            assert_eq!(&source[origin], written);
        }
        assert_eq!(plain.origin(source, 0..0), 1..1);
    }

    #[test]
    fn words_that_turn_a_sentence_are_named() {
        let said = |then, now| {
            let all = telling(then, now);
            all.iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        assert_eq!(
            said(
                "It should not take place without consent",
                "It should take place even without consent"
            ),
            ["negation gone: not", "hedge new: even"]
        );
        assert_eq!(
            said("almost 70% of them", "about 65 per cent of them"),
            ["number changed: 70% → 65", "hedge changed: almost → about"]
        );
        assert_eq!(said("It isn’t so.", "It is so."), ["negation gone: isn't"]);
        assert_eq!(said("a, not, b", "a, not b"), [""; 0]);
        assert_eq!(
            side_by_side("It is not so.", "It is now so, too."),
            ["It is [not so.]", "It is [now so, too.]"]
        );
    }
}
