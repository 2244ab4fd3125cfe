//! The elementary changes: one statement dropped, turned round, moved or added, one
//! option taken away or bound, one rule dropped.

use hikiwake_dossier::file::{Evidence, Statement};
use hikiwake_dossier::{Compiled, Dossier, Preferences};
use hikiwake_graph::{Change, Formula};

/// One change. Statements are named by actor, rank and place in the rank, options by
/// their place in [`Options`], rules by their place among the compiled ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Elementary {
    /// A change of what one decision maker wants.
    Wish { actor: usize, edit: Edit },
    /// A change of what can be and who can move.
    Graph(GraphEdit),
}

/// A change of a list of statements. `to` is a gap of the list as it stands without
/// any change: 0 is above its first rank, its number of ranks is below the last. What
/// goes to one gap takes a rank of its own there, in the order in which it stood, and
/// what is added below what is moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Edit {
    Drop {
        rank: usize,
        place: usize,
    },
    Flip {
        rank: usize,
        place: usize,
    },
    Move {
        rank: usize,
        place: usize,
        to: usize,
    },
    Add {
        candidate: usize,
        to: usize,
    },
}

/// A change of options or rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum GraphEdit {
    /// The option is held at its lowest level.
    Remove(usize),
    /// What is taken up cannot be undone.
    OneWay(usize),
    /// What is given up cannot be taken up again.
    OneWayDown(usize),
    /// The option can be changed to any level.
    Reversible(usize),
    /// As long as the wanted pattern is met, the axis is not changed.
    Bind(usize),
    /// The rule does not stand.
    DropRule(usize),
}

/// A statement that could be added to what an actor wants.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    pub actor: usize,
    pub wants: String,
    pub text: String,
    pub formula: Formula,
    /// Where it comes from: another period, a reading, or the question.
    pub from: String,
    pub evidence: Evidence,
}

/// An option with all its axes: one, or for a joint option one per party.
#[derive(Clone, Debug)]
pub(crate) struct Options {
    pub id: String,
    pub axes: Vec<usize>,
    pub joint: bool,
}

/// The options on the table, in the order of their first axis.
pub(crate) fn options(compiled: &Compiled) -> Vec<Options> {
    let mut options: Vec<Options> = Vec::new();
    for (axis, option) in compiled.options.iter().enumerate() {
        match options.iter_mut().find(|known| known.id == option.id) {
            Some(known) => known.axes.push(axis),
            None => options.push(Options {
                id: option.id.clone(),
                axes: vec![axis],
                joint: option.party.is_some(),
            }),
        }
    }
    options
}

/// What may be added: what the question offers (actor and formula), then what other
/// periods and the readings let that actor want. Nothing that the actor already
/// wants, nothing that always or never holds, nothing twice.
pub(crate) fn candidates(
    dossier: &Dossier,
    compiled: &Compiled,
    asked: &[(usize, String, Formula)],
) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    let mut add = |candidate: Candidate| {
        let held = match &compiled.preferences[candidate.actor] {
            Preferences::Statements(ranks) => {
                (ranks.iter().flatten()).any(|statement| statement.formula == candidate.formula)
            }
            Preferences::None => false,
            Preferences::Ranking { .. } => true,
        };
        let known =
            (found.iter()).any(|c| c.actor == candidate.actor && c.formula == candidate.formula);
        let constant = matches!(candidate.formula, Formula::Constant(_));
        if !held && !known && !constant {
            found.push(candidate);
        }
    };
    for (actor, wants, formula) in asked {
        add(Candidate {
            actor: *actor,
            wants: wants.clone(),
            text: dossier.file.in_words(wants),
            formula: formula.clone(),
            from: "the question".to_owned(),
            evidence: Evidence::default(),
        });
    }
    let file = &dossier.file;
    let held = file.preferences.iter().flat_map(|entry| {
        let from = match entry.periods.as_slice() {
            [] => "the list for every period".to_owned(),
            periods => format!("the period {}", periods.join(", ")),
        };
        (entry.statements.iter()).map(move |s| (entry.actor.as_str(), s, from.clone()))
    });
    let read = file.readings.iter().flat_map(|(id, reading)| {
        let of_actors = reading
            .changes
            .iter()
            .filter_map(|c| Some((c, c.actor.as_ref()?)));
        of_actors.flat_map(move |(change, actor)| {
            let statements = change.brings();
            let label = match reading.label.as_str() {
                "" => id,
                label => label,
            };
            statements.map(move |s| (actor.as_str(), s, format!("the reading “{label}”")))
        })
    });
    let all: Vec<(&str, &Statement, String)> = held.chain(read).collect();
    for (actor, statement, from) in all {
        let actor = (compiled.decision_makers.iter()).position(|id| id == actor);
        if let (Some(actor), Ok(formula)) = (actor, compiled.formula(&statement.wants)) {
            add(Candidate {
                actor,
                wants: statement.wants.clone(),
                text: file.wish_in_words(statement),
                formula,
                from,
                evidence: statement.evidence.clone(),
            });
        }
    }
    found
}

/// Every elementary change of a scenario, wishes first.
pub(crate) fn all(
    compiled: &Compiled,
    options: &[Options],
    candidates: &[Candidate],
) -> Vec<Elementary> {
    let mut found = Vec::new();
    for (actor, preferences) in compiled.preferences.iter().enumerate() {
        let mut add = |edit| found.push(Elementary::Wish { actor, edit });
        let ranks = match preferences {
            Preferences::Statements(ranks) => ranks.as_slice(),
            Preferences::None => &[],
            Preferences::Ranking { .. } => continue,
        };
        for (rank, statements) in ranks.iter().enumerate() {
            for place in 0..statements.len() {
                add(Edit::Drop { rank, place });
                add(Edit::Flip { rank, place });
                for to in 0..=ranks.len() {
                    // A statement alone in its rank is there already.
                    if statements.len() > 1 || (to != rank && to != rank + 1) {
                        add(Edit::Move { rank, place, to });
                    }
                }
            }
        }
        for (candidate, of) in candidates.iter().enumerate() {
            if of.actor == actor {
                (0..=ranks.len()).for_each(|to| add(Edit::Add { candidate, to }));
            }
        }
    }
    let mut add = |edit| found.push(Elementary::Graph(edit));
    for (k, option) in options.iter().enumerate() {
        add(GraphEdit::Remove(k));
        let axes = compiled.model.space().axes();
        let change = &axes[option.axes[0]].change;
        let reversible = Some(hikiwake_dossier::file::ChangeKind::Reversible);
        match option.joint {
            // What binds a joint option once it is in force is left as it is.
            true if compiled.options[option.axes[0]].change != reversible => {}
            true => {
                add(GraphEdit::OneWay(k));
                add(GraphEdit::OneWayDown(k));
            }
            false => {
                let kinds = [
                    (Change::OneWayUp, GraphEdit::OneWay(k)),
                    (Change::OneWayDown, GraphEdit::OneWayDown(k)),
                    (Change::Reversible, GraphEdit::Reversible(k)),
                ];
                let new = kinds.into_iter().filter(|(kind, _)| kind != change);
                new.for_each(|(_, edit)| add(edit));
            }
        }
        option
            .axes
            .iter()
            .for_each(|&axis| add(GraphEdit::Bind(axis)));
    }
    (0..compiled.rules.len()).for_each(|rule| add(GraphEdit::DropRule(rule)));
    found
}

/// Whether two edits of one list can be made together: a statement that is dropped is
/// not otherwise changed, none is turned round or moved twice, none added twice.
pub(crate) fn edits_agree(a: &Edit, b: &Edit) -> bool {
    let statement = |edit: &Edit| match *edit {
        Edit::Drop { rank, place }
        | Edit::Flip { rank, place }
        | Edit::Move { rank, place, .. } => Some((rank, place)),
        Edit::Add { .. } => None,
    };
    match (statement(a), statement(b)) {
        (Some(one), Some(other)) if one == other => matches!(
            (a, b),
            (Edit::Flip { .. }, Edit::Move { .. }) | (Edit::Move { .. }, Edit::Flip { .. })
        ),
        (Some(_), _) | (_, Some(_)) => true,
        (None, None) => !matches!(
            (a, b),
            (Edit::Add { candidate: one, .. }, Edit::Add { candidate: other, .. }) if one == other
        ),
    }
}

/// Whether two changes of the graph can be made together: how an option changes is
/// set once, and what is off the table is not bound.
pub(crate) fn graph_edits_agree(a: &GraphEdit, b: &GraphEdit, options: &[Options]) -> bool {
    use GraphEdit::{Bind, DropRule, OneWay, OneWayDown, Remove, Reversible};
    match (a, b) {
        (DropRule(one), DropRule(other)) | (Bind(one), Bind(other)) => one != other,
        (DropRule(_), _) | (_, DropRule(_)) => true,
        (Bind(axis), Remove(option)) | (Remove(option), Bind(axis)) => {
            !options[*option].axes.contains(axis)
        }
        (Bind(_), _) | (_, Bind(_)) => true,
        (
            Remove(one) | OneWay(one) | OneWayDown(one) | Reversible(one),
            Remove(other) | OneWay(other) | OneWayDown(other) | Reversible(other),
        ) => one != other,
    }
}
