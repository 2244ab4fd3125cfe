//! What each thinks and what is, in plain sentences.

use hikiwake_conflict::{
    Departure, FalseAlarm, Look, Perceptions, SightKind, StateView, Surprise, ViewCount,
};
use hikiwake_finding::Reason;
use hikiwake_finding::{words::capital, words::no_or_count, words::none_or};

use crate::states::place;
use crate::{Names, joined, thousands};

/// The finding, most important first.
pub(super) fn opening(found: &Perceptions, names: &Names) -> Vec<String> {
    let mut sentences = Vec::new();
    if let Some(seq) = found.counts.iter().find(|c| c.concept == "SEQ") {
        sentences.push(whose(found, names));
        sentences.push(what_holds(seq));
        sentences.push(what_is_thought(found, seq, names));
        let landmarks = (found.states.iter())
            .filter(|view| view.state.status_quo || !view.state.outcomes.is_empty());
        sentences.extend(landmarks.map(|view| state(view, found.actors.len(), names).join(" ")));
    }
    if !found.attitudes.is_empty() {
        sentences.extend(with_attitudes(found, names));
    }
    sentences
}

/// Whose pictures differ from the dossier's.
fn whose(found: &Perceptions, names: &Names) -> String {
    let mut viewers: Vec<String> = Vec::new();
    for perception in &found.perceptions {
        if !viewers.contains(&perception.of) {
            viewers.push(perception.of.clone());
        }
    }
    let basis = |name: &str| {
        let of = found.perceptions.iter();
        of.filter(|p| p.ground.basis == name).count() as u64
    };
    format!(
        "{} {} from the dossier ({}): {} stated in the sources, {} inferred from them, {} the \
         analyst's own.",
        no_or_count(
            found.perceptions.len() as u64,
            "picture that somebody has of others",
            "pictures that somebody has of others"
        ),
        if found.perceptions.len() == 1 {
            "differs"
        } else {
            "differ"
        },
        names.list(&viewers),
        none_or(basis("stated")),
        none_or(basis("inferred")),
        none_or(basis("analyst")),
    )
}

fn what_holds(seq: &ViewCount) -> String {
    let hold = match seq.hold {
        0 => "No state holds (SEQ)".to_string(),
        1 => "1 state holds (SEQ)".to_string(),
        n => format!("{} states hold (SEQ)", thousands(n)),
    };
    let only_so = seq.hold.saturating_sub(seq.hold_either_way);
    let lost = seq.seen_truly.saturating_sub(seq.hold_either_way);
    format!(
        "{hold} when everybody goes by what it sees; if all saw what the dossier has, {} would. \
         Misjudgement undoes {} and makes {} hold that otherwise would not.",
        none_or(seq.seen_truly),
        match lost {
            n if n == seq.seen_truly && n > 0 => "all of these".to_string(),
            n => format!("{} of these", none_or(n)),
        },
        none_or(only_so),
    )
}

fn what_is_thought(found: &Perceptions, seq: &ViewCount, names: &Names) -> String {
    let thought: Vec<String> = (found.actors.iter().zip(&seq.thought))
        .map(|(actor, &states)| format!("{} {}", names.name(&actor.id), thousands(states)))
        .collect();
    format!(
        "How many hold in the eyes of each: {}. {} as all think; {} though somebody expects \
         otherwise; {} though somebody thinks so.",
        joined(&thought),
        capital(&hold(seq.agreed)),
        hold(seq.unforeseen),
        match seq.illusions {
            1 => "1 does not hold".to_string(),
            n => format!("{} do not hold", none_or(n)),
        },
    )
}

/// `none hold`, `1 holds`, `4 hold`
fn hold(states: u64) -> String {
    match states {
        1 => "1 holds".to_string(),
        n => format!("{} hold", none_or(n)),
    }
}

/// One state: what is thought, what is, and where the surprise comes from.
pub(super) fn state(view: &StateView, everyone: usize, names: &Names) -> Vec<String> {
    let which = match view.state.status_quo || !view.state.outcomes.is_empty() {
        true => format!("{}, {},", capital(&place(&view.state)), view.state.code),
        false => "It".to_string(),
    };
    let all = view.thinks.len() == everyone;
    let mut first = match view.surprise {
        Surprise::Agreed => format!("{which} holds, and everybody thinks so."),
        Surprise::Unforeseen if view.thinks.is_empty() => {
            format!("{which} holds, as nobody would expect.")
        }
        Surprise::Unforeseen => {
            format!(
                "{which} holds, as only {} would expect.",
                names.list(&view.thinks)
            )
        }
        Surprise::Illusion if all => {
            format!("{which} cannot be, though everybody thinks that it holds.")
        }
        Surprise::Illusion => {
            format!(
                "{which} does not hold, except in the eyes of {}.",
                names.list(&view.thinks)
            )
        }
        Surprise::Nothing => format!("{which} does not hold, and nobody thinks so."),
    };
    let truly = view.seen_truly.iter().any(|c| c == "SEQ");
    match view.surprise {
        Surprise::Agreed | Surprise::Unforeseen if !truly => {
            first.push_str(" If all saw what the dossier has, it would not.");
        }
        Surprise::Illusion | Surprise::Nothing if truly => {
            first.push_str(" If all saw what the dossier has, it would.");
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
    sentences.extend(view.departures.iter().map(|d| departure(d, names)));
    sentences.extend(view.false_alarms.iter().map(|f| false_alarm(f, names)));
    sentences
}

fn departure(departure: &Departure, names: &Names) -> String {
    let who = names.list(&departure.step.movers);
    let mut text = format!("{who} would leave it ({}).", departure.step.text);
    // Those who see the same are told of together.
    let mut told: Vec<(Vec<String>, String)> = Vec::new();
    for look in &departure.surprised {
        let seen = seen(look, &who);
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

fn false_alarm(alarm: &FalseAlarm, names: &Names) -> String {
    let viewer = names.name(&alarm.viewer);
    let who = names.list(&alarm.step.movers);
    let why = (alarm.step.because.first()).map_or(String::new(), |reason| because(reason, "for"));
    format!(
        "In the eyes of {viewer}, {who} would leave it ({}){why}. In fact {}.",
        alarm.step.text,
        seen(&alarm.look, &who)
    )
}

/// How a move of `who` looks.
fn seen(look: &Look, who: &str) -> String {
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
                let steps: Vec<&str> = steps.iter().map(|step| step.text.as_str()).collect();
                format!(
                    "{who} would gain by that, but an answer spoils it ({})",
                    steps.join("; then ")
                )
            }
        },
        SightKind::Leaves => format!("{who} would leave it"),
    }
}

/// The statements that decide: `, by the wish “china-tie iff not economy”`.
fn because(reason: &Reason, word: &str) -> String {
    let wants: Vec<String> = (reason.statements.iter())
        .map(|s| format!("“{}”", s.wants))
        .collect();
    match wants.is_empty() {
        true => String::new(),
        false => format!(", {word} the wish {}", joined(&wants)),
    }
}

fn with_attitudes(found: &Perceptions, names: &Names) -> Vec<String> {
    let who: Vec<String> = (found.attitudes.iter())
        .map(|a| {
            let [of, towards] = [&a.of, &a.towards].map(|id| names.name(id));
            match a.of == a.towards {
                true => format!("{of} to itself: {}", a.is),
                false => format!("{of} to {towards}: {}", a.is),
            }
        })
        .collect();
    let mut sentences = Vec::new();
    let Some(rseq) = found.relational_counts.iter().find(|c| c.concept == "RSEQ") else {
        return vec![format!("Attitudes: {}.", joined(&who))];
    };
    sentences.push(format!(
        "With attitudes ({}), {} {} (RSEQ); without, {} (SEQ); {} either way.",
        joined(&who),
        no_or_count(rseq.states, "state", "states"),
        if rseq.states == 1 { "holds" } else { "hold" },
        none_or(rseq.without),
        none_or(rseq.both),
    ));
    for state in &found.relational_states {
        if !state.state.status_quo && state.state.outcomes.is_empty() {
            continue;
        }
        let with = state.concepts.iter().any(|c| c == "RSEQ");
        let without = state.without.iter().any(|c| c == "SEQ");
        let which = format!("{}, {},", capital(&place(&state.state)), state.state.code);
        let leave = |ids: &[String]| format!("{} would leave it", names.list(ids));
        sentences.push(match (with, without) {
            (true, true) => format!("{which} holds with attitudes as without."),
            (true, false) => format!(
                "{which} holds only with attitudes: without, {}.",
                leave(&state.leavers_without)
            ),
            (false, true) => format!(
                "{which} holds only without attitudes: with them, {}.",
                leave(&state.leavers)
            ),
            (false, false) => format!(
                "{which} holds neither with attitudes nor without: {}.",
                leave(&state.leavers)
            ),
        });
    }
    sentences
}
