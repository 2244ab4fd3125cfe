//! The model of one period and reading and its answers as CSV tables, row by row.

use std::io::{self, Write};

use hikiwake_dossier::file::{Basis, ChangeKind};
use hikiwake_dossier::{Compiled, Dossier, Preferences};
use hikiwake_graph::{Concept, Reach, Stability, State, StepKind};

use crate::exported_model::{actor_name, option_name};
use crate::spreadsheet::escape;

/// Opens a table to write into, by its file name.
pub type Open<'o> = dyn FnMut(&str) -> io::Result<Box<dyn Write>> + 'o;

/// Why the tables were not written.
#[derive(Debug)]
pub enum TablesError {
    /// A file cannot be written.
    Io(io::Error),
    /// There are more rows than this.
    Rows(u64),
}

impl From<io::Error> for TablesError {
    fn from(error: io::Error) -> Self {
        TablesError::Io(error)
    }
}

impl From<csv::Error> for TablesError {
    fn from(error: csv::Error) -> Self {
        TablesError::Io(error.into())
    }
}

/// Writes every table, at most `most` rows in all, and says how many rows each has.
/// Nothing is held of a table but the row that is being written.
///
/// # Errors
/// See [`TablesError`].
pub fn write_tables(
    dossier: &Dossier,
    compiled: &Compiled,
    most: u64,
    open: &mut Open,
) -> Result<Vec<(&'static str, u64)>, TablesError> {
    let model = &compiled.model;
    let movers: Vec<usize> = (0..model.decision_makers()).collect();
    let reached = compiled.status_quo.map(|from| {
        [StepKind::BestReply, StepKind::Improvement, StepKind::Move]
            .map(|kind| model.reach(from, &movers, kind))
    });
    let mut tables = Tables {
        dossier,
        compiled,
        stability: model.stability(),
        reached,
        left: most,
        most,
    };
    let mut written = Vec::new();
    for (name, header, rows) in tables.all() {
        let mut table = Table {
            csv: csv::Writer::from_writer(open(name)?),
            rows: 0,
        };
        table.write(header)?;
        table.rows = 0;
        rows(&mut tables, &mut table)?;
        table.csv.flush()?;
        written.push((name, table.rows));
    }
    Ok(written)
}

type Done = Result<(), TablesError>;

/// Writes the rows of one table.
type Rows<'a> = fn(&mut Tables<'a>, &mut Table) -> Done;

struct Table {
    csv: csv::Writer<Box<dyn Write>>,
    rows: u64,
}

impl Table {
    fn write(&mut self, cells: Vec<String>) -> Done {
        self.csv
            .write_record(cells.iter().map(|cell| escape(cell)))?;
        self.rows += 1;
        Ok(())
    }
}

struct Tables<'a> {
    dossier: &'a Dossier,
    compiled: &'a Compiled,
    stability: Stability,
    /// From the status quo, by best replies, improvements and moves.
    reached: Option<[Reach; 3]>,
    left: u64,
    most: u64,
}

/// How a state is reached, in the order of `Tables::reached`.
const BY: [&str; 3] = ["best-replies", "improvements", "moves"];

impl<'a> Tables<'a> {
    fn all(&self) -> [(&'static str, Vec<String>, Rows<'a>); 8] {
        let concepts = Concept::ALL.map(Concept::name);
        let columns = self.compiled.columns.iter();
        let options = columns.map(|c| match &c.party {
            Some(party) => format!("option.{}.{party}", c.id),
            None => format!("option.{}", c.id),
        });
        let makers = self.compiled.decision_makers.iter();
        let places = makers.map(|id| format!("place.{id}"));
        let states = words(&["code", "text", "status_quo", "outcomes"]).into_iter();
        let states = states.chain(options).chain(places).collect();
        [
            ("actors.csv", words(&["id", "name"]), Tables::actors),
            (
                "options.csv",
                words(&[
                    "id", "party", "owner", "label", "levels", "change", "absent",
                ]),
                Tables::options,
            ),
            (
                "statements.csv",
                words(&[
                    "actor",
                    "rank",
                    "id",
                    "wants",
                    "text",
                    "basis",
                    "hindsight",
                    "reading",
                    "claims",
                ]),
                Tables::statements,
            ),
            ("states.csv", states, Tables::states),
            (
                "verdicts.csv",
                [words(&["code", "actor"]), words(&concepts)].concat(),
                Tables::verdicts,
            ),
            (
                "equilibria.csv",
                [
                    words(&["code", "text"]),
                    words(&concepts),
                    words(&["reached"]),
                ]
                .concat(),
                Tables::equilibria,
            ),
            (
                "paths.csv",
                words(&["to", "by", "step", "actor", "from", "state"]),
                Tables::paths,
            ),
            (
                "moves.csv",
                words(&["from", "to", "actor", "effect"]),
                Tables::moves,
            ),
        ]
    }

    /// Writes a row, if there is still room for it.
    fn row(&mut self, table: &mut Table, cells: Vec<String>) -> Done {
        self.left = self
            .left
            .checked_sub(1)
            .ok_or(TablesError::Rows(self.most))?;
        table.write(cells)
    }

    fn feasible(&self) -> Vec<State> {
        self.compiled.model.feasible().iter().collect()
    }

    fn actors(&mut self, table: &mut Table) -> Done {
        for id in &self.compiled.decision_makers {
            self.row(table, vec![id.clone(), actor_name(self.dossier, id)])?;
        }
        Ok(())
    }

    fn options(&mut self, table: &mut Table) -> Done {
        for column in &self.compiled.columns {
            let change = match column.change {
                Some(ChangeKind::Reversible) => "reversible",
                Some(ChangeKind::OneWay) => "one-way",
                Some(ChangeKind::OneWayDown) => "one-way-down",
                None => "table",
            };
            let cells = vec![
                column.id.clone(),
                column.party.clone().unwrap_or_default(),
                column.actor.clone(),
                option_name(self.dossier, &column.id, column.party.as_deref()),
                column.levels.join("; "),
                change.to_owned(),
                yes(column.axis.is_none()),
            ];
            self.row(table, cells)?;
        }
        Ok(())
    }

    fn statements(&mut self, table: &mut Table) -> Done {
        let basis = |basis: Basis| match basis {
            Basis::Stated => "stated",
            Basis::Inferred => "inferred",
            Basis::Analyst => "analyst",
        };
        let compiled = self.compiled;
        for (actor, preferences) in compiled.decision_makers.iter().zip(&compiled.preferences) {
            match preferences {
                Preferences::None => {}
                Preferences::Statements(ranks) => {
                    let ranked = (1..).zip(ranks);
                    for (rank, statement) in
                        ranked.flat_map(|(k, rank)| rank.iter().map(move |s| (k, s)))
                    {
                        let cells = vec![
                            actor.clone(),
                            i32::to_string(&rank),
                            statement.id.clone(),
                            statement.wants.clone(),
                            statement.text.clone(),
                            basis(statement.basis).to_owned(),
                            yes(statement.hindsight),
                            statement.reading.clone().unwrap_or_default(),
                            statement.because.join("; "),
                        ];
                        self.row(table, cells)?;
                    }
                }
                Preferences::Ranking { classes, evidence } => {
                    for (rank, (formula, _)) in (1..).zip(classes) {
                        let cells = vec![
                            actor.clone(),
                            i32::to_string(&rank),
                            format!("class-{rank}"),
                            formula.clone(),
                            String::new(),
                            basis(evidence.basis.unwrap_or_default()).to_owned(),
                            yes(evidence.hindsight),
                            String::new(),
                            evidence.because.join("; "),
                        ];
                        self.row(table, cells)?;
                    }
                }
            }
        }
        Ok(())
    }

    fn states(&mut self, table: &mut Table) -> Done {
        let compiled = self.compiled;
        let model = &compiled.model;
        let makers = 0..model.decision_makers();
        let value = |i: usize| model.feasible().iter().map(move |s| model.value(i, s));
        let best: Vec<u32> = makers.map(|i| value(i).max().unwrap_or(0)).collect();
        for state in self.feasible() {
            let outcomes = compiled.outcomes.iter().filter(|(_, o)| *o == Ok(state));
            let outcomes: Vec<&str> = outcomes.map(|(id, _)| id.as_str()).collect();
            let mut cells = vec![
                compiled.code(state),
                compiled.state_text(state),
                yes(compiled.status_quo == Some(state)),
                outcomes.join("; "),
            ];
            for column in &compiled.columns {
                let level = |axis| usize::from(model.space().level(state, axis));
                let level = column.axis.map_or(0, level);
                cells.push(column.levels.get(level).cloned().unwrap_or_default());
            }
            let places = best.iter().enumerate();
            cells.extend(places.map(|(i, best)| (best - model.value(i, state) + 1).to_string()));
            self.row(table, cells)?;
        }
        Ok(())
    }

    fn verdicts(&mut self, table: &mut Table) -> Done {
        for state in self.feasible() {
            for (i, actor) in self.compiled.decision_makers.iter().enumerate() {
                let mut cells = vec![self.compiled.code(state), actor.clone()];
                let stable = |concept| yes(self.stability.stable(i, concept).has(state));
                cells.extend(Concept::ALL.map(stable));
                self.row(table, cells)?;
            }
        }
        Ok(())
    }

    /// The states that hold under some concept, and under which.
    fn holding(&self) -> Vec<(State, [bool; 5])> {
        let sets = Concept::ALL.map(|concept| self.stability.equilibria(concept));
        let states = self.feasible().into_iter();
        let holds = states.map(|state| (state, sets.each_ref().map(|set| set.has(state))));
        holds.filter(|(_, holds)| holds.contains(&true)).collect()
    }

    /// By which kind of step a state is reached first, in the order of [`BY`].
    fn by(&self, state: State) -> Option<(usize, &Reach)> {
        let kinds = self.reached.iter().flatten().enumerate();
        kinds.into_iter().find(|(_, reach)| reach.has(state))
    }

    fn equilibria(&mut self, table: &mut Table) -> Done {
        for (state, holds) in self.holding() {
            let compiled = self.compiled;
            let mut cells = vec![compiled.code(state), compiled.state_text(state)];
            cells.extend(holds.map(yes));
            cells.push(match self.by(state) {
                _ if compiled.status_quo == Some(state) => "status-quo".to_owned(),
                Some((kind, _)) => BY[kind].to_owned(),
                None => String::new(),
            });
            self.row(table, cells)?;
        }
        Ok(())
    }

    /// Shortest ways from the status quo to what holds and to what happened.
    fn paths(&mut self, table: &mut Table) -> Done {
        let compiled = self.compiled;
        let happened = compiled
            .outcomes
            .iter()
            .filter_map(|(_, o)| o.as_ref().ok());
        let mut ends: Vec<State> = self.holding().iter().map(|(state, _)| *state).collect();
        ends.extend(happened);
        ends.sort_unstable();
        ends.dedup();
        for end in ends {
            let Some((by, path)) = self.by(end).and_then(|(by, r)| Some((by, r.path(end)?))) else {
                continue;
            };
            let mut from = path.from;
            for (number, step) in (1..).zip(path.steps) {
                let cells = vec![
                    compiled.code(end),
                    BY[by].to_owned(),
                    i32::to_string(&number),
                    compiled.decision_makers[step.mover].clone(),
                    compiled.code(from),
                    compiled.code(step.to),
                ];
                self.row(table, cells)?;
                from = step.to;
            }
        }
        Ok(())
    }

    fn moves(&mut self, table: &mut Table) -> Done {
        let compiled = self.compiled;
        let model = &compiled.model;
        for from in self.feasible() {
            for (i, actor) in compiled.decision_makers.iter().enumerate() {
                for to in model.moves(i, from) {
                    let effect = match model.value(i, to).cmp(&model.value(i, from)) {
                        std::cmp::Ordering::Greater => "better",
                        std::cmp::Ordering::Equal => "equal",
                        std::cmp::Ordering::Less => "worse",
                    };
                    let cells = [compiled.code(from), compiled.code(to)];
                    let cells = [&cells[..], &[actor.clone(), effect.to_owned()]].concat();
                    self.row(table, cells)?;
                }
            }
        }
        Ok(())
    }
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn yes(yes: bool) -> String {
    if yes { "yes" } else { "no" }.to_owned()
}
