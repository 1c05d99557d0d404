//! Links in messages that undo what was not the owner's. Opening one does nothing; its page has a button.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use web::{Form, NoFields, Page, Problem, RequestContext, View};

use super::owner;
use crate::Mojeid;
use crate::acts::undo::Undoing;

#[derive(Template)]
#[template(path = "undo.html")]
pub(super) struct UndoPage {
    pub(super) page: Page,
    pub(super) what: What,
    pub(super) stands: Stands,
}

impl UndoPage {
    /// The same as its heading.
    const fn title(&self) -> &'static str {
        match (self.what, &self.stands) {
            (What::Recovery, Stands::Open { .. }) => "undo-recovery-title",
            (What::Recovery, Stands::Done { .. }) => "undo-recovery-done-title",
            (What::Login, Stands::Open { .. }) => "undo-login-title",
            (What::Login, Stands::Done { .. }) => "undo-login-done-title",
        }
    }
}

/// What is undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    Recovery,
    Login,
}

/// How the link stands, as people read it.
pub(super) enum Stands {
    Open { user_name: String, at: String, old_counts: bool, action: String },
    Done { closed_until: Option<String>, old_counts: bool },
}

pub(super) async fn show_recovery(
    State(mojeid): State<Mojeid>,
    visitor: RequestContext,
    Path(link): Path<String>,
) -> Result<Response, Problem> {
    let stands = mojeid.undoing_of_recovery(visitor.now(), &link).await?;
    page(&visitor, What::Recovery, stands, format!("/undo/{link}"))
}

pub(super) async fn undo_recovery(
    State(mojeid): State<Mojeid>,
    visitor: RequestContext,
    Path(link): Path<String>,
    Form(NoFields {}): Form<NoFields>,
) -> Result<Response, Problem> {
    let undone = mojeid.undo_recovery(visitor.now(), &link, &owner::origin(&visitor)).await?;
    done(&undone, &format!("/undo/{link}"))
}

pub(super) async fn show_login(
    State(mojeid): State<Mojeid>,
    visitor: RequestContext,
    Path(link): Path<String>,
) -> Result<Response, Problem> {
    let stands = mojeid.undoing_of_login(visitor.now(), &link).await?;
    page(&visitor, What::Login, stands, format!("/not-me/{link}"))
}

pub(super) async fn deny_login(
    State(mojeid): State<Mojeid>,
    visitor: RequestContext,
    Path(link): Path<String>,
    Form(NoFields {}): Form<NoFields>,
) -> Result<Response, Problem> {
    let denied = mojeid.deny_login(visitor.now(), &link, &owner::origin(&visitor)).await?;
    done(&denied, &format!("/not-me/{link}"))
}

/// Where it says what was done.
fn done(undoing: &Undoing, path: &str) -> Result<Response, Problem> {
    match undoing {
        Undoing::Gone => Err(gone()),
        Undoing::Done { .. } | Undoing::Open { .. } => Ok(Redirect::to(path).into_response()),
    }
}

fn gone() -> Problem {
    Problem::new(StatusCode::GONE, "problem-undo-gone")
}

fn page(visitor: &RequestContext, what: What, undoing: Undoing, action: String) -> Result<Response, Problem> {
    let page = visitor.page();
    let stands = match undoing {
        Undoing::Gone => return Err(gone()),
        Undoing::Done { closed_until, old_counts } => {
            Stands::Done { closed_until: closed_until.map(|until| page.format_datetime(until)), old_counts }
        }
        Undoing::Open { user_name, at, old_counts } => {
            Stands::Open { user_name, at: page.format_datetime(at), old_counts, action }
        }
    };
    Ok(View(UndoPage { page, what, stands }).into_response())
}
