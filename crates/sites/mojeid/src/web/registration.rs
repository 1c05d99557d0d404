//! Founding an account.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use secrets::PasswordError;
use serde::Deserialize;
use values::{Language, Timestamp};
use web::{Choice, Form, FormErrors, Page, Problem, View, Visitor};

use super::flow::with_interaction;
use super::{owner, told, wait};
use crate::Mojeid;
use crate::acts::register::{RegisterError, Sent};
use crate::rules::registration::Application;
use crate::rules::registration_form::FormId;

#[derive(Template)]
#[template(path = "registration.html")]
pub(super) struct RegistrationPage {
    pub(super) page: Page,
    pub(super) errors: FormErrors,
    pub(super) form: Application,
    pub(super) interaction: Option<String>,
    /// Tells the form from others, so that one sent twice founds one account.
    pub(super) form_id: FormId,
}

impl RegistrationPage {
    fn countries(&self) -> Vec<Choice> {
        let country =
            |code: &str, key| Choice::new(code, self.page.text(key)).checked(self.form.place.country == code);
        vec![country("CZ", "country-cz"), country("SK", "country-sk")]
    }

    fn login_href(&self) -> String {
        with_interaction("/login?account=yes", self.interaction.as_deref())
    }
}

#[derive(Deserialize)]
pub(super) struct RegistrationQuery {
    interaction: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct RegistrationForm {
    #[serde(flatten)]
    application: Application,
    interaction: Option<String>,
    form_id: Option<String>,
}

pub(super) async fn show(visitor: Visitor, Query(query): Query<RegistrationQuery>) -> View<RegistrationPage> {
    let mut form = Application::default();
    (if visitor.language() == Language::Sk { "SK" } else { "CZ" }).clone_into(&mut form.place.country);
    View(RegistrationPage {
        page: visitor.page(),
        errors: FormErrors::new(),
        form,
        interaction: query.interaction,
        form_id: new_form(visitor.now()),
    })
}

pub(super) async fn found(
    State(mojeid): State<Mojeid>,
    visitor: Visitor,
    Form(RegistrationForm { application, interaction, form_id }): Form<RegistrationForm>,
) -> Result<Response, Problem> {
    let (now, origin, language) = (visitor.now(), owner::origin(&visitor), visitor.language());
    let form_id = form_id.and_then(|id| FormId::parse(&id).ok()).unwrap_or_else(|| new_form(now));
    let (page, mut errors) = (visitor.page(), FormErrors::new());
    match mojeid.send_registration(now, &form_id, &application, language, &origin).await {
        Ok(sent) => {
            let path = match sent {
                Sent::Founded(activation) => format!("/activation/{activation}"),
                Sent::Waits(form) => format!("/registration/{form}"),
            };
            return Ok(Redirect::to(&with_interaction(&path, interaction.as_deref())).into_response());
        }
        Err(error) => about(&mut errors, &page, now, error)?,
    }
    let head = errors.head();
    let view = View(RegistrationPage { page, errors, form: application, interaction, form_id });
    Ok((head, view).into_response())
}

/// What stood in the way, beside its field; whatever it was, nothing typed is lost but the password.
pub(super) fn about(
    errors: &mut FormErrors,
    page: &Page,
    now: Timestamp,
    error: RegisterError,
) -> Result<(), Problem> {
    match error {
        RegisterError::Refused(complaints) => {
            for complaint in complaints {
                told::about_registration(errors, page, complaint);
            }
        }
        RegisterError::TooMany => {
            errors.add("registration", "registration-too-many");
        }
        RegisterError::Password(PasswordError::Busy) => {
            errors.add("registration", "registration-busy");
        }
        RegisterError::Password(error) => return Err(told::busy(error)),
        RegisterError::TooSoon { allowed_at } => {
            wait::tell(errors, page, "registration", "registration-no-code", now, allowed_at);
        }
        RegisterError::Store(error) => return Err(error.into()),
    }
    Ok(())
}

fn new_form(now: Timestamp) -> FormId {
    FormId::new(now, environment::random_bytes())
}
