//! A plan of the dossier in numbers.

use hikiwake_bargain::gradual_plan::{self as engine, GradualPlan, GradualPlanError};
use hikiwake_dossier::Dossier;
use hikiwake_dossier::file::PlanStep;

use super::PlanFault;

/// The steps of one plan with their ids, and the sides.
pub(super) struct Plan<'a> {
    /// Ids of the sides, in the order of the actors; others after them.
    pub sides: Vec<&'a str>,
    /// The steps as written.
    pub steps: Vec<(&'a str, &'a PlanStep)>,
    /// In numbers.
    pub ladder: Result<GradualPlan, GradualPlanError>,
}

impl<'a> Plan<'a> {
    /// The steps that belong to a plan.
    pub fn new(dossier: &'a Dossier, id: &str) -> Plan<'a> {
        let file = &dossier.file;
        let only = file.ladders.len() == 1;
        let belongs = |step: &PlanStep| match &step.ladder {
            Some(ladder) => ladder == id,
            None => only,
        };
        let steps: Vec<(&str, &PlanStep)> = (file.steps.iter())
            .filter(|(_, step)| belongs(step))
            .map(|(id, step)| (id.as_str(), step))
            .collect();
        let mut sides: Vec<&str> = Vec::new();
        for (_, step) in &steps {
            let numbers = [&step.costs, &step.worth, &step.shows];
            let named = numbers.into_iter().flat_map(|list| list.keys());
            for side in step.by.iter().chain(named) {
                if !sides.contains(&side.as_str()) {
                    sides.push(side);
                }
            }
        }
        let place = |side: &&str| file.actors.get_index_of(*side).unwrap_or(usize::MAX);
        sides.sort_by_key(place);
        let in_numbers = |(_, step): &(&str, &PlanStep)| engine::PlanStep {
            by: (sides.iter().enumerate())
                .filter(|(_, side)| step.by.iter().any(|by| by == *side))
                .map(|(at, _)| at)
                .collect(),
            costs: of_sides(&sides, |side| step.costs.get(side).copied()),
            worth: of_sides(&sides, |side| step.worth.get(side).copied()),
            shows: of_sides(&sides, |side| step.shows.get(side).copied()),
            locked: step.locked,
            needs: (step.needs.iter())
                .filter_map(|need| steps.iter().position(|(id, _)| id == need))
                .collect(),
        };
        let numbers = steps.iter().map(in_numbers).collect();
        let ladder = GradualPlan::new(sides.len(), numbers);
        Plan {
            sides,
            steps,
            ladder,
        }
    }

    /// The plan, if orders of it can be looked at.
    pub fn checked(&self) -> Result<&GradualPlan, PlanFault> {
        let label = |step: usize| {
            let step = self.steps.get(step);
            step.map_or_else(String::new, |(_, step)| step.label.clone())
        };
        match &self.ladder {
            Ok(_) if self.steps.is_empty() => Err(PlanFault::NoSteps),
            Ok(_) if self.sides.is_empty() => Err(PlanFault::NoSides),
            Ok(ladder) => Ok(ladder),
            Err(error) => Err(match *error {
                GradualPlanError::Number { step } => PlanFault::Number(label(step)),
                GradualPlanError::Name { step } => PlanFault::MissingStep(label(step)),
                GradualPlanError::Circle { step } => PlanFault::Circle(label(step)),
                GradualPlanError::TooMany => PlanFault::TooMany,
            }),
        }
    }
}

fn of_sides(sides: &[&str], number: impl Fn(&str) -> Option<f64>) -> Vec<f64> {
    (sides.iter())
        .map(|side| number(side).unwrap_or_default())
        .collect()
}
