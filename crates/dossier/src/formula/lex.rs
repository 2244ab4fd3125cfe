//! From text to tokens.

use std::ops::Range;

use super::{Comparison, FormulaError};

/// One token of a formula or a state text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    /// A name of an option, a definition or a level: not a keyword.
    Name,
    True,
    False,
    Not,
    And,
    Or,
    If,
    Implies,
    Iff,
    Compare(Comparison),
    Open,
    Close,
    Comma,
    /// The end of the text.
    End,
}

/// The words of the language, in lower case.
fn keyword(word: &str) -> Option<Token> {
    Some(match word.to_ascii_lowercase().as_str() {
        "and" => Token::And,
        "or" => Token::Or,
        "not" => Token::Not,
        "if" => Token::If,
        "iff" => Token::Iff,
        "implies" => Token::Implies,
        "true" => Token::True,
        "false" => Token::False,
        _ => return None,
    })
}

/// Whether a word belongs to the formula language and so cannot be a name.
pub(crate) fn is_keyword(word: &str) -> bool {
    keyword(word).is_some()
}

/// The signs of the language, longest first.
const SIGNS: [(&str, Token); 28] = [
    ("<->", Token::Iff),
    ("<=>", Token::Iff),
    ("->", Token::Implies),
    ("==", Token::Compare(Comparison::Equal)),
    ("!=", Token::Compare(Comparison::NotEqual)),
    ("<=", Token::Compare(Comparison::AtMost)),
    (">=", Token::Compare(Comparison::AtLeast)),
    ("&&", Token::And),
    ("||", Token::Or),
    ("=", Token::Compare(Comparison::Equal)),
    ("<", Token::Compare(Comparison::Less)),
    (">", Token::Compare(Comparison::More)),
    ("&", Token::And),
    ("|", Token::Or),
    ("!", Token::Not),
    ("(", Token::Open),
    (")", Token::Close),
    (",", Token::Comma),
    ("∧", Token::And),
    ("∨", Token::Or),
    ("¬", Token::Not),
    ("→", Token::Implies),
    ("⇒", Token::Implies),
    ("↔", Token::Iff),
    ("⇔", Token::Iff),
    ("≠", Token::Compare(Comparison::NotEqual)),
    ("≤", Token::Compare(Comparison::AtMost)),
    ("≥", Token::Compare(Comparison::AtLeast)),
];

/// What looks like a sign and is none, and what to write.
const NO_SIGNS: [(&str, &str); 6] = [
    (
        "=>",
        "Write `implies` (or `->`) for a condition, `>=` or `<=` to compare levels.",
    ),
    (
        "=<",
        "Write `implies` (or `->`) for a condition, `>=` or `<=` to compare levels.",
    ),
    ("<>", "Write `!=` for \"not equal\"."),
    ("=!", "Write `!=` for \"not equal\"."),
    ("!==", "Write `!=` for \"not equal\"."),
    ("===", "Write `=` for \"equal\"."),
];

/// Longer texts are refused: work on a text may grow with the square of its length.
const LONGEST: usize = 1 << 16;

/// The tokens of a text with their places, read one ahead.
pub(crate) struct Tokens<'a> {
    /// The text read.
    pub text: &'a str,
    /// The next token.
    pub token: Token,
    /// Where the next token stands.
    pub span: Range<usize>,
    /// Where the token before it ended.
    pub last_end: usize,
}

impl<'a> Tokens<'a> {
    /// Reads the first token.
    pub fn new(text: &'a str) -> Result<Tokens<'a>, FormulaError> {
        if text.len() > LONGEST {
            return Err(FormulaError::new(
                0..0,
                format!("This text is longer than {LONGEST} bytes."),
                "Give parts of it a name under [definitions].",
            ));
        }
        let mut tokens = Tokens {
            text,
            token: Token::End,
            span: 0..0,
            last_end: 0,
        };
        tokens.advance()?;
        tokens.last_end = tokens.span.start;
        Ok(tokens)
    }

    /// The next token as it is written.
    pub fn written(&self) -> &'a str {
        self.text.get(self.span.clone()).unwrap_or("")
    }

    /// Goes one token on.
    pub fn advance(&mut self) -> Result<(), FormulaError> {
        self.last_end = self.span.end;
        let tail = self.text.get(self.span.end..).unwrap_or("");
        let rest = tail.trim_start();
        let start = self.text.len() - rest.len();
        let Some(first) = rest.chars().next() else {
            self.token = Token::End;
            self.span = self.last_end..self.last_end;
            return Ok(());
        };
        let (token, len) = if first.is_alphanumeric() || first == '_' {
            let len = word_len(rest);
            (keyword(&rest[..len]).unwrap_or(Token::Name), len)
        } else if let Some((sign, help)) = NO_SIGNS.iter().find(|(sign, _)| rest.starts_with(sign))
        {
            return Err(FormulaError::new(
                start..start + sign.len(),
                format!("`{sign}` is not a sign of formulas."),
                *help,
            ));
        } else if let Some((sign, token)) = SIGNS.iter().find(|(sign, _)| rest.starts_with(sign)) {
            (*token, sign.len())
        } else {
            return Err(FormulaError::new(
                start..start + first.len_utf8(),
                format!("`{}` has no meaning in a formula.", first.escape_debug()),
                sign_help(first),
            ));
        };
        self.token = token;
        self.span = start..start + len;
        Ok(())
    }
}

/// Length of the word at the beginning of `rest`. `-` belongs to it, but not
/// where it begins an arrow; `.` belongs to it between two of its letters
/// (`treaty.japan`).
fn word_len(rest: &str) -> usize {
    let word = |c: char| c.is_alphanumeric() || c == '_';
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|&(_, next)| next);
        let within = match c {
            '-' => next != Some('>'),
            '.' => next.is_some_and(word),
            _ => word(c),
        };
        if !within {
            return at;
        }
    }
    rest.len()
}

/// What to write instead of a sign that formulas do not have.
fn sign_help(sign: char) -> &'static str {
    match sign {
        '-' => "`-` stands inside names only; for \"not\" write `not`.",
        '‐' | '‑' | '‒' | '–' | '—' | '−' => {
            "This is a typographic dash; write the plain hyphen `-` inside names."
        }
        '~' | '∼' => "Write `not`.",
        '+' | '*' | ';' => "Write `and` or `or`.",
        '"' | '\'' | '`' | '“' | '”' | '„' | '‘' | '’' | '«' | '»' => {
            "Names stand in a formula without quotation marks."
        }
        '[' | ']' | '{' | '}' => "Write round brackets: `(` and `)`.",
        '.' => "A `.` stands only inside `option.party`, one party's consent to a joint option.",
        '/' | ':' | '#' | '@' | '%' | '$' => {
            "Names are letters, digits, `-` and `_`, beginning with a letter."
        }
        _ => "Use names, `and`, `or`, `not`, `if`, `iff`, brackets, and `=`, `<`, `>` for levels.",
    }
}
