//! A made-up identification method: a real OpenID provider whose login page does what the test wants.

use std::sync::{Arc, Mutex};

use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, patch, post};
use axum::{Json, Router};
use clock::Clock;
use i18n::Locales;
use oidc::{AuthorizationDetail, AuthorizationError, RedirectUri};
use openid::{
    AccountProvider, BoxFuture, Capabilities, ClaimsQuery, ClaimsUnavailable, Client, ClientAuthentication,
    CodeIssued, ConsentQuery, Grant, Interaction, InteractionError, Provider, ProviderConfig, Release,
    SubjectType,
};
use secrets::{MasterKey, Secret};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use store::testing::TestStore;
use store::{StoreError, Tx};
use values::AssuranceLevel;
use web::Problem;

use super::listener;
use super::world::HUB;

/// Long enough for a client secret.
pub(crate) const SECRET: &str = "0123456789abcdef0123456789abcdef";

/// What the person does at the method, and who they are there.
#[derive(Clone)]
pub(crate) struct Person {
    pub(crate) subject: String,
    pub(crate) level: AssuranceLevel,
    /// How long ago they logged in, if the method has a session of its own.
    pub(crate) proven_ms_ago: i64,
    pub(crate) claims: Value,
    /// Whether they are there to prove it again; otherwise whoever sits at the computer passes by the open session only.
    pub(crate) present: bool,
    /// Whether the method's own session has ended.
    pub(crate) signed_out: bool,
    /// Ends in this error.
    pub(crate) error: Option<AuthorizationError>,
    /// For a Mobile Key: the items released in the app; the essential ones if not told.
    pub(crate) released: Option<Vec<&'static str>>,
}

/// A running method.
pub(crate) struct Method {
    pub(crate) origin: String,
    pub(crate) router: Router,
    pub(crate) state: Arc<Shared>,
    _store: TestStore,
}

/// What the tests look at and change.
pub(crate) struct Shared {
    pub(crate) person: Mutex<Person>,
    /// Requests as the method got them.
    pub(crate) requests: Mutex<Vec<oidc::AuthorizationRequest>>,
    /// Phones, for a Mobile Key.
    pub(crate) devices: Mutex<Vec<Value>>,
    /// What became of phones.
    pub(crate) history: Mutex<Vec<Value>>,
    /// What was told to phones: path and document.
    pub(crate) notices: Mutex<Vec<(String, Value)>>,
    pub(crate) down: Mutex<bool>,
}

#[derive(Clone)]
struct Routes {
    provider: Provider,
    store: store::Store,
    shared: Arc<Shared>,
}

impl Method {
    pub(crate) async fn start(name: &'static str, clock: &Clock, callback: &str, person: Person) -> Self {
        let (listener, origin) = listener::listener().await;
        let store = store::testing::sqlite(name, &[web::MIGRATIONS, openid::MIGRATIONS]).await;
        let master_key = MasterKey::generate();
        let texts = Locales { cs: "site-name = M\n", sk: "site-name = M\n", en: "site-name = M\n" };
        let config = web::SiteConfig::at(origin.parse().unwrap());
        let site = web::Site::builder(name, config, clock.clone(), &master_key)
            .locales(texts)
            .locales(openid::TEXTS)
            .sessions((*store).clone(), sessions::SessionLimits::default())
            .build()
            .unwrap();
        let shared = Arc::new(Shared {
            person: Mutex::new(person),
            requests: Mutex::default(),
            devices: Mutex::default(),
            history: Mutex::default(),
            notices: Mutex::default(),
            down: Mutex::default(),
        });
        let mut client = Client::new("hub", "Národní bod");
        client.authentication = ClientAuthentication::ClientSecret { secret: Secret::new(SECRET) };
        client.redirect_uris = vec![RedirectUri::parse(callback).unwrap()];
        client.post_logout_redirect_uris =
            vec![RedirectUri::parse(&format!("{HUB}/logout/returned")).unwrap()];
        client.scope = "openid profile address".parse().unwrap();
        client.client_credentials_scope = "devices".parse().unwrap();
        client.authorization_details_types = vec!["identity_release".to_owned()];
        // A Mobile Key calls people what the hub told it to.
        client.subject_type = if name == "mobile-key" { SubjectType::Public } else { SubjectType::Pairwise };
        let openid = ProviderConfig { clients: vec![client], ..ProviderConfig::default() };
        let people = Arc::new(People(Arc::clone(&shared)));
        let http = http_client::client().unwrap();
        let provider =
            Provider::open(openid, &site, (*store).clone(), &master_key, http, people).await.unwrap();
        let routes =
            Routes { provider: provider.clone(), store: (*store).clone(), shared: Arc::clone(&shared) };
        let pages = Router::new()
            .route("/login", get(login))
            .route("/api/people/{sub}/devices", get(devices))
            .route("/api/people/{sub}/devices/{device}", patch(rename).delete(disconnect))
            .route("/api/people/{sub}/history", get(history))
            .route("/api/people/{sub}/notices", post(notice))
            .with_state(routes);
        let router = site.router(pages.merge(provider.router()));
        listener::answer(listener, router.clone());
        Self { origin, router, state: shared, _store: store }
    }

    pub(crate) fn change(&self, change: impl FnOnce(&mut Person)) {
        change(&mut self.state.person.lock().unwrap());
    }

    pub(crate) fn last_request(&self) -> oidc::AuthorizationRequest {
        self.state.requests.lock().unwrap().last().unwrap().clone()
    }
}

struct People(Arc<Shared>);

impl AccountProvider for People {
    fn capabilities(&self) -> Capabilities {
        Capabilities {
            claims: &["given_name", "family_name", "birthdate", "address"],
            levels: &AssuranceLevel::ALL,
            authorization_details_types: &["identity_release"],
            create: false,
        }
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
        let claims = self.0.person.lock().unwrap().claims.clone();
        let all = claims.as_object().cloned().unwrap_or_default();
        Box::pin(async move {
            Ok(all.into_iter().filter(|(name, _)| wanted.names.contains(&name.as_str())).collect())
        })
    }
}

#[derive(Deserialize)]
struct Which {
    interaction: String,
}

/// The person does at once what the test told them to.
async fn login(
    State(routes): State<Routes>,
    headers: HeaderMap,
    Query(which): Query<Which>,
) -> Result<Response, Problem> {
    let interaction = routes.provider.interaction(&headers, &which.interaction).await?;
    routes.shared.requests.lock().unwrap().push(interaction.request.clone());
    let person = routes.shared.person.lock().unwrap().clone();
    let too_low = interaction.minimum_level().is_some_and(|minimum| person.level < minimum);
    let unmet = too_low.then_some(AuthorizationError::UnmetAuthenticationRequirements);
    let asked_again = interaction.request.prompt.login || interaction.request.max_age_s == Some(1);
    let absent =
        ((asked_again || person.signed_out) && !person.present).then_some(AuthorizationError::AccessDenied);
    let answer = routes.store.write(|tx| match person.error.or(unmet).or(absent) {
        Some(error) => routes.provider.refuse(tx, &interaction, error),
        None => complete(&routes, tx, &interaction, &person),
    });
    Ok(answer.await?.into_response())
}

fn complete(
    routes: &Routes,
    tx: &mut Tx<'_>,
    interaction: &Interaction,
    person: &Person,
) -> Result<openid::AuthorizationResponse, InteractionError> {
    let details = interaction.request.authorization_details.iter().map(|asked| {
        let mut fields: Map<String, Value> = asked.fields.clone();
        fields.remove("remembered");
        let data = asked.fields["data"].as_array().unwrap().iter();
        let essential = data.filter(|one| one["essential"] == true).map(|one| one["name"].clone()).collect();
        let released = person.released.as_ref().map_or(essential, |released| json!(released));
        fields.insert("data".to_owned(), released);
        AuthorizationDetail { kind: asked.kind.clone(), fields }
    });
    let grant = Grant {
        subject: person.subject.clone(),
        authenticated_at: if interaction.request.prompt.login {
            interaction.begun_at
        } else {
            interaction.begun_at.plus_ms(-person.proven_ms_ago)
        },
        level: person.level,
        amr: vec!["pwd".to_owned()],
        release: Release::everything(&interaction.request),
        authorization_details: details.collect(),
        session: None,
    };
    routes.provider.complete(tx, interaction, &grant)
}

async fn devices(State(routes): State<Routes>, headers: HeaderMap) -> Result<Json<Value>, Response> {
    allowed(&routes, &headers).await?;
    let devices = routes.shared.devices.lock().unwrap().clone();
    Ok(Json(json!({ "devices": devices })))
}

async fn history(State(routes): State<Routes>, headers: HeaderMap) -> Result<Json<Value>, Response> {
    allowed(&routes, &headers).await?;
    let entries = routes.shared.history.lock().unwrap().clone();
    Ok(Json(json!({ "entries": entries })))
}

async fn rename(
    State(routes): State<Routes>,
    headers: HeaderMap,
    Path((_, device)): Path<(String, String)>,
    Json(body): Json<Value>,
) -> Result<StatusCode, Response> {
    allowed(&routes, &headers).await?;
    let mut devices = routes.shared.devices.lock().unwrap();
    match devices.iter_mut().find(|known| known["id"] == device.as_str()) {
        Some(known) => known["name"] = body["name"].clone(),
        None => return Ok(StatusCode::NOT_FOUND),
    }
    Ok(StatusCode::NO_CONTENT)
}

async fn disconnect(
    State(routes): State<Routes>,
    headers: HeaderMap,
    Path((_, device)): Path<(String, String)>,
) -> Result<StatusCode, Response> {
    allowed(&routes, &headers).await?;
    routes.shared.devices.lock().unwrap().retain(|known| known["id"] != device.as_str());
    Ok(StatusCode::NO_CONTENT)
}

async fn notice(
    State(routes): State<Routes>,
    headers: HeaderMap,
    Path(sub): Path<String>,
    Json(body): Json<Value>,
) -> Result<StatusCode, Response> {
    allowed(&routes, &headers).await?;
    let path = format!("/api/people/{sub}/notices");
    routes.shared.notices.lock().unwrap().push((path, body));
    Ok(StatusCode::NO_CONTENT)
}

async fn allowed(routes: &Routes, headers: &HeaderMap) -> Result<(), Response> {
    if *routes.shared.down.lock().unwrap() {
        return Err(StatusCode::SERVICE_UNAVAILABLE.into_response());
    }
    routes
        .provider
        .authenticate_bearer(headers, "devices")
        .await
        .map(|_| ())
        .map_err(IntoResponse::into_response)
}
