//! What only the demo has: the outbox and the sample services.

use crate::config::TlsFiles;
use crate::house::{Ground, House, Listeners};
use anyhow::Result;
use serde::Deserialize;
use std::net::SocketAddr;
use web::{BrandColour, SiteConfig};

/// `demo/samples.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Samples {
    outbox: Outbox,
    lipova: Sample,
    knihovna: Sample,
    obchod: Sample,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Outbox {
    listen: SocketAddr,
    tls: Option<TlsFiles>,
    site: SiteConfig,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sample {
    listen: SocketAddr,
    tls: Option<TlsFiles>,
    settings: service::Config,
}

impl Samples {
    pub(super) fn parse(text: &str) -> Result<Self> {
        Ok(toml::from_str(text)?)
    }

    /// The outbox is there before anybody sends anything.
    pub(super) async fn open_outbox(&self, ground: &Ground) -> Result<Listeners> {
        let parts = outbox::Parts {
            store: ground.store("outbox", &outbox::migrations()).await?,
            master_key: ground.master_key.clone(),
            clock: ground.clock.clone(),
        };
        let site = outbox::open(self.outbox.site.clone(), parts)?;
        let mut listeners = Listeners::default();
        listeners.add(self.outbox.listen, self.outbox.tls.as_ref(), site.router())?;
        Ok(listeners)
    }

    pub(super) async fn open_services(
        &self,
        ground: &Ground,
        house: &mut House,
        listeners: &mut Listeners,
    ) -> Result<()> {
        let services = [
            ("lipova", BrandColour::GREEN, &self.lipova),
            ("knihovna", BrandColour::AMBER, &self.knihovna),
            ("obchod", BrandColour::BERRY, &self.obchod),
        ];
        for (name, colour, sample) in services {
            let parts = service::Parts {
                store: ground.store(name, &service::migrations()).await?,
                master_key: ground.master_key.clone(),
                clock: ground.clock.clone(),
                http: ground.http.clone(),
            };
            let site = service::open(name, colour, sample.settings.clone(), parts).await?;
            listeners.add(sample.listen, sample.tls.as_ref(), site.router())?;
            house.job(name, move |now| {
                let site = site.clone();
                async move { site.run_due_jobs(now).await }
            });
        }
        Ok(())
    }
}
