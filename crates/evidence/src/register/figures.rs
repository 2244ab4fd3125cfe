//! Figures of the same metric, set side by side.

mod compare;
mod text;
mod why;

use std::collections::HashMap;

use hikiwake_dossier::Dossier;
use hikiwake_dossier::file::{Claim, Figure};

use super::side::{Restated, of_claim, once};
use super::time::Time;
use super::unit::Unit;
use super::{
    RegisterCounts, RegisterEntry, RegisterJudgement, RegisterKind, RegisterSide, RegisterVerdict,
};
use compare::compare;
use hikiwake_finding::words;
use text::{dated, value_text};

/// Entries of one metric, most serious first.
const LISTED: [RegisterVerdict; 4] = [
    RegisterVerdict::Clash,
    RegisterVerdict::Open,
    RegisterVerdict::OtherMeasure,
    RegisterVerdict::OtherDate,
];

/// The figures of a metric of which some pair has one verdict.
struct Group {
    /// Which of the figures.
    members: Vec<bool>,
    /// The pair that shows it best.
    shown: Option<(usize, usize)>,
}

/// One figure, ready to be compared.
struct Read<'a> {
    figure: &'a Figure,
    side: RegisterSide,
    /// Of what it is a part, in lower case.
    of: String,
    time: Time,
    unit: Unit,
}

/// One entry per metric and verdict: the figures of which some pair has it.
pub(super) fn entries(
    dossier: &Dossier,
    restated: &Restated,
    work: u64,
    counts: &mut RegisterCounts,
) -> Vec<RegisterEntry> {
    let mut left = work;
    let mut metrics: indexmap::IndexMap<&str, Vec<(&str, &Claim, &Figure)>> = Default::default();
    for (id, claim) in &dossier.file.claims {
        if let Some(figure) = &claim.figure {
            let metric = metrics.entry(figure.metric.as_str()).or_default();
            metric.push((id, claim, figure));
        }
    }
    let mut entries = Vec::new();
    for (metric, figures) in metrics {
        let number = figures.len() as u64;
        let pairs = number.saturating_mul(number.saturating_sub(1)) / 2;
        let Some(rest) = left.checked_sub(pairs) else {
            counts.figures_left_out += pairs;
            continue;
        };
        left = rest;
        let figures = read(dossier, restated, &figures);
        entries.extend(of_metric(metric, &figures, counts));
    }
    entries
}

fn read<'a>(
    dossier: &Dossier,
    restated: &Restated,
    figures: &[(&str, &Claim, &'a Figure)],
) -> Vec<Read<'a>> {
    let side = |&(id, claim, figure): &(&str, &Claim, &Figure)| {
        let side = of_claim(dossier, id, claim, value_text(figure));
        RegisterSide {
            number: figure.value,
            unit: figure.unit.clone(),
            bound: figure.bound.as_written().to_string(),
            date: figure.date.clone(),
            of: figure.of.clone(),
            by: match figure.within.as_str() {
                "" => side.by,
                within => within.to_string(),
            },
            ..side
        }
    };
    let sides = once(figures.iter().map(side).collect(), restated);
    let by_claim: HashMap<&str, &Figure> = figures.iter().map(|(id, _, f)| (*id, *f)).collect();
    let figure = |side: RegisterSide| {
        let figure = by_claim.get(side.claims[0].as_str())?;
        Some(Read {
            figure,
            of: figure.of.trim().to_lowercase(),
            time: Time::read(&figure.date),
            unit: Unit::read(&figure.unit),
            side,
        })
    };
    sides.into_iter().filter_map(figure).collect()
}

fn of_metric(metric: &str, figures: &[Read], counts: &mut RegisterCounts) -> Vec<RegisterEntry> {
    let mut found: [Group; LISTED.len()] = std::array::from_fn(|_| Group {
        members: vec![false; figures.len()],
        shown: None,
    });
    let apart = |&(one, other): &(usize, usize)| {
        figures[one].side.source_id != figures[other].side.source_id
    };
    for (at, one) in figures.iter().enumerate() {
        for (next, other) in figures.iter().enumerate().skip(at + 1) {
            counts.figures_compared += 1;
            let Some(outcome) = compare(one, other) else {
                counts.figures_agree += 1;
                continue;
            };
            let verdict = outcome.verdict();
            let differ = matches!(verdict, RegisterVerdict::Clash | RegisterVerdict::Open);
            if !differ && !apart(&(at, next)) {
                counts.figures_series += 1;
                continue;
            }
            let listed = LISTED.iter().position(|known| *known == verdict);
            let Group { members, shown } = &mut found[listed.unwrap_or(0)];
            (members[at], members[next]) = (true, true);
            // Two sources show more than one.
            if shown.is_none_or(|pair| !apart(&pair) && apart(&(at, next))) {
                *shown = Some((at, next));
            }
        }
    }
    let id = format!("figure.{metric}");
    let mut entries: Vec<RegisterEntry> = Vec::new();
    for (verdict, Group { members, shown }) in LISTED.into_iter().zip(found) {
        let Some((one, other)) = shown else { continue };
        let (one, other) = (&figures[one], &figures[other]);
        let Some(outcome) = compare(one, other) else {
            continue;
        };
        let members = figures.iter().zip(members).filter(|(_, member)| *member);
        let sides: Vec<RegisterSide> = members.map(|(read, _)| read.side.clone()).collect();
        let more = sides.len() - 2;
        let mut why = outcome.why(one, other);
        if more > 0 {
            why.push_str(&format!(
                " The same goes for {}.",
                words::no_or_count(more as u64, "further figure", "further figures")
            ));
        }
        let values: Vec<String> = sides
            .iter()
            .map(|side| dated(&side.value, &side.date))
            .collect();
        let says = format!("{}.", words::capital(&values.join("; ")));
        let id = match entries.is_empty() {
            true => id.clone(),
            false => format!("{id}.{}", name(verdict)),
        };
        let matter = words::capital(&metric.replace(['_', '-'], " "));
        let judgement = RegisterJudgement { says, verdict, why };
        entries.push(RegisterEntry::of_program(
            id,
            RegisterKind::Figure,
            matter,
            judgement,
            sides,
        ));
    }
    entries
}

fn name(verdict: RegisterVerdict) -> &'static str {
    match verdict {
        RegisterVerdict::Clash => "clash",
        RegisterVerdict::Open => "open",
        RegisterVerdict::OtherMeasure => "other-measure",
        RegisterVerdict::OtherDate => "other-date",
        RegisterVerdict::SameThing => "same-thing",
    }
}
