//! What the attitudes change.

use hikiwake_dossier::Compiled;
use hikiwake_graph::{Attitude, Attitudes, Bits, Concept, RelationalConcept, State};

use super::{AttitudeHead, Perceptions, RelationalCount, RelationalState};
use crate::{solve::Solved, solve::names};

/// The classical concept that each relational one is without attitudes.
const WITHOUT: [Concept; 4] = [Concept::Nash, Concept::Gmr, Concept::Smr, Concept::Seq];

/// Fills in what attitudes make of the scenario.
pub(super) fn fill(found: &mut Perceptions, solved: &Solved, landmarks: &[State], limit: usize) {
    let attitudes = matrix(&solved.compiled, &found.attitudes);
    let stability = match solved.compiled.model.relational_stability(&attitudes) {
        Ok(stability) => stability,
        Err(error) => {
            found
                .notes
                .push(format!("What the attitudes change: {error}."));
            return;
        }
    };
    let equilibria = RelationalConcept::ALL.map(|c| stability.equilibria(c));
    found.relational_counts = (RelationalConcept::ALL.iter().zip(WITHOUT).zip(&equilibria))
        .map(|((concept, classical), states)| {
            let without = &solved.equilibria[classical as usize];
            let mut both = states.clone();
            both.intersect(without);
            RelationalCount {
                concept: concept.name().to_string(),
                states: states.count() as u64,
                without: without.count() as u64,
                both: both.count() as u64,
            }
        })
        .collect();
    let rseq = RelationalConcept::Rseq;
    let changed = differ(
        &equilibria[rseq as usize],
        &solved.equilibria[Concept::Seq as usize],
    );
    let mut listed: Vec<State> = Vec::new();
    for &state in landmarks {
        if !listed.contains(&state) {
            listed.push(state);
        }
    }
    let mut rest: Vec<State> = changed.iter().filter(|s| !listed.contains(s)).collect();
    rest.sort_by_key(|&state| (solved.reach(state), state));
    rest.truncate(limit.saturating_sub(listed.len()));
    listed.extend(rest);
    let everyone = 0..solved.compiled.decision_makers.len();
    found.relational_states = (listed.into_iter())
        .map(|state| {
            let holds = RelationalConcept::ALL.into_iter().zip(&equilibria);
            let leavers: Vec<usize> = everyone
                .clone()
                .filter(|&i| !stability.stable(i, rseq).has(state))
                .collect();
            RelationalState {
                state: solved.row(state),
                concepts: holds
                    .filter(|(_, states)| states.has(state))
                    .map(|(concept, _)| concept.name().to_string())
                    .collect(),
                without: names(&solved.concepts(state)),
                leavers: solved.ids(&leavers),
                leavers_without: solved.ids(&solved.leavers(state)),
            }
        })
        .collect();
}

fn matrix(compiled: &Compiled, heads: &[AttitudeHead]) -> Attitudes {
    let place = |id: &String| compiled.decision_makers.iter().position(|d| d == id);
    let mut attitudes = Attitudes::selfish(compiled.decision_makers.len());
    for head in heads {
        if let (Some(of), Some(towards)) = (place(&head.of), place(&head.towards)) {
            let attitude = match &*head.is {
                "positive" => Attitude::Positive,
                "negative" => Attitude::Negative,
                _ => Attitude::Neutral,
            };
            attitudes.set(of, towards, attitude);
        }
    }
    attitudes
}

/// What is in one of the sets but not in both.
fn differ(a: &Bits, b: &Bits) -> Bits {
    let (mut only_a, mut only_b) = (a.clone(), b.clone());
    only_a.subtract(b);
    only_b.subtract(a);
    only_a.unite(&only_b);
    only_a
}
