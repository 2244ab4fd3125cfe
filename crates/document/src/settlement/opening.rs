//! What could be agreed, and whether it would be kept: one sentence that answers, then what
//! stands behind it.

use hikiwake_finding::WalkStep;
use hikiwake_finding::words::capital;
use hikiwake_negotiation::{
    AfterState, Binding, Delivery, Kept, SettledAgreement, SettledForm, Settlement, StepFate,
};

use super::commitments::sized;
use super::package;
use crate::form_grounds::{self, Form, labels, rests_on};
use crate::glossary::BETTER_FOR_ALL;
use crate::grouped::grouped;
use crate::number::in_words;
use crate::{Names, Text, joined, percent, sentence, who_does_what};

/// Most governments that lose told one by one, and most terms of the least change.
const TOLD: usize = 4;

pub(crate) fn forms(found: &Settlement) -> Vec<Form<'_>> {
    found.forms.iter().map(form).collect()
}

fn form(form: &SettledForm) -> Form<'_> {
    Form {
        label: &form.label,
        ground: &form.ground,
    }
}

/// The forms by which every government could gain, or else those that cost none anything;
/// and whether they would be kept.
pub(super) fn answer(found: &Settlement, names: &Names) -> String {
    let beside = match found.none_in_force {
        true => "better for every government than having no agreement",
        false => BETTER_FOR_ALL.say,
    };
    let wanted: Vec<Form> = wanted(found).into_iter().map(form).collect();
    let mut clauses = vec![match wanted.as_slice() {
        [] if found.counts.preferred > 0 => format!("Some agreements would be {beside}"),
        [] => format!("Nothing that could be agreed would be {beside}"),
        [one] if found.forms.len() > 1 => format!("Only {} would be {beside}", one.called()),
        some => format!("{} would be {beside}", labels(some)),
    }];
    if clauses[0].split_whitespace().count() > sentence::WORDS {
        let (some, all) = (in_words(wanted.len()), in_words(found.forms.len()));
        clauses[0] = format!("{} of the {all} forms would be {beside}", capital(&some));
    }
    let fates = wanted_fates(found);
    let it = if wanted.len() == 1 { "it" } else { "they" };
    clauses.extend(match fates.as_slice() {
        [] => none_would_lose(found),
        [Kept::NotKnown, rest @ ..] if rest.iter().all(|kept| *kept == Kept::NotKnown) => {
            Some(format!("whether {it} would be kept, the model cannot say"))
        }
        [first, rest @ ..] if rest.iter().all(|kept| kept == first) => Some(match first {
            Kept::Betrayed => breaker(found, names),
            _ => format!("{it} would be kept"),
        }),
        _ => None,
    });
    sentence::of_clauses(&clauses)
}

/// The forms of which every government prefers some agreement.
fn wanted(found: &Settlement) -> Vec<&SettledForm> {
    let wanted = |form: &&SettledForm| form.ground.preferred > 0;
    found.forms.iter().filter(wanted).collect()
}

/// What becomes of the best agreement of each form that is wanted.
fn wanted_fates(found: &Settlement) -> Vec<Kept> {
    let best = wanted(found)
        .into_iter()
        .filter_map(|form| best(found, form));
    best.filter_map(|(_, state)| Some(state?.kept)).collect()
}

/// The best agreement of a form, and the state it leads to.
fn best<'a>(
    found: &'a Settlement,
    form: &SettledForm,
) -> Option<(&'a SettledAgreement, Option<&'a AfterState>)> {
    let best = found.forms_best.iter().find(|best| best.form == form.id)?;
    let agreement = &found.agreements[best.agreement];
    Some((agreement, agreement.state.map(|at| &found.states[at])))
}

fn breaker(found: &Settlement, names: &Names) -> String {
    let states = wanted(found)
        .into_iter()
        .filter_map(|form| best(found, form)?.1);
    let mut who: Vec<&str> = states
        .filter_map(|state| state.betrayals.first()?.step.movers.first())
        .map(|id| names.name(id))
        .collect();
    who.dedup();
    match who.is_empty() {
        true => "somebody would break that".to_owned(),
        false => format!("{} would break that first", joined(&who)),
    }
}

/// `“Guidelines” would be worse for none`
fn none_would_lose(found: &Settlement) -> Option<String> {
    let harmless = found
        .forms
        .iter()
        .filter(|form| form.ground.worse_for_none > 0);
    let harmless: Vec<Form> = harmless.map(form).collect();
    (!harmless.is_empty()).then(|| format!("{} would be worse for none", labels(&harmless)))
}

/// What stands behind the answer, a sentence or two each.
pub(super) fn points(found: &Settlement, names: &Names) -> Vec<Text> {
    let forms = forms(found);
    let mut points: Vec<Text> = Vec::new();
    if found.none_in_force {
        points
            .push("No agreement is in force: what is told of is held against having none.".into());
    }
    points.extend(form_grounds::losers(&forms).into_iter().take(TOLD));
    points.extend(least_change(found));
    points.extend(kept(found, names));
    points.extend(package::told(found));
    points.extend(form_grounds::leaders(&forms));
    points.extend(form_grounds::tables_disagree(&forms, found.after.as_ref()));
    let binding = found.binding.iter().filter(|binding| binding.ended > 0);
    let most = binding.max_by_key(|binding| binding.ended);
    points.extend(most.and_then(|binding| bound(found, binding, names)));
    points.extend(found.promises.iter().filter_map(promised));
    points
}

/// The fewest terms that would have to change for every government to gain.
fn least_change(found: &Settlement) -> Option<Text> {
    let changes = |form: &&SettledForm| {
        let row = form.ground.least_change.as_ref();
        row.map_or(usize::MAX, |row| {
            let terms = found.terms.iter().zip(&row.levels);
            terms.filter(|(term, level)| term.now != **level).count()
        })
    };
    let form = wanted(found).into_iter().min_by_key(changes)?;
    let levels = &form.ground.least_change.as_ref()?.levels;
    let terms = (found.terms.iter().zip(levels)).filter(|(term, level)| term.now != **level);
    let terms: Vec<String> = terms
        .map(|(term, level)| format!("{}: {}", term.label, term.levels[usize::from(*level)]))
        .collect();
    let more = match terms.len().saturating_sub(TOLD) {
        0 => String::new(),
        more => format!("; {} more", in_words(more)),
    };
    let told = &terms[..terms.len().min(TOLD)];
    Some(
        format!(
            "The fewest changes that suit every government: {}{more}.",
            told.join("; ")
        )
        .into(),
    )
}

/// What becomes of the best agreement of each form, those of one fate together.
fn kept(found: &Settlement, names: &Names) -> Vec<Text> {
    let Some(after) = &found.after else {
        return Vec::new();
    };
    let fates = found
        .forms
        .iter()
        .filter(|one| one.ground.undoes_in_force.is_empty());
    let fates = fates.filter_map(|one| {
        let (agreement, state) = best(found, one)?;
        let state = match (state, agreement.row.in_force) {
            (Some(state), false) => state,
            _ => return None,
        };
        let step = state.betrayals.first().map(|first| &first.step);
        let step = step.filter(|_| state.kept != Kept::NotKnown);
        let step = step.map(|step: &WalkStep| who_does_what::step(&after.options, step, names));
        Some(((state.kept, step, &state.worse_off), form(one)))
    });
    let told = grouped(fates)
        .into_iter()
        .map(|((kept, step, worse), forms)| {
            let labels = labels(&forms);
            let mut text = match (kept, step) {
                (Kept::NotKnown, _) => {
                    return format!(
                        "The model knows none of the steps of {labels}, so whether they would be \
                     kept it cannot say."
                    )
                    .into();
                }
                (Kept::Holds, _) => format!("Nobody would break {labels}."),
                (Kept::AsNow, Some(step)) => {
                    format!(
                        "{} would be kept; only what would be done anyway would follow: {step}.",
                        capital(&labels)
                    )
                }
                (Kept::AsNow, None) => format!("Nobody would break {labels}."),
                (Kept::Betrayed, Some(step)) => {
                    format!("The first step that would break {labels}: {step}.")
                }
                (Kept::Betrayed, None) => format!("{} would be broken.", capital(&labels)),
            };
            if !worse.is_empty() {
                text.push_str(&format!(
                    " In the end {} would be worse off than today.",
                    names.list(worse)
                ));
            }
            text.into()
        });
    told.collect()
}

/// What a binding level ends of what a declared one leaves open.
fn bound(found: &Settlement, binding: &Binding, names: &Names) -> Option<Text> {
    let after = found.after.as_ref()?;
    let (pair, betrayal) = binding.pairs.iter().find_map(|pair| {
        let mut ended = pair.betrayals.iter().filter(|one| one.fate.ended());
        Some((pair, ended.next()?))
    })?;
    let term = &found.terms[binding.term];
    let level = |level: u8| &term.levels[usize::from(level)];
    let ends = match betrayal.fate {
        StepFate::Impossible => "that could no longer be done",
        StepFate::NoGain => "nobody would gain by that",
        _ => "that would be answered",
    };
    Some(
        format!(
            "Binding matters for “{}”: after “{}”, {}; after “{}” {ends}.",
            term.label,
            level(pair.loose),
            who_does_what::step(&after.options, &betrayal.step, names),
            level(pair.bound)
        )
        .into(),
    )
}

/// What came of what was promised.
fn promised(promise: &Delivery) -> Option<Text> {
    Some(
        format!(
            "Offered to {}: {}, {}; {} came, {} ({}).",
            promise.to_short,
            promise.label,
            sized(promise, promise.announced),
            sized(promise, promise.delivered),
            percent(promise.part?),
            rests_on(&promise.basis, promise.hindsight)
        )
        .into(),
    )
}
