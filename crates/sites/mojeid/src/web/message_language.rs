//! The language of messages.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use values::Language;
use web::{Choice, Form, FormErrors, Page, Problem, View};

use super::AppState;
use super::current_account::CurrentAccount;
use crate::acts::change_language;

#[derive(Template)]
#[template(path = "message_language.html")]
pub(crate) struct LanguagePage {
    pub(crate) page: Page,
    pub(crate) errors: FormErrors,
    pub(crate) present: Language,
}

impl LanguagePage {
    fn choices(&self) -> Vec<Choice> {
        let choice = |language: Language| {
            Choice::new(language.code(), language.own_name()).checked(language == self.present)
        };
        Language::ALL.into_iter().map(choice).collect()
    }
}

#[derive(Deserialize)]
pub(crate) struct LanguageForm {
    #[serde(default)]
    language: String,
}

pub(crate) async fn show(current: CurrentAccount) -> View<LanguagePage> {
    View(LanguagePage { page: current.page(), errors: FormErrors::new(), present: current.account.language })
}

pub(crate) async fn change(
    State(app): State<AppState>,
    current: CurrentAccount,
    Form(form): Form<LanguageForm>,
) -> Result<Response, Problem> {
    let Some(language) = Language::ALL.into_iter().find(|language| language.code() == form.language) else {
        let errors = FormErrors::one("language", "error-language");
        let view = LanguagePage { page: current.page(), errors, present: current.account.language };
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, View(view)).into_response());
    };
    change_language::change_language(
        &app.context,
        current.now(),
        current.id(),
        language,
        &current.client_info(),
    )
    .await?;
    Ok(Redirect::to("/settings?done=language").into_response())
}
