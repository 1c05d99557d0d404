//! Pages, streams and files, in process.

mod app;
mod enrol;
mod events;
mod hub;
mod pages;
mod strangers;
mod texts;
