//! What a service wants the person to be asked (OIDC Core §3.1.2.1, Initiating User Registration 1.0).

use serde::{Deserialize, Serialize};

/// The values of `prompt`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "prompt is a set of independent wishes")]
#[serde(default, deny_unknown_fields)]
pub struct Prompt {
    /// `none`: show no page at all.
    pub none: bool,
    /// `login`: the person authenticates again, whatever session there is.
    pub login: bool,
    /// `consent`: the person is asked for consent, whatever was remembered.
    pub consent: bool,
    /// `select_account`: the person may choose another account.
    pub select_account: bool,
    /// `create`: the person wants to found an account.
    pub create: bool,
}

/// Why a `prompt` cannot be followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PromptError {
    /// OIDC Core §3.1.2.1: "If this parameter contains none with any other value, an error is returned."
    #[error("prompt none stands alone")]
    NoneWithOthers,
    /// Not one of `none login consent select_account create`.
    #[error("unknown prompt")]
    Unknown,
}

impl Prompt {
    /// Reads the space-delimited list.
    pub fn parse(text: &str) -> Result<Self, PromptError> {
        let mut prompt = Self::default();
        for word in text.split(' ').filter(|word| !word.is_empty()) {
            match word {
                "none" => prompt.none = true,
                "login" => prompt.login = true,
                "consent" => prompt.consent = true,
                "select_account" => prompt.select_account = true,
                "create" => prompt.create = true,
                _ => return Err(PromptError::Unknown),
            }
        }
        if prompt.none && prompt.asks_something() { Err(PromptError::NoneWithOthers) } else { Ok(prompt) }
    }

    /// Whether a page must be shown, whatever session there is.
    pub fn asks_something(self) -> bool {
        self.login || self.consent || self.select_account || self.create
    }
}

impl std::fmt::Display for Prompt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let words = [
            (self.none, "none"),
            (self.login, "login"),
            (self.consent, "consent"),
            (self.select_account, "select_account"),
            (self.create, "create"),
        ];
        let chosen: Vec<&str> = words.into_iter().filter(|(on, _)| *on).map(|(_, word)| word).collect();
        f.write_str(&chosen.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn none_stands_alone() {
        assert!(Prompt::parse("none").unwrap().none);
        assert_eq!(Prompt::parse("none login"), Err(PromptError::NoneWithOthers));
        assert_eq!(Prompt::parse("later"), Err(PromptError::Unknown));
    }

    #[test]
    fn several_wishes_go_together_and_are_written_back() {
        let prompt = Prompt::parse("consent login").unwrap();
        assert!(prompt.login && prompt.consent && prompt.asks_something());
        assert_eq!(Prompt::parse(&prompt.to_string()), Ok(prompt));
        assert_eq!(Prompt::parse(""), Ok(Prompt::default()));
    }
}
