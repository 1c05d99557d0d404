//! Logging out: here, then at the methods by which the person had logged in, and in the end the word where else they are
//! still logged in.

use ::store::StoreError;
use openid::RelyingPartyError;
use sessions::Session;
use values::{Language, MINUTE_MS, Timestamp};

use super::Hub;
use crate::rules::method::MethodId;
use crate::rules::service::ServiceId;
use crate::store::{self, logout::Logout, trail};

/// How long a logout may take, over the pages of all methods.
pub(crate) const LOGOUT_MS: i64 = 15 * MINUTE_MS;

/// What a browser had open that has logged out here.
pub(crate) struct LoggedOut {
    /// The methods of the session, those of which the logout is asked first.
    pub(crate) methods: Vec<MethodId>,
    /// The services that the session logged the person in to.
    pub(crate) services: Vec<ServiceId>,
    /// The logout that a service asked for, if one did.
    pub(crate) request: Option<String>,
}

/// Signs out this browser. What is answered goes through the addresses of the logout, and finds it again ([`find`]).
pub(crate) async fn begin(
    hub: &Hub,
    session: &Session,
    request: Option<&str>,
    now: Timestamp,
) -> Result<String, StoreError> {
    let (token, id) = hub.desk.hashes.new_logout();
    let logout = Logout { session: session.id.clone(), request: request.map(str::to_owned) };
    hub.desk
        .store
        .write(|tx| {
            hub.site.sessions().end(tx, session)?;
            store::logout::add(tx, &id, &logout, now.plus_ms(LOGOUT_MS))
        })
        .await?;
    Ok(token)
}

/// The logout that an address carries, for a quarter of an hour.
pub(crate) async fn find(hub: &Hub, token: &str, now: Timestamp) -> Result<Option<LoggedOut>, StoreError> {
    let id = hub.desk.hashes.logout_id(token);
    hub.desk
        .store
        .read(|tx| {
            let Some(logout) = store::logout::find(tx, &id, now)? else { return Ok(None) };
            let methods = trail::names(tx, &logout.session, trail::Kind::Method)?;
            let services = trail::names(tx, &logout.session, trail::Kind::Service)?;
            Ok(Some(LoggedOut { methods, services, request: logout.request }))
        })
        .await
}

/// Where the browser goes to log out at a method, and comes back from with this state. `None`: the method has no logout
/// for us.
pub(crate) async fn url_at(
    hub: &Hub,
    method: &MethodId,
    state: &str,
    language: Language,
) -> Result<Option<String>, RelyingPartyError> {
    let configured = hub.desk.method(method).filter(|method| method.logout && !method.is_mobile_key());
    let Some(relying_party) = configured.and_then(|method| hub.relying_party(&method.id)) else {
        return Ok(None);
    };
    relying_party.logout_url(Some(&hub.site.url("/logout/returned")), Some(state), Some(language)).await
}
