//! `steps` as a table for a spreadsheet.

use hikiwake_exchange::write_table;
use hikiwake_finding::Finding;
use hikiwake_negotiation::GradualPlans;

/// The ladder: a row for each step and side.
pub fn steps_csv(finding: &Finding<GradualPlans>) -> Result<String, String> {
    const HEAD: [&str; 20] = [
        "plan",
        "place",
        "step",
        "label",
        "by",
        "done",
        "due",
        "locked",
        "side",
        "cost",
        "worth",
        "shows",
        "given",
        "given_for_good",
        "shown",
        "exposure",
        "bare_exposure",
        "basis",
        "hindsight",
        "claims",
    ];
    let plans = finding.finding.plans.iter();
    let rows = plans.flat_map(|plan| {
        let rungs = plan.rungs.iter().enumerate();
        rungs.flat_map(move |(at, rung)| {
            let sides = plan.sides.iter().zip(&rung.sides);
            sides.map(move |(head, side)| {
                let claims: Vec<&str> = rung.ground.claims.iter().map(|c| c.id.as_str()).collect();
                vec![
                    plan.id.clone(),
                    (at + 1).to_string(),
                    rung.id.clone(),
                    rung.label.clone(),
                    rung.by.join("; "),
                    rung.done.clone().unwrap_or_default(),
                    rung.due.clone().unwrap_or_default(),
                    rung.locked.to_string(),
                    head.id.clone(),
                    side.cost.to_string(),
                    side.worth.to_string(),
                    side.shows.to_string(),
                    format!("{:.6}", side.given),
                    format!("{:.6}", side.given_for_good),
                    format!("{:.6}", side.shown),
                    format!("{:.6}", side.exposure),
                    format!("{:.6}", side.bare),
                    rung.ground.basis.clone(),
                    rung.ground.hindsight.to_string(),
                    claims.join("; "),
                ]
            })
        })
    });
    write_table(HEAD.map(str::to_owned).to_vec(), rows)
}
