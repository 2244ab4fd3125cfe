//! From tokens to a tree.

use std::ops::Range;

use super::{Expr, ExprKind, FormulaError, Token, Tokens};

/// How deep brackets and `not` may be nested, so that no formula can exhaust
/// the stack of any walk over it.
const DEEPEST: usize = 200;

pub(super) fn parse(text: &str) -> Result<Expr, FormulaError> {
    let mut parser = Parser {
        tokens: Tokens::new(text)?,
        depth: 0,
    };
    if parser.tokens.token == Token::End {
        return Err(FormulaError::new(
            0..text.len(),
            "The formula is empty.",
            "Write at least the name of an option or definition, such as `sanctions`.",
        ));
    }
    let expr = parser.formula()?;
    match parser.tokens.token {
        Token::End => Ok(expr),
        _ => Err(parser.unexpected_follower()),
    }
}

struct Parser<'a> {
    tokens: Tokens<'a>,
    depth: usize,
}

type Parsed = Result<Expr, FormulaError>;

impl Parser<'_> {
    fn formula(&mut self) -> Parsed {
        let one = self.conditional()?;
        if self.tokens.token != Token::Iff {
            return Ok(one);
        }
        self.tokens.advance()?;
        let other = self.conditional()?;
        self.refuse_chain(&[Token::Iff], [&one, &other], ["iff", "iff"])?;
        let span = one.span.start..other.span.end;
        Ok(Expr {
            kind: ExprKind::Iff(Box::new(one), Box::new(other)),
            span,
        })
    }

    fn conditional(&mut self) -> Parsed {
        if self.tokens.token == Token::If {
            return Err(FormulaError::new(
                self.tokens.span.clone(),
                "`if` stands between the wish and its condition.",
                "Write `x if y` (x is wanted where y is met), or `y implies x`.",
            ));
        }
        let first = self.series(Token::Or)?;
        let (word, reversed) = match self.tokens.token {
            Token::If => ("if", false),
            Token::Implies => ("implies", true),
            _ => return Ok(first),
        };
        self.tokens.advance()?;
        let second = self.series(Token::Or)?;
        let next = if self.tokens.token == Token::If {
            "if"
        } else {
            "implies"
        };
        self.refuse_chain(
            &[Token::If, Token::Implies],
            [&first, &second],
            [word, next],
        )?;
        let span = first.span.start..second.span.end;
        let (then, condition) = if reversed {
            (second, first)
        } else {
            (first, second)
        };
        Ok(Expr {
            kind: ExprKind::If {
                then: Box::new(then),
                condition: Box::new(condition),
            },
            span,
        })
    }

    /// `x or y or …`, or one level further in `x and y and …`.
    fn series(&mut self, word: Token) -> Parsed {
        let part = |parser: &mut Self| match word {
            Token::Or => parser.series(Token::And),
            _ => parser.negation(),
        };
        let mut parts = vec![part(self)?];
        while self.tokens.token == word {
            self.tokens.advance()?;
            parts.push(part(self)?);
        }
        if parts.len() == 1 {
            return parts.pop().ok_or_else(|| self.wanted_part());
        }
        let span = parts[0].span.start..self.tokens.last_end;
        let kind = match word {
            Token::Or => ExprKind::Or(parts),
            _ => ExprKind::And(parts),
        };
        Ok(Expr { kind, span })
    }

    fn negation(&mut self) -> Parsed {
        if self.tokens.token != Token::Not {
            return self.atom();
        }
        let start = self.tokens.span.start;
        self.go_deeper()?;
        self.tokens.advance()?;
        let inner = self.negation()?;
        self.depth -= 1;
        let span = start..inner.span.end;
        Ok(Expr {
            kind: ExprKind::Not(Box::new(inner)),
            span,
        })
    }

    fn atom(&mut self) -> Parsed {
        let span = self.tokens.span.clone();
        let constant = |value| Expr {
            kind: ExprKind::Constant(value),
            span: span.clone(),
        };
        match self.tokens.token {
            Token::Open => self.brackets(),
            Token::Name => self.name(),
            Token::True => self.tokens.advance().map(|()| constant(true)),
            Token::False => self.tokens.advance().map(|()| constant(false)),
            _ => Err(self.wanted_part()),
        }
    }

    fn brackets(&mut self) -> Parsed {
        let open = self.tokens.span.clone();
        self.go_deeper()?;
        self.tokens.advance()?;
        if self.tokens.token == Token::Close {
            return Err(FormulaError::new(
                open.start..self.tokens.span.end,
                "There is nothing between these brackets.",
                "Write a formula between them, or take them out.",
            ));
        }
        let inner = self.formula()?;
        match self.tokens.token {
            Token::Close => {}
            Token::End => {
                return Err(FormulaError::new(
                    open,
                    "This bracket is never closed.",
                    "Add `)` where its part of the formula ends.",
                ));
            }
            _ => return Err(self.unexpected_follower()),
        }
        let span = open.start..self.tokens.span.end;
        self.tokens.advance()?;
        self.depth -= 1;
        Ok(Expr {
            kind: inner.kind,
            span,
        })
    }

    fn name(&mut self) -> Parsed {
        let name = self.tokens.written().to_owned();
        let span = self.tokens.span.clone();
        if !name.starts_with(char::is_alphabetic) {
            return Err(FormulaError::new(
                span,
                format!("`{name}` is not a name."),
                "Names begin with a letter; a level stands behind `=`: `build-up = high`.",
            ));
        }
        self.tokens.advance()?;
        let Token::Compare(comparison) = self.tokens.token else {
            return Ok(Expr {
                kind: ExprKind::Name(name),
                span,
            });
        };
        let sign = self.tokens.span.clone();
        let sign_text = self.tokens.written();
        self.tokens.advance()?;
        if self.tokens.token != Token::Name {
            let (at, help) = match self.tokens.token {
                Token::True => (self.tokens.span.clone(), format!("Write `{name}` alone.")),
                Token::False => (self.tokens.span.clone(), format!("Write `not {name}`.")),
                _ => (
                    sign,
                    format!("Write a level of `{name}`, such as `{name} = yes`."),
                ),
            };
            let message = format!("`{sign_text}` needs the name of a level behind it.");
            return Err(FormulaError::new(at, message, help));
        }
        let level = (self.tokens.written().to_owned(), self.tokens.span.clone());
        self.tokens.advance()?;
        if let Token::Compare(_) = self.tokens.token {
            return Err(FormulaError::new(
                self.tokens.span.clone(),
                "A comparison has one sign only.",
                format!("Compare twice: `{name} > low and {name} < high`."),
            ));
        }
        Ok(Expr {
            span: span.start..level.1.end,
            kind: ExprKind::Compare {
                option: (name, span),
                comparison,
                level,
            },
        })
    }

    fn go_deeper(&mut self) -> Result<(), FormulaError> {
        self.depth += 1;
        if self.depth <= DEEPEST {
            return Ok(());
        }
        Err(FormulaError::new(
            self.tokens.span.clone(),
            format!("Brackets and `not` are nested more than {DEEPEST} deep here."),
            "Give parts of the formula a name under [definitions].",
        ))
    }

    /// The fault where a part of a formula should begin and does not.
    fn wanted_part(&self) -> FormulaError {
        let at = self.tokens.span.clone();
        let before = self.text_before();
        let written = self.tokens.written();
        match self.tokens.token {
            Token::End => FormulaError::new(
                last_word(self.tokens.text, at.start),
                format!("The formula ends too soon: something must follow `{before}`."),
                "Write a name, `not …` or a part in brackets behind it.",
            ),
            Token::Close if before.is_empty() => closes_nothing(at),
            Token::Compare(_) => FormulaError::new(
                at,
                format!("`{written}` has no option before it."),
                "Compare an option with a level: `build-up = high`.",
            ),
            _ if before.is_empty() => FormulaError::new(
                at,
                format!("A formula cannot begin with `{written}`."),
                "Begin with a name, `not` or `(`.",
            ),
            _ => FormulaError::new(
                at,
                format!("`{written}` cannot follow `{before}`."),
                "Write a name, `not …` or a part in brackets here.",
            ),
        }
    }

    /// The fault where a formula should end, or go on with a word between.
    fn unexpected_follower(&self) -> FormulaError {
        let at = self.tokens.span.clone();
        let (written, before) = (self.tokens.written(), self.text_before());
        match self.tokens.token {
            Token::Close => closes_nothing(at),
            Token::Comma => FormulaError::new(
                at,
                "`,` has no meaning in a formula.",
                "Write `and` or `or`; commas divide the entries of a state.",
            ),
            Token::Compare(_) => FormulaError::new(
                at,
                format!("`{written}` can only follow the name of an option."),
                "Compare options one by one: `a = high and b = high`.",
            ),
            _ => FormulaError::new(
                at,
                format!("There is no word between `{before}` and `{written}`."),
                follower_help(before, written),
            ),
        }
    }

    /// The word or sign before the next token.
    fn text_before(&self) -> &str {
        let span = last_word(self.tokens.text, self.tokens.last_end);
        self.tokens.text.get(span).unwrap_or("")
    }

    /// Refuses a third part behind one of `words`: the two ways to read it differ.
    fn refuse_chain(
        &self,
        words: &[Token],
        parts: [&Expr; 2],
        [first, second]: [&str; 2],
    ) -> Result<(), FormulaError> {
        if !words.contains(&self.tokens.token) {
            return Ok(());
        }
        let [a, b] = parts.map(|p| self.tokens.text.get(p.span.clone()).unwrap_or("…"));
        Err(FormulaError::new(
            self.tokens.span.clone(),
            format!("`… {first} … {second} …` can be read in two ways."),
            format!(
                "Add brackets: `({a} {first} {b}) {second} …` or `{a} {first} ({b} {second} …)`."
            ),
        ))
    }
}

fn closes_nothing(at: Range<usize>) -> FormulaError {
    FormulaError::new(
        at,
        "This bracket closes nothing.",
        "Take it out, or open it with `(` further left.",
    )
}

/// Mends for words that people expect and for forgotten ones.
fn follower_help(before: &str, written: &str) -> String {
    let is = |text: &str, word: &str| text.eq_ignore_ascii_case(word);
    if is(written, "unless") || is(before, "unless") {
        "Write `x if not y` for \"x unless y\".".into()
    } else if is(written, "only") || is(before, "only") {
        "Write `x implies y` for \"x only if y\".".into()
    } else if is(written, "then") || is(before, "then") {
        "Write `y implies x` for \"if y then x\".".into()
    } else if is(written, "xor") || is(before, "xor") {
        "Write `not (x iff y)` for \"either x or y\".".into()
    } else if is(written, "is") || is(before, "is") {
        "Write `=` for \"is\": `build-up = high`.".into()
    } else if is(written, "not") {
        "Write `and not` or `or not`.".into()
    } else if written == "(" || before == ")" {
        "Write `and`, `or` or `if` between them.".into()
    } else {
        format!(
            "Write `and`, `or` or `if` between them; a name of two words is written `{before}-{written}`."
        )
    }
}

/// The word or sign that ends at `end` (blanks aside).
fn last_word(text: &str, end: usize) -> Range<usize> {
    let before = text.get(..end).unwrap_or("").trim_end();
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let word = before.trim_end_matches(is_word).len();
    let start = if word < before.len() {
        word
    } else {
        before.char_indices().next_back().map_or(0, |(at, _)| at)
    };
    start..before.len()
}
