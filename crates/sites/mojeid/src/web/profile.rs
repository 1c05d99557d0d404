//! The person's data in one place.

use askama::Template;
use axum::extract::{Query, State};
use serde::Deserialize;
use values::Timestamp;
use web::{Page, Problem, View};

use super::contact;
use super::owner::Owner;
use super::place::{self, WaitingPlace};
use super::shown;
use crate::Mojeid;
use crate::rules::account::Account;
use crate::rules::contact::Channel;
use crate::rules::recovery::{contact_locked_until, level_limited_until};

#[derive(Template)]
#[template(path = "profile.html")]
pub(super) struct ProfilePage {
    pub(super) page: Page,
    pub(super) account: Account,
    pub(super) long_name: String,
    pub(super) done: Option<Done>,
    pub(super) limited_until: Option<Timestamp>,
    /// Until when nothing can be changed, after a recovery.
    pub(super) locked_until: Option<Timestamp>,
    /// What waits for PIN3.
    pub(super) waiting: Option<WaitingPlace>,
    /// New addresses and numbers that wait for their codes.
    pub(super) unproven: Vec<(Channel, String)>,
}

/// What was just done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Done {
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
        shown::address_of(&self.page, &self.account)
    }

    fn state(&self) -> String {
        shown::state_of(&self.page, &self.account.state).to_string()
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
pub(super) struct ProfileQuery {
    done: Option<Done>,
}

pub(super) async fn show(
    State(mojeid): State<Mojeid>,
    owner: Owner,
    Query(query): Query<ProfileQuery>,
) -> Result<View<ProfilePage>, Problem> {
    let long_name = format!("https://{}.{}/", owner.account.user_name.canonical(), mojeid.identifier_host());
    let limited_until = level_limited_until(owner.account.recovered_at, owner.now());
    let locked_until = contact_locked_until(owner.account.recovered_at, owner.now());
    let (page, now, done) = (owner.page(), owner.now(), query.done);
    let change = mojeid.place_change(owner.id()).await?;
    let pin3 = mojeid.pin3(now, owner.id()).await?;
    let waiting = place::waiting(&page, now, change.as_ref(), &pin3);
    let unproven = mojeid.changes_that_wait(now, owner.id()).await?;
    let unproven =
        unproven.into_iter().map(|(channel, value)| (channel, contact::shown(channel, value))).collect();
    let account = owner.account;
    Ok(View(ProfilePage { page, account, long_name, done, limited_until, locked_until, waiting, unproven }))
}
