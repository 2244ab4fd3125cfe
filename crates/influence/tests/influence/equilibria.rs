//! Cross-impact balances against every scenario as a pure equilibrium, and succession
//! step by step.

use hikiwake_influence::cross_impact::{CrossImpact, Limits, Scenario, Succession};

use crate::cross_impact::{NO_LIMIT, every};
use crate::plain::Dice;

/// A random matrix with the judgements it was made of: `[i][k][j][l]`.
fn random(dice: &mut Dice) -> (Vec<usize>, Vec<Vec<i32>>) {
    let n = 1 + dice.below(5) as usize;
    let levels: Vec<usize> = (0..n).map(|_| 1 + dice.below(3) as usize).collect();
    let all = levels.iter().sum();
    let mut impact = || match dice.below(3) {
        0 => dice.below(7) as i32 - 3,
        _ => 0,
    };
    let rows = (0..all)
        .map(|_| (0..all).map(|_| impact()).collect())
        .collect();
    (levels, rows)
}

/// What level l of j would score while the others stand as in z.
fn payoff(levels: &[usize], rows: &[Vec<i32>], z: &[usize], j: usize, l: usize) -> i32 {
    let first = |i: usize| levels[..i].iter().sum::<usize>();
    let others = (0..levels.len()).filter(|&i| i != j);
    others.map(|i| rows[first(i) + z[i]][first(j) + l]).sum()
}

#[test]
fn consistent_scenarios_are_the_pure_equilibria() {
    let mut dice = Dice::new(5);
    let (mut some, mut strict) = (0, 0);
    for _ in 0..300 {
        let (levels, rows) = random(&mut dice);
        let matrix = CrossImpact::new(levels.clone(), &rows).unwrap();
        let n = levels.len();
        let fixed: Vec<Option<usize>> = levels
            .iter()
            .map(|&count| (dice.below(4) == 0).then(|| dice.below(count as u64) as usize))
            .collect();
        let fixed = if dice.below(2) == 0 {
            fixed
        } else {
            vec![None; n]
        };
        let slack = dice.below(3) as u32;
        let mut expected = Vec::new();
        for z in every(&levels) {
            if (0..n).any(|j| fixed[j].is_some_and(|level| level != z[j])) {
                continue;
            }
            let asked = (0..n).filter(|&j| fixed[j].is_none());
            let gain = |j: usize, l: usize| {
                payoff(&levels, &rows, &z, j, l) - payoff(&levels, &rows, &z, j, z[j])
            };
            let best = |j: usize| (0..levels[j]).map(|l| gain(j, l)).max().unwrap();
            let worst = asked.clone().map(best).max().unwrap_or(0);
            assert_eq!(matrix.inconsistency(&z, &fixed).unwrap(), i64::from(worst));
            if worst <= slack as i32 {
                let same = |&j: &usize| (0..levels[j]).filter(|&l| gain(j, l) == 0).count() > 1;
                expected.push((
                    z.clone(),
                    i64::from(worst),
                    asked.filter(same).collect::<Vec<_>>(),
                ));
            }
        }
        let found = matrix.consistent(&fixed, slack, NO_LIMIT).unwrap();
        let told = found.scenarios.iter();
        let told: Vec<_> = told
            .map(|s| (s.levels.clone(), s.inconsistency, s.tied.clone()))
            .collect();
        assert_eq!(told, expected);
        some += usize::from(!expected.is_empty());
        strict += expected
            .iter()
            .filter(|(_, _, tied)| tied.is_empty())
            .count();
        let limits = Limits {
            listed: 1,
            tried: u64::MAX,
        };
        let short = matrix.consistent(&fixed, slack, limits).unwrap();
        assert_eq!(short.scenarios.len(), expected.len().min(1));
        assert_eq!(short.complete, expected.len() <= 1);
    }
    assert!(some > 100 && strict > 100, "{some} {strict}");
}

#[test]
fn succession_step_by_step() {
    let mut dice = Dice::new(9);
    for _ in 0..200 {
        let (levels, rows) = random(&mut dice);
        let matrix = CrossImpact::new(levels.clone(), &rows).unwrap();
        let n = levels.len();
        let mut fixed = vec![None; n];
        if dice.below(2) == 0 {
            fixed[0] = Some(0);
        }
        for rule in [Succession::Global, Succession::Local] {
            let next = |z: &Scenario| {
                let scores = |j: usize| -> Vec<i32> {
                    (0..levels[j])
                        .map(|l| payoff(&levels, &rows, z, j, l))
                        .collect()
                };
                let best = |j: usize| *scores(j).iter().max().unwrap();
                let short = |j: usize| match fixed[j] {
                    Some(_) => 0,
                    None => best(j) - scores(j)[z[j]],
                };
                let worst = (0..n).map(short).max().unwrap();
                let first = (0..n).find(|&j| short(j) == worst).unwrap();
                let moves = |j: usize| short(j) > 0 && (rule == Succession::Global || j == first);
                let level = |j: usize| match moves(j) {
                    true => scores(j).iter().position(|&s| s == best(j)).unwrap(),
                    false => z[j],
                };
                (0..n).map(level).collect::<Scenario>()
            };
            let mut weights: Vec<(Vec<Scenario>, u64)> = Vec::new();
            for start in every(&levels) {
                if fixed[0].is_some_and(|level| level != start[0]) {
                    continue;
                }
                let mut way = vec![start.clone()];
                let from = loop {
                    let then = next(&way[way.len() - 1]);
                    if let Some(at) = way.iter().position(|z| *z == then) {
                        break at;
                    }
                    way.push(then);
                };
                let found = matrix.succession(&start, &fixed, rule, 1000).unwrap();
                assert_eq!((&found.scenarios, found.cycle_from), (&way, Some(from)));
                let mut cycle = way[from..].to_vec();
                let lowest = (0..cycle.len())
                    .min_by_key(|&at| cycle[at].clone())
                    .unwrap();
                cycle.rotate_left(lowest);
                match weights.iter_mut().find(|(known, _)| *known == cycle) {
                    Some((_, weight)) => *weight += 1,
                    None => weights.push((cycle, 1)),
                }
            }
            weights.sort_by_key(|(cycle, weight)| (u64::MAX - weight, cycle.clone()));
            let found = matrix.attractors(&fixed, rule, 1000).unwrap();
            let found: Vec<_> = found.into_iter().map(|a| (a.cycle, a.weight)).collect();
            assert_eq!(found, weights);
        }
    }
}
