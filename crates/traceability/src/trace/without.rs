//! The scenario with some of its judgements taken out.

use hikiwake_dossier::{Change, Compiled, Preferences, Scenario};

use super::evidence::ranking_id;
use super::{TraceKind, TracedJudgement};

/// The scenario of `compiled` with the judgements in `fallen` taken out and the option
/// `off` held at its lowest level. The decision makers stay the same: who loses all wishes
/// is indifferent.
pub(super) fn without(
    compiled: &Compiled,
    fallen: &[TracedJudgement],
    off: Option<&str>,
) -> Scenario {
    let fell = |kind: TraceKind, id: &str| fallen.iter().any(|j| j.kind == kind && j.id == id);
    let mut scenario = compiled.scenario.clone();
    for (actor, wants) in compiled.decision_makers.iter().zip(&compiled.preferences) {
        match wants {
            Preferences::None => {}
            Preferences::Statements(ranks) => {
                let ids = ranks
                    .iter()
                    .flatten()
                    .map(|statement| statement.id.as_str());
                let fallen = ids.filter(|id| fell(TraceKind::Statement, &format!("{actor}.{id}")));
                let drops = fallen.map(|id| Change::drop(actor, id));
                scenario.changes.extend(drops);
            }
            Preferences::Ranking { .. } if fell(TraceKind::Ranking, &ranking_id(actor)) => {
                scenario.changes.push(Change::nothing_wanted(actor));
            }
            Preferences::Ranking { .. } => {}
        }
    }
    let rules = compiled.rules.iter().map(|rule| rule.id.as_str());
    let rules = rules.filter(|id| fell(TraceKind::Rule, id));
    scenario
        .changes
        .extend(rules.map(|id| Change::WithoutRule(id.to_owned())));
    scenario
        .changes
        .extend(off.map(|option| Change::Absent(option.to_owned())));
    scenario
}
