//! A small ladder, worked by hand.

use crate::written::written;
use hikiwake_dossier::Dossier;
use hikiwake_negotiation::{GradualPlansSettings, PlanFault, PlanFinding, steps};

const ROAD: &str = include_str!("../../../../reference/dossiers/road/dossier.toml");

/// The dossier without its plan.
fn without_a_plan() -> &'static str {
    ROAD.split("[windows").next().expect("a beginning")
}

fn dossier(text: &str) -> Dossier {
    written(text, None)
}

fn plan(text: &str) -> PlanFinding {
    let finding = steps(&dossier(text), &GradualPlansSettings::default());
    finding.finding.plans.into_iter().next().expect("a plan")
}

#[track_caller]
fn near(a: f64, b: f64) {
    assert!((a - b).abs() < 1e-9, "{a} is not {b}");
}

#[test]
fn a_ladder_by_hand() {
    let plan = plan(ROAD);
    let sides: Vec<&str> = plan.sides.iter().map(|side| side.name.as_str()).collect();
    assert_eq!(sides, ["Ann", "Ben"]);
    assert_eq!(
        (&plan.worth[..], &plan.costs[..]),
        (&[10.0, 6.0][..], &[4.0, 2.0][..])
    );
    // The gate can be shut again: it goes first, and nobody is exposed by it. The road
    // exposes Ann wherever it stands; the sign makes up for it.
    assert_eq!(plan.best.steps, ["gate", "road", "sign"]);
    assert_eq!(plan.written.steps, ["road", "gate", "sign"]);
    let worst = plan.best.worst.as_ref().expect("exposed");
    near(worst.share, 0.225);
    assert_eq!((worst.side.as_str(), worst.after), ("ann", 2));
    near(plan.best.exposures[3][0], 0.0);
    near(plan.best.bare[3][0], 0.225);
    near(plan.rungs[1].sides[0].exposure, 0.225);
    near(plan.rungs[1].sides[0].given_for_good, 0.75);
    assert_eq!(plan.best.no_return, [Some(2), None]);
    // Ann going first is the road alone.
    let once: Vec<(Option<&str>, f64)> = (plan.at_once.iter())
        .map(|once| (once.first.as_deref(), once.exposure))
        .collect();
    assert_eq!(once[0], (None, 0.0));
    near(once[1].1, 0.225);
    assert_eq!(once[2], (Some("ben"), 0.0));
    assert!(plan.patient_sought && plan.fault.is_none());
}

#[test]
fn the_plan_has_its_time() {
    let plan = plan(ROAD);
    assert_eq!(plan.clock.ends.as_deref(), Some("2016-10"));
    near(plan.clock.chance_at_end, 0.9);
    near(plan.clock.step_discount, (0.9f64 * 0.81).powf(1.0 / 6.0));
    let due: Vec<Option<&str>> = plan.rungs.iter().map(|rung| rung.due.as_deref()).collect();
    assert_eq!(due, [Some("2016-06"), Some("2016-08"), Some("2016-10")]);
    let windows: Vec<(&str, bool, usize, bool, usize)> = (plan.windows.iter())
        .map(|w| (w.id.as_str(), w.must, w.steps, w.in_time, w.done))
        .collect();
    assert_eq!(
        windows,
        [("fair", true, 3, true, 1), ("frost", false, 1, false, 1)]
    );
    let done = plan.done.as_ref().expect("a step");
    assert_eq!(
        (&done.steps[..], done.due),
        (&["road".to_owned()][..], Some(0))
    );
    near(done.exposures[0], 0.225);
    assert_eq!(done.next.as_deref(), Some("A gate"));
}

#[test]
fn the_guarantee_is_that_of_the_closed_form() {
    let plan = plan(ROAD);
    // Written out for two and three steps: 1 / (1 + x₁ + x₂).
    let d = plan.clock.step_discount;
    for (side, q) in [d * 10.0 / 4.0, d * 6.0 / 2.0].into_iter().enumerate() {
        let x = 1.0 - d + q;
        let shares: Vec<f64> = (plan.guarantees.iter())
            .filter_map(|row| row.shares[side])
            .collect();
        near(shares[0], 1.0);
        near(shares[1], 1.0 / (1.0 + x));
        near(shares[2], 1.0 / (1.0 + x + (1.0 - d + q * x)));
        near(plan.cut_per_step[side].expect("it grows"), 1.0 - 1.0 / q);
    }
}

#[test]
fn what_is_no_plan_is_said() {
    let head = without_a_plan();
    let none = steps(&dossier(head), &GradualPlansSettings::default());
    assert!(none.finding.plans.is_empty());
    let bare = plan(&format!("{head}[ladders.way]\nlabel = \"A way\"\n"));
    assert_eq!(bare.fault, Some(PlanFault::NoSteps));
    assert!(bare.rungs.is_empty() && bare.best.steps.is_empty());
}

#[test]
fn the_formula_of_two_sides_says_nothing_of_three() {
    let third = "[actors.cid]\nname = \"Cid\"\n";
    let steps = ROAD.replace("worth = { ann = 9 }", "worth = { ann = 9, cid = 1 }");
    assert_ne!(steps, ROAD);
    let found = plan(&format!("{steps}\n{third}"));
    assert_eq!(found.sides.len(), 3);
    assert!(found.guarantees.is_empty());
    assert_eq!(found.cut_per_step, [None; 3]);
    let told = "that formula is one of two sides, and here there are 3.";
    assert!(
        found.notes.iter().any(|note| note.ends_with(told)),
        "{:?}",
        found.notes
    );
}

/// The road lies in Ann's ford, which she never wants closed; in the year after, she has
/// closed it herself.
#[test]
fn a_red_line_is_told_with_the_periods_in_which_a_step_crosses_it() {
    let text = ROAD.replace("locked = 0.75", "locked = 0.75\nsets = \"build\"");
    let more = r#"
        [periods.after]
        label = "The year after"
        date = "2017"
        status_quo = "build"
        [[preferences]]
        actor = "ann"
        statements = [
          { id = "quiet", wants = "not open" },
          { id = "ford", wants = "not build", red_line = true },
        ]
    "#;
    let plan = plan(&format!("{text}{more}"));
    let crossing = plan.rungs.iter().flat_map(|rung| {
        let of_rung = rung.crosses.iter();
        of_rung.map(|one| {
            let periods: Vec<&str> = one.periods.iter().map(|p| p.id.as_str()).collect();
            let wish = (one.wish.id.as_str(), one.wish.rank, one.name.as_str());
            (rung.id.as_str(), wish, periods)
        })
    });
    let crossing: Vec<_> = crossing.collect();
    assert_eq!(crossing, [("road", ("ford", 2, "Ann"), vec!["now"])]);
}
