//! The formula language of dossiers: from text to a tree with spans.
//!
//! Loosest first: `iff`; `if`, `implies`; `or`; `and`; `not`; comparisons of an
//! option's level (`=`, `!=`, `<`, `<=`, `>`, `>=`). `iff`, `if` and `implies` do
//! not chain: `a if b if c` is refused and asks for brackets. Words are read in
//! any case; signs stand beside them: `&` `&&`, `|` `||`, `!`, `->`, `<->`, `==`.
//! Names are letters, digits, `-` and `_`, beginning with a letter.

use std::ops::Range;

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

impl Expr {
    /// Reads a formula.
    ///
    /// # Errors
    /// The first fault in it.
    pub fn parse(text: &str) -> Result<Expr, FormulaError> {
        todo!()
    }
}
