//! What becomes of the arrangements that the dossier names, what makes them last, and the
//! nearest that does.

use hikiwake_conflict::{NearestState, Pattern, PatternGround};
use hikiwake_finding::{OptionHead, PreferenceVerdict, ReachKind, Reason};
use hikiwake_traceability::PatternStanding;

use crate::glossary::{AGAINST_INTEREST, BEST_MOVES, STEP_BY_STEP, TOGETHER};
use crate::{Names, Text, joined, who_does_what};

/// What becomes of a pattern, what makes it last where that is little, and the nearest of its
/// kind that does.
pub(crate) fn in_full(ground: &PatternGround, options: &[OptionHead], names: &Names) -> Text {
    let pattern = &ground.pattern;
    let carried = only_irreversible(ground, options);
    let text = Text::from(match (carried, PatternStanding::of(pattern)) {
        (None, _) => format!("“{}” {}.", pattern.label, becomes(pattern)),
        (Some(carried), PatternStanding::NotReached) => format!(
            "“{}” would last once made, {carried}; nobody’s interest leads there.",
            pattern.label
        ),
        (Some(carried), _) => {
            format!(
                "“{}” {}; it would last, {carried}.",
                pattern.label,
                becomes(pattern)
            )
        }
    });
    match &ground.nearest {
        Some(nearest) => text.and(" ").then(near(nearest, options, names, pattern)),
        None => text,
    }
}

/// What makes a pattern last, where that is little, and the nearest of its kind that does.
pub(crate) fn told(ground: &PatternGround, options: &[OptionHead], names: &Names) -> Vec<Text> {
    let nearest = ground.nearest.as_ref();
    let nearest = nearest.map(|nearest| near(nearest, options, names, &ground.pattern));
    let carried = carried(ground, options).into_iter();
    carried.chain(nearest).collect()
}

/// What makes a pattern last, where that is little.
pub(crate) fn carried(ground: &PatternGround, options: &[OptionHead]) -> Option<Text> {
    let carried = only_irreversible(ground, options)?;
    Some(format!("It would last once made, {carried}.").into())
}

/// `could come only by a step taken together`: what becomes of a pattern, behind its name.
pub(crate) fn becomes(pattern: &Pattern) -> &'static str {
    becomes_of_standing(PatternStanding::of(pattern))
}

/// The same of what becomes of it.
pub(crate) fn becomes_of_standing(standing: PatternStanding) -> &'static str {
    match standing {
        PatternStanding::DoesNotLast => "would not last",
        PatternStanding::BestReplies => "is where each side’s best moves lead",
        PatternStanding::Improvements => "can be reached, though by nobody’s best moves",
        PatternStanding::JointMove => "could come only by a step taken together",
        PatternStanding::NotReached => "would last once made, but nobody’s interest leads there",
        PatternStanding::Settled => "is ruled out, or so in any case",
    }
}

/// `but only because the transfer cannot be undone`, where it would not last otherwise.
fn only_irreversible(ground: &PatternGround, options: &[OptionHead]) -> Option<String> {
    let holding = (ground.pattern.holding, ground.holding_if_reversible);
    only_while_it_cannot_be_undone(holding, &ground.irreversible, options)
}

/// The same of how many last, and how many would if these options could be given up again.
pub(crate) fn only_while_it_cannot_be_undone(
    (holding, if_reversible): (u64, Option<u64>),
    irreversible: &[usize],
    options: &[OptionHead],
) -> Option<String> {
    let left = if_reversible.filter(|left| *left < holding)?;
    let labels: Vec<String> = (irreversible.iter())
        .map(|&at| {
            let option = &options[at];
            who_does_what::thing(option, option.levels.len().saturating_sub(1) as u8)
        })
        .collect();
    let what = joined(&labels);
    Some(match left {
        0 => format!("but only because {what} cannot be undone"),
        _ => format!("and seldom so if {what} could be undone"),
    })
}

/// The nearest state with the pattern that lasts.
fn near(nearest: &NearestState, options: &[OptionHead], names: &Names, of: &Pattern) -> Text {
    if nearest.state.status_quo {
        return "What is in place is of this kind, and would last.".into();
    }
    let step = who_does_what::deeds(options, &nearest.state.from_status_quo, names);
    let mut text = Text::from(format!("The nearest that would last: {step}. "))
        .and(better_and_worse(&nearest.seen, names));
    // How the best of its kind is reached has been told.
    let led = nearest.reach.filter(|reach| *reach <= ReachKind::JointMove);
    if led != best_reach(of) {
        let led = match led {
            Some(ReachKind::Here | ReachKind::BestReplies) => BEST_MOVES.said(),
            Some(ReachKind::Improvements) => STEP_BY_STEP
                .said_as("it can be reached step by step, each step in its mover’s interest"),
            Some(ReachKind::JointMove) => TOGETHER.said_as("it takes a step taken together"),
            _ => AGAINST_INTEREST.said(),
        };
        text = text.and("; ").and(led);
    }
    text.and(".")
}

/// The best way in which one of the kind is reached; `None` where interest leads to none.
fn best_reach(pattern: &Pattern) -> Option<ReachKind> {
    match pattern {
        best if best.by_best_replies > 0 => Some(ReachKind::BestReplies),
        improved if improved.by_improvements > 0 => Some(ReachKind::Improvements),
        joint if joint.by_joint_move > 0 => Some(ReachKind::JointMove),
        _ => None,
    }
}

/// The names of those who see it so.
pub(crate) fn who_sees_it(seen: &[Reason], verdict: PreferenceVerdict, names: &Names) -> String {
    let who = seen.iter().filter(|one| one.verdict == verdict);
    joined(&who.map(|one| names.name(&one.actor)).collect::<Vec<_>>())
}

/// `Better for Japan, worse for Russia and China`
pub(crate) fn better_and_worse(seen: &[Reason], names: &Names) -> String {
    let who = |verdict| {
        let who = who_sees_it(seen, verdict, names);
        (!who.is_empty()).then_some(who)
    };
    let all = seen
        .iter()
        .all(|one| one.verdict == PreferenceVerdict::Better);
    match (
        who(PreferenceVerdict::Better),
        who(PreferenceVerdict::Worse),
    ) {
        (Some(_), _) if all => "Better for all".to_owned(),
        (Some(better), Some(worse)) => format!("Better for {better}, worse for {worse}"),
        (Some(better), None) => format!("Better for {better}, worse for none"),
        (None, Some(worse)) => format!("Worse for {worse}, better for none"),
        (None, None) => "The same for all".to_owned(),
    }
}
