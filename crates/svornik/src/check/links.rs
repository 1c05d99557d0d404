//! Where a site sends people, secrets and questions: encrypted, or not out of this machine.

use super::{Part, Report, is_open};
use openid::ClientAuthentication;
use runtime::ProviderOutline;
use url::Url;
use web::SiteConfig;

pub(super) fn check(parts: &[Part<'_>], report: &mut Report) {
    for Part { name, outline, .. } in parts {
        let clients = outline.provider.iter().flat_map(|provider| keys(name, provider));
        let links = legal(name, outline.web).chain(clients).chain(outline.links.iter().cloned());
        for (place, url) in links.filter(|(_, url)| is_open(url)) {
            report.mistakes.push(format!("{place} is {url}: only https leads out of this machine"));
        }
    }
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
fn keys<'a>(site: &'a str, provider: &'a ProviderOutline<'a>) -> impl Iterator<Item = (String, Url)> + 'a {
    let place = provider.clients_at;
    provider.clients.iter().filter_map(move |client| match &client.authentication {
        ClientAuthentication::PrivateKeyJwt { jwks_uri: Some(url), .. } => {
            Some((format!("[[{site}.{place}]] client {}: jwks_uri", client.id), url.clone()))
        }
        _ => None,
    })
}
