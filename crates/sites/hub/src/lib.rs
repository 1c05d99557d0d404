//! The National Point: one hub between people and online services.
mod neighbours;
pub mod rules;
mod store;
