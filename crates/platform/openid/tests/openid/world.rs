//! A small site with a provider, people, and clients.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use clock::Clock;
use i18n::Locales;
use jose::{Algorithm, JwkSet, UnverifiedJws, VerifyingKey};
use oidc::{AuthorizationDetail, AuthorizationError, IdTokenClaims, RedirectUri};
use openid::{
    AccountProvider, BoxFuture, Capabilities, ClaimsQuery, ClaimsUnavailable, Client, ClientAuthentication,
    CodeIssued, ConsentQuery, Grant, InteractionError, Next, Provider, ProviderConfig, Release, SubjectType,
};
use secrets::{MasterKey, Secret};
use serde_json::{Map, Value, json};
use sessions::{NewSession, SessionLimits};
use store::testing::TestStore;
use store::{StoreError, Tx};
use values::{AssuranceLevel, Timestamp};
use web::testing::{Answer, Browser};
use web::{Problem, RequestContext};

pub const ORIGIN: &str = "http://localhost:8001";
pub const SECRET: &str = "0123456789abcdef0123456789abcdef";
pub const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
pub const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
pub const CALLBACK: &str = "https://lipova.example/callback";
pub const START: Timestamp = Timestamp::from_unix_ms(1_795_000_000_000);

/// What a site knows of its people, and what it was told.
#[derive(Default)]
pub struct People {
    /// What (person, client) need not be asked again.
    pub remembered: Mutex<HashMap<(String, String), Vec<String>>>,
    /// Codes issued: (person, client, the person as the client sees them).
    pub granted: Mutex<Vec<(String, String, String)>>,
    /// Names that were asked for, each time.
    pub asked: Mutex<Vec<String>>,
    /// Whether the source of the claims is down.
    pub down: Mutex<bool>,
    /// What the people said to offline access, in pages and in remembered releases.
    pub offline: Mutex<Option<bool>>,
}

impl AccountProvider for People {
    fn capabilities(&self) -> Capabilities {
        Capabilities {
            claims: &["email", "given_name", "birthdate"],
            levels: &[AssuranceLevel::Low, AssuranceLevel::Substantial],
            authorization_details_types: &["svornik_login"],
            create: true,
        }
    }

    fn interaction_path(&self, id: &str) -> String {
        format!("/login?interaction={id}")
    }

    fn logout_path(&self, id: &str) -> String {
        format!("/leave?logout={id}")
    }

    fn stored_consent(
        &self,
        _: &mut Tx<'_>,
        asked: &ConsentQuery<'_>,
    ) -> Result<Option<Release>, StoreError> {
        let key = (asked.session.subject.clone(), asked.client.id.clone());
        let remembered = self.remembered.lock().unwrap();
        let offline = *self.offline.lock().unwrap();
        Ok(remembered.get(&key).map(|claims| Release { claims: claims.clone(), offline }))
    }

    fn code_issued(&self, _: &mut Tx<'_>, granted: &CodeIssued<'_>) -> Result<(), StoreError> {
        let entry =
            (granted.grant.subject.clone(), granted.client.id.clone(), granted.client_subject.to_owned());
        self.granted.lock().unwrap().push(entry);
        Ok(())
    }

    fn claims<'a>(
        &'a self,
        wanted: ClaimsQuery<'a>,
    ) -> BoxFuture<'a, Result<Map<String, Value>, ClaimsUnavailable>> {
        Box::pin(async move {
            if *self.down.lock().unwrap() {
                return Err(ClaimsUnavailable("down".into()));
            }
            self.asked.lock().unwrap().push(wanted.names.join(" "));
            let all = json!({
                "email": format!("{}@example.cz", wanted.subject), "email_verified": true,
                "given_name": "Jana", "birthdate": "1980-02-29",
            });
            // More than was asked for, as a careless site might answer.
            Ok(all.as_object().unwrap().clone())
        })
    }
}

/// The site, running.
pub struct World {
    pub store: TestStore,
    pub clock: Clock,
    pub site: web::Site,
    pub provider: Provider,
    pub people: Arc<People>,
    pub router: Router,
    pub master_key: MasterKey,
}

#[derive(Clone)]
struct Routes {
    provider: Provider,
    store: store::Store,
}

impl World {
    pub async fn new() -> Self {
        Self::with(|_| ()).await
    }

    pub async fn with(change: impl FnOnce(&mut ProviderConfig)) -> Self {
        let store = store::testing::sqlite("site", &[web::MIGRATIONS, openid::MIGRATIONS]).await;
        Self::on(store, change).await
    }

    pub async fn on(store: TestStore, change: impl FnOnce(&mut ProviderConfig)) -> Self {
        let (clock, master_key) = (Clock::fixed(START), MasterKey::generate());
        let mut config = ProviderConfig { clients: clients(), ..ProviderConfig::default() };
        change(&mut config);
        Self::at(ORIGIN, store, clock, master_key, config).await
    }

    pub async fn at(
        origin: &str,
        store: TestStore,
        clock: Clock,
        master_key: MasterKey,
        config: ProviderConfig,
    ) -> Self {
        let site = site("op", origin, &clock, &master_key, &store);
        let people = Arc::new(People::default());
        let users: Arc<dyn AccountProvider> = people.clone();
        let provider = Provider::open(
            config,
            &site,
            (*store).clone(),
            &master_key,
            http_client::client().unwrap(),
            users,
        )
        .await
        .unwrap();
        let routes = Routes { provider: provider.clone(), store: (*store).clone() };
        let pages = Router::new()
            .route("/sign-in", get(sign_in))
            .route("/login", get(login))
            .route("/resume", get(resume))
            .route("/finish", get(finish))
            .route("/refuse", get(refuse))
            .route("/leave", get(leave))
            .route("/left", get(left))
            .route("/", get(async || "home"))
            .with_state(routes);
        let router = site.router(pages.merge(provider.router()));
        Self { store, clock, site, provider, people, router, master_key }
    }

    /// A browser that shows redirects.
    pub fn browser(&self) -> Browser {
        Browser::new().with_site(&self.site, self.router.clone()).without_redirects()
    }

    /// A browser in which somebody has just signed in.
    pub async fn signed_in(&self, subject: &str, level: &str) -> Browser {
        let mut browser = self.browser();
        sign_in_to(&mut browser, subject, level).await;
        browser
    }

    pub fn remember(&self, subject: &str, client: &str, claims: &[&str]) {
        let claims = claims.iter().map(|&claim| claim.to_owned()).collect();
        self.people.remembered.lock().unwrap().insert((subject.to_owned(), client.to_owned()), claims);
    }

    /// A login with a live session: the code.
    pub async fn code(&self, changes: &[&str]) -> String {
        self.remember("jana", "lipova", &["email"]);
        self.people.offline.lock().unwrap().get_or_insert(true);
        let mut browser = self.signed_in("jana", "substantial").await;
        let answer = browser.get(&authorize_url(changes)).await;
        query_of(&answer).remove("code").unwrap_or_else(|| panic!("no code: {:?}", answer.location()))
    }

    /// Code to tokens for the client `lipova`.
    pub async fn redeem(&self, code: &str) -> Answer {
        self.token(&[
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", CALLBACK),
            ("code_verifier", VERIFIER),
            ("client_id", "lipova"),
            ("client_secret", SECRET),
        ])
        .await
    }

    pub async fn token(&self, form: &[(&str, &str)]) -> Answer {
        self.post("/openid/token", form).await
    }

    pub async fn post(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        self.browser().post(&format!("{ORIGIN}{path}"), form, &[]).await
    }

    pub async fn userinfo(&self, access_token: &str) -> Answer {
        let bearer = format!("Bearer {access_token}");
        self.browser().with_header("authorization", &bearer).get(&format!("{ORIGIN}/openid/userinfo")).await
    }

    /// The payload of an ID token, verified by the published keys.
    pub async fn verified(&self, id_token: &str) -> (Algorithm, IdTokenClaims) {
        let set = self.browser().get(&format!("{ORIGIN}/openid/keys")).await;
        let set = JwkSet::parse(set.body.as_bytes()).unwrap();
        let keys: Vec<_> = set.keys.iter().map(|jwk| VerifyingKey::from_jwk(jwk).unwrap()).collect();
        let jws = UnverifiedJws::parse(id_token).unwrap();
        (jws.algorithm(), serde_json::from_slice(&jws.verify(&keys).unwrap()).unwrap())
    }
}

pub fn site(
    name: &'static str,
    origin: &str,
    clock: &Clock,
    master_key: &MasterKey,
    store: &TestStore,
) -> web::Site {
    let config = web::SiteConfig::at(origin.parse().unwrap());
    let name_only = Locales { cs: "site-name = OP\n", sk: "site-name = OP\n", en: "site-name = OP\n" };
    web::Site::builder(name, config, clock.clone(), master_key)
        .locales(name_only)
        .locales(openid::TEXTS)
        .sessions((**store).clone(), SessionLimits::default())
        .build()
        .unwrap()
}

pub async fn sign_in_to(browser: &mut Browser, subject: &str, level: &str) {
    let answer = browser.get(&format!("{ORIGIN}/sign-in?subject={subject}&level={level}")).await;
    assert_eq!(answer.body, "signed in");
}

/// The usual request of `lipova`, with parameters changed (`name=value`), taken away (`-name`), or added.
pub fn authorize_url(changes: &[&str]) -> String {
    let mut url = url::Url::parse(&format!("{ORIGIN}/openid/authorize")).unwrap();
    url.query_pairs_mut().extend_pairs(parameters(changes));
    url.into()
}

pub fn parameters(changes: &[&str]) -> Vec<(String, String)> {
    let usual = [
        ("client_id", "lipova"),
        ("redirect_uri", CALLBACK),
        ("response_type", "code"),
        ("scope", "openid email"),
        ("state", "st"),
        ("nonce", "no"),
        ("code_challenge", CHALLENGE),
        ("code_challenge_method", "S256"),
    ];
    let mut pairs: Vec<(String, String)> =
        usual.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    for change in changes {
        let name = change.strip_prefix('-').unwrap_or_else(|| change.split_once('=').unwrap().0);
        pairs.retain(|(known, _)| known != name);
        if let Some((name, value)) = change.split_once('=').filter(|_| !change.starts_with('-')) {
            pairs.push((name.to_owned(), value.to_owned()));
        }
    }
    pairs
}

/// The parameters of a redirect's address.
pub fn query_of(answer: &Answer) -> HashMap<String, String> {
    let url = answer.location().unwrap_or_else(|| panic!("no redirect: {} {}", answer.status, answer.body));
    url.query_pairs().into_owned().collect()
}

/// The error in a redirect to the client.
pub fn error_of(answer: &Answer) -> String {
    let url = answer.location().unwrap_or_else(|| panic!("no redirect: {} {}", answer.status, answer.body));
    assert!(url.as_str().starts_with(CALLBACK), "{url}");
    let mut query = query_of(answer);
    assert_eq!(query.remove("iss").as_deref(), Some(ORIGIN));
    assert!(!query.contains_key("code"));
    query.remove("error").unwrap_or_else(|| panic!("no error: {url}"))
}

/// The interaction to which a browser was sent.
pub fn interaction_of(answer: &Answer) -> String {
    let url = answer.location().unwrap_or_else(|| panic!("no redirect: {} {}", answer.status, answer.body));
    assert_eq!(url.path(), "/login", "{url}");
    query_of(answer).remove("interaction").unwrap()
}

/// What the site's page says about an interaction: the needs at its beginning and now.
pub async fn needs(browser: &mut Browser, id: &str) -> String {
    browser.get(&format!("{ORIGIN}/login?interaction={id}")).await.body
}

pub fn clients() -> Vec<Client> {
    let secret = || ClientAuthentication::ClientSecret { secret: Secret::new(SECRET) };
    let uri = |text: &str| RedirectUri::parse(text).unwrap();
    let mut lipova = Client::new("lipova", "Městský úřad Lipová");
    lipova.authentication = secret();
    lipova.redirect_uris = vec![uri(CALLBACK)];
    lipova.post_logout_redirect_uris = vec![uri("https://lipova.example/bye")];
    lipova.scope = "openid profile email offline_access".parse().unwrap();
    lipova.client_credentials_scope = "devices notices".parse().unwrap();
    lipova.authorization_details_types = vec!["svornik_login".to_owned()];

    let mut knihovna = Client::new("knihovna", "Knihovna Lipová");
    knihovna.authentication = secret();
    knihovna.redirect_uris = vec![uri("https://knihovna.example/cb")];
    knihovna.id_token_signed_response_alg = Algorithm::Es256;
    knihovna.first_party = true;
    knihovna.may_introspect = true;

    let mut app = Client::new("app", "Aplikace");
    app.redirect_uris = vec![uri("http://127.0.0.1/cb")];
    app.id_token_signed_response_alg = Algorithm::EdDsa;
    app.subject_type = SubjectType::Public;
    app.first_party = true;
    vec![lipova, knihovna, app]
}

async fn sign_in(
    State(routes): State<Routes>,
    visitor: RequestContext,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Response, Problem> {
    let sessions = visitor.site().sessions().clone();
    let new = NewSession {
        subject: &query["subject"],
        level: AssuranceLevel::parse(&query["level"]).unwrap(),
        amr: &["pwd"],
        user_agent: &visitor.client().user_agent,
        replaces: visitor.session(),
    };
    let cookie = routes.store.write(|tx| sessions.start(tx, visitor.now(), new)).await?;
    Ok((visitor.site().session_cookie(&cookie), "signed in").into_response())
}

async fn login(
    State(routes): State<Routes>,
    visitor: RequestContext,
    headers: HeaderMap,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Response, Problem> {
    let interaction = routes.provider.interaction(&headers, &query["interaction"]).await?;
    let now = routes.provider.missing(&interaction, visitor.session());
    Ok(format!("{:?} {now:?} {}", interaction.reason, interaction.client.name(visitor.language()))
        .into_response())
}

async fn resume(
    State(routes): State<Routes>,
    visitor: RequestContext,
    headers: HeaderMap,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Response, Problem> {
    let interaction = routes.provider.interaction(&headers, &query["interaction"]).await?;
    Ok(match routes.provider.resume_alone(&interaction, visitor.session()).await? {
        Next::Answer(response) => response.into_response(),
        next => format!("{next:?}").into_response(),
    })
}

async fn finish(
    State(routes): State<Routes>,
    visitor: RequestContext,
    headers: HeaderMap,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Response, Problem> {
    let interaction = routes.provider.interaction(&headers, &query["interaction"]).await?;
    let Some(session) = visitor.session() else { return Ok(Redirect::to("/").into_response()) };
    let claims = query.get("release").map(String::as_str).unwrap_or_default();
    let offline = query.get("offline").map(|word| word == "yes");
    let release = Release { claims: claims.split(' ').map(str::to_owned).collect(), offline };
    let mut grant = Grant::from_session(session, release);
    grant.authorization_details = interaction.request.authorization_details.clone();
    for AuthorizationDetail { fields, .. } in &mut grant.authorization_details {
        fields.insert("released".to_owned(), claims.into());
    }
    let answer = routes.store.write(|tx| routes.provider.complete(tx, &interaction, &grant)).await?;
    Ok(answer.into_response())
}

async fn refuse(
    State(routes): State<Routes>,
    headers: HeaderMap,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Response, Problem> {
    let interaction = routes.provider.interaction(&headers, &query["interaction"]).await?;
    let refused =
        |tx: &mut Tx<'_>| routes.provider.refuse(tx, &interaction, AuthorizationError::AccessDenied);
    let answer: Result<_, InteractionError> = routes.store.write(refused).await;
    Ok(answer?.into_response())
}

async fn leave(
    State(routes): State<Routes>,
    visitor: RequestContext,
    headers: HeaderMap,
    Query(query): Query<HashMap<String, String>>,
) -> Result<String, Problem> {
    let logout = routes.provider.logout(&headers, &query["logout"]).await?;
    let service = logout.client.as_ref().map_or("nobody", |client| client.name(visitor.language()));
    Ok(format!("{} {service}", logout.stays_text().unwrap_or("-")))
}

async fn left(
    State(routes): State<Routes>,
    visitor: RequestContext,
    headers: HeaderMap,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Response, Problem> {
    let logout = routes.provider.logout(&headers, &query["logout"]).await?;
    let sessions = visitor.site().sessions().clone();
    if let Some(session) = visitor.session() {
        routes.store.write(|tx| sessions.end(tx, session)).await?;
    }
    Ok((visitor.site().delete_session_cookie(), logout.done("/")).into_response())
}
