//! What changed places in an order.

/// Of things with two ranks each, the fewest that would have to change places to turn the
/// first order into the second: all but a longest list that both order alike and, of these,
/// one with the most that keep their rank.
pub fn fewest_moved(ranks: &[[usize; 2]]) -> Vec<bool> {
    let mut order: Vec<usize> = (0..ranks.len()).collect();
    order.sort_by_key(|&at| (ranks[at][1], ranks[at][0]));
    let alike = |a: [usize; 2], b: [usize; 2]| a[0].cmp(&b[0]) == a[1].cmp(&b[1]);
    // Per thing, in the second order: how long the best list is that ends with it, how many
    // in it keep their rank, and which thing stands before it.
    let mut best: Vec<(usize, usize, Option<usize>)> = Vec::new();
    for (place, &at) in order.iter().enumerate() {
        let before = (0..place)
            .filter(|&earlier| alike(ranks[order[earlier]], ranks[at]))
            .max_by_key(|&earlier| (best[earlier].0, best[earlier].1, earlier));
        let (length, kept) = before.map_or((0, 0), |before| (best[before].0, best[before].1));
        let keeps = usize::from(ranks[at][0] == ranks[at][1]);
        best.push((length + 1, kept + keeps, before));
    }
    let mut moved = vec![true; ranks.len()];
    let mut last = (0..order.len()).max_by_key(|&place| (best[place].0, best[place].1, place));
    while let Some(place) = last {
        moved[order[place]] = false;
        last = best[place].2;
    }
    moved
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_that_goes_to_the_top_moves_alone() {
        let ranks = [[1, 2], [2, 3], [3, 1], [4, 4]];
        assert_eq!(fewest_moved(&ranks), [false, false, true, false]);
    }

    /// Against every subset: none smaller leaves an order that both have alike.
    #[test]
    fn no_fewer_would_do() {
        let mut seed = 7_u64;
        let mut below = |n: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            ((seed >> 33) % n) as usize
        };
        for _ in 0..300 {
            let ranks: Vec<[usize; 2]> = (0..7).map(|_| [below(5), below(5)]).collect();
            let is_one_order = |kept: u32| {
                let kept = |at: &usize| kept & (1 << at) != 0;
                let list: Vec<usize> = (0..ranks.len()).filter(kept).collect();
                let mut pairs = list.iter().flat_map(|a| list.iter().map(move |b| (*a, *b)));
                pairs.all(|(a, b)| ranks[a][0].cmp(&ranks[b][0]) == ranks[a][1].cmp(&ranks[b][1]))
            };
            let most = (0..1_u32 << ranks.len())
                .filter(|&kept| is_one_order(kept))
                .map(u32::count_ones)
                .max();
            let moved = fewest_moved(&ranks);
            let kept = (0..ranks.len()).filter(|&at| !moved[at]);
            let kept = kept.fold(0_u32, |all, at| all | 1 << at);
            assert!(is_one_order(kept));
            assert_eq!(Some(kept.count_ones()), most);
        }
    }
}
