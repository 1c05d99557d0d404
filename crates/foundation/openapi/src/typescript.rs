//! TypeScript types.

use std::fmt::Write;

use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value};

use crate::document::{definitions, generator};

/// Types that are being written. A `oneOf` whose members have titles becomes a union of interfaces of those names.
pub struct TypeScript {
    generator: SchemaGenerator,
}

impl Default for TypeScript {
    fn default() -> Self {
        Self { generator: generator() }
    }
}

impl TypeScript {
    /// The type, which is declared if it has a name; `void` for `()`.
    pub fn type_of<T: JsonSchema>(&mut self) -> String {
        expression(self.generator.subschema_for::<T>().as_value())
    }

    /// The declarations of every type that was asked for, and of those that they are made of.
    pub fn text(mut self) -> String {
        let mut text = String::new();
        for (name, schema) in definitions(&mut self.generator) {
            declare(&mut text, &name, &schema);
        }
        text
    }
}

fn declare(text: &mut String, name: &str, schema: &Value) {
    let variants = schema["oneOf"].as_array().map(Vec::as_slice).unwrap_or_default();
    let titles: Vec<_> = variants.iter().filter_map(|variant| variant["title"].as_str()).collect();
    if !variants.is_empty() && titles.len() == variants.len() {
        for (title, variant) in titles.iter().zip(variants) {
            declare(text, title, variant);
        }
        comment(text, "", schema);
        put(text, format_args!("export type {name} = {};\n", titles.join(" | ")));
        return;
    }
    comment(text, "", schema);
    match schema["properties"].as_object() {
        Some(properties) => {
            put(text, format_args!("export interface {name} {{\n"));
            for (member, described) in properties {
                comment(text, "  ", described);
                let optional = if is_required(schema, member) { "" } else { "?" };
                put(text, format_args!("  {member}{optional}: {};\n", expression(described)));
            }
            text.push_str("}\n");
        }
        None => put(text, format_args!("export type {name} = {};\n", expression(schema))),
    }
}

fn expression(schema: &Value) -> String {
    if let Some(name) = schema["$ref"].as_str().and_then(|path| path.rsplit('/').next()) {
        return name.to_owned();
    }
    if let Some(constant) = schema.get("const") {
        return literal(constant);
    }
    if let Some(values) = schema["enum"].as_array() {
        return union(values.iter().map(literal));
    }
    if let Some(choices) = schema["oneOf"].as_array().or(schema["anyOf"].as_array()) {
        return union(choices.iter().map(expression));
    }
    match &schema["type"] {
        Value::Array(names) => {
            union(names.iter().map(|name| of_type(name.as_str().unwrap_or_default(), schema)))
        }
        name => of_type(name.as_str().unwrap_or_default(), schema),
    }
}

fn of_type(name: &str, schema: &Value) -> String {
    match name {
        "null" if schema["type"] == "null" => "void".to_owned(),
        "integer" | "number" => "number".to_owned(),
        "string" | "boolean" | "null" => name.to_owned(),
        "array" => {
            let item = expression(&schema["items"]);
            if item.contains(' ') { format!("({item})[]") } else { format!("{item}[]") }
        }
        "object" => match schema["properties"].as_object() {
            Some(properties) => inline(schema, properties),
            None => "Record<string, never>".to_owned(),
        },
        _ => "unknown".to_owned(),
    }
}

fn inline(schema: &Value, properties: &Map<String, Value>) -> String {
    let member = |(name, described): (&String, &Value)| {
        let optional = if is_required(schema, name) { "" } else { "?" };
        format!("{name}{optional}: {}", expression(described))
    };
    let members: Vec<_> = properties.iter().map(member).collect();
    format!("{{ {} }}", members.join("; "))
}

fn union(choices: impl Iterator<Item = String>) -> String {
    choices.collect::<Vec<_>>().join(" | ")
}

fn literal(value: &Value) -> String {
    match value {
        Value::String(text) => format!("'{text}'"),
        other => other.to_string(),
    }
}

fn is_required(schema: &Value, name: &str) -> bool {
    schema["required"].as_array().is_some_and(|names| names.iter().any(|one| one == name))
}

fn comment(text: &mut String, indent: &str, schema: &Value) {
    if let Some(described) = schema["description"].as_str() {
        let lines = described.split('\n').map(str::trim).collect::<Vec<_>>().join(" ");
        put(text, format_args!("{indent}/** {lines} */\n"));
    }
}

fn put(text: &mut String, more: std::fmt::Arguments<'_>) {
    // Writing to a String cannot fail.
    let _ = text.write_fmt(more);
}
