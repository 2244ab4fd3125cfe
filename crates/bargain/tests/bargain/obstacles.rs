//! Obstacles and repairs against all subsets, tried one by one.

use hikiwake_bargain::obstacles::{Set, bits, combined, enough, minimal, transversals};
use proptest::prelude::*;

/// All subsets of `count` judgements for which `wanted` holds and fails for every subset
/// with one judgement less.
fn least(count: u32, wanted: impl Fn(Set) -> bool) -> Vec<Set> {
    let all = (0..1u128 << count).filter(|&set| {
        wanted(set) && (0..count).all(|j| set >> j & 1 == 0 || !wanted(set & !(1 << j)))
    });
    let mut all: Vec<Set> = all.collect();
    all.sort_by_key(|set| (set.count_ones(), *set));
    all
}

proptest! {
    #[test]
    fn what_opens_and_what_closes(ways in proptest::collection::vec(0u128..1 << 7, 0..9)) {
        // Removing `gone` opens the way if it takes all that stands before some agreement.
        let opens = |gone: Set| ways.iter().any(|way| way & !gone == 0);
        let repairs = minimal(ways.clone());
        prop_assert_eq!(&repairs, &least(7, opens));
        // What stands closes the way if every agreement meets some of it.
        let closes = |standing: Set| !opens(!standing & ((1 << 7) - 1));
        prop_assert_eq!(transversals(&repairs).unwrap(), least(7, closes));
    }

    #[test]
    fn one_of_each(choices in proptest::collection::vec(
        proptest::collection::vec(0u128..1 << 6, 0..4), 0..5,
    )) {
        let makes = |set: Set| choices.iter().all(|c| c.iter().any(|way| way & !set == 0));
        prop_assert_eq!(combined(&choices).unwrap(), least(6, makes));
    }

    #[test]
    fn votes_that_are_enough(votes in proptest::collection::vec(0u64..6, 0..8), needed in 0u64..20) {
        let sum = |set: Set| bits(set).map(|v| votes[v]).sum::<u64>();
        let count = u32::try_from(votes.len()).unwrap();
        prop_assert_eq!(enough(&votes, needed).unwrap(), least(count, |set| sum(set) >= needed));
    }
}

#[test]
fn nothing_to_remove_and_nothing_that_helps() {
    assert_eq!(minimal(vec![0b11, 0, 0b1]), [0]);
    assert_eq!(transversals(&[0]).unwrap(), Vec::<Set>::new());
    assert_eq!(transversals(&[]).unwrap(), [0]);
    assert_eq!(combined(&[vec![0b1], vec![]]).unwrap(), Vec::<Set>::new());
    assert_eq!(enough(&[1, 2], 4).unwrap(), Vec::<Set>::new());
    assert_eq!(enough(&[], 0).unwrap(), [0]);
}
