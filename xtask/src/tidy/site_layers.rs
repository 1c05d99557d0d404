//! Inside a site: `rules/` and `acts/` know nothing of HTTP, and `web/` opens no transaction.

use super::{Findings, sources};
use anyhow::Result;
use std::path::Path;

/// Crates that speak HTTP. `acts/` and `rules/` name none of them.
const HTTP: [&str; 6] = ["axum", "http", "hyper", "tower", "askama", "web"];

/// Ways to open a transaction or a read of the store.
const TRANSACTIONS: [&str; 4] = ["store.write(", "store.read(", "store().write(", "store().read("];

pub(super) fn check(findings: &mut Findings) -> Result<()> {
    for file in sources(&["rs"]) {
        let Some(layer) = layer(&file) else { continue };
        if file.components().any(|part| part.as_os_str() == "tests") {
            continue;
        }
        for (number, line) in std::fs::read_to_string(&file)?.lines().enumerate() {
            if let Some(what) = mistake(layer, line) {
                findings.add(format!("{}:{}", file.display(), number + 1), what);
            }
        }
    }
    Ok(())
}

/// The layer of a site's source file: its folder (or file) right below `src/`.
fn layer(file: &Path) -> Option<&str> {
    let inside = file.strip_prefix("crates/sites").ok()?;
    let mut parts = inside.components().skip(1).map(|part| part.as_os_str().to_str().unwrap_or_default());
    (parts.next() == Some("src")).then(|| parts.next()).flatten().map(|name| name.trim_end_matches(".rs"))
}

fn mistake(layer: &str, line: &str) -> Option<String> {
    let code = line.split("//").next().unwrap_or_default();
    match layer {
        "rules" | "acts" => {
            let named = HTTP.iter().find(|name| is_path_of(code, name))?;
            Some(format!("{layer}/ may not use `{named}`: HTTP belongs to web/"))
        }
        "web" => {
            let opened = TRANSACTIONS.iter().find(|call| code.contains(*call))?;
            Some(format!("web/ may not call `{opened}…)`: an act opens the transaction"))
        }
        _ => None,
    }
}

/// Does some code name this crate: `web::…`, `::web::…`, but not `crate::web::…`, which is a module?
fn is_path_of(code: &str, name: &str) -> bool {
    code.match_indices(&format!("{name}::")).any(|(at, _)| {
        let before = code[..at].trim_end_matches("::");
        let is_start = !before.ends_with(|c: char| c.is_alphanumeric() || c == '_');
        is_start || (before.len() < at && before.ends_with(|c: char| c.is_whitespace()))
    })
}

#[cfg(test)]
mod tests {
    use super::{layer, mistake};
    use std::path::Path;

    #[test]
    fn a_file_belongs_to_the_folder_below_src() {
        let of = |file| layer(Path::new(file)).map(str::to_owned);
        assert_eq!(of("crates/sites/hub/src/acts/callback.rs").as_deref(), Some("acts"));
        assert_eq!(of("crates/sites/hub/src/web.rs").as_deref(), Some("web"));
        assert_eq!(of("crates/sites/hub/templates/a.html"), None);
        assert_eq!(of("crates/platform/web/src/form.rs"), None);
    }

    #[test]
    fn http_in_an_act_and_a_transaction_in_a_page_are_found() {
        assert!(mistake("acts", "use axum::http::HeaderMap;").is_some());
        assert!(mistake("rules", "use ::web::Problem;").is_some());
        assert!(mistake("acts", "use crate::rules::http_status;").is_none());
        assert!(mistake("acts", "// axum::Router is not for here").is_none());
        assert!(mistake("acts", "use sessions::ClientInfo;").is_none());
        assert!(mistake("web", "context.store.write(|tx| act(tx)).await?").is_some());
        assert!(mistake("web", "acts::register(context, form).await?").is_none());
        assert!(mistake("store", "store.write(|tx| Ok(())).await").is_none());
    }
}
