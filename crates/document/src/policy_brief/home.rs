//! Who at home says no, and what might win them over.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use hikiwake_finding::{PreferenceVerdict, ReachKind};
use hikiwake_negotiation::{
    BlockTarget, FactionTipping, Obstacle, ObstacleKind, ObstacleSets, Repair, Tipping, Tips,
};

use super::BriefFindings;
use crate::{Block, Table, Text, evidence, joined};

/// Most people who say no in the table.
const ROWS: usize = 4;

pub(super) fn at_home(found: &BriefFindings) -> Vec<Block> {
    let Some(obstacles) = found.obstacles else {
        return Vec::new();
    };
    let mut blocks = vec![Block::paragraph(forms(obstacles))];
    if let Some((target, rows)) = nearest_repair(obstacles) {
        let mut table = Table::new([
            format!("Who says no to “{}”", target.label),
            "How we know".to_owned(),
            "What might win them over".to_owned(),
            "How we know".to_owned(),
        ]);
        for (against, repair) in rows.into_iter().take(ROWS) {
            table.row([
                Text::from(&against.name),
                evidence::basis(&against.basis, against.hindsight, &against.claims),
                Text::from(&repair.repair),
                evidence::basis(&repair.basis, repair.hindsight, &repair.claims),
            ]);
        }
        blocks.push(Block::Table(table));
    }
    blocks.extend(tables_disagree(found, obstacles).map(Block::caution));
    if let Some(money) = money(found) {
        blocks.push(Block::paragraph(money));
    }
    blocks
}

/// Where the governments have an arrangement that is better for all and that can be reached,
/// while no agreement that passes at home is: the terms leave out what would pay for it.
fn tables_disagree(found: &BriefFindings, obstacles: &ObstacleSets) -> Option<String> {
    let wanted = |target: &BlockTarget| target.kept.is_some_and(|kept| kept.wanted > 0);
    // Where the terms have what the governments want, it is those at home who stop it.
    let in_terms = (found.settlement).is_some_and(|settled| settled.counts.preferred > 0);
    if in_terms || obstacles.targets.iter().any(wanted) {
        return None;
    }
    let better_for_all = found.sensitivity.patterns.iter().find(|ground| {
        let reached = |reach: Option<ReachKind>| reach.is_some_and(|r| r <= ReachKind::JointMove);
        ground.nearest.as_ref().is_some_and(|nearest| {
            reached(nearest.reach)
                && !nearest.state.status_quo
                && (nearest.seen.iter()).all(|one| one.verdict == PreferenceVerdict::Better)
        })
    })?;
    Some(format!(
        "The two tables disagree: “{}” could be better for all between the governments, yet no \
         agreement that passes at home is better for every side. The terms of the agreement may \
         leave out what would pay for it.",
        better_for_all.pattern.label
    ))
}

/// Which forms can pass, which would be better for all, and who stops the rest.
fn forms(obstacles: &ObstacleSets) -> String {
    let label = |target: &BlockTarget| format!("“{}”", target.label);
    let wanted = |target: &&BlockTarget| target.kept.is_some_and(|kept| kept.wanted > 0);
    let (pass, fail): (Vec<&BlockTarget>, Vec<&BlockTarget>) =
        (obstacles.targets.iter()).partition(|target| target.passing > 0);
    let (better, only): (Vec<&BlockTarget>, Vec<&BlockTarget>) = pass.into_iter().partition(wanted);
    let labels = |targets: &[&BlockTarget]| {
        joined(
            &targets
                .iter()
                .map(|target| label(target))
                .collect::<Vec<_>>(),
        )
    };
    let mut sentences = vec![format!(
        "At home, if “{}” must agree:",
        obstacles.rule_label
    )];
    if !better.is_empty() {
        let text = "can pass and would be better for every government than what is in place";
        sentences.push(format!("{} {text}.", labels(&better)));
    }
    if !only.is_empty() {
        sentences.push(format!(
            "{} can pass, but would not be better for every side.",
            labels(&only)
        ));
    }
    let mut by_stoppers: BTreeMap<Vec<&str>, Vec<&BlockTarget>> = BTreeMap::new();
    for target in fail.into_iter().filter(|target| target.cut_short.is_none()) {
        by_stoppers
            .entry(stoppers(obstacles, target))
            .or_default()
            .push(target);
    }
    for (who, targets) in by_stoppers {
        let verb = if targets.len() == 1 { "is" } else { "are" };
        sentences.push(match who.is_empty() {
            true => format!("{} cannot pass.", labels(&targets)),
            false => format!("{} {verb} stopped by {}.", labels(&targets), joined(&who)),
        });
    }
    sentences.join(" ")
}

/// The names of those whose judgements stand in the way, each once.
fn stoppers<'a>(obstacles: &'a ObstacleSets, target: &BlockTarget) -> Vec<&'a str> {
    let all = target.obstacles.iter().flatten();
    let mut who: Vec<&str> = all
        .map(|&at| &obstacles.judgements[at])
        .filter(|one| one.kind != ObstacleKind::Veto)
        .map(|one| one.name.as_str())
        .collect();
    who.sort_unstable();
    who.dedup();
    who
}

/// The blocked form for which most is known of what might win people over, with who says
/// no to it and what might answer that; nobody is simply passed over.
fn nearest_repair(obstacles: &ObstacleSets) -> Option<(&BlockTarget, Vec<(&Obstacle, &Obstacle)>)> {
    let judgement = |at: &usize| &obstacles.judgements[*at];
    let answered = |repair: &Repair| {
        let kinds = repair.without.iter().map(judgement);
        kinds
            .filter(|one| one.kind == ObstacleKind::Guarantee)
            .count()
    };
    let blocked = obstacles
        .targets
        .iter()
        .filter(|target| target.passing == 0);
    let repairs = blocked.flat_map(|target| target.repairs.iter().map(move |one| (target, one)));
    let (target, repair) = repairs
        .filter(|(_, one)| (one.without.iter()).all(|at| judgement(at).kind != ObstacleKind::Veto))
        .min_by_key(|(_, one)| (Reverse(answered(one)), one.without.len()))?;
    let rows = repair.without.iter().map(judgement).map(|repair| {
        // The no itself is known in another way than what might answer it.
        let says_no = obstacles.judgements.iter().find(|one| {
            one.who == repair.who && one.kind == ObstacleKind::Verdict && one.about == target.form
        });
        (says_no.unwrap_or(repair), repair)
    });
    Some((target, rows.collect()))
}

/// Whether money alone would do, where the dossier has a package.
fn money(found: &BriefFindings) -> Option<String> {
    let settlement = found.settlement?;
    let fails = |one: &&Tipping| {
        let by = |faction: &FactionTipping| faction.side.is_some() && faction.how == Tips::Never;
        one.factions.iter().any(by)
    };
    let failing: Vec<&Tipping> = settlement.tipping.iter().filter(fails).collect();
    let term = failing.first()?.term;
    let label = |id: &str| {
        let form = settlement.forms.iter().find(|form| form.id == id);
        form.map_or(id.to_owned(), |form| format!("“{}”", form.label))
    };
    let mut forms: Vec<String> = (failing.iter().filter(|one| one.term == term))
        .filter_map(|one| settlement.agreements.get(one.agreement))
        .filter_map(|agreement| agreement.row.form.as_deref())
        .map(label)
        .collect();
    forms.sort();
    forms.dedup();
    Some(format!(
        "Money is not enough: no size of “{}” wins over everybody who must agree to {}.",
        settlement.terms.get(term)?.label,
        joined_or(&forms)
    ))
}

/// `a`, `a or b`, `a, b or c`.
fn joined_or(items: &[String]) -> String {
    match items {
        [most @ .., last] if !most.is_empty() => format!("{} or {last}", most.join(", ")),
        items => joined(items),
    }
}
