//! The person's data in one place.

use askama::Template;
use axum::extract::{Query, State};
use serde::Deserialize;
use values::Timestamp;
use web::{Page, Problem, View};

use super::current_account::CurrentAccount;
use super::postal_info::{self, PendingPostalChange};
use super::{AppState, contact, formatting};
use crate::acts::{change_contact, change_postal_info, letter};
use crate::rules::account::Account;
use crate::rules::contact::Channel;
use crate::rules::recovery::{contact_locked_until, level_limited_until};

#[derive(Template)]
#[template(path = "profile.html")]
pub(crate) struct ProfilePage {
    pub(crate) page: Page,
    pub(crate) account: Account,
    pub(crate) long_name: String,
    pub(crate) done: Option<Done>,
    pub(crate) limited_until: Option<Timestamp>,
    /// Until when nothing can be changed, after a recovery.
    pub(crate) locked_until: Option<Timestamp>,
    /// What waits for PIN3.
    pub(crate) waiting: Option<PendingPostalChange>,
    /// New addresses and numbers that wait for their codes.
    pub(crate) unproven: Vec<(Channel, String)>,
}

/// What was just done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Done {
    Changed,
    Nothing,
    Corrected,
    CorrectedLater,
    Waits,
    WaitsLater,
    StillWaits,
    Cancelled,
    ContactCancelled,
    #[serde(other)]
    Other,
}

impl ProfilePage {
    fn address(&self) -> String {
        formatting::account_address(&self.page, &self.account)
    }

    fn state(&self) -> String {
        formatting::state_name(&self.page, &self.account.state).to_string()
    }

    fn birth_date(&self) -> String {
        self.account.contact.birth_date.written(self.page.language())
    }

    /// Until when the account is worth level low only, after a recovery.
    fn limited_until(&self) -> Option<String> {
        self.limited_until.map(|until| self.page.format_datetime(until))
    }

    /// What of company data is said by nobody but the person.
    fn unproven(&self, value: impl std::fmt::Display) -> String {
        self.page.text("value-unproven").with("value", value).to_string()
    }

    fn locked_until(&self) -> Option<String> {
        self.locked_until.map(|until| self.page.format_datetime(until))
    }

    /// Where something can be changed; nowhere for some days after a recovery.
    fn edit<'a>(&self, href: &'a str) -> &'a str {
        if self.locked_until.is_none() { href } else { "" }
    }

    /// The same for an e-mail address or number: only in an identified account (B6).
    fn edit_identified<'a>(&self, href: &'a str) -> &'a str {
        if self.account.state.is_identified() { self.edit(href) } else { "" }
    }
}

#[derive(Deserialize)]
pub(crate) struct ProfileQuery {
    done: Option<Done>,
}

pub(crate) async fn show(
    State(app): State<AppState>,
    current: CurrentAccount,
    Query(query): Query<ProfileQuery>,
) -> Result<View<ProfilePage>, Problem> {
    let long_name =
        format!("https://{}.{}/", current.account.user_name.canonical(), app.context.identifier_host);
    let limited_until = level_limited_until(current.account.recovered_at, current.now());
    let locked_until = contact_locked_until(current.account.recovered_at, current.now());
    let (page, now, done) = (current.page(), current.now(), query.done);
    let change = change_postal_info::postal_change(&app.context, current.id()).await?;
    let pin3 = letter::letter_pin(&app.context, now, current.id()).await?;
    let waiting = postal_info::waiting(&page, now, change.as_ref(), &pin3);
    let unproven = change_contact::pending_contact_changes(&app.context, now, current.id()).await?;
    let unproven =
        unproven.into_iter().map(|(channel, value)| (channel, contact::shown(channel, value))).collect();
    let account = current.account;
    Ok(View(ProfilePage { page, account, long_name, done, limited_until, locked_until, waiting, unproven }))
}
