//! A worked example of two sides on a line, constructed to be checked by hand; it is
//! not from the literature.
//!
//! Agreements are the whole numbers 0 to 10, 5 is where things stand. A faction at `x`
//! has u(a) = −|x − a| and accepts what gains at least its cost: u(a) − u(5) ≥ c. An
//! executive has a veto and no votes, the others vote by a quota. Whoever gets a veto
//! there loses its votes while the quota stays: with its votes kept, the win-set of B
//! under a veto of its defence circles would reach to 10, not to 8. Its tables of who is
//! pivotal count the agreements outside the win-set that one faction's acceptance would
//! let in. Its chances of ratification take logistic noise of scale 1 on the cost, not
//! normal noise, and doubt the executive's verdict, too; with normal noise of deviation
//! 1 they come out otherwise (0.4898 in place of 0.4404 for A at 7). Banzhaf's index
//! is told there for the votes alone, without the executive.

use hikiwake_bargain::vote::{
    Chances, Decisive, Gate, Vote, chance_of_all, chance_of_passing, decisive, power,
};

struct Side {
    /// Place, cost and votes of each faction; the executive comes first.
    factions: [(i32, i32, u32); 5],
    quota: u32,
    vetoes: Vec<usize>,
}

const NOW: i32 = 5;

fn side_a() -> Side {
    Side {
        factions: [(2, -4, 0), (1, -2, 4), (6, -3, 3), (0, 0, 2), (2, -1, 2)],
        quota: 6,
        vetoes: vec![0],
    }
}

fn side_b() -> Side {
    Side {
        factions: [(8, -4, 0), (9, -1, 3), (5, -3, 3), (10, 0, 2), (8, -1, 1)],
        quota: 5,
        vetoes: vec![0],
    }
}

impl Side {
    fn gate(&self) -> Gate {
        Gate {
            votes: self.factions.iter().map(|&(_, _, votes)| votes).collect(),
            vetoes: self.vetoes.clone(),
            quota: Some(self.quota),
            majority: false,
        }
    }

    /// What each gains beyond its cost.
    fn gains(&self, a: i32) -> Vec<i32> {
        let gain = |&(x, cost, _): &(i32, i32, u32)| (x - NOW).abs() - (x - a).abs() - cost;
        self.factions.iter().map(gain).collect()
    }

    fn verdicts(&self, a: i32) -> Vec<Vote> {
        let verdict = |gain: &i32| match *gain >= 0 {
            true => Vote::Accepts,
            false => Vote::Rejects,
        };
        self.gains(a).iter().map(verdict).collect()
    }

    fn win_set(&self) -> Vec<i32> {
        let gate = self.gate();
        (0..=10)
            .filter(|&a| gate.passes(&self.verdicts(a)))
            .collect()
    }

    /// Per faction, how many agreements its acceptance alone would let in.
    fn pivotal(&self) -> Vec<usize> {
        let mut counts = vec![0; self.factions.len()];
        for a in 0..=10 {
            let (_, who) = decisive(&self.gate(), &self.verdicts(a));
            for (count, decisive) in counts.iter_mut().zip(who) {
                *count += usize::from(matches!(
                    decisive,
                    Some(Decisive::KeepsOut | Decisive::CouldOpen)
                ));
            }
        }
        counts
    }

    fn chances(&self, a: i32) -> Vec<Chances> {
        let chance = |gain: &i32| {
            let accepts = 1.0 / (1.0 + f64::from(-gain).exp());
            Chances {
                rejects: 1.0 - accepts,
                does_not_mind: 0.0,
                accepts,
            }
        };
        self.gains(a).iter().map(chance).collect()
    }
}

fn zone(a: &Side, b: &Side) -> Vec<i32> {
    let b = b.win_set();
    a.win_set().into_iter().filter(|x| b.contains(x)).collect()
}

#[test]
fn win_sets_and_zones() {
    let (a, b) = (side_a(), side_b());
    assert_eq!(a.win_set(), [0, 1, 2, 3, 4, 5, 6, 7]);
    assert_eq!(b.win_set(), [4, 5, 6, 7, 8, 9, 10]);
    assert_eq!(zone(&a, &b), [4, 5, 6, 7]);

    let stricter = |quota| Side { quota, ..side_a() };
    assert_eq!(stricter(9).win_set(), [2, 3, 4, 5, 6]);
    assert_eq!(zone(&stricter(9), &b), [4, 5, 6]);
    assert_eq!(stricter(10).win_set(), [2, 3, 4, 5]);
    assert_eq!(zone(&stricter(10), &b), [4, 5]);

    let mut defence = Side {
        vetoes: vec![0, 3],
        ..side_b()
    };
    assert_eq!(defence.win_set(), [5, 6, 7, 8, 9, 10]);
    defence.factions[3].2 = 0;
    assert_eq!(defence.win_set(), [5, 6, 7, 8]);
    assert_eq!(zone(&a, &defence), [5, 6, 7]);

    let mut costly = stricter(10);
    costly.factions[3].1 += 1;
    assert_eq!(costly.win_set(), [2, 3, 4]);
    assert_eq!(zone(&costly, &defence), [0; 0]);
}

#[test]
fn who_is_pivotal() {
    assert_eq!(side_a().pivotal(), [0, 2, 0, 0, 0]);
    assert_eq!(side_b().pivotal(), [0, 2, 0, 2, 0]);
}

#[test]
fn power_of_the_votes() {
    let shares = |side: Side| -> Vec<f64> {
        let votes_alone = Gate {
            vetoes: Vec::new(),
            ..side.gate()
        };
        let found = power(&votes_alone).unwrap().players;
        found.iter().map(|p| p.banzhaf.value()).collect()
    };
    assert_eq!(shares(side_a()), [0.75, 0.25, 0.25, 0.25]);
    assert_eq!(shares(side_b()), [0.5, 0.5, 0.5, 0.0]);
}

#[test]
fn chances_of_ratification() {
    let four = |numbers: Vec<f64>| -> Vec<String> {
        numbers
            .iter()
            .map(|number| format!("{number:.4}"))
            .collect()
    };
    let of = |side: &Side| {
        let chance = |a| chance_of_passing(&side.gate(), &side.chances(a)).unwrap();
        (0..=10).map(chance).collect::<Vec<f64>>()
    };
    let (a, b) = (side_a(), side_b());
    assert_eq!(
        four(of(&a)),
        [
            "0.9867", "0.9951", "0.9951", "0.9891", "0.9693", "0.9002", "0.7256", "0.4404",
            "0.1796", "0.0449", "0.0065"
        ]
    );
    assert_eq!(
        four(of(&b)),
        [
            "0.0008", "0.0090", "0.0609", "0.2369", "0.5476", "0.8267", "0.9231", "0.9502",
            "0.9664", "0.9796", "0.9718"
        ]
    );
    // Ten factions at two tables, nobody at both: the product.
    let joint = |place: i32| {
        let (mut first, mut second) = (a.gate(), b.gate());
        first.votes.extend([0; 5]);
        second.votes.splice(0..0, [0; 5]);
        second.vetoes = vec![5];
        let chances = [a.chances(place), b.chances(place)].concat();
        chance_of_all(&[first, second], &chances).unwrap()
    };
    assert_eq!(
        four((0..=10).map(joint).collect()),
        [
            "0.0008", "0.0089", "0.0606", "0.2343", "0.5308", "0.7442", "0.6698", "0.4185",
            "0.1736", "0.0440", "0.0064"
        ]
    );
}
