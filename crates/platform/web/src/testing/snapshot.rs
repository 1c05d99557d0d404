//! A page as people read it, for snapshots: what is said and offered, without markup that may change.

/// The text of `<main>`, a line for each piece; fields as `[name: value]`. Long random names are shown as `…`.
pub fn as_read(html: &str) -> String {
    let main = html.split("<main").nth(1).and_then(|rest| rest.split("</main>").next()).unwrap_or(html);
    let mut lines = Vec::new();
    for piece in main.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap_or((piece, ""));
        if tag.starts_with("input") && !tag.contains("_csrf") {
            let (name, value) = (attribute(tag, "name"), attribute(tag, "value"));
            lines.push(format!("[{name}: {value}]{}", if tag.contains(" checked") { " ✓" } else { "" }));
        }
        if tag.starts_with("form") || tag.starts_with("a ") {
            let address = [attribute(tag, "action"), attribute(tag, "href")].concat();
            lines.push(format!("→ {address}"));
        }
        lines.push(text.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    lines.retain(|line| !line.is_empty());
    let shown = |line: &String| without_random_names(&without_numbers_of_requests(&without_ports(line)));
    lines.iter().map(shown).collect::<Vec<_>>().join("\n")
}

fn attribute<'a>(tag: &'a str, name: &str) -> &'a str {
    let start = format!(" {name}=\"");
    tag.split_once(start.as_str()).and_then(|(_, rest)| rest.split('"').next()).unwrap_or_default()
}

/// Tests take whatever port is free.
fn without_ports(line: &str) -> String {
    let mut parts = line.split("127.0.0.1:");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |shown, part| {
        shown + "127.0.0.1:…" + part.trim_start_matches(|c: char| c.is_ascii_digit())
    })
}

/// A line that is nothing but the number of a request (`7756-55DD`).
fn without_numbers_of_requests(line: &str) -> String {
    let is_group = |group: &str| {
        group.len() == 4 && group.bytes().all(|b| b.is_ascii_digit() || (b'A'..=b'F').contains(&b))
    };
    match line.split_once('-') {
        Some((first, second)) if is_group(first) && is_group(second) => "…".to_owned(),
        _ => line.to_owned(),
    }
}

/// Ids, tokens and hashes differ from run to run: long words with digits in them.
fn without_random_names(line: &str) -> String {
    const LONGEST_WORD: usize = 20;
    let is_of_name = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let mut shown = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(start) = rest.find(is_of_name) {
        let length = rest[start..].find(|c| !is_of_name(c)).unwrap_or(rest.len() - start);
        let word = &rest[start..start + length];
        shown.push_str(&rest[..start]);
        let is_random = length > LONGEST_WORD && word.bytes().any(|b| b.is_ascii_digit());
        shown.push_str(if is_random { "…" } else { word });
        rest = &rest[start + length..];
    }
    shown + rest
}

#[cfg(test)]
mod tests {
    use super::as_read;

    #[test]
    fn a_page_is_read_as_people_read_it() {
        let html = "<body>no<main id=\"main\"><h1>Hello\n you</h1><form action=\"/x/0190a0a0-0000-7000-8000-000000000000\">\
                    <input name=\"_csrf\" value=\"secret\"><input type=\"checkbox\" name=\"a\" value=\"b\" checked>\
                    <button>Go</button></form></main>no</body>";
        assert_eq!(as_read(html), "Hello you\n→ /x/…\n[a: b] ✓\nGo");
    }
}
