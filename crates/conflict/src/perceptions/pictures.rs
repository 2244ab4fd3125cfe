//! The scenario as a first-level hypergame: everybody in the game that it sees.

use hikiwake_dossier::{CompileError, Compiled};
use hikiwake_graph::{Bits, Concept, Hypergame, Model, Sight, State};

use super::{Departure, FalseAlarm, Look, Perceptions, SightKind, StateView, Surprise, ViewCount};
use crate::{search::Answer, search::answer};
use crate::{solve::Solved, solve::names};
use hikiwake_finding::words::thousands;
use hikiwake_finding::{AnalyseSettings, WalkStep, basis, walk};

/// Everybody's game, solved.
struct Pictures<'s, 'a> {
    solved: &'s Solved<'a>,
    /// Per decision maker, the game that it sees; `None` where it is the dossier's.
    games: &'s [Option<Compiled>],
    views: hikiwake_graph::Views<'s>,
    /// Under SEQ: what holds, what each thinks holds, what all do.
    holds: Bits,
    thinks: Vec<Bits>,
    agreed: Bits,
    illusions: Bits,
    work: u64,
    cut: bool,
}

/// Fills in what perceptions make of the scenario.
pub(super) fn fill(
    found: &mut Perceptions,
    solved: &Solved,
    landmarks: &[State],
    settings: &AnalyseSettings,
) -> Result<(), CompileError> {
    let truth = &solved.compiled;
    let mut games = Vec::new();
    for actor in &truth.decision_makers {
        let sees = found.perceptions.iter().any(|p| p.of == *actor);
        games.push(match sees {
            true => Some(solved.dossier.compile_perceived(
                &truth.scenario,
                actor,
                settings.limits,
                &settings.run,
            )?),
            false => None,
        });
    }
    let models: Vec<&Model> = (games.iter())
        .map(|game| game.as_ref().map_or(&truth.model, |game| &game.model))
        .collect();
    let views = match Hypergame::new(&truth.model, &models) {
        Ok(hypergame) => hypergame.stability_with(&settings.run)?,
        Err(error) => return Err(CompileError::Faulty(error.to_string())),
    };
    found.counts = Concept::ALL.map(|c| count(solved, &views, c)).to_vec();
    let everyone = 0..truth.decision_makers.len();
    let mut pictures = Pictures {
        solved,
        games: &games,
        holds: views.holds(Concept::Seq),
        thinks: everyone.map(|i| views.thinks(i, Concept::Seq)).collect(),
        agreed: views.agreed(Concept::Seq),
        illusions: views.illusions(Concept::Seq),
        views,
        work: settings.work,
        cut: false,
    };
    let (listed, more) = pictures.listed(landmarks, settings.list);
    found.states = listed.into_iter().map(|s| pictures.state(s)).collect();
    found.states_not_listed = more;
    if pictures.cut {
        found.notes.push(format!(
            "By which move somebody leaves a state was sought only as far as {} steps of search \
             allow. Raise `work` (--work) to look further.",
            thousands(settings.work)
        ));
    }
    Ok(())
}

fn count(solved: &Solved, views: &hikiwake_graph::Views, concept: Concept) -> ViewCount {
    let size = |bits: &Bits| bits.count() as u64;
    let (holds, truly) = (views.holds(concept), &solved.equilibria[concept as usize]);
    let mut both = holds.clone();
    both.intersect(truly);
    ViewCount {
        concept: concept.name().to_string(),
        thought: (0..solved.compiled.decision_makers.len())
            .map(|i| size(&views.thinks(i, concept)))
            .collect(),
        hold: size(&holds),
        agreed: size(&views.agreed(concept)),
        unforeseen: size(&views.unforeseen(concept)),
        illusions: size(&views.illusions(concept)),
        seen_truly: size(truly),
        hold_either_way: size(&both),
    }
}

impl Pictures<'_, '_> {
    fn surprise(&self, state: State) -> Surprise {
        match (self.holds.has(state), self.agreed.has(state)) {
            (true, true) => Surprise::Agreed,
            (true, false) => Surprise::Unforeseen,
            (false, _) if self.illusions.has(state) => Surprise::Illusion,
            (false, _) => Surprise::Nothing,
        }
    }

    /// The landmarks, then the states that hold or are thought to, at most `limit` in
    /// all; and how many more there are.
    fn listed(&self, landmarks: &[State], limit: usize) -> (Vec<State>, u64) {
        let mut listed: Vec<State> = Vec::new();
        for &state in landmarks {
            if !listed.contains(&state) {
                listed.push(state);
            }
        }
        let mut rest = self.holds.clone();
        rest.unite(&self.illusions);
        let mut rest: Vec<State> = rest.iter().filter(|s| !listed.contains(s)).collect();
        let room = limit.saturating_sub(listed.len()).min(rest.len());
        let key = |&state: &State| (self.solved.reach(state), self.surprise(state), state);
        if room > 0 && room < rest.len() {
            rest.select_nth_unstable_by_key(room - 1, key);
        }
        let more = (rest.len() - room) as u64;
        rest.truncate(room);
        rest.sort_by_key(key);
        listed.extend(rest);
        (listed, more)
    }

    fn state(&mut self, state: State) -> StateView {
        let everyone: Vec<usize> = (0..self.games.len()).collect();
        let who = |is: &dyn Fn(usize) -> bool| -> Vec<usize> {
            everyone.iter().copied().filter(|&i| is(i)).collect()
        };
        let thinks = who(&|i| self.thinks[i].has(state));
        let blind = who(&|i| !self.views.perceives(i, state));
        let leavers = who(&|k| !self.views.stays(k, Concept::Seq).has(state));
        let doubters = who(&|i| self.views.perceives(i, state) && !self.thinks[i].has(state));
        let mut departures = Vec::new();
        for k in leavers {
            if let Some(to) = self.departure(k, k, state) {
                let surprised = thinks.iter().map(|&j| self.look(j, k, [state, to]));
                let surprised = surprised.collect();
                departures.push(Departure {
                    step: self.step(k, k, [state, to]),
                    surprised,
                });
            }
        }
        let mut false_alarms = Vec::new();
        for viewer in doubters {
            for k in everyone.iter().copied().filter(|&k| k != viewer) {
                // Only of those who do stay.
                if !self.views.stays(k, Concept::Seq).has(state) {
                    continue;
                }
                if let Some(to) = self.departure(viewer, k, state) {
                    false_alarms.push(FalseAlarm {
                        viewer: self.solved.compiled.decision_makers[viewer].clone(),
                        step: self.step(viewer, k, [state, to]),
                        look: self.look(k, k, [state, to]),
                    });
                }
            }
        }
        let concepts = Concept::ALL
            .into_iter()
            .filter(|&c| self.views.holds(c).has(state));
        let concepts: Vec<Concept> = concepts.collect();
        StateView {
            state: self.solved.row(state),
            surprise: self.surprise(state),
            thinks: self.solved.ids(&thinks),
            blind: self.solved.ids(&blind),
            concepts: names(&concepts),
            seen_truly: names(&self.solved.concepts(state)),
            departures,
            false_alarms,
        }
    }

    /// The game that `viewer` sees, with names.
    fn game(&self, viewer: usize) -> &Compiled {
        self.games[viewer].as_ref().unwrap_or(&self.solved.compiled)
    }

    /// The best for `mover` of the moves by which it leaves in the eyes of `viewer`.
    fn departure(&mut self, viewer: usize, mover: usize, from: State) -> Option<State> {
        let leaves = (self.views).leaves(viewer, mover, Concept::Seq, from, self.work);
        let Ok(moves) = leaves else {
            self.cut = true;
            return None;
        };
        let model = &self.game(viewer).model;
        (moves.into_iter()).min_by_key(|&to| model.naming_order(mover, from, to))
    }

    fn step(&self, viewer: usize, mover: usize, [from, to]: [State; 2]) -> WalkStep {
        walk::step(self.solved.dossier, self.game(viewer), &[mover], from, to)
    }

    fn look(&mut self, viewer: usize, mover: usize, [from, to]: [State; 2]) -> Look {
        let dossier = self.solved.dossier;
        let game = self.games[viewer].as_ref().unwrap_or(&self.solved.compiled);
        let sight = self.views.sight(viewer, mover, Concept::Seq, [from, to]);
        let mut steps = Vec::new();
        if sight == Sight::Answered {
            let mut work = self.work;
            match answer(&game.model, mover, from, to, true, &mut work) {
                Answer::Found(found) => {
                    let mut at = to;
                    for (by, to) in found {
                        steps.push(walk::step(dossier, game, &[by], at, to));
                        at = to;
                    }
                }
                Answer::None => {}
                Answer::Unknown => self.cut = true,
            }
        }
        Look {
            viewer: self.solved.compiled.decision_makers[viewer].clone(),
            sight: match sight {
                Sight::UnseenStart => SightKind::UnseenStart,
                Sight::UnseenState => SightKind::UnseenState,
                Sight::UnseenMove => SightKind::UnseenMove,
                Sight::NoGain => SightKind::NoGain,
                Sight::Answered => SightKind::Answered,
                Sight::Leaves => SightKind::Leaves,
            },
            reason: (sight == Sight::NoGain).then(|| basis::reason(dossier, game, mover, from, to)),
            answer: steps,
        }
    }
}
