//! Acts, on every engine there is.

mod contact;
mod login;
mod passcode;
mod password;
mod retention;
mod states;
