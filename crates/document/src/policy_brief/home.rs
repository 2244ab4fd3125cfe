//! Who at home says no, and what might win them over.

use std::collections::BTreeMap;

use hikiwake_negotiation::{BlockTarget, Obstacle, ObstacleKind, ObstacleSets, Tips};

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
    if let Some(money) = money(found) {
        blocks.push(Block::paragraph(money));
    }
    blocks
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

/// The blocked form that fewest people would have to be won over for, with who says no to
/// it and what might win them over; nobody is simply passed over.
fn nearest_repair(obstacles: &ObstacleSets) -> Option<(&BlockTarget, Vec<(&Obstacle, &Obstacle)>)> {
    let winning = |target: &&BlockTarget| {
        let of_people = |repair: &&hikiwake_negotiation::Repair| {
            let kinds = repair
                .without
                .iter()
                .map(|&at| obstacles.judgements[at].kind);
            kinds.into_iter().all(|kind| kind != ObstacleKind::Veto)
        };
        target
            .repairs
            .iter()
            .find(of_people)
            .map(|repair| repair.without.len())
    };
    // Of several as near, the one for which most is to be won over is the deal itself.
    let blocked = obstacles
        .targets
        .iter()
        .filter(|target| target.passing == 0);
    let target = blocked
        .filter(|target| winning(target).is_some())
        .min_by_key(|target| winning(target))?;
    let repair = target.repairs.iter().find(|repair| {
        (repair.without.iter()).all(|&at| obstacles.judgements[at].kind != ObstacleKind::Veto)
    })?;
    let rows = repair.without.iter().map(|&at| {
        let repair = &obstacles.judgements[at];
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
    let never = settlement.tipping.iter().filter(|one| {
        (one.factions.iter()).any(|faction| matches!(faction.how, Tips::Never | Tips::ByForm))
    });
    let terms: Vec<String> = never
        .filter_map(|one| settlement.terms.get(one.term))
        .map(|term| format!("“{}”", term.label))
        .collect();
    (!terms.is_empty()).then(|| {
        format!(
            "Money is not enough: no size of {} wins over everybody whose consent it takes.",
            joined(&terms)
        )
    })
}
