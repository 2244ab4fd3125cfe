//! Who has what it wants today, what the rest would cost whoever could give it, and which
//! of these steps would pay for one another.

use std::collections::BTreeSet;

use hikiwake_dossier::{Compiled, Dossier, Preferences};
use hikiwake_finding::{
    ActorHead, Finding, FindingKind, OptionHead, Reason, ScenarioHead, StateRow, StatementHead,
    WalkStep, basis, walk,
};
use hikiwake_graph::State;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::state_list::values;

/// The finding of `wishes`.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct WishBalance {
    /// Which model.
    pub scenario: ScenarioHead,
    /// The decision makers.
    pub actors: Vec<ActorHead>,
    /// The options, in the order of the dossier's files.
    pub options: Vec<OptionHead>,
    /// The status quo; `None` where the dossier gives none, and then nothing below is filled
    /// but the wishes.
    pub today: Option<StateRow>,
    /// All wishes, by actor and rank. An actor whose order is a ranking of states has one
    /// entry a class, and none of them is counted as met or unmet.
    pub statements: Vec<StatementHead>,
    /// What each decision maker has and lacks today, in the order of `actors`.
    pub balances: Vec<ActorBalance>,
    /// The steps from the status quo that meet a wish not met today, each once.
    pub steps: Vec<WishStep>,
    /// The pairs of these steps that all who take part prefer to today, though neither
    /// step suits all its movers alone.
    pub trades: Vec<Trade>,
}

/// What a decision maker has and lacks today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ActorBalance {
    /// Id of the actor.
    pub actor: String,
    /// Its wishes that are met today: indices into `statements`, most important first.
    pub met: Vec<usize>,
    /// Its wishes that are not.
    pub unmet: Vec<UnmetWish>,
    /// Place of today in its order: 1 is best, equally good states share a place.
    pub place: u32,
    /// The last place.
    pub places: u32,
}

/// A wish not met today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct UnmetWish {
    /// Index into `statements`.
    pub statement: usize,
    /// The steps that would meet it: indices into `steps`. Empty where it takes more.
    pub steps: Vec<usize>,
}

/// A single step from the status quo: one option brought to another level by the actor who
/// has it, or a joint option taken up by all whose consent is missing; where the rules bar
/// that alone and nothing else would meet the wish, together with one such change more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct WishStep {
    /// The step, with the reason of each mover for or against it.
    pub step: WalkStep,
    /// The wishes of anybody that it meets: indices into `statements`.
    pub meets: Vec<usize>,
    /// The wishes of anybody met today that it costs.
    pub costs: Vec<usize>,
    /// How each decision maker sees the result against today, in the order of `actors`.
    pub seen: Vec<Reason>,
}

/// Two steps that together suit all who take them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Trade {
    /// The two steps: indices into `steps`.
    pub steps: [usize; 2],
    /// The state after both.
    pub state: StateRow,
    /// How each decision maker sees it against today, in the order of `actors`.
    pub seen: Vec<Reason>,
}

/// Weighs what everybody has today against what single steps would give and cost.
pub fn wish_balance(dossier: &Dossier, compiled: &Compiled) -> Finding<WishBalance> {
    let statements = basis::statements(dossier, compiled);
    let mut found = WishBalance {
        scenario: basis::scenario_head(dossier, compiled),
        actors: basis::actors(dossier, compiled),
        options: basis::options(dossier, compiled),
        today: (compiled.status_quo).map(|today| basis::row(dossier, compiled, today)),
        statements,
        balances: Vec::new(),
        steps: Vec::new(),
        trades: Vec::new(),
    };
    if let Some(today) = compiled.status_quo {
        Weighing {
            dossier,
            compiled,
            today,
            met_today: wishes_met(compiled, today),
        }
        .weigh(&mut found);
    }
    basis::finding(dossier, FindingKind::Wishes, found)
}

/// Per wish, in the order of [`basis::statements`], whether `state` meets it; `None` for the
/// classes of a ranking.
fn wishes_met(compiled: &Compiled, state: State) -> Vec<Option<bool>> {
    let space = compiled.model.space();
    let of_actor = |preferences: &Preferences| match preferences {
        Preferences::None => Vec::new(),
        Preferences::Statements(ranks) => (ranks.iter().flatten())
            .map(|wish| Some(wish.formula.holds(space, state)))
            .collect(),
        Preferences::Ranking { classes, .. } => vec![None; classes.len()],
    };
    compiled.preferences.iter().flat_map(of_actor).collect()
}

/// What a weighing needs throughout.
struct Weighing<'a> {
    dossier: &'a Dossier,
    compiled: &'a Compiled,
    today: State,
    met_today: Vec<Option<bool>>,
}

impl Weighing<'_> {
    fn weigh(&self, found: &mut WishBalance) {
        let mut ends: Vec<(Vec<usize>, State)> = Vec::new();
        let single = self.single_changes();
        let legal = |ends: &[State]| -> Vec<(Vec<usize>, State)> {
            let movers = |&end: &State| Some((self.movers(end)?, end));
            ends.iter().filter_map(movers).collect()
        };
        let barred: Vec<State> = (single.iter().copied())
            .filter(|&end| self.movers(end).is_none())
            .collect();
        for (movers, end) in legal(&single) {
            let step = self.wish_step(&movers, end);
            if !step.meets.is_empty() {
                found.steps.push(step);
                ends.push((movers, end));
            }
        }
        // What the rules bar alone they may allow with one change more.
        let met: BTreeSet<usize> = found.steps.iter().flat_map(|s| s.meets.clone()).collect();
        let completed: BTreeSet<State> = (barred.iter())
            .flat_map(|&end| single.iter().filter_map(move |&more| self.both(end, more)))
            .collect();
        for (movers, end) in legal(&completed.into_iter().collect::<Vec<_>>()) {
            let step = self.wish_step(&movers, end);
            if step.meets.iter().any(|wish| !met.contains(wish)) {
                found.steps.push(step);
                ends.push((movers, end));
            }
        }
        found.balances = (found.actors.iter().enumerate())
            .map(|(actor, head)| self.balance(actor, head, found))
            .collect();
        found.trades = self.trades(&ends);
    }

    /// The states that differ from today in one option; or in all the consents to a joint
    /// option that fall short of a level of it; or in one consent that is lowered; whether or
    /// not the rules allow them.
    fn single_changes(&self) -> Vec<State> {
        let space = self.compiled.model.space();
        let mut ends = Vec::new();
        let options = &self.compiled.options;
        for (axis, option) in options.iter().enumerate() {
            let consents: Vec<usize> = (options.iter().enumerate())
                .filter(|(_, other)| option.party.is_some() && other.id == option.id)
                .map(|(axis, _)| axis)
                .collect();
            if consents.is_empty() {
                let levels = 0..space.axes()[axis].levels;
                ends.extend(levels.map(|level| space.with(self.today, axis, level)));
                continue;
            }
            let given = space.level(self.today, axis);
            ends.extend((0..given).map(|level| space.with(self.today, axis, level)));
            if consents[0] == axis {
                for level in 1..space.axes()[axis].levels {
                    let short = |axis: &&usize| space.level(self.today, **axis) < level;
                    let short = consents.iter().filter(short);
                    ends.push(short.fold(self.today, |at, &axis| space.with(at, axis, level)));
                }
            }
        }
        ends.retain(|&end| end != self.today);
        ends
    }

    /// Both changes at once; `None` where they change the same.
    fn both(&self, one: State, other: State) -> Option<State> {
        let space = self.compiled.model.space();
        (0..space.axes().len()).try_fold(one, |at, axis| {
            let level = |state| space.level(state, axis);
            match (
                level(one) != level(self.today),
                level(other) != level(self.today),
            ) {
                (true, true) => None,
                (false, true) => Some(space.with(at, axis, level(other))),
                _ => Some(at),
            }
        })
    }

    /// Who has to move for `end`, each once, in the order of the decision makers; `None`
    /// where no order of their moves is legal.
    fn movers(&self, end: State) -> Option<Vec<usize>> {
        let space = self.compiled.model.space();
        let changed = (self.compiled.options.iter().enumerate())
            .filter(|(axis, _)| space.level(end, *axis) != space.level(self.today, *axis));
        let movers: BTreeSet<usize> = changed.map(|(_, option)| option.owner).collect();
        self.can_follow(self.today, end, &movers)
            .then(|| movers.into_iter().collect())
    }

    fn can_follow(&self, from: State, end: State, left: &BTreeSet<usize>) -> bool {
        let model = &self.compiled.model;
        let space = model.space();
        left.iter().any(|&mover| {
            let own = (self.compiled.options.iter().enumerate())
                .filter(|(_, option)| option.owner == mover);
            let next = own.fold(from, |at, (axis, _)| {
                space.with(at, axis, space.level(end, axis))
            });
            let mut rest = left.clone();
            rest.remove(&mover);
            model.can_move(mover, from, next)
                && (rest.is_empty() || self.can_follow(next, end, &rest))
        })
    }

    fn wish_step(&self, movers: &[usize], end: State) -> WishStep {
        let after = wishes_met(self.compiled, end);
        let turned = |from: bool| {
            let pairs = self.met_today.iter().zip(&after).enumerate();
            let turned = pairs.filter(move |(_, now)| *now == (&Some(from), &Some(!from)));
            turned.map(|(wish, _)| wish).collect()
        };
        WishStep {
            step: walk::step(self.dossier, self.compiled, movers, self.today, end),
            meets: turned(false),
            costs: turned(true),
            seen: self.seen(end),
        }
    }

    fn seen(&self, end: State) -> Vec<Reason> {
        (0..self.compiled.model.decision_makers())
            .map(|actor| basis::reason(self.dossier, self.compiled, actor, self.today, end))
            .collect()
    }

    fn balance(&self, actor: usize, head: &ActorHead, found: &WishBalance) -> ActorBalance {
        let model = &self.compiled.model;
        let (worst, best) = values(model, actor).into_inner();
        let own = |met: bool| {
            let wishes = found.statements.iter().zip(&self.met_today).enumerate();
            let own =
                wishes.filter(move |(_, (wish, now))| wish.actor == head.id && **now == Some(met));
            own.map(|(wish, _)| wish)
        };
        let steps = |wish: usize| {
            let steps = found.steps.iter().enumerate();
            let steps = steps.filter(move |(_, step)| step.meets.contains(&wish));
            steps.map(|(at, _)| at).collect()
        };
        ActorBalance {
            actor: head.id.clone(),
            met: own(true).collect(),
            unmet: (own(false))
                .map(|statement| UnmetWish {
                    statement,
                    steps: steps(statement),
                })
                .collect(),
            place: best - model.value(actor, self.today) + 1,
            places: best - worst + 1,
        }
    }

    /// Pairs of steps by different movers whose joint result all of them prefer to today,
    /// where neither step alone suits all its movers.
    fn trades(&self, steps: &[(Vec<usize>, State)]) -> Vec<Trade> {
        let model = &self.compiled.model;
        let better = |movers: &[usize], end: State| {
            (movers.iter()).all(|&mover| model.value(mover, end) > model.value(mover, self.today))
        };
        let mut trades = Vec::new();
        for (second, (later, other_end)) in steps.iter().enumerate() {
            for (first, (sooner, end)) in steps[..second].iter().enumerate() {
                let Some(both) = self.both(*end, *other_end).filter(|_| sooner != later) else {
                    continue;
                };
                let movers: Vec<usize> = sooner.iter().chain(later).copied().collect();
                if self.movers(both).is_some()
                    && better(&movers, both)
                    && !better(sooner, *end)
                    && !better(later, *other_end)
                {
                    trades.push(Trade {
                        steps: [first, second],
                        state: basis::row(self.dossier, self.compiled, both),
                        seen: self.seen(both),
                    });
                }
            }
        }
        trades
    }
}
