//! Who wants what in one period under one reading, before names are looked up.

use std::collections::HashMap;

use crate::CompileError;
use crate::file::{Evidence, File, Preference, Reading, ReadingChange, Statement};

/// What one actor wants.
#[derive(Clone, Debug)]
pub(crate) enum Wants<'f> {
    /// Nothing was said.
    Nothing,
    /// Statements by rank, most important rank first.
    Statements(Ranks<'f>),
    /// A ranking.
    Ranking(&'f [Vec<String>], &'f Evidence),
}

pub(crate) type Ranks<'f> = Vec<Vec<Held<'f>>>;

/// A statement and the reading that brought it in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Held<'f> {
    pub statement: &'f Statement,
    pub reading: Option<&'f str>,
    /// It is turned round.
    pub negated: bool,
}

/// Whether something with these `periods` stands in `period`.
pub(crate) fn stands(periods: &[String], period: Option<&str>) -> bool {
    periods.is_empty() || periods.iter().any(|p| Some(p.as_str()) == period)
}

/// The entry of `preferences` for `actor` in `period`.
pub(crate) fn entry<'f>(
    file: &'f File,
    actor: &str,
    period: Option<&str>,
) -> Option<&'f Preference> {
    let mut entries = file.preferences.iter();
    entries.find(|p| p.actor == actor && stands(&p.periods, period))
}

/// What `actor` wants before any reading.
pub(crate) fn base<'f>(file: &'f File, actor: &str, period: Option<&str>) -> Wants<'f> {
    let Some(entry) = entry(file, actor, period) else {
        return Wants::Nothing;
    };
    match &entry.ranking {
        Some(classes) => Wants::Ranking(classes, &entry.evidence),
        None => Wants::Statements(ranks(&entry.statements, period, None)),
    }
}

/// Statements by rank. A statement joins the rank of the one before it in the
/// list as written, whether or not that one stands in this period.
pub(super) fn ranks<'f>(
    statements: &'f [Statement],
    period: Option<&str>,
    reading: Option<&'f str>,
) -> Ranks<'f> {
    let mut ranks: Ranks = Vec::new();
    for statement in statements {
        if !statement.same_rank || ranks.is_empty() {
            ranks.push(Vec::new());
        }
        if let Some(rank) = ranks.last_mut()
            && stands(&statement.periods, period)
        {
            rank.push(Held {
                statement,
                reading,
                negated: false,
            });
        }
    }
    ranks.retain(|rank| !rank.is_empty());
    ranks
}

/// The readings that `id` takes in, itself last, each once and after those that
/// it includes.
pub(crate) fn taken_in<'f>(
    file: &'f File,
    id: &str,
) -> Result<Vec<(&'f str, &'f Reading)>, CompileError> {
    let readings = &file.readings;
    let Some(wanted) = readings.get_index_of(id) else {
        let ids = readings.keys().cloned().collect();
        return Err(CompileError::UnknownReading(id.to_string(), ids));
    };
    // In the order of `includes`, depth first, from this one alone.
    let mut order = Vec::new();
    let mut done = HashMap::from([(wanted, false)]);
    let mut open = vec![(wanted, 0)];
    while let Some((at, next)) = open.pop() {
        let Some((name, reading)) = readings.get_index(at) else {
            continue;
        };
        let Some(included) = reading.includes.get(next) else {
            done.insert(at, true);
            order.push((name.as_str(), reading));
            continue;
        };
        open.push((at, next + 1));
        let Some(included) = readings.get_index_of(included) else {
            continue;
        };
        match done.get(&included) {
            Some(true) => {}
            Some(false) => {
                return Err(CompileError::Faulty(format!(
                    "The reading `{name}` includes itself."
                )));
            }
            None => {
                done.insert(included, false);
                open.push((included, 0));
            }
        }
    }
    Ok(order)
}

/// Why a change of a reading cannot be carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Unchanged {
    /// There is no statement with this id.
    Missing(String),
    /// The actor has a ranking, which has no statements.
    Ranking,
    /// The faction does not judge by what is to be changed.
    JudgesOtherwise,
    /// The change does not say exactly one thing.
    Nothing,
}

/// Turns a statement round.
pub(crate) fn negate(wants: &mut Wants, id: &str) -> Result<(), Unchanged> {
    let ranks = ranks_of(wants)?;
    let (rank, place) = find(ranks, id)?;
    ranks[rank][place].negated ^= true;
    Ok(())
}

/// Moves a statement to a rank of its own above that of `above`, or to the end.
pub(crate) fn move_above(
    wants: &mut Wants,
    id: &str,
    above: Option<&str>,
) -> Result<(), Unchanged> {
    let ranks = ranks_of(wants)?;
    let (rank, place) = find(ranks, id)?;
    let mut to = match above {
        Some(above) => find(ranks, above)?.0,
        None => ranks.len(),
    };
    let held = ranks[rank].remove(place);
    if ranks[rank].is_empty() {
        ranks.remove(rank);
        to -= usize::from(rank < to);
    }
    ranks.insert(to, vec![held]);
    Ok(())
}

fn ranks_of<'w, 'f>(wants: &'w mut Wants<'f>) -> Result<&'w mut Ranks<'f>, Unchanged> {
    match wants {
        Wants::Statements(ranks) => Ok(ranks),
        Wants::Ranking(..) => Err(Unchanged::Ranking),
        Wants::Nothing => {
            *wants = Wants::Statements(Vec::new());
            ranks_of(wants)
        }
    }
}

/// Carries out one change of what somebody wants; `reading` is the one that brings it in,
/// if one does.
pub(crate) fn apply<'f>(
    wants: &mut Wants<'f>,
    change: &'f ReadingChange,
    reading: Option<&'f str>,
    period: Option<&str>,
) -> Result<(), Unchanged> {
    if let Some(statements) = &change.set {
        *wants = Wants::Statements(ranks(statements, period, reading));
        return Ok(());
    }
    let mut none = Vec::new();
    let ranks = match wants {
        Wants::Statements(ranks) => ranks,
        Wants::Nothing => &mut none,
        Wants::Ranking(..) => return Err(Unchanged::Ranking),
    };
    if let (Some(old), Some(with)) = (&change.replace, &change.with) {
        let (rank, place) = find(ranks, old)?;
        if stands(&with.periods, period) {
            ranks[rank][place] = Held {
                statement: with,
                reading,
                negated: false,
            };
        } else {
            ranks[rank].remove(place);
        }
    } else if let Some(old) = &change.drop {
        let (rank, place) = find(ranks, old)?;
        ranks[rank].remove(place);
    } else if let Some([a, b]) = &change.swap {
        let (a, b) = (find(ranks, a)?, find(ranks, b)?);
        let held = ranks[a.0][a.1];
        ranks[a.0][a.1] = ranks[b.0][b.1];
        ranks[b.0][b.1] = held;
    } else if let Some(id) = &change.first {
        let (rank, place) = find(ranks, id)?;
        let held = ranks[rank].remove(place);
        ranks.insert(0, vec![held]);
    } else if let Some(statement) = &change.add {
        let at = match &change.above {
            Some(below) => find(ranks, below)?.0,
            None => ranks.len(),
        };
        if stands(&statement.periods, period) {
            ranks.insert(
                at,
                vec![Held {
                    statement,
                    reading,
                    negated: false,
                }],
            );
        }
    } else {
        return Err(Unchanged::Nothing);
    }
    ranks.retain(|rank| !rank.is_empty());
    Ok(())
}

fn find(ranks: &Ranks, id: &str) -> Result<(usize, usize), Unchanged> {
    let place = |rank: &Vec<Held>| rank.iter().position(|held| held.statement.id == id);
    ranks
        .iter()
        .enumerate()
        .find_map(|(at, rank)| place(rank).map(|place| (at, place)))
        .ok_or_else(|| Unchanged::Missing(id.to_string()))
}

impl Unchanged {
    /// The error where a reading, or a change that is of none, cannot change what `who`
    /// wants or says.
    pub fn error(self, reading: Option<&str>, who: &str) -> CompileError {
        let by = match reading {
            Some(reading) => format!("The reading `{reading}`"),
            None => "A change".to_owned(),
        };
        CompileError::Faulty(match self {
            Unchanged::Missing(statement) => format!(
                "{by} changes the statement `{statement}` of `{who}`, which is not there in this \
                 period."
            ),
            Unchanged::Ranking | Unchanged::Nothing => {
                format!("{by} cannot change what `{who}` wants.")
            }
            Unchanged::JudgesOtherwise => {
                format!("{by} changes how `{who}` judges, which judges otherwise in this period.")
            }
        })
    }
}

impl Wants<'_> {
    /// Ids of the statements, most important first.
    pub fn ids(&self) -> Vec<&str> {
        match self {
            Wants::Statements(ranks) => {
                let held = ranks.iter().flatten();
                held.map(|held| held.statement.id.as_str()).collect()
            }
            Wants::Nothing | Wants::Ranking(..) => Vec::new(),
        }
    }

    /// The id that two statements share, if there is one.
    pub fn twice(&self) -> Option<&str> {
        let mut ids = self.ids();
        ids.sort_unstable();
        ids.windows(2).find(|w| w[0] == w[1]).map(|w| w[0])
    }

    /// Without what the sources do not state.
    pub fn stated(self) -> Self {
        match self {
            Wants::Statements(mut ranks) => {
                for rank in &mut ranks {
                    rank.retain(|held| held.statement.evidence.is_stated());
                }
                ranks.retain(|rank| !rank.is_empty());
                Wants::Statements(ranks)
            }
            Wants::Ranking(_, evidence) if !evidence.is_stated() => Wants::Nothing,
            other => other,
        }
    }
}
