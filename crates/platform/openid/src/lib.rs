//! An OpenID provider that a site mounts, and the relying-party half.
//!
//! A site implements [`EndUsers`], opens a [`Provider`], merges its [`Provider::router`], and ends each [`Interaction`] by
//! [`Provider::complete`] or [`Provider::refuse`]. A site that asks another provider opens a [`RelyingParty`].

mod answer;
mod bearer;
mod browser;
mod client;
mod clients;
mod config;
mod decision;
mod end_users;
mod endpoints;
mod interaction;
mod issue;
mod keyring;
mod logout;
mod minted;
mod provider;
mod relying_party;
mod remote;
mod subjects;
mod table;
mod waiting;

pub use answer::Answer;
pub use bearer::{Bearer, BearerError};
pub use client::{Client, ClientAuthentication, Label, Names, Secret, SubjectType};
pub use config::{KeyRotation, Lifetimes, Limits, ProviderConfig};
pub use end_users::{Abilities, Asked, ClaimsUnavailable, EndUsers, Grant, Granted, Release, Wanted};
pub use futures_util::future::BoxFuture;
pub use interaction::{Interaction, InteractionError, Need};
pub use logout::Logout;
pub use provider::{OpenError, Provider};
pub use relying_party::{
    Begin, Departure, Identity, Refused, RelyingParty, RelyingPartyAuthentication, RelyingPartyConfig,
    RelyingPartyError,
};
pub use remote::http_client;
pub use table::MIGRATIONS;

/// The texts of this crate's pages, for [`web::Site`]'s builder.
pub const TEXTS: web::Locales = web::locales!();
