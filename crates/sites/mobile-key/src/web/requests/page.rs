//! One page for every state of a request.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use web::{Page, Problem, RequestContext, View};

use crate::MobileKey;
use crate::acts;
use crate::rules::{About, End, Frame, Kind, Link, Request, RequestId, SameDeviceToken, Service, Stage};
use crate::web::qr::{self, Drawing};
use crate::web::{cookie, problem};

#[derive(Template)]
#[template(path = "request.html")]
pub(super) struct RequestPage {
    page: Page,
    id: RequestId,
    kind: &'static str,
    state: &'static str,
    service: Option<Service>,
    code: String,
    same_device: bool,
    nonce: String,
    drawing: Option<Drawing>,
    frame_link: String,
    same_device_link: String,
    seconds_left: i64,
    portal: String,
    /// Whether what can be unfolded is open.
    unfolded: bool,
}

impl RequestPage {
    fn title_key(&self) -> &'static str {
        if self.kind == Kind::Login.as_str() { "login-title" } else { "enrol-title" }
    }

    /// The text of this kind of request: `self.key("cancel-")`.
    fn key(&self, stem: &str) -> String {
        format!("{stem}{}", self.kind)
    }

    fn is_waiting(&self) -> bool {
        self.state == Stage::Waiting.as_str()
    }

    /// Something may still happen that the page should hear of.
    fn is_live(&self) -> bool {
        matches!(self.state, "waiting" | "claimed" | "approved")
    }

    /// On one device the app is gone from the screen by now: it said to remember its code.
    fn question_key(&self) -> &'static str {
        if self.same_device { "confirm-question-one-device" } else { "confirm-question" }
    }

    /// The app asks whether two codes match; on one device there is only one to be seen.
    fn answer_keys(&self) -> [&'static str; 2] {
        if self.same_device {
            ["confirm-same-one-device", "confirm-differs-one-device"]
        } else {
            ["confirm-same", "confirm-differs"]
        }
    }

    fn time_left(&self) -> String {
        format!("{}:{:02}", self.seconds_left / 60, self.seconds_left % 60)
    }

    /// The key that was blocked, or is worth too little, will not do the next time either.
    fn another_try_may_help(&self) -> bool {
        self.kind == Kind::Enrolment.as_str()
            || ![End::Blocked.as_str(), End::LevelTooLow.as_str()].contains(&self.state)
    }

    /// What happened.
    fn end_key(&self) -> String {
        format!("end-{}", self.state)
    }

    /// What to do next.
    fn next_key(&self) -> String {
        match (self.state, self.kind) {
            ("blocked", "enrolment") => "end-blocked-enrolment".to_owned(),
            (state, _) => format!("end-{state}.next"),
        }
    }
}

/// What the page of this moment shows of the living code.
pub(super) struct Shown {
    pub(super) drawing: Option<Drawing>,
    pub(super) link: String,
}

/// How a browser without scripts loads the page anew.
#[derive(Deserialize)]
pub(super) struct Look {
    open: Option<String>,
}

pub(super) async fn show(
    State(site): State<MobileKey>,
    visitor: RequestContext,
    headers: HeaderMap,
    Path(id): Path<String>,
    Query(look): Query<Look>,
) -> Result<Response, Problem> {
    let id = parse(&id)?;
    let browser = cookie::browser(site.web(), &headers, &id, None);
    let request = acts::view(site.core(), &id, browser).await.map_err(problem::of)?;
    match (request.kind(), request.stage_at(site.core().now())) {
        (Kind::Login, Stage::Approved(claim, _)) if !claim.same_device => {
            Ok(Redirect::to(&format!("/requests/{id}/continue")).into_response())
        }
        _ => {
            let mut page = page_of(&site, &visitor, &request, "");
            page.unfolded = look.open.is_some();
            Ok(View(page).into_response())
        }
    }
}

/// The page as it is now; the nonce is what a phone sent the browser back with.
pub(super) fn page_of(
    site: &MobileKey,
    visitor: &RequestContext,
    request: &Request,
    nonce: &str,
) -> RequestPage {
    let now = site.core().now();
    let shown = shown(site, request);
    let claim = request.claim();
    RequestPage {
        page: visitor.page().forms_may_leave(),
        id: request.id.clone(),
        kind: request.kind().as_str(),
        state: request.state_word(now),
        service: match &request.about {
            About::Login { service, .. } => Some(service.clone()),
            About::Enrolment { .. } => None,
        },
        code: claim.map(|claim| claim.code.to_string()).unwrap_or_default(),
        same_device: claim.is_some_and(|claim| claim.same_device),
        nonce: nonce.to_owned(),
        drawing: shown.drawing,
        frame_link: shown.link,
        same_device_link: same_device_link(site, &request.id),
        seconds_left: request.expires_at.since(now).max(0).div_euclid(values::SECOND_MS),
        portal: site.portal().to_string(),
        unfolded: false,
    }
}

/// The frame of this moment.
pub(super) fn shown(site: &MobileKey, request: &Request) -> Shown {
    let core = site.core();
    let frame = Frame::draw(request.id.clone(), core.now(), core.link_hash());
    let link = Link::Qr(frame).text(&core.origin);
    Shown { drawing: qr::draw(&link).ok(), link }
}

pub(super) fn parse(id: &str) -> Result<RequestId, Problem> {
    RequestId::parse(id).map_err(|_| Problem::not_found())
}

fn same_device_link(site: &MobileKey, id: &RequestId) -> String {
    let core = site.core();
    let token = SameDeviceToken::of(id, core.link_hash());
    Link::SameDevice { request: id.clone(), token }.text(&core.origin)
}
