//! „Připojení Mobilního klíče“: a person who is logged in attaches a phone (mission: A4).

use std::sync::Arc;

use ::web::{Page, View};
use askama::Template;
use axum::extract::State;

use super::person::Person;
use crate::acts::Hub;
use crate::config::MethodKind;
use crate::web::shown;

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

pub(super) async fn show(State(hub): State<Arc<Hub>>, person: Person) -> View<AttachPage> {
    let page = person.page();
    let key = hub.desk.mobile_key().and_then(|method| match &method.kind {
        MethodKind::MobileKey { enrol, app, .. } => {
            Some(Key { enrol: enrol.to_string(), app: app.as_ref().map(ToString::to_string) })
        }
        MethodKind::Account => None,
    });
    let bound = hub.desk.mobile_key().map_or(person.session().level, |method| method.level);
    let level = shown::level_in_words(&page, person.session().level.min(bound));
    View(AttachPage { page, key, level })
}
