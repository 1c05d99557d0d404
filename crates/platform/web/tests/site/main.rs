//! A small site, asked in-process and through listeners.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod assets;
mod forms;
mod kept_page;
mod languages;
mod listener;
mod problems;
mod sample;
mod sessions;
