//! The search for the smallest sets of changes, by size.
//!
//! Every set of a size is tried or left out for a reason that shows it cannot work:
//! it makes the same model as a smaller set, which was tried; or for some decision
//! maker no wanted state meets what is necessary for the concept. GMR is necessary
//! for SEQ and SMR for SSEQ, and like Nash they depend, for decision maker i, on i's
//! own order and the graph only, whatever the others want.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::rc::Rc;

use hikiwake_dossier::Compiled;
use hikiwake_graph::{
    Bits, BuildError, Concept, Formula, Limits, Model, Order, Ranks, Run, State, StepKind,
};

use super::apply;
use super::elementary::{
    Candidate, Edit, Elementary, GraphEdit, Options, edits_agree, graph_edits_agree,
};
use super::joint_walk::{led_to, may_agree};

/// How a wanted state must be reached from the status quo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Walk {
    /// It need not be.
    No,
    /// By steps of this kind.
    By(StepKind),
    /// By improvements with at most one joint improvement among them, each search for one
    /// taking at most so many steps.
    Joint { work: u64 },
}

/// What is sought, and among which changes.
pub(crate) struct Task<'a> {
    pub compiled: &'a Compiled,
    pub options: &'a [Options],
    pub candidates: &'a [Candidate],
    pub elementary: &'a [Elementary],
    pub wanted: &'a Formula,
    pub concept: Concept,
    pub walk: Walk,
    pub limits: Limits,
    pub run: Run<'a>,
}

/// Sets of changes that work and make the same model.
pub(crate) struct Found {
    /// The sets, as places in the list of elementary changes, lowest first.
    pub sets: Vec<Vec<usize>>,
}

/// What was tried of one size.
pub(crate) struct Tried {
    pub size: usize,
    /// Sets of that size.
    pub sets: u64,
    /// Models that were solved.
    pub solved: u64,
    /// Every set was tried or shown not to work.
    pub complete: bool,
    /// The work allowed is used up.
    pub cut: bool,
    pub found: Vec<Found>,
}

/// Orders of one decision maker that are alike: the ranks, and the single edits
/// that lead to them.
struct Class {
    ranks: Ranks,
    members: Vec<usize>,
}

/// A graph with some changes made, and all base orders.
struct Graph {
    edits: Vec<usize>,
    model: Model,
    /// The wanted states; with any moves asked for, those that moves reach.
    target: Bits,
    start: Option<State>,
    classes: Rc<Vec<Vec<Class>>>,
    /// Per decision maker, where the target meets what is necessary: with the base
    /// order, and per class. Filled where the search can use it.
    base_fits: Vec<Bits>,
    class_fits: Vec<Vec<Option<Bits>>>,
}

pub(crate) struct Search<'a> {
    task: Task<'a>,
    /// Per decision maker, its edits with their places in the list of changes.
    edits: Vec<Vec<(usize, Edit)>>,
    graph_edits: Vec<(usize, GraphEdit)>,
    /// The classes of the unchanged graph.
    base: Option<(Bits, Rc<Vec<Vec<Class>>>)>,
    /// Where statements are met, once it is asked for.
    met: Rc<OnceCell<apply::Met>>,
    work: u64,
    cut: bool,
    /// Of some model not all walks with a joint improvement could be followed.
    unsure: bool,
    solved: u64,
    /// By the graph edits and the ranks of those who changed: places in `found`.
    known: HashMap<Changed, usize>,
    found: Vec<Found>,
    /// Every set of a smaller size that works.
    smaller: Vec<Vec<usize>>,
}

/// A changed model: the edits of its graph, and the ranks of those who changed.
type Changed = (Vec<usize>, Vec<(usize, Ranks)>);

/// What was chosen for one decision maker: alike lists of changes.
type Choice = Vec<Vec<usize>>;

impl<'a> Search<'a> {
    pub fn new(task: Task<'a>, work: u64) -> Self {
        let mut edits = vec![Vec::new(); task.compiled.decision_makers.len()];
        let mut graph_edits = Vec::new();
        for (at, change) in task.elementary.iter().enumerate() {
            match change {
                Elementary::Wish { actor, edit } => edits[*actor].push((at, *edit)),
                Elementary::Graph(edit) => graph_edits.push((at, *edit)),
            }
        }
        Search {
            task,
            edits,
            graph_edits,
            base: None,
            met: Rc::default(),
            work,
            cut: false,
            unsure: false,
            solved: 0,
            known: HashMap::new(),
            found: Vec::new(),
            smaller: Vec::new(),
        }
    }

    /// Tries every set of `size` changes that contains no smaller one that works.
    /// Sizes are to be asked for in order.
    pub fn tried(&mut self, size: usize) -> Tried {
        let sets = self.count(size);
        self.solved = 0;
        for graph_size in 0..=size {
            let graph_edits = self.graph_edits.clone();
            let options = self.task.options;
            let agree = |a: usize, b: usize| {
                graph_edits_agree(&graph_edits[a].1, &graph_edits[b].1, options)
            };
            let mut subsets = Subsets::new(graph_edits.len(), graph_size, agree);
            while let Some(subset) = subsets.next() {
                if self.cut {
                    break;
                }
                let edits: Vec<GraphEdit> = subset.iter().map(|&k| graph_edits[k].1).collect();
                let numbers = subset.iter().map(|&k| graph_edits[k].0).collect();
                if let Some(mut graph) = self.graph(&edits, numbers, size - graph_size) {
                    let states = graph.target.clone();
                    self.orders(&mut graph, 0, size - graph_size, &mut Vec::new(), states);
                }
            }
        }
        self.known.clear();
        let found = std::mem::take(&mut self.found);
        self.smaller
            .extend(found.iter().flat_map(|found| found.sets.iter().cloned()));
        Tried {
            size,
            sets,
            solved: self.solved,
            complete: !self.cut && !self.unsure,
            cut: self.cut,
            found,
        }
    }

    /// How many sets of `size` changes agree among themselves.
    fn count(&self, size: usize) -> u64 {
        let mut ways = vec![0u64; size + 1];
        ways[0] = 1;
        let mut join = |lists: &dyn Fn(usize) -> u64| {
            let before = ways.clone();
            let own: Vec<u64> = (0..=size).map(lists).collect();
            for (total, ways) in ways.iter_mut().enumerate() {
                *ways = (0..=total)
                    .map(|k| before[total - k].saturating_mul(own[k]))
                    .fold(0, u64::saturating_add);
            }
        };
        for edits in &self.edits {
            join(&|k| {
                Subsets::new(edits.len(), k, |a, b| edits_agree(&edits[a].1, &edits[b].1)).count()
            });
        }
        let (edits, options) = (&self.graph_edits, self.task.options);
        let agree = |a: usize, b: usize| graph_edits_agree(&edits[a].1, &edits[b].1, options);
        join(&|k| Subsets::new(edits.len(), k, agree).count());
        ways[size]
    }

    /// Takes `steps` from the work that is left, each some 64 states looked at.
    fn spend(&mut self, steps: u64) -> bool {
        match self.work.checked_sub(steps) {
            Some(left) => self.work = left,
            None => self.cut = true,
        }
        !self.cut
    }

    fn words(&self) -> u64 {
        self.task.compiled.model.space().size() as u64 / 64 + 1
    }

    /// The graph after some edits; `None` where there is no such model: the rules
    /// leave no state, or a ranking does not say where a state belongs.
    fn graph(&mut self, edits: &[GraphEdit], numbers: Vec<usize>, left: usize) -> Option<Graph> {
        let words = self.words();
        if !self.spend(64 * words) {
            return None;
        }
        let (compiled, options) = (self.task.compiled, self.task.options);
        let mut builder =
            apply::builder(compiled, edits, options, self.task.wanted, self.task.limits);
        for (i, wants) in compiled.preferences.iter().enumerate() {
            builder.order(i, apply::order(wants, &[], &[]));
        }
        let model = match builder.build_with(&self.task.run) {
            Ok(model) => model,
            Err(BuildError::TooLarge { .. } | BuildError::Stopped) => {
                self.cut = true;
                return None;
            }
            Err(_) => return None,
        };
        let start = apply::start(compiled, model.feasible(), edits, options);
        let mut target = self.task.wanted.extension(model.space());
        target.intersect(model.feasible());
        let mut start_needed = None;
        match self.task.walk {
            Walk::No => {}
            Walk::By(StepKind::Move) => {
                let all: Vec<usize> = (0..model.decision_makers()).collect();
                let reach = model.reach(start?, &all, StepKind::Move);
                let mut reached = Bits::none(model.space().size());
                reach.states().into_iter().for_each(|s| reached.insert(s));
                target.intersect(&reached);
            }
            Walk::By(_) | Walk::Joint { .. } => start_needed = Some(start?),
        }
        if target.is_empty() {
            return None;
        }
        let classes = match &self.base {
            Some((feasible, classes)) if feasible == model.feasible() => Rc::clone(classes),
            _ if left == 0 => Rc::new(Vec::new()),
            _ => {
                let classes = Rc::new(self.classes(&model)?);
                if edits.is_empty() {
                    self.base = Some((model.feasible().clone(), Rc::clone(&classes)));
                }
                classes
            }
        };
        let mut graph = Graph {
            edits: numbers,
            target,
            start: start_needed,
            class_fits: classes.iter().map(|own| vec![None; own.len()]).collect(),
            classes,
            base_fits: Vec::new(),
            model,
        };
        if start_needed.is_none() {
            for i in 0..graph.model.decision_makers() {
                let fits = self.fits(&graph, i)?;
                graph.base_fits.push(fits);
            }
        }
        Some(graph)
    }

    /// The single edits of each decision maker that change its order, by what they
    /// change it to.
    fn classes(&mut self, model: &Model) -> Option<Vec<Vec<Class>>> {
        let mut all = Vec::new();
        for i in 0..self.edits.len() {
            let mut classes: Vec<Class> = Vec::new();
            let mut known: HashMap<Ranks, usize> = HashMap::new();
            let base = self.ranks(model, i, &[])?;
            for k in 0..self.edits[i].len() {
                let (number, edit) = self.edits[i][k];
                let ranks = self.ranks(model, i, &[edit])?;
                match known.get(&ranks) {
                    _ if ranks == base => {}
                    Some(&class) => classes[class].members.push(number),
                    None => {
                        known.insert(ranks.clone(), classes.len());
                        classes.push(Class {
                            ranks,
                            members: vec![number],
                        });
                    }
                }
            }
            all.push(classes);
        }
        Some(all)
    }

    fn ranks(&mut self, model: &Model, i: usize, edits: &[Edit]) -> Option<Ranks> {
        let words = self.words();
        if !self.spend(16 * words) {
            return None;
        }
        model.ranks(i, &self.order(i, edits)).ok()
    }

    fn order(&self, i: usize, edits: &[Edit]) -> Order {
        let wants = &self.task.compiled.preferences[i];
        apply::order(wants, edits, self.task.candidates)
    }

    /// Where the target meets, for `i`, what is necessary for the concept.
    fn fits(&mut self, graph: &Graph, i: usize) -> Option<Bits> {
        let words = self.words();
        if !self.spend(32 * words) {
            return None;
        }
        let mut fits = graph.model.stable(i, necessary(self.task.concept));
        fits.intersect(&graph.target);
        Some(fits)
    }

    /// Whether sets can be left out by what is necessary: where no walk is asked
    /// for, which is quicker to look at.
    fn prunes(&self, graph: &Graph) -> bool {
        graph.start.is_none()
    }

    /// Spends `left` changes on the orders of `i` and those after it.
    fn orders(
        &mut self,
        graph: &mut Graph,
        i: usize,
        left: usize,
        chosen: &mut Vec<(usize, Choice)>,
        states: Bits,
    ) {
        let prunes = self.prunes(graph);
        if left == 0 {
            let mut states = states;
            if prunes {
                graph.base_fits[i..]
                    .iter()
                    .for_each(|fits| states.intersect(fits));
            }
            if !states.is_empty() {
                self.solve(graph, chosen, states);
            }
            return;
        }
        if i == self.edits.len() || self.cut {
            return;
        }
        // First with more changes after this decision maker.
        let mut unchanged = states.clone();
        if prunes {
            unchanged.intersect(&graph.base_fits[i]);
        }
        if !unchanged.is_empty() {
            self.orders(graph, i + 1, left, chosen, unchanged);
        }
        for size in 1..=left {
            let mut states = states.clone();
            if size == left && prunes {
                graph.base_fits[i + 1..]
                    .iter()
                    .for_each(|fits| states.intersect(fits));
            }
            if states.is_empty() {
                continue;
            }
            if size == 1 {
                self.each_class(graph, i, left, chosen, &states);
            } else {
                self.each_list(graph, i, (size, left - size), chosen, &states);
            }
        }
    }

    /// One change for `i`: each kind of order once.
    fn each_class(
        &mut self,
        graph: &mut Graph,
        i: usize,
        left: usize,
        chosen: &mut Vec<(usize, Choice)>,
        states: &Bits,
    ) {
        let classes = Rc::clone(&graph.classes);
        for (k, class) in classes[i].iter().enumerate() {
            if self.cut {
                return;
            }
            let fits = graph.class_fits[i][k].as_ref();
            if fits.is_some_and(|fits| states.count_in(fits) == 0) {
                continue;
            }
            let choice = || class.members.iter().map(|&number| vec![number]).collect();
            if left == 1 && !self.prunes(graph) {
                let value = |state| class.ranks.value(state).into();
                if let Some(states) = self.walked_by(graph, (i, value), states) {
                    let changed = (i, class.ranks.clone(), choice());
                    self.hold_with(graph, changed, chosen, states);
                }
                continue;
            }
            let mut ranks = class.ranks.clone();
            graph.model.exchange(i, &mut ranks);
            let mut states = states.clone();
            if self.prunes(graph) {
                if graph.class_fits[i][k].is_none() {
                    graph.class_fits[i][k] = self.fits(graph, i);
                }
                match &graph.class_fits[i][k] {
                    Some(fits) => states.intersect(fits),
                    None => states = Bits::none(states.universe()),
                }
            }
            if !states.is_empty() {
                chosen.push((i, choice()));
                self.orders(graph, i + 1, left - 1, chosen, states);
                chosen.pop();
            }
            graph.model.exchange(i, &mut ranks);
        }
    }

    /// Several changes for `i`: every list of edits that agree.
    fn each_list(
        &mut self,
        graph: &mut Graph,
        i: usize,
        (size, left): (usize, usize),
        chosen: &mut Vec<(usize, Choice)>,
        states: &Bits,
    ) {
        let edits = self.edits[i].clone();
        let agree = |a: usize, b: usize| edits_agree(&edits[a].1, &edits[b].1);
        let compiled = self.task.compiled;
        let wants = &compiled.preferences[i];
        let met = Rc::clone(&self.met);
        let mut subsets = Subsets::new(edits.len(), size, agree);
        while let Some(subset) = subsets.next() {
            if self.cut {
                return;
            }
            let list: Vec<Edit> = subset.iter().map(|&k| edits[k].1).collect();
            let choice = || vec![subset.iter().map(|&k| edits[k].0).collect()];
            if left == 0 && !self.prunes(graph) {
                let met = met.get_or_init(|| apply::Met::new(compiled, self.task.candidates));
                if let Some(standing) = apply::Standing::new(met, i, wants, &list) {
                    // Few of these lists lead to what is wanted: only those need ranks.
                    let value = |state| standing.value(state);
                    let words = self.words();
                    if self.spend(16 * words)
                        && let Some(states) = self.walked_by(graph, (i, value), states)
                        && let Ok(ranks) = graph.model.ranks(i, &self.order(i, &list))
                    {
                        self.hold_with(graph, (i, ranks, choice()), chosen, states);
                    }
                    continue;
                }
            }
            let Some(mut ranks) = self.ranks(&graph.model, i, &list) else {
                continue;
            };
            graph.model.exchange(i, &mut ranks);
            let mut states = states.clone();
            if self.prunes(graph) {
                match self.fits(graph, i) {
                    Some(fits) => states.intersect(&fits),
                    None => states = Bits::none(states.universe()),
                }
            }
            if !states.is_empty() {
                chosen.push((i, choice()));
                self.orders(graph, i + 1, left, chosen, states);
                chosen.pop();
            }
            graph.model.exchange(i, &mut ranks);
        }
    }

    /// Solves one model; notes the sets of changes that lead to it where it works.
    fn solve(&mut self, graph: &Graph, chosen: &[(usize, Choice)], states: Bits) {
        let value = |i, state| graph.model.value(i, state).into();
        if let Some(states) = self.walked(graph, &states, value) {
            self.hold(graph, chosen, states);
        }
    }

    /// Begins to solve a model: those of some states that the walk asked for reaches,
    /// by what states are worth to each.
    fn walked(
        &mut self,
        graph: &Graph,
        states: &Bits,
        value: impl Fn(usize, State) -> u64,
    ) -> Option<Bits> {
        let words = self.words();
        if !self.spend(words / 4 + 1) {
            return None;
        }
        self.solved += 1;
        let (kind, start) = match (self.task.walk, graph.start) {
            (Walk::By(kind), Some(start)) => (kind, start),
            (Walk::Joint { .. }, Some(start)) => (StepKind::Improvement, start),
            _ => return Some(states.clone()),
        };
        let all: Vec<usize> = (0..self.edits.len()).collect();
        let reach = graph.model.reach_by(start, &all, kind, &value);
        let reached = reach.states();
        if matches!(self.task.walk, Walk::Joint { .. }) {
            if !self.spend(words * all.len() as u64) {
                return None;
            }
            if may_agree(&graph.model, &reach, &reached, value) {
                return Some(states.clone());
            }
        }
        let mut both = Bits::none(states.universe());
        let wanted = reached.iter().filter(|&&state| states.has(state));
        wanted.for_each(|&state| both.insert(state));
        (self.spend(reached.len() as u64) && !both.is_empty()).then_some(both)
    }

    /// The same where one decision maker values states otherwise than in the model.
    fn walked_by(
        &mut self,
        graph: &Graph,
        (one, of_one): (usize, impl Fn(State) -> u64),
        states: &Bits,
    ) -> Option<Bits> {
        self.walked(graph, states, |i, state| match i == one {
            true => of_one(state),
            false => graph.model.value(i, state).into(),
        })
    }

    /// Goes on from the states that are reached with a decision maker's ranks in place of
    /// his order, which a choice leads to.
    fn hold_with(
        &mut self,
        graph: &mut Graph,
        (i, mut ranks, choice): (usize, Ranks, Choice),
        chosen: &mut Vec<(usize, Choice)>,
        states: Bits,
    ) {
        graph.model.exchange(i, &mut ranks);
        chosen.push((i, choice));
        self.hold(graph, chosen, states);
        chosen.pop();
        graph.model.exchange(i, &mut ranks);
    }

    /// Notes the sets of changes that lead to a model where some of `states` holds in it.
    fn hold(&mut self, graph: &Graph, chosen: &[(usize, Choice)], mut states: Bits) {
        let words = self.words();
        if let (Walk::Joint { work }, Some(start)) = (self.task.walk, graph.start) {
            if !self.spend(32 * words) {
                return;
            }
            let led = led_to(&graph.model, start, &states, work);
            self.unsure |= led.cut;
            if !self.spend(words * led.sources) || led.states.is_empty() {
                return;
            }
            states = led.states;
        }
        let mut concepts = vec![necessary(self.task.concept), self.task.concept];
        concepts.dedup();
        if self.prunes(graph) {
            concepts.remove(0);
        }
        for concept in concepts {
            for i in 0..self.edits.len() {
                if !self.spend(32 * words) {
                    return;
                }
                states.intersect(&graph.model.stable(i, concept));
                if states.is_empty() {
                    return;
                }
            }
        }
        self.note(graph, chosen);
    }

    fn note(&mut self, graph: &Graph, chosen: &[(usize, Choice)]) {
        let mut sets = vec![graph.edits.clone()];
        for (_, choice) in chosen {
            let joined = sets.iter().flat_map(|set| {
                choice
                    .iter()
                    .map(move |more| [set.as_slice(), more].concat())
            });
            sets = joined.collect();
        }
        for set in &mut sets {
            set.sort_unstable();
        }
        // A set that contains a smaller one that works is not minimal.
        let smaller = &self.smaller;
        let within = |small: &Vec<usize>, set: &Vec<usize>| {
            small.iter().all(|change| set.binary_search(change).is_ok())
        };
        sets.retain(|set| !smaller.iter().any(|small| within(small, set)));
        if sets.is_empty() {
            return;
        }
        let ranks = chosen.iter().map(|(i, _)| (*i, graph.model.ranks_of(*i)));
        let key = (graph.edits.clone(), ranks.collect());
        match self.known.get(&key) {
            Some(&at) => self.found[at].sets.extend(sets),
            None => {
                self.known.insert(key, self.found.len());
                self.found.push(Found { sets });
            }
        }
    }
}

/// What depends on one's own order and the graph alone and is necessary for `concept`.
fn necessary(concept: Concept) -> Concept {
    match concept {
        Concept::Seq => Concept::Gmr,
        Concept::Sseq => Concept::Smr,
        own => own,
    }
}

/// The subsets of a size of 0..n in which all agree, two by two, in order.
struct Subsets<F> {
    n: usize,
    size: usize,
    at: Vec<usize>,
    started: bool,
    agree: F,
}

impl<F: Fn(usize, usize) -> bool> Subsets<F> {
    fn new(n: usize, size: usize, agree: F) -> Self {
        Subsets {
            n,
            size,
            at: Vec::new(),
            started: false,
            agree,
        }
    }

    fn next(&mut self) -> Option<&[usize]> {
        let mut next = match (self.started, self.size) {
            (false, 0) => {
                self.started = true;
                return Some(&[]);
            }
            (true, 0) => return None,
            (false, _) => 0,
            (true, _) => self.at.pop()? + 1,
        };
        self.started = true;
        loop {
            let agrees = |k: &usize| self.at.iter().all(|&a| (self.agree)(a, *k));
            match (next..self.n).find(agrees) {
                Some(k) => {
                    self.at.push(k);
                    if self.at.len() == self.size {
                        return Some(&self.at);
                    }
                    next = k + 1;
                }
                None => next = self.at.pop()? + 1,
            }
        }
    }

    fn count(mut self) -> u64 {
        let mut count = 0;
        while self.next().is_some() {
            count += 1;
        }
        count
    }
}
