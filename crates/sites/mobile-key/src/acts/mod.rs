//! Use cases: one public function is one transaction.

mod begin;
mod browser;
mod claim;
mod common;
mod complete_login;
mod decide;
mod delete_expired;
mod devices;
mod factors;
mod install;
mod notices;
mod people;
mod signed;
mod stream;
mod tries;

pub(crate) use begin::{NewEnrolment, NewLogin, begin_enrolment, begin_login};
pub(crate) use browser::{Browser, cancel, confirm, interaction_of, view, view_of_interaction};
#[cfg(test)]
pub(crate) use browser::{Redeemed, redeem};
pub(crate) use claim::claim;
pub(crate) use common::{ActError, note_refusal};
pub(crate) use complete_login::{CompleteLoginError, complete_login, refuse_login};
pub(crate) use decide::{abandon, decide, state};
pub(crate) use delete_expired::{delete_expired, end_overdue};
pub(crate) use devices::{disconnect, list, me, rename};
pub(crate) use factors::{set_biometrics, set_knowledge, webauthn_options};
pub(crate) use install::install;
pub(crate) use notices::{history, notices, set_login_notices};
pub(crate) use people::{PeopleError, device_history_of, devices_of, disconnect_of, notify_login, rename_of};
pub(crate) use signed::{Signed, open, open_to_leave};
pub(crate) use stream::{Cursor, StreamEvent, events_since, redeem_ticket, ticket};
pub(crate) use tries::evaluate;
