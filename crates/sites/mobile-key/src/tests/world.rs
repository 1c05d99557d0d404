//! The site on a database of its own, with a clock that the test moves.

use axum::Router;
use axum::body::Body;
use axum::http::{Request, header};
use clock::Clock;
use http_body_util::BodyExt;
use mobile_key_api::RequestId;
use mobile_key_api::phone::Identity;
use mobile_key_api::release::{ReleaseRequest, RequestedItem, Type};
use runtime::Dependencies;
use secrets::{MasterKey, Token};
use serde_json::{Value, json};
use store::testing::TestStore;
use tower::ServiceExt;
use url::Url;
use values::{AssuranceLevel, Timestamp};
use web::testing::Browser;

use super::fake_hub;
use super::phone::Phone;
use crate::acts::{self, NewEnrolment, NewLogin};
use crate::context::Context;
use crate::rules::{Frame, Link, PersonId, SameDeviceToken};
use crate::{Config, MobileKey};

pub(crate) const START: Timestamp = Timestamp::from_unix_ms(1_795_000_000_000);
const ORIGIN: &str = "http://localhost:8003";

/// One site.
pub(crate) struct World {
    site: MobileKey,
    router: Router,
    clock: Clock,
    store: TestStore,
}

/// An answer of the API.
#[derive(Clone, Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) json: Value,
    pub(crate) body: String,
}

/// A request that a browser began.
pub(crate) struct Begun {
    pub(crate) id: RequestId,
    pub(crate) token: Token,
}

impl Reply {
    pub(crate) fn code(&self) -> &str {
        self.json["code"].as_str().unwrap_or_default()
    }
}

impl World {
    /// On SQLite.
    pub(crate) async fn new() -> Self {
        Self::on(store::testing::sqlite("mobile-key", &crate::migrations()).await).await
    }

    /// On every engine that the tests have.
    pub(crate) async fn on_each_engine() -> Vec<Self> {
        let mut worlds = Vec::new();
        for store in store::testing::both_engines("mobile-key", &crate::migrations()).await {
            worlds.push(Self::on(store).await);
        }
        worlds
    }

    /// On SQLite, with a hub that says who people are.
    pub(crate) async fn with_hub() -> (Self, openid::testing::FakeProvider) {
        let clock = Clock::fixed(START);
        let _ = http_client::client().unwrap();
        let hub = fake_hub::start(&clock).await;
        let store = store::testing::sqlite("mobile-key", &crate::migrations()).await;
        let world = Self::at(store, clock, config(&hub.origin)).await;
        (world, hub)
    }

    /// On SQLite, where one network address may install so many apps in an hour and call so often in a minute.
    pub(crate) async fn limited(installations: u32, requests: u32) -> Self {
        let store = store::testing::sqlite("mobile-key", &crate::migrations()).await;
        let mut config = config("http://localhost:8002");
        config.limits.installations_per_hour = installations.try_into().unwrap();
        config.limits.requests_per_minute = requests.try_into().unwrap();
        Self::at(store, Clock::fixed(START), config).await
    }

    /// On SQLite, with a name and a colour of the operator's own.
    pub(crate) async fn branded(name: &str, colour: &str) -> Self {
        let store = store::testing::sqlite("mobile-key", &crate::migrations()).await;
        let mut config = config("http://localhost:8002");
        config.site.brand_name = Some(values::Label::One(name.into()));
        config.site.colour = Some(web::BrandColour::parse(colour).unwrap());
        Self::at(store, Clock::fixed(START), config).await
    }

    /// On SQLite, where one network address may begin so many requests in a minute.
    pub(crate) async fn with_codes(codes: u32) -> Self {
        let store = store::testing::sqlite("mobile-key", &crate::migrations()).await;
        let mut config = config("http://localhost:8002");
        config.limits.codes_per_minute = codes.try_into().unwrap();
        Self::at(store, Clock::fixed(START), config).await
    }

    async fn on(store: TestStore) -> Self {
        Self::at(store, Clock::fixed(START), config("http://localhost:8002")).await
    }

    /// The same site once more, on the same database.
    pub(crate) async fn another_process(&self) -> MobileKey {
        crate::open(config("http://localhost:8002"), dependencies(&self.store, &self.clock)).await.unwrap()
    }

    async fn at(store: TestStore, clock: Clock, config: Config) -> Self {
        let site = crate::open(config, dependencies(&store, &clock)).await.unwrap();
        let router = site.router();
        Self { site, router, clock, store }
    }

    pub(crate) fn origin(&self) -> &str {
        self.site.web().origin()
    }

    /// Everything that lies on the disk.
    pub(crate) fn disk(&self) -> Vec<u8> {
        let store::Location::Sqlite(directory) = self.store.location() else { return Vec::new() };
        let files = std::fs::read_dir(directory).unwrap();
        files.flat_map(|file| std::fs::read(file.unwrap().path()).unwrap()).collect()
    }

    pub(crate) fn site(&self) -> &MobileKey {
        &self.site
    }

    pub(crate) fn context(&self) -> &Context {
        &self.site.0.context
    }

    pub(crate) fn store(&self) -> &store::Store {
        &self.store
    }

    pub(crate) fn now_ms(&self) -> i64 {
        self.clock.now().unix_ms()
    }

    pub(crate) fn wait(&self, ms: i64) {
        self.clock.shift(ms);
    }

    /// Posts to `/api/v1/…`.
    pub(crate) async fn post(&self, path: &str, body: &Value) -> Reply {
        self.post_text(path, body.to_string()).await
    }

    pub(crate) async fn post_text(&self, path: &str, body: String) -> Reply {
        let request = Request::post(format!("/api/v1/{path}"))
            .header(header::CONTENT_TYPE, "application/jose+json")
            .header(header::ACCEPT, "application/json")
            .header(header::ACCEPT_LANGUAGE, "en")
            .body(Body::from(body))
            .unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let status = response.status().as_u16();
        let bytes = response.into_body().collect().await.unwrap().to_bytes();
        let body = String::from_utf8(bytes.to_vec()).unwrap();
        Reply { status, json: serde_json::from_str(&body).unwrap_or_default(), body }
    }

    /// A browser that can reach the site.
    pub(crate) fn browser(&self) -> Browser {
        Browser::new().with_site(self.site.web(), self.router.clone())
    }

    pub(crate) fn router(&self) -> Router {
        self.router.clone()
    }

    /// A login begins in some browser.
    pub(crate) async fn begin_login(&self, asked: AssuranceLevel) -> Begun {
        self.begin("Městský úřad Lipová", asked, &["email"]).await
    }

    /// A login to a service of which the hub remembers a choice, or none.
    pub(crate) async fn begin_login_to(&self, service: &str, remembered: &[&str]) -> Begun {
        self.begin(service, AssuranceLevel::Substantial, remembered).await
    }

    async fn begin(&self, service: &str, asked: AssuranceLevel, remembered: &[&str]) -> Begun {
        let item = |name: &str, essential| RequestedItem { name: name.to_owned(), essential };
        let release = ReleaseRequest {
            r#type: Type::default(),
            service_name: service.to_owned(),
            service_domain: "lipova.example".to_owned(),
            service_uri: None,
            level: asked,
            data: vec![item("given_name", true), item("email", false), item("phone_number", false)],
            remembered: remembered.iter().map(|&name| name.to_owned()).collect(),
        };
        let interaction = random::random_id(self.clock.now());
        let new = NewLogin { interaction: &interaction, release: &release, browser: "Chrome, Linux" };
        let (id, token) = acts::begin_login(self.context(), new).await.unwrap();
        Begun { id, token }
    }

    /// An enrolment begins in the browser of somebody whom the hub has identified.
    pub(crate) async fn begin_enrolment(&self, person: &str) -> Begun {
        let new = NewEnrolment {
            person: &PersonId::parse(person).unwrap(),
            login_level: AssuranceLevel::Substantial,
            identity: &identity(),
            browser: "Chrome, Linux",
        };
        let (id, token) = acts::begin_enrolment(self.context(), new).await.unwrap();
        Begun { id, token }
    }

    /// What the QR code on the screen says at this moment.
    pub(crate) fn qr(&self, begun: &Begun) -> String {
        let context = self.context();
        Link::Qr(Frame::draw(begun.id.clone(), self.clock.now(), context.link_hash())).text(ORIGIN)
    }

    /// Where „Spustit mobilní klíč" leads.
    pub(crate) fn same_device(&self, begun: &Begun) -> String {
        let token = SameDeviceToken::of(&begun.id, self.context().link_hash());
        Link::SameDevice { request: begun.id.clone(), token }.text(ORIGIN)
    }

    /// The browser of a request confirms that the codes correspond.
    pub(crate) async fn confirm(&self, begun: &Begun) -> Result<(), acts::ActError> {
        acts::confirm(self.context(), &begun.id, begun.browser(None)).await
    }

    /// A phone with a PIN that belongs to somebody.
    pub(crate) async fn enrolled(&self, person: &str) -> Phone {
        let mut phone = Phone::install(self, "Janin telefon").await;
        self.enrol(&mut phone, person).await;
        phone
    }

    pub(crate) async fn enrol(&self, phone: &mut Phone, person: &str) {
        let begun = self.begin_enrolment(person).await;
        let request = phone.call(self, "requests/claim", &json!({ "link": self.qr(&begun) })).await;
        assert_eq!(request.status, 200, "{}", request.body);
        assert_eq!(phone.approve(self, &request.json).await.status, 200);
        self.confirm(&begun).await.unwrap();
    }

    /// How often the audit trail has something.
    pub(crate) async fn audited(&self, kind: &str, outcome: &str) -> i64 {
        self.store.read(|tx| crate::store::audit::count(tx, kind, outcome)).await.unwrap()
    }

    pub(crate) async fn run_due_jobs(&self) {
        runtime::run_all(&self.site.jobs(), self.clock.now()).await.unwrap();
    }
}

impl Begun {
    pub(crate) fn browser<'a>(&'a self, nonce: Option<&'a str>) -> acts::Browser<'a> {
        acts::Browser { cookie: self.token.as_str(), nonce }
    }

    /// The cookie of the browser that began.
    pub(crate) fn put_into(&self, browser: &mut Browser) {
        browser.set_cookie("localhost", &format!("request_mobile-key_{}", self.id), self.token.as_str());
    }

    /// The address of the page.
    pub(crate) fn page(&self) -> String {
        format!("{ORIGIN}/requests/{}", self.id)
    }
}

/// How a page shows a code: digit by digit.
pub(crate) fn digits(code: &Value) -> String {
    let shown =
        code.as_str().unwrap().chars().map(|digit| ["<span>", &digit.to_string(), "</span>"].concat());
    shown.collect()
}

pub(crate) fn identity() -> Identity {
    Identity { given_name: "Jana".into(), family_name: "Nováková".into(), birthdate: "1985-04-12".into() }
}

fn dependencies(store: &store::Store, clock: &Clock) -> Dependencies {
    Dependencies {
        store: store.clone(),
        master_key: MasterKey::from_hex(&"07".repeat(32)).unwrap(),
        clock: clock.clone(),
        http: http_client::client().unwrap(),
    }
}

fn config(hub: &str) -> Config {
    serde_json::from_value(json!({
        "site": { "origin": ORIGIN, "operator": "Správa základních registrů",
            "helpdesk": { "phone": "225 514 777", "hours": "7:00–18:00" } },
        "openid": { "clients": [{
            "id": "hub", "name": "Národní bod",
            "authentication": { "method": "client_secret", "secret": fake_hub::SECRET },
            "redirect_uris": ["http://localhost:8002/login/callback/mobile-key"],
            "client_credentials_scope": "devices", "authorization_details_types": ["identity_release"],
            "subject_type": "public", "first_party": true
        }] },
        "hub": { "issuer": hub, "client_id": "mobile-key",
            "authentication": { "method": "client_secret_basic", "secret": fake_hub::SECRET },
            "callback_path": "/enrol/callback" },
        "portal": Url::parse("http://localhost:8002/portal").unwrap(),
    }))
    .unwrap()
}
