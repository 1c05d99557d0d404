//! The Mobile Key: devices, living QR codes, approvals.
//!
//! [`open`] makes the site; [`MobileKey::router`] serves its pages, the phone's API (docs/mobile-key-protocol.md), the
//! app under `/app/`, the API of the hub, and its OpenID provider.

mod account_provider;
mod acts;
mod config;
mod context;
mod notifier;
mod rules;
mod signing;
mod site;
mod sse_limiter;
mod store;
#[cfg(test)]
mod tests;
mod web;

pub use config::{Config, Limits};
pub use site::{MobileKey, OpenError, migrations, open};
