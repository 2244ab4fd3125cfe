//! Changes in words, with what they contradict.

use hikiwake_dossier::file::{Basis, Evidence};
use hikiwake_dossier::{Compiled, CompiledStatement, Dossier, Preferences};

use super::contradiction::Contradictions;
use super::elementary::{Candidate, Edit, Elementary, GraphEdit, Options};
use crate::ModelChange;
use hikiwake_finding::{StatementHead, basis};

/// A statement, and its rank from 0.
type Ranked<'a> = (usize, &'a CompiledStatement);

/// What is needed to name a change.
pub(crate) struct Namer<'a> {
    pub dossier: &'a Dossier,
    pub compiled: &'a Compiled,
    pub options: &'a [Options],
    pub candidates: &'a [Candidate],
    pub contradictions: &'a Contradictions,
    /// The wanted pattern's name.
    pub wanted: &'a str,
}

impl Namer<'_> {
    pub fn change(&self, change: &Elementary) -> ModelChange {
        match change {
            Elementary::Wish { actor, edit } => self.wish(*actor, edit),
            Elementary::Graph(edit) => self.graph(edit),
        }
    }

    pub fn weight(&self, change: &Elementary) -> u64 {
        let (basis, _) = self.contradicts(change);
        weight(basis)
    }

    /// What a change contradicts: how well founded it is, and the claims.
    fn contradicts(&self, change: &Elementary) -> (Option<Basis>, Vec<String>) {
        let evidence = |e: &Evidence| (Some(e.basis.unwrap_or_default()), e.because.clone());
        let file = &self.dossier.file;
        match change {
            Elementary::Wish { actor, edit } => match *edit {
                Edit::Add { candidate, to } => {
                    let against = self.overridden(*actor, candidate, to);
                    let basis = against.iter().map(|(_, s)| s.basis);
                    let because = against.iter().flat_map(|(_, s)| s.because.clone());
                    (
                        basis.max_by_key(|&basis| weight(Some(basis))),
                        because.collect(),
                    )
                }
                Edit::Drop { rank, place }
                | Edit::Flip { rank, place }
                | Edit::Move { rank, place, .. } => match self.statement(*actor, rank, place) {
                    Some(s) => (Some(s.basis), s.because.clone()),
                    None => (None, Vec::new()),
                },
            },
            Elementary::Graph(edit) => match *edit {
                GraphEdit::Bind(_) => (None, Vec::new()),
                GraphEdit::Remove(k)
                | GraphEdit::OneWay(k)
                | GraphEdit::OneWayDown(k)
                | GraphEdit::Reversible(k) => {
                    let option = file.options.get(&self.options[k].id);
                    option.map_or((None, Vec::new()), |o| evidence(&o.evidence))
                }
                GraphEdit::DropRule(k) => {
                    let rule = file.rules.get(&self.compiled.rules[k].id);
                    rule.map_or((None, Vec::new()), |r| evidence(&r.evidence))
                }
            },
        }
    }

    fn statement(&self, actor: usize, rank: usize, place: usize) -> Option<&CompiledStatement> {
        match &self.compiled.preferences[actor] {
            Preferences::Statements(ranks) => ranks.get(rank)?.get(place),
            Preferences::None | Preferences::Ranking { .. } => None,
        }
    }

    /// The statements that an addition comes to stand above and that it pulls against.
    fn overridden(&self, actor: usize, candidate: usize, to: usize) -> Vec<Ranked<'_>> {
        let below = self.contradictions.below(candidate, to);
        below
            .filter_map(|(rank, place)| Some((rank, self.statement(actor, rank, place)?)))
            .collect()
    }

    fn head(&self, actor: usize, rank: usize, place: usize) -> Option<StatementHead> {
        let statement = self.statement(actor, rank, place)?;
        Some(basis::statement_head(
            self.dossier,
            self.compiled,
            actor,
            rank,
            statement,
        ))
    }

    /// A change without its evidence, which `with_evidence` adds.
    fn plain(kind: &str, text: String) -> ModelChange {
        ModelChange {
            kind: kind.to_owned(),
            actor: None,
            option: None,
            rule: None,
            statement: None,
            to: None,
            above: None,
            from: None,
            text,
            basis: None,
            claims: Vec::new(),
            against: Vec::new(),
            weight: 1,
        }
    }

    fn with_evidence(&self, of: &Elementary, mut change: ModelChange) -> ModelChange {
        let (basis, because) = self.contradicts(of);
        change.weight = weight(basis);
        change.basis = basis.map(|basis| basis::basis_name(basis).to_owned());
        change.claims = basis::claims(self.dossier, &because);
        change
    }

    fn wish(&self, actor: usize, edit: &Edit) -> ModelChange {
        let name = basis::actor_name(self.dossier, &self.compiled.decision_makers[actor]);
        let said = |rank, place| {
            let statement = self.statement(actor, rank, place);
            statement.map_or("", |s| s.text.trim_end_matches('.'))
        };
        let (kind, text, statement) = match *edit {
            Edit::Drop { rank, place } => (
                "drop",
                format!("{name} no longer wants “{}”", said(rank, place)),
                self.head(actor, rank, place),
            ),
            Edit::Flip { rank, place } => (
                "flip",
                format!("{name} wants the opposite of “{}”", said(rank, place)),
                self.head(actor, rank, place),
            ),
            Edit::Move { rank, place, to } => (
                "move",
                format!(
                    "{name} puts “{}” {}",
                    said(rank, place),
                    self.gap(actor, to, Some((rank, place)))
                ),
                self.head(actor, rank, place),
            ),
            Edit::Add { candidate, to } => {
                let candidate = &self.candidates[candidate];
                (
                    "add",
                    format!(
                        "{name} also wants “{}” (from {}), {}",
                        candidate.text.trim_end_matches('.'),
                        candidate.from,
                        self.gap(actor, to, None)
                    ),
                    Some(self.added(candidate, to)),
                )
            }
        };
        let (above, from, against) = match *edit {
            Edit::Drop { .. } | Edit::Flip { .. } => (None, None, Vec::new()),
            Edit::Move { rank, place, to } => {
                let above = self.below_gap(actor, to, Some((rank, place)));
                (above, None, Vec::new())
            }
            Edit::Add { candidate, to } => {
                let against = self.overridden(actor, candidate, to).into_iter();
                let head =
                    |(rank, s)| basis::statement_head(self.dossier, self.compiled, actor, rank, s);
                let from = self.candidates[candidate].from.clone();
                (
                    self.below_gap(actor, to, None),
                    Some(from),
                    against.map(head).collect(),
                )
            }
        };
        let change = ModelChange {
            actor: Some(self.compiled.decision_makers[actor].clone()),
            statement,
            above: above.and_then(|(rank, place)| self.head(actor, rank, place)),
            from,
            against,
            to: match *edit {
                Edit::Move { to, .. } | Edit::Add { to, .. } => Some(to as u64 + 1),
                Edit::Drop { .. } | Edit::Flip { .. } => None,
            },
            ..Self::plain(kind, text)
        };
        let of = Elementary::Wish { actor, edit: *edit };
        self.with_evidence(&of, change)
    }

    fn added(&self, candidate: &Candidate, to: usize) -> StatementHead {
        let evidence = &candidate.evidence;
        StatementHead {
            actor: self.compiled.decision_makers[candidate.actor].clone(),
            id: String::new(),
            rank: to + 1,
            wants: candidate.wants.clone(),
            text: candidate.text.clone(),
            basis: basis::basis_name(evidence.basis.unwrap_or_default()).to_owned(),
            hindsight: evidence.hindsight,
            claims: basis::claims(self.dossier, &evidence.because),
            reading: None,
        }
    }

    /// Where a gap of an actor's list is: `above all else`, `below all else`, `just above “x”`.
    fn gap(&self, actor: usize, to: usize, moved: Option<(usize, usize)>) -> String {
        match self.below_gap(actor, to, moved) {
            _ if to == 0 => "above all else".to_owned(),
            None => "below all else".to_owned(),
            Some((rank, place)) => {
                let below = self.statement(actor, rank, place);
                let below = below.map_or("", |s| s.text.trim_end_matches('.'));
                format!("just above “{below}”")
            }
        }
    }

    /// The first statement below a gap of an actor's list. Of a rank that `moved` alone
    /// makes up, the next one below stands for it.
    fn below_gap(
        &self,
        actor: usize,
        to: usize,
        moved: Option<(usize, usize)>,
    ) -> Option<(usize, usize)> {
        let ranks: &[Vec<CompiledStatement>] = match &self.compiled.preferences[actor] {
            Preferences::Statements(ranks) => ranks,
            Preferences::None | Preferences::Ranking { .. } => &[],
        };
        (ranks.iter().enumerate().skip(to))
            .flat_map(|(rank, list)| (0..list.len()).map(move |place| (rank, place)))
            .find(|at| Some(*at) != moved)
    }

    fn graph(&self, edit: &GraphEdit) -> ModelChange {
        let label = |id: &str| {
            let option = self.dossier.file.options.get(id);
            let label = option.map_or(id, |option| &option.label);
            format!("“{label}”")
        };
        let of = |k: usize| {
            let option = &self.options[k];
            let first = &self.compiled.options[option.axes[0]];
            let two = first.levels.len() == 2;
            let owner = (!option.joint).then(|| self.compiled.decision_makers[first.owner].clone());
            (option.id.clone(), label(&option.id), two, owner)
        };
        let (kind, text, option, actor) = match *edit {
            GraphEdit::DropRule(k) => {
                let rule = &self.compiled.rules[k];
                let text = match rule.text.is_empty() {
                    true => format!("The rule {} falls", rule.id),
                    false => format!("The rule {} falls (“{}”)", rule.id, rule.text),
                };
                let change = ModelChange {
                    rule: Some(rule.id.clone()),
                    ..Self::plain("drop-rule", text)
                };
                return self.with_evidence(&Elementary::Graph(*edit), change);
            }
            GraphEdit::Remove(k) => {
                let (id, label, _, owner) = of(k);
                ("remove", format!("{label} is off the table"), id, owner)
            }
            GraphEdit::OneWay(k) => {
                let (id, label, two, owner) = of(k);
                let text = match two {
                    true => format!("{label} cannot be undone once taken up"),
                    false => format!("{label} can only be raised, never lowered"),
                };
                ("one-way", text, id, owner)
            }
            GraphEdit::OneWayDown(k) => {
                let (id, label, two, owner) = of(k);
                let text = match two {
                    true => format!("{label} cannot be taken up again once dropped"),
                    false => format!("{label} can only be lowered, never raised"),
                };
                ("one-way-down", text, id, owner)
            }
            GraphEdit::Reversible(k) => {
                let (id, label, _, owner) = of(k);
                (
                    "reversible",
                    format!("{label} can be changed at will, both ways"),
                    id,
                    owner,
                )
            }
            GraphEdit::Bind(axis) => {
                let option = &self.compiled.options[axis];
                let id = &self.compiled.decision_makers[option.owner];
                let name = basis::actor_name(self.dossier, id);
                let text = format!(
                    "{name} is bound to leave {} as it is as long as “{}” stands",
                    label(&option.id),
                    self.wanted
                );
                ("bind", text, option.id.clone(), Some(id.clone()))
            }
        };
        let change = ModelChange {
            actor,
            option: Some(option),
            ..Self::plain(kind, text)
        };
        self.with_evidence(&Elementary::Graph(*edit), change)
    }
}

fn weight(basis: Option<Basis>) -> u64 {
    match basis {
        Some(Basis::Stated) => 3,
        Some(Basis::Inferred) => 2,
        Some(Basis::Analyst) | None => 1,
    }
}
