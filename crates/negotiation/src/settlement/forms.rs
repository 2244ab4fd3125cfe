//! Forms of settlement, and the best agreement of each.

use hikiwake_dossier::Negotiation;
use hikiwake_graph::Bits;

use super::named::Named;
use super::values::{self, Values};
use super::{FormBest, SettledForm};
use crate::FormGround;

/// The forms, and the best agreement of each.
pub(super) fn forms(
    talks: &Negotiation,
    by_form: &[Bits],
    values: &Values,
    zone: &Bits,
    efficient: &Bits,
    named: &mut Named,
) -> (Vec<SettledForm>, Vec<FormBest>) {
    let (mut forms, mut best) = (Vec::new(), Vec::new());
    for (form, here) in talks.forms.iter().zip(by_form) {
        let mut here = here.clone();
        here.intersect(talks.model.feasible());
        forms.push(SettledForm {
            id: form.id.clone(),
            label: form.label.clone(),
            text: form.text.clone(),
            agreements: here.count() as u64,
            zone: here.count_in(zone) as u64,
            ground: FormGround::default(),
        });
        let best_here = values.efficient(&here);
        let first = best_here.iter().min_by_key(|&agreement| {
            let plain = values::plainest(talks, zone, agreement);
            let preferring = std::cmp::Reverse(values.preferring(agreement));
            (plain.0, preferring, plain)
        });
        if let Some(agreement) = first {
            best.push(FormBest {
                form: form.id.clone(),
                agreement: named.place(agreement),
                efficient: efficient.has(agreement),
            });
        }
    }
    (forms, best)
}
