//! How many agreements there are of each kind, in sentences: for who doubts.

use hikiwake_finding::words::none_or;
use hikiwake_finding::{ReachKind, StatementHead, no_or_count};
use hikiwake_negotiation::{
    Additive, AfterState, Binding, Forbidden, ForbiddenBy, ForbiddenWhy, Kept, PointKind,
    SettledAgreement, Settlement, ValuedBy,
};

use crate::grouped::grouped;
use crate::{joined, thousands};

/// What is efficient and by what, whether it is kept, what scores promise, what binding
/// ends.
pub(super) fn sentences(found: &Settlement) -> Vec<String> {
    let none = "No agreement is in force: agreements are held against having none.";
    let mut told: Vec<String> = Vec::new();
    told.extend(found.none_in_force.then(|| none.to_owned()));
    told.extend([efficient(found), by_what(found)]);
    told.extend(holding(found));
    let additive = found.additive.as_ref();
    told.extend(additive.and_then(|additive| scores(found, additive)));
    let binding = found.binding.iter().filter(|binding| binding.ended > 0);
    told.extend(binding.map(|binding| bound(found, binding)));
    told
}

/// What sentences call a side.
fn short<'a>(found: &'a Settlement, id: &'a str) -> &'a str {
    let side = found.sides.iter().find(|side| side.id == id);
    side.map_or(id, |side| &side.short)
}

/// An agreement by its form, or else by what it changes.
fn brief(found: &Settlement, agreement: &SettledAgreement) -> String {
    let form = agreement.row.form.as_ref();
    let form = form.and_then(|id| found.forms.iter().find(|form| form.id == *id));
    form.map_or_else(
        || agreement.changes.clone(),
        |form| format!("“{}”", form.label),
    )
}

fn efficient(found: &Settlement) -> String {
    let counts = &found.counts;
    let mut text = format!(
        "Of {} that the rules admit, {} efficient: no other is better for one government and as \
         good for the rest. Under “{}”, {} in the zone of agreement{}.",
        no_or_count(counts.feasible, "agreement", "agreements"),
        match counts.efficient {
            1 => "1 is".to_owned(),
            n => format!("{} are", none_or(n)),
        },
        found.rule.label,
        no_or_count(counts.zone, "agreement is", "agreements are"),
        of_them(counts.zone, counts.efficient_in_zone),
    );
    let one = match found.none_in_force {
        true => "having none",
        false => "the one in force",
    };
    text.push_str(&match counts.preferred {
        0 => format!(" No agreement is preferred to {one} by every government."),
        n => format!(
            " Every government prefers {} to {one}{}.",
            no_or_count(n, "agreement", "agreements"),
            of_them(n, counts.efficient_preferred)
        ),
    });
    if counts.zone > 0 && counts.efficient_in_zone == 0 {
        text.push_str(
            " What can be accepted at home is thus never the best that the governments could do \
             by their own orders.",
        );
    }
    if counts.in_force_efficient {
        text.push_str(
            " The agreement in force is itself efficient: whatever is better for one government \
             is worse for another.",
        );
    }
    text
}

/// `, 3 of them efficient`, of so many.
fn of_them(all: u64, efficient: u64) -> String {
    match (all, efficient) {
        (0, _) => String::new(),
        (1, 0) => ", and it is not efficient".to_owned(),
        (1, _) => ", and it is efficient".to_owned(),
        (_, n) => format!(", {} of them efficient", none_or(n)),
    }
}

/// What the governments' orders are made of.
fn by_what(found: &Settlement) -> String {
    let mut by = grouped(found.sides.iter().map(|side| (side.by, &side.name)));
    by.sort_by_key(|(by, _)| *by as u8);
    let told = by.into_iter().map(|(by, names)| {
        let names = joined(&names);
        match by {
            ValuedBy::Statements => format!(
                "For {names}, that is told by statements, most important first: what fails a \
                 weightier one is not made good by any number of lighter ones."
            ),
            ValuedBy::Ranking => format!("For {names}, that is told by a ranking."),
            ValuedBy::Forms => format!(
                "For {names}, that is told by what is said to forms of settlement: rejected, not \
                 minded, accepted."
            ),
            ValuedBy::Weights => format!(
                "For {names}, no order was given, so weights are added up: there, a loss in one \
                 term counts as made good by a gain in another."
            ),
            ValuedBy::Nothing => {
                format!("Nothing was said of what {names} would have: all is the same there.")
            }
        }
    });
    told.collect::<Vec<_>>().join(" ")
}

/// How many of the efficient agreements listed would be kept, and how they are reached.
fn holding(found: &Settlement) -> Option<String> {
    found.after.as_ref()?;
    let listed = found.efficient.iter();
    let listed = listed.map(|group| &found.agreements[group.agreement]);
    let placed: Vec<&AfterState> = listed
        .filter(|agreement| !agreement.row.in_force)
        .filter_map(|agreement| Some(&found.states[agreement.state?]))
        .collect();
    if placed.is_empty() {
        return None;
    }
    let kinds = [
        (Kept::Holds, "would be kept"),
        (
            Kept::AsNow,
            "would be left only by steps that would be taken without them, too",
        ),
        (Kept::Betrayed, "would be broken"),
        (
            Kept::NotKnown,
            "lead to what is in place, so that the model cannot say",
        ),
    ];
    let told = kinds.iter().filter_map(|(kept, words)| {
        let states = placed.iter().filter(|state| state.kept == *kept);
        let states = states.count() as u64;
        (states > 0).then(|| format!("{} {words}", thousands(states)))
    });
    let mut text = format!(
        "Of the {} listed that the model after signing has, {}.",
        no_or_count(
            placed.len() as u64,
            "efficient agreement",
            "efficient agreements"
        ),
        joined(&told.collect::<Vec<_>>())
    );
    let stands = |state: &&&AfterState| matches!(state.kept, Kept::Holds | Kept::AsNow);
    let unbroken = || placed.iter().filter(stands);
    let easily = |reach: ReachKind| reach <= ReachKind::JointMove;
    let reached = unbroken().filter(|state| state.holding.reach.is_some_and(easily));
    match (unbroken().count(), reached.count() as u64) {
        (0, _) => {}
        (_, 0) => text.push_str(
            " Neither steps in their movers’ interest nor one step taken together lead from what \
             is in place to any of those not broken.",
        ),
        (_, n) => text.push_str(&format!(
            " Steps in their movers’ interest or one step taken together lead from what is in \
             place to {} of those not broken.",
            thousands(n)
        )),
    }
    Some(text)
}

/// What weights promise, added up, and what rejects it.
fn scores(found: &Settlement, additive: &Additive) -> Option<String> {
    let names: Vec<&str> = additive.sides.iter().map(|id| short(found, id)).collect();
    let Some(forbidden) = &additive.forbidden else {
        return Some(format!(
            "Added up, the weights of {} leave no agreement that gives each what it must have.",
            joined(&names)
        ));
    };
    let mut points = additive.sets.first()?.points.iter();
    let nash = points.find(|point| point.kind == PointKind::Nash)?;
    let gains = names.iter().zip(&nash.gains);
    let gains: Vec<String> = gains
        .map(|(name, gain)| format!("{name} {gain:+.1}"))
        .collect();
    Some(format!(
        "Additive scores, kept apart from the above, promise more: by the weights added up, {} \
         would give every government more than it must have ({}){} (Nash point; {}): {}.{}",
        no_or_count(forbidden.promised, "agreement", "agreements"),
        match found.none_in_force {
            true => "what having none is worth",
            false => "what is in force, and the cost of another agreement",
        },
        match forbidden.promised {
            1 => "",
            _ => ", the best of them",
        },
        joined(&gains),
        brief(found, &found.agreements[nash.agreement]),
        rejected(found, forbidden)
    ))
}

/// What rejects what scores promise.
fn rejected(found: &Settlement, forbidden: &Forbidden) -> String {
    let all = match (forbidden.promised, forbidden.rejected) {
        (0, _) => return String::new(),
        (1, 0) => return " No government’s own judgement rejects it.".to_owned(),
        (_, 0) => return " No government’s own judgement rejects any of them.".to_owned(),
        (1, 1) => "it".to_owned(),
        (promised, n) if n == promised => "all of them".to_owned(),
        (_, n) => format!("{} of them", thousands(n)),
    };
    let told = |by: &ForbiddenBy| (short(found, &by.side).to_owned(), why(by));
    match forbidden.best_by.first().map(told) {
        None => {
            let most = forbidden.by.first().map(told);
            let most = most.map_or_else(String::new, |(side, why)| {
                format!(", most of all {side}: {why}")
            });
            format!(" The governments’ own judgement rejects {all}, though not this one{most}.")
        }
        Some((side, why)) if forbidden.promised == 1 => format!(" But {side} rejects it: {why}."),
        Some((side, why)) => format!(
            " But {side} rejects it: {why}. The governments’ own judgement so rejects {all}."
        ),
    }
}

/// Why a government rejects something.
fn why(by: &ForbiddenBy) -> String {
    let words = match (by.why, by.statements.first()) {
        (ForbiddenWhy::Statement, Some(wish)) => return fails(by, wish),
        (ForbiddenWhy::Statement, None) => "it ranks below the agreement in force",
        (ForbiddenWhy::AudienceCost, _) => {
            "what it gains does not pay for conceding at all before those at home"
        }
        (ForbiddenWhy::Form, _) => "it says no to settlements of this form",
        (ForbiddenWhy::Weights, _) => "the cost at home outweighs the gain",
    };
    words.to_owned()
}

fn fails(by: &ForbiddenBy, wish: &StatementHead) -> String {
    let line = match by.red_line {
        true => "the red line",
        false => "the statement",
    };
    let claims: Vec<&str> = wish.claims.iter().map(|claim| claim.id.as_str()).collect();
    let rests = match claims.as_slice() {
        [] => wish.basis.clone(),
        claims => format!("{}; {}", wish.basis, claims.join(", ")),
    };
    format!(
        "it fails {line} “{}” ({rests}), and nothing less important makes that good",
        wish.said()
    )
}

/// In how many pairs binding ends a break.
fn bound(found: &Settlement, binding: &Binding) -> String {
    format!(
        "Binding against declared, in “{}”: of {} of agreements that differ in that alone, \
         somebody would leave in {} where it does not bind; binding ends a break in {}.",
        found.terms[binding.term].label,
        no_or_count(binding.compared, "pair", "pairs"),
        none_or(binding.betrayed),
        none_or(binding.ended)
    )
}
