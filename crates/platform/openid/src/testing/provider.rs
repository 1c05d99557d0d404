//! A provider with one person, over a real socket.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use clock::Clock;
use futures_util::future::BoxFuture;
use i18n::Locales;
use oidc::{AuthorizationDetail, AuthorizationError, AuthorizationRequest};
use secrets::MasterKey;
use serde::Deserialize;
use serde_json::{Map, Value};
use store::testing::TestStore;
use store::{StoreError, Tx};
use tokio::net::TcpListener;
use values::AssuranceLevel;
use web::Problem;

use crate::{
    AccountProvider, Capabilities, ClaimsQuery, ClaimsUnavailable, Client, CodeIssued, ConsentQuery, Grant,
    Provider, ProviderConfig, Release,
};

/// Who is at the provider, and what they do there.
#[derive(Clone, Debug)]
pub struct FakePerson {
    /// Who they are.
    pub subject: String,
    /// How well they log in.
    pub level: AssuranceLevel,
    /// How long ago they logged in, if the provider has a session of its own.
    pub proven_ms_ago: i64,
    /// What is known of them.
    pub claims: Value,
    /// Whether they are there to prove it again; otherwise whoever sits at the computer passes by the open session only.
    pub present: bool,
    /// Whether the provider's own session has ended.
    pub signed_out: bool,
    /// Ends in this error.
    pub error: Option<AuthorizationError>,
    /// What they pick of the data in authorization details; see [`FakeProviderConfig::grant_detail`].
    pub released: Option<Vec<&'static str>>,
}

/// What sort of provider it is.
pub struct FakeProviderConfig {
    /// A short name, for its database.
    pub name: &'static str,
    /// What it can do.
    pub capabilities: Capabilities,
    /// Who may ask.
    pub clients: Vec<Client>,
    /// Who is there.
    pub person: FakePerson,
    /// What becomes of an authorization detail.
    pub grant_detail: fn(&FakePerson, &AuthorizationDetail) -> AuthorizationDetail,
}

/// A running provider.
pub struct FakeProvider {
    /// Its address and issuer.
    pub origin: String,
    /// Its routes, for a [`web::testing::Browser`].
    pub router: Router,
    state: FakeState,
    _store: TestStore,
}

#[derive(Clone)]
struct FakeState {
    provider: Provider,
    store: store::Store,
    shared: Arc<Shared>,
}

struct Shared {
    person: Mutex<FakePerson>,
    requests: Mutex<Vec<AuthorizationRequest>>,
    capabilities: Capabilities,
    grant_detail: fn(&FakePerson, &AuthorizationDetail) -> AuthorizationDetail,
}

impl Default for FakePerson {
    /// Somebody who logs in at once, by a password.
    fn default() -> Self {
        Self {
            subject: "jana".to_owned(),
            level: AssuranceLevel::Substantial,
            proven_ms_ago: 0,
            claims: Value::Null,
            present: true,
            signed_out: false,
            error: None,
            released: None,
        }
    }
}

impl FakeProvider {
    /// Starts it at a free port; `more` are routes beside those of OpenID Connect.
    pub async fn start(
        config: FakeProviderConfig,
        clock: &Clock,
        more: impl FnOnce(&Provider) -> Router,
    ) -> Self {
        let FakeProviderConfig { name, capabilities, clients, person, grant_detail } = config;
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let store = store::testing::sqlite(name, &[web::MIGRATIONS, crate::MIGRATIONS]).await;
        let master_key = MasterKey::generate();
        let texts = Locales { cs: "site-name = F\n", sk: "site-name = F\n", en: "site-name = F\n" };
        let config = web::SiteConfig::at(origin.parse().unwrap());
        let site = web::Site::builder(name, config, clock.clone(), &master_key)
            .locales(texts)
            .locales(crate::TEXTS)
            .sessions((*store).clone(), sessions::SessionLimits::default())
            .build()
            .unwrap();
        let shared = Arc::new(Shared {
            person: Mutex::new(person),
            requests: Mutex::default(),
            capabilities,
            grant_detail,
        });
        let openid = ProviderConfig { clients, ..ProviderConfig::default() };
        let (http, people) = (http_client::client().unwrap(), Arc::new(FakePeople(Arc::clone(&shared))));
        let provider =
            Provider::open(openid, &site, (*store).clone(), &master_key, http, people).await.unwrap();
        let state = FakeState { provider: provider.clone(), store: (*store).clone(), shared };
        let login = Router::new().route("/login", get(login)).with_state(state.clone());
        let router = site.router(login.merge(more(&provider)).merge(provider.router()));
        let served = listener::Listener::new(listener, web::http(router.clone()));
        tokio::spawn(served.run(std::future::pending()));
        Self { origin, router, state, _store: store }
    }

    /// From now on the person is somebody else, or does something else.
    pub fn change(&self, change: impl FnOnce(&mut FakePerson)) {
        change(&mut self.state.shared.person.lock().unwrap());
    }

    /// The person as they are.
    pub fn person(&self) -> FakePerson {
        self.state.shared.person.lock().unwrap().clone()
    }

    /// The requests that came to the login page.
    pub fn requests(&self) -> Vec<AuthorizationRequest> {
        self.state.shared.requests.lock().unwrap().clone()
    }

    /// The last of them.
    pub fn last_request(&self) -> AuthorizationRequest {
        self.requests().pop().unwrap()
    }
}

struct FakePeople(Arc<Shared>);

impl AccountProvider for FakePeople {
    fn capabilities(&self) -> Capabilities {
        self.0.capabilities
    }

    fn interaction_path(&self, id: &str) -> String {
        format!("/login?interaction={id}")
    }

    fn logout_path(&self, id: &str) -> String {
        format!("/logout?logout={id}")
    }

    fn stored_consent(&self, _: &mut Tx<'_>, _: &ConsentQuery<'_>) -> Result<Option<Release>, StoreError> {
        Ok(None)
    }

    fn code_issued(&self, _: &mut Tx<'_>, _: &CodeIssued<'_>) -> Result<(), StoreError> {
        Ok(())
    }

    fn claims<'a>(
        &'a self,
        wanted: ClaimsQuery<'a>,
    ) -> BoxFuture<'a, Result<Map<String, Value>, ClaimsUnavailable>> {
        let claims = self.0.person.lock().unwrap().claims.as_object().cloned().unwrap_or_default();
        let wanted = claims.into_iter().filter(move |(name, _)| wanted.names.contains(&name.as_str()));
        Box::pin(async { Ok(wanted.collect()) })
    }
}

#[derive(Deserialize)]
struct LoginQuery {
    interaction: String,
}

/// The person does at once what the test told them to.
async fn login(
    State(FakeState { provider, store, shared }): State<FakeState>,
    headers: HeaderMap,
    Query(query): Query<LoginQuery>,
) -> Result<Response, Problem> {
    let interaction = provider.interaction(&headers, &query.interaction).await?;
    let request = &interaction.request;
    shared.requests.lock().unwrap().push(request.clone());
    let person = shared.person.lock().unwrap().clone();
    let too_low = interaction.minimum_level().is_some_and(|minimum| person.level < minimum);
    let unmet = too_low.then_some(AuthorizationError::UnmetAuthenticationRequirements);
    let asked_again = request.prompt.login || request.max_age_s == Some(1);
    let is_absent = (asked_again || person.signed_out) && !person.present;
    let error = person.error.or(unmet).or(is_absent.then_some(AuthorizationError::AccessDenied));
    let age_ms = if request.prompt.login { 0 } else { person.proven_ms_ago };
    let details = request.authorization_details.iter();
    let grant = Grant {
        subject: person.subject.clone(),
        authenticated_at: interaction.begun_at.plus_ms(-age_ms),
        level: person.level,
        amr: vec!["pwd".to_owned()],
        release: Release::everything(request),
        authorization_details: details.map(|detail| (shared.grant_detail)(&person, detail)).collect(),
        session: None,
    };
    let answer = store.write(|tx| match error {
        Some(error) => provider.refuse(tx, &interaction, error),
        None => provider.complete(tx, &interaction, &grant),
    });
    Ok(answer.await?.into_response())
}
