//! The analysis in plain sentences: one that answers, then what stands behind it.

use hikiwake_conflict::{Analysis, JointImprovement, JointTable, OutcomeHolding};
use hikiwake_finding::{Holding, ReachKind, WalkStep};

use super::common_ground::{common_ground, rest};
use crate::glossary::{FEAR_OF_THE_ANSWER, FIRM, WITHSTANDS_GROUPS};
use crate::states::holds_under;
use crate::{Names, Text, joined, pattern_grounds, provenance, sentence, who_does_what};

/// Most patterns told one by one.
const PATTERNS: usize = 3;
/// Most outcomes; all stand folded.
const OUTCOMES: usize = 2;

/// Whether what is in place would last, and what would become of the pattern named first.
pub(crate) fn answer(analysis: &Analysis, names: &Names) -> String {
    let mut clauses = match &analysis.status_quo {
        Some(today) => verdict(analysis, today, names),
        None => vec![
            rest(analysis),
            "the dossier does not say what is in place".to_owned(),
        ],
    };
    if let Some(ground) = analysis.patterns.first() {
        // It answers before the further steps of those who leave.
        let pattern = &ground.pattern;
        let becomes = pattern_grounds::becomes(pattern);
        clauses.insert(1, format!("“{}” {becomes}", pattern.label));
    }
    sentence::of_clauses(&clauses)
}

/// `What is in place would last`, or who would leave it and how; further clauses may be
/// left out.
pub(crate) fn verdict(analysis: &Analysis, today: &Holding, names: &Names) -> Vec<String> {
    if holds_under(today, "Nash") {
        return vec!["What is in place would last".to_owned()];
    }
    if holds_under(today, "SEQ") {
        return vec!["What is in place would last, but only by fear of the answer".to_owned()];
    }
    let mut steps = today
        .departures
        .iter()
        .map(|step| step_of(analysis, step, names));
    let first = match steps.next() {
        Some(step) => format!("What is in place would not last: {step}"),
        None => format!(
            "What is in place would not last: {} would leave it",
            names.list(&today.leavers)
        ),
    };
    [first].into_iter().chain(steps).collect()
}

fn step_of(analysis: &Analysis, step: &WalkStep, names: &Names) -> String {
    who_does_what::step(&analysis.options, step, names)
}

/// What stands behind the answer, a sentence or two each.
pub(super) fn points(analysis: &Analysis, names: &Names) -> Vec<Text> {
    let today = analysis.status_quo.as_ref();
    let joint = analysis.joint.first();
    let is_firm = today.is_some_and(|today| holds_under(today, "Nash"));
    let alone = joint.is_some_and(|joint| joint.improvements.is_empty());
    let behind = match is_firm && alone {
        true => [Some(nor_together()), common_ground(analysis), None],
        false => [
            today.map(|today| why(analysis, today, names)),
            common_ground(analysis),
            joint.map(|joint| together(analysis, joint, names)),
        ],
    };
    let mut points: Vec<Text> = behind.into_iter().flatten().collect();
    let patterns = analysis.patterns.iter().take(PATTERNS);
    points
        .extend(patterns.map(|ground| pattern_grounds::in_full(ground, &analysis.options, names)));
    let outcomes = analysis.outcomes.iter().take(OUTCOMES);
    points.extend(outcomes.map(|outcome| foreseen(analysis, outcome, names).into()));
    points.push(provenance::in_sentences(analysis).join(" ").into());
    points
}

/// Nobody has a better move, nor has any group.
fn nor_together() -> Text {
    Text::from(FIRM.said_as("Nobody has a better move of its own"))
        .and(", nor would ")
        .and(WITHSTANDS_GROUPS.said_as("any two or more of them, moving together, all gain"))
        .and(".")
}

/// Why what is in place would last, or who would leave it.
fn why(analysis: &Analysis, today: &Holding, names: &Names) -> Text {
    if holds_under(today, "Nash") {
        let firm = FIRM.said_as("Nobody has a better move of its own");
        return Text::from(firm).and(".");
    }
    let steps: Vec<String> = (today.departures.iter())
        .map(|step| step_of(analysis, step, names))
        .collect();
    if !holds_under(today, "SEQ") {
        return match steps.is_empty() {
            true => format!("{} would leave it.", names.list(&today.leavers)).into(),
            false => format!("Who would move, and how: {}.", steps.join("; ")).into(),
        };
    }
    let fear = FEAR_OF_THE_ANSWER.said_as("It is held by fear of the answer");
    let text = Text::from(fear);
    let here =
        (analysis.cards.iter()).find(|card| card.state == today.state.code && card.wish.is_none());
    let Some(card) = here else {
        return text.and(": whoever could do better alone would be answered.");
    };
    let answer: Vec<String> = (card.answer.iter())
        .map(|step| step_of(analysis, step, names))
        .collect();
    text.and(format!(
        ": better alone would be that {}, but then {}.",
        step_of(analysis, &card.improvement, names),
        answer.join("; then ")
    ))
}

/// Whether a group would gain by moving together, and whether its members would join.
fn together(analysis: &Analysis, joint: &JointTable, names: &Names) -> Text {
    let Some(first) = joint.improvements.first() else {
        let withstands =
            WITHSTANDS_GROUPS.said_as("No two or more of them, moving together, would all gain");
        return Text::from(withstands).and(".");
    };
    let step = step_of(analysis, &first.step, names);
    let lasts = match first.leavers.as_slice() {
        [] => "it would last".to_owned(),
        leavers => format!("but {} would leave it again", names.list(leavers)),
    };
    Text::from(format!(
        "Together {} could do better: {step}; {lasts}.{}",
        names.list(&first.group),
        rather_alone(analysis, first, names)
    ))
}

/// Who would not join, since it does better alone.
fn rather_alone(analysis: &Analysis, joint: &JointImprovement, names: &Names) -> String {
    let alone = joint.better_alone.iter().map(|step| {
        let who = names.list(&step.movers);
        format!(
            " {who} would rather not join: it does better alone ({}).",
            step_of(analysis, step, names)
        )
    });
    alone.collect()
}

/// What happened, and whether the model foresaw it.
fn foreseen(analysis: &Analysis, outcome: &OutcomeHolding, names: &Names) -> String {
    let name = format!("“{}” ({})", outcome.label, outcome.date);
    let Some(holding) = &outcome.holding else {
        let why = outcome.infeasible.as_deref().unwrap_or_default();
        return format!("{name} has no place in the model: {why}");
    };
    let what = match holding.state.status_quo {
        true => "nothing had changed".to_owned(),
        false => who_does_what::deeds(&analysis.options, &holding.state.from_status_quo, names),
    };
    let verdict = match (holds_under(holding, "SEQ"), holding.reach) {
        (true, Some(ReachKind::Here | ReachKind::BestReplies)) => {
            match analysis.provenance.hindsight {
                0 => "foreseen",
                _ => "as the model has it, knowing how it ended",
            }
        }
        (true, Some(ReachKind::Improvements | ReachKind::JointMove) | None) => {
            "possible, but not foreseen"
        }
        _ => "not foreseen",
    };
    format!("What happened, {name}: {what} ({verdict}).")
}

/// The same with why: who would leave it, or how it would have come about.
pub(crate) fn what_happened(
    analysis: &Analysis,
    outcome: &OutcomeHolding,
    names: &Names,
) -> String {
    let head = foreseen(analysis, outcome, names);
    let Some(holding) = &outcome.holding else {
        return head;
    };
    if !holds_under(holding, "SEQ") {
        let left: Vec<String> = (holding.departures.iter())
            .map(|step| step_of(analysis, step, names))
            .collect();
        return match left.is_empty() {
            true => format!(
                "{head} It would not last: {} would leave it.",
                names.list(&holding.leavers)
            ),
            false => format!("{head} It would not last: {}.", left.join("; ")),
        };
    }
    let led = match holding.reach {
        None | Some(ReachKind::Here) => return format!("{head} It would last."),
        Some(ReachKind::BestReplies) => "each side’s best moves lead there",
        Some(ReachKind::Improvements) => "but the best moves lead elsewhere",
        Some(ReachKind::JointMove) => "but takes a step taken together",
        Some(_) => "but nobody’s interest leads there",
    };
    format!("{head} It would last, {led}.")
}

/// The things that are in place: `the package, Tokyo’s sanctions and …`.
pub(crate) fn in_place(analysis: &Analysis) -> Option<String> {
    let today = analysis.status_quo.as_ref()?;
    let taken: Vec<String> = (analysis.options.iter().zip(&today.state.levels))
        .filter(|(option, level)| **level > 0 && !option.absent)
        .map(|(option, level)| who_does_what::thing(option, *level))
        .collect();
    Some(match taken.is_empty() {
        true => "In place today: nothing of what could be done.".to_owned(),
        false => format!("In place today: {}.", joined(&taken)),
    })
}
