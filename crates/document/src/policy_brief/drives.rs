//! What drives the case from outside, in one sentence.

use hikiwake_drivers::{Direction, Influence};

use crate::links;

/// Most words of the sentence.
const WORDS: usize = 22;

/// Of the drivers outside anybody's choice, which moves most of what matters for certain, and
/// the first answer that the sentence has room for. `None` where none moves anything for
/// certain.
pub(super) fn sentence(found: &Influence) -> Option<String> {
    let most = found.moves_most()?;
    let name = links::named(&found.drivers[most.driver]);
    let opening = format!("Of what lies outside their choice, {name} moves most for certain");
    let certain = most.moves.iter().filter(|one| one.in_every_choice);
    let mut told = certain.filter_map(|one| {
        let moves = match one.direction? {
            Direction::Up => "raises",
            Direction::Down => "lowers",
        };
        let answer = links::named(&found.drivers[one.driver]);
        Some(format!("{opening}: more of it {moves} {answer}."))
    });
    let fits = |sentence: &String| sentence.split_whitespace().count() <= WORDS;
    Some(told.find(fits).unwrap_or(format!("{opening}.")))
}
