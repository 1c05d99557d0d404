//! The provider that a site mounts.

use std::sync::Arc;

use axum::Router;
use axum::http::HeaderMap;
use oidc::{Algorithm, AuthorizationError};
use secrets::MasterKey;
use store::{Store, StoreError, Tx};
use url::Url;
use values::{AssuranceLevel, Timestamp};
use web::Session;
use web::limits::RateLimit;

use crate::browser::BrowserCookie;
use crate::clients::Clients;
use crate::decision::{self, Situation};
use crate::endpoints;
use crate::keyring::{Keyring, KeyringError};
use crate::minted::Mint;
use crate::subjects::Subjects;
use crate::table;
use crate::{
    Answer, Bearer, BearerError, Client, EndUsers, Grant, Interaction, InteractionError, Lifetimes, Logout,
    Need, ProviderConfig,
};

/// An OpenID provider. Cheap to clone.
#[derive(Clone)]
pub struct Provider(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) issuer: String,
    pub(crate) site: web::Site,
    pub(crate) store: Store,
    pub(crate) end_users: Arc<dyn EndUsers>,
    pub(crate) clients: Clients,
    pub(crate) lifetimes: Lifetimes,
    pub(crate) keyring: Keyring,
    /// How long the key set may be cached, in seconds.
    pub(crate) cache_s: i64,
    pub(crate) mint: Mint,
    pub(crate) subjects: Subjects,
    pub(crate) browser: BrowserCookie,
    /// The discovery document, made once.
    pub(crate) metadata: String,
    pub(crate) waiting_limit: RateLimit,
    pub(crate) failure_limit: RateLimit,
}

/// Why a provider cannot be opened or its keys cannot be changed.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Two clients have the same id.
    #[error("two clients have the id {0}")]
    SameId(String),
    /// A client's configuration contradicts itself.
    #[error("client {id}: {reason}")]
    Client {
        /// Which.
        id: String,
        /// What is wrong.
        reason: &'static str,
    },
    /// The issuer is no absolute URL without query and fragment (OIDC Core §2).
    #[error("the issuer is not an absolute URL without query and fragment")]
    Issuer,
    /// A signing key cannot be made or opened.
    #[error("a signing key cannot be made or opened; was the master key changed?")]
    SigningKey,
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<KeyringError> for OpenError {
    fn from(error: KeyringError) -> Self {
        match error {
            KeyringError::Key => Self::SigningKey,
            KeyringError::Store(error) => Self::Store(error),
        }
    }
}

impl Provider {
    /// Opens the provider of a site: reads or makes its signing keys. The store has [`crate::MIGRATIONS`]; the client
    /// (see [`crate::http_client`]) fetches the keys of clients that publish them.
    pub async fn open(
        config: ProviderConfig,
        site: &web::Site,
        store: Store,
        master_key: &MasterKey,
        http: reqwest::Client,
        end_users: Arc<dyn EndUsers>,
    ) -> Result<Self, OpenError> {
        let issuer = config.issuer.unwrap_or_else(|| site.origin().to_owned());
        let is_plain = |url: Url| url.query().is_none() && url.fragment().is_none() && url.has_host();
        if !Url::parse(&issuer).is_ok_and(is_plain) {
            return Err(OpenError::Issuer);
        }
        let audiences = vec![issuer.clone(), site.url(endpoints::TOKEN), site.url(endpoints::PUSHED)];
        let clients = Clients::new(config.clients, master_key, audiences, &http)?;
        let (owner, algorithms, now) = ("provider".to_owned(), &Algorithm::ALL, site.clock().now());
        let validity_ms = config.lifetimes.id_token_ms;
        let keyring =
            Keyring::open(owner, store.clone(), master_key, config.keys, validity_ms, algorithms, now);
        let metadata = endpoints::metadata(&issuer, site, &clients, end_users.abilities());
        Ok(Self(Arc::new(Inner {
            keyring: keyring.await?,
            issuer,
            site: site.clone(),
            store,
            end_users,
            clients,
            lifetimes: config.lifetimes,
            cache_s: config.keys.cache_ms / values::SECOND_MS,
            mint: Mint::new(master_key),
            subjects: Subjects::new(master_key),
            browser: BrowserCookie::new("openid", site, master_key),
            metadata,
            waiting_limit: RateLimit::per_minute(config.limits.waiting_per_minute),
            failure_limit: RateLimit::per_minute(config.limits.failed_authentications_per_minute),
        })))
    }

    /// The endpoints, to be merged into the site's routes before [`web::Site::finish`].
    pub fn router(&self) -> Router {
        endpoints::router(self)
    }

    /// The issuer.
    pub fn issuer(&self) -> &str {
        &self.0.issuer
    }

    /// A client by its id.
    pub fn client(&self, id: &str) -> Option<Arc<Client>> {
        self.0.clients.get(id).cloned()
    }

    /// A person as a client sees them: its `sub`.
    pub fn subject_for(&self, client: &Client, subject: &str) -> String {
        self.0.subjects.of(client, subject)
    }

    /// The interaction that the site's page was opened with, if it began in this browser and still waits: one read.
    pub async fn interaction(&self, headers: &HeaderMap, id: &str) -> Result<Interaction, InteractionError> {
        self.find_interaction(headers, id).await
    }

    /// What an interaction still needs, given who is signed in by now. `None`: the authentication will do, and neither
    /// the request nor its details demand that the person be asked; the site completes it at once if the client is a
    /// first party or it remembers a release, and otherwise asks what to release.
    pub fn need(&self, interaction: &Interaction, session: Option<&Session>) -> Option<Need> {
        let subject = session.map(|session| self.subject_for(&interaction.client, &session.subject));
        decision::still_needed(&self.situation(interaction, session, subject.as_deref()))
    }

    /// Ends an interaction well: issues the code, in the site's own transaction (two or three statements and those of
    /// [`EndUsers::granted`]). What the request demands of level, age and person is checked once more.
    pub fn complete(
        &self,
        tx: &mut Tx<'_>,
        interaction: &Interaction,
        grant: &Grant,
    ) -> Result<Answer, InteractionError> {
        let subject = self.subject_for(&interaction.client, &grant.subject);
        decision::check_grant(&self.situation(interaction, None, Some(&subject)), grant)?;
        self.finish_interaction(tx, interaction)?;
        let code = self.issue(tx, &interaction.client, &interaction.request, grant, &subject)?;
        let answer = interaction.request.granted(code, &self.0.issuer);
        Ok(Answer::new(answer, &self.0.site, interaction.language))
    }

    /// Ends an interaction with an error, usually [`AuthorizationError::AccessDenied`].
    pub fn refuse(
        &self,
        tx: &mut Tx<'_>,
        interaction: &Interaction,
        error: AuthorizationError,
    ) -> Result<Answer, InteractionError> {
        self.finish_interaction(tx, interaction)?;
        let answer =
            interaction.request.refused(error.because("the person or the provider refused"), &self.0.issuer);
        Ok(Answer::new(answer, &self.0.site, interaction.language))
    }

    /// The logout that the site's page was opened with, if it began in this browser.
    pub async fn logout(&self, headers: &HeaderMap, id: &str) -> Result<Logout, InteractionError> {
        self.find_logout(headers, id).await
    }

    /// Revokes everything that a person granted, to one client or to all: after a withdrawn consent, a logout from
    /// everywhere, a closed account. Returns how many grants ended.
    pub fn revoke_grants(
        &self,
        tx: &mut Tx<'_>,
        subject: &str,
        client_id: Option<&str>,
    ) -> Result<u64, StoreError> {
        table::grant::revoke_of_subject(tx, subject, client_id, self.now())
    }

    /// Revokes what a person granted when more was proven than `level`: nobody may go on being told it.
    pub fn revoke_grants_above(
        &self,
        tx: &mut Tx<'_>,
        subject: &str,
        level: AssuranceLevel,
    ) -> Result<u64, StoreError> {
        table::grant::revoke_above(tx, subject, level, self.now())
    }

    /// Who calls an API of this site, by the access token in `Authorization: Bearer`; it must cover the scope. One read.
    pub async fn authenticate_bearer(&self, headers: &HeaderMap, scope: &str) -> Result<Bearer, BearerError> {
        let token = crate::bearer::of_headers(headers)?.ok_or(BearerError::Missing)?;
        let (token, grant) = self.grant_behind(token).await?;
        // A client that has left the configuration gets nothing.
        self.client(&grant.client_id).ok_or(BearerError::Invalid)?;
        let covered = grant.scope.of_bits(token.scope_bits);
        if !covered.contains(scope) {
            return Err(BearerError::Scope);
        }
        Ok(Bearer { client_id: grant.client_id, scope: covered, subject: grant.subject })
    }

    /// Forgets what has expired and changes signing keys when their time has come: a due job of the site. Returns how many
    /// rows went.
    pub async fn sweep(&self, now: Timestamp) -> Result<u64, OpenError> {
        self.0.keyring.rotate(now).await?;
        let mut gone = 0;
        loop {
            let rows = self.0.store.write(|tx| table::sweep(tx, now)).await?;
            gone += rows;
            if rows == 0 {
                return Ok(gone);
            }
        }
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.0.site.clock().now()
    }

    fn situation<'a>(
        &'a self,
        interaction: &'a Interaction,
        session: Option<&'a Session>,
        subject: Option<&'a str>,
    ) -> Situation<'a> {
        Situation {
            client: &interaction.client,
            request: &interaction.request,
            session,
            subject,
            levels: &[],
            begun_at: interaction.begun_at,
            now: self.now(),
        }
    }
}

impl std::fmt::Debug for Provider {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Provider").field("issuer", &self.0.issuer).finish_non_exhaustive()
    }
}
