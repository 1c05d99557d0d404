//! A browser begins: a login that the hub asked for, or an enrolment of somebody the hub has identified.

use secrets::Token;
use values::Timestamp;

use super::core::{ActError, Core};
use crate::rules::{
    About, End, EventKind, Identity, IdentityRelease, LIFE_MS, PersonId, Refusal, Request, RequestId, Stage,
    level_of_enrolment,
};
use crate::store::audit::Event;
use crate::store::request::{self, Kept};

/// A login, as the hub asked for it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NewLogin<'a> {
    /// The interaction of the OpenID provider.
    pub(crate) interaction: &'a str,
    pub(crate) release: &'a IdentityRelease,
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
pub(crate) async fn begin_login(core: &Core, new: NewLogin<'_>) -> Result<(RequestId, Token), ActError> {
    let (id, token, now) = fresh(core);
    let about = About::Login {
        service: new.release.service(),
        asked: new.release.level(),
        items: new.release.items(),
    };
    let kept = keep(core, &id, &token, about, new.browser, new.interaction.as_bytes(), now);
    let hash = core.interactions.hash(new.interaction.as_bytes());
    core.store
        .write(|tx| {
            if let Some(before) = request::of_interaction(tx, &hash)?
                && !matches!(before.request.stage, Stage::Done(_) | Stage::Ended(_))
            {
                core.end_request(tx, &before, None, End::Abandoned, now)?;
            }
            Ok::<_, ActError>(request::insert(tx, &kept, Some(&hash))?)
        })
        .await?;
    Ok((id, token))
}

/// A new request for an enrolment. The token is the browser's cookie.
pub(crate) async fn begin_enrolment(
    core: &Core,
    new: NewEnrolment<'_>,
) -> Result<(RequestId, Token), ActError> {
    let level = match level_of_enrolment(new.login_level) {
        Ok(level) => level,
        Err(refusal) => {
            let now = core.now();
            let event = Event::new(now, EventKind::Enrolment, refusal.code());
            core.store.write(|tx| event.clone().of(new.person).write(tx)).await?;
            return Err(refusal.into());
        }
    };
    let (id, token, now) = fresh(core);
    let identity = serde_json::to_vec(new.identity).map_err(|_| Refusal::Internal)?;
    let about = About::Enrolment { person: new.person.clone(), level, identity: None };
    let kept = keep(core, &id, &token, about, new.browser, &identity, now);
    core.store.write(|tx| Ok::<_, ActError>(request::insert(tx, &kept, None)?)).await?;
    Ok((id, token))
}

fn fresh(core: &Core) -> (RequestId, Token, Timestamp) {
    let now = core.now();
    (RequestId::new(now, random::random_bytes()), Token::new(), now)
}

fn keep(
    core: &Core,
    id: &RequestId,
    token: &Token,
    about: About,
    browser: &str,
    secret: &[u8],
    now: Timestamp,
) -> Kept {
    Kept {
        request: Request {
            id: id.clone(),
            about,
            stage: Stage::Waiting,
            browser: browser.to_owned(),
            created_at: now,
            expires_at: now.plus_ms(LIFE_MS),
        },
        browser_hash: core.browsers.hash(token.as_str().as_bytes()),
        secret: Some(core.seal(id, secret)),
        device: None,
        decided_at: None,
    }
}
