//! States that lie in the same ones of several sets, taken together.

use crate::{Bits, State};

/// States that no set tells apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Per set, whether they lie in it.
    pub within: Vec<bool>,
    /// How many they are.
    pub count: usize,
    /// The one with the lowest index.
    pub first: State,
}

/// The states of `among` in groups, by their first states; `None` where there would be
/// more than `most` groups. All sets are of the same universe.
pub fn groups(sets: &[&Bits], among: &Bits, most: usize) -> Option<Vec<Group>> {
    // A tree with one level per set: at each node, where those outside the set and
    // those within it go on. A leaf points to its group.
    let mut tree: Vec<[usize; 2]> = vec![[NOWHERE; 2]];
    let mut groups: Vec<(usize, usize)> = Vec::new();
    let mut parts: Vec<(u64, usize)> = Vec::new();
    let mut split: Vec<(u64, usize)> = Vec::new();
    for (at, &word) in among.words().iter().enumerate() {
        if word == 0 {
            continue;
        }
        parts.clear();
        parts.push((word, 0));
        for (level, set) in sets.iter().enumerate() {
            let inside = set.words().get(at).copied().unwrap_or(0);
            split.clear();
            for &(part, node) in &parts {
                for (side, states) in [(0, part & !inside), (1, part & inside)] {
                    if states == 0 {
                        continue;
                    }
                    if tree[node][side] == NOWHERE {
                        tree[node][side] = match level + 1 == sets.len() {
                            true => groups.len(),
                            false => tree.len(),
                        };
                        match level + 1 == sets.len() {
                            true => groups.push((0, at * 64 + states.trailing_zeros() as usize)),
                            false => tree.push([NOWHERE; 2]),
                        }
                    }
                    split.push((states, tree[node][side]));
                }
            }
            std::mem::swap(&mut parts, &mut split);
        }
        if sets.is_empty() && groups.is_empty() {
            groups.push((0, at * 64 + word.trailing_zeros() as usize));
        }
        if groups.len() > most {
            return None;
        }
        for &(states, group) in &parts {
            let (count, first) = &mut groups[group];
            *count += states.count_ones() as usize;
            *first = (*first).min(at * 64 + states.trailing_zeros() as usize);
        }
    }
    let group = |(count, first): (usize, usize)| {
        let first = State(first as u32);
        Group {
            within: sets.iter().map(|set| set.has(first)).collect(),
            count,
            first,
        }
    };
    let mut groups: Vec<Group> = groups.into_iter().map(group).collect();
    groups.sort_by_key(|group| group.first);
    Some(groups)
}

const NOWHERE: usize = usize::MAX;

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    fn bits(states: &[bool]) -> Bits {
        Bits::from_fn(states.len(), |at| states[at])
    }

    proptest! {
        #[test]
        fn a_group_is_what_lies_in_the_same_sets(
            (sets, among) in (0usize..200).prop_flat_map(|universe| {
                let set = prop::collection::vec(any::<bool>(), universe);
                (prop::collection::vec(set.clone(), 0..6), set)
            })
        ) {
            let as_bits: Vec<Bits> = sets.iter().map(|set| bits(set)).collect();
            let found = groups(&as_bits.iter().collect::<Vec<_>>(), &bits(&among), 64).unwrap();
            let mut expected: BTreeMap<Vec<bool>, Vec<usize>> = BTreeMap::new();
            for state in (0..among.len()).filter(|&state| among[state]) {
                let within = sets.iter().map(|set| set[state]).collect();
                expected.entry(within).or_default().push(state);
            }
            prop_assert!(found.is_sorted_by_key(|group| group.first));
            prop_assert_eq!(found.len(), expected.len());
            for group in &found {
                let states = &expected[&group.within];
                prop_assert_eq!(group.count, states.len());
                prop_assert_eq!(group.first, State(states[0] as u32));
            }
            let fewer = found.len().saturating_sub(1);
            let refused = groups(&as_bits.iter().collect::<Vec<_>>(), &bits(&among), fewer);
            prop_assert_eq!(refused.is_none(), found.len() > fewer);
        }
    }
}
