//! Answers that changed, in sentences: from one version of a dossier to the next, without
//! what carries a mechanism, after a push.

use hikiwake_drivers::{Answered, Direction};
use hikiwake_finding::{ActorHead, StatementHead, WalkStep};
use hikiwake_negotiation::HowMany;
use hikiwake_traceability::{
    AnswerChange, AtHome, ChangedAnswer, FormStanding, InPlace, LoopOfDrivers, PeriodVersions,
    Pictures, PlanStanding, PushAnswer,
};

use crate::number::{count, in_words};
use crate::pattern_grounds::becomes_of_standing;
use crate::statements::clause;
use crate::{Names, joined, who_does_what};

/// What the two sets of answers are called.
pub(crate) struct Contrast {
    /// The one beside which the answer stands: “before”.
    pub other: &'static str,
    /// What stands before the verb where the answer came about by time, with a blank before it.
    pub now: &'static str,
}

/// A new version of a dossier, beside the old one.
pub(crate) const BEFORE: Contrast = Contrast {
    other: "before",
    now: " now",
};

/// A case without a part of it, beside the whole.
pub(crate) const WITH_IT: Contrast = Contrast {
    other: "with the mechanism",
    now: "",
};

/// A case with something more, beside the case as it is read.
pub(crate) const OTHERWISE: Contrast = Contrast {
    other: "otherwise",
    now: "",
};

impl Contrast {
    fn new_thing(&self) -> &'static str {
        match self.now {
            "" => "",
            _ => "new ",
        }
    }
}

/// The weight of an answer to somebody who decides: less is told sooner.
pub(crate) fn weight(answer: &ChangedAnswer) -> u8 {
    match answer {
        ChangedAnswer::InPlace { old, new } if old.lasts != new.lasts => 0,
        ChangedAnswer::InPlace { .. } => 1,
        ChangedAnswer::Pattern { .. } => 2,
        // Who else stops what cannot pass in any case is less.
        ChangedAnswer::AtHome { old, new, .. } if old.passes == new.passes => 5,
        ChangedAnswer::AtHome { .. } | ChangedAnswer::Form { .. } => 3,
        ChangedAnswer::Trades { .. } | ChangedAnswer::Assurances { .. } => 4,
        ChangedAnswer::Wishes { .. } | ChangedAnswer::Plan { .. } => 5,
        ChangedAnswer::Pictures { .. } | ChangedAnswer::Promise { .. } => 5,
        ChangedAnswer::Loops { .. } | ChangedAnswer::Push { .. } => 6,
        ChangedAnswer::Turn { .. } => 6,
    }
}

/// The changes in order, those that say the same of several rules at home in one group.
pub(crate) fn groups<'a>(
    changes: impl IntoIterator<Item = &'a AnswerChange>,
) -> Vec<Vec<&'a AnswerChange>> {
    let mut groups: Vec<Vec<&AnswerChange>> = Vec::new();
    for change in changes {
        match groups
            .iter_mut()
            .find(|known| says_the_same(known[0], change))
        {
            Some(known) => known.push(change),
            None => groups.push(vec![change]),
        }
    }
    groups
}

/// All that changes in a period, each sentence with its weight, in the order of the finding.
pub(crate) fn sentences(
    period: &PeriodVersions,
    names: &Names,
    contrast: &Contrast,
) -> Vec<(u8, String)> {
    let told = groups(&period.answers).into_iter().map(|alike| {
        let text = sentence(period, alike[0], &alike, names, contrast);
        (weight(&alike[0].answer), text)
    });
    told.collect()
}

/// Whether two answers are of one form under two rules at home, and alike.
fn says_the_same(one: &AnswerChange, other: &AnswerChange) -> bool {
    match (&one.answer, &other.answer) {
        (
            ChangedAnswer::AtHome { form, old, new, .. },
            ChangedAnswer::AtHome {
                form: as_form,
                old: was,
                new: is,
                ..
            },
        ) => form == as_form && old == was && new == is && one.turns_on == other.turns_on,
        _ => std::ptr::eq(one, other),
    }
}

/// What changed in one answer. `alike` are the changes that say the same of other rules at
/// home, with this one.
pub(crate) fn sentence(
    period: &PeriodVersions,
    change: &AnswerChange,
    alike: &[&AnswerChange],
    names: &Names,
    contrast: &Contrast,
) -> String {
    let other = contrast.other;
    match &change.answer {
        ChangedAnswer::InPlace { old, new } => in_place(period, old, new, names, contrast),
        ChangedAnswer::Pattern {
            label, old, new, ..
        } => format!(
            "“{label}” {}; {other}, it {}.",
            becomes_of_standing(*new),
            becomes_of_standing(*old)
        ),
        ChangedAnswer::Wishes {
            actor,
            old,
            new,
            gained,
            lost,
        } => {
            let name = names.name(actor);
            let mut told = format!(
                "Of its wishes {name} has {} of {}; {other}, {} of {}.",
                new.met, new.all, old.met, old.all
            );
            let quoted = |wishes: &[StatementHead]| {
                let wishes = wishes.iter().map(|wish| clause(wish.said()));
                joined(&wishes.map(|words| format!("“{words}”")).collect::<Vec<_>>())
            };
            if !gained.is_empty() {
                told.push_str(&format!(" It comes to have {}.", quoted(gained)));
            }
            if !lost.is_empty() {
                told.push_str(&format!(" It comes to lack {}.", quoted(lost)));
            }
            told
        }
        ChangedAnswer::Trades { gone, new } => trades(period, gone, new, names, contrast),
        ChangedAnswer::AtHome {
            form_label,
            old,
            new,
            ..
        } => {
            let rules = alike.iter().filter_map(|one| match &one.answer {
                ChangedAnswer::AtHome { rule_label, .. } => Some(format!("“{rule_label}”")),
                _ => None,
            });
            let rules: Vec<String> = rules.collect();
            let form = match form_label.as_str() {
                "" => "Anything else".to_owned(),
                label => format!("“{label}”"),
            };
            format!(
                "If {} must agree, {form} {}; {other}, it {}.",
                joined(&rules),
                passes(new, "can"),
                passes(old, "could")
            )
        }
        ChangedAnswer::Form {
            form_label,
            old,
            new,
            ..
        } => format!(
            "“{form_label}” {}; {other}, it {}.",
            fares(*new),
            fares(*old)
        ),
        ChangedAnswer::Assurances { faction, old, new } => assurances(faction, old, new, other),
        ChangedAnswer::Plan {
            label, old, new, ..
        } => plan(label, old.as_deref(), new.as_deref(), other),
        ChangedAnswer::Pictures { old, new } => pictures(old, new, names, other),
        ChangedAnswer::Loops { gone, new } => loops(gone, new, contrast),
        ChangedAnswer::Push {
            cause,
            effect,
            old,
            new,
        } => format!(
            "A push on “{cause}” {} “{effect}”; {other}, it {} it.",
            push(*new),
            push(*old)
        ),
        ChangedAnswer::Promise {
            label, new, size, ..
        } => match new {
            true => format!("It is told what came of “{label}”: {size}."),
            false => format!("Nothing tells what came of “{label}”; {other}, {size}."),
        },
        ChangedAnswer::Turn { .. } => String::new(),
    }
}

/// Whether what is in place lasts, and who leaves it how.
pub(crate) fn in_place(
    period: &PeriodVersions,
    old: &InPlace,
    new: &InPlace,
    names: &Names,
    contrast: &Contrast,
) -> String {
    let Contrast { other, now } = contrast;
    let how = |side: usize, one: &InPlace| {
        let steps = one.departures.iter();
        let steps = steps.map(|step| who_does_what::step(&period.options[side], step, names));
        steps.collect::<Vec<_>>().join("; ")
    };
    let told = |verdict: &str, how: String| match how.is_empty() {
        true => format!("What is in place would {verdict}."),
        false => format!("What is in place would {verdict}: {how}."),
    };
    match (old.lasts, new.lasts) {
        (true, false) => told("no longer last", how(1, new)),
        (false, true) => {
            let before = how(0, old);
            match before.is_empty() {
                true => format!("What is in place would{now} last."),
                false => {
                    format!("What is in place would{now} last; {other}, it would not: {before}.")
                }
            }
        }
        _ => format!(
            "What is in place would still not last, and be left otherwise: {}; {other}: {}.",
            how(1, new),
            how(0, old)
        ),
    }
}

/// What could be traded.
pub(crate) fn trades(
    period: &PeriodVersions,
    gone: &[[WalkStep; 2]],
    new: &[[WalkStep; 2]],
    names: &Names,
    contrast: &Contrast,
) -> String {
    let told = |side: usize, steps: &[WalkStep; 2]| {
        let [first, second] =
            [0, 1].map(|at| who_does_what::step(&period.options[side], &steps[at], names));
        format!("{first}; in return {second}")
    };
    let come = new.first().map(|steps| {
        format!(
            "There is a {}trade: {}.",
            contrast.new_thing(),
            told(1, steps)
        )
    });
    let went = gone
        .first()
        .map(|steps| format!("This is no longer a trade: {}.", told(0, steps)));
    let more = (new.len() + gone.len())
        .saturating_sub(usize::from(come.is_some()) + usize::from(went.is_some()));
    let more = (more > 0).then(|| "The fold below has more.".to_owned());
    let all: Vec<String> = come.into_iter().chain(went).chain(more).collect();
    all.join(" ")
}

/// `can pass`, `cannot pass: Putin can stop it`; `could` of what was.
fn passes(home: &AtHome, can: &str) -> String {
    let cannot = match can {
        "can" => "cannot",
        _ => "could not",
    };
    let passes = match home.passes {
        HowMany::NoAgreement => format!("{cannot} be agreed"),
        HowMany::None => format!("{cannot} pass"),
        HowMany::Some => format!("{can} pass in part"),
        HowMany::All => format!("{can} pass"),
    };
    let who: Vec<&str> = home
        .stopped_by
        .iter()
        .map(|who| who.name.as_str())
        .collect();
    match who.as_slice() {
        [] => passes,
        [one] => format!("{passes}: {one} {can} stop it"),
        several => format!("{passes}: {} each {can} stop it", joined(several)),
    }
}

/// How a form fares whoever must agree at home.
fn fares(standing: FormStanding) -> &'static str {
    match (standing.preferred, standing.passes, standing.kept) {
        (true, true, true) => "would be better for every government, can pass and would be kept",
        (true, true, false) => "would be better for every government and can pass",
        (true, false, _) => "would be better for every government, but cannot pass at home",
        (false, true, _) => "can pass at home, but is better for some only",
        (false, false, _) => "is better for some only and cannot pass at home",
    }
}

fn assurances(faction: &ActorHead, old: &[String], new: &[String], other: &str) -> String {
    let told = |all: &[String]| match all.len() {
        0 => "nothing that is known".to_owned(),
        1 => "one assurance".to_owned(),
        many => format!("{} assurances", in_words(many)),
    };
    let name = &faction.name;
    format!(
        "{} might answer the no of {name}; {other}, {} might.",
        hikiwake_finding::words::capital(&told(new)),
        told(old)
    )
}

fn plan(
    label: &str,
    old: Option<&PlanStanding>,
    new: Option<&PlanStanding>,
    other: &str,
) -> String {
    let (old, new) = match (old, new) {
        (Some(old), Some(new)) => (old, new),
        (None, _) => return format!("There is the plan “{label}”; {other}, there is none."),
        (_, None) => return format!("There is no plan “{label}”; {other}, there is one."),
    };
    let risk = |plan: &PlanStanding| match (&plan.exposed, plan.exposed_after) {
        (Some(side), Some(after)) => format!(
            "leaves {} most to lose after {}",
            side.name,
            count(after as u64, "step", "steps")
        ),
        _ => "leaves no side more to lose than it has gained".to_owned(),
    };
    let mut told = Vec::new();
    if old.steps != new.steps {
        let steps = |plan: &PlanStanding| count(plan.steps as u64, "step", "steps");
        told.push(format!("has {}; {other}, {}", steps(new), steps(old)));
    }
    if (&old.exposed, old.exposed_after) != (&new.exposed, new.exposed_after) {
        told.push(format!("{}; {other}, it {}", risk(new), risk(old)));
    }
    if old.as_written != new.as_written {
        let written = |plan: &PlanStanding| match &plan.as_written {
            Some((side, after)) => format!(
                "leaves {} most to lose after {}",
                side.name,
                count(*after as u64, "step", "steps")
            ),
            None => "leaves no side more to lose than it has gained".to_owned(),
        };
        told.push(format!(
            "in the order as written, {}; {other}, it {}",
            written(new),
            written(old)
        ));
    }
    if old.guarantee != new.guarantee {
        let bound = |plan: &PlanStanding| match &plan.guarantee {
            Some(side) => format!("needs something from outside that binds {}", side.name),
            None => "needs nothing from outside that binds a side".to_owned(),
        };
        told.push(format!("{}; {other}, it {}", bound(new), bound(old)));
    }
    if old.windows != new.windows {
        let windows = |plan: &PlanStanding| count(plan.windows as u64, "window", "windows");
        told.push(format!(
            "is bound by {}; {other}, by {}",
            windows(new),
            windows(old)
        ));
    }
    if told.is_empty() {
        told.push("asks for other patience".to_owned());
    }
    format!("The plan “{label}” {}.", told.join(". It "))
}

/// What an answer to a push tells, before the name of what answers.
fn push(answer: Option<PushAnswer>) -> &'static str {
    match answer {
        None => "does not reach",
        Some((Answered::Certain, Some(Direction::Up))) => "raises for certain",
        Some((Answered::Certain, _)) => "lowers for certain",
        Some(_) => "pulls both ways",
    }
}

/// `The loop by “A”, “B” and “C”, which feeds itself, is gone.`
fn loops(gone: &[LoopOfDrivers], new: &[LoopOfDrivers], contrast: &Contrast) -> String {
    let told = |all: &[LoopOfDrivers], verb: &str, verbs: &str| {
        let first = all.iter().min_by_key(|one| one.drivers.len())?;
        let drivers: Vec<String> = first.drivers.iter().map(|id| format!("“{id}”")).collect();
        let which = match first.feeds_itself {
            true => "feeds itself",
            false => "keeps itself in check",
        };
        let one = format!("the loop by {}, which {which},", joined(&drivers));
        Some(match all.len() - 1 {
            0 => format!("{one} {verb}"),
            more => format!(
                "{one} and {} {verbs}",
                count(more as u64, "other", "others")
            ),
        })
    };
    let came = match contrast.now {
        "" => ("comes about", "come about"),
        _ => ("is new", "are new"),
    };
    let parts = [told(gone, "is gone", "are gone"), told(new, came.0, came.1)];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    format!("{}.", hikiwake_finding::words::capital(&parts.join("; ")))
}

/// What is thought no longer, or besides, and whether anybody is in for a surprise.
fn pictures(old: &Pictures, new: &Pictures, names: &Names, other: &str) -> String {
    let lacking = |here: &Pictures, there: &Pictures| {
        let lacks = here
            .misreadings
            .iter()
            .filter(|one| !there.misreadings.contains(one));
        lacks.map(|one| one.text.clone()).collect::<Vec<String>>()
    };
    let quoted = |texts: &[String]| {
        let texts = texts
            .iter()
            .map(|text| format!("“{}”", text.trim_end_matches('.')));
        joined(&texts.collect::<Vec<_>>())
    };
    let mut told = Vec::new();
    let (gone, come) = (lacking(old, new), lacking(new, old));
    if !gone.is_empty() {
        told.push(format!("Nobody thinks any more: {}.", quoted(&gone)));
    }
    if !come.is_empty() {
        told.push(format!("Somebody thinks: {}.", quoted(&come)));
    }
    if old.surprises != new.surprises {
        told.push(match new.surprises {
            true => format!("Somebody is in for a surprise; {other}, nobody is."),
            false => format!("Nobody is in for a surprise; {other}, somebody is."),
        });
    }
    if told.is_empty() {
        let who: Vec<String> = new
            .misreadings
            .iter()
            .map(|one| one.viewer.clone())
            .collect();
        told.push(format!(
            "What is thought otherwise: by {}.",
            names.list(&who)
        ));
    }
    told.join(" ")
}
