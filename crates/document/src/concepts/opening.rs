//! What holds beyond the five concepts, in plain sentences.

use hikiwake_conflict::{Concepts, FamilyKind};
use hikiwake_finding::words::no_or_count;

use super::title;
use crate::thousands;

/// How many states hold in each family, and what was left out.
pub(super) fn opening(finding: &Concepts) -> Vec<String> {
    let states = |n| no_or_count(n, "state", "states");
    let alone = match finding.alone {
        0 => format!(
            "Each of the {} is left by somebody alone (SEQ).",
            states(finding.feasible)
        ),
        n => format!(
            "Of {}, {} would be left by nobody alone (SEQ).",
            states(finding.feasible),
            thousands(n)
        ),
    };
    let mut told = vec![alone];
    for family in &finding.families {
        let (Some(n), Some(partly), Some(both)) = (family.states, family.partly, family.with_alone)
        else {
            let why = family.left_out.as_deref().unwrap_or_default();
            told.push(format!(
                "“{}” was left out: {why}.",
                title(finding, family.family)
            ));
            continue;
        };
        let more = match partly {
            0 => String::new(),
            n => format!(" and {} in part", thousands(n)),
        };
        let both = match (family.family, n) {
            (_, 0) | (FamilyKind::Strong | FamilyKind::Unknown, _) => String::new(),
            _ => format!(
                "; {} of these would be left by nobody alone",
                thousands(both)
            ),
        };
        told.push(format!(
            "“{}” holds of {}{more}{both}.",
            title(finding, family.family),
            states(n)
        ));
    }
    let used = finding.readings.iter().filter(|r| r.left_out.is_none());
    let left: Vec<_> = finding
        .readings
        .iter()
        .filter(|r| r.left_out.is_some())
        .collect();
    if finding.readings.len() > 1 {
        told.push(format!(
            "Unknown is what {} disagree about.",
            no_or_count(used.count() as u64, "reading", "readings")
        ));
    }
    for reading in left {
        let why = reading.left_out.as_deref().unwrap_or_default();
        told.push(format!("“{}” was not compared: {why}.", reading.label));
    }
    told
}
