//! Where a site sends people, secrets and questions: encrypted, or not out of this machine.

use super::{Report, is_open};
use crate::config::Config;
use hub::MethodKind;
use openid::{Client, ClientAuthentication};
use url::Url;
use web::SiteConfig;

pub(super) fn look_at(config: &Config, report: &mut Report) {
    for (place, url) in links(config) {
        if is_open(&url) {
            report.mistakes.push(format!("{place} is {url}: only https leads out of this machine"));
        }
    }
}

fn links(config: &Config) -> Vec<(String, Url)> {
    let mut links = Vec::new();
    if let Some(part) = &config.population {
        links.extend(legal("population", &part.settings.site));
    }
    if let Some(part) = &config.mojeid {
        links.extend(legal("mojeid", &part.settings.site));
        links.extend(keys("mojeid", &part.settings.openid.clients));
    }
    if let Some(part) = &config.hub {
        links.extend(legal("hub", &part.settings.site));
        links.extend(keys("hub", &part.settings.openid.clients));
        links.push(("[hub.settings] register".to_owned(), part.settings.register.clone()));
        for method in &part.settings.methods {
            let place = format!("[[hub.settings.methods]] {}:", method.id);
            let issuer = method.openid.issuer.parse().ok();
            let (enrol, app, api) = match &method.kind {
                MethodKind::Account => (None, None, None),
                MethodKind::MobileKey { enrol, app, api, .. } => {
                    (Some(enrol.clone()), app.clone(), Some(api.clone()))
                }
            };
            let named = [
                ("openid.issuer", issuer),
                ("join", method.join.clone()),
                ("kind.enrol", enrol),
                ("kind.app", app),
                ("kind.api", api),
            ];
            links.extend(named.into_iter().filter_map(|(name, url)| Some((format!("{place} {name}"), url?))));
        }
    }
    if let Some(part) = &config.mobile_key {
        links.extend(legal("mobile_key", &part.settings.site));
        links.extend(keys("mobile_key", &part.settings.openid.clients));
        links.push(("[mobile_key.settings] portal".to_owned(), part.settings.portal.clone()));
        let issuer = part.settings.hub.issuer.parse().ok();
        links.extend(issuer.map(|url| ("[mobile_key.settings] hub.issuer".to_owned(), url)));
    }
    links
}

/// What the foot of every page leads to.
fn legal<'a>(site: &'a str, config: &'a SiteConfig) -> impl Iterator<Item = (String, Url)> + 'a {
    let legal = &config.legal;
    let named =
        [("terms", &legal.terms), ("privacy", &legal.privacy), ("accessibility", &legal.accessibility)];
    let told = named.into_iter().filter_map(|(name, url)| Some((name, url.clone()?)));
    told.map(move |(name, url)| (format!("[{site}.settings] site.legal.{name}"), url))
}

/// Whoever can change the keys on their way is the client.
fn keys<'a>(site: &'a str, clients: &'a [Client]) -> impl Iterator<Item = (String, Url)> + 'a {
    clients.iter().filter_map(move |client| match &client.authentication {
        ClientAuthentication::PrivateKeyJwt { jwks_uri: Some(url), .. } => {
            Some((format!("[[{site}.settings.openid.clients]] client {}: jwks_uri", client.id), url.clone()))
        }
        _ => None,
    })
}
