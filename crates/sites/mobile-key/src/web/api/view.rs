//! A claimed request, as the phone shows it.

use serde::Serialize;

use crate::acts::Claimed;
use crate::rules::{About, Identity, Item, RequestId, Service};

#[derive(Debug, Serialize)]
pub(super) struct ClaimedView<'a> {
    id: &'a RequestId,
    kind: &'static str,
    code: String,
    level: &'static str,
    same_device: bool,
    browser: &'a str,
    expires_at_ms: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    service: Option<&'a Service>,
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<&'a [Item]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    identity: Option<&'a Identity>,
}

pub(super) fn claimed(claimed: &Claimed) -> ClaimedView<'_> {
    let Claimed { request, claim } = claimed;
    let (service, data, identity) = match &request.about {
        About::Login { service, items, .. } => (Some(service), Some(items.as_slice()), None),
        About::Enrolment { identity, .. } => (None, None, identity.as_ref()),
    };
    ClaimedView {
        id: &request.id,
        kind: request.kind().as_str(),
        code: claim.code.to_string(),
        level: claim.level.word(),
        same_device: claim.same_device,
        browser: &request.browser,
        expires_at_ms: request.expires_at.unix_ms(),
        service,
        data,
        identity,
    }
}
