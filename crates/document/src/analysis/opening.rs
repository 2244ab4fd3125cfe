//! The analysis in plain sentences, which stand before everything else.

use hikiwake_conflict::{Analysis, ConceptCount, OutcomeHolding};
use hikiwake_evidence::{PartProvenance, Provenance};
use hikiwake_finding::{Holding, ReachKind, Reason, StatementHead, WalkStep};
use hikiwake_finding::{words::capital, words::no_or_count, words::none_or};

use super::patterns;
use crate::states::state;
use crate::states::{hold, holds_under};
use crate::{Names, joined, thousands};

/// Most statements named in one sentence.
const NAMED: usize = 3;

/// What holds, what becomes of the status quo, what the model says of what
/// happened, and what all that rests and turns on.
pub(crate) fn opening(analysis: &Analysis, names: &Names) -> Vec<String> {
    let mut sentences = vec![what_holds(analysis)];
    let has_status_quo = analysis.status_quo.is_some();
    let patterns = analysis.patterns.iter().take(NAMED);
    sentences.extend(patterns.map(|pattern| patterns::told(pattern, has_status_quo)));
    match &analysis.status_quo {
        Some(status_quo) => sentences.push(what_becomes(analysis, status_quo, names)),
        None => sentences.push(
            "No status quo is given, so nothing is said of how these states are reached."
                .to_string(),
        ),
    }
    if !analysis.outcomes.is_empty() {
        let told = analysis
            .outcomes
            .iter()
            .map(|o| what_happened(o, &analysis.provenance, names));
        sentences.push(told.collect::<Vec<_>>().join(" "));
    }
    let mut basis = basis(&analysis.provenance);
    if let Some(turns_on) = turns_on(analysis, names) {
        basis.push(' ');
        basis.push_str(&turns_on);
    }
    sentences.push(basis);
    sentences.extend(underneath(&analysis.provenance));
    sentences
}

/// Number of equilibria under `concept`.
fn number(counts: &[ConceptCount], concept: &str) -> u64 {
    counts
        .iter()
        .find(|c| c.concept == concept)
        .map_or(0, |c| c.states)
}

fn what_holds(analysis: &Analysis) -> String {
    let counts = &analysis.equilibrium_counts;
    let of = no_or_count(analysis.feasible, "feasible state", "feasible states");
    let (seq, gmr) = (number(counts, "SEQ"), number(counts, "GMR"));
    if gmr == 0 {
        return format!(
            "Of {of} none holds: somebody would move away from each, whatever follows."
        );
    }
    if seq == 0 {
        return format!(
            "Of {of} none holds under SEQ: from each, somebody gains by a move that no answer in \
             the others' own interest spoils; {} under GMR, by threats that may hurt whoever \
             carries them out.",
            hold(gmr)
        );
    }
    let nash = match number(counts, "Nash") {
        0 => "none of them because nobody can gain by a move at all (Nash)".to_string(),
        n if n == seq => "each because nobody can gain by a move at all (Nash)".to_string(),
        n => format!(
            "{} of them because nobody can gain by a move at all (Nash)",
            thousands(n)
        ),
    };
    format!(
        "Of {of} {}: nobody gains by leaving once the others have answered in their own interest \
         (SEQ), {nash}.",
        hold(seq)
    )
}

fn what_becomes(analysis: &Analysis, status_quo: &Holding, names: &Names) -> String {
    let verdict = if holds_under(status_quo, "Nash") {
        "The status quo holds: nobody can gain by a move alone".to_string()
    } else if holds_under(status_quo, "SEQ") {
        "The status quo holds: each move that would pay meets an answer that spoils it".to_string()
    } else {
        format!(
            "The status quo does not hold: {}",
            leaving(status_quo, names)
        )
    };
    let others = |counted: &dyn Fn(&ConceptCount) -> u64| {
        let seq = analysis
            .equilibrium_counts
            .iter()
            .find(|c| c.concept == "SEQ");
        let here = u64::from(holds_under(status_quo, "SEQ"));
        seq.map_or(0, counted).saturating_sub(here)
    };
    let best = others(&|c| c.by_best_replies);
    let more = others(&|c| c.by_improvements).saturating_sub(best);
    let other = if holds_under(status_quo, "SEQ") {
        "other "
    } else {
        ""
    };
    let joint = others(&|c| c.by_joint_move).saturating_sub(best + more);
    let mut ways = match best {
        0 => format!("best replies from it lead to no {other}state that holds"),
        n => format!(
            "best replies from it lead to {}{}",
            no_or_count(
                n,
                &format!("{other}state that holds"),
                &format!("{other}states that hold")
            ),
            named(analysis, ReachKind::BestReplies, n)
        ),
    };
    if more > 0 {
        let named = named(analysis, ReachKind::Improvements, more);
        ways.push_str(&format!(
            "; other improvements lead to {}{named}",
            further(best, more)
        ));
    }
    if joint > 0 {
        let named = named(analysis, ReachKind::JointMove, joint);
        let further = further(best + more, joint);
        ways.push_str(&format!(
            "; a joint improvement on the way opens {further}{named}"
        ));
    }
    format!("{verdict}. {}.", capital(&ways))
}

/// `2`, or `2 more` where there were some before.
fn further(before: u64, number: u64) -> String {
    match before {
        0 => thousands(number),
        _ => format!("{} more", thousands(number)),
    }
}

/// The states that hold and are reached by `kind`, in brackets, where they are all
/// listed and few.
fn named(analysis: &Analysis, kind: ReachKind, number: u64) -> String {
    let states: Vec<String> = (analysis.equilibria.iter())
        .filter(|e| holds_under(e, "SEQ") && e.reach == Some(kind))
        .map(|e| state(&e.state))
        .collect();
    match states.len() {
        1 | 2 if states.len() as u64 == number => format!(": {}", joined(&states)),
        _ => String::new(),
    }
}

/// Who would leave a state, and by which moves.
fn leaving(holding: &Holding, names: &Names) -> String {
    let who = names.list(&holding.leavers);
    let moves: Vec<&str> = holding
        .departures
        .iter()
        .map(|step| step.text.as_str())
        .collect();
    let how = match moves.is_empty() {
        true => String::new(),
        false => format!(" ({})", moves.join("; ")),
    };
    format!("{who} would leave it{how}")
}

fn what_happened(outcome: &OutcomeHolding, provenance: &Provenance, names: &Names) -> String {
    let name = format!("“{}” ({})", outcome.label, outcome.date);
    let holding = match &outcome.holding {
        Some(holding) => holding,
        None => {
            let why = outcome
                .infeasible
                .as_deref()
                .unwrap_or("the state is not feasible");
            return format!("What happened, {name}, has no place in the model: {why}");
        }
    };
    if !holds_under(holding, "SEQ") {
        let leaving = leaving(holding, names);
        return format!("The model does not foresee what happened, {name}: {leaving}.");
    }
    match holding.reach {
        Some(ReachKind::Here) => format!("What happened, {name}, is the status quo, and it holds."),
        // Statements that know the outcome cannot foresee it.
        Some(ReachKind::BestReplies) if provenance.hindsight > 0 => format!(
            "The model, {} of whose statements {} made with hindsight, agrees with what happened, \
             {name}: it holds, and best replies lead there.",
            thousands(provenance.hindsight as u64),
            if provenance.hindsight == 1 {
                "was"
            } else {
                "were"
            },
        ),
        Some(ReachKind::BestReplies) => format!(
            "The model foresees what happened, {name}: it holds, and best replies lead there."
        ),
        Some(ReachKind::Improvements) => format!(
            "What happened, {name}, holds, and improvements lead there, though not the best on \
             offer at each step."
        ),
        Some(ReachKind::JointMove) => format!(
            "What happened, {name}, holds, but no one moves there alone: it takes a joint \
             improvement."
        ),
        Some(ReachKind::MovesWithoutGain) => format!(
            "The model does not foresee what happened, {name}: it would hold, but every way there \
             has a step that gains whoever takes it nothing."
        ),
        Some(ReachKind::MovesAtALoss) => format!(
            "The model does not foresee what happened, {name}: it would hold, but every way there \
             has a step that leaves whoever takes it worse off."
        ),
        Some(ReachKind::Never) => format!(
            "The model does not foresee what happened, {name}: it would hold, but no moves lead \
             there from the status quo."
        ),
        None => format!("What happened, {name}, holds."),
    }
}

fn basis(provenance: &Provenance) -> String {
    let all = (provenance.stated + provenance.inferred + provenance.analyst) as u64;
    if all == 0 {
        return "No preferences are given: every decision maker is indifferent.".to_string();
    }
    format!(
        "It rests on {}: {} stated in the sources, {} inferred from them, {} the analyst's own; {} \
         made with hindsight, {} resting on a single source.",
        no_or_count(all, "statement of preference", "statements of preference"),
        none_or(provenance.stated as u64),
        none_or(provenance.inferred as u64),
        none_or(provenance.analyst as u64),
        none_or(provenance.hindsight as u64),
        none_or(provenance.single_source as u64),
    )
}

/// The claims under the model; `None` where it rests on none.
fn underneath(provenance: &Provenance) -> Option<String> {
    let base = &provenance.claims;
    if base.claims == 0 {
        return None;
    }
    let plain = base.strengths.iter().find(|s| s.strength == "asserted");
    let sum = |of: fn(&PartProvenance) -> usize| provenance.parts.iter().map(of).sum::<usize>();
    Some(format!(
        "Underneath lie {} of {}, in {} once what is said twice is counted once: {} plainly \
         asserted, {} from a source whose reliability cannot be judged. Of {} {} a single passage, \
         and {} a claim that stands in a clash.",
        no_or_count(base.claims as u64, "claim", "claims"),
        no_or_count(base.sources as u64, "source", "sources"),
        no_or_count(base.passages as u64, "passage", "passages"),
        none_or(plain.map_or(0, |s| s.claims) as u64),
        none_or(base.grades.reliability_unknown as u64),
        no_or_count(
            sum(|part| part.all) as u64,
            "statement, rule or option",
            "statements, rules and options"
        ),
        match sum(|part| part.single_passage) {
            1 => "1 rests on".to_string(),
            n => format!("{} rest on", none_or(n as u64)),
        },
        match sum(|part| part.in_clash) {
            1 => "1 on".to_string(),
            n => format!("{} on", none_or(n as u64)),
        },
    ))
}

/// The statements that decide: on the way to the nearest state that holds and
/// about leaving the status quo; where it holds, those that deter; and those by
/// which what happened would be left.
fn turns_on(analysis: &Analysis, names: &Names) -> Option<String> {
    let status_quo = analysis.status_quo.as_ref()?;
    let mut reasons: Vec<&Reason> = Vec::new();
    if holds_under(status_quo, "SEQ") {
        let here = analysis
            .cards
            .iter()
            .filter(|c| c.state == status_quo.state.code);
        reasons.extend(here.map(|card| &card.result));
    } else {
        let nearest = analysis.equilibria.iter().find(|e| holds_under(e, "SEQ"));
        let reached = |e: &&Holding| e.reach.is_some_and(|r| r <= ReachKind::Improvements);
        if let Some(nearest) = nearest.filter(reached) {
            reasons.extend(deciding_steps(&nearest.path));
        }
        reasons.extend(deciding_steps(&status_quo.departures));
    }
    for outcome in &analysis.outcomes {
        if let Some(holding) = &outcome.holding {
            reasons.extend(deciding_steps(&holding.departures));
        }
    }
    let mut deciding: Vec<&StatementHead> = Vec::new();
    for statement in reasons.iter().flat_map(|reason| &reason.statements) {
        if !(deciding.iter()).any(|d| d.actor == statement.actor && d.id == statement.id) {
            deciding.push(statement);
        }
    }
    let mut named: Vec<String> = (deciding.iter().take(NAMED))
        .map(|s| format!("{}: “{}” ({})", names.name(&s.actor), s.wants, s.basis))
        .collect();
    let more = deciding.len().saturating_sub(NAMED) as u64;
    match more {
        0 => {}
        n => named.push(format!("{} more", thousands(n))),
    }
    let turns = if more == 0 && named.len() == 1 {
        "statement"
    } else {
        "statements"
    };
    match named.is_empty() {
        true => None,
        false => Some(format!("It turns on the {turns} {}.", joined(&named))),
    }
}

fn deciding_steps(steps: &[WalkStep]) -> impl Iterator<Item = &Reason> {
    steps.iter().flat_map(|step| &step.because)
}
