//! The identification methods.

use openid::RelyingPartyConfig;
use serde::Deserialize;
use url::Url;
use values::{AssuranceLevel, Label, Language};

use crate::rules::method::{MethodCapabilities, MethodId};

/// One identification method: `[[hub.settings.methods]]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Method {
    /// Its short name: `mojeid`. Its callback is `/login/callback/{id}`.
    pub id: MethodId,
    /// What people know it as.
    pub name: Label,
    /// A sentence about it.
    #[serde(default)]
    pub hint: Option<Label>,
    /// The picture beside its name.
    #[serde(default)]
    pub icon: Icon,
    /// No login by it is worth more.
    pub level: AssuranceLevel,
    /// What kind it is of.
    pub kind: MethodKind,
    /// Where people without an account get one.
    #[serde(default)]
    pub join: Option<Url>,
    /// Whether a logout here goes on to the method's own logout, if it has one (`end_session_endpoint`); true by default.
    /// The address `/logout/returned` of the hub is registered there as one to return to.
    #[serde(default = "yes")]
    pub logout: bool,
    /// Where and as whom the hub asks it.
    pub openid: RelyingPartyConfig,
}

/// What kind a method is of; [`Method::capabilities`] says what that means.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
#[expect(clippy::large_enum_variant, reason = "a handful, made at the start")]
pub enum MethodKind {
    /// It has accounts with names, dates of birth and addresses: people are looked up in the register.
    Account,
    /// A Mobile Key: people attach it here.
    MobileKey(MobileKey),
}

/// Where a Mobile Key is found, beside its OpenID provider.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MobileKey {
    /// Where people go to attach a phone.
    pub enrol: Url,
    /// Where the app is.
    #[serde(default)]
    pub app: Option<Url>,
    /// Where its API is, without `/api`: devices and notices.
    pub api: Url,
    /// The service (an id of `[[hub.settings.services]]`) as which it asks who a person is while enrolling.
    pub client: String,
}

/// The picture beside a method's name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Icon {
    /// An account with a password.
    #[default]
    Account,
    /// A phone.
    Phone,
    /// A card.
    Card,
}

impl Method {
    /// What people know it as.
    pub fn name(&self, language: Language) -> &str {
        self.name.text(language)
    }

    /// A sentence about it.
    pub fn hint(&self, language: Language) -> &str {
        self.hint.as_ref().map_or("", |hint| hint.text(language))
    }

    /// What it can do.
    pub fn capabilities(&self) -> &'static MethodCapabilities {
        match self.kind {
            MethodKind::Account => &MethodCapabilities::ACCOUNT,
            MethodKind::MobileKey(_) => &MethodCapabilities::MOBILE_KEY,
        }
    }

    /// Where its app, devices and notices are, if it has such.
    pub fn mobile_key(&self) -> Option<&MobileKey> {
        match &self.kind {
            MethodKind::Account => None,
            MethodKind::MobileKey(key) => Some(key),
        }
    }
}

impl Icon {
    /// Its name among the icons of pages.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Account => "person",
            Self::Phone => "phone",
            Self::Card => "card",
        }
    }
}

fn yes() -> bool {
    true
}
