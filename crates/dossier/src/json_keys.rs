//! Keys that stand twice in one object of JSON: of two values one would be lost.

use std::collections::HashMap;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

/// A key that stands in its object before, both as they are written.
pub(crate) struct RepeatedKey<'a> {
    /// Without quotation marks.
    pub key: String,
    /// Where it stands first.
    pub first: &'a RawValue,
    /// Where it stands again.
    pub again: &'a RawValue,
}

impl RepeatedKey<'_> {
    /// What is wrong, where the first stands in this line.
    pub fn message(&self, first: usize) -> String {
        let key = &self.key;
        format!("The key `{key:.40}` stands twice in this object: first in line {first}.")
    }

    /// What to do about it.
    pub const HELP: &'static str = "Keep one of the two; where both are meant, put them into one.";
}

/// Which objects of a text are looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Objects {
    /// The whole, if it is one.
    Outermost,
    /// Also those within it. What stands behind a value that cannot be read, such as a
    /// number that is too large, is not looked at.
    All,
}

/// The keys that stand twice, in the order of the text.
pub(crate) fn repeated_keys(json: &RawValue, objects: Objects) -> Vec<RepeatedKey<'_>> {
    let mut found = Vec::new();
    let walk = Walk {
        objects,
        found: &mut found,
    };
    // A value that cannot be read is told by whoever reads it.
    let _ = walk.deserialize(&mut serde_json::Deserializer::from_str(json.get()));
    found
}

struct Walk<'f, 'de> {
    objects: Objects,
    found: &'f mut Vec<RepeatedKey<'de>>,
}

impl<'de> Walk<'_, 'de> {
    /// The same, for a value within this one.
    fn within(&mut self) -> Walk<'_, 'de> {
        Walk {
            objects: self.objects,
            found: self.found,
        }
    }
}

impl<'de> DeserializeSeed<'de> for Walk<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, value: D) -> Result<(), D::Error> {
        value.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Walk<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut list: A) -> Result<(), A::Error> {
        while list.next_element_seed(self.within())?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut table: A) -> Result<(), A::Error> {
        let mut seen: HashMap<String, &RawValue> = HashMap::new();
        while let Some(written) = table.next_key::<&RawValue>()? {
            let key: String = serde_json::from_str(written.get()).unwrap_or_default();
            match seen.get(&key) {
                Some(first) => self.found.push(RepeatedKey {
                    key,
                    first,
                    again: written,
                }),
                None => drop(seen.insert(key, written)),
            }
            match self.objects {
                Objects::Outermost => drop(table.next_value::<IgnoredAny>()?),
                Objects::All => table.next_value_seed(self.within())?,
            }
        }
        Ok(())
    }
}
