//! A scenario with some changes made: its preferences, and the graph of its model.

use hikiwake_dossier::{Compiled, CompiledStatement, Preferences, negated};
use hikiwake_graph::{Axis, Bits, Change, Formula, Limits, ModelBuilder, Order, State};

use super::elementary::{Candidate, Edit, GraphEdit, Options};

/// One statement of a changed list.
struct Item {
    from: Origin,
    flipped: bool,
}

/// Where a statement of a changed list comes from.
enum Origin {
    Statement { rank: usize, place: usize },
    Candidate(usize),
}

/// The changed list, by rank, of a list with so many statements in each rank.
fn arranged(ranks: &[Vec<CompiledStatement>], edits: &[Edit]) -> Vec<Vec<Item>> {
    let mut gaps: Vec<Vec<Item>> = (0..=ranks.len()).map(|_| Vec::new()).collect();
    let mut left: Vec<Vec<Item>> = Vec::new();
    for (rank, statements) in ranks.iter().enumerate() {
        let mut stay = Vec::new();
        for place in 0..statements.len() {
            let here = (rank, place);
            let is = |rank: &usize, place: &usize| (*rank, *place) == here;
            let dropped =
                |edit: &Edit| matches!(edit, Edit::Drop { rank, place } if is(rank, place));
            let flipped =
                |edit: &Edit| matches!(edit, Edit::Flip { rank, place } if is(rank, place));
            let goes = |edit: &Edit| match edit {
                Edit::Move { rank, place, to } if is(rank, place) => Some(*to),
                _ => None,
            };
            let item = Item {
                from: Origin::Statement { rank, place },
                flipped: edits.iter().any(flipped),
            };
            match edits.iter().find_map(goes) {
                _ if edits.iter().any(dropped) => {}
                Some(to) => gaps[to].push(item),
                None => stay.push(item),
            }
        }
        left.push(stay);
    }
    let add = |edit: &Edit| match *edit {
        Edit::Add { candidate, to } => Some((candidate, to)),
        _ => None,
    };
    let mut adds: Vec<(usize, usize)> = edits.iter().filter_map(add).collect();
    adds.sort_unstable();
    for (candidate, to) in adds {
        gaps[to].push(Item {
            from: Origin::Candidate(candidate),
            flipped: false,
        });
    }
    left.push(Vec::new());
    let mut list = Vec::new();
    for (gap, stay) in gaps.into_iter().zip(left) {
        list.extend(gap.into_iter().map(|item| vec![item]));
        if !stay.is_empty() {
            list.push(stay);
        }
    }
    list
}

/// The statements by rank; none where nothing was said or there is a ranking.
fn ranks(wants: &Preferences) -> &[Vec<CompiledStatement>] {
    match wants {
        Preferences::Statements(ranks) => ranks,
        Preferences::None | Preferences::Ranking { .. } => &[],
    }
}

/// What a decision maker wants after some edits that agree with one another.
pub(crate) fn preferences(
    wants: &Preferences,
    edits: &[Edit],
    candidates: &[Candidate],
) -> Preferences {
    if edits.is_empty() {
        return wants.clone();
    }
    let ranks = ranks(wants);
    let statement = |item: Item| {
        let mut statement = match item.from {
            Origin::Statement { rank, place } => ranks[rank][place].clone(),
            Origin::Candidate(number) => added(&candidates[number], number),
        };
        if item.flipped {
            statement.wants = negated(&statement.wants);
            statement.formula = Formula::Not(Box::new(statement.formula));
        }
        statement
    };
    let list = arranged(ranks, edits).into_iter();
    Preferences::Statements(
        list.map(|rank| rank.into_iter().map(statement).collect())
            .collect(),
    )
}

/// The same as the engine takes it.
pub(crate) fn order(wants: &Preferences, edits: &[Edit], candidates: &[Candidate]) -> Order {
    if edits.is_empty() {
        return wants.order().unwrap_or(Order::Statements(Vec::new()));
    }
    let ranks = ranks(wants);
    let formula = |item: Item| {
        let formula = match item.from {
            Origin::Statement { rank, place } => ranks[rank][place].formula.clone(),
            Origin::Candidate(number) => candidates[number].formula.clone(),
        };
        match item.flipped {
            true => Formula::Not(Box::new(formula)),
            false => formula,
        }
    };
    let list = arranged(ranks, edits).into_iter();
    Order::Statements(
        list.map(|rank| rank.into_iter().map(formula).collect())
            .collect(),
    )
}

/// Where each statement of each decision maker's list is met, and each candidate.
pub(crate) struct Met {
    /// By decision maker, rank and place.
    lists: Vec<Vec<Vec<Bits>>>,
    candidates: Vec<Bits>,
}

impl Met {
    pub fn new(compiled: &Compiled, candidates: &[Candidate]) -> Met {
        let space = compiled.model.space();
        let list = |wants| {
            let met = |rank: &Vec<CompiledStatement>| {
                rank.iter().map(|s| s.formula.extension(space)).collect()
            };
            ranks(wants).iter().map(met).collect()
        };
        let candidates = candidates.iter();
        Met {
            lists: compiled.preferences.iter().map(list).collect(),
            candidates: candidates.map(|c| c.formula.extension(space)).collect(),
        }
    }
}

/// A changed list as it values single states: for who asks about few of them, quicker
/// than its [`order`], and the same.
pub(crate) struct Standing<'m> {
    /// By rank, where each statement is met, and whether it is turned round.
    ranks: Vec<Vec<(&'m Bits, bool)>>,
}

impl<'m> Standing<'m> {
    /// The list of `decision_maker`, who wants this, after some edits; `None` where its
    /// values are too long for a number.
    pub fn new(
        met: &'m Met,
        decision_maker: usize,
        wants: &Preferences,
        edits: &[Edit],
    ) -> Option<Standing<'m>> {
        let statement = |item: Item| match item.from {
            Origin::Statement { rank, place } => {
                (&met.lists[decision_maker][rank][place], item.flipped)
            }
            Origin::Candidate(number) => (&met.candidates[number], item.flipped),
        };
        let list = arranged(ranks(wants), edits).into_iter();
        let ranks: Vec<Vec<_>> = list
            .map(|rank| rank.into_iter().map(statement).collect())
            .collect();
        let values = |all: u64, rank: &Vec<_>| all.checked_mul(rank.len() as u64 + 1);
        ranks.iter().try_fold(1, values)?;
        Some(Standing { ranks })
    }

    /// What a state is worth, more being better: how many statements of each rank it
    /// meets, as digits.
    pub fn value(&self, state: State) -> u64 {
        self.ranks.iter().fold(0, |value, rank| {
            let met = rank
                .iter()
                .filter(|(met, flipped)| met.has(state) != *flipped);
            value * (rank.len() as u64 + 1) + met.count() as u64
        })
    }
}

fn added(candidate: &Candidate, number: usize) -> CompiledStatement {
    CompiledStatement {
        id: format!("added-{}", number + 1),
        text: candidate.text.clone(),
        wants: candidate.wants.clone(),
        formula: candidate.formula.clone(),
        because: candidate.evidence.because.clone(),
        basis: candidate.evidence.basis.unwrap_or_default(),
        red_line: false,
        hindsight: candidate.evidence.hindsight,
        reading: None,
    }
}

/// The description of the graph, without orders, after some edits that agree with
/// one another. `wanted` is the pattern that a binding clause protects.
pub(crate) fn builder(
    compiled: &Compiled,
    edits: &[GraphEdit],
    options: &[Options],
    wanted: &Formula,
    limits: Limits,
) -> ModelBuilder {
    let dropped = |id: &str| {
        (edits.iter())
            .any(|edit| matches!(edit, GraphEdit::DropRule(rule) if compiled.rules[*rule].id == id))
    };
    let base = compiled.builder(|rule| !dropped(&rule.id));
    let mut axes: Vec<Axis> = base.axes().to_vec();
    let mut more: Vec<Formula> = Vec::new();
    let mut bars: Vec<(Formula, Formula)> = Vec::new();
    for edit in edits {
        match *edit {
            GraphEdit::DropRule(_) => {}
            GraphEdit::Remove(option) => {
                let lowest = |&axis: &usize| Formula::Level { axis, levels: 1 };
                more.extend(options[option].axes.iter().map(lowest));
            }
            GraphEdit::OneWay(option) if options[option].joint => {
                for in_force in in_force(&options[option], &axes) {
                    bars.push((in_force.clone(), Formula::Not(Box::new(in_force))));
                }
            }
            GraphEdit::OneWayDown(option) if options[option].joint => {
                for in_force in in_force(&options[option], &axes) {
                    bars.push((Formula::Not(Box::new(in_force.clone())), in_force));
                }
            }
            GraphEdit::OneWay(option) => axes[options[option].axes[0]].change = Change::OneWayUp,
            GraphEdit::OneWayDown(option) => {
                axes[options[option].axes[0]].change = Change::OneWayDown;
            }
            GraphEdit::Reversible(option) => {
                axes[options[option].axes[0]].change = Change::Reversible;
            }
            GraphEdit::Bind(axis) => {
                let all = u64::MAX >> (64 - u32::from(axes[axis].levels));
                for level in 0..axes[axis].levels {
                    let at = |levels| Formula::Level { axis, levels };
                    let from = Formula::And(vec![wanted.clone(), at(1 << level)]);
                    bars.push((from, at(all & !(1 << level))));
                }
            }
        }
    }
    let mut builder = ModelBuilder::new(base.decision_makers());
    builder.limits(limits);
    for axis in axes {
        builder.option(axis);
    }
    for formula in base.required().iter().cloned().chain(more) {
        builder.require(formula);
    }
    for (from, to, by) in base.forbidden() {
        builder.forbid(from.clone(), to.clone(), *by);
    }
    for (from, to) in bars {
        builder.forbid(from, to, None);
    }
    builder
}

/// Per level above the lowest, that a joint option is in force there or higher.
fn in_force(option: &Options, axes: &[Axis]) -> Vec<Formula> {
    let levels = axes[option.axes[0]].levels;
    let all = u64::MAX >> (64 - u32::from(levels));
    (1..levels)
        .map(|level| {
            let levels = all & (all << level);
            let consents = option.axes.iter();
            Formula::And(
                consents
                    .map(|&axis| Formula::Level { axis, levels })
                    .collect(),
            )
        })
        .collect()
}

/// Where things stand after some edits: the status quo, options that are off the
/// table at their lowest level; `None` where there is none or it cannot be.
pub(crate) fn start(
    compiled: &Compiled,
    feasible: &Bits,
    edits: &[GraphEdit],
    options: &[Options],
) -> Option<State> {
    let space = compiled.model.space();
    let mut state = compiled.status_quo?;
    for edit in edits {
        if let GraphEdit::Remove(option) = edit {
            for &axis in &options[*option].axes {
                state = space.with(state, axis, 0);
            }
        }
    }
    feasible.has(state).then_some(state)
}
