//! Acts, on every engine there is.

mod contact;
mod full;
mod guessing;
mod limits;
mod login;
mod passcode;
mod password;
mod place;
mod recovery;
mod registration;
mod retention;
mod states;
mod undo;
