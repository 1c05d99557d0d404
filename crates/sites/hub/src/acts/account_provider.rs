//! The hub's half of its OpenID provider: what was released, what is written down, what values claims have.

use std::sync::Arc;

use ::store::{StoreError, Tx};
use openid::{
    AccountProvider, BoxFuture, Capabilities, ClaimsQuery, ClaimsUnavailable, CodeIssued, ConsentQuery,
};
use random::random_id;
use serde_json::{Map, Value};
use values::Language;

use super::consent::stored_consent;
use super::notice;
use super::recheck::{self, Recheck};
use crate::context::Context;
use crate::protocol::oidc;
use crate::rules::claims;
use crate::rules::item::{CLAIMS, items_of_claims};
use crate::rules::login::{Login, Outcome};
use crate::rules::person::{Link, PersonId};
use crate::rules::proof::RECHECK_AFTER_MS;
use crate::rules::service::ServiceId;
use crate::store::{
    self,
    audit::Action,
    session_participants::{self, Kind},
};
use population_api::Reason;

/// The people of the hub, for its OpenID provider.
pub(crate) struct HubAccounts(pub(crate) Arc<Context>);

impl AccountProvider for HubAccounts {
    fn capabilities(&self) -> Capabilities {
        Capabilities {
            claims: &CLAIMS,
            levels: self.0.config.levels(),
            authorization_details_types: &[],
            create: false,
        }
    }

    fn interaction_path(&self, id: &str) -> String {
        format!("/login?interaction={id}")
    }

    fn logout_path(&self, id: &str) -> String {
        format!("/logout?logout={id}")
    }

    fn stored_consent(
        &self,
        tx: &mut Tx<'_>,
        asked: &ConsentQuery<'_>,
    ) -> Result<Option<openid::Release>, StoreError> {
        let Ok(person) = PersonId::parse(&asked.session.subject) else { return Ok(None) };
        // On its own page the login goes over the method first.
        let recheck = recheck::check(&self.0, tx, asked.session, RECHECK_AFTER_MS, asked.now)?;
        let Ok(request) = oidc::request(&self.0.services, asked.client, asked.request) else {
            return Ok(None);
        };
        if recheck != Recheck::NotDue {
            return Ok(None);
        }
        let items = stored_consent(tx, &person, &request)?;
        Ok(items.map(|items| oidc::release(asked.request, &items, None)))
    }

    fn code_issued(&self, tx: &mut Tx<'_>, granted: &CodeIssued<'_>) -> Result<(), StoreError> {
        let person = PersonId::parse(&granted.grant.subject).map_err(|_| not_ours("subject"))?;
        let service = ServiceId::parse(&granted.client.id).map_err(|_| not_ours("client"))?;
        write_login(&self.0, tx, &person, &service, granted)?;
        attach_method(&self.0, tx, &person, granted)?;
        write_release(tx, &person, &service, granted)
    }

    fn claims<'a>(
        &'a self,
        wanted: ClaimsQuery<'a>,
    ) -> BoxFuture<'a, Result<Map<String, Value>, ClaimsUnavailable>> {
        Box::pin(self.values(wanted))
    }
}

impl HubAccounts {
    async fn values(&self, wanted: ClaimsQuery<'_>) -> Result<Map<String, Value>, ClaimsUnavailable> {
        let context = &self.0;
        let items = items_of_claims(wanted.names.iter().copied());
        let Ok(person) = PersonId::parse(wanted.subject) else { return Ok(Map::new()) };
        if items.is_empty() {
            return Ok(Map::new());
        }
        let known = context.store.read(|tx| store::person::register_person(tx, &person)).await?;
        let Some(register_person) = known else { return Ok(Map::new()) };
        let service = wanted.client.name(Language::Cs);
        let data = context.population.read(&register_person, &items, Reason::Login, service).await;
        let data = data.map_err(|error| ClaimsUnavailable(Box::new(error)))?;
        Ok(claims::of_data(&data, wanted.names))
    }
}

/// Ends the waiting history entry of the login that was made for this service; a login by a session gets an entry.
fn write_login(
    context: &Context,
    tx: &mut Tx<'_>,
    person: &PersonId,
    service: &ServiceId,
    granted: &CodeIssued<'_>,
) -> Result<(), StoreError> {
    store::audit::add(tx, granted.at, person, Action::Login, service.as_str())?;
    let Some(session) = granted.grant.session.as_deref() else { return Ok(()) };
    if !context.is_enrolling(service) {
        session_participants::add(tx, session, Kind::Service, service, granted.at)?;
    }
    if store::login::end(tx, session, service, Outcome::LoggedIn)?.is_done() {
        return Ok(());
    }
    let Some(first) = store::login::of_session(tx, session)? else { return Ok(()) };
    let login = Login {
        id: random_id(granted.at),
        at: granted.at,
        service: service.clone(),
        level: granted.grant.level,
        outcome: Outcome::SingleSignOn,
        ..first
    };
    store::login::add(tx, person, &login)?;
    notice::of_login(context, tx, person, &login)
}

/// A Mobile Key that asked who the person is may log them in from now on, by the `sub` that it was told.
fn attach_method(
    context: &Context,
    tx: &mut Tx<'_>,
    person: &PersonId,
    granted: &CodeIssued<'_>,
) -> Result<(), StoreError> {
    let methods = context.config.methods.iter();
    let enrolling =
        methods.filter(|method| method.mobile_key().is_some_and(|key| key.client == granted.client.id));
    for method in enrolling {
        let (sub, level) = (granted.client_subject, granted.grant.level);
        match store::link::find(tx, &method.id, sub)? {
            // Each device of the key is bounded by its own enrolment, so the link may rise.
            Some(link) if link.max_level < level => store::link::set_level(tx, &method.id, sub, level)?,
            Some(_) => {}
            None => {
                let link = Link {
                    method: method.id.clone(),
                    sub: sub.to_owned(),
                    person: person.clone(),
                    max_level: level,
                    linked_at: granted.at,
                    last_used_at: None,
                    attributes_hash: None,
                    disconnected: None,
                };
                store::link::make(tx, &link)?.or_conflict()?;
                store::audit::add(tx, granted.at, person, Action::MethodLinked, method.id.as_str())?;
            }
        }
    }
    Ok(())
}

fn write_release(
    tx: &mut Tx<'_>,
    person: &PersonId,
    service: &ServiceId,
    granted: &CodeIssued<'_>,
) -> Result<(), StoreError> {
    let asked = granted.request.items();
    let names = asked.iter().map(|claim| claim.name).filter(|name| granted.grant.release.has(name));
    store::release::add(tx, granted.at, person, service, &items_of_claims(names))
}

fn not_ours(what: &'static str) -> StoreError {
    StoreError::Corrupt { place: format!("openid grant, {what}"), expected: "written by the hub" }
}
