//! `svornik demo --client FILE`: services of whoever runs the demo, in the tables that a real configuration has.

use crate::config::{self, Config};
use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

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
    openid: Openid,
    release: BTreeMap<String, hub::ReleasePolicy>,
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

/// Adds the services of these files to the demo's own.
///
/// # Errors
/// A file cannot be read, says something else than a service, or names none.
pub(super) fn add(files: &[impl AsRef<Path>], to: &mut Config) -> Result<()> {
    for file in files.iter().map(AsRef::as_ref) {
        let text =
            std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
        add_text(&text, to).with_context(|| format!("in {}", file.display()))?;
    }
    Ok(())
}

fn add_text(text: &str, to: &mut Config) -> Result<()> {
    let Additions { hub, mojeid } = config::parse(text)?;
    let (at_hub, at_mojeid) = (hub.settings.openid.clients, mojeid.settings.openid.clients);
    ensure!(
        !at_hub.is_empty() || !at_mojeid.is_empty(),
        "there is no [[hub.settings.openid.clients]] and no [[mojeid.settings.openid.clients]]"
    );
    let demo_hub = &mut to.hub.as_mut().context("the demo has no hub")?.settings;
    demo_hub.openid.clients.extend(at_hub);
    demo_hub.release.extend(hub.settings.release);
    to.mojeid.as_mut().context("the demo has no mojeID")?.settings.openid.clients.extend(at_mojeid);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::add_text;
    use crate::config::Config;
    use crate::demo::settings::{SVORNIK, Settings};

    fn demo() -> Config {
        Config::parse(&Settings::for_tests().fill(SVORNIK)).expect("the demo's own")
    }

    const MINE: &str = r#"
[[hub.settings.openid.clients]]
id = "mine"
name = "My service"
authentication = { method = "client_secret", secret = "a secret of my own 123" }
redirect_uris = ["http://localhost:3000/callback"]
scope = "openid profile"

[hub.settings.release.mine]
essential = ["given_name"]

[[mojeid.settings.openid.clients]]
id = "mine"
name = "My service"
redirect_uris = ["http://localhost:3000/callback"]
scope = "openid email"
"#;

    /// Finding Cl-C13.
    #[test]
    fn a_service_of_ones_own_joins_those_of_the_demo() {
        let mut config = demo();
        let before = config.hub.as_ref().expect("the hub").settings.openid.clients.len();
        add_text(MINE, &mut config).expect("a service at both");
        let hub = &config.hub.as_ref().expect("the hub").settings;
        assert_eq!(hub.openid.clients.len(), before + 1);
        assert!(hub.release.contains_key("mine"));
        let mojeid = &config.mojeid.as_ref().expect("mojeID").settings;
        assert!(mojeid.openid.clients.iter().any(|client| client.id == "mine"));
    }

    #[test]
    fn anything_else_is_refused_by_its_place() {
        for (text, says) in [
            ("", "there is no [[hub.settings.openid.clients]]"),
            ("[hub.settings]\nregister = \"https://x.example\"", "line 2, register"),
            ("[[hub.settings.openid.clients]]\nid = \"a\"\nnaem = \"A\"", "line 3, naem"),
            ("[mobile_key]\nlisten = \"127.0.0.1:1\"", "mobile_key"),
        ] {
            let error = format!("{:#}", add_text(text, &mut demo()).expect_err("it is refused"));
            assert!(error.contains(says), "{text}: {error}");
        }
    }
}
