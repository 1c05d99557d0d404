//! The wire format of the population register: what its clients send and get.
//!
//! JSON over HTTPS; a client proves itself by a certificate. A client *identifies* a person by what it knows of them and
//! gets an identifier that no other client sees. By that it *reads* items of their data, and the person's *access log*.
//! Refusals are problem documents (RFC 9457) with a stable `code`. Unknown members are refused on both sides: a new one is
//! known to whoever reads it one release before anybody writes it. `openapi.json` says the same to programs.

mod access_log;
#[cfg(test)]
mod description;
mod identify;
mod item;
mod person;
mod problem;

pub use access_log::{AccessLog, AccessLogEntry};
pub use identify::{AddressInput, DocumentInput, Identified, IdentifyRequest, Reason};
pub use item::{Item, Items, UnknownItem};
pub use person::{Document, DocumentKind, PairwiseId, PairwiseIdError, PersonData, ReadRequest};
pub use problem::ProblemCode;

/// Where a person is identified: `POST` of an [`IdentifyRequest`], answered by [`Identified`].
pub const IDENTIFY: &str = "/api/v1/identify";
/// Where a person is read: `POST` of a [`ReadRequest`], answered by [`PersonData`].
pub const PERSON: &str = "/api/v1/people/{person}";
/// Where a person's access log is: `GET`, answered by an [`AccessLog`]. `?before=ID` leads to older entries.
pub const ACCESS_LOG: &str = "/api/v1/people/{person}/reads";

/// No text of a request is longer, in characters.
pub const MAX_TEXT_CHARS: usize = 200;
