//! How likely agreements are ratified. Factions are independent of one another.

use hikiwake_bargain::vote::{self, Chances, chance_of_all, chance_of_passing};
use hikiwake_dossier::Judge;
use hikiwake_graph::State;

use super::notes::note;
use super::table::Table;
use super::types::*;
use crate::{agreements::agreement_row, agreements::gain};
use hikiwake_finding::AnalyseSettings;
use hikiwake_finding::words::thousands;

/// Work that one agreement takes, in the moves of the settings.
const WORK: u64 = 1000;

/// What everybody is likely to say, for agreements that are alike.
pub(super) struct Chanced {
    /// Empty without doubt, and where that was too much.
    kinds: Vec<Likely>,
}

struct Likely {
    chances: Vec<Chances>,
    form: usize,
    count: u64,
    first: State,
}

/// Chances under one rule, in columns as [`Table::by_form`].
pub(super) struct UnderRule {
    pub sides: Vec<Vec<Option<ChanceRange>>>,
    pub joint: Vec<Option<ChanceRange>>,
    pub likeliest: Vec<Likeliest>,
}

impl Chanced {
    pub fn new(table: &Table, settings: &AnalyseSettings, notes: &mut Vec<String>) -> Self {
        let talks = table.talks;
        let none = Chanced { kinds: Vec::new() };
        if talks.factions.iter().all(|faction| faction.doubt <= 0.0) {
            note(
                notes,
                "No judgement was given a doubt, so nothing is said of how likely an \
                 agreement is ratified.",
            );
            return none;
        }
        let most = usize::try_from(settings.work / WORK).unwrap_or(usize::MAX);
        // Where a sum of weights is in doubt, agreements with the same verdicts differ.
        let sums =
            (talks.factions.iter()).any(|f| matches!(f.judge, Judge::Weights) && f.doubt > 0.0);
        let kinds = match (&table.kinds, sums) {
            (Some(kinds), false) if kinds.len() <= most => (kinds.iter())
                .map(|kind| Likely {
                    chances: chances(table, &kind.says, kind.first),
                    form: kind.form,
                    count: kind.count,
                    first: kind.first,
                })
                .collect(),
            (_, true) if table.new.count() <= most => (table.new.iter())
                .map(|agreement| Likely {
                    chances: chances(table, &table.verdicts(agreement), agreement),
                    form: table.form_of(agreement),
                    count: 1,
                    first: agreement,
                })
                .collect(),
            _ => {
                note(
                    notes,
                    &format!(
                        "Chances are worked out for at most {} kinds of agreements; raise `work` \
                     (--work) for more.",
                        thousands(most as u64)
                    ),
                );
                return none;
            }
        };
        Chanced { kinds }
    }

    /// The chances under a rule with these gates.
    pub fn under(
        &self,
        table: &Table,
        gates: &[vote::Gate],
        list: usize,
        notes: &mut Vec<String>,
    ) -> UnderRule {
        let columns = table.by_form.len();
        let mut found = UnderRule {
            sides: vec![vec![None; columns]; gates.len()],
            joint: vec![None; columns],
            likeliest: Vec::new(),
        };
        let members: Vec<Vec<usize>> = gates.iter().map(vote::Gate::members).collect();
        let apart = (members.iter().enumerate()).all(|(at, m)| {
            m.iter()
                .all(|f| members[..at].iter().all(|o| !o.contains(f)))
        });
        let mut all: Vec<(f64, Vec<f64>, &Likely)> = Vec::new();
        for kind in &self.kinds {
            let sides: Result<Vec<f64>, _> = (gates.iter())
                .map(|gate| chance_of_passing(gate, &kind.chances))
                .collect();
            let joint = sides.and_then(|sides| match apart {
                true => Ok((sides.iter().product(), sides)),
                false => Ok((chance_of_all(gates, &kind.chances)?, sides)),
            });
            let (joint, sides) = match joint {
                Ok(chances) => chances,
                Err(error) => {
                    note(notes, &format!("Nothing is said of chances: {error}"));
                    return UnderRule {
                        sides: vec![vec![None; columns]; gates.len()],
                        joint: vec![None; columns],
                        likeliest: Vec::new(),
                    };
                }
            };
            for (side, &chance) in sides.iter().enumerate() {
                widen(&mut found.sides[side][kind.form], chance);
            }
            widen(&mut found.joint[kind.form], joint);
            all.push((joint, sides, kind));
        }
        // The likeliest first; the sort keeps the order of agreements among equals.
        all.sort_by(|(a, ..), (b, ..)| b.total_cmp(a));
        let talks = table.talks;
        let mut rows: Vec<(usize, Likeliest)> = Vec::new();
        for (joint, sides, kind) in all {
            let says = table.verdicts(kind.first);
            let in_zone = gates.iter().all(|gate| gate.passes(&says));
            let full = rows.len() >= list;
            let alike = rows.iter_mut().find(|(form, row)| {
                *form == kind.form
                    && row.in_zone == in_zone
                    && (row.joint, &row.sides) == (joint, &sides)
            });
            match alike {
                Some((_, row)) => row.agreements += kind.count,
                None if full => {}
                None => rows.push((
                    kind.form,
                    Likeliest {
                        example: agreement_row(talks, kind.first),
                        agreements: kind.count,
                        in_zone,
                        sides,
                        joint,
                    },
                )),
            }
        }
        found.likeliest = rows.into_iter().map(|(_, row)| row).collect();
        found
    }
}

fn chances(table: &Table, says: &[vote::Vote], agreement: State) -> Vec<Chances> {
    let one = |(faction, &says): (usize, &vote::Vote)| {
        let judges = &table.talks.factions[faction];
        match (&judges.judge, gain(table.talks, faction, agreement)) {
            (Judge::Weights, Some(gain)) if judges.doubt > 0.0 => {
                Chances::of_gain(gain, judges.doubt)
            }
            (Judge::Weights, _) => Chances::certain(says),
            _ => Chances::one_step_off(says, judges.doubt),
        }
    };
    says.iter().enumerate().map(one).collect()
}

fn widen(range: &mut Option<ChanceRange>, chance: f64) {
    let range = range.get_or_insert(ChanceRange {
        least: chance,
        greatest: chance,
    });
    range.least = range.least.min(chance);
    range.greatest = range.greatest.max(chance);
}
