//! What came of promises.

use hikiwake_finding::decimal;
use hikiwake_negotiation::{Delivery, Settlement};

use super::ChangedAnswer;

/// The promises of which only one version tells, or of which they tell otherwise.
pub(super) fn promises(old: &Settlement, new: &Settlement) -> Vec<ChangedAnswer> {
    let find = |all: &Settlement, id: &str| all.promises.iter().find(|one| one.id == id).cloned();
    let mut all: Vec<&Delivery> = Vec::new();
    for promise in old.promises.iter().chain(&new.promises) {
        if all.iter().all(|known| known.id != promise.id) {
            all.push(promise);
        }
    }
    let changed = all
        .into_iter()
        .filter(|one| find(old, &one.id) != find(new, &one.id));
    let told = changed.map(|one| ChangedAnswer::Promise {
        id: one.id.clone(),
        label: one.label.clone(),
        old: find(old, &one.id).is_some(),
        new: find(new, &one.id).is_some(),
        size: format!(
            "{} of {} {}",
            decimal(one.delivered),
            decimal(one.announced),
            one.unit
        ),
    });
    told.collect()
}
