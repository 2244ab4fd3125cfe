//! Names and marks of the actors, the same in all documents that stand on one page.

use hikiwake_finding::ActorHead;

use crate::joined;

/// Number of colours that the style sheet has for actors.
const COLOURS: usize = 8;

/// The actors that drawings and sentences name, each once, in the order of their colours.
pub struct Names<'a> {
    actors: Vec<Named<'a>>,
}

struct Named<'a> {
    head: &'a ActorHead,
    initials: String,
}

impl<'a> Names<'a> {
    /// The actors in the order in which they are first named.
    pub fn new(heads: impl IntoIterator<Item = &'a ActorHead>) -> Self {
        let mut names = Names { actors: Vec::new() };
        for head in heads {
            if names.find(&head.id).is_none() {
                let initials = names.free_initials(&head.name);
                names.actors.push(Named { head, initials });
            }
        }
        names
    }

    /// Name of an actor; its id where no finding introduces it.
    pub fn name<'b>(&'b self, id: &'b str) -> &'b str {
        match self.find(id) {
            Some(at) => &self.actors[at].head.name,
            None => id,
        }
    }

    /// A short mark for drawings, different for every actor.
    pub fn initials<'b>(&'b self, id: &'b str) -> &'b str {
        match self.find(id) {
            Some(at) => &self.actors[at].initials,
            None => id,
        }
    }

    /// Class of the actor's colour in the style sheet; that of groups for an
    /// actor that no finding introduces.
    pub fn colour(&self, id: &str) -> String {
        match self.find(id) {
            Some(at) => format!("actor-{}", at % COLOURS),
            None => "actor-group".to_string(),
        }
    }

    /// `Japan`, `Japan and Russia`, `Japan, Russia and China`.
    pub fn list(&self, ids: &[String]) -> String {
        let names: Vec<&str> = ids.iter().map(|id| self.name(id)).collect();
        joined(&names)
    }

    /// Ids of all actors in order.
    pub fn ids(&self) -> impl Iterator<Item = &'a str> {
        self.actors.iter().map(|actor| actor.head.id.as_str())
    }

    fn find(&self, id: &str) -> Option<usize> {
        self.actors.iter().position(|actor| actor.head.id == id)
    }

    /// Initials of the words, else the first two or three letters, else with a number.
    fn free_initials(&self, name: &str) -> String {
        let first = |n: usize| name.chars().take(n).collect::<String>();
        let words: String = (name.split_whitespace().take(3))
            .filter_map(|word| word.chars().find(|c| c.is_alphanumeric()))
            .flat_map(char::to_uppercase)
            .collect();
        let numbered = (1..).map(|n| format!("{words}{n}"));
        ([words.clone(), first(2), first(3)]
            .into_iter()
            .chain(numbered))
        .find(|mark| !mark.trim().is_empty() && self.actors.iter().all(|a| a.initials != *mark))
        .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_told_apart() {
        let heads: Vec<ActorHead> = [
            "Japan",
            "United States",
            "Jordan",
            "Jordan",
            "Jordan",
            "日本",
            " ",
            "",
        ]
        .iter()
        .enumerate()
        .map(|(at, name)| ActorHead {
            id: at.to_string(),
            name: name.to_string(),
        })
        .collect();
        let names = Names::new(&heads);
        let initials: Vec<&str> = names.actors.iter().map(|a| a.initials.as_str()).collect();
        assert_eq!(initials, ["J", "US", "Jo", "Jor", "J1", "日", "1", "2"]);
    }
}
