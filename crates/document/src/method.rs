//! The bibliography, and how the answers were found.

use crate::{Block, Document, Inline, Text};

/// What a report rests on: its sources, one line each, and the method.
pub fn method(sources: &[String]) -> Document {
    let mut document = Document::new("Sources and method", "");
    document.push(match sources {
        [] => Block::paragraph(
            "The dossier names no sources: every judgement in it is the analyst’s own.",
        ),
        some => Block::list(some.iter().map(|source| linked(source))),
    });
    document.push(Block::heading(1, "Method"));
    document.push(Block::paragraph(
        "The dispute is a graph model for conflict resolution (Kilgour, Hipel and Fang 1987; Fang, \
         Hipel and Kilgour 1993). A state says which options are taken. An actor moves by changing \
         its own options, as far as they can be undone and the result is feasible. Each actor \
         orders the states by its statements, the most important first: a state that meets a \
         statement is preferred to one that does not, whatever the statements further down say.",
    ));
    document.push(Block::paragraph(
        "A state is an equilibrium under a concept when it is stable for every actor under it. \
         Every verdict is computed exactly by the concept’s definition, over all feasible states. \
         That a state holds does not say that it comes about, so the page tells beside it how it \
         is reached from the status quo. What the model says depends on the judgements listed \
         here; it is no forecast with odds.",
    ));
    document
}

/// The text with its web addresses as links.
pub(crate) fn linked(text: &str) -> Text {
    let mut linked = Text::new();
    for (at, word) in text.split(' ').enumerate() {
        if at > 0 {
            linked = linked.and(" ");
        }
        if word.starts_with("https://") || word.starts_with("http://") {
            let address = word.trim_end_matches(['.', ',', ';', ')']);
            linked = linked
                .and(Inline::Link(address.to_owned()))
                .and(&word[address.len()..]);
        } else {
            linked = linked.and(word);
        }
    }
    linked
}
