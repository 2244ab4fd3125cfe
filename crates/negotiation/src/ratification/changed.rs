//! What changed between two dates, in words.

use super::names::{faction, form};
use super::types::*;
use hikiwake_finding::{words::count, words::list, words::thousands};

pub(super) fn changes(
    found: &DomesticRatification,
    at: usize,
    change: &RatifyChange,
) -> Vec<String> {
    let (before, now) = (&found.periods[at], &found.periods[at + 1]);
    let when = |period: &RatifyPeriod| {
        let head = period.scenario.period.as_ref();
        head.map_or(String::new(), |head| format!("“{}”", head.label))
    };
    let between = format!("From {} to {}", when(before), when(now));
    let mut parts = Vec::new();
    for side in 0..found.sides.len() {
        let mut moved = Vec::new();
        moved.extend(moves(found, (before, now), side, "less", |b, n| n < b));
        moved.extend(moves(found, (before, now), side, "more", |b, n| n > b));
        let name = &found.sides[side].name;
        parts.push(match moved.is_empty() {
            true => format!("in {name} every form fares as before"),
            false => format!("in {name} {}", moved.join("; ")),
        });
    }
    let mut told = vec![format!("{between}: {}.", parts.join("; "))];
    for holder in &change.holders {
        told.push(in_other_hands(found, now, &between, holder));
    }
    told
}

/// Forms of which less, or more, passes under some rules: `less passes of “A” under “R”`.
fn moves(
    found: &DomesticRatification,
    (before, now): (&RatifyPeriod, &RatifyPeriod),
    side: usize,
    word: &str,
    moved: fn(HowMany, HowMany) -> bool,
) -> Vec<String> {
    // Forms for which it is the same rules, together.
    let mut alike: Vec<(Vec<usize>, Vec<String>)> = Vec::new();
    for (column, here) in now.by_form.iter().enumerate() {
        let how =
            |period: &RatifyPeriod, rule: usize| period.rules[rule].sides[side].by_form[column].how;
        let rules: Vec<usize> = (0..now.rules.len())
            .filter(|&rule| {
                let (before, now) = (how(before, rule), how(now, rule));
                let there = before != HowMany::NoAgreement && now != HowMany::NoAgreement;
                there && moved(before, now)
            })
            .collect();
        if here.form.is_none() || rules.is_empty() {
            continue;
        }
        let label = form(found, here.form.as_deref());
        match alike.iter_mut().find(|(known, _)| *known == rules) {
            Some((_, labels)) => labels.push(label),
            None => alike.push((rules, vec![label])),
        }
    }
    let told = alike.iter().map(|(rules, labels)| {
        let labels = list(labels);
        if rules.len() == now.rules.len() {
            return format!("{word} passes of {labels}");
        }
        let rules = rules
            .iter()
            .map(|&rule| format!("“{}”", found.rules[rule].label));
        let rules = list(&rules.collect::<Vec<_>>());
        format!("{word} passes of {labels} under {rules}")
    });
    told.collect()
}

/// The file came into other hands.
fn in_other_hands(
    found: &DomesticRatification,
    now: &RatifyPeriod,
    between: &str,
    holder: &HolderChange,
) -> String {
    let side = found.sides.iter().find(|side| side.id == holder.side);
    let side = side.map_or(holder.side.as_str(), |side| &side.name);
    let (from, to) = (faction(now, &holder.from), faction(now, &holder.to));
    let mut told = format!("{between}, the file in {side} passes from {from} to {to}.");
    if holder.rules.is_empty() {
        told.push_str(&format!(
            " No rule asks who holds the file in {side}, so that alone changes nothing."
        ));
    }
    for rule in &holder.rules {
        let label = found.rules.iter().find(|head| head.id == rule.rule);
        let label = label.map_or(rule.rule.as_str(), |head| &head.label);
        if rule.before == rule.now {
            let same = count(rule.now.win_set, "agreement passes", "agreements pass");
            told.push_str(&format!(" Under “{label}”, {same} there with either."));
            continue;
        }
        let (before, now) = (rule.before, rule.now);
        told.push_str(&format!(
            " Under “{label}”, that alone takes the agreements that pass there from {} to {}, and \
             those that pass on all sides from {} to {}",
            thousands(before.win_set),
            thousands(now.win_set),
            thousands(before.zone),
            thousands(now.zone)
        ));
        let named = |ids: &[String]| {
            let forms = ids.iter().map(|id| form(found, Some(id)));
            list(&forms.collect::<Vec<_>>())
        };
        if !rule.closed.is_empty() {
            told.push_str(&format!("; less passes of {}", named(&rule.closed)));
        }
        if !rule.opened.is_empty() {
            told.push_str(&format!("; more passes of {}", named(&rule.opened)));
        }
        told.push('.');
    }
    if found.rules.len() > holder.rules.len() && !holder.rules.is_empty() {
        told.push_str(" The other rules do not ask who holds it.");
    }
    told
}
