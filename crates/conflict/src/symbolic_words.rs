//! Formulas over options in words, and what stands in the way of an answer.

use hikiwake_dossier::{Dossier, Effect, Outline, Preferences};
use hikiwake_symbolic::{Blame, Cover, Full, Part, Reached};

use hikiwake_dossier::grouped;

use crate::{SymbolicBlame, SymbolicFormula, SymbolicLevels, SymbolicLimit, SymbolicTerm};
use hikiwake_finding::words::list;
use hikiwake_finding::{OptionHead, basis};

/// A number of any length as a person says it: in full up to a million millions,
/// then roughly, `about 1.3 × 10^30`.
pub(crate) fn number(digits: &str) -> String {
    if digits.len() <= 13 {
        return grouped(digits);
    }
    format!(
        "about {}.{} × 10^{}",
        &digits[..1],
        &digits[1..2],
        digits.len() - 1
    )
}

/// `no state holds`, `1 state holds`, `about 1.3 × 10^30 states hold`.
pub(crate) fn hold(digits: &str) -> String {
    match digits {
        "0" => "no state holds".to_string(),
        "1" => "1 state holds".to_string(),
        n => format!("{} states hold", number(n)),
    }
}

/// A share as a person says it.
pub(crate) fn percent(share: f64) -> String {
    match 100.0 * share {
        p if p >= 99.95 && share < 1.0 => "nearly all".to_string(),
        p if p >= 10.0 => format!("{p:.0}%"),
        p if p >= 0.1 => format!("{p:.1}%"),
        p if p > 0.0 => "less than 0.1%".to_string(),
        _ => "none".to_string(),
    }
}

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
        let of = |axis: &usize| literal(*axis, term.levels[*axis]);
        let own = narrow.iter().filter(|axis| !shared.contains(axis));
        SymbolicTerm {
            text: words(&own.map(of).collect::<Vec<_>>(), options),
            options: narrow.iter().map(of).collect(),
            share: term.share,
        }
    });
    SymbolicFormula {
        except,
        always: match always.is_empty() {
            true => String::new(),
            false => words(&always, options),
        },
        terms: terms.collect(),
        complete: cover.complete,
    }
}

/// `with “Aid” and “Treaty”, without “Sanctions”, “Bases” at “few” or “none”`
fn words(literals: &[SymbolicLevels], options: &[OptionHead]) -> String {
    let quoted = |literal: &SymbolicLevels| format!("“{}”", options[literal.option].label);
    let at = |literal: &SymbolicLevels| {
        let option = &options[literal.option];
        let level = |&l: &u8| format!("“{}”", option.levels[usize::from(l)]);
        let levels: Vec<String> = literal.levels.iter().map(level).collect();
        format!("{} at {}", quoted(literal), levels.join(" or "))
    };
    let two = |literal: &&SymbolicLevels| options[literal.option].levels.len() == 2;
    let taken = |wanted: u8| -> Vec<String> {
        (literals.iter().filter(two))
            .filter(|literal| literal.levels == [wanted])
            .map(quoted)
            .collect()
    };
    let mut parts = Vec::new();
    for (word, names) in [("with", taken(1)), ("without", taken(0))] {
        if !names.is_empty() {
            parts.push(format!("{word} {}", list(&names)));
        }
    }
    parts.extend(literals.iter().filter(|l| !two(l)).map(at));
    match parts.is_empty() {
        true => "any state".to_string(),
        false => parts.join(", "),
    }
}

/// A limit, with the statements and rules to blame by name.
pub(crate) fn limit(dossier: &Dossier, outline: &Outline, full: &Full) -> SymbolicLimit {
    let blame = full.blame.iter();
    SymbolicLimit {
        limit: match full.limit {
            Reached::Bytes => "memory",
            Reached::Work => "work",
        }
        .to_string(),
        blame: blame.map(|blame| named(dossier, outline, blame)).collect(),
    }
}

fn named(dossier: &Dossier, outline: &Outline, blame: &Blame) -> SymbolicBlame {
    let (actor, id, what) = match blame.part {
        Part::Wish {
            decision_maker,
            rank,
            place,
        } => {
            let actor = outline.decision_makers()[decision_maker].clone();
            let name = basis::actor_name(dossier, &actor);
            match &outline.preferences()[decision_maker] {
                Preferences::Ranking { classes, .. } => {
                    let class = classes[rank].0.clone();
                    let what = format!("class {} of the ranking of {name}", rank + 1);
                    (Some(actor), class, what)
                }
                Preferences::Statements(ranks) => {
                    let id = ranks[rank][place].id.clone();
                    let what = format!("the statement `{id}` of {name}");
                    (Some(actor), id, what)
                }
                Preferences::None => (Some(actor), String::new(), name),
            }
        }
        Part::Required(k) => rule(outline, k, |effect| matches!(effect, Effect::Requires(_))),
        Part::Forbidden(k) => {
            let is_bar = |effect: &Effect| matches!(effect, Effect::Bars { .. });
            let bars = outline.rules().iter().filter(|r| is_bar(&r.effect)).count();
            match k.checked_sub(outline.builder().forbidden().len() - bars) {
                Some(k) => rule(outline, k, is_bar),
                None => {
                    let what = "the way in which a joint option may change".to_string();
                    (None, String::new(), what)
                }
            }
        }
    };
    let grown = match blame.grown {
        None => "; with it the limit was reached".to_string(),
        Some((before, after)) if after > before => format!(
            "; with it the diagram grew from {} to {} nodes",
            grouped(&before.to_string()),
            grouped(&after.to_string())
        ),
        Some(_) => String::new(),
    };
    let sentence = format!(
        "{} ties {} options together that lie {} apart in the order of variables{grown}",
        hikiwake_finding::words::capital(&what),
        blame.options,
        blame.span
    );
    SymbolicBlame {
        actor,
        id,
        options: blame.options as u64,
        span: blame.span as u64,
        nodes: blame.grown.map(|(a, b)| (a as u64, b as u64)),
        sentence,
    }
}

/// The rule that is number `k` among those of one effect.
fn rule(
    outline: &Outline,
    k: usize,
    wanted: impl Fn(&Effect) -> bool,
) -> (Option<String>, String, String) {
    let mut rules = outline.rules().iter().filter(|rule| wanted(&rule.effect));
    let id = rules.nth(k).map_or(String::new(), |rule| rule.id.clone());
    let what = format!("the rule `{id}`");
    (None, id, what)
}

/// What to do where a limit was reached.
pub(crate) fn advice(limit: &SymbolicLimit) -> String {
    let raise = match limit.limit.as_str() {
        "memory" => "--memory",
        _ => "--work",
    };
    let heaviest = limit.blame.iter().take(3).map(|b| b.sentence.clone());
    let heaviest: Vec<String> = heaviest.collect();
    let heaviest = match heaviest.is_empty() {
        true => String::new(),
        false => format!(" The heaviest: {}.", heaviest.join("; ")),
    };
    format!("{heaviest} Simplify or drop such statements, or raise {raise}.")
}
