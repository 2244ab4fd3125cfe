//! A state as people write it: `sanctions, build-up = high`.

use std::ops::Range;

use crate::formula::{Comparison, FormulaError, Token, Tokens};

/// One entry of a state text: an option taken, or set to a named level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The option, and where its name stands.
    pub option: (String, Range<usize>),
    /// The level, and where it stands; without it, the highest level of a
    /// two-level option.
    pub level: Option<(String, Range<usize>)>,
}

/// Reads a state text; an empty one is the state with every option at its lowest level.
///
/// # Errors
/// The first fault in it.
pub fn parse(text: &str) -> Result<Vec<Entry>, FormulaError> {
    let mut tokens = Tokens::new(text)?;
    let mut entries: Vec<Entry> = Vec::new();
    while tokens.token != Token::End {
        let option = name(&mut tokens)?;
        let level = if tokens.token == Token::Compare(Comparison::Equal) {
            tokens.advance()?;
            Some(name(&mut tokens)?)
        } else {
            None
        };
        if entries.iter().any(|e| e.option.0 == option.0) {
            return Err(FormulaError::new(
                option.1,
                format!("`{}` stands in this state twice.", option.0),
                "Name each option once.",
            ));
        }
        entries.push(Entry { option, level });
        match tokens.token {
            Token::End => break,
            Token::Comma => tokens.advance()?,
            _ => return Err(fault(&tokens)),
        }
    }
    Ok(entries)
}

fn name(tokens: &mut Tokens) -> Result<(String, Range<usize>), FormulaError> {
    if tokens.token != Token::Name {
        return Err(fault(tokens));
    }
    let name = (tokens.written().to_owned(), tokens.span.clone());
    tokens.advance()?;
    Ok(name)
}

/// The fault at the next token, which does not fit.
fn fault(tokens: &Tokens) -> FormulaError {
    let (message, help) = match tokens.token {
        Token::End => (
            "The state ends where the name of a level is wanted.".to_owned(),
            "Write one, as in `build-up = high`.",
        ),
        Token::Not => (
            "A state names only what is above its lowest level.".to_owned(),
            "Leave out the options that are not taken.",
        ),
        Token::And | Token::Name => (
            format!("`{}` follows without a comma.", tokens.written()),
            "Divide the entries by commas: `sanctions, build-up = high`.",
        ),
        Token::Compare(_) => (
            format!("`{}` cannot stand in a state.", tokens.written()),
            "A state gives each option one level: `build-up = high`.",
        ),
        Token::Comma => (
            "There is nothing before this comma.".to_owned(),
            "Take it out, or name an option before it.",
        ),
        _ => (
            format!("`{}` cannot stand in a state.", tokens.written()),
            "Name the options taken, divided by commas: `sanctions, build-up = high`.",
        ),
    };
    FormulaError::new(tokens.span.clone(), message, help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states() {
        let plain = |text: &str| {
            let entries = parse(text).map_err(|e| e.message)?;
            let words = entries.into_iter().map(|e| match e.level {
                Some(level) => format!("{}:{}", e.option.0, level.0),
                None => e.option.0,
            });
            Ok::<_, String>(words.collect::<Vec<_>>().join(" "))
        };
        assert_eq!(plain("").unwrap(), "");
        assert_eq!(plain(" a,b = high , c").unwrap(), "a b:high c");
        for text in [
            "a b", "a =", "a,,b", "not a", "a and b", "a > b", "a, a = x", "(a)",
        ] {
            assert!(plain(text).is_err(), "{text}");
        }
    }
}
