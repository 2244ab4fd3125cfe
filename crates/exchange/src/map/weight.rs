//! Signs and weights of links, as programs and people write them.

use hikiwake_dossier::file::Sign;

/// What a mark says: its signs, and its weight where it says more than a sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// One sign, or plus and minus where it is one of either.
    pub signs: &'static [Sign],
    /// The mark in its own words.
    pub weight: Option<String>,
}

const PLUS: &[Sign] = &[Sign::Plus];
const MINUS: &[Sign] = &[Sign::Minus];
const EITHER: &[Sign] = &[Sign::Plus, Sign::Minus];
const NO_EFFECT: &[Sign] = &[Sign::None];

/// Reads a mark: a sign, a word for one, a number, or a strength with a sign (`H+`, `--`).
pub(super) fn mark(text: &str) -> Option<Mark> {
    let text = text.trim();
    let plain: String = text
        .chars()
        .map(|c| match c {
            '−' | '–' | '－' | '﹣' => '-',
            '＋' | '﹢' => '+',
            c => c.to_ascii_lowercase(),
        })
        .filter(|c| !c.is_whitespace())
        .collect();
    let only = |signs| Mark {
        signs,
        weight: None,
    };
    let weighed = |signs| Mark {
        signs,
        weight: Some(text.to_owned()),
    };
    Some(match plain.as_str() {
        "+" | "plus" | "positive" | "pos" => only(PLUS),
        "-" | "minus" | "negative" | "neg" => only(MINUS),
        "+-" | "-+" | "+/-" | "-/+" | "±" => only(EITHER),
        "0" | "none" | "noeffect" => only(NO_EFFECT),
        "++" | "+++" | "h+" | "m+" | "l+" => weighed(PLUS),
        "--" | "---" | "h-" | "m-" | "l-" => weighed(MINUS),
        number => {
            let value = value(number)?;
            weighed(match value {
                _ if value > 0.0 => PLUS,
                _ if value < 0.0 => MINUS,
                _ => NO_EFFECT,
            })
        }
    })
}

/// A finite number, also with a decimal comma.
fn value(text: &str) -> Option<f64> {
    let digits = text.bytes().any(|b| b.is_ascii_digit());
    let comma = text.matches(',').count() == 1 && !text.contains('.');
    let text = if comma {
        text.replace(',', ".")
    } else {
        text.to_owned()
    };
    let value: f64 = text.parse().ok().filter(|_| digits)?;
    value.is_finite().then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_and_weights() {
        for (text, signs, weight) in [
            ("+", PLUS, None),
            (" − ", MINUS, None),
            ("Negative", MINUS, None),
            ("±", EITHER, None),
            ("+-", EITHER, None),
            ("0", NO_EFFECT, None),
            ("0.00", NO_EFFECT, Some("0.00")),
            ("-0,5", MINUS, Some("-0,5")),
            ("1e-3", PLUS, Some("1e-3")),
            ("H-", MINUS, Some("H-")),
            ("++", PLUS, Some("++")),
        ] {
            let weight = weight.map(str::to_owned);
            assert_eq!(mark(text), Some(Mark { signs, weight }), "{text}");
        }
        for text in [
            "", "nan", "inf", "1e999", "causes", "1,000.5", "1,2,3", "x+",
        ] {
            assert_eq!(mark(text), None, "{text}");
        }
    }
}
