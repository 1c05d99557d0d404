//! Acts, on every engine there is.

mod activate;
mod change_contact;
mod change_password;
mod change_postal_info;
mod guessing;
mod jobs;
mod login;
mod quotas;
mod recover;
mod register;
mod step_up;
mod throttle;
mod undo;
