//! The finding in words. No rule speaks alone where rules disagree.

use super::names::{faction, form};
use super::types::*;
use hikiwake_finding::{words::capital, words::count, words::list, words::thousands};

/// Most forms whose chances are told, and most factions that keep agreements out.
const TOLD: usize = 3;

/// One sentence a date, then what changed.
pub(super) fn overview(found: &DomesticRatification) -> Vec<String> {
    let mut told = Vec::new();
    for period in &found.periods {
        let words = Words { found, period };
        told.push(words.how_many());
    }
    for (at, change) in found.changes.iter().enumerate() {
        told.extend(super::changed::changes(found, at, change));
    }
    told
}

/// One date.
pub(super) fn of_date(found: &DomesticRatification, period: &RatifyPeriod) -> Vec<String> {
    let words = Words { found, period };
    let mut told = Vec::new();
    let fares = |of: &dyn Fn(&Ratified) -> Vec<FormRatified>| -> Vec<Vec<FormRatified>> {
        period.rules.iter().map(of).collect()
    };
    for (side, head) in found.sides.iter().enumerate() {
        let fares = fares(&|rule| rule.sides[side].by_form.clone());
        told.extend(words.forms(&format!("in {}", head.name), &fares));
    }
    let fares = fares(&|rule| rule.by_form.clone());
    told.extend(words.forms("on all sides", &fares));
    told.extend((0..found.sides.len()).filter_map(|side| words.blocked(side)));
    told.extend(words.chances());
    told
}

/// One date of a finding, for speaking of it.
struct Words<'f> {
    found: &'f DomesticRatification,
    period: &'f RatifyPeriod,
}

impl Words<'_> {
    fn how_many(&self) -> String {
        let head = self.period.scenario.period.as_ref();
        let dated = |text: &str| match head {
            Some(head) => format!("{}: {text}", head.label),
            None => capital(text),
        };
        if self.period.agreements == 0 {
            return dated("there is no new agreement to be had.");
        }
        let rules = &self.period.rules;
        let mut parts = Vec::new();
        for (side, head) in self.found.sides.iter().enumerate() {
            let counts: Vec<u64> = rules.iter().map(|rule| rule.sides[side].win_set).collect();
            parts.push(format!("{} lets {} pass", head.name, range(&counts)));
        }
        let zones: Vec<u64> = rules.iter().map(|rule| rule.zone).collect();
        let by = match rules.as_slice() {
            [_] => format!(" under {}", self.rule(0)),
            _ => ", depending on the rule of ratification".to_owned(),
        };
        dated(&format!(
            "of {}, {}; {} pass on all sides{by}.",
            count(self.period.agreements, "new agreement", "new agreements"),
            list(&parts),
            range(&zones)
        ))
    }

    /// Forms that pass under every rule, under none, and those on which rules disagree.
    fn forms(&self, place: &str, fares: &[Vec<FormRatified>]) -> Option<String> {
        // Forms that fare alike under every rule, together.
        let mut alike: Vec<(Vec<HowMany>, Vec<String>)> = Vec::new();
        for (column, form) in self.period.by_form.iter().enumerate() {
            if form.form.is_none() || form.agreements == 0 {
                continue;
            }
            let how: Vec<HowMany> = fares.iter().map(|rule| rule[column].how).collect();
            let label = self.form(column);
            match alike.iter_mut().find(|(known, _)| *known == how) {
                Some((_, labels)) => labels.push(label),
                None => alike.push((how, vec![label])),
            }
        }
        // What is the same under every rule comes first, then what passes most.
        alike.sort_by_key(|(how, _)| {
            let split = how.windows(2).any(|pair| pair[0] != pair[1]);
            let passing = how.iter().map(|&how| how as usize).sum::<usize>();
            (split, std::cmp::Reverse(passing))
        });
        let parts: Vec<String> = (alike.iter())
            .map(|(how, labels)| format!("{} {}", list(labels), self.fate(how, labels.len() > 1)))
            .collect();
        (!parts.is_empty()).then(|| format!("{}: {}.", capital(place), parts.join("; ")))
    }

    /// What becomes of forms under each rule: `pass, but not under “A”`.
    fn fate(&self, how: &[HowMany], many: bool) -> String {
        let under = |wanted: HowMany| -> Vec<String> {
            let rules = how.iter().enumerate().filter(|(_, how)| **how == wanted);
            rules.map(|(rule, _)| self.rule(rule)).collect()
        };
        let (all, some, none) = (
            under(HowMany::All),
            under(HowMany::Some),
            under(HowMany::None),
        );
        let (pass, fail) = if many {
            ("pass", "fail")
        } else {
            ("passes", "fails")
        };
        let whatever = if how.len() > 1 {
            " whatever the rule"
        } else {
            ""
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
        let mut exceptions = Vec::new();
        if all.len() > some.len() + none.len() {
            if !none.is_empty() {
                exceptions.push(format!("not under {}", list(&none)));
            }
            if !some.is_empty() {
                exceptions.push(format!("only in part under {}", list(&some)));
            }
            return format!("{pass}, but {}", exceptions.join(" and "));
        }
        if !all.is_empty() {
            exceptions.push(format!("under {}", list(&all)));
        }
        if !some.is_empty() {
            exceptions.push(format!("in part under {}", list(&some)));
        }
        let only = if none.is_empty() { "" } else { " only" };
        format!("{pass}{only} {}", exceptions.join(" and "))
    }

    /// Whose no alone keeps agreements out, under each rule.
    fn blocked(&self, side: usize) -> Option<String> {
        let mut alike: Vec<(String, Vec<String>)> = Vec::new();
        for (index, rule) in self.period.rules.iter().enumerate() {
            let fails = self.period.agreements - rule.sides[side].win_set;
            let alone: Vec<String> = (rule.sides[side].decisive.iter())
                .filter(|row| row.keeps_out > 0)
                .take(TOLD)
                .map(|row| {
                    let out = match row.keeps_out == fails {
                        true => "all of them".to_owned(),
                        false => thousands(row.keeps_out),
                    };
                    format!("{} alone keeps out {out}", self.faction(&row.faction))
                })
                .collect();
            let told = match (fails, alone.as_slice()) {
                (0, _) => "nothing fails".to_owned(),
                (n, []) => format!("{} fail, and no one alone keeps out any", thousands(n)),
                (n, alone) => format!("of {} that fail, {}", thousands(n), list(alone)),
            };
            let rule = self.rule(index);
            match alike.iter_mut().find(|(known, _)| *known == told) {
                Some((_, rules)) => rules.push(rule),
                None => alike.push((told, vec![rule])),
            }
        }
        let parts: Vec<String> = (alike.iter())
            .map(|(told, rules)| format!("under {}, {told}", list(rules)))
            .collect();
        let name = &self.found.sides[side].name;
        (!parts.is_empty())
            .then(|| format!("What keeps agreements out in {name}: {}.", parts.join("; ")))
    }

    /// The forms likeliest to be ratified on all sides, at their best.
    fn chances(&self) -> Option<String> {
        let rules = &self.period.rules;
        let mut forms: Vec<(usize, Vec<(f64, usize)>)> = (0..self.period.by_form.len())
            .filter(|&column| self.period.by_form[column].form.is_some())
            .map(|column| {
                let chances = rules.iter().enumerate().filter_map(|(rule, under)| {
                    Some((under.by_form[column].chance?.greatest, rule))
                });
                let mut chances: Vec<(f64, usize)> = chances.collect();
                chances.sort_by(|(a, _), (b, _)| a.total_cmp(b));
                (column, chances)
            })
            .filter(|(_, chances)| !chances.is_empty())
            .collect();
        let best = |chances: &[(f64, usize)]| chances.last().map_or(0.0, |(chance, _)| *chance);
        forms.sort_by(|(_, a), (_, b)| best(b).total_cmp(&best(a)));
        let told = forms.iter().take(TOLD).map(|(column, chances)| {
            let (least, most) = (chances[0], chances[chances.len() - 1]);
            let chance = match percent(least.0) == percent(most.0) {
                true => percent(most.0),
                false => format!(
                    "{} under {} to {} under {}",
                    percent(least.0),
                    self.rule(least.1),
                    percent(most.0),
                    self.rule(most.1)
                ),
            };
            format!("{} ({chance})", self.form(*column))
        });
        let told: Vec<String> = told.collect();
        (!told.is_empty()).then(|| {
            format!(
                "By the doubt that the judgements carry, and if factions err independently of \
                 one another, these are likeliest to be ratified on all sides, each at its best: \
                 {}.",
                told.join("; ")
            )
        })
    }

    fn rule(&self, index: usize) -> String {
        format!("“{}”", self.found.rules[index].label)
    }

    fn form(&self, column: usize) -> String {
        form(self.found, self.period.by_form[column].form.as_deref())
    }

    fn faction(&self, id: &str) -> String {
        faction(self.period, id)
    }
}

/// `none`, `5,040` or `1,204 to 5,040`.
fn range(counts: &[u64]) -> String {
    match (counts.iter().min(), counts.iter().max()) {
        (Some(least), Some(most)) if least < most => {
            format!("{} to {}", thousands(*least), thousands(*most))
        }
        (Some(0), _) | (None, _) => "none".to_owned(),
        (Some(least), _) => thousands(*least),
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
