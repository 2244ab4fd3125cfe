//! What decision diagrams answer, in plain sentences.

use hikiwake_conflict::Symbolic;
use hikiwake_finding::{words::capital, words::large};

use crate::{Names, joined};

/// How it was answered and why; what holds; what becomes of the status quo; what limits
/// were reached.
pub(super) fn opening(found: &Symbolic) -> Vec<String> {
    let names = Names::new(&found.actors);
    let combinations = large(&found.combinations);
    let mut sentences = vec![match found.too_large {
        true => format!(
            "The options make {combinations} combinations of levels, more than memory holds one \
             by one: what follows was answered on binary decision diagrams, and is exact."
        ),
        false => format!(
            "Answered on binary decision diagrams, as --symbolic asks, for {combinations} \
             combinations of levels; exact."
        ),
    }];
    if found.feasible != found.combinations {
        sentences.push(match found.feasible.as_str() {
            "1" => "The rules leave 1 state.".to_string(),
            states => format!("The rules leave {} states.", large(states)),
        });
    }
    let seq = found.concepts.iter().find(|c| c.concept == "SEQ");
    if let Some(set) = seq.and_then(|c| c.equilibria.as_ref()) {
        sentences.push(format!(
            "Once each reckons with answers that pay for those who give them (SEQ), {}, {} of all.",
            hold(&set.states),
            percent(set.share)
        ));
    }
    for landmark in &found.landmarks {
        sentences.push(match (&landmark.infeasible, landmark.leavers.as_slice()) {
            (Some(why), _) => format!("{}: the model does not have it. {why}", landmark.label),
            (None, []) if landmark.concepts.iter().any(|c| c == "SEQ") => format!(
                "{} holds under {}.",
                capital(&landmark.label),
                joined(&landmark.concepts)
            ),
            (None, []) => format!("Whether {} holds under SEQ is not known.", landmark.label),
            (None, leavers) => format!(
                "{} does not hold: it would be left by {}.",
                capital(&landmark.label),
                names.list(leavers)
            ),
        });
    }
    for pattern in &found.patterns {
        let seq = pattern.holding.iter().find(|(concept, _)| concept == "SEQ");
        let Some((_, Some(holding))) = seq else {
            continue;
        };
        let near = match (&pattern.by_improvements, holding.as_str()) {
            (None, _) | (_, "0") => String::new(),
            (Some(near), _) if near == "0" => {
                "; improvements from the status quo lead to none of them".to_string()
            }
            (Some(near), _) => format!(
                "; improvements from the status quo lead to {} of them",
                large(near)
            ),
        };
        sentences.push(format!(
            "With “{}” {} under SEQ{near}.",
            pattern.label,
            hold(holding)
        ));
    }
    if let Some(reached) = &found.reached
        && let Some(improvements) = &reached.improvements
    {
        let seq = reached.holding.iter().find(|(concept, _)| concept == "SEQ");
        let holding = match seq {
            Some((_, Some(holding))) => format!("; of these {} under SEQ", hold(holding)),
            _ => String::new(),
        };
        sentences.push(match improvements.as_str() {
            "1" => "No improvement leads away from the status quo.".to_string(),
            n => format!(
                "From the status quo improvements lead to {} states, itself included{holding}.",
                large(n)
            ),
        });
    }
    sentences.push(
        "Paths, steps of groups, the reasons of each actor and what all this rests on need the \
         states one by one, and are not given here."
            .to_string(),
    );
    sentences.extend(found.notes.iter().cloned());
    sentences
}

/// `no state holds`, `1 state holds`, `about 1.3 × 10^30 states hold`.
fn hold(digits: &str) -> String {
    match digits {
        "0" => "no state holds".to_string(),
        "1" => "1 state holds".to_string(),
        n => format!("{} states hold", large(n)),
    }
}

/// A share as a person says it.
fn percent(share: f64) -> String {
    match 100.0 * share {
        p if p >= 99.95 && share < 1.0 => "nearly all".to_string(),
        p if p >= 10.0 => format!("{p:.0}%"),
        p if p >= 0.1 => format!("{p:.1}%"),
        p if p > 0.0 => "less than 0.1%".to_string(),
        _ => "none".to_string(),
    }
}
