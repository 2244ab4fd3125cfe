//! What changed between two dates, in sentences.

use hikiwake_finding::no_or_count;
use hikiwake_negotiation::{
    DomesticRatification, HolderChange, HolderRule, HowMany, RatifyChange, RatifyPeriod,
};

use super::{form, short, side};
use crate::grouped::grouped;
use crate::{joined, scenarios, thousands};

/// How forms fare at the later date against the earlier, then who took over the file.
pub(super) fn changes(
    found: &DomesticRatification,
    before: &RatifyPeriod,
    now: &RatifyPeriod,
    change: &RatifyChange,
) -> Vec<String> {
    let when = |period: &RatifyPeriod| {
        let head = period.scenario.period.as_ref();
        head.map_or(String::new(), |head| {
            format!("“{}”", scenarios::label(head))
        })
    };
    let between = format!("From {} to {}", when(before), when(now));
    let parts = found.sides.iter().enumerate().map(|(side, head)| {
        let mut moved = moves(found, (before, now), side, "less", |b, n| n < b);
        moved.extend(moves(found, (before, now), side, "more", |b, n| n > b));
        match moved.is_empty() {
            true => format!("in {} every form fares as before", head.name),
            false => format!("in {} {}", head.name, moved.join("; ")),
        }
    });
    let parts: Vec<String> = parts.collect();
    let mut told = vec![format!("{between}: {}.", parts.join("; "))];
    let holders = change.holders.iter();
    told.extend(holders.map(|holder| in_other_hands(found, now, &between, holder)));
    told
}

/// Whose hands a file has come into by a date, as a sign to watch, and what that alone would
/// let pass or stop.
pub(crate) fn signs_of_hands(found: &DomesticRatification, period: &str) -> Vec<[String; 2]> {
    let changes = found.periods.iter().skip(1).zip(&found.changes);
    let (now, change) = match changes.into_iter().find(|(_, change)| change.to == period) {
        Some(known) => known,
        None => return Vec::new(),
    };
    let signs = change.holders.iter().flat_map(|holder| {
        let (from, to) = (short(now, &holder.from), short(now, &holder.to));
        let side = side(found, &holder.side);
        let sign = format!("{to} takes the file in {side} from {from} for good");
        let moving = holder.rules.iter().filter_map(move |rule| {
            let moved = less_or_more(found, rule).into_iter();
            let moved = moved.map(|(word, forms)| format!("{word} of {forms} would pass"));
            let (moved, label) = (moved.collect::<Vec<_>>(), label(found, rule));
            (!moved.is_empty()).then(|| format!("If “{label}” must agree, {}.", joined(&moved)))
        });
        moving.map(move |means| [sign.clone(), means])
    });
    signs.collect()
}

/// Of which forms less, and of which more, passes by a change of hands alone.
fn less_or_more(found: &DomesticRatification, rule: &HolderRule) -> Vec<(&'static str, String)> {
    let moved = [("less", &rule.closed), ("more", &rule.opened)].into_iter();
    let moved = moved.filter(|(_, ids)| !ids.is_empty());
    let told = moved.map(|(word, ids)| {
        let forms: Vec<String> = ids.iter().map(|id| form(found, Some(id))).collect();
        (word, joined(&forms))
    });
    told.collect()
}

fn label<'a>(found: &'a DomesticRatification, rule: &'a HolderRule) -> &'a str {
    let head = found.rules.iter().find(|head| head.id == rule.rule);
    head.map_or(&rule.rule, |head| &head.label)
}

/// Forms of which less, or more, passes under some rules: `less passes of “A” under “R”`.
fn moves(
    found: &DomesticRatification,
    (before, now): (&RatifyPeriod, &RatifyPeriod),
    side: usize,
    word: &str,
    moved: fn(HowMany, HowMany) -> bool,
) -> Vec<String> {
    let columns = now.by_form.iter().enumerate();
    let columns = columns.filter_map(|(column, here)| {
        let how =
            |period: &RatifyPeriod, rule: usize| period.rules[rule].sides[side].by_form[column].how;
        let rules: Vec<usize> = (0..now.rules.len())
            .filter(|&rule| {
                let (before, now) = (how(before, rule), how(now, rule));
                let there = before != HowMany::NoAgreement && now != HowMany::NoAgreement;
                there && moved(before, now)
            })
            .collect();
        let id = here.form.as_deref()?;
        (!rules.is_empty()).then(|| (rules, form(found, Some(id))))
    });
    let told = grouped(columns).into_iter().map(|(rules, labels)| {
        let labels = joined(&labels);
        if rules.len() == now.rules.len() {
            return format!("{word} passes of {labels}");
        }
        let rules = rules
            .iter()
            .map(|&at| format!("“{}”", found.rules[at].label));
        let rules = joined(&rules.collect::<Vec<_>>());
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
    let side = side(found, &holder.side);
    let (from, to) = (short(now, &holder.from), short(now, &holder.to));
    let mut told = format!("{between}, the file in {side} passes from {from} to {to}.");
    if holder.rules.is_empty() {
        told.push_str(&format!(
            " No rule asks who holds the file in {side}, so that alone changes nothing."
        ));
    }
    for rule in &holder.rules {
        let label = label(found, rule);
        if rule.before == rule.now {
            let same = no_or_count(rule.now.win_set, "agreement passes", "agreements pass");
            told.push_str(&format!(" Under “{label}”, {same} there with either."));
            continue;
        }
        told.push_str(&format!(
            " Under “{label}”, that alone takes the agreements that pass there from {} to {}, and \
             those that pass on all sides from {} to {}",
            thousands(rule.before.win_set),
            thousands(rule.now.win_set),
            thousands(rule.before.zone),
            thousands(rule.now.zone)
        ));
        for (word, forms) in less_or_more(found, rule) {
            told.push_str(&format!("; {word} passes of {forms}"));
        }
        told.push('.');
    }
    if found.rules.len() > holder.rules.len() && !holder.rules.is_empty() {
        told.push_str(" The other rules do not ask who holds it.");
    }
    told
}
