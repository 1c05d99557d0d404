//! Founding an account.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use values::Language;
use web::{Choice, Form, FormErrors, Page, Problem, View, Visitor};

use super::flow::with_interaction;
use super::{owner, told};
use crate::Mojeid;
use crate::acts::register::RegisterError;
use crate::rules::registration::Application;

#[derive(Template)]
#[template(path = "registration.html")]
pub(super) struct RegistrationPage {
    pub(super) page: Page,
    pub(super) errors: FormErrors,
    pub(super) form: Application,
    pub(super) interaction: Option<String>,
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
}

pub(super) async fn show(visitor: Visitor, Query(query): Query<RegistrationQuery>) -> View<RegistrationPage> {
    let mut form = Application::default();
    (if visitor.language() == Language::Sk { "SK" } else { "CZ" }).clone_into(&mut form.place.country);
    View(RegistrationPage {
        page: visitor.page(),
        errors: FormErrors::new(),
        form,
        interaction: query.interaction,
    })
}

pub(super) async fn found(
    State(mojeid): State<Mojeid>,
    visitor: Visitor,
    Form(RegistrationForm { application, interaction }): Form<RegistrationForm>,
) -> Result<Response, Problem> {
    mojeid.registrations().check(&visitor.rate_key())?;
    let origin = owner::origin(&visitor);
    match mojeid.register(visitor.now(), &application, visitor.language(), &origin).await {
        Ok(founded) => {
            let path = format!("/activation/{}", founded.activation);
            Ok(Redirect::to(&with_interaction(&path, interaction.as_deref())).into_response())
        }
        Err(RegisterError::Refused(complaints)) => {
            let (page, mut errors) = (visitor.page(), FormErrors::new());
            for complaint in complaints {
                told::about_registration(&mut errors, &page, complaint);
            }
            let view = View(RegistrationPage { page, errors, form: application, interaction });
            Ok((StatusCode::UNPROCESSABLE_ENTITY, view).into_response())
        }
        Err(RegisterError::Password(error)) => Err(told::busy(error)),
        Err(RegisterError::Store(error)) => Err(error.into()),
    }
}
