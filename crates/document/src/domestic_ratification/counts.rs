//! Who lets which agreements pass, in sentences. No rule speaks alone where rules
//! disagree.

use hikiwake_finding::words::capital;
use hikiwake_negotiation::{
    DomesticRatification, FormRatified, HowMany, RatifyPeriod, SideRatified,
};

use super::changes::changes;
use super::{form, short};
use crate::grouped::grouped;
use crate::{count, joined, scenarios, thousands};

/// Most forms whose chances are told, and most factions that keep agreements out.
const TOLD: usize = 3;

/// One sentence a date, then what changed.
pub(super) fn how_many_pass(found: &DomesticRatification) -> Vec<String> {
    let mut told: Vec<String> = (found.periods.iter())
        .map(|period| how_many(found, period))
        .collect();
    let dates = found.periods.windows(2).zip(&found.changes);
    told.extend(dates.flat_map(|(dates, change)| changes(found, &dates[0], &dates[1], change)));
    told
}

/// One date: what passes on each side and on all, what keeps agreements out, what is
/// likeliest to be ratified.
pub(super) fn of_date(found: &DomesticRatification, period: &RatifyPeriod) -> Vec<String> {
    let mut told = Vec::new();
    let of_sides = |side: usize| period.rules.iter().map(move |rule| &rule.sides[side]);
    for (side, head) in found.sides.iter().enumerate() {
        let fares = of_sides(side).map(|side| side.by_form.as_slice());
        told.extend(forms(found, period, &format!("In {}", head.name), fares));
    }
    let fares = period.rules.iter().map(|rule| rule.by_form.as_slice());
    told.extend(forms(found, period, "On all sides", fares));
    for (side, head) in found.sides.iter().enumerate() {
        told.extend(kept_out(found, period, &head.name, of_sides(side)));
    }
    told.extend(chances(found, period));
    told
}

fn how_many(found: &DomesticRatification, period: &RatifyPeriod) -> String {
    let dated = |text: &str| match &period.scenario.period {
        Some(head) => format!("{}: {text}", scenarios::label(head)),
        None => capital(text),
    };
    if period.agreements == 0 {
        return dated("there is no new agreement to be had.");
    }
    let rules = &period.rules;
    let sides = found.sides.iter().enumerate().map(|(side, head)| {
        let passes = range(rules.iter().map(|rule| rule.sides[side].win_set));
        format!("{} lets {passes} pass", head.name)
    });
    let by = match rules.as_slice() {
        [_] => format!(" under {}", rule(found, 0)),
        _ => ", depending on the rule of ratification".to_owned(),
    };
    dated(&format!(
        "of {}, {}; {} pass on all sides{by}.",
        count(period.agreements, "new agreement", "new agreements"),
        joined(&sides.collect::<Vec<_>>()),
        range(rules.iter().map(|rule| rule.zone))
    ))
}

/// Forms that pass under every rule, under none, and those on which rules disagree.
fn forms<'a>(
    found: &DomesticRatification,
    period: &RatifyPeriod,
    place: &str,
    fares: impl Iterator<Item = &'a [FormRatified]>,
) -> Option<String> {
    let fares: Vec<&[FormRatified]> = fares.collect();
    let columns = period.by_form.iter().enumerate();
    let columns = columns.filter(|(_, count)| count.form.is_some() && count.agreements > 0);
    let columns = columns.map(|(column, count)| {
        let how: Vec<HowMany> = fares.iter().map(|rule| rule[column].how).collect();
        (how, form(found, count.form.as_deref()))
    });
    let mut alike = grouped(columns);
    // What is the same under every rule comes first, then what passes most.
    alike.sort_by_key(|(how, _)| {
        let split = how.windows(2).any(|pair| pair[0] != pair[1]);
        let passing = how.iter().map(|&how| how as usize).sum::<usize>();
        (split, std::cmp::Reverse(passing))
    });
    let parts = alike.iter().map(|(how, labels)| {
        let fate = fate(found, how, labels.len() > 1);
        format!("{} {fate}", joined(labels))
    });
    let parts: Vec<String> = parts.collect();
    (!parts.is_empty()).then(|| format!("{place}: {}.", parts.join("; ")))
}

/// What becomes of forms under each rule: `pass, but not under “A”`.
fn fate(found: &DomesticRatification, how: &[HowMany], many: bool) -> String {
    let under = |wanted: HowMany| -> Vec<String> {
        let rules = how.iter().enumerate().filter(|(_, how)| **how == wanted);
        rules.map(|(at, _)| rule(found, at)).collect()
    };
    let [all, some, none] = [HowMany::All, HowMany::Some, HowMany::None].map(under);
    let (pass, fail) = match many {
        true => ("pass", "fail"),
        false => ("passes", "fails"),
    };
    let whatever = match how.len() {
        0 | 1 => "",
        _ => " whatever the rule",
    };
    if all.len() == how.len() {
        return format!("{pass}{whatever}");
    }
    if none.len() == how.len() {
        return format!("{fail}{whatever}");
    }
    if some.len() == how.len() {
        return format!("{pass} in part{whatever}");
    }
    let of = |rules: &[String], words: &str| {
        (!rules.is_empty()).then(|| format!("{words} {}", joined(rules)))
    };
    let told = |parts: [Option<String>; 2]| -> String {
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        parts.join(" and ")
    };
    if all.len() > some.len() + none.len() {
        let exceptions = [of(&none, "not under"), of(&some, "only in part under")];
        return format!("{pass}, but {}", told(exceptions));
    }
    let only = if none.is_empty() { "" } else { " only" };
    let exceptions = [of(&all, "under"), of(&some, "in part under")];
    format!("{pass}{only} {}", told(exceptions))
}

/// Whose no alone keeps agreements out on one side, under each rule.
fn kept_out<'a>(
    found: &DomesticRatification,
    period: &RatifyPeriod,
    name: &str,
    side: impl Iterator<Item = &'a SideRatified>,
) -> Option<String> {
    let under = side.enumerate().map(|(at, side)| {
        let fails = period.agreements.saturating_sub(side.win_set);
        let alone = side.decisive.iter().filter(|row| row.keeps_out > 0);
        let alone = alone.take(TOLD).map(|row| {
            let out = match row.keeps_out == fails {
                true => "all of them".to_owned(),
                false => thousands(row.keeps_out),
            };
            format!("{} alone keeps out {out}", short(period, &row.faction))
        });
        let alone: Vec<String> = alone.collect();
        let told = match (fails, alone.as_slice()) {
            (0, _) => "nothing fails".to_owned(),
            (n, []) => format!("{} fail, and no one alone keeps out any", thousands(n)),
            (n, alone) => format!("of {} that fail, {}", thousands(n), joined(alone)),
        };
        (told, rule(found, at))
    });
    let parts: Vec<String> = (grouped(under).iter())
        .map(|(told, rules)| format!("under {}, {told}", joined(rules)))
        .collect();
    (!parts.is_empty())
        .then(|| format!("What keeps agreements out in {name}: {}.", parts.join("; ")))
}

/// The forms likeliest to be ratified on all sides, at their best.
fn chances(found: &DomesticRatification, period: &RatifyPeriod) -> Option<String> {
    // Per form that has any, its greatest chance under each rule, least first.
    let mut forms: Vec<(String, Vec<(f64, usize)>)> = Vec::new();
    for (column, count) in period.by_form.iter().enumerate() {
        let rules = period.rules.iter().enumerate();
        let chances =
            rules.filter_map(|(at, rule)| Some((rule.by_form[column].chance?.greatest, at)));
        let mut chances: Vec<(f64, usize)> = chances.collect();
        chances.sort_by(|(a, _), (b, _)| a.total_cmp(b));
        if count.form.is_some() && !chances.is_empty() {
            forms.push((form(found, count.form.as_deref()), chances));
        }
    }
    let best = |chances: &[(f64, usize)]| chances.last().map_or(0.0, |(chance, _)| *chance);
    forms.sort_by(|(_, a), (_, b)| best(b).total_cmp(&best(a)));
    let told = forms.iter().take(TOLD).map(|(form, chances)| {
        let (least, most) = (chances[0], chances[chances.len() - 1]);
        let chance = match (percent(least.0), percent(most.0)) {
            (least, most) if least == most => most,
            (low, high) => format!(
                "{low} under {} to {high} under {}",
                rule(found, least.1),
                rule(found, most.1)
            ),
        };
        format!("{form} ({chance})")
    });
    let told: Vec<String> = told.collect();
    (!told.is_empty()).then(|| {
        format!(
            "By the doubt that the judgements carry, and if factions err independently of one \
             another, these are likeliest to be ratified on all sides, each at its best: {}.",
            told.join("; ")
        )
    })
}

/// What sentences call a rule.
fn rule(found: &DomesticRatification, at: usize) -> String {
    format!("“{}”", found.rules[at].label)
}

/// `none`, `5,040` or `1,204 to 5,040`.
fn range(counts: impl Iterator<Item = u64> + Clone) -> String {
    match (counts.clone().min(), counts.max()) {
        (Some(least), Some(most)) if least < most => {
            format!("{} to {}", thousands(least), thousands(most))
        }
        (Some(0), _) | (None, _) => "none".to_owned(),
        (Some(least), _) => thousands(least),
    }
}

/// `42%`, and `under 1%` for what is not quite impossible.
fn percent(chance: f64) -> String {
    match chance {
        c if c <= 0.0 => "0%".to_owned(),
        c if c < 0.01 => "under 1%".to_owned(),
        c if c > 0.99 && c < 1.0 => "over 99%".to_owned(),
        c => format!("{:.0}%", c * 100.0),
    }
}
