//! The published JSON Schema of a dossier file.

use schemars::Schema;
use schemars::generate::SchemaSettings;
use schemars::transform::{Transform, transform_subschemas};
use serde_json::{Value, json};

/// JSON Schema (2020-12) of one dossier file, generated from the types in
/// [`crate::file`]: every object closed, every field described.
pub fn schema() -> Value {
    let settings = SchemaSettings::draft2020_12().with_transform(Tidy);
    let mut schema = settings
        .into_generator()
        .into_root_schema_for::<crate::file::File>();
    schema.insert("title".into(), json!("Hikiwake dossier file"));
    schema.into()
}

/// TOML has no null, a dossier has no keys beyond the known, and descriptions
/// are not wrapped.
#[derive(Clone)]
struct Tidy;

impl Transform for Tidy {
    fn transform(&mut self, schema: &mut Schema) {
        transform_subschemas(self, schema);
        let Some(object) = schema.as_object_mut() else {
            return;
        };
        if let Some(Value::Array(types)) = object.get_mut("type") {
            types.retain(|t| t != "null");
            if let [only] = types.as_slice() {
                let only = only.clone();
                object.insert("type".into(), only);
            }
        }
        if let Some(Value::Array(any)) = object.get("anyOf") {
            let kept: Vec<&Value> = any.iter().filter(|s| s["type"] != "null").collect();
            if let [Value::Object(only)] = kept.as_slice() {
                let only = only.clone();
                object.remove("anyOf");
                object.extend(only);
            }
        }
        if object.get("default").is_some_and(Value::is_null) {
            object.remove("default");
        }
        if object.contains_key("properties") {
            object.insert("additionalProperties".into(), json!(false));
        }
        if let Some(Value::String(text)) = object.get_mut("description") {
            *text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        }
    }
}
