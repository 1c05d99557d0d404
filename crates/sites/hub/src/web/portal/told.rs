//! What has just been done, told on the page that follows. The address proves that the hub said it in this session: a link
//! from elsewhere makes no page say anything.

use axum::response::Redirect;
use serde::Deserialize;
use url::form_urlencoded::Serializer;

use super::person::Person;
use crate::acts::Hub;

/// The texts of what can be done; each may name what it was done to.
const KEYS: [&str; 8] = [
    "done-device-renamed",
    "done-device-disconnected",
    "done-choice-changed",
    "done-choice-withdrawn",
    "done-session-ended",
    "done-sessions-ended",
    "done-account-disconnected",
    "done-account-allowed",
];

/// What a page was opened with.
#[derive(Default, Deserialize)]
pub(super) struct Told {
    done: Option<String>,
    what: Option<String>,
    mark: Option<String>,
}

/// To a page that tells it.
pub(super) fn tell(hub: &Hub, person: &Person, path: &str, key: &'static str, what: &str) -> Redirect {
    let mark = hub.desk.hashes.told_mac(&person.session().id, key, what);
    let query = Serializer::new(String::new())
        .extend_pairs([("done", key), ("what", what), ("mark", &mark)])
        .finish();
    Redirect::to(&format!("{path}?{query}"))
}

impl Told {
    /// The text, if this session was told it.
    pub(super) fn text(&self, hub: &Hub, person: &Person) -> Option<String> {
        let key = KEYS.into_iter().find(|key| self.done.as_deref() == Some(key))?;
        let what = self.what.as_deref().unwrap_or_default();
        let told = hub.desk.hashes.told_mac(&person.session().id, key, what);
        let page = person.page();
        (self.mark.as_deref() == Some(told.as_str())).then(|| page.text(key).with("what", what).to_string())
    }
}
