//! The person whose account a page shows.

use axum::extract::{FromRef, FromRequestParts};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use sessions::Session;
use web::{Authenticated, Page, Problem, RequestContext};

use super::{AppState, NAVIGATION};
use crate::acts::{ClientInfo, queries};
use crate::rules::account::{Account, AccountId};

/// Somebody signed in, with their account as it is now.
pub(crate) struct CurrentAccount {
    signed_in: Authenticated,
    pub(crate) account: Account,
}

impl CurrentAccount {
    pub(crate) fn page(&self) -> Page {
        self.signed_in.page().signed_in_as(&self.account.contact.name.to_string()).with_navigation(NAVIGATION)
    }

    pub(crate) fn id(&self) -> &AccountId {
        &self.account.id
    }

    pub(crate) fn session(&self) -> &Session {
        self.signed_in.session()
    }

    pub(crate) fn visitor(&self) -> &RequestContext {
        &self.signed_in
    }

    pub(crate) fn now(&self) -> values::Timestamp {
        self.signed_in.now()
    }

    pub(crate) fn client_info(&self) -> ClientInfo {
        client_info(&self.signed_in)
    }
}

/// Puts the person's name and the navigation on a page that no handler of ours makes: an error, the help.
pub(crate) async fn introduce(app: AppState, page: Page, session: Session) -> Page {
    let Ok(id) = AccountId::parse(&session.subject) else { return page };
    match queries::account(&app.context, &id).await {
        Ok(Some(account)) => page.signed_in_as(&account.contact.name.to_string()).with_navigation(NAVIGATION),
        _ => page,
    }
}

/// The session ended while its request was under way.
pub(crate) fn logged_out() -> Problem {
    Problem::new(StatusCode::FORBIDDEN, "problem-signed-out").action("/login", "home-login")
}

/// From where a visitor acts.
pub(crate) fn client_info(visitor: &RequestContext) -> ClientInfo {
    let user_agent = Some(visitor.client().user_agent.clone()).filter(|agent| !agent.is_empty());
    let address = visitor.client().address.map(|_| visitor.rate_key());
    let network = visitor.client().network_key();
    ClientInfo { address, network, user_agent, known_browser: None }
}

impl<S: Send + Sync> FromRequestParts<S> for CurrentAccount
where
    AppState: FromRef<S>,
{
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        let signed_in = <Authenticated as FromRequestParts<S>>::from_request_parts(parts, state).await?;
        let app = AppState::from_ref(state);
        let account = match AccountId::parse(&signed_in.session().subject) {
            Ok(id) => queries::account(&app.context, &id)
                .await
                .map_err(|error| Problem::from(error).into_response())?,
            Err(_) => None,
        };
        match account {
            Some(account) => Ok(Self { signed_in, account }),
            None => Err((app.context.site.delete_session_cookie(), Redirect::to("/")).into_response()),
        }
    }
}

#[cfg(test)]
mod tests {
    use i18n::Locales;
    use web::testing;

    use super::client_info;

    /// What counts tries by networks can count only what it is told.
    #[test]
    fn where_somebody_comes_from_is_told_with_both_networks() {
        let name = "site-name = Sample";
        let site = testing::site("sample", Locales { cs: name, sk: name, en: name });
        for (address, near, far) in [
            ("2001:db8:1:ab12::7", "2001:db8:1:ab00::/56", Some("2001:db8:1::/48")),
            ("192.0.2.7", "192.0.2.7", None),
        ] {
            let client = client_info(&testing::visitor_from(&site, address.parse().unwrap()));
            assert_eq!((client.address.as_deref(), client.network.as_deref()), (Some(near), far));
        }
    }
}
