//! `svornik demo --client FILE`: services of whoever runs the demo, in the tables that a real configuration has.

use crate::config;
use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use std::path::Path;
use toml::{Table, Value};

/// The part of `svornik.toml` that such a file may hold.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Additions {
    hub: HubPart,
    mojeid: MojeidPart,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct HubPart {
    settings: HubSettings,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct HubSettings {
    services: Vec<hub::ServiceConfig>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct MojeidPart {
    settings: MojeidSettings,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct MojeidSettings {
    openid: Openid,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Openid {
    clients: Vec<openid::Client>,
}

/// The demo's configuration with the services of these files.
///
/// # Errors
/// A file cannot be read, says something else than a service, or names none.
pub(super) fn add(files: &[impl AsRef<Path>], to: &str) -> Result<String> {
    let mut all = config::parse(to)?;
    for file in files.iter().map(AsRef::as_ref) {
        let text =
            std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
        merge(&mut all, additions(&text).with_context(|| format!("in {}", file.display()))?);
    }
    Ok(toml::to_string(&all)?)
}

fn additions(text: &str) -> Result<Table> {
    let Additions { hub, mojeid } = config::parse(text)?;
    ensure!(
        !hub.settings.services.is_empty() || !mojeid.settings.openid.clients.is_empty(),
        "there is no [[hub.settings.services]] and no [[mojeid.settings.openid.clients]]"
    );
    config::parse(text)
}

/// Tables are joined, lists are lengthened.
fn merge(to: &mut Table, from: Table) {
    for (key, value) in from {
        match (to.get_mut(&key), value) {
            (Some(Value::Table(to)), Value::Table(from)) => merge(to, from),
            (Some(Value::Array(to)), Value::Array(from)) => to.extend(from),
            (_, value) => {
                to.insert(key, value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{add, additions};
    use crate::config::Config;
    use crate::demo::settings::{SVORNIK, Settings};

    const MINE: &str = r#"
[[hub.settings.services]]
id = "mine"
name = "My service"
release = { essential = ["given_name"] }

[hub.settings.services.oidc]
authentication = { method = "client_secret", secret = "a secret of my own 123" }
redirect_uris = ["http://localhost:3000/callback"]
scope = "openid profile"

[[mojeid.settings.openid.clients]]
id = "mine"
name = "My service"
redirect_uris = ["http://localhost:3000/callback"]
scope = "openid email"
"#;

    /// Finding Cl-C13.
    #[test]
    fn a_service_of_ones_own_joins_those_of_the_demo() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("mine.toml");
        std::fs::write(&file, MINE).expect("a file");
        let own = Settings::for_tests().fill(SVORNIK);
        let clients = |files: &[&std::path::PathBuf], site: &str| {
            let text = add(files, &own).expect("a service at both");
            let config =
                Config::parse_for(crate::demo::sites(), &text).expect("the demo's own, and a service");
            let provider = config.site(site).expect("it is there").outline().provider.expect("a provider");
            provider.clients.iter().map(|client| client.id.clone()).collect::<Vec<_>>()
        };
        for site in ["hub", "mojeid"] {
            let (before, mut after) = (clients(&[], site), clients(&[&file], site));
            assert_eq!(after.pop().as_deref(), Some("mine"));
            assert_eq!(before, after);
        }
    }

    #[test]
    fn anything_else_is_refused_by_its_place() {
        for (text, says) in [
            ("", "there is no [[hub.settings.services]]"),
            ("[hub.settings]\nregister = \"https://x.example\"", "line 2, register"),
            ("[[hub.settings.services]]\nid = \"a\"\nnaem = \"A\"", "line 3, naem"),
            ("[mobile_key]\nlisten = \"127.0.0.1:1\"", "mobile_key"),
        ] {
            let error = format!("{:#}", additions(text).expect_err("it is refused"));
            assert!(error.contains(says), "{text}: {error}");
        }
    }
}
