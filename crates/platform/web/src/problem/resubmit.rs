//! A form that may be sent once more as it was filled in, without its secrets.

use axum::http::Uri;

use crate::csrf::CSRF_FIELD;
use crate::kept_page;

/// Words in the names of what people can type again. Such a field is never written back into a page; nor is any other
/// that its site did not declare plain.
const SECRETS: [&str; 7] = ["password", "passcode", "pin", "pin1", "pin2", "pin3", "code"];

/// What was sent.
#[derive(Clone, Debug)]
pub(crate) struct ResubmitForm {
    pub(crate) action: String,
    pub(crate) fields: Vec<(String, String)>,
    /// What has to be typed again.
    pub(crate) secrets: Vec<Secret>,
    is_whole: bool,
}

/// An input that is asked for again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Secret {
    pub(crate) name: String,
    pub(crate) kind: SecretKind,
}

/// How a secret is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SecretKind {
    Password,
    NewPassword,
    Code,
}

impl ResubmitForm {
    /// A form as it was sent to an address of a site with these plain fields.
    pub(crate) fn of(uri: &Uri, sent: &[(String, String)], plain: &[&str]) -> Self {
        let action = kept_page::without_mark(uri.path_and_query().map_or("/", |path| path.as_str()));
        let mut form = Self { action, fields: Vec::new(), secrets: Vec::new(), is_whole: true };
        for (name, value) in sent.iter().filter(|(name, _)| name != CSRF_FIELD) {
            if plain.contains(&name.as_str()) {
                form.fields.push((name.clone(), value.clone()));
            } else if name.split(['_', '-']).any(|word| SECRETS.contains(&word)) {
                form.secrets.push(Secret { name: name.clone(), kind: SecretKind::of(name) });
            } else {
                form.is_whole = false;
            }
        }
        form
    }

    /// Whether the person can send the whole of it again.
    pub(crate) fn is_whole(&self) -> bool {
        self.is_whole
    }
}

impl SecretKind {
    fn of(name: &str) -> Self {
        match name {
            _ if !name.contains("password") => Self::Code,
            _ if name.contains("new") || name.contains("again") => Self::NewPassword,
            _ => Self::Password,
        }
    }

    /// The key of its label.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Password => "form-password",
            Self::NewPassword => "form-new-password",
            Self::Code => "form-code",
        }
    }
}

impl Secret {
    /// Codes that have a name of their own keep it: PIN1, PIN2.
    pub(crate) fn own_name(&self) -> Option<String> {
        (self.kind == SecretKind::Code && self.name.starts_with("pin")).then(|| self.name.to_uppercase())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_asked_for_again_and_the_rest_is_kept() {
        let sent = [
            ("_csrf", "t"),
            ("user_name", "jana"),
            ("password", "tajné"),
            ("pin2", "ABCD"),
            ("postal_code", "390 01"),
            ("shopping", "a"),
            ("shopping", "b"),
        ];
        let sent = sent.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let plain = ["user_name", "postal_code", "shopping"];
        let form = ResubmitForm::of(&Uri::from_static("/registration?lang=sk&_shown=x"), &sent, &plain);
        assert_eq!(form.action, "/registration?lang=sk");
        let names: Vec<_> = form.fields.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["user_name", "postal_code", "shopping", "shopping"]);
        assert_eq!(
            form.secrets.iter().map(Secret::own_name).collect::<Vec<_>>(),
            [None, Some("PIN2".into())]
        );
        assert!(form.is_whole());
    }

    /// A secret may have any name.
    #[test]
    fn what_nobody_declared_plain_is_not_written_back() {
        for name in ["otp", "answer", "client_secret", "token", "present"] {
            let sent =
                [("user_name".to_owned(), "jana".to_owned()), (name.to_owned(), "a secret".to_owned())];
            let form = ResubmitForm::of(&Uri::from_static("/"), &sent, &["user_name"]);
            assert!(!form.is_whole() && form.fields.len() == 1 && form.secrets.is_empty(), "{name}");
        }
    }
}
