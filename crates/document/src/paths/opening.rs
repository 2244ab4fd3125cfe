//! How the dispute can move, in plain sentences.

use hikiwake_conflict::{EndKind, Paths, PathsTo, ReachedBy, WalkKind, WalksTo};
use hikiwake_finding::{ReachKind, StateRow};
use hikiwake_finding::{words::capital, words::no_or_count};

use crate::states::{place, state};
use crate::{Names, joined, thousands};

/// Most states or changes named in a sentence.
const NAMED: usize = 4;

/// How far each kind of step leads, where it ends, what cannot be undone, and the ways
/// to each goal; the ways alone where a goal was asked for.
pub(super) fn opening(found: &Paths, names: &Names) -> Vec<String> {
    let asked = found.asked.is_some();
    let goals = found.goals.iter().map(|to| goal(to, asked, names));
    if found.start.is_none() {
        let nowhere = "No status quo is given, so there is nowhere to start from: give the period \
                       a status quo, or a state to start from (--from).";
        return vec![nowhere.to_owned()];
    }
    if asked {
        return goals.flatten().collect();
    }
    let mut sentences = vec![reached(found)];
    let mut told: Vec<(Vec<&str>, String)> = Vec::new();
    for by in &found.reached {
        let Some(ends) = ends(found, by) else {
            continue;
        };
        match told.iter_mut().find(|(_, same)| *same == ends) {
            Some((kinds, _)) => kinds.push(by.by.words()),
            None => told.push((vec![by.by.words()], ends)),
        }
    }
    let told =
        (told.iter()).map(|(kinds, ends)| format!("{} {ends}", capital(&kinds.join(" and "))));
    sentences.extend(told);
    sentences.extend(no_return(found));
    sentences.extend(goals.map(|goal| goal.join(" ")));
    sentences
}

fn start(found: &Paths) -> String {
    found.start.as_ref().map_or_else(String::new, place)
}

fn reached(found: &Paths) -> String {
    let number = |kind: WalkKind| {
        let by = found.reached.iter().find(|by| by.by == kind);
        by.map(|by| {
            (
                by.states.saturating_sub(1),
                by.by_moves.len().saturating_sub(1) as u64,
            )
        })
    };
    let mut parts = Vec::new();
    for kind in [
        WalkKind::BestReplies,
        WalkKind::Improvements,
        WalkKind::Moves,
    ] {
        let Some((states, moves)) = number(kind) else {
            continue;
        };
        let within = match (states, moves) {
            (0, _) => String::new(),
            (_, 1) => " in a single move".to_owned(),
            (_, n) => format!(" in at most {n} moves"),
        };
        let states = no_or_count(states, "other state", "other states");
        parts.push(format!("{} to {states}{within}", kind.words()));
    }
    format!(
        "From {}, {}, of {} feasible ones (no one moving twice running).",
        start(found),
        joined(&parts).replacen(" to ", " lead to ", 1),
        thousands(found.feasible)
    )
}

/// Where it ends, by steps that somebody would take.
fn ends(found: &Paths, by: &ReachedBy) -> Option<String> {
    let of = |how: EndKind| by.ends.iter().filter(move |end| end.how == how);
    if by.by == WalkKind::Moves || by.states <= 1 {
        return None;
    }
    let rests: Vec<&str> = of(EndKind::AtRest)
        .flat_map(|end| end.states.iter().map(String::as_str))
        .collect();
    let row = |code: &str| found.rows.iter().find(|row| row.code == code);
    let named = |codes: &[&str]| {
        let mut names: Vec<String> = (codes.iter().take(NAMED))
            .map(|code| row(code).map_or_else(|| (*code).to_owned(), name))
            .collect();
        let more = codes.len().saturating_sub(NAMED) as u64 + by.ends_not_listed;
        if more > 0 {
            names.push(format!("{} more", thousands(more)));
        }
        joined(&names)
    };
    let mut text = match rests.len() {
        0 => "come to rest nowhere".to_owned(),
        _ => format!("come to rest at {}", named(&rests)),
    };
    let rounds = of(EndKind::Round).count() as u64;
    if rounds > 0 {
        let states: usize = of(EndKind::Round).map(|end| end.states.len()).sum();
        text.push_str(&format!(
            ", and can end up going round for ever among {}",
            no_or_count(states as u64, "state", "states")
        ));
    } else if by.round.is_empty() {
        text.push_str("; they never go round");
    } else {
        text.push_str("; on the way they can go round, but need not for ever");
    }
    text.push('.');
    Some(text)
}

/// A state by code, and by name where it has one.
fn name(row: &StateRow) -> String {
    match row.outcomes.first() {
        _ if row.status_quo => format!("{} (the status quo)", row.code),
        Some(outcome) => format!("{} (“{outcome}”)", row.code),
        None => row.code.clone(),
    }
}

fn no_return(found: &Paths) -> Option<String> {
    let home = start(found);
    let lasting = &found.lasting;
    if !found.reached.iter().any(|by| by.by == WalkKind::Moves) {
        return None;
    }
    if lasting.is_empty() {
        return Some(format!(
            "From everywhere that any moves reach there is a way back to {home}."
        ));
    }
    let mut named: Vec<String> = lasting
        .iter()
        .take(NAMED)
        .map(|l| format!("“{}”", l.text))
        .collect();
    let more = lasting.len().saturating_sub(NAMED) as u64;
    if more > 0 {
        named.push(no_or_count(more, "further change", "further changes"));
    }
    let improvements = found.no_return.len() as u64 + found.no_return_not_listed;
    let taken = match improvements {
        0 => "no improvement on the way does that".to_owned(),
        1 => "1 improvement on the way does that".to_owned(),
        n => format!("{} improvements on the way do that", thousands(n)),
    };
    Some(format!(
        "There is no way back to {home}, whatever anybody does, once one of these is done: {}; {taken}.",
        joined(&named)
    ))
}

/// The ways to one state, the most important first.
fn goal(goal: &PathsTo, every_kind: bool, names: &Names) -> Vec<String> {
    let there = goal_name(goal);
    let through = match goal.via.as_slice() {
        [] => String::new(),
        codes => format!(" through {}", joined(codes)),
    };
    if goal.walks.iter().any(|walks| walks.moves == 0) && goal.via.is_empty() {
        return vec![format!(
            "The walks start at {there}: nothing has to be done."
        )];
    }
    let mut sentences = Vec::new();
    let Some(strongest) = goal.walks.first() else {
        return vec![format!("No moves lead to {there}{through}.")];
    };
    let moves = |walks: &WalksTo| no_or_count(walks.moves, "move", "moves");
    let paths = |walks: &WalksTo| match walks.paths {
        Some(1) => "one path".to_owned(),
        Some(n) => format!("{} paths", thousands(n)),
        None => "more than 18 quintillion paths".to_owned(),
    };
    let steps = match (strongest.by, goal.reach) {
        // How it is reached is known of walks that come through nothing in particular.
        (WalkKind::Moves, _) if !goal.via.is_empty() => {
            "Only moves that are not all improvements".to_owned()
        }
        (WalkKind::Moves, ReachKind::MovesAtALoss) => "Only moves at somebody's loss".to_owned(),
        (WalkKind::Moves, _) => "Only moves that gain somebody nothing".to_owned(),
        (kind, _) => capital(kind.words()),
    };
    let stays = match goal.concepts.iter().any(|concept| concept == "SEQ") {
        true => "",
        false => "; it does not hold",
    };
    sentences.push(format!(
        "{steps} lead to {there}{through}, in {}, by {}{stays}.",
        moves(strongest),
        paths(strongest)
    ));
    if goal.reach == ReachKind::JointMove && goal.via.is_empty() {
        let joint = goal.joint.iter().find(|step| step.movers.len() > 1);
        let who = joint.map_or_else(String::new, |step| {
            format!(" of {}", names.list(&step.movers))
        });
        sentences.push(format!(
            "No one gets there by improvements alone, but a joint improvement{who} does."
        ));
    }
    sentences.push(who_can_stop(strongest, names));
    sentences.extend(stepping_in(strongest, names));
    if every_kind {
        for walks in &goal.walks[1..] {
            sentences.push(format!(
                "{} lead there in {}, by {}.",
                capital(walks.by.words()),
                moves(walks),
                paths(walks)
            ));
        }
    }
    sentences
}

/// `bekadu, “After the summit” (economy, …)`
fn goal_name(goal: &PathsTo) -> String {
    match goal.state.outcomes.first() {
        Some(_) => format!("{}, {}", place(&goal.state), goal.state.code),
        None => state(&goal.state),
    }
}

/// Without whom it does not come about, and who brings it about alone.
fn who_can_stop(walks: &WalksTo, names: &Names) -> String {
    let (Some(needed), Some(able)) = (&walks.needed, &walks.able_alone) else {
        return "So many take steps that not all groups of them were tried.".to_owned();
    };
    let groups = |groups: &[&Vec<String>], or: &str| {
        let names: Vec<String> = (groups.iter().take(NAMED))
            .map(|group| names.list(group))
            .collect();
        names.join(or)
    };
    let alone: Vec<&Vec<String>> = needed.iter().filter(|group| group.len() == 1).collect();
    let together: Vec<&Vec<String>> = needed.iter().filter(|group| group.len() > 1).collect();
    let by_refusing = match (&alone[..], &together[..]) {
        ([], []) => "Nobody can keep it from coming about that way".to_owned(),
        ([], more) => format!(
            "Nobody can keep it from coming about that way alone by not moving; {} can together",
            groups(more, ", or ")
        ),
        ([one], _) => format!(
            "Without a step of {} it does not come about that way",
            names.list(one)
        ),
        (each, _) => format!(
            "Each of {} can keep it from coming about that way by not moving",
            joined(&each.iter().map(|one| names.list(one)).collect::<Vec<_>>())
        ),
    };
    let brings: Vec<String> = (able.iter().take(NAMED))
        .map(|group| match group.len() {
            1 => format!("{} can bring it about alone", names.list(group)),
            _ => format!(
                "{} together can bring it about without the others",
                names.list(group)
            ),
        })
        .collect();
    let brings = match brings.is_empty() || able.len() > NAMED {
        true => String::new(),
        false => format!("; {}", brings.join(", or ")),
    };
    format!("{by_refusing}{brings}.")
}

/// Who would rather do something else before a step of the first path, and what.
fn stepping_in(walks: &WalksTo, names: &Names) -> Option<String> {
    let way = walks.listed.first()?;
    let path = match walks.paths {
        Some(1) => "that path",
        _ => "the first of these paths",
    };
    // By moves that are no improvements nothing is said of what improvements lead to.
    let any_moves = walks.by == WalkKind::Moves;
    let mut told = Vec::new();
    let mut gains = false;
    for (number, step) in way.steps.iter().enumerate() {
        for other in &step.others {
            let Some(best) = &other.best else { continue };
            gains = true;
            if other.stopping == 0 && !any_moves {
                continue;
            }
            let who = names.name(&other.actor);
            let change = best
                .text
                .strip_prefix(&format!("{who}: "))
                .unwrap_or(&best.text);
            told.push(format!(
                "{who} would gain by moving before step {} ({change})",
                number + 1
            ));
        }
    }
    let more = told.len().saturating_sub(NAMED) as u64;
    told.truncate(NAMED);
    if more > 0 {
        told.push(format!(
            "so it goes for {}",
            no_or_count(more, "more step", "more steps")
        ));
    }
    Some(match (told.is_empty(), gains, any_moves) {
        (true, true, _) => format!(
            "Whatever improvement somebody else puts in on {path}, improvements still lead there."
        ),
        (true, false, _) => format!("Nobody else would gain by getting in on {path}."),
        (false, _, true) => format!("On {path} {}.", joined(&told)),
        (false, _, false) => format!(
            "On {path} {}; after that no improvements lead there any more.",
            joined(&told)
        ),
    })
}
