//! Those at home: factions and how they judge, who must accept, who holds the file.

use std::collections::HashSet;

use crate::compile::{sides, stands};
use crate::diagnostic::nearest;
use crate::file::{Faction, FactionJudgement, FactionVerdict, Gate, Guarantee};
use crate::spans::Path;

use super::{Check, at};

impl Check<'_> {
    /// Factions, ratification, holders. Formulas speak of terms here.
    pub fn homes(&mut self) {
        let file = self.file;
        for (id, faction) in &file.factions {
            self.faction(&at("factions", id), id, faction);
        }
        let sides = sides(file);
        let mut usual = file.ratification.iter().filter(|(_, rule)| rule.usual);
        if let (Some((first, _)), Some((second, _))) = (usual.next(), usual.next()) {
            self.error(
                "two-usual-rules",
                &at("ratification", second).at("usual"),
                format!("`{first}` is the usual rule already."),
                "Only one rule can be meant where none is named.",
            );
        }
        for (id, rule) in &file.ratification {
            for (side, gate) in &rule.sides {
                let path = at("ratification", id).at("sides").at(side);
                if self.known_actor(&path, side) && !sides.contains(side) {
                    self.no_side(&path, side);
                }
                self.gate(&path, side, gate);
            }
        }
        let mut held = HashSet::new();
        for (k, holder) in file.holders.iter().enumerate() {
            if self.found.is_full() {
                return;
            }
            let path = at("holders", k);
            self.known_actor(&path.at("side"), &holder.side);
            self.known_faction(&path.at("faction"), &holder.faction);
            self.known_periods(&path.at("periods"), &holder.periods);
            let here = self.periods_of(&holder.periods);
            let new = here
                .into_iter()
                .filter(|p| !held.contains(&(&holder.side, p.clone())));
            let new: Vec<_> = new.map(|period| (&holder.side, period)).collect();
            let twice = new.len() < self.periods_of(&holder.periods).len();
            held.extend(new);
            if twice {
                self.error(
                    "two-holders",
                    &path,
                    format!(
                        "Somebody else holds the file of `{}` at the same time.",
                        holder.side
                    ),
                    "Give each its own `periods`.",
                );
            }
        }
    }

    /// Says that what is named at `path` is no side.
    pub fn no_side(&mut self, path: &Path, side: &str) {
        self.error_at_key(
            "no-side",
            path,
            format!("`{side}` is no side of these talks."),
            "Sides are the `parties` of terms and those at whose table a faction sits.",
        );
    }

    pub fn known_faction(&mut self, path: &Path, name: &str) -> bool {
        let file = self.file;
        self.known("faction", "unknown-faction", &file.factions, path, name)
    }

    fn gate(&mut self, path: &Path, side: &str, gate: &Gate) {
        let file = self.file;
        let named = (gate.leader.iter().map(|name| (path.at("leader"), name)))
            .chain((gate.vetoes.iter().enumerate()).map(|(k, n)| (path.at("vetoes").at(k), n)));
        for (path, name) in named {
            // A side's own government judges even where it is not declared.
            if name != side {
                self.known_faction(&path, name);
            }
        }
        if gate.holder {
            let holds = |period: &Option<String>| {
                let mut holders = file.holders.iter();
                holders.any(|h| h.side == *side && stands(&h.periods, period.as_deref()))
            };
            let without = self.periods_of(&[]).into_iter().find(|p| !holds(p));
            if let Some(period) = without {
                let there = period.map_or(String::new(), |id| format!(" in the period `{id}`"));
                let span = self.places.value(&path.at("holder"));
                self.warning(
                    "nobody-holds",
                    span,
                    format!("Nobody holds the file of `{side}`{there}: this asks for nothing."),
                    "Add an entry under `[[holders]]`.",
                );
            }
        }
        let asks = gate.leader.is_some()
            || !gate.vetoes.is_empty()
            || gate.quota.is_some()
            || gate.majority
            || gate.holder;
        if !asks {
            let span = self.places.key(path);
            self.warning(
                "empty-gate",
                span,
                format!("Nobody must accept on the side of `{side}`."),
                "Give it a `leader`, `vetoes`, a `quota` or `majority = true`, or leave the side out.",
            );
        }
    }

    fn faction(&mut self, path: &Path, id: &str, faction: &Faction) {
        let file = self.file;
        self.known("actor", "unknown-actor", &file.actors, path, id);
        self.known_actor(&path.at("side"), &faction.side);
        for period in faction.influence_in.keys() {
            let path = path.at("influence_in").at(period);
            self.known("period", "unknown-period", &file.periods, &path, period);
        }
        for (k, judgement) in faction.judges.iter().enumerate() {
            let path = path.at("judges").at(k);
            self.known_periods(&path.at("periods"), &judgement.periods);
            self.condition(&path, &judgement.only_while);
            let before = &faction.judges[..k];
            let taken = |p: &Option<String>| {
                let mut above = before.iter().filter(|j| stands(&j.periods, p.as_deref()));
                let said = |form: &String| above.clone().any(|j| j.forms.contains_key(form));
                let says_more = !judgement.forms.keys().all(said);
                above
                    .next()
                    .is_some_and(|first| first.forms.is_empty() || !says_more)
            };
            let here = self.periods_of(&judgement.periods);
            if !here.is_empty() && here.iter().all(taken) {
                let span = self.places.value(&path);
                self.warning(
                    "never-stands",
                    span,
                    "Other judgements above stand in all periods of this one.",
                    "The first that stands in a period is meant: put the one for single periods first. One by `forms` can add forms that it does not name.",
                );
            }
            self.judgement(&path, judgement);
        }
        for (id, guarantee) in &faction.guarantees {
            self.guarantee(&path.at("guarantees").at(id), faction, guarantee);
        }
        if faction.judges.is_empty() && !file.preferences.iter().any(|p| p.actor == *id) {
            let span = self.places.key(path);
            self.warning(
                "minds-nothing",
                span,
                format!("Nothing says how `{id}` judges: it minds no agreement."),
                "Add `judges`, or give the actor `preferences`.",
            );
        }
    }

    fn guarantee(&mut self, path: &Path, faction: &Faction, guarantee: &Guarantee) {
        let file = self.file;
        for (k, form) in guarantee.forms.iter().enumerate() {
            let path = path.at("forms").at(k);
            self.known("form", "unknown-form", &file.forms, &path, form);
        }
        if let Some(terms) = &guarantee.terms {
            self.formula(&path.at("terms"), terms);
        }
        self.known_periods(&path.at("periods"), &guarantee.periods);
        let rejects = |(form, says): (&String, &FactionVerdict)| {
            guarantee.is_about(form) && *says == FactionVerdict::Rejects
        };
        let here = self.periods_of(&guarantee.periods);
        let both =
            |judges: &&FactionJudgement| here.iter().any(|p| stands(&judges.periods, p.as_deref()));
        let mut judges = faction.judges.iter().filter(both);
        if !judges.any(|judges| judges.forms.iter().any(rejects)) {
            let span = self.places.key(path);
            self.warning(
                "answers-nothing",
                span,
                "The faction rejects none of these forms in these periods: this answers nothing.",
                "A guarantee answers a no among the `forms` of the faction's `judges`.",
            );
        }
    }

    fn judgement(&mut self, path: &Path, judgement: &FactionJudgement) {
        let file = self.file;
        if !judgement.forms.is_empty() && !judgement.statements.is_empty() {
            self.error(
                "forms-and-statements",
                &path.at("forms"),
                "A faction judges by `forms` or by `statements`, not both.",
                "Take one of the two out.",
            );
        }
        for form in judgement.forms.keys() {
            let path = path.at("forms").at(form);
            self.known("form", "unknown-form", &file.forms, &path, form);
        }
        self.statements(
            &path.at("statements"),
            &judgement.statements,
            &judgement.periods,
        );
        let ids: HashSet<&str> = judgement.statements.iter().map(|s| s.id.as_str()).collect();
        for (key, id) in [
            ("audience_cost", &judgement.audience_cost),
            ("deadlock_cost", &judgement.deadlock_cost),
        ] {
            let Some(id) = id else { continue };
            if !ids.contains(id.as_str()) {
                let help = match nearest(id, ids.iter().copied()) {
                    Some(near) => format!("Did you mean `{near}`?"),
                    None => "Name the `id` of one of the statements of this judgement.".to_string(),
                };
                let message = format!("There is no statement `{id}` here.");
                self.error("unknown-statement", &path.at(key), message, help);
            }
        }
        for (term, worths) in &judgement.weights {
            let path = path.at("weights").at(term);
            if !self.known("term", "unknown-term", &file.terms, &path, term) {
                continue;
            }
            let levels = crate::compile::term_levels(&file.terms[term]).len();
            if worths.len() != levels {
                self.error(
                    "worths",
                    &path,
                    format!(
                        "`{term}` has {levels} levels, and {} worths are given.",
                        worths.len()
                    ),
                    "Give one number for each level, lowest first.",
                );
            }
        }
        let by_weights = judgement.forms.is_empty() && judgement.statements.is_empty();
        let fits = match by_weights {
            true => judgement.doubt >= 0.0,
            false => (0.0..=1.0).contains(&judgement.doubt),
        };
        if !fits {
            let help = match by_weights {
                true => "With weights it is a standard deviation: a number from 0 up.",
                false => "It is a probability: a number from 0 to 1.",
            };
            let message = format!("The doubt cannot be {}.", judgement.doubt);
            self.error("out-of-range", &path.at("doubt"), message, help);
        }
        if judgement.cost != 0.0 && judgement.weights.is_empty() {
            let span = self.places.value(&path.at("cost"));
            self.warning(
                "cost-without-weights",
                span,
                "This cost is counted in weights, and there are none.",
                "Without weights, name a statement by `audience_cost` or `deadlock_cost`.",
            );
        }
    }
}
