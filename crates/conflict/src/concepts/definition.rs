//! The families by the name of their variants, with the sources that define them.

use hikiwake_graph::{CoalitionRules, Credible, Gain, NextMover, Sanction};

use super::{ConceptsAsked, FamilyKind};

/// The definition of a family as it was asked for.
pub(super) fn definition(kind: FamilyKind, asked: &ConceptsAsked) -> String {
    match kind {
        FamilyKind::Groups => coalition_rules(asked.rules),
        FamilyKind::Ahead => format!(
            "Limited-move stability with horizon {} (Zagare 1984; Kilgour 1985; Kilgour, Hipel & \
             Fang 1987); {}",
            asked.horizon,
            next_mover(asked.next)
        ),
        FamilyKind::Far => {
            "Non-myopic stability, the limit of limited-move stability (Kilgour 1984, 1985)"
                .to_owned()
        }
        FamilyKind::Strong => "Strong and weak sequential stability (Hamouda, Kilgour & Hipel \
                               2004, 2006); greatly worse is what is worse by a statement that \
                               ranks no lower than the lowest red line"
            .to_owned(),
        FamilyKind::Unknown => "Sequential stability with unknown preference (Li, Hipel, Kilgour \
                                & Fang 2004): yes by extension a with answers that are certainly \
                                credible, perhaps by extension d with answers that are perhaps \
                                credible; unknown is what the readings disagree about"
            .to_owned(),
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
