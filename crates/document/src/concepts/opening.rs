//! What else an arrangement withstands, in plain sentences.

use hikiwake_conflict::{ConceptReason, Concepts, FamilyKind, FamilyVerdict, Held, StateConcepts};
use hikiwake_finding::words::capital;

use super::why;
use crate::glossary::WITHSTANDS_GROUPS;
use crate::number::in_words;
use crate::{Inline, Names, Text, sentence, states};

/// The arrangement that is told of: the one asked for, else what is in place.
pub(super) fn subject(found: &Concepts) -> Option<&StateConcepts> {
    let today = found.states.iter().find(|one| one.state.status_quo);
    today.or(match found.states.as_slice() {
        [only] => Some(only),
        _ => None,
    })
}

/// What it withstands, in one sentence.
pub(super) fn answer(found: &Concepts, names: &Names) -> String {
    let Some(of) = subject(found) else {
        return "The dossier does not say what is in place; name an arrangement to ask what it \
                would withstand."
            .to_owned();
    };
    let place = capital(&states::place(&of.state));
    let clauses = match of.alone {
        true => [
            groups(found, of, &place, names),
            ahead(found, of),
            readings(of),
        ],
        false => {
            let leavers = names.list(&of.leavers);
            let left = format!("{place} would not last: {leavers} would leave it alone");
            [Some(left), readings(of), None]
        }
    };
    sentence::of_clauses(&clauses.into_iter().flatten().collect::<Vec<_>>())
}

/// Whether groups would leave it that nobody would leave alone.
fn groups(found: &Concepts, of: &StateConcepts, place: &str, names: &Names) -> Option<String> {
    let asked = match found.every_group {
        true => "groups acting together",
        false => "the groups asked for",
    };
    let one = verdict_on(of, FamilyKind::Groups);
    let group = one.and_then(|one| {
        one.why.iter().find_map(|why| match why {
            ConceptReason::GroupLeaves { step, .. } => Some(&step.movers),
            _ => None,
        })
    });
    Some(match (one.and_then(|one| one.verdict), group) {
        (Some(Held::Yes), _) => format!("{place} withstands {asked}"),
        (Some(_), Some(group)) => format!(
            "{place} would last with each acting alone, but {} together would leave it",
            names.list(group)
        ),
        _ => format!("{place} would last with each acting alone"),
    })
}

/// What those make of it who look some moves ahead.
fn ahead(found: &Concepts, of: &StateConcepts) -> Option<String> {
    let does = match verdict_on(of, FamilyKind::Ahead)?.verdict? {
        Held::Yes => "would not undo it",
        Held::Partly => "might undo it",
        Held::No => "would undo it",
    };
    Some(match found.horizon {
        1 => format!("looking one move ahead {does}"),
        n => format!("looking {} moves ahead {does}", in_words(n as usize)),
    })
}

/// In how many readings it lasts.
fn readings(of: &StateConcepts) -> Option<String> {
    let why = &verdict_on(of, FamilyKind::Unknown)?.why;
    let (lasting, all) = why.iter().find_map(|why| match why {
        ConceptReason::HoldsIn { readings, of } => Some((*readings as usize, *of as usize)),
        _ => None,
    })?;
    Some(match lasting {
        n if n == all => "it would last under every reading".to_owned(),
        0 => "it would last under no reading".to_owned(),
        n => format!(
            "it would last in {} of {} readings",
            in_words(n),
            in_words(all)
        ),
    })
}

fn verdict_on(of: &StateConcepts, kind: FamilyKind) -> Option<&FamilyVerdict> {
    of.families.iter().find(|one| one.family == kind)
}

/// What each way of asking says of it; `fully`: each reason, not only the first.
pub(super) fn points(
    found: &Concepts,
    of: &StateConcepts,
    fully: bool,
    names: &Names,
) -> Vec<Text> {
    let alone = match of.alone {
        true => "yes. Nobody would leave it alone.".to_owned(),
        false => format!("no. {} would leave it alone.", names.list(&of.leavers)),
    };
    let alone = point("Each acting alone", alone);
    // Whoever leaves alone leaves whatever it risks.
    let others = of
        .families
        .iter()
        .filter(|one| fully || of.alone || one.family != FamilyKind::Strong);
    let others = others.filter_map(|one| {
        let held = match one.verdict? {
            Held::Yes => "yes",
            Held::Partly => "it depends",
            Held::No => "no",
        };
        let reasons = match fully {
            true => in_full(found, one, names),
            false => in_short(found, one, names),
        };
        let told = format!(": {held}. {reasons}");
        Some(asked(found, one.family).and(told.trim_end()))
    });
    [alone].into_iter().chain(others).collect()
}

fn point(head: &str, told: String) -> Text {
    Text::from(Inline::Strong(head.to_owned())).and(format!(": {told}"))
}

fn in_full(found: &Concepts, one: &FamilyVerdict, names: &Names) -> String {
    // In all readings or in none: that is said by who would leave.
    let same_in_all = one.why.iter().any(|why| {
        matches!(
            why,
            ConceptReason::StaysInEvery | ConceptReason::LeavesInEvery { .. }
        )
    });
    let told = one
        .why
        .iter()
        .filter(|why| !same_in_all || !matches!(why, ConceptReason::HoldsIn { .. }));
    let told = told.map(|reason| why::sentence(found, reason, names));
    told.collect::<Vec<_>>().join(" ")
}

/// The same, but of those who would leave when they look ahead only one is told in full: one
/// who surely would, if there is one.
fn in_short(found: &Concepts, one: &FamilyVerdict, names: &Names) -> String {
    let leaves = |why: &ConceptReason| match why {
        ConceptReason::LeavesAhead { step, perhaps, .. } => Some((*perhaps, step.movers.clone())),
        _ => None,
    };
    let surest = one.why.iter().filter(|why| leaves(why).is_some());
    let Some(first) = surest.min_by_key(|why| leaves(why).map(|(perhaps, _)| perhaps)) else {
        return in_full(found, one, names);
    };
    let others = one
        .why
        .iter()
        .filter(|why| *why != first)
        .filter_map(leaves);
    let others: Vec<String> = others.flat_map(|(_, movers)| movers).collect();
    let told = why::sentence(found, first, names);
    match others.is_empty() {
        true => told,
        false => format!("{told} So might {}.", names.list(&others)),
    }
}

/// What it might withstand.
pub(super) fn asked(found: &Concepts, kind: FamilyKind) -> Text {
    let words = match kind {
        FamilyKind::Groups if found.every_group => {
            return WITHSTANDS_GROUPS.said_as("Groups acting together").into();
        }
        FamilyKind::Groups => "The groups asked for".to_owned(),
        FamilyKind::Ahead => {
            format!("Looking {} moves ahead", in_words(found.horizon as usize))
        }
        FamilyKind::Far => "Looking as far ahead as one likes".to_owned(),
        FamilyKind::Strong => "Risking a small loss".to_owned(),
        FamilyKind::Unknown => "Whichever reading is right".to_owned(),
    };
    Inline::Strong(words).into()
}

/// What was left out, and why.
pub(super) fn left_out(finding: &Concepts) -> Vec<String> {
    let mut told = Vec::new();
    for family in &finding.families {
        if let Some(why) = &family.left_out {
            let asked = asked(finding, family.family).plain();
            told.push(format!("“{asked}” was left out: {why}."));
        }
    }
    for reading in &finding.readings {
        if let Some(why) = &reading.left_out {
            told.push(format!("“{}” was not compared: {why}.", reading.label));
        }
    }
    told
}
