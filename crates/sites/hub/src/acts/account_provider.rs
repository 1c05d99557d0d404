//! The hub's half of its OpenID provider: what was released, what is written down, what values claims have.

use std::sync::Arc;

use ::store::{StoreError, Tx};
use openid::{
    AccountProvider, BoxFuture, Capabilities, ClaimsQuery, ClaimsUnavailable, CodeIssued, ConsentQuery,
    Release as Released,
};
use random::random_id;
use serde_json::{Map, Value};
use values::Language;

use super::{Desk, conclude, notice, standing};
use crate::config::MethodKind;
use crate::neighbours::register::Reason;
use crate::rules::claims;
use crate::rules::item::{Item, Items};
use crate::rules::login::{Login, Outcome};
use crate::rules::person::{Link, PersonId};
use crate::rules::proof::ASKED_MS;
use crate::rules::release::Release;
use crate::rules::service::ServiceId;
use crate::store::{self, audit::Action, trail};

/// The people of the hub, for its provider.
pub(crate) struct People(pub(crate) Arc<Desk>);

impl AccountProvider for People {
    fn capabilities(&self) -> Capabilities {
        Capabilities {
            claims: &Item::CLAIMS,
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
    ) -> Result<Option<Released>, StoreError> {
        let Ok(person) = PersonId::parse(&asked.session.subject) else { return Ok(None) };
        // On its own page the login goes over the method first.
        if standing::to_ask(&self.0, tx, asked.session, ASKED_MS, asked.now)?.is_some() {
            return Ok(None);
        }
        conclude::remembered(&self.0, tx, &person, asked.client, asked.request)
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

impl People {
    async fn values(&self, wanted: ClaimsQuery<'_>) -> Result<Map<String, Value>, ClaimsUnavailable> {
        let desk = &self.0;
        let items = Items::of_claims(wanted.names.iter().copied());
        let Ok(person) = PersonId::parse(wanted.subject) else { return Ok(Map::new()) };
        if items.is_empty() {
            return Ok(Map::new());
        }
        let known = desk.store.read(|tx| store::person::register_person(tx, &person)).await?;
        let Some(register_person) = known else { return Ok(Map::new()) };
        let service = wanted.client.name(Language::Cs);
        let data = desk.register.read(&register_person, &items, Reason::Login, service).await;
        let data = data.map_err(|error| ClaimsUnavailable(Box::new(error)))?;
        Ok(claims::of_data(&data, wanted.names))
    }
}

/// The login that the person made for this service has reached its end; one that needed no login is written anew.
fn write_login(
    desk: &Desk,
    tx: &mut Tx<'_>,
    person: &PersonId,
    service: &ServiceId,
    granted: &CodeIssued<'_>,
) -> Result<(), StoreError> {
    store::audit::add(tx, granted.at, person, Action::Login, service.as_str())?;
    let Some(session) = granted.grant.session.as_deref() else { return Ok(()) };
    if !desk.is_enrolling(service) {
        trail::add(tx, session, trail::Kind::Service, service, granted.at)?;
    }
    if store::login::end(tx, session, service, Outcome::LoggedIn)? {
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
    notice::of_login(desk, tx, person, &login)
}

/// A Mobile Key that has asked who the person is may log them in from now on, under the name it was told.
fn attach_method(
    desk: &Desk,
    tx: &mut Tx<'_>,
    person: &PersonId,
    granted: &CodeIssued<'_>,
) -> Result<(), StoreError> {
    for method in &desk.config.methods {
        let MethodKind::MobileKey { client, .. } = &method.kind else { continue };
        if *client != granted.client.id {
            continue;
        }
        let (sub, level) = (granted.client_subject, granted.grant.level);
        match store::link::find(tx, &method.id, sub)? {
            // Each device of the key is bound by its own enrolment, so the link may rise.
            Some(link) if link.bound < level => store::link::set_level(tx, &method.id, sub, level)?,
            Some(_) => {}
            None => {
                let link = Link {
                    method: method.id.clone(),
                    sub: sub.to_owned(),
                    person: person.clone(),
                    bound: level,
                    linked_at: granted.at,
                    last_used_at: None,
                    description_hash: None,
                    disconnected: None,
                };
                store::link::make(tx, &link)?;
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
    let items = Items::of_claims(names);
    let release = Release { id: random_id(granted.at), at: granted.at, service: service.clone(), items };
    store::audit::add(
        tx,
        granted.at,
        person,
        Action::DataReleased,
        &format!("{service}: {}", release.items),
    )?;
    store::release::add(tx, person, &release)
}

fn not_ours(what: &'static str) -> StoreError {
    StoreError::Corrupt { place: format!("openid grant, {what}"), expected: "written by the hub" }
}
