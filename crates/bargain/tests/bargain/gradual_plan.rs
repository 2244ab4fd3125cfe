//! Gradual plans against their definition: every order of small random plans, streams of
//! payoffs added up unit by unit.

use hikiwake_bargain::gradual_plan::{
    GradualPlan, GradualPlanError, MOST_STEPS, Patient, PlanCourse, PlanStep, Range, TooManySteps,
};
use proptest::prelude::*;

fn step(by: &[usize], costs: [f64; 2], worth: [f64; 2], locked: f64) -> PlanStep {
    PlanStep {
        by: by.to_vec(),
        costs: costs.to_vec(),
        worth: worth.to_vec(),
        shows: vec![0.0; 2],
        locked,
        needs: Vec::new(),
    }
}

#[track_caller]
fn near(a: f64, b: f64) {
    assert!((a - b).abs() < 1e-6, "{a} is not {b}");
}

/// The example of docs/steps.md: one side pays 4 for what brings it 1, three quarters
/// lost if it breaks; the other answers with what brings the first 9 and costs it 2.
fn two_steps() -> GradualPlan {
    let gives = step(&[0], [4.0, 0.0], [1.0, 6.0], 0.75);
    let answers = step(&[1], [0.0, 2.0], [9.0, 0.0], 0.0);
    GradualPlan::new(2, vec![gives, answers]).expect("a plan")
}

#[test]
fn two_steps_by_hand() {
    let ladder = two_steps();
    assert_eq!((ladder.scale(0), ladder.scale(1)), (10.0, 6.0));
    let course = ladder.course(&[0, 1]);
    // It takes back a quarter: 3 lost less 0.75 of the 1 that it brings is 2.25 of 10.
    near(course.exposure(1, 0), 0.225);
    // The answer can be taken back whole: it is as exposed as before.
    near(course.exposure(2, 0), 0.225);
    // The other keeps three quarters of 6, and takes its own step back.
    assert_eq!(course.exposure(1, 1) + course.exposure(2, 1), 0.0);
    let worst = course.worst().expect("exposed");
    assert_eq!((worst.side, worst.after), (0, 1));
    near(course.total(), 0.9);
    // Going on from the start: -3 + 9d; the other, having 6 after one step and 4 after
    // two, keeps 4.5 if it breaks then.
    near(course.margin(0, 0, 0.5), (-3.0 + 9.0 * 0.5) / 10.0);
    near(course.margin(1, 1, 0.5), (4.0 - 4.5) / 6.0);
    let short = course.guarantee(0.9).expect("a guarantee");
    assert_eq!((short.side, short.after), (1, 1));
    near(short.amount, 0.5 / 6.0);
    assert!(course.patience().is_empty());
    assert_eq!(ladder.least_patient(), Patient::Never);
    assert_eq!(course.no_return(0), Some(1));
    assert_eq!(course.no_return(1), None);
    // The one bargain: whoever goes first bears its own step alone.
    near(ladder.at_once(Some(0)).exposure(1, 0), 0.225);
    assert_eq!(ladder.at_once(Some(1)).exposure(1, 1), 0.0);
    assert_eq!(ladder.at_once(None).steps(), 1);
}

#[test]
fn patience_by_hand() {
    // Pays 1 for ever from the first step, gains 4 for ever from the second on.
    let gives = step(&[0], [1.0, 0.0], [0.0, 3.0], 0.5);
    let answers = step(&[1], [0.0, 1.0], [4.0, 0.0], 0.5);
    let ladder = GradualPlan::new(2, vec![gives, answers]).expect("a plan");
    let range = ladder.course(&[0, 1]).patience();
    assert_eq!(range.len(), 1);
    near(range[0].least, 0.25);
    near(range[0].most, 1.0);
    assert_eq!(ladder.course(&[0, 1]).patience_from(), Some(range[0].least));
    // The other way round: the one who gives first pays 1 and gains 3.
    let Patient::Order { order, from, least } = ladder.least_patient() else {
        panic!("an order");
    };
    assert_eq!(order, [0, 1]);
    near(from, 0.25);
    assert!((least - from).abs() < 1e-5);
    near(ladder.course(&[1, 0]).patience()[0].least, 1.0 / 3.0);
}

/// One order stays at small discounts and at 1, and fails between.
#[test]
fn an_order_that_fails_between_is_not_enough() {
    let steps = vec![
        step(&[0], [7.0, 5.0], [3.0, 3.0], 0.0),
        step(&[0], [4.0, 8.0], [6.0, 11.0], 0.75),
        step(&[1], [3.0, 3.0], [11.0, 12.0], 0.0),
        step(&[1], [3.0, 2.0], [3.0, 6.0], 1.0),
        step(&[0], [9.0, 2.0], [3.0, 12.0], 0.5),
    ];
    let ladder = GradualPlan::new(2, steps).expect("a plan");
    let Patient::Order { order, from, .. } = ladder.least_patient() else {
        panic!("an order");
    };
    assert_eq!(from, 0.0);
    assert_eq!(ladder.course(&order).patience().len(), 1);
    let fails = ladder.course(&[2, 4, 0, 3, 1]).patience();
    assert_eq!(fails.len(), 2);
    near(fails[0].most, 0.618034);
}

#[test]
fn what_is_done_together_is_borne_first_by_one() {
    let both = step(&[0, 1], [2.0, 3.0], [5.0, 5.0], 0.5);
    let ladder = GradualPlan::new(2, vec![both]).expect("a plan");
    near(ladder.course(&[0]).exposure(1, 0), 0.0);
    near(ladder.at_once(Some(0)).exposure(1, 0), 0.2);
    near(ladder.at_once(Some(1)).exposure(1, 1), 0.3);
    near(ladder.at_once(Some(1)).exposure(2, 1), 0.0);
}

#[test]
fn what_makes_no_plan_is_refused() {
    let one = step(&[0], [1.0, 1.0], [2.0, 2.0], 0.0);
    let with = |change: &dyn Fn(&mut PlanStep)| {
        let mut other = one.clone();
        change(&mut other);
        GradualPlan::new(2, vec![one.clone(), other]).map(|_| ())
    };
    assert_eq!(with(&|_| ()), Ok(()));
    let number = Err(GradualPlanError::Number { step: 1 });
    assert_eq!(with(&|s| s.costs[0] = -1.0), number);
    assert_eq!(with(&|s| s.worth[1] = f64::NAN), number);
    assert_eq!(with(&|s| s.costs[1] = 1e9), number);
    assert_eq!(with(&|s| s.locked = 1.5), number);
    assert_eq!(with(&|s| s.shows.clear()), number);
    let name = Err(GradualPlanError::Name { step: 1 });
    assert_eq!(with(&|s| s.needs = vec![2]), name);
    assert_eq!(with(&|s| s.by = vec![2]), name);
    assert_eq!(
        with(&|s| s.needs = vec![1]),
        Err(GradualPlanError::Circle { step: 1 })
    );
    let many = GradualPlan::new(2, vec![one.clone(); 65]);
    assert_eq!(many, Err(GradualPlanError::TooMany));
    let long = GradualPlan::new(2, vec![one; MOST_STEPS + 1]).expect("a plan");
    let steps = MOST_STEPS + 1;
    assert_eq!(long.least_exposed(), Err(TooManySteps { steps }));
    assert_eq!(long.least_patient(), Patient::NotSearched);
}

#[test]
fn a_plan_of_nothing() {
    let none = GradualPlan::new(2, Vec::new()).expect("a plan");
    let best = none.least_exposed().expect("few steps");
    assert_eq!((best.order.len(), best.worst, best.total), (0, 0.0, 0.0));
    assert_eq!(none.course(&[]).worst(), None);
    assert!(matches!(none.least_patient(), Patient::Order { .. }));
    let nobody = GradualPlan::new(0, vec![PlanStep::default(); 2]).expect("a plan");
    assert_eq!(nobody.least_exposed().map(|b| b.order), Ok(vec![0, 1]));
}

#[test]
fn many_free_steps_are_ordered_as_written() {
    let free = step(&[0, 1], [0.0, 0.0], [1.0, 1.0], 0.0);
    let mut steps = vec![free; 13];
    steps[0].needs = vec![12];
    let ladder = GradualPlan::new(2, steps).expect("a plan");
    let order: Vec<usize> = (1..13).chain([0]).collect();
    assert_eq!(ladder.written_order(), order);
    assert_eq!(ladder.least_exposed().map(|b| b.order), Ok(order.clone()));
    assert!(allows(&ladder, &order) && !allows(&ladder, &[0]));
}

/// Whether an order has every step once, each after those that it needs.
fn allows(ladder: &GradualPlan, order: &[usize]) -> bool {
    let after = |(at, &step): (usize, &usize)| {
        let needs = &ladder.steps()[step].needs;
        !order[..at].contains(&step) && needs.iter().all(|n| order[..at].contains(n))
    };
    order.len() == ladder.steps().len() && order.iter().enumerate().all(after)
}

/// What a side is left with if the plan breaks after these steps, said step by step.
fn left(ladder: &GradualPlan, done: &[usize], side: usize) -> f64 {
    let mut left = 0.0;
    for &k in done {
        let s = &ladder.steps()[k];
        let stands = s.worth[side] - s.costs[side];
        let undone = s.locked * s.worth[side] - s.locked * s.costs[side];
        let all = s.by.is_empty();
        left += if !all && s.by.iter().all(|&b| b == side) {
            if undone > stands { undone } else { stands }
        } else if !all && !s.by.contains(&side) {
            if undone < stands { undone } else { stands }
        } else {
            undone
        };
    }
    left
}

fn exposure(ladder: &GradualPlan, done: &[usize], side: usize) -> f64 {
    let shown: f64 = done.iter().map(|&k| ladder.steps()[k].shows[side]).sum();
    (-(left(ladder, done, side) + shown)).max(0.0) / ladder.scale(side)
}

fn bare(ladder: &GradualPlan, done: &[usize], side: usize) -> f64 {
    (-left(ladder, done, side)).max(0.0) / ladder.scale(side)
}

/// Whether a side gains by breaking somewhere: payoffs added up unit by unit.
fn someone_breaks(ladder: &GradualPlan, order: &[usize], discount: f64, slack: f64) -> bool {
    let now = |done: &[usize], side: usize| -> f64 {
        let flows = done.iter().map(|&k| &ladder.steps()[k]);
        flows.map(|s| s.worth[side] - s.costs[side]).sum()
    };
    (0..=order.len()).any(|t| {
        (0..ladder.sides()).any(|side| {
            let (mut on, mut broken, mut weight) = (0.0, 0.0, 1.0);
            for unit in 0..(40.0 / (1.0 - discount)) as usize {
                let until = (t + 1 + unit).min(order.len());
                on += weight * now(&order[..until], side);
                broken += weight * left(ladder, &order[..t], side);
                weight *= discount;
            }
            (broken - on) * (1.0 - discount) / ladder.scale(side) > slack
        })
    })
}

/// Every order of `left` steps that the needs allow.
fn orders(ladder: &GradualPlan) -> Vec<Vec<usize>> {
    let mut all = vec![Vec::new()];
    for _ in ladder.steps() {
        let grown = all.iter().flat_map(|order: &Vec<usize>| {
            let fits = |&k: &usize| {
                let needs = &ladder.steps()[k].needs;
                !order.contains(&k) && needs.iter().all(|n| order.contains(n))
            };
            let next = (0..ladder.steps().len()).filter(fits);
            let grow = |k| order.iter().copied().chain([k]).collect();
            next.map(grow).collect::<Vec<_>>()
        });
        all = grown.collect();
    }
    all
}

fn a_step(sides: usize, index: usize) -> impl Strategy<Value = PlanStep> {
    let small = |most: u32| prop::collection::vec((0..=most).prop_map(f64::from), sides);
    let locked = prop::sample::select(vec![0.0, 0.25, 0.5, 1.0]);
    let needs = prop::collection::vec(0..index.max(1), 0..2);
    (
        1..1u32 << sides,
        small(4),
        small(6),
        small(1),
        locked,
        needs,
    )
        .prop_map(move |(by, costs, worth, shows, locked, needs)| PlanStep {
            by: (0..sides).filter(|side| by >> side & 1 == 1).collect(),
            costs,
            worth,
            shows,
            locked,
            needs: needs.into_iter().filter(|n| *n < index).collect(),
        })
}

fn a_ladder(sides: usize, most: usize) -> impl Strategy<Value = GradualPlan> {
    let steps = (1..=most).prop_flat_map(move |n| {
        let steps: Vec<_> = (0..n).map(|k| a_step(sides, k)).collect();
        steps
    });
    // Given backwards, a step's needs come later.
    (steps, any::<bool>()).prop_map(move |(mut steps, turned)| {
        if turned {
            let last = steps.len() - 1;
            steps.reverse();
            for s in &mut steps {
                s.needs.iter_mut().for_each(|n| *n = last - *n);
            }
        }
        GradualPlan::new(sides, steps).expect("a plan")
    })
}

/// Nine pairs of steps, each of which needs the pair before: 512 orders.
fn pairs() -> impl Strategy<Value = GradualPlan> {
    let steps: Vec<_> = (0..18).map(|_| a_step(2, 0)).collect();
    steps.prop_map(|mut steps| {
        for (k, s) in steps.iter_mut().enumerate().skip(2) {
            s.needs = vec![k / 2 * 2 - 2, k / 2 * 2 - 1];
        }
        GradualPlan::new(2, steps).expect("a plan")
    })
}

fn in_ranges(ranges: &[Range], discount: f64) -> bool {
    ranges
        .iter()
        .any(|r| r.least <= discount && discount <= r.most)
}

fn check_course(ladder: &GradualPlan, order: &[usize], course: &PlanCourse) {
    for t in 0..=order.len() {
        for side in 0..ladder.sides() {
            near(
                course.exposure(t, side),
                exposure(ladder, &order[..t], side),
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn the_least_exposed_order_of_all(ladder in prop_oneof![a_ladder(2, 7), a_ladder(3, 6), a_ladder(1, 4)]) {
        let best = ladder.least_exposed().expect("few steps");
        prop_assert!(allows(&ladder, &best.order));
        let measure = |order: &[usize]| {
            let (mut worst, mut worst_bare, mut total) = (0.0f64, 0.0f64, 0.0);
            for t in 0..=order.len() {
                for side in 0..ladder.sides() {
                    let here = exposure(&ladder, &order[..t], side);
                    let bare = bare(&ladder, &order[..t], side);
                    worst = worst.max(here);
                    worst_bare = worst_bare.max(bare);
                    total += here + bare;
                }
            }
            [worst, worst_bare, total]
        };
        let mut left: Vec<_> = orders(&ladder).into_iter().map(|o| (measure(&o), o)).collect();
        for (n, found) in [best.worst, best.bare, best.total].into_iter().enumerate() {
            let least = left.iter().map(|(m, _)| m[n]).fold(f64::INFINITY, f64::min);
            near(found, least);
            left.retain(|(m, _)| m[n] < least + 1e-6);
        }
        // The first of those that are left, as the steps are numbered.
        let first = left.iter().map(|(_, order)| order).min();
        prop_assert_eq!(Some(&best.order), first);
        check_course(&ladder, &best.order, &ladder.course(&best.order));
    }

    #[test]
    fn nobody_gains_by_stopping_within_the_ranges(ladder in a_ladder(2, 5)) {
        let order = ladder.written_order();
        let ranges = ladder.course(&order).patience();
        for n in 0..40 {
            let discount = f64::from(n) / 40.0 + 0.0007;
            if in_ranges(&ranges, discount) {
                prop_assert!(!someone_breaks(&ladder, &order, discount, 1e-7), "{} {:?}", discount, ranges);
            } else {
                prop_assert!(someone_breaks(&ladder, &order, discount, 0.0), "{} {:?}", discount, ranges);
            }
        }
    }

    #[test]
    fn the_least_patient_order_of_all(
        ladder in prop_oneof![
            8 => a_ladder(2, 6),
            8 => a_ladder(3, 5),
            1 => pairs(),
        ]
    ) {
        let need = |order: &Vec<usize>| ladder.course(order).patience_from();
        let all = orders(&ladder).iter().filter_map(need).reduce(f64::min);
        match ladder.least_patient() {
            Patient::Order { order, from, least } => {
                prop_assert!(allows(&ladder, &order));
                prop_assert_eq!(need(&order), Some(from));
                let all = all.expect("the order itself");
                prop_assert!(least <= all && all <= from, "{} {} {}", least, all, from);
                prop_assert!(from - least < 1.1e-6, "{} {}", least, from);
            }
            // Nobody stays at 1 alone.
            Patient::Never => prop_assert!(all.is_none_or(|all| all > 1.0 - 2e-6)),
            Patient::NotSearched => prop_assert!(false, "few steps"),
        }
    }

    #[test]
    fn a_guarantee_is_just_enough(ladder in a_ladder(2, 5), discount in 0.0..0.95f64) {
        let order = ladder.written_order();
        let course = ladder.course(&order);
        match course.guarantee(discount) {
            None => prop_assert!(!someone_breaks(&ladder, &order, discount, 1e-7)),
            Some(short) => {
                prop_assert!(!someone_breaks(&ladder, &order, discount, short.amount + 1e-7));
                prop_assert!(someone_breaks(&ladder, &order, discount, short.amount - 1e-7));
            }
        }
        // The one bargain ends where the plan does.
        for first in [None, Some(0), Some(1)] {
            let once = ladder.at_once(first);
            for side in 0..2 {
                let (a, b) = (once.steps(), course.steps());
                near(once.exposure(a, side), course.exposure(b, side));
                near(once.margin(a, side, discount), course.margin(b, side, discount));
            }
        }
    }
}
