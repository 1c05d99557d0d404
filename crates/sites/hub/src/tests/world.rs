//! A hub with two methods, a register and two services.

use mobile_key_api::people::Device;
use std::sync::Arc;

use axum::Router;
use clock::Clock;
use jobs::Worker;
use runtime::Dependencies;
use secrets::MasterKey;
use serde_json::{Value, json};
use store::testing::{TestStore, both_engines};
use values::Timestamp;
use web::testing::{Answer, Browser};

use super::fake_method::{Method, Person, SECRET};
use super::fake_population::FakePopulation;
use super::service;
use crate::{Config, NationalPoint};

pub(crate) const HUB: &str = "http://localhost:8002";
pub(crate) const START: Timestamp = Timestamp::from_unix_ms(1_795_000_000_000);

pub(crate) struct World {
    pub(crate) hub: NationalPoint,
    pub(crate) router: Router,
    pub(crate) clock: Clock,
    pub(crate) mojeid: Method,
    pub(crate) mobile_key: Method,
    pub(crate) population: Arc<FakePopulation>,
    pub(crate) worker: Worker,
    pub(crate) store: TestStore,
}

impl World {
    /// On SQLite.
    pub(crate) async fn new() -> Self {
        Self::with(|_| ()).await
    }

    /// On SQLite, with another configuration.
    pub(crate) async fn with(change: impl FnOnce(&mut Value)) -> Self {
        Self::on(store::testing::sqlite("hub", &crate::migrations()).await, change).await
    }

    /// One on each engine.
    pub(crate) async fn each() -> Vec<Self> {
        let mut worlds = Vec::new();
        for store in both_engines("hub", &crate::migrations()).await {
            worlds.push(Self::on(store, |_| ()).await);
        }
        worlds
    }

    async fn on(store: TestStore, change: impl FnOnce(&mut Value)) -> Self {
        let clock = Clock::fixed(START);
        let mojeid = Method::start("mojeid", &clock, &callback("mojeid"), jana_at_mojeid()).await;
        let mobile_key = Method::start("mobile-key", &clock, &callback("mobile-key"), nobody()).await;
        let (population, population_origin) = FakePopulation::start().await;
        let dependencies = Dependencies {
            store: store.clone(),
            master_key: MasterKey::generate(),
            clock: clock.clone(),
            http: http_client::client().unwrap(),
        };
        let mut config = config(&mojeid.origin, &mobile_key.origin, &population_origin);
        change(&mut config);
        let config: Config = serde_json::from_value(config).unwrap();
        let hub = crate::open(config, http_client::client().unwrap(), dependencies).await.unwrap();
        let (router, worker) = (hub.router(), hub.worker());
        Self { hub, router, clock, mojeid, mobile_key, population, worker, store }
    }

    /// A browser that can reach the hub and the methods.
    pub(crate) fn browser(&self) -> Browser {
        Browser::new()
            .with_site(self.hub.site(), self.router.clone())
            .with_origin(&self.mojeid.origin, self.mojeid.router.clone())
            .with_origin(&self.mobile_key.origin, self.mobile_key.router.clone())
    }

    /// Time passes: every step of a person takes some.
    pub(crate) fn tick(&self) {
        self.clock.shift(1_000);
    }

    /// A service sends the browser, and the person takes a method.
    pub(crate) async fn choose(
        &self,
        browser: &mut Browser,
        client: &str,
        more: &[(&str, &str)],
        method: &str,
    ) -> Answer {
        let page = browser.get(&service::authorize(client, more)).await;
        self.tick();
        self.take(browser, &page, method).await
    }

    /// The person takes a method on the page of methods.
    pub(crate) async fn take(&self, browser: &mut Browser, page: &Answer, method: &str) -> Answer {
        let way = format!("/login/with/{method}");
        let links = page.links();
        let href = links.iter().find(|href| href.starts_with(&way));
        let href = href.unwrap_or_else(|| panic!("{} does not offer {method}: {}", page.url, page.body));
        let answer = browser.open(page, href).await;
        self.tick();
        answer
    }

    /// A browser signed in to the portal by mojeID.
    pub(crate) async fn in_portal(&self) -> (Browser, Answer) {
        let mut browser = self.browser();
        let page = browser.get(&format!("{HUB}/portal")).await;
        let answer = self.take(&mut browser, &page, "mojeid").await;
        assert_eq!(answer.url.as_str(), format!("{HUB}/portal"), "{}", answer.body);
        (browser, answer)
    }

    /// Jana attaches a phone: the Mobile Key asks the hub who she is, and calls her what it was told.
    pub(crate) async fn attach(&self, browser: &mut Browser) -> String {
        let answer = browser.get(&service::authorize("mobile-key", &[("scope", "openid profile")])).await;
        let (id_token, _) = service::learn(browser, &answer, "mobile-key").await;
        let sub = id_token["sub"].as_str().unwrap().to_owned();
        self.mobile_key.change(|person| person.subject.clone_from(&sub));
        let phone = device(PHONE, "Telefon");
        self.mobile_key.state.devices.lock().unwrap().push(phone);
        self.tick();
        sub
    }

    /// As if the person had never used this method.
    pub(crate) async fn forget_link(&self, method: &'static str) {
        self.meddle("DELETE FROM method_link WHERE method = $1", method).await;
    }

    /// As if this method had been linked by a weaker login.
    pub(crate) async fn weaken_link(&self, method: &'static str) {
        let sql = "UPDATE method_link SET level = 'http://eidas.europa.eu/LoA/low' WHERE method = $1";
        self.meddle(sql, method).await;
    }

    /// As if the method by which somebody logged in had been removed from the configuration since.
    pub(crate) async fn remove_method(&self, method: &'static str) {
        self.meddle("UPDATE login SET method = 'removed' WHERE method = $1", method).await;
    }

    async fn meddle(&self, sql: &'static str, method: &'static str) {
        let touched = self.store.write(|tx| tx.execute(sql, &[&method])).await.unwrap();
        assert_eq!(touched, 1);
    }

    /// The numbers of the accounts that the portal lists, the oldest first.
    pub(crate) async fn accounts(&self, browser: &mut Browser) -> Vec<String> {
        let page = browser.get(&format!("{HUB}/portal/methods")).await;
        let panels = page.body.split("aria-labelledby=\"account-").skip(1);
        panels.filter_map(|panel| Some(panel.split_once('"')?.0.to_owned())).collect()
    }

    /// Sends a form that the browser was not shown, as whoever sits at an open session can.
    pub(crate) async fn send(&self, browser: &mut Browser, path: &str, fields: &[(&str, &str)]) -> Answer {
        let page = browser.get(&format!("{HUB}/help")).await;
        let form = page.form("/logout").filled(&[]);
        let found = url::form_urlencoded::parse(form.as_bytes()).find(|(name, _)| name == "_csrf");
        let (_, csrf) = found.unwrap();
        let fields = [&[("_csrf", csrf.as_ref())], fields].concat();
        browser.post(&format!("{HUB}{path}"), &fields, &[("sec-fetch-site", "same-origin")]).await
    }

    /// The kinds of the notices that have left by now.
    pub(crate) async fn told(&self) -> Vec<String> {
        let told = self.delivered().await;
        told.iter().map(|(_, json)| json["kind"].as_str().unwrap_or_default().to_owned()).collect()
    }

    /// A browser signed in to the portal by the phone.
    pub(crate) async fn in_portal_by_key(&self) -> Browser {
        let mut browser = self.browser();
        let page = browser.get(&format!("{HUB}/portal")).await;
        let page = self.take(&mut browser, &page, "mobile-key").await;
        assert_eq!(page.url.as_str(), format!("{HUB}/portal"), "{}", page.body);
        browser
    }

    /// What stands in the audit: actions and particulars, in order.
    pub(crate) async fn audit(&self) -> Vec<String> {
        let (since, until) = (Timestamp::from_unix_ms(0), self.clock.now().plus_ms(1));
        let all = audit::Search { since, until, action: None, object: None, limit: 1_000 };
        let events = self.store.read(|tx| audit::search(tx, &all)).await.unwrap();
        let line = |event: audit::Event| {
            let details: Value = serde_json::from_str(event.details.as_deref().unwrap_or("{}")).unwrap();
            let names = details.as_object().unwrap().values().map(ToString::to_string);
            let parts = [event.action].into_iter().chain(event.object).chain(names);
            parts.collect::<Vec<_>>().join(" ").replace('"', "")
        };
        events.into_iter().rev().map(line).collect()
    }

    /// The notices that have left by now.
    pub(crate) async fn delivered(&self) -> Vec<(String, Value)> {
        self.worker.run_due().await.unwrap();
        std::mem::take(&mut *self.mobile_key.state.notices.lock().unwrap())
    }
}

pub(crate) fn jana_at_mojeid() -> Person {
    Person {
        subject: "jana-at-mojeid".to_owned(),
        claims: json!({
            "given_name": "Jana", "family_name": "Nováková", "birthdate": "1988-04-12",
            "address": { "street_address": "Lipová 12", "locality": "Olomouc", "postal_code": "77900", "country": "CZ" }
        }),
        ..Person::default()
    }
}

fn nobody() -> Person {
    Person { subject: "nobody".to_owned(), ..Person::default() }
}

fn callback(method: &str) -> String {
    format!("{HUB}/login/callback/{method}")
}

fn config(mojeid: &str, mobile_key: &str, population: &str) -> Value {
    let rp = |issuer: &str, method: &str| {
        json!({ "issuer": issuer, "client_id": "hub",
                "authentication": { "method": "client_secret_basic", "secret": SECRET },
                "callback_path": format!("/login/callback/{method}") })
    };
    let service = |id: &str, name: &str, more: Value| {
        let mut service = json!({
            "id": id, "name": { "cs": name, "en": format!("{name} (en)") },
            "oidc": {
                "authentication": { "method": "client_secret", "secret": SECRET },
                "redirect_uris": [service::callback(id)], "scope": "openid profile address",
                "post_logout_redirect_uris": [format!("https://{id}.example/bye")]
            }
        });
        service.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        service
    };
    json!({
        "site": { "origin": HUB, "helpdesk": { "phone": "225 514 777", "hours": "7:00–18:00" } },
        "register": population,
        "register_client": { "certificate": "none", "key": "none", "authority": "none" },
        "methods": [
            { "id": "mobile-key", "name": { "cs": "Mobilní klíč eGovernmentu", "en": "eGovernment Mobile Key" },
              "level": "substantial", "icon": "phone", "openid": rp(mobile_key, "mobile-key"),
              "kind": { "type": "mobile_key", "enrol": format!("{mobile_key}/enrol"),
                        "app": format!("{mobile_key}/app/"), "api": mobile_key, "client": "mobile-key" } },
            { "id": "mojeid", "name": "mojeID", "level": "substantial", "openid": rp(mojeid, "mojeid"),
              "hint": { "cs": "Jméno a heslo." }, "kind": { "type": "account" } },
        ],
        "services": [
            service("lipova", "Městský úřad Lipová", json!({ "minimum_level": "substantial",
                "release": { "essential": ["given_name", "family_name"], "voluntary": ["birthdate", "address"] } })),
            service("knihovna", "Knihovna Lipová", json!({})),
            service("mobile-key", "Mobilní klíč", json!({ "first_party": true, "minimum_level": "substantial" })),
        ]
    })
}

/// The phone that [`World::attach`] attaches.
pub(crate) const PHONE: &str = "019a8b4c-0000-7000-8000-0000000000d1";

/// A phone at the Mobile Key, never used.
pub(crate) fn device(id: &str, name: &str) -> Device {
    Device {
        id: id.parse().unwrap(),
        name: name.parse().unwrap(),
        attached_at_ms: START.unix_ms(),
        last_used_at_ms: None,
        blocked: false,
        failed_tries: None,
        failed_tries_at_ms: None,
        level: values::AssuranceLevel::Substantial,
    }
}
