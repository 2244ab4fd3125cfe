//! What would open a deal between the governments.

use hikiwake_conflict::{OpenedPattern, PatternGround, StatementTurn, WishBalance, WishStep};
use hikiwake_dossier::date;
use hikiwake_finding::{OptionChange, PreferenceVerdict, StatementHead};

use super::BriefFindings;
use crate::reasons::ordinal;
use crate::statements::{dated, in_brief};
use crate::wish_balance::figure as pictures;
use crate::{Block, Inline, Names, Text, pattern_grounds, sensitivity, who_does_what};

/// Most patterns told of.
const PATTERNS: usize = 2;

pub(super) fn between_governments(found: &BriefFindings, names: &Names) -> Vec<Block> {
    let grounds = found.sensitivity.patterns.iter().take(PATTERNS);
    let mut blocks: Vec<Block> = grounds
        .map(|ground| {
            let text = Text::from(Inline::Strong(format!("{}.", ground.pattern.label)));
            let told = of_pattern(found, ground, names).into_iter();
            Block::paragraph(told.fold(text, |text, one| text.and(" ").then(one)))
        })
        .collect();
    blocks.extend(pictures::costs("brief", found.wishes, names).map(Block::Figure));
    blocks
}

/// What opens a pattern, and the deal that is open then, with what it would cost those who
/// take no part in it.
fn of_pattern(found: &BriefFindings, ground: &PatternGround, names: &Names) -> Vec<Text> {
    let hangs = found.sensitivity;
    let Some((wish, opened)) = first_opening(found, ground) else {
        return sensitivity::told_of_pattern(hangs, ground, names);
    };
    let mut told: Vec<Text> = Vec::new();
    told.extend(pattern_grounds::carried(ground, &hangs.options));
    told.push(sensitivity::openers(hangs, &ground.pattern.id, names));
    let since = found.date().and_then(date::first).map(|(year, ..)| year);
    told.extend(dated(wish, since).map(|limit| {
        let (whose, rank) = (names.name(&wish.actor), ordinal(wish.rank));
        format!("{whose}’s {rank} wish is dated: “{limit}”.").into()
    }));
    let nearest = &opened.nearest;
    let deal = who_does_what::deeds(&hangs.options, &nearest.state.from_status_quo, names);
    told.push(format!("Then this would suit all who take part, and would last: {deal}.").into());
    let losers = nearest
        .seen
        .iter()
        .filter(|one| one.verdict == PreferenceVerdict::Worse);
    let prices = third_parties(found.wishes, opened, names);
    if prices.len() < losers.count() {
        let seen = pattern_grounds::better_and_worse(&nearest.seen, names);
        told.push(format!("{seen}.").into());
    }
    told.extend(prices);
    told
}

/// The first wish that opens a pattern when it is given up, and how.
fn first_opening<'a>(
    found: &BriefFindings<'a>,
    ground: &PatternGround,
) -> Option<(&'a StatementHead, &'a OpenedPattern)> {
    let hangs = found.sensitivity;
    let opening = |one: &'a StatementTurn| {
        let mut opens = one.turn.opens.iter();
        let opened = opens.find(|open| open.id == ground.pattern.id)?;
        Some((&hangs.statements[one.statement], opened))
    };
    hangs.dropped.iter().find_map(opening)
}

/// What a deal would cost those who take no part in it, a sentence each: the deed that costs
/// them most, and which wish.
fn third_parties(balance: &WishBalance, opened: &OpenedPattern, names: &Names) -> Vec<Text> {
    let deal = &opened.nearest.state.from_status_quo;
    let takes_part = |actor: &str| {
        let mut owners = deal.iter().map(|one| &balance.options[one.option].owner);
        owners.any(|owner| owner == actor)
    };
    let seen = opened.nearest.seen.iter();
    let losers = seen.filter(|one| one.verdict == PreferenceVerdict::Worse);
    let prices = losers
        .filter(|one| !takes_part(&one.actor))
        .filter_map(|one| {
            let wish = one.statements.first()?;
            let deed =
                who_does_what::deeds(&balance.options, &paid_by(balance, deal, wish)?, names);
            let told = format!("That {deed} would cost {} its ", names.name(&wish.actor));
            let told = Text::from(format!("{told}{} wish, ", ordinal(wish.rank)));
            Some(told.and(in_brief(wish)).and("."))
        });
    prices.collect()
}

/// What of a deal costs a wish: the changes of a step that costs it, without those that are
/// part of another step, too, and do not cost it there.
fn paid_by(
    balance: &WishBalance,
    deal: &[OptionChange],
    wish: &StatementHead,
) -> Option<Vec<OptionChange>> {
    let mut statements = balance.statements.iter();
    let wish = statements.position(|one| one.actor == wish.actor && one.id == wish.id)?;
    let costs = |step: &&WishStep| step.costs.contains(&wish);
    let step = (balance.steps.iter().filter(costs))
        .find(|step| step.step.changes.iter().all(|one| deal.contains(one)))?;
    let harmless = |change: &OptionChange| {
        let mut others = balance.steps.iter().filter(|step| !costs(step));
        others.any(|step| step.step.changes.contains(change))
    };
    let changes = step.step.changes.iter();
    let changes: Vec<OptionChange> = changes.filter(|one| !harmless(one)).cloned().collect();
    (!changes.is_empty()).then_some(changes)
}
