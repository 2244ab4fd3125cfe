//! The formula language of dossiers: from text to a tree with spans, and back.
//!
//! ```text
//! formula     = conditional [ "iff" conditional ]
//! conditional = either [ ("if" | "implies") either ]
//! either      = both { "or" both }
//! both        = negation { "and" negation }
//! negation    = "not" negation | atom
//! atom        = "(" formula ")" | "true" | "false"
//!             | name [ ("=" | "!=" | "<" | "<=" | ">" | ">=") level ]
//! ```
//!
//! `iff`, `if` and `implies` do not chain: `a if b if c` is refused and asks for
//! brackets. Words are read in any case; signs stand beside them: `&` `&&` `∧`,
//! `|` `||` `∨`, `!` `¬`, `->` `→` `⇒`, `<->` `↔` `<=>` `⇔`, `==`, `≠` `≤` `≥`.
//! Names are letters, digits, `-` and `_`, beginning with a letter; a level may
//! begin with a digit. One party's consent to a joint option is named
//! `option.party`; the option's own name means that it is in force.

mod lex;
mod parse;
mod words;

use std::fmt;
use std::ops::Range;

pub(crate) use lex::{Token, Tokens, is_keyword};

/// A formula as read, with the place of each part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Where it stands, in bytes of the formula's text.
    pub span: Range<usize>,
}

/// The kinds of formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExprKind {
    /// `true` or `false`.
    Constant(bool),
    /// An option (met above its lowest level) or a definition.
    Name(String),
    /// An option's level against a named level: `build-up >= high`.
    Compare {
        /// The option, and where its name stands.
        option: (String, Range<usize>),
        /// How they are compared.
        comparison: Comparison,
        /// The level, and where its name stands.
        level: (String, Range<usize>),
    },
    /// `not x`
    Not(Box<Expr>),
    /// `x and y and …`
    And(Vec<Expr>),
    /// `x or y or …`
    Or(Vec<Expr>),
    /// `then if condition`, also written `condition implies then`: met wherever
    /// the condition is not.
    If {
        /// What is to be met …
        then: Box<Expr>,
        /// … where this is.
        condition: Box<Expr>,
    },
    /// `x iff y`: both or neither.
    Iff(Box<Expr>, Box<Expr>),
}

/// How levels are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Comparison {
    Equal,
    NotEqual,
    Less,
    AtMost,
    More,
    AtLeast,
}

/// A fault in a formula's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormulaError {
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub help: String,
    /// Where, in bytes of the formula's text.
    pub span: Range<usize>,
}

impl FormulaError {
    pub(crate) fn new(
        span: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> FormulaError {
        FormulaError {
            message: message.into(),
            help: help.into(),
            span,
        }
    }
}

impl Expr {
    /// Reads a formula.
    ///
    /// # Errors
    /// The first fault in it.
    pub fn parse(text: &str) -> Result<Expr, FormulaError> {
        parse::parse(text)
    }

    /// The options and definitions that it names, each with its place, in order.
    pub fn names(&self) -> Vec<(&str, Range<usize>)> {
        fn walk<'e>(expr: &'e Expr, found: &mut Vec<(&'e str, Range<usize>)>) {
            match &expr.kind {
                ExprKind::Constant(_) => {}
                ExprKind::Name(name) => found.push((name, expr.span.clone())),
                ExprKind::Compare {
                    option: (name, span),
                    ..
                } => found.push((name, span.clone())),
                ExprKind::Not(part) => walk(part, found),
                ExprKind::And(parts) | ExprKind::Or(parts) => {
                    parts.iter().for_each(|part| walk(part, found));
                }
                ExprKind::If {
                    then: a,
                    condition: b,
                }
                | ExprKind::Iff(a, b) => {
                    walk(a, found);
                    walk(b, found);
                }
            }
        }
        let mut found = Vec::new();
        walk(self, &mut found);
        found
    }
}

/// Reads back as the same formula: words, single blanks, and no more brackets
/// than are needed to be read safely.
impl fmt::Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            ExprKind::Constant(value) => write!(f, "{value}"),
            ExprKind::Name(name) => f.write_str(name),
            ExprKind::Compare {
                option,
                comparison,
                level,
            } => write!(f, "{} {comparison} {}", option.0, level.0),
            ExprKind::Not(inner) => write!(f, "not {}", Bracketed(inner, 4)),
            ExprKind::And(parts) => join(f, parts, " and ", "true", 4),
            ExprKind::Or(parts) => join(f, parts, " or ", "false", 3),
            ExprKind::If { then, condition } => {
                write!(f, "{} if {}", Bracketed(then, 2), Bracketed(condition, 2))
            }
            ExprKind::Iff(one, other) => {
                write!(f, "{} iff {}", Bracketed(one, 2), Bracketed(other, 2))
            }
        }
    }
}

impl fmt::Display for Comparison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Comparison::Equal => "=",
            Comparison::NotEqual => "!=",
            Comparison::Less => "<",
            Comparison::AtMost => "<=",
            Comparison::More => ">",
            Comparison::AtLeast => ">=",
        })
    }
}

/// A part, in brackets where it binds more loosely than its surroundings.
struct Bracketed<'a>(&'a Expr, u8);

impl fmt::Display for Bracketed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Bracketed(expr, least) = self;
        let binds = match expr.kind {
            ExprKind::If { .. } | ExprKind::Iff(..) => 1,
            ExprKind::Or(_) => 2,
            ExprKind::And(_) => 3,
            ExprKind::Not(_) => 4,
            ExprKind::Constant(_) | ExprKind::Name(_) | ExprKind::Compare { .. } => 5,
        };
        if binds < *least {
            write!(f, "({expr})")
        } else {
            write!(f, "{expr}")
        }
    }
}

fn join(
    f: &mut fmt::Formatter<'_>,
    parts: &[Expr],
    word: &str,
    empty: &str,
    least: u8,
) -> fmt::Result {
    if parts.is_empty() {
        return f.write_str(empty);
    }
    for (i, part) in parts.iter().enumerate() {
        if i > 0 {
            f.write_str(word)?;
        }
        write!(f, "{}", Bracketed(part, least))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The formula in canonical form, or the fault with its place.
    fn read(text: &str) -> String {
        match Expr::parse(text) {
            Ok(expr) => expr.to_string(),
            Err(e) => {
                let place = text.get(e.span.clone()).expect("a place inside the text");
                format!("{place:?}: {}", e.message)
            }
        }
    }

    #[test]
    fn precedence() {
        for (text, canonical) in [
            ("a", "a"),
            ("a and b or not c and d", "a and b or not c and d"),
            ("(a and b) or c", "a and b or c"),
            ("a and (b or c)", "a and (b or c)"),
            ("a and (b and c)", "a and (b and c)"),
            ("not (a and b)", "not (a and b)"),
            ("not not a", "not not a"),
            ("a or b if c and d", "a or b if c and d"),
            ("c implies a or b", "a or b if c"),
            ("a if b iff c", "(a if b) iff c"),
            ("a iff (b iff c)", "a iff (b iff c)"),
            ("not a = high", "not a = high"),
            ("A-1 AND Not b_2", "A-1 and not b_2"),
            ("a->b", "b if a"),
            ("a<->b", "a iff b"),
            ("a <=> b", "a iff b"),
            ("¬a ∧ b ∨ c → d", "d if not a and b or c"),
            ("!a&&b||c", "not a and b or c"),
            ("a≥high & b≠2", "a >= high and b != 2"),
            ("a == 2-islands", "a = 2-islands"),
            ("treaty.japan and not treaty", "treaty.japan and not treaty"),
            ("true or FALSE", "true or false"),
            ("android or iffy or notary", "android or iffy or notary"),
        ] {
            assert_eq!(read(text), canonical, "{text}");
        }
    }

    #[test]
    fn faults() {
        for (text, fault) in [
            ("", "\"\": The formula is empty."),
            ("  ", "\"  \": The formula is empty."),
            (
                "a and",
                "\"and\": The formula ends too soon: something must follow `and`.",
            ),
            ("a and or b", "\"or\": `or` cannot follow `and`."),
            ("or b", "\"or\": A formula cannot begin with `or`."),
            ("a b", "\"b\": There is no word between `a` and `b`."),
            (
                "a not b",
                "\"not\": There is no word between `a` and `not`.",
            ),
            ("(a or b", "\"(\": This bracket is never closed."),
            ("a or b)", "\")\": This bracket closes nothing."),
            ("()", "\"()\": There is nothing between these brackets."),
            (
                "a if b if c",
                "\"if\": `… if … if …` can be read in two ways.",
            ),
            (
                "a if b implies c",
                "\"implies\": `… if … implies …` can be read in two ways.",
            ),
            (
                "a iff b iff c",
                "\"iff\": `… iff … iff …` can be read in two ways.",
            ),
            (
                "if a",
                "\"if\": `if` stands between the wish and its condition.",
            ),
            ("a =", "\"=\": `=` needs the name of a level behind it."),
            (
                "a = true",
                "\"true\": `=` needs the name of a level behind it.",
            ),
            ("a < b < c", "\"<\": A comparison has one sign only."),
            ("= b", "\"=\": `=` has no option before it."),
            (
                "(a) = b",
                "\"=\": `=` can only follow the name of an option.",
            ),
            ("a => b", "\"=>\": `=>` is not a sign of formulas."),
            ("a, b", "\",\": `,` has no meaning in a formula."),
            ("-a", "\"-\": `-` has no meaning in a formula."),
            ("build–up", "\"–\": `–` has no meaning in a formula."),
            (
                "a and \u{1b}b",
                "\"\\u{1b}\": `\\u{1b}` has no meaning in a formula.",
            ),
            ("1 and a", "\"1\": `1` is not a name."),
            ("制裁 and é", "制裁 and é"),
        ] {
            assert_eq!(read(text), fault, "{text}");
        }
    }

    #[test]
    fn spans() {
        let text = "not (a = high) and b";
        let ExprKind::And(parts) = Expr::parse(text).unwrap().kind else {
            panic!("and");
        };
        assert_eq!(&text[parts[0].span.clone()], "not (a = high)");
        assert_eq!(&text[parts[1].span.clone()], "b");
        let ExprKind::Not(inner) = &parts[0].kind else {
            panic!("not");
        };
        let ExprKind::Compare { level, .. } = &inner.kind else {
            panic!("comparison");
        };
        assert_eq!(&text[level.1.clone()], "high");
    }

    #[test]
    fn nesting_and_length_are_limited() {
        let nested = |deep: usize| format!("{}a{}", "(".repeat(deep), ")".repeat(deep));
        assert!(Expr::parse(&nested(200)).is_ok());
        assert!(read(&nested(30_000)).contains("nested more than 200 deep"));
        assert!(read(&"not ".repeat(16_000)).contains("nested more than 200 deep"));
        assert!(Expr::parse(&vec!["not a"; 6_000].join(" and ")).is_ok());
        assert!(read(&"a and ".repeat(20_000)).contains("longer than 65536 bytes"));
    }
}
