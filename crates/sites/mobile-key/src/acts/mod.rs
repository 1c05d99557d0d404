//! Use cases: one public function is one transaction.

mod begin;
mod browser;
mod claim;
mod core;
mod decide;
mod devices;
mod factors;
mod hand_over;
mod install;
mod jobs;
mod notices;
mod people;
mod signed;
mod stream;
mod tries;

pub(crate) use begin::{NewEnrolment, NewLogin, begin_enrolment, begin_login};
pub(crate) use browser::{Browser, cancel, confirm, interaction_of, view, view_of_interaction};
#[cfg(test)]
pub(crate) use browser::{Redeemed, redeem};
pub(crate) use claim::{Claimed, claim};
pub(crate) use core::{ActError, Core};
pub(crate) use decide::{abandon, decide, state};
pub(crate) use devices::{Listed, disconnect, list, me, rename};
pub(crate) use factors::{NewKnowledge, set_biometrics, set_knowledge, webauthn_options};
pub(crate) use hand_over::{HandOverError, hand_back, hand_over};
pub(crate) use install::install;
pub(crate) use jobs::{delete_expired, run_due};
pub(crate) use notices::{history, notices, set_login_notices};
pub(crate) use people::{
    LoginNotice, PeopleError, device_history_of, devices_of, disconnect_of, notify_login, rename_of,
};
pub(crate) use signed::Signed;
pub(crate) use stream::{News, Told, redeem_ticket, ticket, what_is_new};
pub(crate) use tries::evaluate;
