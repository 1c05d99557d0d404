//! The front door of the demo: what is what, who is who, and the time machine.

use super::Demo;
use super::residents::{Resident, ResidentAccount, residents};
use super::settings::{DemoSite, FRONT_DOOR};
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use values::{DAY_MS, HOUR_MS};
use web::{Form, Page, Problem, RequestContext, View};

/// How far the time machine jumps: the value of its buttons, and the milliseconds.
const JUMPS: [(&str, i64); 4] = [
    ("hour", HOUR_MS),
    ("day", DAY_MS),
    // one day more than the 30 days for which an e-mail or a phone number founds one account (mission B5)
    ("month", 31 * DAY_MS),
    // one day more than the longest 8 months, after which an account never activated is deleted (mission B7)
    ("eight-months", 246 * DAY_MS),
];

#[derive(Template)]
#[template(path = "front_door.html")]
struct FrontDoor<'a> {
    page: Page,
    sites: Vec<&'a DemoSite>,
    people: Vec<Resident<'a>>,
    now: String,
    moved: bool,
    is_seeding: bool,
}

impl FrontDoor<'_> {
    /// A page of a site, in the language of this one (finding N-66).
    fn link(&self, name: &str, path: &str) -> String {
        let address = self.sites.iter().find(|site| site.name == name).map_or("/", |site| &site.url);
        let joint = if path.contains('?') { '&' } else { '?' };
        format!("{address}{path}{joint}lang={}", self.page.language().code())
    }

    /// Everything that was sent to one person, however it went (finding N-62).
    fn messages(&self, account: &ResidentAccount<'_>) -> String {
        let to = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("to", &account.recipients)
            .finish();
        self.link("outbox", &format!("?{to}"))
    }

    /// The tour: a step's key, the site where it is walked, and the path there.
    fn story() -> [(&'static str, &'static str, &'static str); 5] {
        [
            ("register", "mojeid", "registration"),
            ("portal", "hub", ""),
            ("app", "mobile_key", "app/"),
            ("service", "lipova", ""),
            ("shop", "obchod", ""),
        ]
    }

    fn jumps() -> [&'static str; 4] {
        JUMPS.map(|(name, _)| name)
    }
}

pub(crate) fn router(demo: Arc<Demo>) -> Router {
    let site = demo.site.clone();
    let routes = Router::new().route("/", get(show)).route("/time-machine", post(jump)).with_state(demo);
    site.router(routes)
}

async fn show(State(demo): State<Arc<Demo>>, visitor: RequestContext) -> Result<Response, Problem> {
    let (page, now) = (visitor.page(), demo.clock.now());
    let is_seeding = demo.is_seeding.load(Ordering::SeqCst);
    let people = residents(&demo.people, demo.app.site(), is_seeding, now, visitor.language()).await;
    let page = View(FrontDoor {
        now: page.format_datetime(now),
        page,
        sites: demo.sites.iter().filter(|site| site.name != FRONT_DOOR).collect(),
        people: people.map_err(|error| Problem::internal(&*error))?,
        moved: demo.clock.offset_ms() != 0,
        is_seeding,
    });
    Ok(if is_seeding {
        (StatusCode::SERVICE_UNAVAILABLE, page).into_response()
    } else {
        page.into_response()
    })
}

#[derive(serde::Deserialize)]
struct Jump {
    jump: String,
}

async fn jump(State(demo): State<Arc<Demo>>, Form(form): Form<Jump>) -> Result<Response, Problem> {
    let (_, ms) = JUMPS.iter().find(|(name, _)| *name == form.jump).ok_or_else(Problem::bad_request)?;
    if demo.is_seeding.load(Ordering::SeqCst) {
        return Ok(Redirect::to("/").into_response());
    }
    demo.travel(*ms).await.map_err(|error| Problem::internal(&error))?;
    Ok(Redirect::to("/#time-machine").into_response())
}
