//! The inline parts of a document.

use serde::Serialize;

use crate::Number;

/// Words with references in them.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Text(pub Vec<Inline>);

/// One part of a text. A reference carries the words that a reader sees and the id by
/// which a face can offer what lies behind it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Inline {
    /// Words as they are.
    Plain(String),
    /// Words that carry the sentence.
    Strong(String),
    /// Somebody's own words, or the name of an option or step: set in quotation marks.
    Quoted(String),
    /// What is typed or read letter by letter: a formula, a command.
    Code(String),
    /// A number.
    Number(Number),
    /// How likely the source or the model calls something; never how sure that is.
    Likelihood(String),
    /// A state of the model.
    State {
        /// Its code.
        code: String,
        /// What it is, in words.
        words: String,
    },
    /// A decision maker, a faction or another party.
    Actor {
        /// Its id.
        id: String,
        /// Its name.
        name: String,
    },
    /// An option.
    Choice {
        /// Its id.
        id: String,
        /// Its label.
        label: String,
    },
    /// A wish of a decision maker.
    Statement {
        /// Its id.
        id: String,
        /// Its words.
        words: String,
    },
    /// A claim of a source.
    Claim(Cited),
    /// What a judgement rests on.
    Basis {
        /// What it rests on.
        basis: Basis,
        /// Whether its source was written after the outcome that it explains.
        hindsight: bool,
    },
    /// A sign in a table whose caption says what it means.
    Mark {
        /// The sign: one or a few characters.
        sign: String,
        /// What it means, for who points at it or has the page read out.
        meaning: String,
        /// What it speaks for: the colour of the cell.
        stance: Stance,
    },
    /// A thing of the model in a reader's words.
    Term {
        /// The words.
        words: String,
        /// What the field calls it: told on pointing at the words, or where it is asked for.
        formal: String,
    },
    /// A web address.
    Link(String),
    /// A new line within a text.
    Break,
}

/// A claim as it is cited.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Cited {
    /// Its id.
    pub id: String,
    /// What the source says, in the analyst's words.
    pub says: String,
    /// The source by its label.
    pub source: String,
    /// Where it stands there: section, page, note.
    pub place: String,
    /// Who asserts it, if not the author.
    pub by: String,
}

/// What a mark speaks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stance {
    /// For it.
    For,
    /// Against it.
    Against,
    /// Partly for and partly against it.
    Mixed,
    /// Neither.
    Neither,
}

/// What a judgement rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// The source says it.
    Stated,
    /// One step beyond what the source says.
    Inferred,
    /// Not in the sources.
    Analyst,
}

impl Text {
    /// A text without words.
    pub fn new() -> Self {
        Text::default()
    }

    /// Texts on lines of their own.
    pub fn lines<T: Into<Text>>(lines: impl IntoIterator<Item = T>) -> Self {
        let mut text = Text::new();
        for line in lines {
            if !text.0.is_empty() {
                text = text.and(Inline::Break);
            }
            text = text.then(line);
        }
        text
    }

    /// The text with another part behind it.
    #[must_use]
    pub fn and(mut self, part: impl Into<Inline>) -> Self {
        self.0.push(part.into());
        self
    }

    /// The text with all parts of another behind it.
    #[must_use]
    pub fn then(mut self, text: impl Into<Text>) -> Self {
        self.0.extend(text.into().0);
        self
    }

    /// Whether nothing would be seen of it.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|part| part.words().is_empty())
    }

    /// The words alone, without what a renderer would make of the references.
    pub fn plain(&self) -> String {
        self.0.iter().map(Inline::words).collect()
    }
}

impl Inline {
    /// A sign with what it means.
    pub fn mark(sign: &str, meaning: &str, stance: Stance) -> Self {
        Inline::Mark {
            sign: sign.to_owned(),
            meaning: meaning.to_owned(),
            stance,
        }
    }

    /// The words that a reader sees where nothing can be clicked or set in bold.
    pub fn words(&self) -> String {
        match self {
            Inline::Plain(text)
            | Inline::Strong(text)
            | Inline::Code(text)
            | Inline::Likelihood(text)
            | Inline::Link(text) => text.clone(),
            Inline::Quoted(text) => format!("“{text}”"),
            Inline::Number(number) => number.written(),
            Inline::State { code, .. } => code.clone(),
            Inline::Actor { name, .. } => name.clone(),
            Inline::Choice { label, .. } => label.clone(),
            Inline::Statement { words, .. } => format!("“{words}”"),
            Inline::Claim(cited) => format!("[{}]", cited.id),
            Inline::Basis { basis, hindsight } => match hindsight {
                true => format!("{}, hindsight", basis.words()),
                false => basis.words().to_owned(),
            },
            Inline::Mark { sign, .. } => sign.clone(),
            Inline::Term { words, .. } => words.clone(),
            Inline::Break => "\n".to_owned(),
        }
    }
}

impl Basis {
    /// The basis that a finding calls by this word.
    pub fn of(word: &str) -> Basis {
        match word {
            "stated" => Basis::Stated,
            "inferred" => Basis::Inferred,
            _ => Basis::Analyst,
        }
    }

    /// `stated in the sources`, `inferred from the sources`, `the analyst’s own`.
    pub fn words(self) -> &'static str {
        match self {
            Basis::Stated => "stated in the sources",
            Basis::Inferred => "inferred from the sources",
            Basis::Analyst => "the analyst’s own",
        }
    }
}

impl From<&str> for Text {
    fn from(words: &str) -> Self {
        Text(vec![Inline::Plain(words.to_owned())])
    }
}

impl From<String> for Text {
    fn from(words: String) -> Self {
        Text(vec![Inline::Plain(words)])
    }
}

impl From<&String> for Text {
    fn from(words: &String) -> Self {
        Text(vec![Inline::Plain(words.clone())])
    }
}

impl From<Inline> for Text {
    fn from(part: Inline) -> Self {
        Text(vec![part])
    }
}

impl From<Number> for Text {
    fn from(number: Number) -> Self {
        Text(vec![Inline::Number(number)])
    }
}

impl FromIterator<Inline> for Text {
    fn from_iter<I: IntoIterator<Item = Inline>>(parts: I) -> Self {
        Text(parts.into_iter().collect())
    }
}

impl From<&str> for Inline {
    fn from(words: &str) -> Self {
        Inline::Plain(words.to_owned())
    }
}

impl From<String> for Inline {
    fn from(words: String) -> Self {
        Inline::Plain(words)
    }
}

impl From<Number> for Inline {
    fn from(number: Number) -> Self {
        Inline::Number(number)
    }
}
