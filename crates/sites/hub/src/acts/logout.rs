//! Logging out: here, then at the methods by which the person had logged in, and at last a page that says where else they are
//! still logged in.

use ::store::StoreError;
use openid::RelyingPartyError;
use sessions::Session;
use url::Url;
use values::{Language, MINUTE_MS, Timestamp};

use crate::context::Context;
use crate::rules::method::MethodId;
use crate::rules::service::ServiceId;
use crate::store::{
    self,
    logout::Logout,
    session_participants::{self, Kind},
};

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

/// Logs out this browser. Returns a token that the addresses of the logout carry: [`find`] finds it again by that.
pub(crate) async fn begin(
    context: &Context,
    session: &Session,
    request: Option<&str>,
    now: Timestamp,
) -> Result<String, StoreError> {
    let (token, id) = context.hashes.new_logout();
    let logout = Logout { session: session.id.clone(), request: request.map(str::to_owned) };
    context
        .store
        .write(|tx| {
            context.sessions.end(tx, session)?;
            store::logout::add(tx, &id, &logout, now.plus_ms(LOGOUT_MS))
        })
        .await?;
    Ok(token)
}

/// The logout that an address carries, for a quarter of an hour.
pub(crate) async fn find(
    context: &Context,
    token: &str,
    now: Timestamp,
) -> Result<Option<LoggedOut>, StoreError> {
    let id = context.hashes.logout_id(token);
    context
        .store
        .read(|tx| {
            let Some(logout) = store::logout::find(tx, &id, now)? else { return Ok(None) };
            let methods = session_participants::names(tx, &logout.session, Kind::Method)?;
            let services = session_participants::names(tx, &logout.session, Kind::Service)?;
            Ok(Some(LoggedOut { methods, services, request: logout.request }))
        })
        .await
}

/// Where the browser goes to log out at a method, and comes back from with this state. `None`: the method has no logout
/// for us.
pub(crate) async fn url_at(
    context: &Context,
    method: &MethodId,
    state: &str,
    language: Language,
) -> Result<Option<String>, RelyingPartyError> {
    let configured =
        context.method(method).filter(|method| method.logout && method.capabilities().keeps_sessions);
    let Some(relying_party) = configured.and_then(|method| context.relying_party(&method.id)) else {
        return Ok(None);
    };
    let returned = context.config.site.origin.join("/logout/returned").ok();
    relying_party.logout_url(returned.as_ref().map(Url::as_str), Some(state), Some(language)).await
}
