//! Forms of settlement, whoever must agree to them: what they are called, who would lose by
//! them, which leader speaks against the wishes of its own government, and where terms and
//! options give different verdicts.

use hikiwake_finding::words::capital;
use hikiwake_finding::{PreferenceVerdict, StatementHead};
use hikiwake_negotiation::{AfterSigning, FormGround, TablesDisagree};

use crate::grouped::grouped;
use crate::number::in_words;
use crate::pattern_grounds::who_sees_it;
use crate::statements::in_brief;
use crate::{Basis, Names, Text, joined, who_does_what};

/// A form, and what was found of it.
#[derive(Clone, Copy)]
pub(crate) struct Form<'a> {
    /// Name for the reader.
    pub label: &'a str,
    /// What was found of it.
    pub ground: &'a FormGround,
}

impl Form<'_> {
    /// Whether it is no lack of a deal but the end of what is in force.
    pub fn breaks_off(&self) -> bool {
        !self.ground.undoes_in_force.is_empty()
    }

    /// `“No deal” (which breaks off what is in force)`
    pub fn called(&self) -> String {
        called(self.label, self.breaks_off())
    }
}

/// `“No deal” (which breaks off what is in force)`
pub(crate) fn called(label: &str, breaks_off: bool) -> String {
    match breaks_off {
        false => format!("“{label}”"),
        true => format!("“{label}” (which breaks off what is in force)"),
    }
}

/// `“A”, “B” and “C”`
pub(crate) fn labels(forms: &[Form]) -> String {
    joined(&forms.iter().map(Form::called).collect::<Vec<_>>())
}

/// What a judgement rests on, in a word or two.
pub(crate) fn rests_on(basis: &str, hindsight: bool) -> String {
    let word = match Basis::of(basis) {
        Basis::Stated => "stated",
        Basis::Inferred => "inferred",
        Basis::Analyst => "the analyst’s own",
    };
    match hindsight {
        true => format!("{word}, with hindsight"),
        false => word.to_owned(),
    }
}

/// Those who stop a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stoppers {
    /// Their names, each with what the no rests on.
    pub who: Vec<(String, String)>,
    /// The no of each alone is enough.
    pub each: bool,
}

impl Stoppers {
    /// `Putin (inferred) and Russia's military (stated) can each stop “Four islands”.`
    pub fn told(&self, labels: &str) -> String {
        let who = self.who.iter();
        let who: Vec<String> = who
            .map(|(name, basis)| format!("{name} ({basis})"))
            .collect();
        capital(&match (who.len(), self.each) {
            (0, _) => format!("{labels} cannot pass."),
            (1, _) => format!("{} can stop {labels}.", who[0]),
            (2, true) => format!("{} can each stop {labels}.", joined(&who)),
            (_, true) => format!("Any one of {} can stop {labels}.", joined(&who)),
            (_, false) => format!("Together {} can stop {labels}.", joined(&who)),
        })
    }
}

/// `Putin and Russia's military can stop the rest`, or who can stop how many of these forms.
pub(crate) fn who_stops(by_form: &[Vec<String>], rest: &str) -> Option<String> {
    let mut names: Vec<&String> = Vec::new();
    for name in by_form.iter().flatten() {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let stopped = |name: &String| by_form.iter().filter(|form| form.contains(name)).count();
    if names.is_empty() {
        return None;
    }
    if names.iter().all(|name| stopped(name) == by_form.len()) {
        return Some(format!("{} can stop {rest}", joined(&names)));
    }
    if names.iter().all(|name| stopped(name) == 1) {
        return Some(format!("{} can between them stop {rest}", joined(&names)));
    }
    names.sort_by_key(|name| std::cmp::Reverse(stopped(name)));
    let told = names.iter().enumerate().map(|(at, name)| {
        let number = in_words(stopped(name));
        match (at, stopped(name)) {
            (0, 1) => format!("{name} can stop one other form"),
            (0, _) => format!("{name} can stop {number} other forms"),
            _ => format!("{name} {number}"),
        }
    });
    Some(joined(&told.collect::<Vec<_>>()))
}

/// `: “Keep the islands” (stated)`; nothing where no wish decides.
fn by_wish(wishes: &[StatementHead]) -> Text {
    match wishes.first() {
        None => Text::new(),
        Some(wish) => Text::from(": ")
            .and(in_brief(wish))
            .and(format!(" ({})", rests_on(&wish.basis, wish.hindsight))),
    }
}

/// Who would lose by which forms, and by which wish.
pub(crate) fn losers(forms: &[Form]) -> Vec<Text> {
    let (breaking, others): (Vec<Form>, Vec<Form>) =
        (forms.iter()).partition(|form| form.breaks_off());
    let losing = others.iter().flat_map(|form| {
        let losers = form.ground.losers.iter();
        losers.map(move |loser| ((&loser.name, &loser.statements), *form))
    });
    let told = grouped(losing).into_iter().map(|((name, wishes), forms)| {
        Text::from(format!("{name} would lose by {}", labels(&forms)))
            .then(by_wish(wishes))
            .and(".")
    });
    // What breaks off what is in force is nobody's offer.
    let breaking = breaking
        .iter()
        .filter(|form| !form.ground.losers.is_empty());
    let broken = breaking.map(|form| {
        let names = form.ground.losers.iter().map(|loser| &loser.name);
        let names = joined(&names.collect::<Vec<_>>());
        Text::from(format!("{names} would lose by {}.", form.called()))
    });
    told.chain(broken).collect()
}

/// Which leaders say otherwise than the ordered wishes of their own governments.
pub(crate) fn leaders(forms: &[Form]) -> Vec<Text> {
    let against = forms.iter().flat_map(|form| {
        let leaders = form.ground.leaders.iter();
        leaders.map(move |one| {
            let who = (&one.name, &one.side_name, one.accepts);
            ((who, &one.why, &one.statements), *form)
        })
    });
    let told = grouped(against).into_iter().map(|(key, forms)| {
        let ((name, side, accepts), why, wishes) = key;
        let (says, would) = match accepts {
            true => ("accepts", "lose"),
            false => ("rejects", "gain"),
        };
        Text::from(format!(
            "{name} {says} {}, although {side} would {would} by its own wishes",
            labels(&forms)
        ))
        .then(by_wish(wishes))
        .and(match why.as_str() {
            "" => ".".to_owned(),
            why => format!(": {}.", why.trim_end_matches('.')),
        })
    });
    told.collect()
}

/// Where terms and options disagree about a form.
pub(crate) fn tables_disagree(forms: &[Form], after: Option<&AfterSigning>) -> Vec<Text> {
    let Some(after) = after else {
        return Vec::new();
    };
    let names = Names::new(&after.actors);
    let found = forms.iter().filter_map(|form| {
        let found = form.ground.tables_disagree.as_ref()?;
        Some((disagreement(found, after, &names), *form))
    });
    let told = grouped(found).into_iter().map(|(how, forms)| {
        let labels = labels(&forms);
        format!("The two tables disagree about {labels}: {how}")
    });
    told.map(Text::from).collect()
}

/// In what they disagree.
fn disagreement(found: &TablesDisagree, after: &AfterSigning, names: &Names) -> String {
    if found.wanted_by_terms {
        let worse = who_sees_it(&found.arrangement.seen, PreferenceVerdict::Worse, names);
        return format!(
            "every government gains by its terms, yet where it leads would be worse for {worse}."
        );
    }
    let step = who_does_what::deeds(&after.options, &found.beyond, names);
    match step.is_empty() {
        true => "not every government gains by its terms, yet where it leads would be better for \
                 every side."
            .to_owned(),
        false => format!(
            "it would be better for every side, and last, if besides {step}. No term settles that."
        ),
    }
}
