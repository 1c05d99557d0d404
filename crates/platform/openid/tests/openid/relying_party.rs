//! The relying party against our own provider, over real sockets.

use std::collections::HashMap;

use axum::Router;
use axum::extract::{Query, RawQuery, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use clock::Clock;
use oidc::{AuthorizationDetail, ClaimsRequest, RedirectUri, Scope};
use openid::{
    AuthenticationRequest, Client, ClientAuthentication, Identity, ProviderConfig, RelyingParty,
    RelyingPartyAuthentication, RelyingPartyConfig, RelyingPartyError,
};
use secrets::{MasterKey, Secret};
use serde_json::{Value, json};
use store::testing::TestStore;
use tokio::net::TcpListener;
use values::{AssuranceLevel, Language};
use web::Problem;
use web::testing::Browser;

use crate::world::*;

/// A provider and a relying party, each at a port of its own.
struct Two {
    provider: World,
    relying_party: RelyingParty,
    store: TestStore,
    clock: Clock,
    router: Router,
    origin: String,
    provider_origin: String,
}

#[derive(Clone, Copy, PartialEq)]
enum Way {
    Basic,
    Post,
    Key,
}

async fn listen() -> (TcpListener, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    (listener, format!("http://localhost:{port}"))
}

fn serve(listener: TcpListener, router: Router) {
    tokio::spawn(listener::Listener::new(listener, web::http(router)).run(std::future::pending()));
}

impl Two {
    async fn new(way: Way) -> Self {
        Self::with(way, |_| ()).await
    }

    async fn with(way: Way, change: impl FnOnce(&mut RelyingPartyConfig)) -> Self {
        let ((op_listener, op_origin), (rp_listener, rp_origin)) = (listen().await, listen().await);
        let clock = Clock::fixed(START);
        let store = store::testing::sqlite("rp", &[web::MIGRATIONS, openid::MIGRATIONS]).await;
        let master_key = MasterKey::generate();
        let site = site("rp", &rp_origin, &clock, &master_key, &store);
        let mut config = RelyingPartyConfig {
            issuer: op_origin.clone(),
            client_id: "rp".to_owned(),
            authentication: match way {
                Way::Basic => RelyingPartyAuthentication::ClientSecretBasic { secret: Secret::new(SECRET) },
                Way::Post => RelyingPartyAuthentication::ClientSecretPost { secret: Secret::new(SECRET) },
                Way::Key => RelyingPartyAuthentication::PrivateKeyJwt { algorithm: jose::Algorithm::Es256 },
            },
            callback_path: "/callback".to_owned(),
            scope: "openid email".parse().unwrap(),
            push: way != Way::Basic,
            userinfo: true,
        };
        change(&mut config);
        let relying_party = RelyingParty::open(
            config,
            "op",
            &site,
            (*store).clone(),
            &master_key,
            http_client::client().unwrap(),
        )
        .await
        .unwrap();
        let router = site.router(
            Router::new()
                .route("/begin", get(begin))
                .route("/callback", get(callback))
                .with_state(relying_party.clone())
                .merge(relying_party.router()),
        );
        serve(rp_listener, router.clone());

        let mut client = Client::new("rp", "Relying party");
        client.redirect_uris = vec![RedirectUri::parse(&format!("{rp_origin}/callback")).unwrap()];
        client.scope = "openid email profile".parse().unwrap();
        client.client_credentials_scope = "devices".parse().unwrap();
        client.authorization_details_types = vec!["svornik_login".to_owned()];
        client.authentication = if way == Way::Key {
            let jwks_uri = Some(format!("{rp_origin}{}", relying_party.keys_path()).parse().unwrap());
            ClientAuthentication::PrivateKeyJwt { jwks: None, jwks_uri }
        } else {
            ClientAuthentication::ClientSecret { secret: Secret::new(SECRET) }
        };
        let config = ProviderConfig { clients: vec![client], ..ProviderConfig::default() };
        let op_store = store::testing::sqlite("site", &[web::MIGRATIONS, openid::MIGRATIONS]).await;
        let provider = World::at(&op_origin, op_store, clock.clone(), MasterKey::generate(), config).await;
        serve(op_listener, provider.router.clone());
        provider.remember("jana", "rp", &["email", "given_name"]);
        Self { provider, relying_party, store, clock, router, origin: rp_origin, provider_origin: op_origin }
    }

    /// A browser that reaches both; Jana is signed in at the provider.
    async fn browser(&self) -> Browser {
        let mut browser = Browser::new()
            .with_origin(&self.origin, self.router.clone())
            .with_origin(&self.provider_origin, self.provider.router.clone());
        browser.get(&format!("{}/sign-in?subject=jana&level=substantial", self.provider_origin)).await;
        browser
    }

    /// The address of the callback with a good answer, not yet opened.
    async fn answer(&self, browser: &mut Browser) -> String {
        let mut patient = browser.clone().without_redirects();
        let departure = patient.get(&format!("{}/begin", self.origin)).await;
        let answer = patient.get(departure.location().unwrap().as_str()).await;
        *browser = patient;
        answer.location().unwrap().into()
    }
}

async fn begin(
    State(relying_party): State<RelyingParty>,
    headers: HeaderMap,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Response, Problem> {
    let details = query.get("details").map(|text| AuthorizationDetail {
        kind: "svornik_login".to_owned(),
        fields: json!({ "service": text }).as_object().unwrap().clone(),
    });
    let begin = AuthenticationRequest {
        minimum_level: query.get("level").map(|level| AssuranceLevel::parse(level).unwrap()),
        max_age_s: query.get("max_age").map(|age| age.parse().unwrap()),
        language: Some(Language::Sk),
        claims: ClaimsRequest::parse(r#"{"id_token":{"given_name":null}}"#).unwrap(),
        authorization_details: details.into_iter().collect(),
        payload: "where she was".to_owned(),
        ..AuthenticationRequest::default()
    };
    Ok(relying_party.authorize(&headers, begin).await?.into_response())
}

async fn callback(
    State(relying_party): State<RelyingParty>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    match relying_party.callback(&headers, query.as_deref()).await {
        Ok(identity) => Ok(describe(identity).into_response()),
        Err(RelyingPartyError::Refused(refused)) if refused.error != "access_denied" => {
            Ok(format!("refused {} {}", refused.error, refused.payload).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

fn describe(identity: Identity) -> axum::Json<Value> {
    axum::Json(json!({
        "subject": identity.subject, "claims": identity.claims, "payload": identity.payload,
        "level": identity.level.map(AssuranceLevel::word), "methods": identity.amr,
        "details": identity.authorization_details,
    }))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_login_by_each_way_of_client_authentication() {
    for way in [Way::Basic, Way::Post, Way::Key] {
        let two = Two::new(way).await;
        let mut browser = two.browser().await;
        let answer = browser.get(&format!("{}/begin?level=substantial&max_age=60", two.origin)).await;
        let told = answer.json();
        let client = two.provider.provider.client("rp").await.unwrap().unwrap();
        assert_eq!(told["subject"], two.provider.provider.subject_for(&client, "jana"));
        assert_eq!(told["claims"], json!({"email": "jana@example.cz", "given_name": "Jana"}));
        assert_eq!((&told["level"], &told["payload"]), (&json!("substantial"), &json!("where she was")));
        assert_eq!(told["methods"], json!(["pwd"]));

        let own = two.relying_party.service_token("devices").await.unwrap();
        assert_eq!(two.relying_party.service_token("devices").await.unwrap(), own, "kept");
        two.relying_party.forget_service_token("devices").await;
        assert_ne!(two.relying_party.service_token("devices").await.unwrap(), own);
        let refused = two.relying_party.service_token("everything").await;
        assert!(matches!(refused, Err(RelyingPartyError::Provider(_))));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn details_are_pushed_and_come_back() {
    let two = Two::new(Way::Key).await;
    let mut browser = two.browser().await.without_redirects();
    let departure = browser.get(&format!("{}/begin?details=Knihovna", two.origin)).await;
    let url = departure.location().unwrap();
    let names: Vec<String> = url.query_pairs().map(|(name, _)| name.into_owned()).collect();
    assert_eq!(names, ["client_id", "request_uri"]);
    let interaction = interaction_of(&browser.get(url.as_str()).await);
    let finish = format!("{}/finish?interaction={interaction}&release=email", two.provider_origin);
    let answer = browser.get(&finish).await;
    let told = browser.get(answer.location().unwrap().as_str()).await.json();
    let granted = json!([{"type": "svornik_login", "service": "Knihovna", "released": "email"}]);
    assert_eq!(told["details"], granted);
    assert_eq!(told["claims"], json!({"email": "jana@example.cz"}));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_comes_back_with_what_the_site_was_doing() {
    let two = Two::new(Way::Basic).await;
    let mut browser = two.browser().await;
    let answer = browser.get(&format!("{}/begin?level=high", two.origin)).await;
    assert_eq!(answer.body, "refused unmet_authentication_requirements where she was");

    let mut browser = browser.without_redirects();
    two.provider.people.remembered.lock().unwrap().clear();
    let departure = browser.get(&format!("{}/begin", two.origin)).await;
    let interaction = interaction_of(&browser.get(departure.location().unwrap().as_str()).await);
    let refused = browser.get(&format!("{}/refuse?interaction={interaction}", two.provider_origin)).await;
    let answer = browser.get(refused.location().unwrap().as_str()).await;
    assert_eq!(answer.status, 403);
    assert!(answer.has("Přihlášení jste zrušili"), "{}", answer.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_counts_once_and_in_its_own_browser() {
    let two = Two::new(Way::Basic).await;
    let mut browser = two.browser().await;
    let good = two.answer(&mut browser).await;
    let mut other = two.browser().await;
    let stolen = other.get(&good).await;
    assert_eq!(stolen.status, 403);
    assert!(stolen.has("Toto přihlášení začalo v jiném prohlížeči"));
    assert_eq!(browser.get(&good).await.status, 200, "and the thief has spoilt nothing");
    let again = browser.get(&good).await;
    assert_eq!(again.status, 410);
    assert!(again.has("Přihlášení vypršelo nebo už bylo dokončeno"));
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_answers_are_refused() {
    let two = Two::new(Way::Basic).await;
    let mut browser = two.browser().await;
    for (change, status) in [
        ("iss=https%3A%2F%2Fevil.example", 502),
        ("iss=", 502),
        ("state=unknown", 410),
        ("state=", 410),
        ("code=", 502),
        ("code=nonsense", 502),
        ("error=access_denied%0ASecond%20line%20of%20the%20log", 502),
    ] {
        let good = two.answer(&mut browser).await;
        let (name, value) = change.split_once('=').unwrap();
        let mut url = url::Url::parse(&good).unwrap();
        let pairs: Vec<(String, String)> =
            url.query_pairs().into_owned().filter(|(known, _)| known != name).collect();
        url.query_pairs_mut().clear().extend_pairs(pairs);
        let url = if value.is_empty() { url.to_string() } else { format!("{url}&{name}={value}") };
        assert_eq!(browser.get(&url).await.status, status, "{change}");
    }
    let twice = format!("{}&state=x", two.answer(&mut browser).await);
    assert_eq!(browser.get(&twice).await.status, 502);
    assert_eq!(browser.get(&format!("{}/callback", two.origin)).await.status, 410);
    let late = two.answer(&mut browser).await;
    two.clock.shift(values::HOUR_MS);
    assert_eq!(browser.get(&late).await.status, 410);
    assert!(two.relying_party.delete_expired(two.clock.now()).await.unwrap() >= 1);
    let _ = &two.store;
}

/// A code of one login put into another: the verifier and the nonce do not fit (RFC 9700 §4.5).
#[tokio::test(flavor = "multi_thread")]
async fn a_code_cannot_be_injected_into_another_login() {
    let two = Two::new(Way::Basic).await;
    let mut browser = two.browser().await;
    let (first, second) = (two.answer(&mut browser).await, two.answer(&mut browser).await);
    let code = |url: &str| {
        url::Url::parse(url).unwrap().query_pairs().find(|(name, _)| name == "code").unwrap().1.into_owned()
    };
    let mixed = second.replace(&code(&second), &code(&first));
    assert_eq!(browser.get(&mixed).await.status, 502);
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_that_change_without_notice_are_fetched_again_but_not_too_often() {
    let two = Two::new(Way::Basic).await;
    let mut browser = two.browser().await;
    let begin = format!("{}/begin", two.origin);
    assert_eq!(browser.get(&begin).await.status, 200);
    let deleted = two.provider.store.write(|tx| tx.execute("DELETE FROM openid_key", &[])).await;
    assert_eq!(deleted, Ok(3));
    two.provider.provider.delete_expired(two.clock.now()).await.unwrap();
    assert_eq!(browser.get(&begin).await.status, 502);
    two.clock.shift(10 * values::SECOND_MS);
    assert_eq!(browser.get(&begin).await.status, 200);
}

/// The demo's time machine: nobody swept for a year.
#[tokio::test(flavor = "multi_thread")]
async fn a_year_passes_and_logins_go_on() {
    let two = Two::new(Way::Key).await;
    let begin = format!("{}/begin", two.origin);
    for days in [0, 365, 3, 88, 2, 1] {
        two.clock.shift(days * values::DAY_MS);
        two.provider.provider.delete_expired(two.clock.now()).await.unwrap();
        two.relying_party.rotate_keys(two.clock.now()).await.unwrap();
        two.relying_party.delete_expired(two.clock.now()).await.unwrap();
        let mut browser = two.browser().await;
        assert_eq!(browser.get(&begin).await.status, 200, "{days}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_provider_that_is_not_there_or_lies_about_its_name() {
    let dead = Two::with(Way::Basic, |config| config.issuer = "http://localhost:1".to_owned()).await;
    let answer = dead.browser().await.get(&format!("{}/begin", dead.origin)).await;
    assert_eq!(answer.status, 502);
    assert!(answer.has("Poskytovatel přihlášení neodpovídá"));
    let other = Two::with(Way::Basic, |config| config.issuer.push('/')).await;
    assert_eq!(other.browser().await.get(&format!("{}/begin", other.origin)).await.status, 502);
    let scope: Scope = "openid".parse().unwrap();
    let begin = AuthenticationRequest { scope: Some(scope), ..AuthenticationRequest::default() };
    let failed = other.relying_party.authorize(&HeaderMap::new(), begin).await;
    assert!(matches!(failed, Err(RelyingPartyError::Provider("its metadata name another issuer"))));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_way_to_the_providers_logout() {
    let two = Two::new(Way::Basic).await;
    let (back, language) = (Some("http://localhost/bye"), Some(Language::Sk));
    let url = two.relying_party.logout_url(back, Some("a.1"), language).await.unwrap().unwrap();
    let expected = "/openid/logout?client_id=rp&post_logout_redirect_uri=http%3A%2F%2Flocalhost%2Fbye&state=a.1&ui_locales=sk";
    assert_eq!(url, format!("{}{expected}", two.provider_origin));
}
