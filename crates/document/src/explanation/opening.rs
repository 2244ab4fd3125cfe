//! Who would stay and who would leave, in plain sentences: the move that would gain, and the
//! answer that takes the gain away.

use hikiwake_conflict::{Explanation, Improvement, Proof};
use hikiwake_finding::words::capital;
use hikiwake_finding::{PreferenceVerdict, Reason};

use crate::glossary::{COSTLY_THREATS, FEAR_OF_THE_ANSWER, FIRM};
use crate::reasons::ordinal;
use crate::statements::{in_brief, rests_on};
use crate::states::place;
use crate::{Names, Text, joined, sentence, who_does_what};

/// What each decision maker does, by the first way of looking ahead that was asked for.
struct Sides<'a> {
    /// Those without a better move.
    content: Vec<&'a Proof>,
    /// Those with a better move, each of which is answered.
    deterred: Vec<&'a Proof>,
    /// Those who leave.
    leaving: Vec<&'a Proof>,
}

impl<'a> Sides<'a> {
    fn of(found: &'a Explanation) -> Self {
        let first = found.proofs.first().map_or("", |proof| &proof.concept);
        let proofs = || found.proofs.iter().filter(|proof| proof.concept == first);
        let moves =
            |proof: &Proof| !proof.improvements.is_empty() || proof.improvements_not_examined > 0;
        Sides {
            content: proofs().filter(|one| one.stable && !moves(one)).collect(),
            deterred: proofs().filter(|one| one.stable && moves(one)).collect(),
            leaving: proofs().filter(|one| !one.stable).collect(),
        }
    }
}

/// What the state is called: what is in place, what happened, or the nearest of its kind.
fn called(found: &Explanation) -> String {
    match &found.asked_kind {
        Some(_) if found.state.status_quo => "what is in place".to_owned(),
        Some(kind) => format!("the nearest “{}”", kind.label),
        None if found.state.status_quo || !found.state.outcomes.is_empty() => place(&found.state),
        None => "this arrangement".to_owned(),
    }
}

fn list(proofs: &[&Proof], names: &Names) -> String {
    let who: Vec<&str> = proofs
        .iter()
        .map(|proof| names.name(&proof.actor))
        .collect();
    joined(&who)
}

/// `Japan launches the package`
fn step(found: &Explanation, improvement: &Improvement, names: &Names) -> String {
    who_does_what::step(&found.options, &improvement.step, names)
}

/// Who would leave, and how; or that nobody would, and what keeps each.
pub(super) fn answer(found: &Explanation, names: &Names) -> String {
    let sides = Sides::of(found);
    let what = called(found);
    if !sides.leaving.is_empty() {
        let firsts = sides
            .leaving
            .iter()
            .map(|proof| match proof.improvements.first() {
                Some(first) => step(found, first, names),
                None => format!("{} would leave", names.name(&proof.actor)),
            });
        let mut clauses: Vec<String> = firsts.collect();
        clauses[0] = format!("{} would not last: {}", capital(&what), clauses[0]);
        let short = format!(
            "{} would not last: {} would leave.",
            capital(&what),
            list(&sides.leaving, names)
        );
        return sentence::first_that_fits(&[sentence::of_clauses(&clauses), short]);
    }
    let everybody = found
        .actors
        .iter()
        .all(|actor| found.proofs.iter().any(|proof| proof.actor == actor.id));
    let content = match sides.content.as_slice() {
        [] => None,
        [one] => Some(format!("{} has no better move", names.name(&one.actor))),
        some => Some(format!("{} have no better move", list(some, names))),
    };
    let begins = match everybody {
        true => format!("Nobody would leave {what}"),
        false => {
            let stay: Vec<&Proof> = sides
                .content
                .iter()
                .chain(&sides.deterred)
                .copied()
                .collect();
            format!("{} would stay with {what}", list(&stay, names))
        }
    };
    let gains = |proof: &&Proof| -> Option<[String; 2]> {
        let first = proof.improvements.first()?;
        let answer = who_does_what::steps(&found.options, &first.answer, names);
        let who = names.name(&proof.actor);
        Some([
            format!(
                "{who} would gain if {}, but then {answer}",
                step(found, first, names)
            ),
            format!("{who} would gain by a move, but fears the answer"),
        ])
    };
    let gains: Vec<[String; 2]> = sides.deterred.iter().filter_map(gains).collect();
    let told = |form: usize| -> String {
        let clauses: Vec<String> = (content.iter().cloned())
            .chain(gains.iter().map(|gain| gain[form].clone()))
            .collect();
        match clauses.is_empty() {
            true => format!("{begins}."),
            false => format!("{begins}: {}.", clauses.join("; ")),
        }
    };
    let fears = match sides.deterred.len() {
        1 => "fears",
        _ => "each fears",
    };
    let fearful = format!(
        "{begins}: {} could do better, but {fears} the answer.",
        list(&sides.deterred, names)
    );
    let mut forms = vec![told(0), told(1)];
    forms.push(match sides.deterred.is_empty() {
        true => format!("{begins}: nobody has a better move of its own."),
        false => fearful,
    });
    sentence::first_that_fits(&forms)
}

/// What the state is, unless it is what is in place.
pub(super) fn arrangement(found: &Explanation, names: &Names) -> Option<String> {
    let state = &found.state;
    let taken = || {
        let taken = found.options.iter().zip(&state.levels);
        let taken = taken.filter(|(option, level)| **level > 0 && !option.absent);
        let things: Vec<String> = taken
            .map(|(option, level)| who_does_what::thing(option, *level))
            .collect();
        match things.is_empty() {
            true => "nothing of what could be done".to_owned(),
            false => joined(&things),
        }
    };
    if state.status_quo {
        return Some(format!("In place today: {}.", taken()));
    }
    let which = match &found.asked_kind {
        None => "",
        Some(kind) if kind.holding > 0 => " It is the nearest of its kind that would last.",
        Some(_) => " It is the nearest of its kind; none would last.",
    };
    let deeds = who_does_what::deeds(&found.options, &state.from_status_quo, names);
    Some(match state.from_status_quo.is_empty() {
        true => format!("It has: {}.{which}", taken()),
        false => format!("How it differs from what is in place: {deeds}.{which}"),
    })
}

/// Who stays and who leaves, and why.
pub(super) fn points(found: &Explanation, names: &Names) -> Vec<Text> {
    let sides = Sides::of(found);
    let leaving = sides
        .leaving
        .iter()
        .map(|proof| leaves(found, proof, names));
    let mut points: Vec<Text> = leaving.collect();
    let deterred = sides
        .deterred
        .iter()
        .map(|proof| stays(found, proof, names));
    points.extend(deterred);
    let firm = match sides.content.as_slice() {
        // The answer has said so of all.
        [] => return points,
        all if points.is_empty() && all.len() == found.actors.len() => return points,
        [_] => FIRM.said_as("has no better move of its own"),
        _ => FIRM.said_as("have no better move of their own"),
    };
    let who = list(&sides.content, names);
    points.push(Text::from(format!("{who} ")).and(firm).and("."));
    points
}

/// `Russia would gain if Russia …, but then Japan …: it ends no better off.`
fn stays(found: &Explanation, proof: &Proof, names: &Names) -> Text {
    let who = names.name(&proof.actor);
    let Some(first) = proof.improvements.first() else {
        return format!("{who} has better moves, but each would be answered.").into();
    };
    let credible = matches!(proof.concept.as_str(), "SEQ" | "SSEQ");
    let held = match credible {
        true => FEAR_OF_THE_ANSWER.said_as("held by fear of the answer"),
        false => {
            COSTLY_THREATS.said_as("held by threats, some of which might hurt whoever makes them")
        }
    };
    let answer = who_does_what::steps(&found.options, &first.answer, names);
    let deed = step(found, first, names);
    let deed = match deed.strip_prefix(&format!("{who} ")) {
        Some(deed) => format!("it {deed}"),
        None => deed,
    };
    let mut text = Text::from(format!("{} is ", capital(who)))
        .and(held)
        .and(format!(". It would gain if {deed}, but then {answer}"));
    if let Some(result) = &first.result {
        text = text.and("; that would leave it ").then(end(result));
    }
    let more = proof.improvements.len() - 1
        + (proof.improvements_not_listed + proof.improvements_not_examined) as usize;
    text.and(match more {
        0 => ".",
        1 => ". One other gain would be answered, too.",
        _ => ". Its other gains would be answered, too.",
    })
}

/// `worse off by its 1st wish, “Keep the islands” (stated in the sources [p26])`
fn end(result: &Reason) -> Text {
    let off = match result.verdict {
        PreferenceVerdict::Better => "better off",
        PreferenceVerdict::Worse => "worse off",
        PreferenceVerdict::Equal => "no better off",
    };
    by_wish(Text::from(off), result)
}

/// The wish that decides, behind what it decides.
fn by_wish(text: Text, reason: &Reason) -> Text {
    match (reason.rank, reason.statements.first()) {
        (Some(rank), Some(wish)) => text
            .and(format!(" by its {} wish, ", ordinal(rank)))
            .and(in_brief(wish))
            .and(" (")
            .then(rests_on(wish))
            .and(")"),
        _ => text,
    }
}

/// `Ethiopia brings the reservoir to full: it gains by its 4th wish, …`
fn leaves(found: &Explanation, proof: &Proof, names: &Names) -> Text {
    let who = names.name(&proof.actor);
    let Some(first) = proof.improvements.first() else {
        return format!("{who} would leave: no answer spoils each of its gains.").into();
    };
    let told = Text::from(capital(&step(found, first, names)));
    let own = first
        .step
        .because
        .iter()
        .find(|one| one.actor == proof.actor);
    let told = match own {
        Some(reason) => by_wish(told.and(": it gains"), reason),
        None => told,
    };
    let answered = first.failures_not_listed > 0
        || first
            .failures
            .iter()
            .any(|failure| !failure.answer.is_empty());
    told.and(match (proof.concept.as_str(), answered) {
        ("Nash", _) => ".",
        (_, false) => ". Nobody has an answer to it.",
        ("SEQ" | "SSEQ", true) => {
            ". No answer takes the gain away that would serve whoever gives it."
        }
        (_, true) => ". Whatever the others answer, something of the gain is left.",
    })
}
