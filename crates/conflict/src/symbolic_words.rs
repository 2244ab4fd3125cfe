//! Formulas over options, and what stands in the way of an answer.

use hikiwake_dossier::{Dossier, Effect, Outline, Preferences};
use hikiwake_symbolic::{Blame, Cover, Full, Part, Reached};

use crate::{
    SymbolicBlame, SymbolicFormula, SymbolicLevels, SymbolicLimit, SymbolicPart, SymbolicTerm,
};
use hikiwake_finding::{OptionHead, basis, thousands};

/// A cover with its options named. `columns` says which column each axis is.
pub(crate) fn formula(
    cover: &Cover,
    options: &[OptionHead],
    columns: &[usize],
    except: bool,
) -> SymbolicFormula {
    let full = |axis: usize| {
        let levels = options[columns[axis]].levels.len() as u32;
        u64::MAX >> (64 - levels)
    };
    let first = cover.terms.first().map_or(&[][..], |term| &term.levels);
    let shared: Vec<usize> = (0..first.len())
        .filter(|&axis| first[axis] != full(axis))
        .filter(|&axis| cover.terms.iter().all(|t| t.levels[axis] == first[axis]))
        // One term has nothing to share.
        .filter(|_| cover.terms.len() > 1 && cover.complete)
        .collect();
    let literal = |axis: usize, levels: u64| SymbolicLevels {
        option: columns[axis],
        levels: (0..64).filter(|l| levels >> l & 1 == 1).collect(),
    };
    let always: Vec<SymbolicLevels> = (shared.iter())
        .map(|&axis| literal(axis, first[axis]))
        .collect();
    let terms = cover.terms.iter().map(|term| {
        let narrow: Vec<usize> = (0..term.levels.len())
            .filter(|&axis| term.levels[axis] != full(axis))
            .collect();
        let of = |axis: usize| literal(axis, term.levels[axis]);
        SymbolicTerm {
            options: narrow.into_iter().map(of).collect(),
            share: term.share,
        }
    });
    SymbolicFormula {
        except,
        always,
        terms: terms.collect(),
        complete: cover.complete,
    }
}

/// A limit, with the statements and rules to blame by name.
pub(crate) fn limit(outline: &Outline, full: &Full) -> SymbolicLimit {
    let blame = full.blame.iter();
    SymbolicLimit {
        limit: match full.limit {
            Reached::Bytes => "memory",
            Reached::Work => "work",
        }
        .to_string(),
        blame: blame.map(|blame| named(outline, blame)).collect(),
    }
}

fn named(outline: &Outline, blame: &Blame) -> SymbolicBlame {
    let (part, actor, id) = match blame.part {
        Part::Wish {
            decision_maker,
            rank,
            place,
        } => {
            let actor = Some(outline.decision_makers()[decision_maker].clone());
            match &outline.preferences()[decision_maker] {
                Preferences::Ranking { classes, .. } => {
                    let class = SymbolicPart::Class(rank as u64 + 1);
                    (class, actor, classes[rank].0.clone())
                }
                Preferences::Statements(ranks) => {
                    let id = ranks[rank][place].id.clone();
                    (SymbolicPart::Statement, actor, id)
                }
                Preferences::None => (SymbolicPart::Statement, actor, String::new()),
            }
        }
        Part::Required(k) => rule(outline, k, |effect| matches!(effect, Effect::Requires(_))),
        Part::Forbidden(k) => {
            let is_bar = |effect: &Effect| matches!(effect, Effect::Bars { .. });
            let bars = outline.rules().iter().filter(|r| is_bar(&r.effect)).count();
            match k.checked_sub(outline.builder().forbidden().len() - bars) {
                Some(k) => rule(outline, k, is_bar),
                None => (SymbolicPart::JointOption, None, String::new()),
            }
        }
    };
    SymbolicBlame {
        part,
        actor,
        id,
        options: blame.options as u64,
        span: blame.span as u64,
        nodes: blame.grown.map(|(a, b)| (a as u64, b as u64)),
    }
}

/// The rule that is number `k` among those of one effect.
fn rule(
    outline: &Outline,
    k: usize,
    wanted: impl Fn(&Effect) -> bool,
) -> (SymbolicPart, Option<String>, String) {
    let mut rules = outline.rules().iter().filter(|rule| wanted(&rule.effect));
    let id = rules.nth(k).map_or(String::new(), |rule| rule.id.clone());
    (SymbolicPart::Rule, None, id)
}

/// What to do where a limit was reached.
pub(crate) fn advice(dossier: &Dossier, limit: &SymbolicLimit) -> String {
    let raise = match limit.limit.as_str() {
        "memory" => "--memory",
        _ => "--work",
    };
    let heaviest = limit.blame.iter().take(3);
    let heaviest: Vec<String> = heaviest.map(|blame| blamed(dossier, blame)).collect();
    let heaviest = match heaviest.is_empty() {
        true => String::new(),
        false => format!(" The heaviest: {}.", heaviest.join("; ")),
    };
    format!("{heaviest} Simplify or drop such statements, or raise {raise}.")
}

/// `The rule `cap` ties 12 options together that lie 40 apart in the order of variables`
fn blamed(dossier: &Dossier, blame: &SymbolicBlame) -> String {
    let (id, whose) = (&blame.id, blame.actor.as_deref().unwrap_or_default());
    let whose = basis::actor_name(dossier, whose);
    let what = match blame.part {
        SymbolicPart::Statement => format!("The statement `{id}` of {whose}"),
        SymbolicPart::Class(place) => format!("Class {place} of the ranking of {whose}"),
        SymbolicPart::Rule => format!("The rule `{id}`"),
        SymbolicPart::JointOption => "The way in which a joint option may change".to_owned(),
    };
    let grown = match blame.nodes {
        None => "; with it the limit was reached".to_owned(),
        Some((before, after)) if after > before => format!(
            "; with it the diagram grew from {} to {} nodes",
            thousands(before),
            thousands(after)
        ),
        Some(_) => String::new(),
    };
    format!(
        "{what} ties {} options together that lie {} apart in the order of variables{grown}",
        blame.options, blame.span
    )
}
