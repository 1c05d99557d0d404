//! Links in messages that undo what was not the owner's. Opening one does nothing; its page has a button.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use web::{Form, NoFields, Page, Problem, RequestContext, View};

use super::{AppState, current_account};
use crate::acts::undo::{self, UndoStatus};

#[derive(Template)]
#[template(path = "undo.html")]
pub(crate) struct UndoPage {
    pub(crate) page: Page,
    pub(crate) what: What,
    pub(crate) status: UndoView,
}

impl UndoPage {
    /// The same as its heading.
    const fn title(&self) -> &'static str {
        match (self.what, &self.status) {
            (What::Recovery, UndoView::Open { .. }) => "undo-recovery-title",
            (What::Recovery, UndoView::Done { .. }) => "undo-recovery-done-title",
            (What::Login, UndoView::Open { .. }) => "undo-login-title",
            (What::Login, UndoView::Done { .. }) => "undo-login-done-title",
        }
    }
}

/// What is undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum What {
    Recovery,
    Login,
}

/// How the link stands, as people read it.
pub(crate) enum UndoView {
    Open { user_name: String, at: String, old_counts: bool, action: String },
    Done { closed_until: Option<String>, old_counts: bool },
}

pub(crate) async fn show_recovery(
    State(app): State<AppState>,
    visitor: RequestContext,
    Path(link): Path<String>,
) -> Result<Response, Problem> {
    let status = undo::recovery_undo_status(&app.context, visitor.now(), &link).await?;
    page(&visitor, What::Recovery, status, format!("/undo/{link}"))
}

pub(crate) async fn undo_recovery(
    State(app): State<AppState>,
    visitor: RequestContext,
    Path(link): Path<String>,
    Form(NoFields {}): Form<NoFields>,
) -> Result<Response, Problem> {
    let undone =
        undo::undo_recovery(&app.context, visitor.now(), &link, &current_account::client_info(&visitor))
            .await?;
    done(&undone, &format!("/undo/{link}"))
}

pub(crate) async fn show_login(
    State(app): State<AppState>,
    visitor: RequestContext,
    Path(link): Path<String>,
) -> Result<Response, Problem> {
    let status = undo::login_denial_status(&app.context, visitor.now(), &link).await?;
    page(&visitor, What::Login, status, format!("/not-me/{link}"))
}

pub(crate) async fn deny_login(
    State(app): State<AppState>,
    visitor: RequestContext,
    Path(link): Path<String>,
    Form(NoFields {}): Form<NoFields>,
) -> Result<Response, Problem> {
    let denied =
        undo::deny_login(&app.context, visitor.now(), &link, &current_account::client_info(&visitor)).await?;
    done(&denied, &format!("/not-me/{link}"))
}

/// Where it says what was done.
fn done(status: &UndoStatus, path: &str) -> Result<Response, Problem> {
    match status {
        UndoStatus::Gone => Err(gone()),
        UndoStatus::Done { .. } | UndoStatus::Open { .. } => Ok(Redirect::to(path).into_response()),
    }
}

fn gone() -> Problem {
    Problem::new(StatusCode::GONE, "problem-undo-gone")
}

fn page(
    visitor: &RequestContext,
    what: What,
    status: UndoStatus,
    action: String,
) -> Result<Response, Problem> {
    let page = visitor.page();
    let status = match status {
        UndoStatus::Gone => return Err(gone()),
        UndoStatus::Done { closed_until, old_counts } => {
            UndoView::Done { closed_until: closed_until.map(|until| page.format_datetime(until)), old_counts }
        }
        UndoStatus::Open { user_name, at, old_counts } => {
            UndoView::Open { user_name, at: page.format_datetime(at), old_counts, action }
        }
    };
    Ok(View(UndoPage { page, what, status }).into_response())
}
