//! The National Point: one hub between people and online services.
