//! A person's way through the pages of a site while a client waits for its answer.

use std::sync::Arc;

use oidc::AuthorizationRequest;
use store::StoreError;
use values::{AssuranceLevel, Language, Timestamp};
use web::Problem;

use crate::tokens::RowId;
use crate::{Client, decision};

/// A request that waits for a person. It belongs to one browser.
#[derive(Clone, Debug)]
pub struct Interaction {
    /// For links and forms of the site's own pages.
    pub id: String,
    /// Who asks.
    pub client: Arc<Client>,
    /// For what.
    pub request: AuthorizationRequest,
    /// Why a page must be shown.
    pub reason: InteractionReason,
    /// When it began: a person who authenticates after that has authenticated for it.
    pub begun_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
    /// The language of the person when it began, or the one that the client asked for.
    pub language: Language,
    pub(crate) row_id: RowId,
    pub(crate) pushed: Option<RowId>,
}

impl Interaction {
    /// The lowest level that will do for request and client, if any is demanded.
    pub fn minimum_level(&self) -> Option<AssuranceLevel> {
        decision::minimum_level(&self.client, &self.request)
    }

    /// The same for a person who goes on with the account they have, although the client asked for a new one
    /// (`prompt=create`).
    #[must_use]
    pub fn with_existing_account(mut self) -> Self {
        self.request.prompt.create = false;
        self
    }

    /// The key of the text (with `service`) that a page of consent bears when the service asks for offline access.
    pub fn offline_text(&self) -> Option<&'static str> {
        self.request.scope.has_offline_access().then_some("openid-offline-access")
    }
}

/// Why a page must be shown; the first reason counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InteractionReason {
    /// The person wants to found an account (`prompt=create`).
    Account,
    /// Nobody is signed in.
    Login,
    /// The person must prove now who they are (`prompt=login`, whether anybody is signed in or not; `max_age`), or be
    /// another one (`id_token_hint`).
    LoginAgain,
    /// The person is signed in, but not surely enough.
    HigherLevel,
    /// The person may choose another account (`prompt=select_account`).
    Selection,
    /// The person is signed in and has yet to release data.
    Consent,
}

/// Why an interaction cannot go on. Each becomes a page that says what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InteractionError {
    /// No such interaction.
    #[error("there is no such interaction")]
    Unknown,
    /// It began in another browser.
    #[error("the interaction began in another browser")]
    OtherBrowser,
    /// It took too long.
    #[error("the interaction has expired")]
    Expired,
    /// It has its answer already.
    #[error("the interaction is finished")]
    Finished,
    /// The level reached is lower than the client asked for.
    #[error("the level of assurance is lower than was asked for")]
    LevelTooLow,
    /// The authentication is older than the client asked for.
    #[error("the authentication is older than was asked for")]
    AuthenticatedTooLongAgo,
    /// Another person than the one the client asked for.
    #[error("another person than was asked for")]
    OtherPerson,
    /// The session has ended since the browser showed it: signed out elsewhere, or less is proven now.
    #[error("the session has ended meanwhile")]
    SignedOut,
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<InteractionError> for Problem {
    fn from(error: InteractionError) -> Self {
        use axum::http::StatusCode;
        match error {
            InteractionError::Unknown => Self::new(StatusCode::NOT_FOUND, "openid-interaction-unknown"),
            InteractionError::OtherBrowser => {
                Self::new(StatusCode::FORBIDDEN, "openid-interaction-other-browser")
            }
            InteractionError::Expired => Self::new(StatusCode::GONE, "openid-interaction-expired"),
            InteractionError::Finished => Self::new(StatusCode::GONE, "openid-interaction-finished"),
            InteractionError::LevelTooLow => Self::new(StatusCode::FORBIDDEN, "openid-level-too-low"),
            InteractionError::AuthenticatedTooLongAgo => {
                Self::new(StatusCode::FORBIDDEN, "openid-authenticated-too-long-ago")
            }
            InteractionError::OtherPerson => Self::new(StatusCode::FORBIDDEN, "openid-other-person"),
            InteractionError::SignedOut => Self::new(StatusCode::FORBIDDEN, "openid-signed-out"),
            InteractionError::Store(error) => Self::from(error),
        }
    }
}
