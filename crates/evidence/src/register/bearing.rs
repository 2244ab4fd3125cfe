//! What rests on a side of an entry: who needs to know.

use std::collections::BTreeSet;

use hikiwake_dossier::Dossier;
use hikiwake_dossier::file::Statement;

use super::side::{overlap, place_spans, spans};
use super::{Bearing, RegisterEntry, RegisterVerdict};

/// Pairs of figures compared where nobody says how many: those of ten thousand figures
/// of one metric.
const MOST_PAIRS: u64 = 50_000_000;

/// The judgements of the dossier that rest on a claim which stands on a side of
/// the entry: it is the side's own, or shares a passage with it.
pub(super) fn bearing(dossier: &Dossier, entry: &RegisterEntry) -> Vec<Bearing> {
    let touched: BTreeSet<&str> = (dossier.file.claims.keys().map(String::as_str))
        .filter(|id| touches(dossier, entry, id))
        .collect();
    let mut found = Found {
        touched,
        list: Vec::new(),
    };
    for preference in &dossier.file.preferences {
        for statement in &preference.statements {
            let periods = match statement.periods.is_empty() {
                true => &preference.periods,
                false => &statement.periods,
            };
            found.statement(&preference.actor, statement, periods);
        }
        let because = &preference.evidence.because;
        let text = "the ranking as a whole";
        found.add(
            "ranking",
            preference.actor.clone(),
            text,
            because,
            &preference.periods,
        );
    }
    for (reading, with) in &dossier.file.readings {
        for change in &with.changes {
            let Some(whose) = change.actor.as_ref().or(change.faction.as_ref()) else {
                continue;
            };
            for statement in change.brings() {
                found.statement(whose, statement, std::slice::from_ref(reading));
            }
        }
    }
    for (id, rule) in &dossier.file.rules {
        let because = &rule.evidence.because;
        found.add("rule", id.clone(), &rule.text, because, &rule.periods);
    }
    for (id, option) in &dossier.file.options {
        let because = &option.evidence.because;
        found.add("option", id.clone(), &option.label, because, &[]);
    }
    for (id, period) in &dossier.file.periods {
        found.add(
            "status-quo",
            id.clone(),
            &period.label,
            &period.because,
            &[],
        );
        for outcome in &period.outcomes {
            let because = &outcome.evidence.because;
            let name = format!("{id}.{}", outcome.id);
            found.add("outcome", name, &outcome.label, because, &[]);
        }
    }
    found.list
}

struct Found<'a> {
    touched: BTreeSet<&'a str>,
    list: Vec<Bearing>,
}

impl Found<'_> {
    fn statement(&mut self, actor: &str, statement: &Statement, stands_in: &[String]) {
        let text = match statement.text.as_str() {
            "" => &statement.wants,
            text => text,
        };
        let id = format!("{actor}.{}", statement.id);
        let because = &statement.evidence.because;
        self.add("statement", id, text, because, stands_in);
    }

    fn add(
        &mut self,
        part: &str,
        id: String,
        text: &str,
        because: &[String],
        stands_in: &[String],
    ) {
        let touched = |claim: &&String| self.touched.contains(claim.as_str());
        let claims: Vec<String> = because.iter().filter(touched).cloned().collect();
        if claims.is_empty() {
            return;
        }
        let same = |known: &&mut Bearing| {
            known.part == part && known.id == id && known.text == text && known.claims == claims
        };
        match self.list.iter_mut().find(same) {
            Some(known) if known.stands_in.is_empty() || stands_in.is_empty() => {
                known.stands_in.clear();
            }
            Some(known) => {
                for id in stands_in {
                    if !known.stands_in.contains(id) {
                        known.stands_in.push(id.clone());
                    }
                }
            }
            None => self.list.push(Bearing {
                part: part.to_string(),
                id,
                text: text.to_string(),
                stands_in: stands_in.to_vec(),
                claims,
            }),
        }
    }
}

/// Whether the claim stands on a side of the entry.
fn touches(dossier: &Dossier, entry: &RegisterEntry, id: &str) -> bool {
    let Some(claim) = dossier.file.claims.get(id) else {
        return false;
    };
    entry.sides.iter().any(|side| {
        side.claims.iter().any(|own| own == id)
            || spans(&claim.source, &claim.places)
                .any(|one| place_spans(side).any(|other| overlap(one, other)))
    })
}

/// Those of the claims that stand in a clash.
pub(crate) fn clashing<'a>(
    dossier: &Dossier,
    ids: impl IntoIterator<Item = &'a str>,
) -> BTreeSet<&'a str> {
    let (entries, _) = super::entries(dossier, MOST_PAIRS);
    let clash = |entry: &&RegisterEntry| entry.verdict == RegisterVerdict::Clash;
    let clashes: Vec<&RegisterEntry> = entries.iter().filter(clash).collect();
    ids.into_iter()
        .filter(|id| clashes.iter().any(|entry| touches(dossier, entry, id)))
        .collect()
}
