//! The person's data in one place.

use askama::Template;
use axum::extract::{Query, State};
use serde::Deserialize;
use web::{Page, Problem, View};

use super::owner::Owner;
use super::shown;
use crate::Mojeid;
use crate::rules::account::Account;

#[derive(Template)]
#[template(path = "profile.html")]
pub(super) struct ProfilePage {
    pub(super) page: Page,
    pub(super) account: Account,
    pub(super) long_name: String,
    pub(super) done: Option<Done>,
}

/// What was just done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Done {
    Changed,
    Letter,
    LetterLater,
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

    /// Where a value can be changed: only in an identified account (B6).
    fn edit<'a>(&self, href: &'a str) -> &'a str {
        if self.account.state.is_identified() { href } else { "" }
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
    Ok(View(ProfilePage { page: owner.page(), account: owner.account, long_name, done: query.done }))
}
