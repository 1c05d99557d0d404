//! Just enough HTML to find links and forms in our own pages.

/// A form of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FoundForm {
    /// Where it goes.
    pub action: String,
    /// `get` or `post`.
    pub method: String,
    /// Names and values as a browser would send them untouched.
    pub fields: Vec<(String, String)>,
}

impl FoundForm {
    /// The value of a field.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The body, with these fields in place of those of the same names.
    pub fn filled(&self, fields: &[(&str, &str)]) -> String {
        let kept = self.fields.iter().filter(|(name, _)| !fields.iter().any(|(filled, _)| filled == name));
        form_urlencoded::Serializer::new(String::new()).extend_pairs(kept).extend_pairs(fields).finish()
    }
}

struct Tag<'a> {
    name: &'a str,
    inside: &'a str,
    after: &'a str,
}

impl Tag<'_> {
    fn attribute(&self, name: &str) -> Option<String> {
        let mut rest = self.inside;
        while let Some(at) = rest.find(name) {
            let before = rest[..at].chars().next_back();
            rest = &rest[at + name.len()..];
            if before.is_none_or(char::is_whitespace)
                && let Some(quoted) = rest.strip_prefix("=\"")
            {
                return quoted.split('"').next().map(unescape);
            }
        }
        None
    }

    fn has(&self, name: &str) -> bool {
        self.inside.split_whitespace().any(|word| word == name)
    }
}

fn tags(html: &str) -> impl Iterator<Item = Tag<'_>> {
    html.split('<').skip(1).filter_map(|piece| {
        let (inside, after) = piece.split_once('>')?;
        let end = inside.find(|c: char| c.is_whitespace()).unwrap_or(inside.len());
        let (name, inside) = inside.split_at(end);
        Some(Tag { name, inside, after })
    })
}

pub(super) fn links(html: &str) -> Vec<String> {
    tags(html).filter(|tag| tag.name == "a").filter_map(|tag| tag.attribute("href")).collect()
}

pub(super) fn forms(html: &str, path: &str) -> Vec<FoundForm> {
    let (mut done, mut open, mut select): (Vec<FoundForm>, Option<FoundForm>, Option<Select>) =
        (vec![], None, None);
    for tag in tags(html) {
        match (tag.name, open.as_mut()) {
            ("form", _) => {
                let action = tag.attribute("action").filter(|action| !action.is_empty());
                let method = tag.attribute("method").unwrap_or_else(|| "get".into()).to_lowercase();
                open =
                    Some(FoundForm { action: action.unwrap_or_else(|| path.into()), method, fields: vec![] });
            }
            ("/form", _) => done.extend(open.take()),
            ("input", Some(form)) => form.fields.extend(input(&tag)),
            ("textarea", Some(form)) => {
                form.fields.extend(tag.attribute("name").map(|name| (name, unescape(tag.after))));
            }
            ("select", _) => {
                select = tag.attribute("name").map(|name| Select { name, first: None, chosen: None });
            }
            ("option", _) => {
                if let Some(select) = &mut select {
                    select.see(&tag);
                }
            }
            ("/select", Some(form)) => form.fields.extend(select.take().and_then(Select::field)),
            _ => {}
        }
    }
    done
}

struct Select {
    name: String,
    first: Option<String>,
    chosen: Option<String>,
}

impl Select {
    fn see(&mut self, option: &Tag<'_>) {
        let value = option.attribute("value").unwrap_or_default();
        if option.has("selected") {
            self.chosen = Some(value.clone());
        }
        self.first.get_or_insert(value);
    }

    fn field(self) -> Option<(String, String)> {
        Some((self.name, self.chosen.or(self.first)?))
    }
}

fn input(tag: &Tag<'_>) -> Option<(String, String)> {
    let kind = tag.attribute("type").unwrap_or_else(|| "text".into());
    let tickable = matches!(kind.as_str(), "checkbox" | "radio");
    if tag.has("disabled") || tickable && !tag.has("checked") || kind == "submit" {
        return None;
    }
    let value = tag.attribute("value").unwrap_or_else(|| if tickable { "on".into() } else { String::new() });
    Some((tag.attribute("name")?, value))
}

/// The entities that askama writes.
pub(super) fn unescape(text: &str) -> String {
    text.replace("&quot;", "\"")
        .replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&lt;", "<")
        .replace("&#60;", "<")
        .replace("&gt;", ">")
        .replace("&#62;", ">")
        .replace("&#38;", "&")
        .replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_as_a_browser_sends_it() {
        let html = r#"<form method="post" action="/a?b=1&#38;c"><input type="hidden" name="_csrf" value="t">
            <input name="who" data-value="no" value="&#34;J&#34;"><input type="checkbox" name="x" value="1" checked>
            <input type="checkbox" name="x" value="2"><select name="s"><option value="1"><option value="2" selected></select>
            <textarea name="note">a</textarea></form><form></form>"#;
        let forms = forms(html, "/here");
        let fields = [("_csrf", "t"), ("who", "\"J\""), ("x", "1"), ("s", "2"), ("note", "a")];
        assert_eq!(forms[0].fields, fields.map(|(name, value)| (name.to_owned(), value.to_owned())));
        assert_eq!((forms[0].action.as_str(), forms[0].method.as_str()), ("/a?b=1&c", "post"));
        assert_eq!(forms[1].action, "/here");
        assert_eq!(forms[0].filled(&[("x", "2"), ("x", "3")]), "_csrf=t&who=%22J%22&s=2&note=a&x=2&x=3");
    }
}
