//! Who must accept at home, in sentences: one that answers for the latest date, then what
//! stands behind it.

use hikiwake_finding::words::capital;
use hikiwake_negotiation::{
    DomesticRatification, FactionRow, HowMany, RatifyPeriod, Says, SideRatified,
};

use super::{columns, short, side};
use crate::form_grounds::{self, Stoppers, called, rests_on};
use crate::grouped::grouped;
use crate::number::in_words;
use crate::obstacle_sets::opening::joined_or;
use crate::{Text, joined, scenarios, sentence};

/// Most other rules and dates told one by one.
const TOLD: usize = 4;

/// The rule that is meant if none is named.
pub(crate) fn usual(found: &DomesticRatification) -> usize {
    found.rules.iter().position(|rule| rule.usual).unwrap_or(0)
}

/// What can pass at home at the latest date under the usual rule, and who stops the rest.
pub(super) fn answer(found: &DomesticRatification) -> String {
    let Some(period) = found.periods.last() else {
        return String::new();
    };
    if period.agreements == 0 {
        return "There is no new agreement to be had.".to_owned();
    }
    let rule = usual(found);
    let (pass, fail) = fates(found, period, rule);
    let labels: Vec<String> = pass.iter().map(|&at| label(found, at)).collect();
    let all = pass.len() + fail.len();
    let mut clauses = vec![match labels.as_slice() {
        [] => "Nothing new can pass at home".to_owned(),
        labels if labels.len() == all => "Everything that was asked about can pass at home".into(),
        labels => format!("{} can pass at home", joined(labels)),
    }];
    if clauses[0].split_whitespace().count() > sentence::WORDS {
        let (some, all) = (capital(&in_words(pass.len())), in_words(all));
        clauses[0] = format!("{some} of the {all} forms can pass at home");
    }
    // To stop what breaks off what is in force is no refusal of a deal.
    let refused = fail
        .iter()
        .filter(|&&at| all == 1 || !breaks_off(found, at));
    let stoppers = refused.map(|&at| {
        let stoppers = stoppers(found, period, rule, at);
        stoppers.who.into_iter().map(|(name, _)| name).collect()
    });
    let rest = if pass.is_empty() { "all" } else { "the rest" };
    clauses.extend(form_grounds::who_stops(&stoppers.collect::<Vec<_>>(), rest));
    sentence::of_clauses(&clauses)
}

/// The forms, by their columns, that can pass at home and those that cannot.
fn fates(
    found: &DomesticRatification,
    period: &RatifyPeriod,
    rule: usize,
) -> (Vec<usize>, Vec<usize>) {
    let how = |at: usize| period.rules[rule].by_form[at].how;
    let forms = columns(period).filter(|&at| found.forms.is_empty() || at < found.forms.len());
    let forms = forms.filter(|&at| how(at) != HowMany::NoAgreement);
    forms.partition(|&at| how(at) != HowMany::None)
}

fn label(found: &DomesticRatification, at: usize) -> String {
    match found.forms.get(at) {
        Some(head) => called(&head.label, breaks_off(found, at)),
        None => "a new agreement".to_owned(),
    }
}

/// Whether a form is the end of what is in force at the latest date.
fn breaks_off(found: &DomesticRatification, at: usize) -> bool {
    let latest = found.periods.last();
    latest.is_some_and(|period| !period.by_form[at].undoes_in_force.is_empty())
}

/// Who stops a form under a rule, on the sides where none of its agreements passes.
fn stoppers(
    found: &DomesticRatification,
    period: &RatifyPeriod,
    rule: usize,
    at: usize,
) -> Stoppers {
    let mut who = Vec::new();
    let mut each = true;
    for side in &period.rules[rule].sides {
        if side.by_form[at].how != HowMany::None {
            continue;
        }
        let say = |row: &&FactionRow| has_a_veto(found, row, rule, &side.side);
        let judging: Vec<&FactionRow> = period.factions.iter().filter(say).collect();
        let says = |says: Says| {
            let rows = judging.iter().filter(move |row| row.cells[at].says == says);
            rows.map(|row| {
                let known = rests_on(&row.head.basis, row.head.hindsight);
                (short(period, &row.head.id).to_owned(), known)
            })
            .collect::<Vec<_>>()
        };
        let (rejecting, depending) = (says(Says::Rejects), says(Says::Depends));
        match (rejecting.is_empty(), depending.is_empty()) {
            (false, _) => who.extend(rejecting),
            (true, false) => {
                each &= depending.len() == 1;
                who.extend(depending);
            }
            (true, true) => who.push(vote(found, side, rule)),
        }
    }
    Stoppers { who, each }
}

/// That the votes on a side do not suffice, and what the rule rests on.
fn vote(found: &DomesticRatification, on: &SideRatified, rule: usize) -> (String, String) {
    let ground = &found.rules[rule].ground;
    let name = format!("the vote in {}", side(found, &on.side));
    (name, rests_on(&ground.basis, ground.hindsight))
}

/// Whether somebody must not reject on a side under a rule.
pub(super) fn has_a_veto(
    found: &DomesticRatification,
    row: &FactionRow,
    rule: usize,
    side: &str,
) -> bool {
    let rule = &found.rules[rule].id;
    let mut roles = row.roles.iter();
    roles.any(|role| role.rule == *rule && role.side == side && role.role != "votes")
}

/// What stands behind the answer, a sentence or two each.
pub(super) fn points(found: &DomesticRatification) -> Vec<Text> {
    let Some(period) = found.periods.last().filter(|period| period.agreements > 0) else {
        return Vec::new();
    };
    let rule = usual(found);
    let mut told = Vec::new();
    if found.stated_only {
        told.push(
            "Counted here is only what the sources state of those at home; nobody else is taken \
             to mind."
                .to_owned(),
        );
    }
    told.push(supposed(found, period, rule));
    let (_, fail) = fates(found, period, rule);
    let alike = grouped(
        fail.iter()
            .map(|&at| (stoppers(found, period, rule, at), at)),
    );
    told.extend(alike.iter().map(|(stoppers, forms)| {
        let labels: Vec<String> = forms.iter().map(|&at| label(found, at)).collect();
        stoppers.told(&joined(&labels))
    }));
    told.extend(other_rules(found, period, rule));
    told.extend(earlier(found, period, rule));
    told.extend(hands(found));
    told.into_iter().map(Text::from).collect()
}

/// Under which rule, at which date, and that the rule is a supposition.
fn supposed(found: &DomesticRatification, period: &RatifyPeriod, rule: usize) -> String {
    let head = &found.rules[rule];
    let when = match (&period.scenario.period, found.periods.len()) {
        (Some(period), 2..) => format!(" in “{}”", scenarios::label(period)),
        _ => String::new(),
    };
    format!(
        "So it is{when} if “{}” must agree, which is a supposition ({}).",
        head.label,
        rests_on(&head.ground.basis, head.ground.hindsight)
    )
}

/// Forms that pass under one rule or at one date and not under another: `could pass, too`.
fn difference(found: &DomesticRatification, here: &[usize], there: &[usize]) -> Option<String> {
    let only = |some: &[usize], other: &[usize]| -> Vec<String> {
        let only = some.iter().filter(|at| !other.contains(at));
        only.map(|&at| label(found, at)).collect()
    };
    let (more, less) = (only(there, here), only(here, there));
    match (more.is_empty(), less.is_empty()) {
        (true, true) => None,
        (false, true) => Some(format!("{} could pass, too", joined(&more))),
        (true, false) => Some(format!("{} could not pass", joined(&less))),
        (false, false) => Some(format!(
            "{} could pass, and {} could not",
            joined(&more),
            joined(&less)
        )),
    }
}

/// What could pass if others had to agree.
fn other_rules(found: &DomesticRatification, period: &RatifyPeriod, rule: usize) -> Vec<String> {
    let (pass, _) = fates(found, period, rule);
    let others = (0..found.rules.len()).filter(|&other| other != rule);
    let others = others.map(|other| {
        let there = fates(found, period, other).0;
        (
            difference(found, &pass, &there),
            format!("“{}”", found.rules[other].label),
        )
    });
    let told = grouped(others)
        .into_iter()
        .map(|(difference, rules)| match difference {
            Some(difference) => format!(
                "If instead {} had to agree, {difference}.",
                joined_or(&rules)
            ),
            None => format!("The same could pass if {} had to agree.", joined_or(&rules)),
        });
    told.take(TOLD).collect()
}

/// What could pass at earlier dates.
fn earlier(found: &DomesticRatification, period: &RatifyPeriod, rule: usize) -> Vec<String> {
    let (pass, _) = fates(found, period, rule);
    let before = found
        .periods
        .iter()
        .rev()
        .skip(1)
        .filter(|before| before.agreements > 0);
    let before = before.map(|before| {
        let there = fates(found, before, rule).0;
        let head = before.scenario.period.as_ref();
        let label = head.map_or("before", scenarios::label);
        (difference(found, &pass, &there), format!("“{label}”"))
    });
    let told = grouped(before)
        .into_iter()
        .map(|(difference, dates)| match difference {
            Some(difference) => format!("In {}, {difference}.", joined(&dates)),
            None => format!("In {} the same could pass.", joined(&dates)),
        });
    told.take(TOLD).collect()
}

/// Into whose hands the file came.
fn hands(found: &DomesticRatification) -> Vec<String> {
    let dates = found.periods.windows(2).zip(&found.changes);
    let told = dates.flat_map(|(dates, change)| {
        let now = &dates[1];
        change.holders.iter().map(move |holder| {
            let when = now.scenario.period.as_ref();
            let when = when.map_or(String::new(), |head| {
                format!(" by “{}”", scenarios::label(head))
            });
            format!(
                "The file in {} passed{when} from {} to {}.",
                side(found, &holder.side),
                short(now, &holder.from),
                short(now, &holder.to)
            )
        })
    });
    told.collect()
}
