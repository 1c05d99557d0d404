//! Every message reads back, and members that nobody knows are refused.

use serde_json::json;

use crate::description::reads_back;
use crate::people;
use crate::phone::{
    Claim, ClaimedRequest, Config, Decided, Decision, DeviceEvent, DeviceList, DisconnectDevice, Evaluate,
    Evaluated, History, HistoryQuery, Install, Installed, Me, Nothing, NoticeSettings, Notices, NoticesQuery,
    Problem, RenameDevice, RequestEvent, RequestQuery, SetKnowledge, StateAnswer, Ticket, Time,
    WebauthnOptions,
};
use crate::{Registration, SignedRequest};

const ID: &str = "019a8b4c-0000-7000-8000-000000000001";

#[test]
fn what_a_phone_says() {
    reads_back::<Nothing>(&json!({}));
    reads_back::<Install>(&json!({ "name": "Telefon" }));
    reads_back::<Evaluate>(&json!({ "blinded": "AAEC" }));
    let jwk = json!({ "kty": "EC", "crv": "P-256", "x": "AA", "y": "AA" });
    reads_back::<SetKnowledge>(&json!({ "kind": "pin", "jwk": jwk }));
    reads_back::<Registration>(&json!({ "id": "AA", "clientDataJSON": "AA", "attestationObject": "AA" }));
    reads_back::<Claim>(&json!({ "link": "https://key.example/app/#/q/1" }));
    let login = json!({ "request_id": ID, "kind": "login", "code": "0482", "level": "substantial", "decision": "approve",
        "service_name": "Lipová", "service_domain": "lipova.example", "data": ["email"] });
    reads_back::<Decision>(&login);
    let identity = json!({ "given_name": "Jana", "family_name": "Nováková", "birthdate": "1985-04-12" });
    reads_back::<Decision>(
        &json!({ "request_id": ID, "kind": "enrolment", "code": "0482", "level": "substantial",
        "identity": identity, "decision": "refuse" }),
    );
    reads_back::<RequestQuery>(&json!({ "request_id": ID }));
    reads_back::<RenameDevice>(&json!({ "id": ID, "name": "Telefon" }));
    reads_back::<DisconnectDevice>(&json!({ "id": ID }));
    reads_back::<HistoryQuery>(&json!({}));
    reads_back::<HistoryQuery>(&json!({ "before_ms": 1 }));
    reads_back::<NoticesQuery>(&json!({ "after_id": ID }));
    reads_back::<NoticeSettings>(&json!({ "logins": false }));
    reads_back::<SignedRequest>(&json!({ "payload": "AA", "protected": "AA", "signature": "AA" }));
    let assertion =
        json!({ "id": "AA", "authenticatorData": "AA", "clientDataJSON": "AA", "signature": "AA" });
    let signature = json!({ "protected": "AA", "signature": "AA" });
    reads_back::<SignedRequest>(
        &json!({ "payload": "AA", "signatures": [signature], "webauthn": assertion }),
    );
}

#[test]
fn what_a_phone_is_answered() {
    reads_back::<Time>(&json!({ "server_time_ms": 1 }));
    reads_back::<Config>(&json!({ "operator": null, "helpdesk": { "phone": "225 514 777", "hours": null },
        "portal_url": "https://hub.example/portal", "languages": ["cs", "sk", "en"] }));
    reads_back::<Installed>(&json!({ "device_id": ID }));
    reads_back::<Evaluated>(&json!({ "evaluated": "AA", "tries_left": 4 }));
    reads_back::<WebauthnOptions>(
        &json!({ "challenge": "AA", "rp_id": "x", "rp_name": "x", "user_id": "AA", "user_name": "x" }),
    );
    let request = json!({ "id": ID, "code": "0482", "level": "low", "same_device": true, "browser": "Chrome, Linux",
        "expires_at_ms": 1 });
    let with = |name: &str, value| {
        let mut request = request.clone();
        request[name] = value;
        request
    };
    let mut login = with("kind", json!("login"));
    login["service"] = json!({ "name": "Lipová", "domain": "lipova.example" });
    login["data"] = json!([{ "name": "email", "essential": false, "released": true }]);
    reads_back::<ClaimedRequest>(&login);
    let mut enrolment = with("kind", json!("enrolment"));
    enrolment["identity"] =
        json!({ "given_name": "Jana", "family_name": "Nováková", "birthdate": "1985-04-12" });
    reads_back::<ClaimedRequest>(&enrolment);
    reads_back::<Decided>(
        &json!({ "state": "approved", "return_url": "https://key.example/", "failed_tries": 2 }),
    );
    reads_back::<StateAnswer>(&json!({ "state": "level_too_low" }));
    let device =
        json!({ "id": ID, "name": "Telefon", "attached_at_ms": 1, "last_used_at_ms": 1, "factor": "pin" });
    reads_back::<Me>(
        &json!({ "device": device, "enrolled": true, "level": "substantial", "notices_enabled": true, "unread": 0 }),
    );
    let device =
        json!({ "id": ID, "name": "Telefon", "attached_at_ms": 1, "this_device": true, "blocked": false });
    reads_back::<DeviceList>(&json!({ "devices": [device] }));
    let entry = json!({ "at_ms": 1, "kind": "failed_tries", "outcome": "refused", "device_name": "Telefon", "tries": 2 });
    reads_back::<History>(&json!({ "entries": [entry], "next_before_ms": 1 }));
    let notice = json!({ "id": ID, "at_ms": 1, "kind": "login", "text_key": "login", "service_name": "Lipová",
        "method": { "cs": "Mobilní klíč", "en": "Mobile Key" }, "read": false });
    reads_back::<Notices>(&json!({ "notices": [notice] }));
    reads_back::<Ticket>(&json!({ "ticket": "x" }));
    reads_back::<RequestEvent>(&json!({ "request_id": ID, "state": "confirmed" }));
    reads_back::<DeviceEvent>(&json!({ "state": "blocked" }));
    reads_back::<Problem>(
        &json!({ "type": "about:blank", "title": "x", "status": 409, "code": "pending_request",
        "request_id": "x", "pending_request_id": ID }),
    );
}

#[test]
fn what_the_hub_says_and_is_answered() {
    let device = json!({ "id": ID, "name": "Telefon", "attached_at_ms": 1, "blocked": false, "failed_tries": 2,
        "failed_tries_at_ms": 1, "level": "http://eidas.europa.eu/LoA/substantial" });
    reads_back::<people::Devices>(&json!({ "devices": [device] }));
    reads_back::<people::RenameDevice>(&json!({ "name": "Telefon" }));
    reads_back::<people::DeviceHistory>(
        &json!({ "entries": [{ "at_ms": 1, "kind": "enrolment", "outcome": "done" }] }),
    );
    reads_back::<people::LoginNotice>(&json!({ "id": "1", "at_ms": 1, "kind": "login", "service_name": null,
        "method": { "cs": "mojeID" } }));
}
