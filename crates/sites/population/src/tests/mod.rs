//! The register as its clients and visitors meet it.

mod access_log;
mod client;
mod home;
mod identify;
mod matching_impostors;
mod matching_spellings;
mod migrations;
mod read;
mod world;
