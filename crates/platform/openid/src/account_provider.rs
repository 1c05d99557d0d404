//! What the provider asks the site about its people.

use futures_util::future::BoxFuture;
use oidc::{AuthorizationDetail, AuthorizationErrorResponse, AuthorizationRequest, claims_of_scope};
use serde_json::{Map, Value};
use sessions::Session;
use store::{StoreError, Tx};
use values::{AssuranceLevel, Timestamp};

use crate::Client;

/// The site's half of an OpenID provider. Who is signed in the provider reads from the site's [`sessions::Sessions`].
pub trait AccountProvider: Send + Sync + 'static {
    /// What this site can say and do, for discovery.
    fn capabilities(&self) -> Capabilities;

    /// What this site demands of a request beside what the protocol does. Asked wherever a request comes in, also when it
    /// is pushed (RFC 9126 §2.3), so that a client hears of it before any browser does.
    fn check_request(&self, _: &AuthorizationRequest) -> Result<(), AuthorizationErrorResponse> {
        Ok(())
    }

    /// The path on this site where a person goes who must log in, choose, or consent; `id` is for
    /// [`crate::Provider::interaction`]. Usually `/login?interaction={id}`.
    fn interaction_path(&self, id: &str) -> String;

    /// The path on this site where a person is asked whether they want to log out; `id` is for
    /// [`crate::Provider::logout`].
    fn logout_path(&self, id: &str) -> String;

    /// What this person has released to this client already and does not have to be asked for again; `None` sends them to
    /// [`AccountProvider::interaction_path`]. One read on the way of a login with a live session. The provider does not ask it
    /// about first-party clients, nor where the request itself wants a page. Where the request asks for offline access
    /// and [`Release::offline`] is none, the person is asked; with `prompt=none` there is no offline access.
    fn stored_consent(
        &self,
        tx: &mut Tx<'_>,
        asked: &ConsentQuery<'_>,
    ) -> Result<Option<Release>, StoreError>;

    /// A code is being issued, in this transaction, with or without an interaction: the place for histories.
    fn code_issued(&self, tx: &mut Tx<'_>, granted: &CodeIssued<'_>) -> Result<(), StoreError>;

    /// The values of claims that the person released, as they are in their source at this moment. Those that the person
    /// does not have are left out. Never called without names.
    fn claims<'a>(
        &'a self,
        wanted: ClaimsQuery<'a>,
    ) -> BoxFuture<'a, Result<Map<String, Value>, ClaimsUnavailable>>;
}

/// What a site can say and do, for discovery.
#[derive(Clone, Copy, Debug, Default)]
pub struct Capabilities {
    /// Names of claims beside those of the protocol.
    pub claims: &'static [&'static str],
    /// Levels that a login can reach.
    pub levels: &'static [AssuranceLevel],
    /// Types of authorization details that are understood (RFC 9396).
    pub authorization_details_types: &'static [&'static str],
    /// Whether people can found an account here (`prompt=create`).
    pub create: bool,
}

impl Capabilities {
    /// Whether a scope value means something here: some of the data that it stands for can be had.
    pub(crate) fn fill(&self, scope_value: &str) -> bool {
        matches!(scope_value, "openid" | "offline_access")
            || claims_of_scope(scope_value).iter().any(|claim| self.claims.contains(claim))
    }
}

/// A question about a login with a live session.
#[derive(Clone, Copy, Debug)]
pub struct ConsentQuery<'a> {
    /// Who asks.
    pub client: &'a Client,
    /// For what.
    pub request: &'a AuthorizationRequest,
    /// Who is signed in in this browser, recently and well enough for the request.
    pub session: &'a Session,
    /// Now.
    pub now: Timestamp,
}

/// What a person lets a client have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Release {
    /// Names of claims; those that were not asked for do no harm.
    pub claims: Vec<String>,
    /// What the person said to a service that asked to fetch data while they are away (`offline_access`, OIDC Core §11);
    /// none if they were not asked.
    pub offline: Option<bool>,
}

/// The outcome of a login: what the client will be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// Who, in the site's own terms.
    pub subject: String,
    /// When the person proved who they are.
    pub authenticated_at: Timestamp,
    /// How sure the site is.
    pub level: AssuranceLevel,
    /// How the person proved it (RFC 8176 values).
    pub amr: Vec<String>,
    /// What the person lets the client have, item by item.
    pub release: Release,
    /// The authorization details as granted (RFC 9396 §7).
    pub authorization_details: Vec<AuthorizationDetail>,
    /// The session it stands on, by its id: when that has ended meanwhile, no code is issued.
    pub session: Option<String>,
}

/// A code that is being issued.
#[derive(Clone, Copy, Debug)]
pub struct CodeIssued<'a> {
    /// To whom.
    pub client: &'a Client,
    /// For what.
    pub request: &'a AuthorizationRequest,
    /// What.
    pub grant: &'a Grant,
    /// The person as this client sees them.
    pub client_subject: &'a str,
    /// When.
    pub at: Timestamp,
}

/// A question for values.
#[derive(Clone, Copy, Debug)]
pub struct ClaimsQuery<'a> {
    /// Who gets them.
    pub client: &'a Client,
    /// Whose they are, in the site's own terms.
    pub subject: &'a str,
    /// Which.
    pub names: &'a [&'a str],
    /// When the person released them.
    pub granted_at: Timestamp,
}

/// The source of a claim does not answer. The client is told to come again.
#[derive(Debug, thiserror::Error)]
#[error("the source of the claims does not answer")]
pub struct ClaimsUnavailable(#[source] pub Box<dyn std::error::Error + Send + Sync>);

impl From<StoreError> for ClaimsUnavailable {
    fn from(error: StoreError) -> Self {
        Self(Box::new(error))
    }
}

impl Grant {
    /// What a live session says, with a release.
    pub fn from_session(session: &Session, release: Release) -> Self {
        Self {
            subject: session.subject.clone(),
            authenticated_at: session.authenticated_at,
            level: session.level,
            amr: session.amr.clone(),
            release,
            authorization_details: Vec::new(),
            session: Some(session.id.clone()),
        }
    }
}

impl Release {
    /// Everything that was asked for: to parties of the operator's own, about which nobody is asked.
    pub fn everything(request: &AuthorizationRequest) -> Self {
        let claims = request.items().iter().map(|item| item.name.to_owned()).collect();
        Self { claims, offline: Some(true) }
    }

    /// Whether a service that asks for offline access has yet to be spoken of: the person was never asked about that.
    pub fn leaves_offline_open(&self, request: &AuthorizationRequest) -> bool {
        request.scope.has_offline_access() && self.offline.is_none()
    }

    /// Whether the item is in it.
    pub fn has(&self, name: &str) -> bool {
        self.claims.iter().any(|known| known == name)
    }
}
