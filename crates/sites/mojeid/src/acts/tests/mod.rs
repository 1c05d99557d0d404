//! Acts, on every engine there is.

mod contact;
mod login;
mod retention;
mod states;
