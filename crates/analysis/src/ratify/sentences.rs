//! The finding in words. No rule speaks alone where rules disagree.

use super::types::*;
use crate::words::{capital, count, list, thousands};

/// Most forms whose chances are told in a sentence.
const TOLD: usize = 3;

pub(super) fn sentences(found: &Ratify) -> Vec<String> {
    let mut told = Vec::new();
    for period in &found.periods {
        let words = Words { found, period };
        told.push(words.how_many());
        for side in 0..found.sides.len() {
            told.extend(words.side(side));
        }
        told.extend(words.zone());
        for side in 0..found.sides.len() {
            told.extend(words.blocked(side));
        }
        told.extend(words.chances());
    }
    for (at, change) in found.changes.iter().enumerate() {
        told.extend(changes(found, at, change));
    }
    told
}

/// One date of a finding, for speaking of it.
struct Words<'f> {
    found: &'f Ratify,
    period: &'f RatifyPeriod,
}

impl Words<'_> {
    /// `April 2016`, or nothing where there are no periods.
    fn when(&self) -> String {
        let period = &self.period.scenario.period;
        period.as_ref().map_or(String::new(), |p| p.label.clone())
    }

    /// A sentence that begins with the date.
    fn dated(&self, text: &str) -> String {
        match self.when() {
            when if when.is_empty() => capital(text),
            when => format!("{when}: {text}"),
        }
    }

    fn how_many(&self) -> String {
        let rules = &self.period.rules;
        if self.period.agreements == 0 {
            return self.dated("there is no new agreement to be had.");
        }
        let ranged = |counts: Vec<u64>| range(&counts);
        let mut parts = Vec::new();
        for (side, head) in self.found.sides.iter().enumerate() {
            let counts = rules.iter().map(|rule| rule.sides[side].win_set).collect();
            parts.push(format!("{} lets {} pass", head.name, ranged(counts)));
        }
        let zone = ranged(rules.iter().map(|rule| rule.zone).collect());
        let by = match rules.as_slice() {
            [_] => format!(" under {}", self.rule(0)),
            _ => ", depending on the rule".to_owned(),
        };
        self.dated(&format!(
            "of {}, {}; {zone} pass on all sides{by}.",
            count(self.period.agreements, "new agreement", "new agreements"),
            list(&parts)
        ))
    }

    /// Which forms pass on one side.
    fn side(&self, side: usize) -> Vec<String> {
        let of = |rule: &Ratified| rule.sides[side].by_form.clone();
        let fares: Vec<Vec<FormRatified>> = self.period.rules.iter().map(of).collect();
        let name = &self.found.sides[side].name;
        self.forms(&format!("in {name}"), &fares)
    }

    /// Which forms are in the zone of agreement.
    fn zone(&self) -> Vec<String> {
        let of = |rule: &Ratified| rule.by_form.clone();
        let fares: Vec<Vec<FormRatified>> = self.period.rules.iter().map(of).collect();
        self.forms("on all sides", &fares)
    }

    /// Forms that pass under every rule, under none, and those on which rules disagree.
    fn forms(&self, place: &str, fares: &[Vec<FormRatified>]) -> Vec<String> {
        let columns = self.period.by_form.iter().enumerate();
        let columns: Vec<usize> = (columns)
            .filter(|(_, form)| form.form.is_some() && form.agreements > 0)
            .map(|(column, _)| column)
            .collect();
        if columns.is_empty() {
            return Vec::new();
        }
        let (mut all, mut some, mut none, mut split) = (vec![], vec![], vec![], vec![]);
        for column in columns {
            let label = self.form(column);
            let how: Vec<HowMany> = fares.iter().map(|rule| rule[column].how).collect();
            match how.as_slice() {
                how if how.iter().all(|&h| h == HowMany::All) => all.push(label),
                how if how.iter().all(|&h| h == HowMany::None) => none.push(label),
                how if how.iter().all(|&h| h == HowMany::Some) => some.push(label),
                how => split.push(format!("{label} {}", self.split(how))),
            }
        }
        let every = match fares.len() {
            1 => String::new(),
            _ => ", whatever the rule".to_owned(),
        };
        let mut parts = Vec::new();
        if !all.is_empty() {
            parts.push(format!("all agreements of {} pass", list(&all)));
        }
        if !some.is_empty() {
            parts.push(format!("some of {} pass", list(&some)));
        }
        if !none.is_empty() {
            parts.push(format!("none of {} passes", list(&none)));
        }
        let mut told = Vec::new();
        if !parts.is_empty() {
            told.push(self.dated(&format!("{place}, {}{every}.", list(&parts))));
        }
        if !split.is_empty() {
            let split = split.join("; ");
            told.push(self.dated(&format!("{place} the rules disagree: {split}.")));
        }
        told
    }

    /// `passes under “A”, in part under “B” and not under “C”`
    fn split(&self, how: &[HowMany]) -> String {
        let under = |wanted: HowMany| {
            let rules = how.iter().enumerate().filter(|(_, how)| **how == wanted);
            list(&rules.map(|(rule, _)| self.rule(rule)).collect::<Vec<_>>())
        };
        let mut parts = Vec::new();
        for (wanted, words) in [
            (HowMany::All, "passes under"),
            (HowMany::Some, "passes in part under"),
            (HowMany::None, "fails under"),
        ] {
            if how.contains(&wanted) {
                parts.push(format!("{words} {}", under(wanted)));
            }
        }
        list(&parts)
    }

    /// Whose no alone keeps most agreements out, under each rule.
    fn blocked(&self, side: usize) -> Option<String> {
        let name = &self.found.sides[side].name;
        let mut parts = Vec::new();
        let mut any = false;
        for (index, rule) in self.period.rules.iter().enumerate() {
            let at = &rule.sides[side];
            let out = self.period.agreements - at.win_set;
            if out == 0 {
                parts.push(format!("under {} nothing is kept out", self.rule(index)));
                continue;
            }
            any = true;
            let most = at.decisive.first().map_or(0, |row| row.keeps_out);
            let who: Vec<String> = (at.decisive.iter())
                .filter(|row| row.keeps_out == most && most > 0)
                .map(|row| self.faction(&row.faction))
                .collect();
            let out = thousands(out);
            parts.push(match who.as_slice() {
                [] => format!(
                    "under {} no one’s no alone keeps out any of the {out} that fail",
                    self.rule(index)
                ),
                [one] => format!(
                    "under {} the no of {one} alone keeps out {} of the {out} that fail",
                    self.rule(index),
                    thousands(most)
                ),
                more => format!(
                    "under {} {} each alone keep out {} of the {out} that fail",
                    self.rule(index),
                    list(more),
                    thousands(most)
                ),
            });
        }
        any.then(|| self.dated(&format!("in {name}, {}.", parts.join("; "))))
    }

    /// The forms likeliest to be ratified on all sides.
    fn chances(&self) -> Option<String> {
        let rules = &self.period.rules;
        let best = |column: usize| {
            let chances = rules.iter().filter_map(|rule| rule.by_form[column].chance);
            chances.map(|chance| chance.greatest).max_by(f64::total_cmp)
        };
        let mut forms: Vec<(usize, f64)> = (0..self.period.by_form.len())
            .filter(|&column| self.period.by_form[column].form.is_some())
            .filter_map(|column| Some((column, best(column)?)))
            .collect();
        forms.sort_by(|(_, a), (_, b)| b.total_cmp(a));
        let told = forms.iter().take(TOLD).map(|&(column, _)| {
            let under = rules.iter().enumerate().filter_map(|(index, rule)| {
                let chance = rule.by_form[column].chance?;
                Some((percent(chance.greatest), self.rule(index)))
            });
            let under: Vec<(String, String)> = under.collect();
            let same = under.windows(2).all(|pair| pair[0].0 == pair[1].0);
            let chance = match under.as_slice() {
                [(chance, _), ..] if same => chance.clone(),
                under => {
                    let each = under
                        .iter()
                        .map(|(chance, rule)| format!("{chance} under {rule}"));
                    each.collect::<Vec<_>>().join(", ")
                }
            };
            format!("{} ({chance})", self.form(column))
        });
        let told: Vec<String> = told.collect();
        (!told.is_empty()).then(|| {
            self.dated(&format!(
                "by the doubt that the judgements carry, factions being independent, the \
                 likeliest forms to be ratified on all sides, each at its best, are {}.",
                told.join("; ")
            ))
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

/// What changed from one date to the next.
fn changes(found: &Ratify, at: usize, change: &RatifyChange) -> Vec<String> {
    let (before, now) = (&found.periods[at], &found.periods[at + 1]);
    let mut told = Vec::new();
    let when = |period: &RatifyPeriod| {
        let head = period.scenario.period.as_ref();
        head.map_or(String::new(), |head| head.label.clone())
    };
    let between = format!("From {} to {}", when(before), when(now));
    for (side, head) in found.sides.iter().enumerate() {
        let moved = |than: fn(HowMany, HowMany) -> bool| {
            let mut forms: Vec<String> = Vec::new();
            for (column, form) in now.by_form.iter().enumerate() {
                let how = |period: &RatifyPeriod, rule: usize| {
                    period.rules[rule].sides[side].by_form[column].how
                };
                let rules: Vec<usize> = (0..now.rules.len())
                    .filter(|&rule| than(how(before, rule), how(now, rule)))
                    .collect();
                if form.form.is_none() || rules.is_empty() {
                    continue;
                }
                let under = match rules.len() == now.rules.len() {
                    true => String::new(),
                    false => {
                        let labels = rules.iter().map(|&r| format!("“{}”", found.rules[r].label));
                        format!(" under {}", list(&labels.collect::<Vec<_>>()))
                    }
                };
                forms.push(format!(
                    "{}{under}",
                    self::form(found, form.form.as_deref())
                ));
            }
            forms
        };
        let lost = moved(|before, now| before > now && now != HowMany::NoAgreement);
        let won = moved(|before, now| before < now && before != HowMany::NoAgreement);
        let mut parts = Vec::new();
        if !lost.is_empty() {
            parts.push(format!("what passes becomes less for {}", list(&lost)));
        }
        if !won.is_empty() {
            parts.push(format!("what passes becomes more for {}", list(&won)));
        }
        if parts.is_empty() {
            parts.push("no form passes more or less than before".to_owned());
        }
        told.push(format!("{between}, in {}, {}.", head.name, list(&parts)));
    }
    for holder in &change.holders {
        told.extend(in_other_hands(found, now, &between, holder));
    }
    told
}

/// The file came into other hands.
fn in_other_hands(
    found: &Ratify,
    now: &RatifyPeriod,
    between: &str,
    holder: &HolderChange,
) -> Vec<String> {
    let side = found.sides.iter().find(|side| side.id == holder.side);
    let side = side.map_or(holder.side.as_str(), |side| &side.name);
    let (from, to) = (faction(now, &holder.from), faction(now, &holder.to));
    let mut told = vec![format!(
        "{between}, the file in {side} passes from {from} to {to}."
    )];
    if holder.rules.is_empty() {
        told.push(format!(
            "No rule asks whoever holds the file in {side}, so that changes nothing."
        ));
    }
    for rule in &holder.rules {
        let label = found.rules.iter().find(|head| head.id == rule.rule);
        let label = label.map_or(rule.rule.as_str(), |head| &head.label);
        let mut forms = Vec::new();
        let named = |ids: &[String]| {
            let forms = ids.iter().map(|id| form(found, Some(id)));
            list(&forms.collect::<Vec<_>>())
        };
        if !rule.closed.is_empty() {
            forms.push(format!("it closes {}", named(&rule.closed)));
        }
        if !rule.opened.is_empty() {
            forms.push(format!("it opens {}", named(&rule.opened)));
        }
        let what = match forms.as_slice() {
            [] if rule.before == rule.now => "nothing".to_owned(),
            [] => "no form as a whole".to_owned(),
            forms => list(forms),
        };
        told.push(match rule.before == rule.now {
            true => format!(
                "Under “{label}” that alone changes nothing: {side} would let the same {} pass \
                 with {from}.",
                count(rule.now.win_set, "agreement", "agreements")
            ),
            false => format!(
                "Under “{label}” that alone takes the agreements that pass in {side} from {} to \
                 {}, and those that pass on all sides from {} to {}: {what}.",
                thousands(rule.before.win_set),
                thousands(rule.now.win_set),
                thousands(rule.before.zone),
                thousands(rule.now.zone)
            ),
        });
    }
    told
}

fn form(found: &Ratify, id: Option<&str>) -> String {
    let head = found.forms.iter().find(|form| Some(form.id.as_str()) == id);
    match head {
        Some(head) => format!("“{}”", head.label),
        None => "other agreements".to_owned(),
    }
}

fn faction(period: &RatifyPeriod, id: &str) -> String {
    let row = period.factions.iter().find(|row| row.head.id == id);
    row.map_or_else(|| id.to_owned(), |row| row.head.name.clone())
}

/// `none`, `5,040`, `all 12,000` or `1,204 to 5,040`.
fn range(counts: &[u64]) -> String {
    let (least, most) = (counts.iter().min(), counts.iter().max());
    match (least, most) {
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
