//! „Připojení Mobilního klíče“: a person who is logged in attaches a phone (mission: A4).

use ::web::{Page, View};
use askama::Template;
use axum::extract::State;

use super::current_person::CurrentPerson;
use crate::web::{AppState, formatting};

#[derive(Template)]
#[template(path = "portal/attach.html")]
pub(super) struct AttachPage {
    page: Page,
    key: Option<Key>,
    level: String,
}

struct Key {
    enrol: String,
    app: Option<String>,
}

pub(super) async fn show(State(app): State<AppState>, person: CurrentPerson) -> View<AttachPage> {
    let page = person.page();
    let mobile_key = app.context.mobile_key();
    let key = mobile_key
        .map(|(_, key)| Key { enrol: key.enrol.to_string(), app: key.app.as_ref().map(ToString::to_string) });
    let session_level = person.session().level;
    let level = mobile_key.map_or(session_level, |(method, _)| method.level.min(session_level));
    let level = formatting::level_in_words(&page, level);
    View(AttachPage { page, key, level })
}
