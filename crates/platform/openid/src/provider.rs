//! The provider that a site mounts.

use std::sync::Arc;

use axum::Router;
use axum::http::HeaderMap;
use jose::Algorithm;
use oidc::AuthorizationError;
use rate_limit::RateLimit;
use secrets::{KeyedHash, MasterKey};
use store::{Store, StoreError, Tx};
use url::Url;
use values::{AssuranceLevel, Timestamp};

use crate::browser_binding::BrowserCookie;
use crate::client_authenticator::ClientAuthenticator;
use crate::client_registry::ClientRegistry;
use crate::decision;
use crate::endpoints;
use crate::failed_authentications::FailedAuthentications;
use crate::keyring::{Keyring, KeyringError};
use crate::pairwise::PairwiseSubjects;
use crate::pending_requests::InteractionOutcome;
use crate::table;
use crate::table::client::ClientRow;
use crate::tokens::TokenCodec;
use crate::{
    AccountProvider, AuthorizationResponse, Bearer, BearerError, Client, ClientAuthentication, Grant,
    Interaction, InteractionError, Lifetimes, Logout, ProviderConfig,
};

/// An OpenID provider. Cheap to clone.
#[derive(Clone)]
pub struct Provider(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) issuer: String,
    pub(crate) site: web::Site,
    pub(crate) store: Store,
    pub(crate) account_provider: Arc<dyn AccountProvider>,
    pub(crate) clients: ClientRegistry,
    pub(crate) lifetimes: Lifetimes,
    pub(crate) keyring: Keyring,
    /// How long the key set may be cached, in seconds.
    pub(crate) cache_s: i64,
    pub(crate) tokens: TokenCodec,
    pub(crate) subjects: PairwiseSubjects,
    pub(crate) browser: BrowserCookie,
    pub(crate) allowed: KeyedHash,
    pub(crate) waiting_limit: RateLimit,
    pub(crate) failures: FailedAuthentications,
}

/// Why a provider cannot be opened or its keys cannot be changed.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// What [`crate::check`] says of the clients.
    #[error("{}", .0.join("; "))]
    Clients(Vec<String>),
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
    /// (see the crate `http_client`) fetches the keys of clients that publish them.
    pub async fn open(
        config: ProviderConfig,
        site: &web::Site,
        store: Store,
        master_key: &MasterKey,
        http: reqwest::Client,
        account_provider: Arc<dyn AccountProvider>,
    ) -> Result<Self, OpenError> {
        let issuer = config.issuer.unwrap_or_else(|| site.origin().to_owned());
        let is_plain = |url: Url| url.query().is_none() && url.fragment().is_none() && url.has_host();
        if !Url::parse(&issuer).is_ok_and(is_plain) {
            return Err(OpenError::Issuer);
        }
        let audiences = vec![issuer.clone(), site.url(endpoints::TOKEN), site.url(endpoints::PAR)];
        let hash = KeyedHash::new(master_key, "openid client secrets");
        let authenticator = ClientAuthenticator { hash, audiences, http };
        let capabilities = account_provider.capabilities();
        let clients = ClientRegistry::new(config.clients, authenticator, capabilities, store.clone())?;
        let (owner, algorithms, now) = ("provider".to_owned(), &Algorithm::ALL, site.clock().now());
        let validity_ms = config.lifetimes.id_token_ms;
        let keyring =
            Keyring::open(owner, store.clone(), master_key, config.keys, validity_ms, algorithms, now);
        Ok(Self(Arc::new(Inner {
            keyring: keyring.await?,
            issuer,
            site: site.clone(),
            store,
            account_provider,
            clients,
            lifetimes: config.lifetimes,
            cache_s: config.keys.cache_ms / values::SECOND_MS,
            tokens: TokenCodec::new(master_key),
            subjects: PairwiseSubjects::new(master_key),
            browser: BrowserCookie::new("openid", site, master_key),
            allowed: KeyedHash::new(master_key, "openid allowed"),
            waiting_limit: RateLimit::per_minute(config.limits.waiting_per_minute),
            failures: FailedAuthentications::per_minute(config.limits.failed_authentications_per_minute),
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

    /// A client by its id: no read if it is configured.
    pub async fn client(&self, id: &str) -> Result<Option<Arc<Client>>, StoreError> {
        let found = self.0.clients.find(id).await?;
        Ok(found.map(|registered| Arc::clone(&registered.client)))
    }

    /// Takes other configured clients from now on, all at once; with a fault in one of them everything stays as it was. A
    /// request that is under way ends with those it began with; the grants of a client that is gone count no longer.
    pub fn reload_clients(&self, clients: Vec<Client>) -> Result<(), OpenError> {
        self.0.clients.replace_configured(clients)
    }

    /// Registers a client beside the configured ones, or replaces a registered one of the same id, in the site's own
    /// transaction. Of its secret a keyed hash is stored. Every process of the site knows it within ten seconds.
    pub fn register_client(&self, tx: &mut Tx<'_>, client: &Client) -> Result<(), OpenError> {
        let mut faults = crate::check(std::slice::from_ref(client));
        if self.0.clients.is_configured(&client.id) {
            faults.push(format!("client {}: the configuration has this id", client.id));
        }
        if !faults.is_empty() {
            return Err(OpenError::Clients(faults));
        }
        let secret_hash = match &client.authentication {
            ClientAuthentication::ClientSecret { secret } => {
                Some(self.0.clients.authenticator.secret_hash(secret.expose()))
            }
            ClientAuthentication::None | ClientAuthentication::PrivateKeyJwt { .. } => None,
        };
        let row = ClientRow { client: client.clone(), secret_hash, updated_at: self.now() };
        self.0.clients.forget(&client.id);
        Ok(table::client::save(tx, &row)?)
    }

    /// Removes a registered client, whose grants count no longer within ten seconds; false when there is none.
    pub fn unregister_client(&self, tx: &mut Tx<'_>, id: &str) -> Result<bool, StoreError> {
        self.0.clients.forget(id);
        table::client::delete(tx, id)
    }

    /// A person as a client sees them: its `sub`.
    pub fn subject_for(&self, client: &Client, subject: &str) -> String {
        self.0.subjects.sub(client, subject)
    }

    /// The interaction that the site's page was opened with, if it began in this browser and still waits: one read.
    pub async fn interaction(&self, headers: &HeaderMap, id: &str) -> Result<Interaction, InteractionError> {
        self.find_interaction(headers, id).await
    }

    /// Who began an interaction, also for a day after it has expired or ended: for a page that leads back there. It says
    /// nothing of the person and belongs to no browser.
    pub async fn client_of_interaction(&self, id: &str) -> Result<Option<Arc<Client>>, StoreError> {
        self.client_of(id).await
    }

    /// Ends an interaction well: issues the code, in the site's own transaction (two or three statements and those of
    /// [`AccountProvider::code_issued`]). What the request demands of level, age and person is checked once more. An interaction
    /// that was answered less than a minute ago is answered the same again, until its code is redeemed, if the same session
    /// allows the same: browsers throw the first answer away when a button is pressed twice.
    pub fn complete(
        &self,
        tx: &mut Tx<'_>,
        interaction: &Interaction,
        grant: &Grant,
    ) -> Result<AuthorizationResponse, InteractionError> {
        let subject = self.subject_for(&interaction.client, &grant.subject);
        decision::check_grant(&self.situation(interaction, None, Some(&subject)), grant)?;
        let code = self.new_code(&interaction.request, grant);
        let given = InteractionOutcome::Code { code, allowed: self.allowed(&interaction.request, grant) };
        if let Some(before) = self.finish_interaction(tx, interaction, &given)? {
            return Ok(self.answer(interaction, &before));
        }
        self.issue(tx, &interaction.client, &interaction.request, grant, &subject, code)?;
        Ok(self.answer(interaction, &given))
    }

    /// Ends an interaction with an error, usually [`AuthorizationError::AccessDenied`]; the same holds for a second time.
    pub fn refuse(
        &self,
        tx: &mut Tx<'_>,
        interaction: &Interaction,
        error: AuthorizationError,
    ) -> Result<AuthorizationResponse, InteractionError> {
        let refusal = InteractionOutcome::AuthorizationErrorResponse(error.code().to_owned());
        let before = self.finish_interaction(tx, interaction, &refusal)?;
        Ok(self.answer(interaction, &before.unwrap_or(refusal)))
    }

    fn answer(&self, interaction: &Interaction, given: &InteractionOutcome) -> AuthorizationResponse {
        let Interaction { request, language, .. } = interaction;
        let answer = match given {
            InteractionOutcome::Code { code, .. } => {
                request.granted(self.0.tokens.code(*code), &self.0.issuer)
            }
            InteractionOutcome::AuthorizationErrorResponse(error) => {
                let error = AuthorizationError::parse(error).unwrap_or(AuthorizationError::AccessDenied);
                request.refused(error.with_description("the person or the provider refused"), &self.0.issuer)
            }
        };
        AuthorizationResponse::new(answer, &self.0.site, *language)
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

    /// Revokes grants issued above `level`, e.g. when an account loses its verified status.
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
        self.client(&grant.client_id).await?.ok_or(BearerError::Invalid)?;
        let covered = grant.scope.of_bits(token.scope_bits);
        if !covered.contains(scope) {
            return Err(BearerError::Scope);
        }
        Ok(Bearer { client_id: grant.client_id, scope: covered, subject: grant.subject })
    }

    /// Deletes expired rows and rotates signing keys: a periodic job of the site. Returns how many rows were deleted.
    pub async fn delete_expired(&self, now: Timestamp) -> Result<u64, OpenError> {
        self.0.keyring.rotate(now).await?;
        Ok(table::delete_expired(&self.0.store, now).await?)
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.0.site.clock().now()
    }
}

impl std::fmt::Debug for Provider {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Provider").field("issuer", &self.0.issuer).finish_non_exhaustive()
    }
}
