//! Registering an account.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::header::{HeaderName, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use secrets::PasswordError;
use serde::Deserialize;
use values::{Language, Timestamp, UserName};
use web::{Choice, Form, FormErrors, MaxAge, Page, Problem, RequestContext, View};

use super::flow::with_interaction;
use super::{AppState, current_account, form_errors, wait};
use crate::acts::activate;
use crate::acts::register::{self, RegisterError, RegistrationOutcome};
use crate::rules::account::{ActivationId, State as AccountState};
use crate::rules::field_errors::FieldErrors;
use crate::rules::registration::RegistrationForm;
use crate::rules::submitted_form::FormId;

/// The kind of cookie that tells which account was registered in a browser.
const REGISTERED: &str = "founded";

#[derive(Template)]
#[template(path = "registration.html")]
pub(crate) struct RegistrationPage {
    pub(crate) page: Page,
    pub(crate) errors: FormErrors,
    pub(crate) form: RegistrationForm,
    pub(crate) interaction: Option<String>,
    /// Tells the form from others, so that one sent twice registers one account.
    pub(crate) form_id: FormId,
    /// The page of the account that was registered in this browser under the same name.
    pub(crate) registered: Option<String>,
}

impl RegistrationPage {
    fn countries(&self) -> Vec<Choice> {
        let country = |code: &str, key| {
            Choice::new(code, self.page.text(key)).checked(self.form.contact.country == code)
        };
        vec![country("CZ", "country-cz"), country("SK", "country-sk")]
    }

    fn login_href(&self) -> String {
        with_interaction("/login?account=yes", self.interaction.as_deref())
    }
}

#[derive(Deserialize)]
pub(crate) struct RegistrationQuery {
    interaction: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct RegistrationPost {
    #[serde(flatten)]
    form: RegistrationForm,
    interaction: Option<String>,
    form_id: Option<String>,
}

pub(crate) async fn show(
    visitor: RequestContext,
    Query(query): Query<RegistrationQuery>,
) -> View<RegistrationPage> {
    let mut form = RegistrationForm::default();
    (if visitor.language() == Language::Sk { "SK" } else { "CZ" }).clone_into(&mut form.contact.country);
    View(RegistrationPage {
        page: visitor.page(),
        errors: FormErrors::new(),
        form,
        interaction: query.interaction,
        form_id: new_form(visitor.now()),
        registered: None,
    })
}

pub(crate) async fn register(
    State(app): State<AppState>,
    visitor: RequestContext,
    headers: HeaderMap,
    Form(RegistrationPost { form, interaction, form_id }): Form<RegistrationPost>,
) -> Result<Response, Problem> {
    let (now, client, language) = (visitor.now(), current_account::client_info(&visitor), visitor.language());
    let form_id = form_id.and_then(|id| FormId::parse(&id).ok()).unwrap_or_else(|| new_form(now));
    let (page, mut errors, mut registered) = (visitor.page(), FormErrors::new(), None);
    match register::register(&app.context, now, &form_id, &form, language, &client).await {
        Ok(sent) => {
            let (path, cookie) = match sent {
                RegistrationOutcome::Registered(activation) => {
                    (activation_path(&activation), remember(&app, &activation))
                }
                RegistrationOutcome::ProofRequired(form) => (format!("/registration/{form}"), None),
            };
            let next = Redirect::to(&with_interaction(&path, interaction.as_deref()));
            return Ok((cookie, next).into_response());
        }
        Err(RegisterError::Invalid(mut field_errors)) => {
            registered = registered_here(&app, &headers, &form, &field_errors).await?;
            if registered.is_some() {
                field_errors.replace("user_name", "taken", "own");
            }
            form_errors::add_all(&mut errors, &page, &field_errors);
        }
        Err(error) => about(&mut errors, &page, now, error)?,
    }
    let registered =
        registered.map(|activation| with_interaction(&activation_path(&activation), interaction.as_deref()));
    let head = errors.head();
    let view = View(RegistrationPage { page, errors, form, interaction, form_id, registered });
    Ok((head, view).into_response())
}

/// What stood in the way, beside its field; whatever it was, nothing typed is lost but the password.
pub(crate) fn about(
    errors: &mut FormErrors,
    page: &Page,
    now: Timestamp,
    error: RegisterError,
) -> Result<(), Problem> {
    match error {
        RegisterError::Invalid(field_errors) => form_errors::add_all(errors, page, &field_errors),
        RegisterError::TooMany => {
            errors.add("registration", "registration-too-many");
        }
        RegisterError::Password(PasswordError::Busy) => {
            errors.add("registration", "registration-busy");
        }
        RegisterError::Password(error) => return Err(form_errors::busy(error)),
        RegisterError::TooSoon { allowed_at } => {
            wait::tell(errors, page, "registration", "registration-no-code", now, allowed_at);
        }
        RegisterError::Store(error) => return Err(error.into()),
    }
    Ok(())
}

fn activation_path(activation: &ActivationId) -> String {
    format!("/activation/{activation}")
}

/// The browser keeps the page of the account that was registered in it until it closes.
fn remember(
    app: &AppState,
    activation: &ActivationId,
) -> Option<AppendHeaders<[(HeaderName, HeaderValue); 1]>> {
    let cookie = app.context.site.cookie(REGISTERED).set(activation.as_str(), MaxAge::Session);
    cookie.map(|cookie| AppendHeaders([(SET_COOKIE, cookie)]))
}

/// Whether the name that is taken is that of the account registered here, which waits to be activated. Whoever comes in
/// another browser is told nothing of it.
async fn registered_here(
    app: &AppState,
    headers: &HeaderMap,
    form: &RegistrationForm,
    field_errors: &FieldErrors,
) -> Result<Option<ActivationId>, Problem> {
    let kept =
        app.context.site.cookie(REGISTERED).get(headers).and_then(|kept| ActivationId::parse(kept).ok());
    let Some(activation) = kept.filter(|_| field_errors.contains("user_name", "taken")) else {
        return Ok(None);
    };
    let account = activate::account_to_activate(&app.context, &activation).await?;
    let entered = UserName::parse(&form.user_name).ok();
    let is_it = account.is_some_and(|account| {
        let is_same = entered.is_some_and(|name| name.canonical() == account.user_name.canonical());
        matches!(account.state, AccountState::Registered(_)) && is_same
    });
    Ok(is_it.then_some(activation))
}

fn new_form(now: Timestamp) -> FormId {
    FormId::new(now, random::random_bytes())
}
