//! Answers with every choice of the links in doubt, and with either sign of each.

use hikiwake_influence::{Determinacy, Doubts, Link, Press, SignSet, SignedMap, adjoint};

use crate::plain::Dice;

/// Random maps with every kind of sign set.
fn doubtful(dice: &mut Dice, n: usize) -> SignedMap {
    let (p, m, z) = (SignSet::PLUS, SignSet::MINUS, SignSet::ZERO);
    let kinds = [p, m, p, m, p | z, m | z, p | m, z];
    let mut links = Vec::new();
    for from in 0..n {
        for to in (0..n).filter(|&to| to != from) {
            if dice.below(100) < 35 {
                let signs = kinds[dice.below(8) as usize];
                links.push(Link { from, to, signs });
            }
        }
    }
    SignedMap::new(n, links).unwrap()
}

#[test]
fn certain_in_every_choice_of_doubted_links() {
    let mut dice = Dice::new(8);
    let (mut certain, mut vanishing) = (0, 0);
    for _ in 0..60 {
        let n = 2 + dice.below(5) as usize;
        let map = doubtful(&mut dice, n);
        let hedged: Vec<usize> = (0..map.links().len())
            .filter(|_| dice.below(5) == 0)
            .collect();
        let doubts = Doubts::new(&map, &hedged);
        let mut doubted = [map.disputed(), hedged].concat();
        doubted.retain(|&link| map.links()[link].signs.has_effect());
        doubted.sort_unstable();
        doubted.dedup();
        doubted.truncate(6);
        let choices: Vec<Vec<usize>> = (0_usize..1 << doubted.len())
            .map(|set| {
                let out = (0..doubted.len()).filter(|at| set >> at & 1 == 1);
                out.map(|at| doubted[at]).collect()
            })
            .collect();
        let presses: Vec<Press> = choices
            .iter()
            .map(|out| Press::new(&map.without(out)))
            .collect();
        for from in 0..n {
            for to in 0..n {
                let judged = doubts.judge(from, to).unwrap();
                let answer = |press: &Press| press.response(from, to).unwrap().determinacy;
                if let Some(sign) = judged.base.determinacy.certain() {
                    certain += 1;
                    for press in &presses {
                        let told = answer(press);
                        assert!(told == Determinacy::NoWay || told == Determinacy::Certain(sign));
                        if judged.in_every_choice().is_some() {
                            assert_eq!(told, Determinacy::Certain(sign));
                        }
                    }
                }
                for (out, press) in choices.iter().zip(&presses) {
                    if let [link] = out[..] {
                        let vanishes = answer(&presses[0]) != Determinacy::NoWay
                            && answer(press) == Determinacy::NoWay;
                        assert_eq!(judged.vanishes_without.contains(&link), vanishes);
                        vanishing += usize::from(vanishes);
                    }
                }
            }
        }
    }
    assert!(certain > 200 && vanishing > 50, "{certain} {vanishing}");
}

#[test]
fn ambivalent_links_leave_terms_undetermined() {
    let mut dice = Dice::new(10);
    for _ in 0..60 {
        let n = 2 + dice.below(4) as usize;
        let map = doubtful(&mut dice, n);
        let both: Vec<usize> = (0..map.links().len())
            .filter(|&link| map.links()[link].signs.is_ambivalent())
            .collect();
        if both.len() > 5 {
            continue;
        }
        // A sign is certain if it is so for either sign of each.
        let choices = (0_usize..1 << both.len()).map(|set| {
            let mut links = map.links().to_vec();
            for (at, &link) in both.iter().enumerate() {
                let signs = [SignSet::PLUS, SignSet::MINUS][set >> at & 1];
                links[link].signs = signs;
            }
            adjoint(&SignedMap::new(n, links).unwrap()).unwrap()
        });
        let choices: Vec<_> = choices.collect();
        let whole = adjoint(&map).unwrap();
        for i in 0..n {
            for j in 0..n {
                let terms = whole.entries[i][j];
                for choice in &choices {
                    let one = choice.entries[i][j];
                    assert_eq!(terms.total(), one.total());
                    assert!(terms.positive <= one.positive && terms.negative <= one.negative);
                }
                let least = choices.iter().map(|c| c.entries[i][j].positive).min();
                let most = choices.iter().map(|c| c.entries[i][j].positive).max();
                assert!(terms.undetermined > 0 || least == most);
            }
        }
    }
}
