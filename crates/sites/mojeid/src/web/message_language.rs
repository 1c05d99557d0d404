//! The language of messages.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use values::Language;
use web::{Choice, Form, FormErrors, Page, Problem, View};

use super::owner::Owner;
use crate::Mojeid;

#[derive(Template)]
#[template(path = "message_language.html")]
pub(super) struct LanguagePage {
    pub(super) page: Page,
    pub(super) errors: FormErrors,
    pub(super) present: Language,
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
pub(super) struct LanguageForm {
    #[serde(default)]
    language: String,
}

pub(super) async fn show(owner: Owner) -> View<LanguagePage> {
    View(LanguagePage { page: owner.page(), errors: FormErrors::new(), present: owner.account.language })
}

pub(super) async fn change(
    State(mojeid): State<Mojeid>,
    owner: Owner,
    Form(form): Form<LanguageForm>,
) -> Result<Response, Problem> {
    let Some(language) = Language::ALL.into_iter().find(|language| language.code() == form.language) else {
        let errors = FormErrors::one("language", "error-language");
        let view = LanguagePage { page: owner.page(), errors, present: owner.account.language };
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, View(view)).into_response());
    };
    mojeid.change_language(owner.now(), owner.id(), language, &owner.origin()).await?;
    Ok(Redirect::to("/settings?done=language").into_response())
}
