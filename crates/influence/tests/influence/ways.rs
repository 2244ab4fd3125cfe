//! The simple paths behind an answer against plain enumeration.

use hikiwake_influence::{Link, Press};

use crate::plain::{self, Dice, path_signs, random};

#[test]
fn ways_are_the_simple_paths_shortest_first() {
    let mut dice = Dice::new(11);
    let mut most = 0;
    for _ in 0..120 {
        let n = 2 + dice.below(6) as usize;
        let links = 20 + dice.below(40);
        let a = random(&mut dice, n, links, 0);
        let map = plain::map(&a);
        let press = Press::new(&map);
        for from in 0..n {
            for to in 0..n {
                let signs = path_signs(&a, from, to);
                let ways = press.ways(from, to, usize::MAX).unwrap();
                assert!(ways.searched && ways.undetermined.is_empty());
                let count = ways.count.unwrap();
                for (list, count, sign) in [
                    (&ways.positive, count.positive, 1),
                    (&ways.negative, count.negative, -1),
                ] {
                    let expected = signs.iter().filter(|&&s| s == sign).count();
                    assert_eq!((list.len(), count), (expected, expected as u128));
                    assert!(list.is_sorted_by_key(|path| path.len()));
                    for (at, path) in list.iter().enumerate() {
                        let ends: Vec<Link> = path.iter().map(|&l| map.links()[l]).collect();
                        let product: i8 = ends.iter().map(|l| a[l.to][l.from]).product();
                        assert_eq!(product, sign);
                        let mut stops = vec![from];
                        stops.extend(ends.iter().map(|l| l.to));
                        let starts: Vec<usize> = ends.iter().map(|l| l.from).collect();
                        assert_eq!(starts[..], stops[..stops.len() - 1]);
                        assert_eq!(stops[stops.len() - 1], to);
                        stops.sort_unstable();
                        stops.dedup();
                        assert_eq!(stops.len(), path.len() + 1);
                        assert!(!list[..at].contains(path));
                    }
                    let short = press.ways(from, to, 2).unwrap();
                    let short = if sign == 1 {
                        short.positive
                    } else {
                        short.negative
                    };
                    assert_eq!(short[..], list[..list.len().min(2)]);
                }
                most = most.max(signs.len());
            }
        }
    }
    assert!(most > 20, "{most}");
}
