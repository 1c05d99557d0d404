//! A small site, asked in-process and through listeners.

mod assets;
mod forms;
mod kept_page;
mod languages;
mod listener;
mod problems;
mod sample;
mod sessions;
