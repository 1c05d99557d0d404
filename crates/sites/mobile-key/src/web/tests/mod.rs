//! Pages, streams and files, in process.

mod app;
mod events;
mod pages;
mod texts;
