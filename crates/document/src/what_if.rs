//! What if: what is supposed, the chain from it to what it switches, and what becomes of the
//! answers.

mod strip;

use hikiwake_dossier::{Switch, SwitchKind};
use hikiwake_drivers::{Direction, DriverAnswer};
use hikiwake_finding::Finding;
use hikiwake_traceability::{MovedDriver, PushChain, Switched, WhatIf};

use crate::changed_answers::{OTHERWISE, sentences};
use crate::number::{in_words, joined_first};
use crate::statements::clause;
use crate::{Block, Document, Names, joined, links, scenarios, sentence};

/// Most answers before the fold, and most things named in one line.
const FIRST: usize = 5;

/// What a change that nobody has saved would do.
pub fn what_if(finding: &Finding<WhatIf>, names: &Names) -> Document {
    let found = &finding.finding;
    let told = answers(found, names);
    let mut document =
        Document::new("What if", &finding.dossier.title).answering(answer(found, &told));
    document.push(Block::heading(1, scenarios::scenario(&found.scenario)));
    let chain = chain(found, names);
    document.push(Block::paragraph("What follows, step by step:"));
    document.push(Block::numbered(chain));
    for stop in found.pushes.iter().filter_map(|push| stopped(found, push)) {
        document.push(Block::paragraph(stop));
    }
    if !told.is_empty() {
        document.push(Block::heading(1, "What becomes of the answers"));
        document.push(Block::list(told.iter().take(FIRST).cloned()));
        if told.len() > FIRST {
            let rest = told.iter().skip(FIRST).cloned();
            document.push(Block::details("More answers", vec![Block::list(rest)]));
        }
    }
    document.blocks.extend(strip::strip(found));
    for why in &found.answers.unanswered {
        document.push(Block::caution(why.as_str()));
    }
    document.blocks.extend(passages(found));
    document
}

/// What is supposed, and the weightiest thing that comes of it.
fn answer(found: &WhatIf, told: &[String]) -> String {
    let supposed = supposed(found);
    match told.first() {
        Some(first) => {
            let first = first.trim_end_matches('.');
            let short = first.split(';').next().unwrap_or_default();
            let shortest = short.split(':').next().unwrap_or_default();
            sentence::first_that_fits(&[
                format!("With {supposed}: {first}."),
                format!("With {supposed}: {short}."),
                format!("With {supposed}: {shortest}."),
                format!("{short}."),
                format!("{shortest}."),
            ])
        }
        None if found.switched.is_empty() && found.set.is_empty() => sentence::first_that_fits(&[
            format!("Nothing in the model stands or falls with {supposed}: no answer changes."),
            "Nothing in the model stands or falls with that: no answer changes.".to_owned(),
        ]),
        None => sentence::first_that_fits(&[
            format!("With {supposed}, no answer changes."),
            "With that, no answer changes.".to_owned(),
        ]),
    }
}

/// `“US pressure on Japan” at high`
fn supposed(found: &WhatIf) -> String {
    let pushes = found
        .pushes
        .iter()
        .map(|push| at(found, push.driver, push.to));
    let all: Vec<String> = pushes.chain(found.set.iter().cloned()).collect();
    joined(&all)
}

fn at(found: &WhatIf, driver: usize, level: usize) -> String {
    let head = &found.drivers[driver];
    let level = head.levels.get(level).map_or("", String::as_str);
    format!("{} at “{level}”", links::named(head))
}

/// The chain: what is put where, what that moves for certain, what it switches.
fn chain(found: &WhatIf, names: &Names) -> Vec<String> {
    let mut steps = Vec::new();
    for push in &found.pushes {
        let from = &found.drivers[push.driver].levels[push.from];
        steps.push(match push.from == push.to {
            true => format!(
                "{}: it stands there already.",
                at(found, push.driver, push.to)
            ),
            false => format!(
                "{}, where it stands at “{from}”.",
                at(found, push.driver, push.to)
            ),
        });
        steps.extend(push.moved.iter().map(|moved| moves(found, push, moved)));
    }
    steps.extend(
        found
            .set
            .iter()
            .map(|set| format!("{}.", hikiwake_finding::words::capital(set))),
    );
    steps.extend(found.switched.iter().map(|one| switches(one, names)));
    if found.switched.is_empty() && !found.pushes.is_empty() {
        steps.push("Nothing in the model stands only while one of these does.".to_owned());
    }
    steps
}

/// `For certain this raises “…”, by “…”: it goes from “some” to “much”.`
fn moves(found: &WhatIf, push: &PushChain, moved: &MovedDriver) -> String {
    let head = &found.drivers[moved.answer.driver];
    let up = (moved.answer.direction == Some(Direction::Up)) == (push.to > push.from);
    let verb = if up { "raises" } else { "lowers" };
    let by = way(found, &moved.answer);
    let level = |at: usize| head.levels.get(at).map_or("", String::as_str);
    let then = match moved.from == moved.to {
        true => format!(
            "it stands at its {} level as it is",
            if up { "highest" } else { "lowest" }
        ),
        false => format!(
            "it goes from “{}” to “{}”",
            level(moved.from),
            level(moved.to)
        ),
    };
    format!(
        "For certain this {verb} {}, {by}: {then}.",
        links::named(head)
    )
}

/// The drivers between, on the shortest way.
fn way(found: &WhatIf, answer: &DriverAnswer) -> String {
    let ways = answer.rising.iter().chain(&answer.falling);
    let shortest = ways.min_by_key(|way| way.len());
    let through = shortest
        .into_iter()
        .flatten()
        .map(|&link| found.links[link].effect);
    let between: Vec<String> = through
        .map(|driver| links::named(&found.drivers[driver]))
        .collect();
    match between.split_last() {
        None | Some((_, [])) => "at once".to_owned(),
        Some((_, between)) => format!("by way of {}", joined_first(between, 3)),
    }
}

/// Where the chain stops, since the signs do not determine what comes next.
fn stopped(found: &WhatIf, push: &PushChain) -> Option<String> {
    let open: Vec<String> = (push.stopped.iter())
        .map(|answer| links::named(&found.drivers[answer.driver]))
        .collect();
    if open.is_empty() || push.from == push.to {
        return None;
    }
    let (it, stands) = match open.len() {
        1 => ("it", "it stays where it is"),
        _ => ("them", "they stay where they are"),
    };
    Some(format!(
        "The chain stops at {}: the push pulls {it} both ways, so {stands} here.",
        joined_first(&open, FIRST)
    ))
}

/// `Japan no longer wants “…”.`
fn switches(one: &Switched, names: &Names) -> String {
    let Switch {
        kind,
        of,
        id,
        words,
        ..
    } = &one.switch;
    let words = match words.is_empty() {
        true => id.clone(),
        false => clause(words).to_owned(),
    };
    let name = names.name(of);
    let no_longer = if one.stands { "" } else { "no longer " };
    match kind {
        SwitchKind::Wish | SwitchKind::FactionWish => {
            let verb = if one.stands {
                "now wants"
            } else {
                "no longer wants"
            };
            format!("{name} {verb}: “{words}”.")
        }
        SwitchKind::Judgement => format!("What {name} says of agreements {no_longer}stands."),
        SwitchKind::Option => match one.stands {
            true => format!("“{words}” can be done."),
            false => format!("“{words}” can no longer be done."),
        },
        SwitchKind::Rule => match one.stands {
            true => format!("A rule stands: {words}."),
            false => format!("A rule no longer stands: {words}."),
        },
        SwitchKind::Reading => match one.stands {
            true => format!("This reading then stands: “{words}”."),
            false => format!("This reading no longer stands: “{words}”."),
        },
    }
}

/// The answers that change, the weightiest first.
fn answers(found: &WhatIf, names: &Names) -> Vec<String> {
    let mut told = sentences(&found.answers, names, &OTHERWISE);
    told.sort_by_key(|(weight, _)| *weight);
    told.into_iter().map(|(_, text)| text).collect()
}

/// The passages behind each link of the chain, and the claims behind what it switches.
fn passages(found: &WhatIf) -> Option<Block> {
    let ways = found.pushes.iter().flat_map(|push| &push.moved);
    let ways = ways.filter_map(|moved| {
        let all = moved.answer.rising.iter().chain(&moved.answer.falling);
        all.min_by_key(|way| way.len())
    });
    let mut named: Vec<usize> = Vec::new();
    for &link in ways.flatten() {
        if !named.contains(&link) {
            named.push(link);
        }
    }
    if named.is_empty() {
        return None;
    }
    let lines = named
        .iter()
        .map(|&link| links::way(&found.drivers, &found.links, &[link]));
    let many = in_words(named.len());
    let summary = match named.len() {
        1 => "The passages behind the link".to_owned(),
        _ => format!("The passages behind the {many} links"),
    };
    Some(Block::details(summary, vec![Block::list(lines)]))
}
