//! What a format cannot hold, found by taking the written file in again.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use indexmap::IndexMap;
use serde_json::Value;

use crate::record::{BESIDE, Record, same};

/// Something that stands in the dossier and not in the written file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Loss {
    /// What: the path of a key (`figure.unit`), or `the whole` of an entry.
    pub what: String,
    /// In what: `claims` or `sources`.
    pub of: &'static str,
    /// In how many of them.
    pub count: usize,
}

impl fmt::Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let of = match self.count {
            1 => self.of.trim_end_matches('s'),
            _ => self.of,
        };
        write!(f, "{}, in {} {of}", self.what, self.count)
    }
}

/// What of `before` is not in `after`, by path.
pub(crate) fn losses(
    of: &'static str,
    before: &IndexMap<String, Record>,
    after: &IndexMap<String, Record>,
) -> Vec<Loss> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for (id, record) in before {
        let mut lost = BTreeSet::new();
        match after.get(id) {
            Some(back) => differing("", record, back, &mut lost),
            None => drop(lost.insert("the whole".to_owned())),
        }
        for what in lost {
            *counts.entry(what).or_default() += 1;
        }
    }
    let loss = |(what, count)| Loss { what, of, count };
    counts.into_iter().map(loss).collect()
}

fn differing(path: &str, before: &Record, after: &Record, lost: &mut BTreeSet<String>) {
    for (key, value) in before {
        let path = match path {
            "" => key.clone(),
            path => format!("{path}.{key}"),
        };
        match (value, after.get(key)) {
            (value, Some(back)) if same(key, value, back) => {}
            (Value::Object(value), Some(Value::Object(back))) => {
                differing(&path, value, back, lost);
            }
            (Value::Array(values), Some(Value::Array(backs)))
                if values.len() == backs.len() && values.iter().all(Value::is_object) =>
            {
                for (value, back) in values.iter().zip(backs) {
                    match (value, back) {
                        (Value::Object(value), Value::Object(back)) => {
                            differing(&path, value, back, lost);
                        }
                        _ => drop(lost.insert(path.clone())),
                    }
                }
            }
            (Value::Object(value), None) if key == BESIDE => {
                differing(&path, value, &Record::new(), lost);
            }
            _ => drop(lost.insert(path)),
        }
    }
}
