//! The browsers in which a person is logged in, as `templates/session_list.html` lists them.

use sessions::Session;

/// A person's sessions, for the template.
#[derive(Clone, Debug)]
pub struct SessionList {
    sessions: Vec<Session>,
    current: String,
    unknown_browser: String,
    shows_level: bool,
}

impl SessionList {
    /// The sessions of a person; `current` is the one that asks. `unknown_browser` stands for a browser without a name.
    pub fn new(sessions: Vec<Session>, current: &Session, unknown_browser: impl ToString) -> Self {
        let (current, unknown_browser) = (current.id.clone(), unknown_browser.to_string());
        Self { sessions, current, unknown_browser, shows_level: false }
    }

    /// Shows the level of each login as well.
    #[must_use]
    pub fn with_levels(self) -> Self {
        Self { shows_level: true, ..self }
    }

    /// The sessions, the latest first.
    pub fn sessions(&self) -> &[Session] {
        &self.sessions
    }

    /// Whether this is the session that asks.
    pub fn is_current(&self, session: &Session) -> bool {
        session.id == self.current
    }

    /// Whether levels are shown.
    pub fn shows_level(&self) -> bool {
        self.shows_level
    }

    /// The browser's name for people.
    pub fn browser(&self, session: &Session) -> String {
        match sessions::browser_name(&session.user_agent) {
            name if name.is_empty() => self.unknown_browser.clone(),
            name => name,
        }
    }
}
