//! An OpenID provider that a site mounts, and the relying-party half.
//!
//! A site implements [`AccountProvider`], opens a [`Provider`], merges its [`Provider::router`], and goes on with each
//! [`Interaction`] by [`Provider::resume`], which decides as the authorization endpoint does. It ends by that, by
//! [`Provider::complete`] or by [`Provider::refuse`]. A site that asks another provider opens a [`RelyingParty`].
//!
//! # What a login costs
//!
//! With a live session and a remembered release, beside what the site does in [`AccountProvider`]:
//!
//! | step | reads | writes (each one durable commit, shared with others) | signatures |
//! |---|---|---|---|
//! | authorize | session by [`web::RequestContext`], release by [`AccountProvider::stored_consent`] | 1 `INSERT` of the grant, and [`AccountProvider::code_issued`] | – |
//! | token | – | 1 `UPDATE … RETURNING` that redeems the code | 1 (RS256 unless the client chose another) |
//! | userinfo | 1 `SELECT` of the grant, and [`AccountProvider::claims`] | – | – |
//!
//! Clients are in memory, their secrets as keyed hashes; `private_key_jwt` adds one `INSERT` to the token's write and one
//! verification. Code, access token and refresh token are names of the grant's one row with a keyed hash, so that issuing
//! them writes nothing and made-up ones are refused without a read. A refresh is one `UPDATE … RETURNING` and one
//! signature; a token of a client's own one `INSERT`; a way over the site's pages adds one `INSERT`, one `SELECT` for each
//! page, and one `UPDATE` beside the grant's `INSERT`.
//!
//! # What is deliberately absent
//!
//! Implicit and hybrid flows, request objects, `plain` PKCE, `client_secret_jwt`, shared-secret signatures, `none`, encrypted
//! tokens, dynamic registration, and grants that survive without a row.

mod account_provider;
mod authorization_response;
mod bearer;
mod browser_binding;
mod client;
mod client_authenticator;
mod client_checks;
mod client_registry;
mod config;
mod decision;
mod endpoints;
mod failed_authentications;
mod interaction;
mod issue;
mod keyring;
mod logout;
mod pairwise;
mod pending_requests;
mod provider;
mod relying_party;
mod remote;
mod resume;
mod table;
#[cfg(feature = "testing")]
pub mod testing;
mod tokens;

pub use account_provider::{
    AccountProvider, Capabilities, ClaimsQuery, ClaimsUnavailable, CodeIssued, ConsentQuery, Grant, Release,
};
pub use authorization_response::AuthorizationResponse;
pub use bearer::{Bearer, BearerError};
pub use client::{Client, ClientAuthentication, Pkce, SubjectType};
pub use client_checks::{check, mismatch};
pub use config::{KeyRotation, Lifetimes, Limits, ProviderConfig};
pub use futures_util::future::BoxFuture;
pub use interaction::{Interaction, InteractionError, InteractionReason};
pub use logout::{LOGOUT_REFUSED, Logout};
pub use provider::{OpenError, Provider};
pub use relying_party::{
    AuthenticationRequest, AuthorizationRedirect, Identity, Refused, RelyingParty,
    RelyingPartyAuthentication, RelyingPartyConfig, RelyingPartyError,
};
pub use resume::Next;
pub use table::MIGRATIONS;

/// The texts of this crate's pages, for [`web::Site`]'s builder.
pub const TEXTS: i18n::Locales = i18n::locales!();
