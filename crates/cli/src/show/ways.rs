//! `ways`: the sentences, then the paths step by step.

use hikiwake_conflict::{EndKind, PathStep, Paths, PathsTo, StepsIn, WalkKind, WalksTo};
use hikiwake_finding::{Finding, PreferenceVerdict, Reason, StateRow, WalkStep, thousands};

use super::paper;

pub fn ways(finding: &Finding<Paths>) -> String {
    let found = &finding.finding;
    let title = &finding.dossier.title;
    let mut text = paper::opening(title, &found.scenario, &found.sentences);
    if found.asked.is_none() && found.start.is_some() {
        text.push_str(&reached(found));
        text.push_str(&no_return(found));
    }
    for goal in &found.goals {
        text.push_str(&to(found, goal));
    }
    text.push_str(&states(found));
    for note in &found.notes {
        text.push_str(&paper::paragraph(note, "\n! ", "  "));
    }
    text
}

/// How many states are reached, move by move, and where that ends.
fn reached(found: &Paths) -> String {
    let longest = found.reached.iter().map(|by| by.by_moves.len()).max();
    let longest = longest.unwrap_or(0).max(1);
    let mut head = vec!["states reached".to_owned(), "in all".to_owned()];
    head.extend((0..longest).map(|moves| match moves {
        1 => "1 move".to_owned(),
        n => format!("{n} moves"),
    }));
    let rows = (found.reached.iter())
        .map(|by| {
            let mut row = vec![capital(by.by.words()), thousands(by.states)];
            row.extend(
                (0..longest).map(|at| by.by_moves.get(at).map_or(String::new(), |&n| thousands(n))),
            );
            row
        })
        .collect();
    let mut text = paper::heading("How far each kind of step leads");
    text.push_str(&paper::table(head, rows, &[]));
    for by in found.reached.iter().filter(|by| by.by != WalkKind::Moves) {
        let paused = by.ends.iter().filter(|end| end.how == EndKind::Paused);
        let codes: Vec<&str> = paused
            .flat_map(|end| end.states.iter().map(String::as_str))
            .collect();
        if !codes.is_empty() {
            text.push_str(&paper::paragraph(
                &format!(
                    "By {} walks also stop at {}, where only whoever moved last would move on.",
                    by.by.words(),
                    codes.join(", ")
                ),
                "  ",
                "  ",
            ));
        }
        if let Some(first) = by.round.first() {
            let mut round = first.from.clone();
            for step in &by.round {
                round.push_str(&format!(" → {}", step.to));
            }
            text.push_str(&paper::paragraph(
                &format!("By {} it can go round: {round}.", by.by.words()),
                "  ",
                "  ",
            ));
        }
    }
    text
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

fn no_return(found: &Paths) -> String {
    if found.no_return.is_empty() {
        return String::new();
    }
    let mut text = paper::heading("Improvements after which nothing leads back");
    for point in &found.no_return {
        let line = format!(
            "{} → {}   {}",
            point.step.from, point.step.to, point.step.text
        );
        text.push_str(&paper::paragraph(&line, "  ", "      "));
    }
    text.push_str(&paper::not_listed(
        found.no_return.len(),
        found.no_return_not_listed,
        "--list",
    ));
    text
}

fn to(found: &Paths, goal: &PathsTo) -> String {
    let steps = goal.walks.iter().any(|walks| walks.moves > 0);
    if !steps && goal.joint.is_empty() {
        return String::new();
    }
    let mut text = paper::heading(&format!("To {}", paper::marked_code(&goal.state)));
    for walks in &goal.walks {
        text.push_str(&by(found, walks));
    }
    if !goal.joint.is_empty() {
        text.push_str("  With a joint improvement:\n");
        for (number, step) in goal.joint.iter().enumerate() {
            text.push_str(&one(found, number, step));
        }
    }
    text
}

fn by(found: &Paths, walks: &WalksTo) -> String {
    let mut text = String::new();
    let shown = walks.listed.len() as u64;
    for (number, way) in walks.listed.iter().enumerate() {
        let of = match walks.paths {
            Some(1) => String::new(),
            Some(n) => format!(" (path {} of {})", number + 1, thousands(n)),
            None => format!(" (path {})", number + 1),
        };
        text.push_str(&format!("  By {}{of}:\n", walks.by.words()));
        for (number, step) in way.steps.iter().enumerate() {
            text.push_str(&one(found, number, &step.step));
            text.push_str(&others(found, walks.by, step));
        }
    }
    let between: Vec<&str> = walks.states_on_all.iter().map(String::as_str).collect();
    if !between.is_empty() && walks.paths != Some(1) {
        let line = format!(
            "Every such walk, however long, comes through {}.",
            between.join(", ")
        );
        text.push_str(&paper::paragraph(&line, "    ", "    "));
    }
    let on_all = walks
        .steps_on_all
        .iter()
        .map(|step| format!("{} → {} ({})", step.from, step.to, step.text));
    let on_all: Vec<String> = on_all.collect();
    if !on_all.is_empty() && shown > 0 && walks.paths != Some(1) {
        let line = format!("Every such walk takes {}.", on_all.join("; "));
        text.push_str(&paper::paragraph(&line, "    ", "    "));
    }
    text
}

fn one(found: &Paths, number: usize, step: &WalkStep) -> String {
    let mark = format!("    {}) ", number + 1);
    let mut text = paper::paragraph(&format!("{} → {}", step.text, step.to), &mark, "       ");
    for reason in &step.because {
        text.push_str(&paper::paragraph(
            &why(found, reason),
            "       ",
            "         ",
        ));
    }
    text
}

/// Why it is better for its mover, or what it costs.
fn why(found: &Paths, reason: &Reason) -> String {
    let name = name(found, &reason.actor);
    let wishes: Vec<String> = (reason.statements.iter())
        .map(|wish| format!("“{}” ({})", wish.wants, wish.basis))
        .collect();
    let verdict = match reason.verdict {
        PreferenceVerdict::Better => "better",
        PreferenceVerdict::Worse => "worse",
        PreferenceVerdict::Equal => return format!("neither better nor worse for {name}"),
    };
    match wishes.is_empty() {
        true => format!("{verdict} for {name}"),
        false => format!("{verdict} for {name}: {}", wishes.join("; ")),
    }
}

/// What cannot be undone, and who could get in before.
fn others(found: &Paths, by: WalkKind, step: &PathStep) -> String {
    let mut text = String::new();
    if step.lasting == Some(true) {
        text.push_str("       ⊘ Nothing anybody can do leads back over this step.\n");
    }
    let (would, could): (Vec<&StepsIn>, Vec<&StepsIn>) =
        step.others.iter().partition(|other| other.improvements > 0);
    for other in would {
        let Some(best) = &other.best else { continue };
        let ends = match (other.stopping, other.improvements) {
            _ if by == WalkKind::Moves => "",
            (0, _) => ": improvements still lead there",
            (n, all) if n == all => ": no improvements lead there any more",
            _ => ": after this one no improvements lead there any more",
        };
        let who = name(found, &other.actor);
        let change = best
            .text
            .strip_prefix(&format!("{who}: "))
            .unwrap_or(&best.text);
        let line = format!(
            "{who} would gain by moving first ({change} → {}){ends}.",
            best.to
        );
        text.push_str(&paper::paragraph(&line, "       ↯ ", "         "));
    }
    if !could.is_empty() {
        let names: Vec<&str> = could
            .iter()
            .map(|other| name(found, &other.actor))
            .collect();
        let line = format!("{} could move first, but would not gain.", names.join(", "));
        text.push_str(&paper::paragraph(&line, "       · ", "         "));
    }
    text
}

fn name<'a>(found: &'a Paths, id: &'a str) -> &'a str {
    let actor = found.actors.iter().find(|actor| actor.id == id);
    actor.map_or(id, |actor| &actor.name)
}

/// The states that the paths name.
fn states(found: &Paths) -> String {
    let steps = found.goals.iter().flat_map(|goal| {
        let listed = goal.walks.iter().flat_map(|walks| &walks.listed);
        let steps = listed.flat_map(|way| way.steps.iter().map(|step| &step.step));
        steps.chain(&goal.joint)
    });
    let named: Vec<&String> = steps.flat_map(|step| [&step.from, &step.to]).collect();
    let rows = found.rows.iter().filter(|row| named.contains(&&row.code));
    let rows: Vec<&StateRow> = rows.collect();
    if rows.is_empty() {
        return String::new();
    }
    let mut text = paper::heading("States named");
    for row in rows {
        let notes = paper::state_notes(row);
        let notes = if notes.is_empty() {
            notes
        } else {
            format!(" ({notes})")
        };
        let what = if row.text.is_empty() {
            "no option taken"
        } else {
            &row.text
        };
        let mark = format!("{}  ", row.code);
        let rest = " ".repeat(mark.chars().count());
        text.push_str(&paper::paragraph(&format!("{what}{notes}"), &mark, &rest));
    }
    text
}
