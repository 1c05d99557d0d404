//! The register as its clients and visitors meet it.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

mod api;
mod common;
mod confusion;
mod impostor;
mod pages;
