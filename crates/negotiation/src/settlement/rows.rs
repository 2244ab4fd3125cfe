//! Agreements, rules and curves as a finding shows them.

use hikiwake_dossier::{CompiledRatification, Dossier, Judge, Negotiation};
use hikiwake_graph::{Bits, State};

use super::values::{Group, SideValues, Values};
use super::{Curve, SeenAgreement, SettledAgreement, SettledRule, TermChange};
use crate::{agreements::FactionVerdicts, agreements::agreement_row, agreements::worth};
use hikiwake_finding::{PreferenceVerdict, basis};

/// Most points of a curve.
const POINTS: usize = 240;

pub(super) fn rule(rule: &CompiledRatification) -> SettledRule {
    SettledRule {
        id: rule.id.clone(),
        label: rule.label.clone(),
        text: rule.text.clone(),
    }
}

/// An agreement without what becomes of it.
pub(super) fn agreement(
    dossier: &Dossier,
    talks: &Negotiation,
    values: &Values,
    zone: &Bits,
    agreement: State,
) -> SettledAgreement {
    let space = talks.model.space();
    let now = space.levels(talks.reversion);
    let row = agreement_row(talks, agreement);
    let terms = now.iter().zip(&row.levels).enumerate();
    let changed: Vec<TermChange> = terms
        .filter(|(_, (from, to))| from != to)
        .map(|(term, (&from, &to))| TermChange { term, from, to })
        .collect();
    let term_sets = |term: usize, level: u8| !talks.sets(term, level).is_empty();
    let beyond = changed.iter().filter(|c| !term_sets(c.term, c.to));
    SettledAgreement {
        beyond: beyond.map(|c| talks.terms[c.term].id.clone()).collect(),
        zone: zone.has(agreement),
        seen: (values.sides.iter().zip(&talks.sides))
            .map(|(side, id)| seen(dossier, talks, side, id, agreement))
            .collect(),
        state: None,
        no_state: None,
        changes: changes(talks, &changed),
        changed,
        row,
    }
}

/// What an agreement changes about the one in force, in words.
fn changes(talks: &Negotiation, changed: &[TermChange]) -> String {
    let told = changed.iter().map(|change| {
        let term = &talks.terms[change.term];
        let level = &term.level_labels[usize::from(change.to)];
        format!("{}: {level}", term.label)
    });
    match changed.is_empty() {
        true if talks.none_in_force => "the first level of every term".to_string(),
        true => "the agreement in force".to_string(),
        false => told.collect::<Vec<_>>().join("; "),
    }
}

impl SettledAgreement {
    /// The same with where it leads.
    pub(super) fn placed(self, state: Option<usize>, no_state: Option<String>) -> Self {
        SettledAgreement {
            state,
            no_state,
            ..self
        }
    }
}

fn seen(
    dossier: &Dossier,
    talks: &Negotiation,
    side: &SideValues,
    id: &str,
    agreement: State,
) -> SeenAgreement {
    let statements = match side.faction.map(|f| &talks.factions[f].judge) {
        Some(Judge::Order { preferences, .. }) => {
            let (space, now) = (talks.model.space(), talks.reversion);
            basis::reason_of(dossier, id, preferences, space, now, agreement).statements
        }
        _ => Vec::new(),
    };
    SeenAgreement {
        side: id.to_string(),
        verdict: match (
            side.beside.better.has(agreement),
            side.beside.worse.has(agreement),
        ) {
            (true, _) => PreferenceVerdict::Better,
            (_, true) => PreferenceVerdict::Worse,
            (false, false) => PreferenceVerdict::Equal,
        },
        statements,
        place: side.place(agreement),
        score: (side.scores.as_ref()).map(|scores| worth(scores.of(agreement))),
    }
}

/// The frontier over all agreements and over those that no government rejects, by the
/// places in the orders of the first two sides; by scores the sets of the additive part
/// have it.
pub(super) fn curve(
    talks: &Negotiation,
    values: &Values,
    judged: &[FactionVerdicts],
    all: &[Group],
) -> Curve {
    let [x, y, ..] = values.sides.as_slice() else {
        return Curve::default();
    };
    let point = |agreement: State| [x.place(agreement), y.place(agreement)];
    let free = all.iter().filter(|group| group.head.efficient);
    let free = free.map(|group| point(group.agreement)).collect();
    let left = values.not_forbidden(talks.model.feasible(), judged);
    let bounded = values.efficient(&left).iter().map(point).collect();
    let mut curve = Curve::default();
    curve.free = curve.thinned(free);
    curve.bounded = curve.thinned(bounded);
    curve
}

impl Curve {
    /// The points in order, no two alike, not too many: the first, the last and others
    /// evenly between them.
    fn thinned(&mut self, mut points: Vec<[f64; 2]>) -> Vec<[f64; 2]> {
        points.sort_by(|a, b| a[0].total_cmp(&b[0]).then(b[1].total_cmp(&a[1])));
        points.dedup();
        if points.len() <= POINTS {
            return points;
        }
        self.left_out += (points.len() - POINTS) as u64;
        let last = points.len() - 1;
        let at = |k: usize| points[k * last / (POINTS - 1)];
        (0..POINTS).map(at).collect()
    }
}
