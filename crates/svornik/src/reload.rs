//! Other services without a restart: what SIGHUP does.

use crate::check;
use crate::config::Config;
use anyhow::{Context, Result, ensure};

type Apply = Box<dyn Fn(&Config) -> Result<()> + Send + Sync>;

/// The sites that take other services while they run.
#[derive(Default)]
pub(crate) struct Reloads(Vec<Site>);

struct Site {
    name: &'static str,
    is_in: fn(&Config) -> bool,
    apply: Apply,
}

impl Reloads {
    /// Adds a site: whether a configuration has it, and how it takes the services from there.
    pub(crate) fn add(
        &mut self,
        name: &'static str,
        is_in: fn(&Config) -> bool,
        apply: impl Fn(&Config) -> Result<()> + Send + Sync + 'static,
    ) {
        self.0.push(Site { name, is_in, apply: Box::new(apply) });
    }

    /// Gives every site the services of this configuration. Everything is looked at before anything changes.
    ///
    /// # Errors
    /// The configuration has a mistake, or lacks a site that runs: all services stay as they were.
    pub(crate) fn apply(&self, config: &Config) -> Result<()> {
        check::look_at(config).take_to_heart()?;
        for Site { name, is_in, .. } in &self.0 {
            ensure!(is_in(config), "{name} is not in it any more, which needs a restart");
        }
        self.0.iter().try_for_each(|site| (site.apply)(config).context(site.name))
    }

    /// Reads the configuration again and applies it; whatever goes wrong is logged, and the program goes on.
    pub(crate) fn take(&self, read: impl Fn() -> Result<Config>) {
        match read().and_then(|config| self.apply(&config)) {
            Ok(()) => tracing::info!("the services were read again"),
            Err(error) => tracing::error!("the services stay as they were: {error:#}"),
        }
    }
}
