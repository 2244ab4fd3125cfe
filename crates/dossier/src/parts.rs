//! How much a dossier may hold: counted before it is read, so that no file can fill
//! memory.

use toml_parser::Source;
use toml_parser::lexer::TokenKind;

use crate::Diagnostic;
use crate::text::Text;

/// How many keys, values and brackets all files of a dossier may have together: some
/// hundred times as many as a large dossier has.
const MOST: usize = 1_000_000;

/// Room for what is still to be read.
pub(crate) struct Room {
    left: usize,
}

impl Default for Room {
    fn default() -> Room {
        Room { left: MOST }
    }
}

impl Room {
    /// Takes the room that a file needs, or says that there is not enough.
    pub fn take(&mut self, text: &Text) -> Option<Diagnostic> {
        match self.left.checked_sub(parts(&text.text, self.left)) {
            Some(left) => {
                self.left = left;
                None
            }
            None => Some(Diagnostic::error(
                "too-large",
                Some(text.span(0..0)),
                format!(
                    "{} was not read: with it, the dossier has more than {MOST} keys, values and brackets.",
                    text.name
                ),
                "That is the most that is read, and no setting raises it: divide the dossier into two folders.",
            )),
        }
    }
}

/// How many keys, values and opening brackets a text has; counting stops beyond `most`.
fn parts(text: &str, most: usize) -> usize {
    let counts = |kind: TokenKind| {
        !matches!(
            kind,
            TokenKind::Dot
                | TokenKind::Equals
                | TokenKind::Comma
                | TokenKind::RightSquareBracket
                | TokenKind::RightCurlyBracket
                | TokenKind::Whitespace
                | TokenKind::Comment
                | TokenKind::Newline
                | TokenKind::Eof
        )
    };
    let tokens = Source::new(text).lex();
    let parts = tokens.filter(|token| counts(token.kind()));
    parts.take(most.saturating_add(1)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counting_stops_where_there_is_no_more_room() {
        let text = "# two\n[options.dam]\nlevels = [\"none, [ or\", 'x'] # three\n";
        // The bracket of the header, its two names, the key, the list and its two texts.
        assert_eq!(parts(text, MOST), 7);
        assert_eq!(parts(text, 3), 4);
        let mut room = Room { left: 10 };
        let text = Text::new("a.toml".into(), text.into());
        assert_eq!(room.take(&text), None);
        let fault = room.take(&text).unwrap();
        assert_eq!((&*fault.code, room.left), ("too-large", 3));
    }
}
