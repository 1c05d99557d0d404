//! A browser begins: a login that the hub asked for, or an enrolment of somebody the hub has identified.

use mobile_key_api::phone::Identity;
use mobile_key_api::release::ReleaseRequest;
use mobile_key_api::{HistoryKind, RequestId};
use secrets::Token;
use values::Timestamp;

use super::common::{ActError, end_request};
use crate::context::Context;
use crate::rules::{
    LIFE_MS, PersonId, Refusal, Request, RequestDetails, Stage, Termination, items_of, level_of_enrolment,
    service_of,
};
use crate::store::audit::Event;
use crate::store::request::{self, RequestRecord};

/// A login, as the hub asked for it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NewLogin<'a> {
    /// The interaction of the OpenID provider.
    pub(crate) interaction: &'a str,
    pub(crate) release: &'a ReleaseRequest,
    pub(crate) browser: &'a str,
}

/// An enrolment, as the hub identified its person.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NewEnrolment<'a> {
    pub(crate) person: &'a PersonId,
    pub(crate) login_level: values::AssuranceLevel,
    pub(crate) identity: &'a Identity,
    pub(crate) browser: &'a str,
}

/// A new request for a login; one that was open for the same interaction ends. The token is the browser's cookie.
pub(crate) async fn begin_login(
    context: &Context,
    new: NewLogin<'_>,
) -> Result<(RequestId, Token), ActError> {
    let (id, token, now) = fresh(context);
    let details = RequestDetails::Login {
        service: service_of(new.release),
        asked: new.release.level,
        items: items_of(new.release),
    };
    let record = new_record(context, &id, &token, details, new.browser, new.interaction.as_bytes(), now);
    let hash = context.interactions.hash(new.interaction.as_bytes());
    context
        .store
        .write(|tx| {
            if let Some(before) = request::of_interaction(tx, &hash)?
                && !matches!(before.request.stage, Stage::Done(_) | Stage::Ended(_))
            {
                end_request(context, tx, &before, None, Termination::Abandoned, now)?;
            }
            Ok::<_, ActError>(request::insert(tx, &record, Some(&hash))?)
        })
        .await?;
    Ok((id, token))
}

/// A new request for an enrolment. The token is the browser's cookie.
pub(crate) async fn begin_enrolment(
    context: &Context,
    new: NewEnrolment<'_>,
) -> Result<(RequestId, Token), ActError> {
    let level = match level_of_enrolment(new.login_level) {
        Ok(level) => level,
        Err(refusal) => {
            let now = context.now();
            let event = Event::new(now, HistoryKind::Enrolment, refusal.code().as_str());
            context.store.write(|tx| event.clone().of(new.person).write(tx)).await?;
            return Err(refusal.into());
        }
    };
    let (id, token, now) = fresh(context);
    let identity = serde_json::to_vec(new.identity).map_err(|_| Refusal::Internal)?;
    let details = RequestDetails::Enrolment { person: new.person.clone(), level, identity: None };
    let record = new_record(context, &id, &token, details, new.browser, &identity, now);
    context.store.write(|tx| Ok::<_, ActError>(request::insert(tx, &record, None)?)).await?;
    Ok((id, token))
}

fn fresh(context: &Context) -> (RequestId, Token, Timestamp) {
    let now = context.now();
    (RequestId::new(now, random::random_bytes()), Token::new(), now)
}

fn new_record(
    context: &Context,
    id: &RequestId,
    token: &Token,
    details: RequestDetails,
    browser: &str,
    secret: &[u8],
    now: Timestamp,
) -> RequestRecord {
    RequestRecord {
        request: Request {
            id: id.clone(),
            details,
            stage: Stage::Waiting,
            browser: browser.to_owned(),
            created_at: now,
            expires_at: now.plus_ms(LIFE_MS),
        },
        browser_hash: context.browsers.hash(token.as_str().as_bytes()),
        secret: Some(context.seal(id, secret)),
        device: None,
        decided_at: None,
    }
}
