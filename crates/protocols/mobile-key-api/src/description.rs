//! `phone.openapi.json`, `people.openapi.json` and the app's `types.ts`, made from the types.

use std::borrow::Cow;

use openapi::{Document, TypeScript};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::people::{self, DeviceHistory, Devices, LoginNotice};
use crate::phone::{
    Claim, ClaimedRequest, Config, Decided, Decision, DeviceEvent, DeviceList, DisconnectDevice, ErrorCode,
    Evaluate, Evaluated, History, HistoryQuery, Install, Installed, Me, Nothing, Notice, NoticeSettings,
    Notices, NoticesQuery, Problem, RenameDevice, RequestEvent, RequestQuery, SetKnowledge, StateAnswer,
    Ticket, Time, WebauthnOptions,
};
use crate::{DeviceId, DeviceName, NoticeId, Registration, RequestId, SignedRequest};

const MAKE_THEM: &str = "run: SVORNIK_WRITE_API=1 cargo test -p mobile-key-api";

/// A name, or one in each language.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "only described")]
pub(crate) enum Name {
    /// The same everywhere.
    One(String),
    /// By language; Czech stands in for those that are missing.
    Each {
        cs: String,
        #[schemars(skip_serializing_if = "Option::is_none")]
        sk: Option<String>,
        #[schemars(skip_serializing_if = "Option::is_none")]
        en: Option<String>,
    },
}

/// Bytes, as base64url without padding.
pub(crate) struct Binary;

/// A JSON Web Key of a device (RFC 7517, RFC 7518 §6.2.1).
#[derive(JsonSchema)]
#[expect(dead_code, reason = "only described")]
pub(crate) struct PublicKey {
    /// `EC`.
    kty: String,
    /// `P-256`.
    crv: String,
    /// A coordinate, 32 bytes.
    x: String,
    /// The other coordinate, 32 bytes.
    y: String,
}

/// A level of assurance.
#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase")]
#[expect(dead_code, reason = "only described")]
pub(crate) enum Level {
    Low,
    Substantial,
    High,
}

/// Text with a description of its own, not worth a name.
macro_rules! text_schema {
    ($($name:ident: $schema:tt,)*) => {
        $(impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn inline_schema() -> bool {
                true
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        })*
    };
}

text_schema! {
    DeviceId: { "type": "string", "format": "uuid" },
    RequestId: { "type": "string", "format": "uuid" },
    NoticeId: { "type": "string", "format": "uuid" },
    DeviceName: { "type": "string", "minLength": 1, "maxLength": 60 },
    Binary: { "type": "string", "contentEncoding": "base64url" },
}

impl JsonSchema for SignedRequest {
    fn schema_name() -> Cow<'static, str> {
        "SignedRequest".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let webauthn = generator.subschema_for::<crate::Assertion>();
        let text = json_schema!({ "type": "string" });
        json_schema!({
            "description": "JWS in JSON serialization (RFC 7515 §7.2), ES256, typ svornik-device+jws",
            "oneOf": [
                {
                    "type": "object", "required": ["payload", "protected", "signature"], "additionalProperties": false,
                    "properties": { "payload": text, "protected": text, "signature": text }
                },
                {
                    "type": "object", "required": ["payload", "signatures"], "additionalProperties": false,
                    "properties": {
                        "payload": text, "webauthn": webauthn,
                        "signatures": { "type": "array", "minItems": 1, "maxItems": 3, "items": {
                            "type": "object", "required": ["protected", "signature"], "additionalProperties": false,
                            "properties": { "protected": text, "signature": text }
                        } }
                    }
                }
            ]
        })
    }
}

/// Where the signed operations are told.
trait Operations {
    /// `POST` of the members of `F`, answered by `A`.
    fn operation<F: JsonSchema, A: JsonSchema>(
        &mut self,
        path: &str,
        summary: &str,
        signatures: &str,
        status: u16,
    );
}

const ONE: &str = "One signature, of the possession key.";
const TWO: &str = "two signatures (possession, knowledge), or one and a WebAuthn assertion.";

/// Every signed operation of the phone's API.
fn operations(to: &mut impl Operations) {
    let new = format!("{ONE} The header carries `jwk` instead of `kid`.");
    to.operation::<Install, Installed>("devices", "Register an installation", &new, 201);
    to.operation::<Evaluate, Evaluated>("oprf", "Evaluate the OPRF of the device: spends a try", ONE, 200);
    let factor = "Two signatures (possession, new knowledge key), and the old factor's if there is one.";
    to.operation::<SetKnowledge, ()>("factor", "Set a PIN or a password", factor, 204);
    to.operation::<Nothing, WebauthnOptions>(
        "factor/webauthn/options",
        "Ask for a WebAuthn challenge",
        ONE,
        200,
    );
    let factor = "One signature, and the old factor's if there is one.";
    to.operation::<Registration, ()>("factor/webauthn", "Set biometrics", factor, 204);
    let claim = "Claim the request behind a QR code or a same-device link";
    to.operation::<Claim, ClaimedRequest>("requests/claim", claim, ONE, 200);
    let decide = format!("To approve: {TWO} To refuse: one signature.");
    to.operation::<Decision, Decided>("requests/decide", "Approve or refuse", &decide, 200);
    to.operation::<RequestQuery, StateAnswer>("requests/state", "How a claimed request stands", ONE, 200);
    to.operation::<RequestQuery, ()>("requests/abandon", "Give up before a decision", ONE, 204);
    to.operation::<Nothing, Me>("me", "The device itself", ONE, 200);
    to.operation::<Nothing, DeviceList>("devices/list", "All devices of the person", ONE, 200);
    let other = |itself| {
        format!("Itself: one signature, of the possession key{itself}. Another device of the person: {TWO}")
    };
    to.operation::<RenameDevice, ()>("devices/rename", "Rename a device", &other(""), 204);
    let leave = other(", also when it is blocked");
    to.operation::<DisconnectDevice, ()>(
        "devices/disconnect",
        "Disconnect a device: it fails at once",
        &leave,
        204,
    );
    let history = "The history of the person, 50 entries at a time, the newest first";
    to.operation::<HistoryQuery, History>("history", history, ONE, 200);
    let notices = "The notices of the device; what is answered counts as read";
    to.operation::<NoticesQuery, Notices>("notices", notices, ONE, 200);
    to.operation::<NoticeSettings, ()>("notices/settings", "Switch notices of logins", ONE, 204);
    to.operation::<Nothing, Ticket>("tickets", "A ticket for the stream: 60 s, one use", ONE, 200);
}

impl Operations for Document {
    fn operation<F: JsonSchema, A: JsonSchema>(
        &mut self,
        path: &str,
        summary: &str,
        signatures: &str,
        status: u16,
    ) {
        let operation = self.post(&format!("/api/v1/{path}"), summary).description(signatures);
        operation.signed_body::<SignedRequest, F>().answer::<A>(status);
    }
}

#[derive(Default)]
struct App {
    types: TypeScript,
    fields: Vec<String>,
    answers: Vec<String>,
}

impl Operations for App {
    fn operation<F: JsonSchema, A: JsonSchema>(&mut self, path: &str, _: &str, _: &str, _: u16) {
        let (fields, answer) = (self.types.type_of::<F>(), self.types.type_of::<A>());
        self.fields.push(format!("  '{path}': {fields};\n"));
        self.answers.push(format!("  '{path}': {answer};\n"));
    }
}

fn phone() -> String {
    let mut document = Document::new::<Problem>(
        "Mobile Key",
        "What the phone app and the Mobile Key site say to each other.",
        "docs/mobile-key-protocol.md of Svorník says the same in words, with the reasons. Instants are Unix milliseconds, \
         binary values base64url without padding. Each POST is a JWS whose payload has `htm`, `htu`, `iat_ms` and the fields \
         given under `x-payload`. What is not described here is answered by `not_found` or `method_not_allowed`.",
    );
    document.get("/api/v1/time", "The clock of the server").answer::<Time>(200);
    document.get("/api/v1/config", "Who runs this, and whom people may call").answer::<Config>(200);
    operations(&mut document);
    document
        .get("/api/v1/events", "Server-sent events: notice, request, device")
        .query("ticket", true)
        .answer_as::<Events>(200, "text/event-stream");
    document.text()
}

/// The data of an event: of `notice`, `request` or `device`.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "only described")]
enum Events {
    Notice(Box<Notice>),
    Request(RequestEvent),
    Device(DeviceEvent),
}

fn people_api() -> String {
    let mut document = Document::new::<RefusedByPage>(
        "Mobile Key, for the hub",
        "A person's devices, and notices of logins.",
        "Access tokens of the hub's own (client credentials) with the scope `devices`. `person` is what the hub calls the \
         person towards the Mobile Key. Instants are Unix milliseconds.",
    );
    document.get(people::DEVICES, "The devices of a person, the newest first").answer::<Devices>(200);
    document.patch(people::DEVICE, "Rename a device").body::<people::RenameDevice>().answer::<()>(204);
    document.delete(people::DEVICE, "Disconnect a device: it fails at once").answer::<()>(204);
    document.get(people::HISTORY, "What became of a person's devices").answer::<DeviceHistory>(200);
    document.post(people::NOTICES, "Tell every device of a person").body::<LoginNotice>().answer::<()>(204);
    document.text()
}

/// Why a request was refused (RFC 9457). More members may follow.
#[derive(JsonSchema)]
#[schemars(rename = "Problem")]
#[expect(dead_code, reason = "only described")]
struct RefusedByPage {
    /// A URI of the kind of problem, or `about:blank`.
    r#type: String,
    /// In the language of `Accept-Language`.
    title: String,
    /// The HTTP status.
    status: u16,
}

fn app_types() -> String {
    let mut app = App::default();
    operations(&mut app);
    for declared in [app.types.type_of::<Config>(), app.types.type_of::<ErrorCode>()] {
        assert!(!declared.contains(' '), "{declared}");
    }
    let App { types, fields, answers } = app;
    let (fields, answers) = (fields.concat(), answers.concat());
    format!(
        "/** The wire format of docs/mobile-key-protocol.md §3, made from crates/protocols/mobile-key-api. Members that end in \
         `_ms` are Unix milliseconds. */\n\n{}\n/** What each signed operation says, by its path under `/api/v1/`. */\nexport \
         interface Fields {{\n{fields}}}\n\n/** What it answers. */\nexport interface Operations {{\n{answers}}}\nexport type \
         Operation = keyof Operations;\n",
        types.text()
    )
}

#[test]
fn descriptions_and_the_apps_types_are_made_from_the_types() {
    let is_current = |path, text: &str| openapi::is_current(env!("CARGO_MANIFEST_DIR"), path, text).unwrap();
    assert!(is_current("phone.openapi.json", &phone()), "{MAKE_THEM}");
    assert!(is_current("people.openapi.json", &people_api()), "{MAKE_THEM}");
    assert!(is_current("../../../apps/key/src/protocol/types.ts", &app_types()), "{MAKE_THEM}");
}

/// Reads a value as `T` and writes it again: nothing is lost, and one member more is refused.
pub(crate) fn reads_back<T: Serialize + DeserializeOwned>(value: &Value) {
    let read: T = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(read).unwrap(), *value);
    let mut more = value.clone();
    more["more"] = 1.into();
    assert!(serde_json::from_value::<T>(more).is_err(), "{value}");
}
