//! Checks proofs against the definitions. Shares no code with what makes them.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

use hikiwake_conflict::{Explanation, FailureKind, Improvement, Proof};
use hikiwake_dossier::Preferences;
use hikiwake_finding::{PreferenceVerdict, Reason, StatementHead, WalkStep};
use hikiwake_graph::{Concept, State};

use super::definition::{World, has_way_out, is_credible};

/// What the proofs were allowed to list.
#[derive(Clone, Copy)]
pub struct Listing {
    pub answered: usize,
    pub list: usize,
}

/// How much was checked.
#[derive(Default, Debug)]
pub struct Tally {
    pub proofs: usize,
    pub unstable: usize,
    pub answers: usize,
    pub escapes: usize,
    pub still_better: usize,
    pub not_credible: usize,
    pub way_out: usize,
}

macro_rules! ensure {
    ($condition:expr, $($words:tt)+) => {
        if !$condition {
            return Err(format!($($words)+));
        }
    };
}

/// One proof under check: for `actor` at `here` under `concept`.
struct Case<'w> {
    world: &'w World<'w>,
    actor: usize,
    here: State,
    concept: Concept,
    listing: Listing,
    named: BTreeSet<State>,
    tally: &'w mut Tally,
}

/// Checks a whole explanation.
pub fn check(
    world: &World,
    explanation: &Explanation,
    listing: Listing,
    tally: &mut Tally,
) -> Result<(), String> {
    let here = world.state(&explanation.state.code)?;
    world.forget();
    let mut named = BTreeSet::from([here]);
    for proof in &explanation.proofs {
        let concept = *(Concept::ALL.iter())
            .find(|c| c.name() == proof.concept)
            .ok_or(format!("no concept {}", proof.concept))?;
        let mut case = Case {
            world,
            actor: world.actor(&proof.actor)?,
            here,
            concept,
            listing,
            named: BTreeSet::new(),
            tally,
        };
        case.proof(proof).map_err(|fault| {
            format!(
                "{} for {} at {}: {fault}\n{proof:#?}",
                proof.concept, proof.actor, explanation.state.code
            )
        })?;
        named.append(&mut case.named);
    }
    let rows: Vec<State> = (explanation.rows.iter())
        .map(|row| world.state(&row.code))
        .collect::<Result<_, _>>()?;
    ensure!(
        rows.iter().copied().eq(named),
        "rows are not the states named"
    );
    Ok(())
}

impl Case<'_> {
    fn better(&self, state: State) -> bool {
        self.world.place(self.actor, state) > self.world.place(self.actor, self.here)
    }

    fn proof(&mut self, proof: &Proof) -> Result<(), String> {
        self.tally.proofs += 1;
        let world = self.world;
        let all = world.improvements(self.actor, self.here);
        let open: Vec<State> = (all.iter().copied())
            .filter(|&to| {
                self.concept == Concept::Nash
                    || !(world.answers(self.actor, to, is_credible(self.concept)))
                        .keys()
                        .any(|&end| world.spoils(self.actor, self.concept, self.here, end))
            })
            .collect();
        ensure!(proof.stable == open.is_empty(), "the verdict is wrong");
        ensure!(proof.improvements_not_examined == 0, "not all examined");
        let (due, limit, answered) = if proof.stable {
            (all.clone(), self.listing.answered, 0)
        } else {
            self.tally.unstable += 1;
            (open.clone(), self.listing.list, all.len() - open.len())
        };
        ensure!(
            proof.improvements_answered == answered as u64,
            "{answered} improvements are answered"
        );
        ensure!(
            proof.improvements_not_listed == due.len().saturating_sub(limit) as u64,
            "{} improvements to list",
            due.len()
        );
        let listed: Vec<State> = (proof.improvements.iter())
            .map(|i| world.state(&i.step.to))
            .collect::<Result<_, _>>()?;
        let mut due = due;
        due.sort_by_key(|&to| {
            let place = Reverse(world.place(self.actor, to));
            (place, world.changed(self.here, to), to)
        });
        due.truncate(limit);
        ensure!(listed == due, "improvements listed are not those due");

        for (improvement, to) in proof.improvements.iter().zip(listed) {
            ensure!(
                self.step(&improvement.step, self.here)? == (self.actor, to),
                "not a move of the actor from here"
            );
            ensure!(self.better(to), "not an improvement");
            if proof.stable {
                self.answered(improvement, to)?;
            } else {
                self.unanswered(improvement, to)?;
            }
        }
        Ok(())
    }

    /// An answer by how answers are ordered: its steps, its end for the actor, the options
    /// that it changes.
    fn told(&self, answer: &[WalkStep], end: State) -> (usize, u32, usize, State) {
        let changes = answer.iter().map(|step| step.changes.len()).sum();
        (
            answer.len(),
            self.world.place(self.actor, end),
            changes,
            end,
        )
    }

    /// The answer spoils the improvement, and is the one to choose.
    fn answered(&mut self, improvement: &Improvement, to: State) -> Result<(), String> {
        self.tally.answers += 1;
        let (world, actor) = (self.world, self.actor);
        ensure!(
            improvement.failures.is_empty(),
            "failures in a stable proof"
        );
        ensure!(improvement.failures_not_listed == 0, "failures counted");
        let end = self.answer(&improvement.answer, to, is_credible(self.concept))?;
        ensure!(end != to, "no answer");
        ensure!(!self.better(end), "the answer does not hurt");
        let result = improvement.result.as_ref().ok_or("no result")?;
        self.reason(result, actor, self.here, end)?;

        let answers = world.answers(actor, to, is_credible(self.concept));
        let choice = (answers.iter())
            .filter(|&(&end, _)| world.spoils(actor, self.concept, self.here, end))
            .map(|(&end, &(steps, changes))| (steps, world.place(actor, end), changes, end))
            .min()
            .ok_or("nothing spoils it")?;
        let told = self.told(&improvement.answer, end);
        ensure!(
            choice == told,
            "not the shortest answer, then the worst, then the least: {choice:?}"
        );

        let mut ways = if has_way_out(self.concept) {
            world.moves(actor, end)
        } else {
            Vec::new()
        };
        ways.sort_by_key(|&way| {
            let place = Reverse(world.place(actor, way));
            (place, world.changed(end, way), way)
        });
        ensure!(!ways.iter().any(|&way| self.better(way)), "a way out");
        let rest = ways.len().saturating_sub(self.listing.list);
        ways.truncate(self.listing.list);
        ensure!(improvement.escapes_not_listed == rest as u64, "escapes");
        ensure!(improvement.escapes.len() == ways.len(), "escapes missing");
        for (escape, way) in improvement.escapes.iter().zip(ways) {
            self.tally.escapes += 1;
            ensure!(
                self.step(&escape.step, end)? == (actor, way),
                "not the escape due"
            );
            self.reason(&escape.result, actor, self.here, way)?;
        }
        Ok(())
    }

    /// Nothing spoils the improvement (already established), and each failure
    /// listed truly fails for the reason given.
    fn unanswered(&mut self, improvement: &Improvement, to: State) -> Result<(), String> {
        let (world, actor) = (self.world, self.actor);
        ensure!(improvement.answer.is_empty(), "an answer");
        ensure!(improvement.result.is_none(), "a result");
        ensure!(improvement.escapes.is_empty(), "escapes");
        ensure!(improvement.escapes_not_listed == 0, "escapes counted");
        if self.concept == Concept::Nash {
            ensure!(improvement.failures.is_empty(), "Nash knows no answers");
            ensure!(improvement.failures_not_listed == 0, "failures counted");
            return Ok(());
        }
        let free = world.answers(actor, to, false);
        let admitted = world.answers(actor, to, is_credible(self.concept));
        let hurts = |end: &State| !self.better(*end);
        let none_hurts = !admitted.keys().any(hurts);
        let least = admitted.keys().map(|&end| world.place(actor, end)).min();

        // Every end that would hurt has to be explained away, and no other.
        let mut due: Vec<(usize, u32, usize, State)> = (admitted.iter())
            .chain(free.iter().filter(|(end, _)| !admitted.contains_key(*end)))
            .filter(|(end, _)| hurts(end))
            .map(|(&end, &(steps, changes))| (steps, world.place(actor, end), changes, end))
            .collect();
        due.sort();
        due.truncate(self.listing.list - usize::from(none_hurts));
        let mut explained = Vec::new();
        let mut worst_shown = false;

        for (number, failure) in improvement.failures.iter().enumerate() {
            let is_admitted = |answer: &[WalkStep]| match answer.last() {
                Some(step) => Ok(admitted.contains_key(&world.state(&step.to)?)),
                None => Ok::<_, String>(false),
            };
            match &failure.why {
                FailureKind::StillBetter { result } => {
                    self.tally.still_better += 1;
                    ensure!(number == 0 && none_hurts, "some admitted answer hurts");
                    let end = self.answer(&failure.answer, to, is_credible(self.concept))?;
                    ensure!(self.better(end), "not better still");
                    self.reason(result, actor, self.here, end)?;
                    match least {
                        Some(least) => {
                            ensure!(end != to && world.place(actor, end) == least, "not worst");
                            worst_shown = true;
                        }
                        None => ensure!(failure.answer.is_empty(), "there is no answer"),
                    }
                }
                FailureKind::NotCredible { step, result } => {
                    self.tally.not_credible += 1;
                    ensure!(is_credible(self.concept), "credibility is not asked for");
                    let end = self.answer(&failure.answer, to, false)?;
                    ensure!(!self.better(end), "would not hurt");
                    ensure!(!is_admitted(&failure.answer)?, "it has a credible path");
                    let fault = failure.answer.get(*step).ok_or("no such step")?;
                    let (from, after) = (world.state(&fault.from)?, world.state(&fault.to)?);
                    let mover = world.actor(&fault.movers[0])?;
                    ensure!(
                        world.place(mover, after) <= world.place(mover, from),
                        "the step improves its mover"
                    );
                    self.reason(result, mover, from, after)?;
                    explained.push(self.told(&failure.answer, end));
                }
                FailureKind::WayOut { step, result } => {
                    self.tally.way_out += 1;
                    ensure!(has_way_out(self.concept), "ways out do not count");
                    let end = self.answer(&failure.answer, to, is_credible(self.concept))?;
                    ensure!(!self.better(end), "would not hurt");
                    let (mover, out) = self.step(step, end)?;
                    ensure!(mover == actor && self.better(out), "no way out");
                    self.reason(result, actor, self.here, out)?;
                    explained.push(self.told(&failure.answer, end));
                }
            }
        }
        ensure!(
            explained == due,
            "failures listed are not those due: {due:?}"
        );
        ensure!(
            none_hurts
                == matches!(
                    improvement.failures.first().map(|f| &f.why),
                    Some(FailureKind::StillBetter { .. })
                ),
            "the worst answer is not shown"
        );
        let shown = explained.len() + usize::from(worst_shown);
        ensure!(
            improvement.failures_not_listed == (free.len() - shown) as u64,
            "{} ends in all",
            free.len()
        );
        Ok(())
    }

    /// A legal answer of the others to the actor's move to `from`; returns its end.
    fn answer(&mut self, steps: &[WalkStep], from: State, credible: bool) -> Result<State, String> {
        let mut last = self.actor;
        let mut at = from;
        for step in steps {
            let (mover, to) = self.step(step, at)?;
            ensure!(mover != self.actor, "the actor answers itself");
            ensure!(mover != last, "{mover} moves twice running");
            ensure!(
                !credible || self.world.place(mover, to) > self.world.place(mover, at),
                "a step does not improve its mover"
            );
            last = mover;
            at = to;
        }
        Ok(at)
    }

    /// A legal step from `from` with a true reason; returns its mover and its end.
    fn step(&mut self, step: &WalkStep, from: State) -> Result<(usize, State), String> {
        let world = self.world;
        let [mover] = step.movers.as_slice() else {
            return Err("a step of one mover is due".to_owned());
        };
        let mover = world.actor(mover)?;
        let to = world.state(&step.to)?;
        ensure!(world.state(&step.from)? == from, "steps do not join");
        ensure!(
            world.moves(mover, from).contains(&to),
            "illegal move {} to {}",
            step.from,
            step.to
        );
        let [reason] = step.because.as_slice() else {
            return Err("a reason of the mover is due".to_owned());
        };
        self.reason(reason, mover, from, to)?;
        self.named.extend([from, to]);
        Ok((mover, to))
    }

    /// The reason names the first rank that tells the states apart.
    fn reason(&self, given: &Reason, actor: usize, from: State, to: State) -> Result<(), String> {
        let world = self.world;
        ensure!(world.actor(&given.actor)? == actor, "reason of another");
        let (before, after) = (world.place(actor, from), world.place(actor, to));
        let verdict = match after.cmp(&before) {
            std::cmp::Ordering::Less => PreferenceVerdict::Worse,
            std::cmp::Ordering::Equal => PreferenceVerdict::Equal,
            std::cmp::Ordering::Greater => PreferenceVerdict::Better,
        };
        ensure!(given.verdict == verdict, "{verdict:?} is due: {given:?}");
        let (rank, statements): (_, HashMap<String, Vec<String>>) =
            match &world.compiled.preferences[actor] {
                _ if verdict == PreferenceVerdict::Equal => (None, HashMap::new()),
                Preferences::None => return Err("no preferences, yet unequal".to_owned()),
                Preferences::Statements(ranks) => {
                    let met = |rank: usize, state| {
                        (ranks[rank].iter())
                            .filter(|s| world.holds(&s.formula, state))
                            .count()
                    };
                    let rank = (0..ranks.len())
                        .find(|&rank| met(rank, from) != met(rank, to))
                        .ok_or("no rank decides")?;
                    let changed = (ranks[rank].iter())
                        .filter(|s| world.holds(&s.formula, from) != world.holds(&s.formula, to))
                        .map(|s| (s.id.clone(), s.because.clone()))
                        .collect();
                    (Some(rank + 1), changed)
                }
                // A ranking decides by the better of the two classes; both are named.
                Preferences::Ranking { classes, .. } => {
                    let class = |state| {
                        (classes.iter())
                            .position(|(_, f)| world.holds(f, state))
                            .ok_or("in no class")
                    };
                    let mut pair = [class(from)?, class(to)?];
                    pair.sort_unstable();
                    let due = pair.map(|class| (class + 1, classes[class].0.as_str()));
                    let named = (given.statements.iter()).map(|s| (s.rank, s.wants.as_str()));
                    ensure!(named.eq(due), "classes {due:?}: {given:?}");
                    ensure!(given.rank == Some(pair[0] + 1), "class {pair:?} decides");
                    return Ok(());
                }
            };
        ensure!(given.rank == rank, "rank {rank:?} decides: {given:?}");
        let claims = |s: &StatementHead| s.claims.iter().map(|c| c.id.clone()).collect();
        let named: HashMap<String, Vec<String>> = (given.statements.iter())
            .map(|s| (s.id.clone(), claims(s)))
            .collect();
        ensure!(named == statements, "statements {statements:?}: {given:?}");
        Ok(())
    }
}
