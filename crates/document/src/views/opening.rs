//! Who misreads whom, what that changes, and what surprises, in plain sentences.

use hikiwake_conflict::{
    AttitudeHead, Departure, FalseAlarm, Look, Perceptions, RelationalState, SightKind, StateView,
    Surprise,
};
use hikiwake_finding::{OptionHead, Reason, StateRow, words::capital};

use crate::glossary::MISREADS;
use crate::statements::clause;
use crate::states::place;
use crate::{Names, Text, joined, sentence, who_does_what};

/// Who misreads whom, and what that changes about what is in place.
pub(super) fn answer(found: &Perceptions, names: &Names) -> Text {
    if !found.is_there() {
        return "Everybody sees the others as they are, and weighs only what its own moves bring \
                itself."
            .into();
    }
    if found.perceptions.is_empty() {
        let who = capital(&attitude(&found.attitudes[0], names));
        return sentence::of_clauses(&[who, attitudes_change(found, names)]).into();
    }
    let whom = found
        .perceptions
        .iter()
        .map(|seen| match seen.misreads.as_slice() {
            [] => (names.name(&seen.of), "what can be done".to_owned()),
            some => (names.name(&seen.of), names.list(some)),
        });
    let whom: Vec<(&str, String)> = whom.collect();
    let changes = match today(&found.states, |view| &view.state) {
        None => "the dossier does not say what is in place".to_owned(),
        Some(view) => change(view),
    };
    let others = whom.iter().skip(1).map(|(of, whom)| format!("{of} {whom}"));
    let misread: Vec<String> = [whom[0].1.clone()].into_iter().chain(others).collect();
    Text::from(format!("{} ", capital(whom[0].0)))
        .and(MISREADS.said())
        .and(format!(
            " {}",
            sentence::of_clauses(&[joined(&misread), changes])
        ))
}

/// Whether what is thought, or an attitude, changes what becomes of what is in place.
pub(super) fn changes_nothing(found: &Perceptions) -> bool {
    let seen = today(&found.states, |view| &view.state);
    let felt = today(&found.relational_states, |one| &one.state);
    seen.is_none_or(|view| {
        view.surprise == Surprise::Agreed && truly(view) || {
            view.surprise == Surprise::Nothing && !truly(view)
        }
    }) && felt.is_none_or(|one| with(one) == without(one))
}

/// What stands behind the answer, a sentence or two each.
pub(super) fn points(found: &Perceptions, names: &Names) -> Vec<Text> {
    let mut told = Vec::new();
    if changes_nothing(found) {
        // The answer has said so.
    } else if let Some(view) = today(&found.states, |view| &view.state) {
        told.push(state(view, &found.options, names).join(" ").into());
    }
    if !found.attitudes.is_empty() && !found.perceptions.is_empty() {
        let who: Vec<String> = (found.attitudes.iter())
            .map(|one| attitude(one, names))
            .collect();
        let who = capital(&joined(&who));
        told.push(format!("{who}; {}.", attitudes_change(found, names)).into());
    }
    let misjudged = found.states.iter().filter(|view| {
        let happened = !view.state.status_quo && !view.state.outcomes.is_empty();
        happened && matches!(view.surprise, Surprise::Illusion | Surprise::Unforeseen)
    });
    told.extend(misjudged.map(|view| state(view, &found.options, names).join(" ").into()));
    told
}

fn today<T>(all: &[T], row: impl Fn(&T) -> &StateRow) -> Option<&T> {
    all.iter().find(|one| row(one).status_quo)
}

fn truly(view: &StateView) -> bool {
    view.seen_truly.iter().any(|concept| concept == "SEQ")
}

fn with(one: &RelationalState) -> bool {
    one.concepts.iter().any(|concept| concept == "RSEQ")
}

fn without(one: &RelationalState) -> bool {
    one.without.iter().any(|concept| concept == "SEQ")
}

/// What a misreading changes about what is in place.
fn change(view: &StateView) -> String {
    match (view.surprise, truly(view)) {
        (Surprise::Agreed, true) | (Surprise::Nothing, false) => {
            "that changes nothing about what is in place".to_owned()
        }
        (Surprise::Unforeseen, true) => {
            "what is in place would last all the same, though not everybody expects it".to_owned()
        }
        (Surprise::Agreed | Surprise::Unforeseen, false) => {
            "only because of that would what is in place last".to_owned()
        }
        (Surprise::Nothing | Surprise::Illusion, true) => {
            "because of that, what is in place would not last".to_owned()
        }
        (Surprise::Illusion, false) => {
            "what is in place would not last, though somebody expects it to".to_owned()
        }
    }
}

/// `Japan is well disposed to United States`
pub(super) fn attitude(one: &AttitudeHead, names: &Names) -> String {
    let (of, towards) = (names.name(&one.of), names.name(&one.towards));
    let towards = match one.of == one.towards {
        true => "itself",
        false => towards,
    };
    match one.is.as_ref() {
        "positive" => format!("{of} wishes {towards} well"),
        "negative" => format!("{of} wishes {towards} ill"),
        _ => format!("{of} does not care what {towards} gains or loses"),
    }
}

/// What attitudes change about what is in place.
fn attitudes_change(found: &Perceptions, names: &Names) -> String {
    let Some(today) = today(&found.relational_states, |one| &one.state) else {
        return "the dossier does not say what is in place".to_owned();
    };
    let leave = |ids: &[String]| format!("{} would leave what is in place", names.list(ids));
    match (with(today), without(today)) {
        (true, false) => format!("were it not so, {}", leave(&today.leavers_without)),
        (false, true) => format!("because of that, {}", leave(&today.leavers)),
        _ => "that changes nothing about what is in place".to_owned(),
    }
}

/// One state: what is thought, what is, and where the surprise comes from.
pub(super) fn state(view: &StateView, options: &[OptionHead], names: &Names) -> Vec<String> {
    let which = match view.state.status_quo || !view.state.outcomes.is_empty() {
        true => capital(&place(&view.state)),
        false => "It".to_string(),
    };
    let expected = |ids: &[String]| match ids {
        [] => "as nobody would expect".to_owned(),
        some => format!("as only {} would expect", names.list(some)),
    };
    let mut first = match view.surprise {
        Surprise::Agreed => format!("{which} would last, and everybody expects it."),
        Surprise::Unforeseen => format!("{which} would last, {}.", expected(&view.thinks)),
        Surprise::Illusion => format!(
            "{which} would not last, though {} would expect it to.",
            names.list(&view.thinks)
        ),
        Surprise::Nothing => format!("{which} would not last, and nobody expects it to."),
    };
    match (view.surprise, truly(view)) {
        (Surprise::Agreed | Surprise::Unforeseen, false) => {
            first.push_str(" If all saw the others as they are, it would not.");
        }
        (Surprise::Illusion | Surprise::Nothing, true) => {
            first.push_str(" If all saw the others as they are, it would.");
        }
        _ => {}
    }
    if !view.blind.is_empty() {
        let names = capital(&names.list(&view.blind));
        first.push_str(&format!(
            " {names} cannot imagine it, and cannot move from there."
        ));
    }
    let mut sentences = vec![first];
    let left = view
        .departures
        .iter()
        .map(|one| departure(one, options, names));
    sentences.extend(left);
    let alarms = view.false_alarms.iter();
    sentences.extend(alarms.map(|alarm| false_alarm(alarm, options, names)));
    sentences
}

fn departure(departure: &Departure, options: &[OptionHead], names: &Names) -> String {
    let who = names.list(&departure.step.movers);
    let whose = capital(&who);
    let step = who_does_what::step(options, &departure.step, names);
    let mut text = format!("{whose} would leave it: {step}.");
    // Those who see the same are told of together.
    let mut told: Vec<(Vec<String>, String)> = Vec::new();
    for look in &departure.surprised {
        let seen = seen(look, &who, options, names);
        match told.iter_mut().find(|(_, what)| *what == seen) {
            Some((viewers, _)) => viewers.push(look.viewer.clone()),
            None => told.push((vec![look.viewer.clone()], seen)),
        }
    }
    for (viewers, seen) in told {
        let viewers = names.list(&viewers);
        text.push_str(&format!(" That surprises {viewers}, in whose eyes {seen}."));
    }
    text
}

fn false_alarm(alarm: &FalseAlarm, options: &[OptionHead], names: &Names) -> String {
    let viewer = names.name(&alarm.viewer);
    let who = names.list(&alarm.step.movers);
    let why = (alarm.step.because.first()).map_or(String::new(), |reason| because(reason, "for"));
    format!(
        "In the eyes of {viewer}, {who} would leave it{why}: {}. In fact {}.",
        who_does_what::step(options, &alarm.step, names),
        seen(&alarm.look, &who, options, names)
    )
}

/// How a move of `who` looks.
fn seen(look: &Look, who: &str, options: &[OptionHead], names: &Names) -> String {
    match look.sight {
        SightKind::UnseenStart => {
            format!("{who} does not perceive how things stand, and cannot move from there")
        }
        SightKind::UnseenState => "it leads to what cannot be".to_string(),
        SightKind::UnseenMove => format!("{who} cannot make that move"),
        SightKind::NoGain => {
            let why = look.reason.as_ref().map(|reason| because(reason, "by"));
            format!(
                "{who} would gain nothing by that{}",
                why.unwrap_or_default()
            )
        }
        SightKind::Answered => match look.answer.as_slice() {
            [] => format!("{who} would gain by that, but the answers spoil it"),
            steps => {
                let steps: Vec<String> = (steps.iter())
                    .map(|step| who_does_what::step(options, step, names))
                    .collect();
                format!(
                    "{who} would gain by that, but an answer spoils it: {}",
                    steps.join("; then ")
                )
            }
        },
        SightKind::Leaves => format!("{who} would leave it"),
    }
}

/// The wishes that decide: `, by the wish “Be rid of the sanctions”`.
fn because(reason: &Reason, word: &str) -> String {
    let wants: Vec<String> = (reason.statements.iter())
        .map(|wish| format!("“{}”", clause(wish.said())))
        .collect();
    match wants.is_empty() {
        true => String::new(),
        false => format!(", {word} the wish {}", joined(&wants)),
    }
}
