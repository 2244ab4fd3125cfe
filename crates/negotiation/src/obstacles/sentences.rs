//! What stands in the way, in words.

use indexmap::{IndexMap, IndexSet};

use super::{BlockTarget, KeptBack, ObstacleKind, ObstacleSets};
use hikiwake_finding::{words::capital, words::count, words::list, words::thousands};

/// Most repairs that one sentence names.
const NAMED: usize = 2;

pub(super) fn sentences(block: &ObstacleSets) -> Vec<String> {
    let mut sentences = Vec::new();
    let (open, closed): (Vec<&BlockTarget>, Vec<&BlockTarget>) =
        (block.targets.iter().filter(|t| t.agreements > 0)).partition(|t| t.passing > 0);
    let names = |targets: &[&BlockTarget]| {
        let names: Vec<String> = targets.iter().map(|t| format!("“{}”", t.label)).collect();
        list(&names)
    };
    let rule = &block.rule_label;
    if closed.is_empty() {
        sentences.push(format!(
            "Under “{rule}” something passes of all that was asked about."
        ));
    } else {
        sentences.push(format!(
            "Under “{rule}” nothing passes of {}.",
            names(&closed)
        ));
    }
    for target in closed {
        sentences.push(closed_off(block, target));
    }
    for target in open {
        sentences.extend(target.kept.map(|kept| not_coming(block, target, kept)));
    }
    let empty = block.targets.iter().filter(|t| t.agreements == 0);
    let empty: Vec<&BlockTarget> = empty.collect();
    if !empty.is_empty() {
        sentences.push(format!(
            "The rules about terms leave no agreement for {}.",
            names(&empty)
        ));
    }
    sentences
}

/// Why nothing passes, the least that would open it, and where it is open.
fn closed_off(block: &ObstacleSets, target: &BlockTarget) -> String {
    let mut told = obstacles(block, target);
    told.extend(least_repairs(block, target));
    told.extend(passes_elsewhere(block, target));
    let later = told.split_off(told.len().min(1));
    let later = later.iter().map(|sentence| capital(sentence));
    let told: Vec<String> = told.into_iter().chain(later).collect();
    format!("“{}”: {}", target.label, told.join(" "))
}

/// What keeps it out, as far as it was found.
fn obstacles(block: &ObstacleSets, target: &BlockTarget) -> Vec<String> {
    let mut sentences = Vec::new();
    let text = |judgements: &[usize]| {
        let texts: Vec<String> = judgements
            .iter()
            .map(|&j| block.judgements[j].text.clone())
            .collect();
        list(&texts)
    };
    if let Some(first) = target.obstacles.first() {
        let count = target.obstacles.len();
        let each = match count {
            1 => "together these keep it out:".to_string(),
            _ => format!("each of {count} sets of judgements keeps it out, the first:"),
        };
        sentences.push(format!("{each} {}.", text(first)));
    }
    if let Some(why) = &target.cut_short {
        let sought = match target.repairs.is_empty() {
            true => "what keeps it out and what would open it",
            false => "all that keeps it out",
        };
        sentences.push(format!("the search for {sought} was cut short: {why}."));
    }
    sentences
}

/// The smallest repairs.
fn least_repairs(block: &ObstacleSets, target: &BlockTarget) -> Vec<String> {
    let Some(least) = target.repairs.iter().map(|r| r.without.len()).min() else {
        return Vec::new();
    };
    let smallest: Vec<_> = (target.repairs.iter())
        .filter(|r| r.without.len() == least)
        .collect();
    let ways: Vec<String> = (smallest.iter().take(NAMED))
        .map(|repair| {
            let parts: Vec<String> = repair
                .without
                .iter()
                .map(|&j| block.judgements[j].repair.clone())
                .collect();
            list(&parts)
        })
        .collect();
    let more = match smallest.len().saturating_sub(NAMED) {
        0 => String::new(),
        1 => "; or in one more way".to_string(),
        more => format!("; or in {more} more ways"),
    };
    let changes = match least {
        1 => "one change opens it".to_string(),
        least => format!("{least} changes at once are the least that opens it"),
    };
    let mut sentences = vec![format!("{changes}: {}{more}.", ways.join("; or "))];
    if smallest
        .iter()
        .all(|r| r.without.iter().any(|&j| is_red_line(block, j)))
    {
        sentences.push("every smallest way crosses a red line.".to_string());
    }
    sentences
}

/// Under which other rules, at which dates and in which readings something passes.
fn passes_elsewhere(block: &ObstacleSets, target: &BlockTarget) -> Vec<String> {
    let mut rules: IndexMap<&str, Vec<String>> = IndexMap::new();
    let mut readings: IndexSet<String> = IndexSet::new();
    for there in target.elsewhere.iter().filter(|e| e.passing > 0) {
        if !block.reads_otherwise(there) {
            let periods = rules.entry(&there.label).or_default();
            periods.extend(there.period.clone());
        } else if there.rule == block.rule {
            let label = there.reading.as_ref().map(|reading| &reading.label);
            readings.insert(label.map_or("the base reading".to_string(), |l| format!("“{l}”")));
        }
    }
    let rules = rules
        .into_iter()
        .map(|(rule, periods)| match periods.len() {
            0 => format!("“{rule}”"),
            _ => format!("“{rule}” ({})", periods.join(", ")),
        });
    let passes = |how: &str, there: Vec<String>| {
        let sentence = || format!("something passes {how} {}.", list(&there));
        (!there.is_empty()).then(sentence)
    };
    let under = passes("under", rules.collect());
    let under = under.into_iter();
    let read = passes("if one reads otherwise:", readings.into_iter().collect());
    under.chain(read).collect()
}

fn is_red_line(block: &ObstacleSets, judgement: usize) -> bool {
    block.judgements[judgement].kind == ObstacleKind::RedLine
}

/// Why what passes does not come about.
fn not_coming(block: &ObstacleSets, target: &BlockTarget, kept: KeptBack) -> String {
    let label = &target.label;
    let better = match block.none_in_force {
        true => "better for every government than no agreement",
        false => "better for every government than what is in force",
    };
    let passing = count(kept.passing, "agreement passes", "agreements pass");
    match (kept.passing, kept.wanted) {
        (1, 0) => {
            return format!("“{label}”: {passing} at home, but it is not {better}.");
        }
        (_, 0) => {
            return format!("“{label}”: {passing} at home, but not one of them is {better}.");
        }
        _ => {}
    }
    let so_far = match (kept.passing, kept.wanted) {
        (1, _) => format!("“{label}”: {passing}, and it is {better}"),
        (_, wanted) => format!(
            "“{label}”: {passing}, {} of them {better}",
            thousands(wanted)
        ),
    };
    let hold = match (kept.wanted, kept.hold) {
        (1, 0) => return format!("{so_far}; it would not hold once signed."),
        (_, 0) => return format!("{so_far}; none of these would hold once signed."),
        (1, _) => "it would hold".to_string(),
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
