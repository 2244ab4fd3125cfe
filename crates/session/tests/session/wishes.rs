//! Who has what it wants, and what can be traded, against a plain walk over all states.

use std::collections::BTreeSet;

use hikiwake_conflict::{WishBalance, wish_balance};
use hikiwake_dossier::{Compiled, Dossier, Preferences, Scenario};
use hikiwake_finding::{AnalyseSettings, PreferenceVerdict};
use hikiwake_graph::State;

use crate::random;
use crate::written::{of_repository, written};

fn at(period: &str) -> Scenario {
    Scenario {
        period: Some(period.to_owned()),
        ..Scenario::default()
    }
}

fn compiled(dossier: &Dossier, scenario: &Scenario) -> std::sync::Arc<Compiled> {
    (AnalyseSettings::default().compile(dossier, scenario)).expect("compiles")
}

#[test]
fn in_october_2017_only_tokyo_is_short_and_nothing_can_be_traded() {
    let dossier = of_repository("dossiers/kuril");
    let compiled = compiled(&dossier, &at("2017-10"));
    let found = wish_balance(&dossier, &compiled).finding;
    let rank = |wish: usize| found.statements[wish].rank;
    let lacks: Vec<(&str, usize, Vec<usize>)> = (found.balances.iter())
        .map(|one| {
            let unmet = one.unmet.iter().map(|wish| rank(wish.statement)).collect();
            (one.actor.as_str(), one.met.len(), unmet)
        })
        .collect();
    assert_eq!(
        lacks,
        [
            ("japan", 6, vec![2, 6, 7, 9, 11]),
            ("russia", 7, vec![8, 9]),
            ("us", 3, vec![]),
            ("china", 3, vec![]),
        ]
    );
    assert!(found.trades.is_empty());
    // What each of Japan's lacks would cost Russia, the weightiest of it.
    let prices: Vec<(usize, Option<usize>)> = (found.balances[0].unmet.iter())
        .map(|wish| {
            let steps = wish.steps.iter().map(|&step| &found.steps[step]);
            let costs = steps.flat_map(|step| &step.costs);
            let of_russia = costs.filter(|&&cost| found.statements[cost].actor == "russia");
            (
                rank(wish.statement),
                of_russia.map(|&cost| rank(cost)).min(),
            )
        })
        .collect();
    assert_eq!(
        prices,
        [
            (2, Some(7)),
            (6, Some(5)),
            (7, Some(1)),
            (9, Some(6)),
            (11, Some(3))
        ]
    );
    let place = |actor: usize| (found.balances[actor].place, found.balances[actor].places);
    assert_eq!([place(0), place(1)], [(286, 768), (4, 512)]);
}

#[test]
fn random_dossiers_agree_with_a_walk_over_all_states() {
    let (mut steps, mut trades) = (0, 0);
    for seed in 0..400 {
        let dossier = random_dossier(seed);
        let compiled = compiled(&dossier, &at("now"));
        let today = compiled.status_quo.expect("a status quo");
        let found = wish_balance(&dossier, &compiled).finding;
        balances(&compiled, today, &found);
        steps += single_steps(&compiled, today, &found);
        trades += all_trades(&compiled, today, &found);
    }
    assert!(steps > 300 && trades > 5, "{steps} steps, {trades} trades");
}

fn random_dossier(seed: u64) -> Dossier {
    // Every option at its lowest level is always feasible.
    let now = "[periods.now]\nlabel = \"Now\"\nstatus_quo = \"none\"\n";
    let text = format!("{}\n{now}", random::dossier(seed));
    written(&text, Some(random::SOURCES))
}

fn wishes(compiled: &Compiled) -> Vec<(usize, BTreeSet<State>)> {
    let space = compiled.model.space();
    let mut all = Vec::new();
    for (actor, preferences) in compiled.preferences.iter().enumerate() {
        if let Preferences::Statements(ranks) = preferences {
            for wish in ranks.iter().flatten() {
                all.push((actor, wish.formula.extension(space).iter().collect()));
            }
        }
    }
    all
}

/// Counts of wishes met, and places by counting the values above.
fn balances(compiled: &Compiled, today: State, found: &WishBalance) {
    let model = &compiled.model;
    for (actor, balance) in found.balances.iter().enumerate() {
        let own: Vec<_> = (wishes(compiled).into_iter())
            .filter(|(owner, _)| *owner == actor)
            .collect();
        let met = own
            .iter()
            .filter(|(_, states)| states.contains(&today))
            .count();
        assert_eq!(balance.met.len(), met);
        assert_eq!(balance.met.len() + balance.unmet.len(), own.len());
        let values: BTreeSet<u32> = model
            .feasible()
            .iter()
            .map(|state| model.value(actor, state))
            .collect();
        let above = values
            .iter()
            .filter(|&&value| value > model.value(actor, today));
        assert_eq!(balance.place as usize, above.count() + 1);
        assert_eq!(balance.places as usize, values.len());
    }
}

/// Every legal change of one option that meets a wish is a step, and no other.
fn single_steps(compiled: &Compiled, today: State, found: &WishBalance) -> usize {
    let (model, space) = (&compiled.model, compiled.model.space());
    let changed = |state: State| -> Vec<usize> {
        (0..space.axes().len())
            .filter(|&axis| space.level(state, axis) != space.level(today, axis))
            .collect()
    };
    let wishes = wishes(compiled);
    let meets_one = |state: State| {
        let newly = |set: &BTreeSet<State>| set.contains(&state) && !set.contains(&today);
        wishes.iter().any(|(_, set)| newly(set))
    };
    let expected: BTreeSet<String> = (model.feasible().iter())
        .filter(|&state| match changed(state).as_slice() {
            [axis] => {
                let option = &compiled.options[*axis];
                let alone = option.party.is_none() || space.level(state, *axis) == 0;
                alone && model.can_move(option.owner, today, state)
            }
            _ => false,
        })
        .filter(|&state| meets_one(state))
        .map(|state| compiled.code(state))
        .collect();
    let single: BTreeSet<String> = (found.steps.iter())
        .filter(|step| step.step.changes.len() == 1)
        .filter(|step| {
            let change = &step.step.changes[0];
            compiled.columns[change.option].party.is_none() || change.to == 0
        })
        .map(|step| step.step.to.clone())
        .collect();
    assert_eq!(single, expected);
    single.len()
}

/// A pair of steps is a trade where all who move in either prefer both, and not each alone.
fn all_trades(compiled: &Compiled, today: State, found: &WishBalance) -> usize {
    let model = &compiled.model;
    let better = |movers: &[String], code: &str| {
        let state = compiled.find(code).expect("a state");
        movers.iter().all(|id| {
            let actor = compiled.decision_makers.iter().position(|one| one == id);
            let actor = actor.expect("a decision maker");
            model.value(actor, state) > model.value(actor, today)
        })
    };
    for trade in &found.trades {
        let [first, second] = trade.steps.map(|at| &found.steps[at].step);
        let movers: Vec<String> = first.movers.iter().chain(&second.movers).cloned().collect();
        assert!(better(&movers, &trade.state.code));
        assert!(!better(&first.movers, &first.to) && !better(&second.movers, &second.to));
        assert_ne!(first.movers, second.movers);
        for seen in &trade.seen {
            let takes_part = movers.contains(&seen.actor);
            assert!(!takes_part || seen.verdict == PreferenceVerdict::Better);
        }
    }
    found.trades.len()
}
