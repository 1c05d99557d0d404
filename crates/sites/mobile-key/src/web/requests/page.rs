//! One page for every state of a request.

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse, Redirect, Response};
use mobile_key_api::RequestId;
use mobile_key_api::phone::{RequestKind, RequestState};
use serde::Deserialize;
use web::{Page, Problem, RequestContext, View};

use super::own::OwnRequest;
use crate::rules::{Frame, Link, Request, RequestDetails, SameDeviceToken, Service, Stage};
use crate::web::AppState;
use crate::web::qr::{self, Drawing};

#[derive(Template)]
#[template(path = "request.html")]
pub(super) struct RequestPage {
    page: Page,
    id: RequestId,
    kind: RequestKind,
    state: RequestState,
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
        if self.kind == RequestKind::Login { "login-title" } else { "enrol-title" }
    }

    /// The text of this kind of request: `self.key("cancel-")`.
    fn key(&self, stem: &str) -> String {
        format!("{stem}{}", self.kind)
    }

    fn is_waiting(&self) -> bool {
        self.state == RequestState::Waiting
    }

    /// Something may still happen that the page should hear of.
    fn is_live(&self) -> bool {
        matches!(self.state, RequestState::Waiting | RequestState::Claimed | RequestState::Approved)
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
        self.kind == RequestKind::Enrolment
            || ![RequestState::Blocked, RequestState::LevelTooLow].contains(&self.state)
    }

    /// What happened.
    fn end_key(&self) -> String {
        format!("end-{}", self.state)
    }

    /// What to do next.
    fn next_key(&self) -> String {
        match (self.state, self.kind) {
            (RequestState::Blocked, RequestKind::Enrolment) => "end-blocked-enrolment".to_owned(),
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
pub(super) struct PageQuery {
    open: Option<String>,
}

pub(super) async fn show(own: OwnRequest, Query(query): Query<PageQuery>) -> Result<Response, Problem> {
    let request = own.view().await?;
    match (request.kind(), request.stage_at(own.app.context.now())) {
        (RequestKind::Login, Stage::Approved(claim, _)) if !claim.same_device => {
            Ok(Redirect::to(&format!("/requests/{}/continue", own.id)).into_response())
        }
        _ => {
            let mut page = page_of(&own.app, &own.context, &request, "");
            page.unfolded = query.open.is_some();
            Ok(View(page).into_response())
        }
    }
}

/// The page as it is now; the nonce is what a phone sent the browser back with.
pub(super) fn page_of(
    app: &AppState,
    context: &RequestContext,
    request: &Request,
    nonce: &str,
) -> RequestPage {
    let now = app.context.now();
    let shown = shown(app, request);
    let claim = request.claim();
    RequestPage {
        page: context.page().forms_may_leave(),
        id: request.id.clone(),
        kind: request.kind(),
        state: request.state_at(now),
        service: match &request.details {
            RequestDetails::Login { service, .. } => Some(service.clone()),
            RequestDetails::Enrolment { .. } => None,
        },
        code: claim.map(|claim| claim.code.to_string()).unwrap_or_default(),
        same_device: claim.is_some_and(|claim| claim.same_device),
        nonce: nonce.to_owned(),
        drawing: shown.drawing,
        frame_link: shown.link,
        same_device_link: same_device_link(app, &request.id),
        seconds_left: request.expires_at.since(now).max(0).div_euclid(values::SECOND_MS),
        portal: app.portal.to_string(),
        unfolded: false,
    }
}

/// The frame of this moment.
pub(super) fn shown(app: &AppState, request: &Request) -> Shown {
    let context = &app.context;
    let frame = Frame::draw(request.id.clone(), context.now(), context.link_hash());
    let link = Link::Qr(frame).text(&context.origin);
    Shown { drawing: qr::draw(&link).ok(), link }
}

fn same_device_link(app: &AppState, id: &RequestId) -> String {
    let context = &app.context;
    let token = SameDeviceToken::of(id, context.link_hash());
    Link::SameDevice { request: id.clone(), token }.text(&context.origin)
}
