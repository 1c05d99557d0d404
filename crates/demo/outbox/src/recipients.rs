//! To whom the messages were written that somebody looks for.

use crate::message::{is_whole_address, recipient_key};

/// Of one person: e-mail address, telephone number, name on letters; and one more.
const MOST: usize = 4;

/// A few recipients, separated by semicolons as in a mail program: `jana@example.cz; +420 601 123 456; Jana Nováková`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Recipients(Vec<String>);

impl Recipients {
    /// Everything that stands between semicolons; more than a few are not looked for.
    pub(crate) fn parse(text: &str) -> Self {
        let parts = text.split(';').map(str::trim).filter(|part| !part.is_empty());
        Self(parts.take(MOST).map(str::to_owned).collect())
    }

    /// Nobody in particular.
    pub(crate) fn is_everybody(&self) -> bool {
        self.0.is_empty()
    }

    /// As people write them.
    pub(crate) fn written(&self) -> String {
        self.0.join("; ")
    }

    /// Patterns for `LIKE`, of which a recipient's key must have one; the escape is `!`.
    pub(crate) fn patterns(&self) -> [String; MOST] {
        let mut patterns: Vec<String> = self.0.iter().map(|sought| pattern(sought)).collect();
        patterns.resize(MOST, patterns.first().cloned().unwrap_or_else(|| "%".to_owned()));
        std::array::from_fn(|index| patterns[index].clone())
    }
}

/// A whole e-mail address means exactly that recipient; anything else a part of one.
fn pattern(sought: &str) -> String {
    let key = recipient_key(sought).replace('!', "!!").replace('%', "!%").replace('_', "!_");
    if is_whole_address(sought) { key } else { format!("%{key}%") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_recipients_are_separated_by_semicolons() {
        let several = Recipients::parse("jana@example.cz; 601 123 456 ;; Jana Nováková");
        assert_eq!(several.written(), "jana@example.cz; 601 123 456; Jana Nováková");
        assert_eq!(
            several.patterns(),
            ["jana@example.cz", "%601123456%", "%jananováková%", "jana@example.cz"].map(str::to_owned)
        );
        assert!(Recipients::parse(" ; ").is_everybody());
        assert_eq!(Recipients::default().patterns(), ["%"; MOST].map(str::to_owned));
        assert_eq!(Recipients::parse("100%_!").patterns()[0], "%100!%!_!!%");
    }
}
