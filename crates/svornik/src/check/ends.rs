//! Both ends of a conversation, where one file has both: what does not fit there fails for everybody, at the first login.

use super::Report;
use crate::config::Config;
use openid::{Client, ProviderConfig, RelyingPartyConfig};
use values::AssuranceLevel;
use web::SiteConfig;

/// Who is asked.
struct Provider<'a> {
    /// The TOML path of its clients.
    clients_at: String,
    issuer: String,
    clients: &'a [Client],
}

/// Who asks.
struct Asker<'a> {
    /// The TOML path of its side.
    place: String,
    site: &'a SiteConfig,
    openid: &'a RelyingPartyConfig,
}

pub(super) fn look_at(config: &Config, report: &mut Report) {
    let providers = providers(config);
    for asker in askers(config) {
        let Asker { place, site, openid } = asker;
        let Some(provider) = providers.iter().find(|provider| provider.issuer == openid.issuer) else {
            continue;
        };
        let Provider { clients_at, clients, .. } = provider;
        let id = &openid.client_id;
        let fault = match clients.iter().find(|client| client.id == *id) {
            None => Some(format!("{clients_at} has no client {id}")),
            Some(client) => {
                let callback = format!("{}{}", origin(site), openid.callback_path);
                openid::mismatch(client, openid, &callback)
                    .map(|mismatch| format!("{clients_at} {id} {mismatch}"))
            }
        };
        if let Some(fault) = fault {
            report.advice.push(format!("{place} and its other end do not fit: {fault}; nobody could log in"));
        }
    }
    levels(config, report);
}

/// A level that no method reaches keeps everybody out of a service.
fn levels(config: &Config, report: &mut Report) {
    let methods = config.hub.as_ref().map(|part| &part.settings.methods);
    let of_hub = methods.and_then(|methods| methods.iter().map(|method| method.level).max());
    let hub = config.hub.as_ref().map(|part| ("hub", &part.settings.openid, of_hub));
    // an account proves who somebody is by a letter, and nothing more by now
    let of_mojeid = Some(AssuranceLevel::Substantial);
    let mojeid = config.mojeid.as_ref().map(|part| ("mojeid", &part.settings.openid, of_mojeid));
    for (name, openid, reached) in [hub, mojeid].into_iter().flatten() {
        for client in openid.clients.iter().filter(|client| client.minimum_level > reached) {
            report.advice.push(format!(
                "[[{name}.settings.openid.clients]] {}: minimum_level is one that nobody reaches there: nobody could log in",
                client.id
            ));
        }
    }
}

fn providers(config: &Config) -> Vec<Provider<'_>> {
    let mojeid = config.mojeid.as_ref().map(|part| ("mojeid", &part.settings.site, &part.settings.openid));
    let hub = config.hub.as_ref().map(|part| ("hub", &part.settings.site, &part.settings.openid));
    let key = config.mobile_key.as_ref();
    let key = key.map(|part| ("mobile_key", &part.settings.site, &part.settings.openid));
    [mojeid, hub, key]
        .into_iter()
        .flatten()
        .map(|(name, site, openid)| provider(name, site, openid))
        .collect()
}

fn provider<'a>(name: &str, site: &SiteConfig, openid: &'a ProviderConfig) -> Provider<'a> {
    Provider {
        clients_at: format!("[[{name}.settings.openid.clients]]"),
        issuer: openid.issuer.clone().unwrap_or_else(|| origin(site)),
        clients: &openid.clients,
    }
}

fn askers(config: &Config) -> Vec<Asker<'_>> {
    let mut askers = Vec::new();
    if let Some(part) = &config.hub {
        let site = &part.settings.site;
        askers.extend(part.settings.methods.iter().map(|method| {
            let place = format!("[[hub.settings.methods]] {}: openid", method.id);
            Asker { place, site, openid: &method.openid }
        }));
    }
    if let Some(part) = &config.mobile_key {
        let place = "[mobile_key.settings] hub".to_owned();
        askers.push(Asker { place, site: &part.settings.site, openid: &part.settings.hub });
    }
    askers
}

fn origin(site: &SiteConfig) -> String {
    site.origin.origin().ascii_serialization()
}
