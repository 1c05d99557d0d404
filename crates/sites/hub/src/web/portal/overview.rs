//! The first page of the portal. It reads nothing of the register but the name in the header.

use ::web::{Page, Problem};
use askama::Template;
use axum::extract::State;

use super::current_person::CurrentPerson;
use super::history::LoginShown;
use crate::acts::{accounts, history, methods, stored_consents};
use crate::web::{AppState, formatting};

const LAST_LOGINS: usize = 4;

#[derive(Template)]
#[template(path = "portal/overview.html")]
pub(super) struct OverviewPage {
    page: Page,
    name: Option<String>,
    /// Other accounts by which somebody can come as this person, since lately.
    other_accounts: Vec<OtherAccount>,
    /// Phones whose key is blocked.
    blocked_phones: Vec<String>,
    /// The last one before the present one: a person sees at a glance that it was theirs.
    last: Option<LastLogin>,
    has_key: bool,
    key: String,
    logins: Vec<LoginShown>,
    services: String,
}

struct OtherAccount {
    method: String,
    number: String,
    at: String,
}

struct LastLogin {
    at: String,
    method: String,
    service: String,
}

pub(super) async fn show(
    State(app): State<AppState>,
    person: CurrentPerson,
) -> Result<::web::View<OverviewPage>, Problem> {
    let page = person.page();
    let language = page.language();
    let last = history::login_before(&app.context, &person.id, person.session()).await?;
    let last = last.map(|login| LastLogin {
        at: page.format_datetime(login.at),
        method: app.context.method_name(&login.method, language).to_owned(),
        service: formatting::service(&app.context, &page, &login.service),
    });
    let linked = accounts::accounts(&app.context, person.actor()).await?;
    let other_accounts = linked.iter().filter(|account| account.is_pointed_out).map(|account| OtherAccount {
        method: app.context.method_name(&account.link.method, language).to_owned(),
        number: account.number.clone(),
        at: page.format_datetime(account.link.linked_at),
    });
    let states = methods::methods(&app.context, &person.id).await?;
    let key = states.iter().find(|state| state.method.mobile_key().is_some());
    // Attached, with so many phones, or silent.
    let phones = key.and_then(|state| state.link.as_ref().map(|_| state.usable()));
    let blocked_phones: Vec<_> = key
        .into_iter()
        .flat_map(methods::MethodState::blocked)
        .map(|device| device.name.to_string())
        .collect();
    let (has_key, key) = match phones {
        Some(Some(0)) if !blocked_phones.is_empty() => (true, page.text("devices-blocked-tag").to_string()),
        None | Some(Some(0)) => (false, page.text("portal-no-key").to_string()),
        Some(Some(phones)) => (true, page.text("portal-key-phones").count("count", phones).to_string()),
        Some(None) => (true, page.text("portal-key-silent").to_string()),
    };
    let services = stored_consents::list(&app.context, &person.id).await?.len();
    let entries = history::logins(&app.context, &person.id, None).await?.entries;
    let logins = entries.into_iter().take(LAST_LOGINS).map(|login| LoginShown::of(&app, &page, login));
    Ok(::web::View(OverviewPage {
        name: person.name().map(str::to_owned),
        other_accounts: other_accounts.collect(),
        blocked_phones,
        last,
        has_key,
        key,
        logins: logins.collect(),
        services: page.text("portal-services").count("count", services).to_string(),
        page,
    }))
}
