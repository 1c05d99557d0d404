//! Acts, on every engine there is.

mod contact;
mod limits;
mod login;
mod passcode;
mod password;
mod recovery;
mod retention;
mod states;
