//! The site that the tests ask: a note that anyone may leave, and a page for those signed in.

use std::convert::Infallible;
use std::time::Duration;

use crate::testing::Browser;
use crate::{
    AssetFile, Authenticated, Form, FormErrors, Helpdesk, Page, Problem, RequestContext, ReturnPath,
    SameOrigin, Site, SiteConfig, View,
};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use clock::Clock;
use futures_util::stream::{self, Stream, StreamExt};
use i18n::Locales;
use secrets::MasterKey;
use serde::Deserialize;
use sessions::{NewSession, SessionLimits};
use store::testing::TestStore;
use url::Url;
use values::{AssuranceLevel, Timestamp};

const TEXTS: Locales = Locales {
    cs: "site-name = Ukázka\nnote = Poznámka\nsend = Odeslat\nnote-empty = Napište poznámku\nlost = Nenašli jsme { $what }\n    .next = Zkuste { $n ->\n        [one] jednou\n       *[other] { $n }krát\n    }",
    sk: "site-name = Ukážka\nnote = Poznámka\nsend = Odoslať\nnote-empty = Napíšte poznámku\nlost = Nenašli sme { $what }\n    .next = Skúste { $n ->\n        [one] raz\n       *[other] { $n }-krát\n    }",
    en: "site-name = Sample\nnote = Note\nsend = Send\nnote-empty = Write a note\nlost = We did not find { $what }\n    .next = Try { $n ->\n        [one] once\n       *[other] { $n } times\n    }",
};

const SCRIPT: AssetFile = AssetFile { name: "wait.js", bytes: b"export const waiting = true;" };

/// The site, its clock and its store.
pub(crate) struct Sample {
    pub(crate) site: Site,
    pub(crate) router: Router,
    pub(crate) clock: Clock,
    pub(crate) store: TestStore,
}

pub(crate) const ORIGIN: &str = "http://localhost:8001";
pub(crate) const START: Timestamp = Timestamp::from_unix_ms(1_795_000_000_000);

impl Sample {
    pub(crate) async fn new() -> Self {
        Self::at(ORIGIN).await
    }

    pub(crate) async fn at(origin: &str) -> Self {
        Self::with(origin, store::testing::sqlite("sample", &[crate::MIGRATIONS]).await)
    }

    pub(crate) fn with(origin: &str, store: TestStore) -> Self {
        let clock = Clock::fixed(START);
        let site = site(origin, &store, &clock, &MasterKey::from_hex(&"5a".repeat(32)).unwrap());
        let state = Shared { site: site.clone(), store: store.clone() };
        let personalize = async |page: Page, session: sessions::Session| {
            page.signed_in_as(&session.subject).with_navigation(&[("/note", "note")])
        };
        let router = site.personalized_router(routes().with_state(state), personalize);
        Self { site, router, clock, store }
    }

    pub(crate) fn browser(&self) -> Browser {
        Browser::new().with_site(&self.site, self.router.clone())
    }
}

fn site(origin: &str, store: &store::Store, clock: &Clock, key: &MasterKey) -> Site {
    let config = SiteConfig {
        helpdesk: Helpdesk { phone: Some("+420 222 000 000".into()), email: None, hours: None },
        trusted_proxies: serde_json::from_str(r#"["127.0.0.1"]"#).unwrap(),
        ..SiteConfig::at(Url::parse(origin).unwrap())
    };
    let builder = Site::builder("sample", config, clock.clone(), key).locales(TEXTS).assets(&[SCRIPT]);
    builder
        .plain_fields(&["note", "postal_code", "who", "return_to"])
        .sessions(store.clone(), SessionLimits { idle_ms: 3_600_000, absolute_ms: 36_000_000 })
        .build()
        .unwrap()
}

#[derive(Clone)]
struct Shared {
    site: Site,
    store: store::Store,
}

fn routes() -> Router<Shared> {
    Router::new()
        .route("/note", get(ask).post(note))
        .route("/leaving", get(leaving))
        .route("/long", get(ask).post(long))
        .route("/limited", get(ask).post(limited))
        .route("/own-note", get(own_note).post(note_of_own))
        .route("/login", get(login_page).post(login))
        .route("/half-login", get(login_page).post(half_login))
        .route("/logout", post(logout))
        .route("/profile", get(profile))
        .route("/lost/{times}", get(lost))
        .route("/busy", get(async || Problem::new(StatusCode::SERVICE_UNAVAILABLE, "problem-unavailable")))
        .route("/panic", get(panics))
        .route("/slow", get(slow))
        .route("/events", get(events))
        .route("/api/echo", post(echo))
        .route("/peer", get(peer))
}

#[derive(Template)]
#[template(
    ext = "html",
    source = r#"{% extends "shell.html" %}{% import "forms.html" as forms %}
{% block title %}{{ page.text("note") }}{% endblock %}
{% block content %}{{ forms::error_summary(page, errors) }}<form method="post">{{ forms::csrf(page) }}
{{ forms::input(page, errors, "note", page.text("note"), form.note) }}{{ forms::button(page.text("send")) }}</form>{% endblock %}"#
)]
struct NotePage {
    page: Page,
    errors: FormErrors,
    form: Note,
}

#[derive(Default, Deserialize)]
struct Note {
    note: String,
    #[serde(default)]
    tags: Vec<String>,
}

async fn ask(visitor: RequestContext) -> View<NotePage> {
    View(NotePage { page: visitor.page(), errors: FormErrors::new(), form: Note::default() })
}

async fn leaving(visitor: RequestContext) -> View<NotePage> {
    let page = visitor.page().forms_may_leave();
    View(NotePage { page, errors: FormErrors::new(), form: Note::default() })
}

async fn note(visitor: RequestContext, Form(form): Form<Note>) -> Response {
    if form.note.is_empty() {
        let errors = FormErrors::one("note", "note-empty");
        let page = NotePage { page: visitor.page(), errors, form };
        return (StatusCode::UNPROCESSABLE_ENTITY, View(page)).into_response();
    }
    format!("noted {} {:?}", form.note, form.tags).into_response()
}

/// An error page that is too large to be kept.
async fn long(_: Form<Note>) -> Response {
    let page = format!("<p>{}", "x".repeat(300 * 1024));
    (StatusCode::UNPROCESSABLE_ENTITY, axum::response::Html(page)).into_response()
}

/// There were too many before.
async fn limited(_: Form<crate::Fields>) -> Problem {
    Problem::too_many_requests(90)
}

async fn own_note(person: Authenticated) -> View<NotePage> {
    let page = person.page().signed_in_as(person.subject());
    View(NotePage { page, errors: FormErrors::new(), form: Note::default() })
}

async fn note_of_own(person: Authenticated, Form(form): Form<Note>) -> String {
    format!("{} noted {}", person.subject(), form.note)
}

#[derive(Template)]
#[template(
    ext = "html",
    source = r#"{% extends "shell.html" %}{% import "forms.html" as forms %}
{% block title %}{{ page.text("note") }}{% endblock %}
{% block content %}<form method="post" action="/login">{{ forms::csrf(page) }}
<input type="hidden" name="return_to" value="{{ return_to }}"><input name="who"><input type="password" name="password"></form>{% endblock %}"#
)]
struct LoginPage {
    page: Page,
    return_to: ReturnPath,
}

#[derive(Deserialize)]
struct Login {
    who: String,
    return_to: ReturnPath,
}

#[derive(Deserialize)]
struct LoginQuery {
    #[serde(default)]
    return_to: ReturnPath,
}

async fn login_page(visitor: RequestContext, query: axum::extract::Query<LoginQuery>) -> View<LoginPage> {
    View(LoginPage { page: visitor.page(), return_to: query.0.return_to })
}

async fn login(
    State(shared): State<Shared>,
    visitor: RequestContext,
    Form(form): Form<Login>,
) -> Result<impl IntoResponse, Problem> {
    let new = NewSession {
        subject: &form.who,
        level: AssuranceLevel::Low,
        amr: &["pwd"],
        user_agent: &visitor.client().user_agent,
        replaces: visitor.session(),
    };
    let started = shared.store.write(|tx| shared.site.sessions().start(tx, visitor.now(), new)).await?;
    Ok((shared.site.session_cookie(&started), Redirect::to(form.return_to.as_str())))
}

/// Signs in, and yet there is something wrong.
async fn half_login(
    State(shared): State<Shared>,
    visitor: RequestContext,
    Form(form): Form<Login>,
) -> Result<impl IntoResponse, Problem> {
    let signed_in = login(State(shared), visitor, Form(form)).await?.into_response();
    let cookies = signed_in.headers().get_all("set-cookie").iter().cloned();
    let mut response = Problem::forbidden().into_response();
    response.headers_mut().extend(cookies.map(|cookie| (axum::http::header::SET_COOKIE, cookie)));
    Ok(response)
}

async fn logout(
    State(shared): State<Shared>,
    person: Authenticated,
    _: Form<crate::Fields>,
) -> Result<impl IntoResponse, Problem> {
    shared.store.write(|tx| shared.site.sessions().end(tx, person.session())).await?;
    Ok((shared.site.delete_session_cookie(), Redirect::to("/note")))
}

#[derive(Template)]
#[template(
    ext = "html",
    source = r#"{% extends "shell.html" %}{% block title %}{{ page.text("note") }}{% endblock %}
{% block content %}<h1>{{ who }}</h1>{% endblock %}
{% block scripts %}<script src="{{ page.asset("wait.js") }}" type="module"></script>{% endblock %}"#
)]
struct ProfilePage {
    page: Page,
    who: String,
}

async fn profile(person: Authenticated) -> View<ProfilePage> {
    let who = person.subject().to_owned();
    View(ProfilePage { page: person.page().signed_in_as(&who), who })
}

async fn lost(Path(times): Path<i64>) -> Problem {
    Problem::new(StatusCode::GONE, "lost").with("what", "<klíče>").count("n", times)
}

async fn panics() {
    panic!("on purpose");
}

async fn slow() {
    std::future::pending::<()>().await;
}

/// The phone takes its time: longer than a handler may.
async fn events() -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    Sse::new(stream::iter(["waiting", "approved"]).then(async |state| {
        tokio::time::sleep(Duration::from_mins(1)).await;
        Ok(Event::default().data(state))
    }))
}

async fn echo(_: SameOrigin, Json(value): Json<serde_json::Value>) -> Json<serde_json::Value> {
    Json(value)
}

async fn peer(
    visitor: RequestContext,
    certificate: Option<axum::Extension<listener::PeerCertificate>>,
) -> Json<serde_json::Value> {
    let length = certificate.map(|certificate| certificate.0.0.len());
    Json(serde_json::json!({ "address": visitor.client().address, "certificate_bytes": length }))
}
