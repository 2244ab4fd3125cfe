//! Whether a great or a small loss keeps each actor where he is.

use std::cmp::Reverse;

use hikiwake_dossier::{CompiledStatement, Preferences};
use hikiwake_graph::{
    Concept, Model, NotRougher, Order, State, StepKind, Strength, StrengthStability,
};

use super::{ConceptReason, Family, FamilyKind};
use crate::solve::Solved;
use hikiwake_finding::basis::statement_head;
use hikiwake_finding::{AnalyseSettings, StatementHead};

/// In larger models the statement that deters is not sought.
const MOST_STATES: usize = 20_000;

/// The family, and the red lines.
pub(super) fn family<'a>(
    solved: &'a Solved<'a>,
    settings: &AnalyseSettings,
) -> (Family<'a>, Vec<StatementHead>) {
    let compiled = &solved.compiled;
    let ranks: Vec<&[Vec<CompiledStatement>]> = (compiled.preferences.iter())
        .map(|preferences| match preferences {
            Preferences::Statements(ranks) => up_to_the_last_red_line(ranks),
            Preferences::None | Preferences::Ranking { .. } => &[],
        })
        .collect();
    let mut red_lines = Vec::new();
    for (actor, ranks) in ranks.iter().enumerate() {
        for (rank, statements) in ranks.iter().enumerate() {
            let red = statements.iter().filter(|statement| statement.red_line);
            let head = |s| statement_head(solved.dossier, compiled, actor, rank, s);
            red_lines.extend(red.map(head));
        }
    }
    if red_lines.is_empty() {
        let why = "no statement that stands here is marked as a red line (red_line = true), so \
                   that nothing tells a great loss from a small one";
        let family = Family::left_out(FamilyKind::Strong, why.to_string());
        return (family, red_lines);
    }
    let stability = match solve(solved, &ranks, settings) {
        Ok(stability) => stability,
        Err(why) => return (Family::left_out(FamilyKind::Strong, why), red_lines),
    };
    let mut strongly = solved.equilibria[Concept::Seq as usize].clone();
    let weakly = strongly.clone();
    for i in 0..compiled.decision_makers.len() {
        strongly.intersect(stability.strong(i, Concept::Seq));
    }
    let family = Family {
        kind: FamilyKind::Strong,
        holds: Ok([strongly, weakly]),
        why: Box::new(move |state| why(solved, &stability, state)),
    };
    (family, red_lines)
}

/// The ranks down to the lowest that has a red line.
fn up_to_the_last_red_line(ranks: &[Vec<CompiledStatement>]) -> &[Vec<CompiledStatement>] {
    let red = |rank: &Vec<CompiledStatement>| rank.iter().any(|s| s.red_line);
    let last = ranks.iter().rposition(red);
    &ranks[..last.map_or(0, |last| last + 1)]
}

/// Strong and weak stability, where what is worse in `ranks` is greatly worse.
fn solve(
    solved: &Solved,
    ranks: &[&[Vec<CompiledStatement>]],
    settings: &AnalyseSettings,
) -> Result<StrengthStability, String> {
    let compiled = &solved.compiled;
    let mut builder = compiled.builder(|_| true);
    builder.limits(settings.limits);
    for (i, ranks) in ranks.iter().enumerate() {
        let formulas =
            |rank: &Vec<CompiledStatement>| rank.iter().map(|s| s.formula.clone()).collect();
        builder.order(i, Order::Statements(ranks.iter().map(formulas).collect()));
    }
    let rough: Model = (builder.build_with(&settings.run)).map_err(|error| error.to_string())?;
    let mut strength = Strength::new(&compiled.model, 2);
    for (i, ranks) in ranks.iter().enumerate() {
        if !ranks.is_empty() {
            strength
                .first_statements(i, 2, &rough)
                .map_err(|error: NotRougher| error.to_string())?;
        }
    }
    (strength.stability_with(&settings.run)).map_err(|stopped| stopped.to_string())
}

/// What keeps each actor, or that nothing does.
fn why(solved: &Solved, stability: &StrengthStability, state: State) -> Vec<ConceptReason> {
    let model = &solved.compiled.model;
    let seq = Concept::Seq;
    let mut told = Vec::new();
    let mut content = Vec::new();
    for i in 0..model.decision_makers() {
        let actor = solved.compiled.decision_makers[i].clone();
        if !stability.stable(i, seq, 0).has(state) {
            told.push(ConceptReason::LeavesAlone { actor });
        } else if model.improvements(i, state).is_empty() {
            content.push(actor);
        } else {
            told.push(ConceptReason::Kept {
                actor,
                greatly: stability.strong(i, seq).has(state),
                by: deterrent(model, i, state)
                    .map(|end| solved.reason(i, state, end).statements)
                    .unwrap_or_default(),
            });
        }
    }
    if !content.is_empty() {
        told.push(ConceptReason::Content { actors: content });
    }
    told
}

/// What deters `i` least from leaving `state`: of all improvements, each worth what the
/// worst answer leaves of it, the end of that answer to the best.
fn deterrent(model: &Model, i: usize, state: State) -> Option<State> {
    if model.feasible().count() > MOST_STATES {
        return None;
    }
    let others: Vec<usize> = (0..model.decision_makers()).filter(|&j| j != i).collect();
    let worst = |to| {
        let answers = model.reach(to, &others, StepKind::Improvement).states();
        answers
            .into_iter()
            .min_by_key(|&end| (model.value(i, end), end))
    };
    let ends = model.improvements(i, state).into_iter().filter_map(worst);
    ends.max_by_key(|&end| (model.value(i, end), Reverse(end)))
}
