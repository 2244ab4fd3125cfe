//! Why agreements that would pass do not come about: governments that like what they
//! have better, and states that do not hold or that nobody walks to.

use std::collections::HashMap;

use hikiwake_dossier::{Dossier, Scenario, Talks};
use hikiwake_graph::{Bits, Concept};

use super::Kept;
use crate::solve::Solved;
use crate::talks::{Judged, now};
use crate::{AnalyseSettings, ReachKind};

/// Follows the agreements that pass, `open`, down to those that would come about; `None`
/// where the model after signing cannot be built.
pub(super) fn kept(
    dossier: &Dossier,
    talks: &Talks,
    judged: &[Judged],
    open: &Bits,
    settings: &AnalyseSettings,
) -> Option<Kept> {
    let mut wanted = open.clone();
    for side in 0..talks.sides.len() {
        if let Some(government) = talks.government(side) {
            wanted.intersect(&judged[government].accepts);
        }
    }
    let mut kept = Kept {
        passing: open.count() as u64,
        wanted: wanted.count() as u64,
        ..Kept::default()
    };
    if kept.wanted == 0 {
        return Some(kept);
    }
    let after = dossier.file.settlement.as_ref().and_then(|s| s.after.clone());
    let scenario = Scenario {
        reading: talks.scenario.reading.clone().or(after),
        ..talks.scenario.clone()
    };
    let solved = Solved::new(dossier, &scenario, settings).ok()?;
    let now = now(&solved.compiled);
    // Many agreements lead to the same state.
    let mut known: HashMap<Vec<u8>, (bool, bool, bool)> = HashMap::new();
    for agreement in wanted.iter() {
        let levels = talks.after(agreement, &now);
        let fate = known.entry(levels).or_insert_with_key(|levels| {
            let Ok(state) = solved.compiled.feasible(levels) else {
                return (false, false, false);
            };
            let holds = solved.concepts(state).contains(&Concept::Seq);
            let reached = matches!(
                solved.reach(state),
                Some(ReachKind::Here | ReachKind::BestReplies | ReachKind::Improvements)
            );
            (true, holds, holds && reached)
        });
        kept.possible += u64::from(fate.0);
        kept.hold += u64::from(fate.1);
        kept.reached += u64::from(fate.2);
    }
    Some(kept)
}
