//! A made-up hub: it sends people to log in, and says who they are while they enrol.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use clock::Clock;
use i18n::Locales;
use jose::base64url;
use oidc::{AuthorizationError, AuthorizationRequest, RedirectUri};
use openid::{
    AccountProvider, BoxFuture, Capabilities, ClaimsQuery, ClaimsUnavailable, Client, ClientAuthentication,
    CodeIssued, ConsentQuery, Grant, Provider, ProviderConfig, Release,
};
use secrets::{MasterKey, Secret};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use store::testing::TestStore;
use store::{StoreError, Tx};
use tokio::net::TcpListener;
use url::Url;
use values::AssuranceLevel;
use web::Problem;
use web::testing::{Answer, Browser};

use super::world::World;

pub(crate) const SECRET: &str = "0123456789abcdef0123456789abcdef";
const CALLBACK: &str = "http://localhost:8002/login/callback/mobile-key";
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

/// A running hub.
pub(crate) struct Hub {
    pub(crate) origin: String,
    pub(crate) router: Router,
    pub(crate) person: Arc<Mutex<Person>>,
    /// The last request of the Mobile Key.
    pub(crate) asked: Arc<Mutex<Option<AuthorizationRequest>>>,
    _store: TestStore,
}

/// What the person does at the hub, and who they are there.
#[derive(Clone)]
pub(crate) struct Person {
    pub(crate) level: AssuranceLevel,
    pub(crate) claims: Value,
    pub(crate) refuses: bool,
}

#[derive(Clone)]
struct Routes {
    provider: Provider,
    store: store::Store,
    person: Arc<Mutex<Person>>,
    asked: Arc<Mutex<Option<AuthorizationRequest>>>,
}

struct People(Arc<Mutex<Person>>);

impl Hub {
    pub(crate) async fn start(clock: &Clock) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let store = store::testing::sqlite("hub", &[web::MIGRATIONS, openid::MIGRATIONS]).await;
        let master_key = MasterKey::generate();
        let texts = Locales { cs: "site-name = H\n", sk: "site-name = H\n", en: "site-name = H\n" };
        let site_config = web::SiteConfig::at(Url::parse(&origin).unwrap());
        let site = web::Site::builder("hub", site_config, clock.clone(), &master_key)
            .locales(texts)
            .locales(openid::TEXTS)
            .sessions((*store).clone(), sessions::SessionLimits::default())
            .build()
            .unwrap();
        let mut client = Client::new("mobile-key", "Mobilní klíč");
        client.authentication = ClientAuthentication::ClientSecret { secret: Secret::new(SECRET) };
        client.redirect_uris = vec![RedirectUri::parse("http://localhost:8003/enrol/callback").unwrap()];
        client.scope = "openid profile".parse().unwrap();
        let config = ProviderConfig { clients: vec![client], ..ProviderConfig::default() };
        let person = Arc::new(Mutex::new(Person {
            level: AssuranceLevel::Substantial,
            claims: json!({ "given_name": "Jana", "family_name": "Nováková", "birthdate": "1985-04-12" }),
            refuses: false,
        }));
        let people = Arc::new(People(Arc::clone(&person)));
        let http = http_client::client().unwrap();
        let provider =
            Provider::open(config, &site, (*store).clone(), &master_key, http, people).await.unwrap();
        let asked = Arc::default();
        let routes = Routes {
            provider: provider.clone(),
            store: (*store).clone(),
            person: Arc::clone(&person),
            asked: Arc::clone(&asked),
        };
        let pages = Router::new().route("/login", get(login)).with_state(routes);
        let router = site.router(pages.merge(provider.router()));
        tokio::spawn(
            listener::Listener::new(listener, web::http(router.clone())).run(std::future::pending()),
        );
        Self { origin, router, person, asked, _store: store }
    }
}

impl AccountProvider for People {
    fn capabilities(&self) -> Capabilities {
        Capabilities {
            claims: &["given_name", "family_name", "birthdate"],
            levels: &AssuranceLevel::ALL,
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
        let all = self.0.lock().unwrap().claims.as_object().cloned().unwrap_or_default();
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
    let person = routes.person.lock().unwrap().clone();
    *routes.asked.lock().unwrap() = Some(interaction.request.clone());
    let answer = routes.store.write(|tx| {
        if person.refuses {
            return routes.provider.refuse(tx, &interaction, AuthorizationError::AccessDenied);
        }
        if interaction.minimum_level().is_some_and(|minimum| person.level < minimum) {
            let unmet = AuthorizationError::UnmetAuthenticationRequirements;
            return routes.provider.refuse(tx, &interaction, unmet);
        }
        let grant = Grant {
            subject: "jana".to_owned(),
            authenticated_at: interaction.begun_at,
            level: person.level,
            amr: vec!["pwd".to_owned()],
            release: Release::everything(&interaction.request),
            authorization_details: Vec::new(),
            session: None,
        };
        routes.provider.complete(tx, &interaction, &grant)
    });
    Ok(answer.await?.into_response())
}

/// The hub pushes its request; where it then sends the browser.
pub(crate) async fn push(world: &World, details: &Value, acr: &str) -> Answer {
    let details = details.to_string();
    let form = [
        ("client_id", "hub"),
        ("client_secret", SECRET),
        ("redirect_uri", CALLBACK),
        ("response_type", "code"),
        ("scope", "openid"),
        ("state", "st"),
        ("nonce", "no"),
        ("code_challenge", CHALLENGE),
        ("code_challenge_method", "S256"),
        ("acr_values", acr),
        ("authorization_details", details.as_str()),
    ];
    world.browser().post(&format!("{}/openid/par", world.origin()), &form, &[]).await
}

/// A browser is sent to the Mobile Key by the hub.
pub(crate) async fn send(world: &World, browser: &mut Browser, details: &Value, acr: &str) -> Answer {
    let pushed = push(world, details, acr).await.json();
    let mut url = Url::parse(&format!("{}/openid/authorize", world.origin())).unwrap();
    let request_uri = pushed["request_uri"].as_str().unwrap_or_else(|| panic!("{pushed}"));
    url.query_pairs_mut().append_pair("client_id", "hub").append_pair("request_uri", request_uri);
    browser.get(url.as_str()).await
}

/// What came back to the hub, if the browser went there.
pub(crate) fn returned(answer: &Answer, name: &str) -> Option<String> {
    assert!(answer.url.as_str().starts_with(CALLBACK), "{} {}", answer.url, answer.body);
    answer.url.query_pairs().into_owned().find_map(|(found, value)| (found == name).then_some(value))
}

/// Code to tokens.
pub(crate) async fn redeem(world: &World, code: &str) -> Answer {
    let form = [
        ("grant_type", "authorization_code"),
        ("code", code),
        ("redirect_uri", CALLBACK),
        ("code_verifier", VERIFIER),
        ("client_id", "hub"),
        ("client_secret", SECRET),
    ];
    world.browser().post(&format!("{}/openid/token", world.origin()), &form, &[]).await
}

/// An access token of the hub's own.
pub(crate) async fn own_token(world: &World, scope: &str) -> Answer {
    let form = [
        ("grant_type", "client_credentials"),
        ("scope", scope),
        ("client_id", "hub"),
        ("client_secret", SECRET),
    ];
    world.browser().post(&format!("{}/openid/token", world.origin()), &form, &[]).await
}

/// The claims of a token, not verified here.
pub(crate) fn claims(tokens: &Value) -> Value {
    let token = tokens["id_token"].as_str().unwrap_or_else(|| panic!("{tokens}"));
    serde_json::from_slice(&base64url::decode(token.split('.').nth(1).unwrap()).unwrap()).unwrap()
}
