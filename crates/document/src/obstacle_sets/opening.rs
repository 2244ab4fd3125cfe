//! What stands in the way, in sentences.

use hikiwake_finding::words::capital;
use hikiwake_negotiation::{BlockTarget, KeptBack, ObstacleKind, ObstacleSets, Repair};

use crate::grouped::grouped;
use crate::{count, joined, thousands};

/// Most repairs that one sentence names.
const NAMED: usize = 2;

/// What passes and what does not; then of each form why, and what would open the way.
pub(super) fn opening(found: &ObstacleSets) -> Vec<String> {
    let (empty, asked): (Vec<_>, Vec<_>) = found.targets.iter().partition(|t| t.agreements == 0);
    let (open, closed): (Vec<_>, Vec<_>) = asked.into_iter().partition(|t| t.passing > 0);
    let names = |targets: &[&BlockTarget]| {
        let names = targets.iter().map(|target| format!("“{}”", target.label));
        joined(&names.collect::<Vec<_>>())
    };
    let rule = &found.rule_label;
    let mut told = vec![match closed.is_empty() {
        true => format!("Under “{rule}” something passes of all that was asked about."),
        false => format!("Under “{rule}” nothing passes of {}.", names(&closed)),
    }];
    told.extend(closed.iter().map(|target| closed_off(found, target)));
    let kept = open
        .iter()
        .filter_map(|target| Some((target, target.kept?)));
    told.extend(kept.map(|(target, kept)| not_coming(found, target, kept)));
    if !empty.is_empty() {
        told.push(format!(
            "The rules about terms leave no agreement for {}.",
            names(&empty)
        ));
    }
    told
}

/// Why nothing passes, the least that would open it, and where it is open.
fn closed_off(found: &ObstacleSets, target: &BlockTarget) -> String {
    let mut told = kept_out(found, target);
    told.extend(least_repairs(found, target));
    told.extend(passes_elsewhere(found, target));
    for later in told.iter_mut().skip(1) {
        *later = capital(later);
    }
    format!("“{}”: {}", target.label, told.join(" "))
}

/// What keeps it out, as far as it was found.
fn kept_out(found: &ObstacleSets, target: &BlockTarget) -> Vec<String> {
    let mut told = Vec::new();
    if let Some(first) = target.obstacles.first() {
        let each = match target.obstacles.len() {
            1 => "together these keep it out:".to_owned(),
            count => format!("each of {count} sets of judgements keeps it out, the first:"),
        };
        let texts: Vec<&str> = (first.iter())
            .map(|&judgement| found.judgements[judgement].text.as_str())
            .collect();
        told.push(format!("{each} {}.", joined(&texts)));
    }
    if let Some(why) = &target.cut_short {
        let sought = match target.repairs.is_empty() {
            true => "what keeps it out and what would open it",
            false => "all that keeps it out",
        };
        told.push(format!("the search for {sought} was cut short: {why}."));
    }
    told
}

/// The smallest repairs.
fn least_repairs(found: &ObstacleSets, target: &BlockTarget) -> Vec<String> {
    let Some(least) = target.repairs.iter().map(|r| r.without.len()).min() else {
        return Vec::new();
    };
    let smallest: Vec<&Repair> = (target.repairs.iter())
        .filter(|repair| repair.without.len() == least)
        .collect();
    let ways = smallest.iter().take(NAMED).map(|repair| {
        let parts = repair.without.iter();
        let parts = parts.map(|&judgement| found.judgements[judgement].repair.as_str());
        joined(&parts.collect::<Vec<_>>())
    });
    let ways: Vec<String> = ways.collect();
    let more = match smallest.len().saturating_sub(NAMED) {
        0 => String::new(),
        1 => "; or in one more way".to_owned(),
        more => format!("; or in {more} more ways"),
    };
    let changes = match least {
        1 => "one change opens it".to_owned(),
        least => format!("{least} changes at once are the least that opens it"),
    };
    let mut told = vec![format!("{changes}: {}{more}.", ways.join("; or "))];
    let red_line = |&judgement: &usize| found.judgements[judgement].kind == ObstacleKind::RedLine;
    if smallest.iter().all(|r| r.without.iter().any(red_line)) {
        told.push("every smallest way crosses a red line.".to_owned());
    }
    told
}

/// Under which other rules, at which dates and in which readings something passes.
fn passes_elsewhere(found: &ObstacleSets, target: &BlockTarget) -> Vec<String> {
    let (otherwise, rules): (Vec<_>, Vec<_>) = (target.elsewhere.iter())
        .filter(|there| there.passing > 0)
        .partition(|there| found.reads_otherwise(there));
    let rules = rules.iter().map(|there| (&there.label, &there.period));
    let rules = grouped(rules).into_iter().map(|(rule, periods)| {
        let periods: Vec<&str> = periods.into_iter().flatten().map(String::as_str).collect();
        match periods.as_slice() {
            [] => format!("“{rule}”"),
            periods => format!("“{rule}” ({})", periods.join(", ")),
        }
    });
    let same_rule = otherwise.iter().filter(|there| there.rule == found.rule);
    let readings = grouped(same_rule.map(|there| (&there.reading, ())));
    let readings = readings.into_iter().map(|(reading, _)| match reading {
        Some(reading) => format!("“{}”", reading.label),
        None => "the base reading".to_owned(),
    });
    let passes = |how: &str, there: Vec<String>| {
        let sentence = || format!("something passes {how} {}.", joined(&there));
        (!there.is_empty()).then(sentence)
    };
    let under = passes("under", rules.collect());
    let read = passes("if one reads otherwise:", readings.collect());
    under.into_iter().chain(read).collect()
}

/// Why what passes does not come about.
fn not_coming(found: &ObstacleSets, target: &BlockTarget, kept: KeptBack) -> String {
    let label = &target.label;
    let better = match found.none_in_force {
        true => "better for every government than no agreement",
        false => "better for every government than what is in force",
    };
    let passing = count(kept.passing, "agreement passes", "agreements pass");
    let so_far = match (kept.passing, kept.wanted) {
        (1, 0) => return format!("“{label}”: {passing} at home, but it is not {better}."),
        (_, 0) => {
            return format!("“{label}”: {passing} at home, but not one of them is {better}.");
        }
        (1, _) => format!("“{label}”: {passing}, and it is {better}"),
        (_, wanted) => format!(
            "“{label}”: {passing}, {} of them {better}",
            thousands(wanted)
        ),
    };
    let hold = match (kept.wanted, kept.hold) {
        (1, 0) => return format!("{so_far}; it would not hold once signed."),
        (_, 0) => return format!("{so_far}; none of these would hold once signed."),
        (1, _) => "it would hold".to_owned(),
        (_, hold) => format!("{} of these would hold", thousands(hold)),
    };
    match (kept.hold, kept.reached) {
        (1, 0) => format!(
            "{so_far}; {hold}, but single improvements do not lead to it from where things stand."
        ),
        (_, 0) => format!(
            "{so_far}; {hold}, but single improvements lead to none of them from where things \
             stand."
        ),
        (1, _) => format!("{so_far}; {hold}, and single improvements lead to it."),
        (_, reached) => format!(
            "{so_far}; {hold}, and single improvements lead to {}.",
            thousands(reached)
        ),
    }
}
