//! What a schema wants at one place.

use serde_json::Value as Schema;
use toml::de::DeValue;

use super::number_meant;

/// The schema behind a `$ref`.
pub(super) fn resolve<'a>(root: &'a Schema, schema: &'a Schema) -> &'a Schema {
    match schema["$ref"].as_str().and_then(|r| r.strip_prefix('#')) {
        Some(pointer) => root.pointer(pointer).unwrap_or(&Schema::Null),
        None => schema,
    }
}

/// The JSON type that a schema wants.
pub(super) fn kind(schema: &Schema) -> &str {
    match schema["type"].as_str() {
        Some(kind) => kind,
        None => "string", // A choice between texts.
    }
}

/// The texts that a schema allows; empty where any is.
pub(super) fn choices(schema: &Schema) -> Vec<&str> {
    let named = schema["oneOf"].as_array().into_iter().flatten();
    let plain = schema["enum"].as_array().into_iter().flatten();
    named
        .map(|s| &s["const"])
        .chain(plain)
        .filter_map(Schema::as_str)
        .collect()
}

/// How many entries a list has at least and at most.
pub(super) fn counts(schema: &Schema) -> (usize, usize) {
    let bound = |key: &str| schema[key].as_u64().and_then(|n| usize::try_from(n).ok());
    (
        bound("minItems").unwrap_or(0),
        bound("maxItems").unwrap_or(usize::MAX),
    )
}

/// The number in a text, where a number is wanted: what depends on it is then no second
/// fault.
pub(super) fn meant(wanted: &str, found: &DeValue) -> Option<toml::Value> {
    let number: f64 = match found {
        DeValue::String(text) => number_meant(text)?.parse().ok()?,
        _ => return None,
    };
    match wanted {
        "number" => Some(number.into()),
        "integer" if number.fract() == 0.0 && (0.0..4e9).contains(&number) => {
            Some((number as i64).into())
        }
        _ => None,
    }
}

/// A value without content that deserialises where the schema is met.
pub(super) fn blank(root: &Schema, schema: &Schema) -> toml::Value {
    let schema = resolve(root, schema);
    match kind(schema) {
        "integer" => schema["const"].as_i64().unwrap_or(0).into(),
        "number" => 0.0.into(),
        "boolean" => false.into(),
        "array" => {
            let (least, most) = counts(schema);
            let fixed = if least == most { least } else { 0 };
            vec![blank(root, &schema["items"]); fixed].into()
        }
        "object" => {
            let required = schema["required"].as_array().into_iter().flatten();
            let keys = required.filter_map(Schema::as_str);
            let fields = keys.map(|key| (key.to_owned(), blank(root, &schema["properties"][key])));
            toml::Value::Table(fields.collect())
        }
        _ => choices(schema).first().copied().unwrap_or("").into(),
    }
}
