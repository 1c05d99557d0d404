//! An OpenAPI 3.1 document.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Map, Value, json};

/// Where the answer to a refused request is described; the document's first schema of refusals is named so.
const REFUSED: &str = "#/components/responses/Problem";
const JSON: &str = "application/json";

/// A document that is being made.
pub struct Document {
    info: Value,
    generator: SchemaGenerator,
    paths: Map<String, Value>,
    refused: Value,
}

/// One operation of a document; what it answers comes last and adds it.
pub struct Operation<'a> {
    document: &'a mut Document,
    method: &'static str,
    path: String,
    value: Map<String, Value>,
}

impl Document {
    /// An API without operations. Every operation may be answered by `Refused` as `application/problem+json`.
    pub fn new<Refused: JsonSchema>(title: &str, summary: &str, description: &str) -> Self {
        let mut generator = generator();
        let schema = generator.subschema_for::<Refused>();
        let content = json!({ "application/problem+json": { "schema": schema } });
        Self {
            info: json!({ "title": title, "version": "1", "summary": summary, "description": description }),
            generator,
            paths: Map::new(),
            refused: json!({ "description": "Refused (RFC 9457)", "content": content }),
        }
    }

    /// `GET path`.
    pub fn get(&mut self, path: &str, summary: &str) -> Operation<'_> {
        self.operation("get", path, summary)
    }

    /// `POST path`.
    pub fn post(&mut self, path: &str, summary: &str) -> Operation<'_> {
        self.operation("post", path, summary)
    }

    /// `PATCH path`.
    pub fn patch(&mut self, path: &str, summary: &str) -> Operation<'_> {
        self.operation("patch", path, summary)
    }

    /// `DELETE path`.
    pub fn delete(&mut self, path: &str, summary: &str) -> Operation<'_> {
        self.operation("delete", path, summary)
    }

    /// The text of the document.
    pub fn text(mut self) -> String {
        let schemas = definitions(&mut self.generator);
        let document = json!({
            "openapi": "3.1.0",
            "info": self.info,
            "paths": self.paths,
            "components": { "responses": { "Problem": self.refused }, "schemas": schemas },
        });
        format!("{document:#}\n")
    }

    fn operation(&mut self, method: &'static str, path: &str, summary: &str) -> Operation<'_> {
        let refused = json!({ "default": { "$ref": REFUSED } });
        let mut value =
            Map::from_iter([("summary".to_owned(), summary.into()), ("responses".to_owned(), refused)]);
        let names = path.split('{').skip(1).filter_map(|rest| rest.split('}').next());
        let parameters: Vec<_> = names.map(|name| parameter(name, "path", true)).collect();
        if !parameters.is_empty() {
            value.insert("parameters".to_owned(), parameters.into());
        }
        Operation { document: self, method, path: path.to_owned(), value }
    }
}

impl Operation<'_> {
    /// More about it than its summary says.
    #[must_use]
    pub fn description(mut self, text: &str) -> Self {
        self.value.insert("description".to_owned(), text.into());
        self
    }

    /// A parameter in the query; text.
    #[must_use]
    pub fn query(mut self, name: &str, required: bool) -> Self {
        let parameters = self.value.entry("parameters").or_insert_with(|| json!([]));
        if let Some(parameters) = parameters.as_array_mut() {
            parameters.push(parameter(name, "query", required));
        }
        self
    }

    /// What is sent: JSON.
    #[must_use]
    pub fn body<T: JsonSchema>(mut self) -> Self {
        let schema = self.document.generator.subschema_for::<T>();
        let body = json!({ "required": true, "content": { JSON: { "schema": schema } } });
        self.value.insert("requestBody".to_owned(), body);
        self
    }

    /// What is sent: an `Envelope` (JWS) whose payload holds `T`.
    #[must_use]
    pub fn signed_body<Envelope: JsonSchema, T: JsonSchema>(mut self) -> Self {
        let schema = self.document.generator.subschema_for::<Envelope>();
        let payload = self.document.generator.subschema_for::<T>();
        let content = json!({ "application/jose+json": { "schema": schema, "x-payload": payload } });
        self.value.insert("requestBody".to_owned(), json!({ "required": true, "content": content }));
        self
    }

    /// What is answered: `T` as JSON with this status; nothing where `T` is `()`.
    pub fn answer<T: JsonSchema>(self, status: u16) {
        self.answer_as::<T>(status, JSON);
    }

    /// As [`Self::answer`], of another media type.
    pub fn answer_as<T: JsonSchema>(mut self, status: u16, media_type: &str) {
        let schema = self.document.generator.subschema_for::<T>();
        let mut answer = json!({ "description": "Done" });
        if schema != nothing() {
            answer["content"] = json!({ media_type: { "schema": schema } });
        }
        self.value["responses"][status.to_string()] = answer;
        let path = self.document.paths.entry(self.path).or_insert_with(|| json!({}));
        path[self.method] = Value::Object(self.value);
    }
}

/// Schemas of what is sent, with references as OpenAPI has them.
pub(crate) fn generator() -> SchemaGenerator {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    settings
        .with(|settings| {
            settings.meta_schema = None;
            settings.definitions_path = "/components/schemas".into();
        })
        .into_generator()
}

/// The named schemas that were asked for, without what serde needs and readers do not.
pub(crate) fn definitions(generator: &mut SchemaGenerator) -> Map<String, Value> {
    let mut schemas = generator.take_definitions(true);
    schemas.values_mut().for_each(plain);
    schemas
}

/// What `()` is in JSON.
pub(crate) fn nothing() -> Schema {
    schemars::json_schema!({ "type": "null" })
}

fn parameter(name: &str, place: &str, required: bool) -> Value {
    json!({ "name": name, "in": place, "required": required, "schema": { "type": "string" } })
}

/// A member that may be left out is never null: it is left out.
fn plain(schema: &mut Value) {
    match schema {
        Value::Array(schemas) => schemas.iter_mut().for_each(plain),
        Value::Object(members) => {
            members.values_mut().for_each(plain);
            let required = members.get("required").cloned().unwrap_or_default();
            let is_required =
                |name: &str| required.as_array().is_some_and(|names| names.iter().any(|one| one == name));
            if let Some(Value::Object(properties)) = members.get_mut("properties") {
                properties
                    .iter_mut()
                    .filter(|(name, _)| !is_required(name))
                    .for_each(|(_, member)| not_null(member));
            }
        }
        _ => {}
    }
}

fn not_null(schema: &mut Value) {
    if let Some(types) = schema["type"].as_array() {
        let others: Vec<_> = types.iter().filter(|name| *name != "null").cloned().collect();
        if let [one] = others.as_slice() {
            schema["type"] = one.clone();
        }
    }
    let Some(choices) = schema["anyOf"].as_array() else { return };
    let others: Vec<_> = choices.iter().filter(|choice| choice["type"] != "null").cloned().collect();
    let [Value::Object(one)] = others.as_slice() else { return };
    let one = one.clone();
    if let Value::Object(members) = schema {
        members.remove("anyOf");
        members.extend(one);
    }
}
