//! The provider and the relying party as their clients and people see them.
#![expect(unreachable_pub, reason = "all of a test is private")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod clients;
mod discovery;
mod login;
mod logout;
mod prompts;
mod pushed;
mod refusals;
mod relying_party;
mod resume;
mod texts;
mod tokens;
mod world;
