//! OpenAPI documents and TypeScript types, made from serde types.
//!
//! The crates of our own APIs use it in their tests: a test makes the document from the types and compares it with the
//! file that is committed. No release contains it.

mod document;
mod file;
mod typescript;

pub use document::{Document, Operation};
pub use file::is_current;
pub use typescript::TypeScript;
