//! Two versions of a dossier: which answers changed, as their findings tell them.

mod answers;
mod at_home;
mod driver_map;
mod forms;
mod hanging;
mod pictures;
mod plans;
mod promises;
mod renamed;
mod types;

use hikiwake_conflict::{Analysis, Pattern, Perceptions, Sensitivity, WishBalance};
use hikiwake_dossier::PartChange;
use hikiwake_drivers::{DriverLoops, Influence};
use hikiwake_evidence::Backtest;
use hikiwake_negotiation::{DomesticRatification, GradualPlans, ObstacleSets, Settlement};

pub use answers::lasts;
pub use types::*;

use renamed::Renamed;

/// What one version answers about one period; a question that was not asked, or that it does
/// not answer, is left out.
#[derive(Clone, Debug, Default)]
pub struct VersionAnswers {
    /// What would last.
    pub analysis: Option<Analysis>,
    /// Who has what it wants.
    pub wishes: Option<WishBalance>,
    /// What the answer hangs on.
    pub hangs: Option<Sensitivity>,
    /// Who at home lets what pass.
    pub home: Option<DomesticRatification>,
    /// What stands in the way of agreements.
    pub obstacles: Option<ObstacleSets>,
    /// What could be agreed.
    pub settlement: Option<Settlement>,
    /// Plans of small steps.
    pub plans: Option<GradualPlans>,
    /// How each sees the others.
    pub pictures: Option<Perceptions>,
    /// Loops among drivers.
    pub loops: Option<DriverLoops>,
    /// What pushes on single drivers do, the same drivers in both sets of answers.
    pub pushes: Vec<Influence>,
}

/// The answers that changed, of those that both versions give; `parts` says what is called
/// otherwise in the new version.
pub fn changed_answers(
    old: &VersionAnswers,
    new: &VersionAnswers,
    parts: &[PartChange],
) -> Vec<ChangedAnswer> {
    let renamed = Renamed(parts);
    let mut changes = Vec::new();
    if let (Some(old), Some(new)) = (&old.analysis, &new.analysis) {
        changes.extend(answers::in_place(old, new, &renamed));
        changes.extend(answers::patterns(old, new, &renamed));
    }
    if let (Some(old), Some(new)) = (&old.wishes, &new.wishes) {
        changes.extend(answers::wishes(old, new, &renamed));
        changes.extend(answers::trades(old, new, &renamed));
    }
    if let (Some(old), Some(new)) = (&old.hangs, &new.hangs) {
        changes.extend(hanging::turns(old, new, &renamed));
    }
    if let (Some(old), Some(new)) = (&old.home, &new.home) {
        changes.extend(at_home::forms(old, new, &renamed));
    }
    if let (Some(old), Some(new)) = (&old.obstacles, &new.obstacles) {
        changes.extend(forms::forms(old, new));
        changes.extend(forms::assurances(old, new));
    }
    if let (Some(old), Some(new)) = (&old.settlement, &new.settlement) {
        changes.extend(promises::promises(old, new));
    }
    if let (Some(old), Some(new)) = (&old.plans, &new.plans) {
        changes.extend(plans::plans(old, new));
    }
    if let (Some(old), Some(new)) = (&old.pictures, &new.pictures) {
        changes.extend(pictures::pictures(old, new));
    }
    if let (Some(old), Some(new)) = (&old.loops, &new.loops) {
        changes.extend(driver_map::loops(old, new));
    }
    changes.extend(driver_map::pushes(&old.pushes, &new.pushes));
    changes
}

impl ChangedAnswer {
    /// Whether two changes are of the answer to the same question.
    pub fn is_about_the_same(&self, other: &ChangedAnswer) -> bool {
        use ChangedAnswer::{AtHome, InPlace, Pattern, Trades, Turn, Wishes};
        let wish = |one: &Option<Box<hikiwake_finding::StatementHead>>| {
            (one.as_ref()).map(|wish| (wish.actor.clone(), wish.id.clone()))
        };
        match (self, other) {
            (InPlace { .. }, InPlace { .. }) | (Trades { .. }, Trades { .. }) => true,
            (Pattern { id, .. }, Pattern { id: as_id, .. }) => id == as_id,
            (Wishes { actor, .. }, Wishes { actor: of, .. }) => actor == of,
            (
                Turn {
                    turned,
                    statement,
                    reading,
                    ..
                },
                Turn {
                    turned: as_turned,
                    statement: of,
                    reading: under,
                    ..
                },
            ) => {
                let id = |reading: &Option<hikiwake_finding::ReadingHead>| {
                    reading.as_ref().map(|reading| reading.id.clone())
                };
                turned == as_turned && wish(statement) == wish(of) && id(reading) == id(under)
            }
            (
                AtHome { rule, form, .. },
                AtHome {
                    rule: by, form: of, ..
                },
            ) => rule == by && form == of,
            _ => false,
        }
    }
}

impl PatternStanding {
    /// What becomes of a pattern.
    pub fn of(pattern: &Pattern) -> PatternStanding {
        match pattern {
            none if none.holding == 0 => PatternStanding::DoesNotLast,
            best if best.by_best_replies > 0 => PatternStanding::BestReplies,
            improved if improved.by_improvements > 0 => PatternStanding::Improvements,
            joint if joint.by_joint_move > 0 => PatternStanding::JointMove,
            _ => PatternStanding::NotReached,
        }
    }
}

/// Where the score of the base readings changed: what was written beforehand, then what was
/// written with hindsight.
pub fn changed_track_record(old: &Backtest, new: &Backtest) -> Vec<TrackRecordChange> {
    let of = |record: &Backtest, hindsight: bool| {
        let block = record
            .blocks
            .iter()
            .find(|block| block.hindsight == hindsight)?;
        (block.base.options > 0).then_some(TrackRecord {
            hits: block.base.hits,
            options: block.base.options,
            nothing_changes: block.base_nothing_changes.hits,
        })
    };
    let both = [false, true].map(|hindsight| TrackRecordChange {
        hindsight,
        old: of(old, hindsight),
        new: of(new, hindsight),
    });
    both.into_iter()
        .filter(|change| change.old != change.new)
        .collect()
}
