//! Both ends of a conversation, where one file has both: what does not fit there fails for everybody, at the first login.

use super::{Part, Report};
use openid::{Client, RelyingPartyConfig};
use runtime::ProviderOutline;
use web::SiteConfig;

/// Who is asked.
struct Provider<'a> {
    /// The TOML path of its clients.
    clients_at: String,
    issuer: String,
    clients: &'a [Client],
}

pub(super) fn check(parts: &[Part<'_>], report: &mut Report) {
    let providers: Vec<_> = parts.iter().filter_map(provider).collect();
    for part in parts {
        for (place, openid) in &part.outline.relying_parties {
            let callback = format!("{}{}", origin(part.outline.web), openid.callback_path);
            let provider = providers.iter().find(|provider| provider.issuer == openid.issuer);
            if let Some(fault) = provider.and_then(|provider| fault(provider, openid, &callback)) {
                report
                    .advice
                    .push(format!("{place} and its other end do not fit: {fault}; nobody could log in"));
            }
        }
        if let Some(provider) = &part.outline.provider {
            levels(part.name, provider, report);
        }
    }
}

fn fault(provider: &Provider<'_>, openid: &RelyingPartyConfig, callback: &str) -> Option<String> {
    let Provider { clients_at, clients, .. } = provider;
    let id = &openid.client_id;
    match clients.iter().find(|client| client.id == *id) {
        None => Some(format!("{clients_at} has no client {id}")),
        Some(client) => {
            openid::mismatch(client, openid, callback).map(|mismatch| format!("{clients_at} {id} {mismatch}"))
        }
    }
}

/// A level that no method reaches keeps everybody out of a service.
fn levels(site: &str, provider: &ProviderOutline<'_>, report: &mut Report) {
    let place = provider.clients_at;
    for client in provider.clients.iter().filter(|client| client.minimum_level > provider.highest_level) {
        report.advice.push(format!(
            "[[{site}.{place}]] {}: minimum_level is one that nobody reaches there: nobody could log in",
            client.id
        ));
    }
}

fn provider<'a>(part: &'a Part<'_>) -> Option<Provider<'a>> {
    let ProviderOutline { issuer, clients_at, clients, .. } = part.outline.provider.as_ref()?;
    Some(Provider {
        clients_at: format!("[[{}.{clients_at}]]", part.name),
        issuer: issuer.map_or_else(|| origin(part.outline.web), str::to_owned),
        clients,
    })
}

fn origin(site: &SiteConfig) -> String {
    site.origin.origin().ascii_serialization()
}
