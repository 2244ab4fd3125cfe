//! What would open a deal between the governments.

use hikiwake_conflict::{OpenedPattern, PatternGround, Turn};

use super::BriefFindings;
use crate::wish_balance::figure as pictures;
use crate::{Block, Inline, Names, Text, pattern_grounds, sensitivity, who_does_what};

/// Most patterns told of.
const PATTERNS: usize = 2;

pub(super) fn between_governments(found: &BriefFindings, names: &Names) -> Vec<Block> {
    let hangs = found.sensitivity;
    let mut blocks: Vec<Block> = Vec::new();
    for ground in hangs.patterns.iter().take(PATTERNS) {
        let told = sensitivity::told_of_pattern(hangs, ground, names);
        let mut text = Text::from(Inline::Strong(format!("{}. ", ground.pattern.label)));
        for (at, one) in told.into_iter().enumerate() {
            text = text.then(if at == 0 { "" } else { " " }).then(one);
        }
        if let Some(opened) = first_opening(found, ground) {
            text = text.and(format!(
                " Then this would suit all who take part, and would last: {}. {}.",
                who_does_what::deeds(&hangs.options, &opened.nearest.state.from_status_quo, names),
                pattern_grounds::better_and_worse(&opened.nearest.seen, names)
            ));
        }
        blocks.push(Block::paragraph(text));
    }
    blocks.extend(pictures::costs("brief", found.wishes, names).map(Block::Figure));
    blocks
}

/// How a pattern is opened by the first wish that does so when it is given up.
fn first_opening<'a>(
    found: &BriefFindings<'a>,
    ground: &PatternGround,
) -> Option<&'a OpenedPattern> {
    let hangs = found.sensitivity;
    let turns = hangs.dropped.iter().map(|one| &one.turn);
    let opening = |turn: &'a Turn| turn.opens.iter().find(|open| open.id == ground.pattern.id);
    turns.filter_map(opening).next()
}
