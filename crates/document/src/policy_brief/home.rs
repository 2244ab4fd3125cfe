//! Who at home says no, and what might win them over.

use std::cmp::Reverse;

use hikiwake_negotiation::{
    BlockTarget, Obstacle, ObstacleKind, ObstacleSets, RatifyPeriod, Repair,
};

use super::BriefFindings;
use crate::domestic_ratification::who_stops;
use crate::obstacle_sets::opening::{self, Fates};
use crate::obstacle_sets::stopped;
use crate::settlement::package;
use crate::{Block, Figure, Table, Text, evidence, form_grounds};

/// Most people who say no in the table.
const ROWS: usize = 4;

pub(super) fn at_home(found: &BriefFindings) -> Vec<Block> {
    let Some(obstacles) = found.obstacles else {
        return Vec::new();
    };
    let picture = picture(found, obstacles);
    let mut blocks = vec![
        Block::paragraph(format!(
            "At home, if “{}” must agree, which is a supposition:",
            obstacles.rule_label
        )),
        Block::list(forms(obstacles, picture.is_some())),
    ];
    blocks.extend(picture.map(Block::Figure));
    if let Some((target, rows)) = nearest_repair(obstacles) {
        let mut table = Table::new([
            format!("Who says no to “{}”", target.label),
            "How we know".to_owned(),
            "What might win them over".to_owned(),
            "How we know".to_owned(),
        ]);
        for (against, repair) in rows.into_iter().take(ROWS) {
            // Without a guarantee, all that is known is that it would have to give.
            let [how, how_known] = match repair.kind {
                ObstacleKind::Verdict => ["nothing that the dossier names", "–"].map(Text::from),
                _ => [
                    Text::from(&repair.repair),
                    evidence::basis(&repair.basis, repair.hindsight, &repair.claims),
                ],
            };
            table.row([
                Text::from(&against.name),
                evidence::basis(&against.basis, against.hindsight, &against.claims),
                how,
                how_known,
            ]);
        }
        blocks.push(Block::Table(table));
    }
    let all: Vec<&BlockTarget> = obstacles.targets.iter().collect();
    let mut disagreeing = form_grounds::leaders(&stopped::forms(&all));
    let after = obstacles.after.as_ref();
    disagreeing.extend(form_grounds::tables_disagree(&stopped::forms(&all), after));
    disagreeing.extend(found.settlement.and_then(package::in_short));
    if !disagreeing.is_empty() {
        blocks.push(Block::list(disagreeing));
    }
    blocks
}

/// Who can stop what, under the rule and at the date of the brief.
fn picture(found: &BriefFindings, obstacles: &ObstacleSets) -> Option<Figure> {
    let ratification = found.ratification?;
    let date = |period: &&RatifyPeriod| period.scenario.period == obstacles.scenario.period;
    let period = ratification.periods.iter().find(date)?;
    let rule = ratification
        .rules
        .iter()
        .position(|rule| rule.id == obstacles.rule)?;
    who_stops::figure("brief", ratification, period, rule)
}

/// Which forms can pass, which would be better for all, and who stops the rest; where a
/// picture shows that, only those who stop the most.
fn forms(obstacles: &ObstacleSets, pictured: bool) -> Vec<Text> {
    let fates = Fates::of(obstacles);
    let mut told = opening::better(obstacles, &fates);
    told.extend(opening::passing(obstacles, &fates));
    let most = if pictured { 1 } else { usize::MAX };
    let stops = stopped::stops(obstacles, &fates.closed).into_iter();
    told.extend(stops.take(most));
    told
}

/// The blocked form for which most is known of what might win people over, with who says
/// no to it and what might answer that; nobody is simply passed over. Of several, the one
/// that passes most often at other dates, under other rules and in other readings.
fn nearest_repair(obstacles: &ObstacleSets) -> Option<(&BlockTarget, Vec<(&Obstacle, &Obstacle)>)> {
    let judgement = |at: &usize| &obstacles.judgements[*at];
    let answered = |repair: &Repair| {
        let kinds = repair.without.iter().map(judgement);
        kinds
            .filter(|one| one.kind == ObstacleKind::Guarantee)
            .count()
    };
    let blocked = obstacles.targets.iter();
    let repairs = blocked.filter_map(|target| {
        let repair = stopped::least_repair(obstacles, target)?;
        target
            .ground
            .undoes_in_force
            .is_empty()
            .then_some((target, repair))
    });
    let (target, repair) = repairs.min_by_key(|(target, one)| {
        let elsewhere = target.elsewhere.iter();
        let passes = elsewhere.filter(|other| other.passing > 0).count();
        (Reverse(answered(one)), one.without.len(), Reverse(passes))
    })?;
    let rows = repair.without.iter().map(judgement).map(|repair| {
        // The no itself is known in another way than what might answer it.
        let says_no = obstacles.judgements.iter().find(|one| {
            one.who == repair.who && one.kind == ObstacleKind::Verdict && one.about == target.form
        });
        (says_no.unwrap_or(repair), repair)
    });
    Some((target, rows.collect()))
}
