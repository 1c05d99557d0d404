//! The methods by which the hub knows the person, and each account of them.

use ::web::{Page, Problem};
use askama::Template;
use axum::extract::State;

use super::current_person::CurrentPerson;
use crate::acts::accounts::Account;
use crate::acts::{accounts, methods};
use crate::rules::person::Disconnected;
use crate::web::{AppState, formatting};

#[derive(Template)]
#[template(path = "portal/methods.html")]
pub(super) struct MethodsPage {
    page: Page,
    accounts: Vec<AccountShown>,
    methods: Vec<MethodShown>,
}

/// One account that is linked to the person.
struct AccountShown {
    method: String,
    number: String,
    level: String,
    since: String,
    last_used: Option<String>,
    is_own: bool,
    may_be_disconnected: bool,
    may_be_allowed: bool,
    disconnected: Option<Disconnected>,
}

/// A method without an account, or the Mobile Key.
struct MethodShown {
    name: String,
    level: String,
    connected: bool,
    /// A Mobile Key of which every phone is blocked.
    blocked: bool,
    last_used: Option<String>,
    is_mobile_key: bool,
    join: Option<String>,
}

pub(super) async fn show(
    State(app): State<AppState>,
    person: CurrentPerson,
) -> Result<::web::View<MethodsPage>, Problem> {
    let page = person.page();
    let linked = accounts::accounts(&app.context, person.actor()).await?;
    let states = methods::methods(&app.context, &person.id).await?;
    let others = states.into_iter().filter(|state| {
        state.method.mobile_key().is_some()
            || !linked.iter().any(|account| account.link.method == state.method.id)
    });
    let others = others.map(|state| MethodShown {
        name: state.method.name(page.language()).to_owned(),
        level: formatting::level_in_words(&page, state.max_level()),
        connected: state.is_connected(),
        blocked: !state.is_connected() && state.blocked().next().is_some(),
        last_used: state.link.as_ref().and_then(|link| link.last_used_at).map(|at| page.format_datetime(at)),
        is_mobile_key: state.method.mobile_key().is_some(),
        join: state.method.join.as_ref().map(ToString::to_string),
    });
    let others = others.collect();
    let accounts = linked.into_iter().map(|account| AccountShown::of(&app, &page, account)).collect();
    Ok(::web::View(MethodsPage { accounts, methods: others, page }))
}

impl AccountShown {
    fn of(app: &AppState, page: &Page, account: Account) -> Self {
        let (may_be_disconnected, may_be_allowed) = (account.may_be_disconnected(), account.may_be_allowed());
        let link = account.link;
        let best = app.context.method(&link.method).map_or(link.max_level, |method| method.level);
        Self {
            method: app.context.method_name(&link.method, page.language()).to_owned(),
            number: account.number,
            level: formatting::level_in_words(page, link.max_level.min(best)),
            since: page.format_datetime(link.linked_at),
            last_used: link.last_used_at.map(|at| page.format_datetime(at)),
            is_own: account.is_own,
            may_be_disconnected,
            may_be_allowed,
            disconnected: link.disconnected,
        }
    }
}
