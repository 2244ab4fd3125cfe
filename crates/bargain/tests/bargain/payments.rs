//! Side payments and packages, by hand and against a search over sizes.

use hikiwake_bargain::payments::{Payment, Tipping, flows, payments, tipping};
use proptest::prelude::*;

/// One sells for at least 40 what is worth 100 to the other.
#[test]
fn seller_and_buyer() {
    let found = payments(7, &[100.0, -40.0]);
    assert_eq!((found.agreement, found.surplus), (7, 60.0));
    assert_eq!(found.bounds, [(-100.0, -40.0), (40.0, 100.0)]);
    assert_eq!(found.equal, [-70.0, 70.0]);
    assert_eq!(
        flows(&found.equal, 1e-9),
        [Payment {
            from: 0,
            to: 1,
            amount: 70.0
        }]
    );
}

#[test]
fn no_payment_mends_a_loss_of_all() {
    let found = payments(0, &[3.0, -4.0]);
    assert_eq!(
        (found.surplus, found.bounds.len(), found.equal.len()),
        (-1.0, 0, 0)
    );
}

/// What a faction needs lies between two sizes on offer.
#[test]
fn packages() {
    let worths = [0.0, 2.0, 6.0, 6.5];
    let sizes = [0.0, 2.5, 8.5, 12.0];
    let found = tipping(-3.0, &worths, Some(&sizes), 1.0);
    assert_eq!(
        found,
        Tipping::At {
            level: 2,
            size: 5.5,
            stays: true
        }
    );
    let found = tipping(-3.0, &worths, None, 1.0);
    assert_eq!(
        found,
        Tipping::At {
            level: 2,
            size: 1.5,
            stays: true
        }
    );
    assert_eq!(tipping(2.0, &worths, Some(&sizes), 1.0), Tipping::Already);
    assert_eq!(
        tipping(-8.0, &worths, Some(&sizes), 1.0),
        Tipping::Never { missing: 2.5 }
    );
    assert_eq!(
        tipping(-8.0, &[], None, 1.0),
        Tipping::Never { missing: 9.0 }
    );
    let found = tipping(0.0, &[0.0, 2.0, 0.0], None, 1.0);
    assert_eq!(
        found,
        Tipping::At {
            level: 1,
            size: 0.5,
            stays: false
        }
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    /// Payments within the bounds leave everyone with no less than disagreement.
    #[test]
    fn bounds_are_tight(gains in prop::collection::vec(-50..50_i32, 1..6)) {
        let gains: Vec<f64> = gains.into_iter().map(f64::from).collect();
        let found = payments(0, &gains);
        if found.surplus >= 0.0 {
            for party in 0..gains.len() {
                // All of the surplus to one: it gets its upper bound, the others their lower.
                let (least, most) = found.bounds[party];
                prop_assert_eq!(gains[party] + least, 0.0);
                prop_assert_eq!(gains[party] + most, found.surplus);
                let others: f64 = (0..gains.len()).filter(|&p| p != party)
                    .map(|p| found.bounds[p].0).sum();
                prop_assert_eq!(others + most, 0.0);
            }
            let mut after = gains.clone();
            let paid = flows(&found.equal, 1e-9);
            prop_assert!(paid.len() < gains.len().max(1));
            for Payment { from, to, amount } in paid {
                prop_assert!(amount > 0.0);
                after[from] -= amount;
                after[to] += amount;
            }
            for left in after {
                prop_assert!((left - found.surplus / gains.len() as f64).abs() < 1e-6);
            }
        }
    }

    /// The size is where the straight line between two levels meets the cost.
    #[test]
    fn tipping_as_by_search(
        base in -20..20_i32,
        rises in prop::collection::vec(0..5_i32, 1..6),
        cost in -5..15_i32,
    ) {
        let mut sum = 0;
        let worths: Vec<f64> = rises.iter().map(|rise| { sum += rise; f64::from(sum) }).collect();
        let (base, cost) = (f64::from(base), f64::from(cost));
        let accepts = |level: usize| base + worths[level] >= cost;
        match tipping(base, &worths, None, cost) {
            Tipping::Already => prop_assert!(accepts(0)),
            Tipping::At { level, size, stays } => {
                prop_assert!(accepts(level) && !accepts(level - 1) && stays);
                let below = size.floor() as usize;
                let part = size - size.floor();
                let worth = if part == 0.0 { worths[below] } else {
                    worths[below] + part * (worths[below + 1] - worths[below])
                };
                prop_assert!((base + worth - cost).abs() < 1e-9);
                prop_assert!(size <= level as f64 && size > (level - 1) as f64);
            }
            Tipping::Never { missing } => {
                prop_assert!((0..worths.len()).all(|level| !accepts(level)));
                prop_assert_eq!(base + worths[worths.len() - 1] + missing, cost);
            }
        }
    }
}
