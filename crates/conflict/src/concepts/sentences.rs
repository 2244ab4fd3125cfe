//! The finding in words.

use hikiwake_graph::{CoalitionRules, Credible, Gain, NextMover, Sanction};

use super::{Concepts, ConceptsAsked, FamilyKind};
use hikiwake_finding::{words::count, words::thousands};

/// Title, meaning and definition of a family.
pub(super) fn about(kind: FamilyKind, asked: &ConceptsAsked) -> (String, String, String) {
    let horizon = count(asked.horizon as u64, "move", "moves");
    let own = |(a, b, c): (&str, &str, &str)| (a.to_string(), b.to_string(), c.to_string());
    match kind {
        FamilyKind::Groups => {
            let (title, which) = match asked.groups.is_empty() {
                true => (
                    "No group",
                    "no group that moves together, of whatever size,",
                ),
                false => ("The groups", "none of the groups asked for"),
            };
            (
                title.to_string(),
                format!("yes: {which} would leave; no: one would"),
                coalition_rules(asked.rules),
            )
        }
        FamilyKind::Ahead => (
            format!("{} ahead", asked.horizon),
            format!(
                "yes: nobody who looks {horizon} ahead would leave; partly: it depends on ties or \
                 on who moves next; no: somebody would"
            ),
            format!(
                "Limited-move stability with horizon {} (Zagare 1984; Kilgour 1985; Kilgour, Hipel \
                 & Fang 1987); {}",
                asked.horizon,
                next_mover(asked.next)
            ),
        ),
        FamilyKind::Far => own((
            "Far ahead",
            "yes: nobody who looks far enough ahead would leave, however much farther; partly: it \
             depends on ties or on who moves next; no: somebody would, or it depends on how far \
             one looks",
            "Non-myopic stability, the limit of limited-move stability (Kilgour 1984, 1985)",
        )),
        FamilyKind::Strong => own((
            "Strongly",
            "yes: whoever could gain by leaving would suffer a great loss, or nobody could gain; \
             partly: a small loss, or no gain, keeps somebody; no: somebody would leave alone",
            "Strong and weak sequential stability (Hamouda, Kilgour & Hipel 2004, 2006); greatly \
             worse is what is worse by a statement that ranks no lower than the lowest red line",
        )),
        FamilyKind::Unknown => own((
            "Whatever is true",
            "yes: nobody would leave alone, whichever reading is true; partly: perhaps; no: \
             somebody would leave in every reading",
            "Sequential stability with unknown preference (Li, Hipel, Kilgour & Fang 2004): yes by \
             extension a with answers that are certainly credible, perhaps by extension d with \
             answers that are perhaps credible; unknown is what the readings disagree about",
        )),
    }
}

fn coalition_rules(rules: CoalitionRules) -> String {
    let gain = match rules.gain {
        Gain::Every => "a gain is better for every member (Kilgour, Hipel, Fang & Peng 2001)",
        Gain::Pareto => "a gain is worse for no member and better for one (Pareto)",
    };
    let sanction = match rules.sanction {
        Sanction::NoGain => "what is no gain deters",
        Sanction::NoMember => "what is better for no member deters",
    };
    let credible = match rules.credible {
        Credible::Individuals => "by single opponents",
        Credible::Coalitions => "by coalitions of opponents",
    };
    format!(
        "Coalition sequential stability (Inohara & Hipel 2008): {gain}; {sanction}; answers \
         {credible}, each step a gain for those who make it"
    )
}

fn next_mover(next: NextMover) -> &'static str {
    match next {
        NextMover::Anyone => "any one of the others may move next",
        NextMover::InTurn => "the others move in turn",
        NextMover::Worst => "everybody expects the worst of the others' moves",
    }
}

/// The finding in sentences: how many states hold.
pub(super) fn sentences(finding: &Concepts) -> Vec<String> {
    let states = |n| count(n, "state", "states");
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
            told.push(format!("“{}” was left out: {why}.", family.title));
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
            family.title,
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
            count(used.count() as u64, "reading", "readings")
        ));
    }
    for reading in left {
        let why = reading.left_out.as_deref().unwrap_or_default();
        told.push(format!("“{}” was not compared: {why}.", reading.label));
    }
    told
}
