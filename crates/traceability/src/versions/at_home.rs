//! Which forms of settlement pass at home, and who stops them.

use hikiwake_dossier::PartKind;
use hikiwake_finding::ActorHead;
use hikiwake_negotiation::{DomesticRatification, RatifyPeriod};

use super::renamed::Renamed;
use super::{AtHome, ChangedAnswer};

/// The forms of both versions that fare otherwise under a rule of both; each finding is of
/// one period.
pub(super) fn forms(
    old: &DomesticRatification,
    new: &DomesticRatification,
    renamed: &Renamed,
) -> Vec<ChangedAnswer> {
    let (Some(before), Some(after)) = (old.periods.first(), new.periods.first()) else {
        return Vec::new();
    };
    let mut changes = Vec::new();
    for rule in &new.rules {
        let mut rules = before.rules.iter();
        let was = rules.find(|was| renamed.id(PartKind::Ratification, &was.rule) == rule.id);
        let Some(was) = was else { continue };
        for form in &after.by_form {
            let mut forms = before.by_form.iter();
            let old_form = forms.find(|was| {
                let id = was.form.as_deref();
                id.map(|id| renamed.id(PartKind::Form, id)) == form.form.as_deref()
            });
            let Some(old_form) = old_form else { continue };
            let (Some(past), Some(now)) = (
                at_home(before, &was.rule, old_form.form.as_deref()),
                at_home(after, &rule.id, form.form.as_deref()),
            ) else {
                continue;
            };
            let ids = |home: &AtHome, name: &dyn Fn(&str) -> String| -> Vec<String> {
                let mut ids: Vec<String> =
                    home.stopped_by.iter().map(|who| name(&who.id)).collect();
                ids.sort_unstable();
                ids
            };
            let past_ids = ids(&past, &|id| renamed.id(PartKind::Faction, id).to_owned());
            if past.passes == now.passes && past_ids == ids(&now, &str::to_owned) {
                continue;
            }
            let head = new
                .forms
                .iter()
                .find(|head| Some(&head.id) == form.form.as_ref());
            changes.push(ChangedAnswer::AtHome {
                rule: rule.id.clone(),
                rule_label: rule.label.clone(),
                form: form.form.clone(),
                form_label: head.map_or_else(String::new, |head| head.label.clone()),
                old: past,
                new: now,
            });
        }
    }
    changes
}

fn at_home(period: &RatifyPeriod, rule: &str, form: Option<&str>) -> Option<AtHome> {
    let ratified = period.rules.iter().find(|ratified| ratified.rule == rule)?;
    let all = ratified
        .by_form
        .iter()
        .find(|row| row.form.as_deref() == form)?;
    let mut stopped_by: Vec<ActorHead> = Vec::new();
    for side in &ratified.sides {
        let rows = side
            .by_form
            .iter()
            .filter(|row| row.form.as_deref() == form);
        for out in rows.flat_map(|row| &row.kept_out_by) {
            let mut rows = period.factions.iter();
            let head = rows
                .find(|row| row.head.id == out.faction)
                .map(|row| ActorHead {
                    id: row.head.id.clone(),
                    name: row.head.short.clone(),
                });
            stopped_by.extend(head.filter(|head| !stopped_by.contains(head)));
        }
    }
    stopped_by.sort_by(|a, b| a.id.cmp(&b.id));
    Some(AtHome {
        passes: all.how,
        stopped_by,
    })
}
