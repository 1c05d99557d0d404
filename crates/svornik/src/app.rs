//! The sites of a configuration: opened, and run with their listeners, jobs and queues.

use crate::check;
use crate::config::Config;
use crate::reload;
use crate::sites::{Entry, OpenSite};
use anyhow::{Context, Result, bail};
use axum::Router;
use clock::Clock;
use listener::{Listener, Tls};
use runtime::{Dependencies, Endpoint, Handler, PeriodicJobRunner, Site};
use secrets::MasterKey;
use std::fs::{File, TryLockError};
use std::future::Future;
use store::{Location, Store};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinSet;

/// What all sites of a configuration share.
#[derive(Clone)]
pub(crate) struct Installation {
    location: Location,
    master_key: MasterKey,
    clock: Clock,
    http: reqwest::Client,
}

/// Every site that was opened.
pub(crate) struct App {
    sites: Vec<OpenSite>,
    jobs: Vec<PeriodicJobRunner>,
    /// What runs was made from it.
    written: toml::Table,
}

/// Held as long as a process serves databases in a folder.
pub(crate) struct FolderLock(#[expect(dead_code, reason = "closed when it is dropped")] Option<File>);

impl Installation {
    pub(crate) fn new(config: &Config, clock: &Clock) -> Result<Self> {
        let trusted = config.common.trusted_authority.as_deref().map(runtime::certificates).transpose()?;
        Ok(Self {
            location: config.location(),
            master_key: config.master_key()?,
            clock: clock.clone(),
            http: http_client::builder().tls_certs_merge(trusted.unwrap_or_default()).build()?,
        })
    }

    /// For requests between sites.
    pub(crate) fn http(&self) -> &reqwest::Client {
        &self.http
    }

    /// Opens the database of a site, brought to the newest shape; nothing else.
    ///
    /// # Errors
    /// It cannot be opened or is newer than this program.
    pub(crate) async fn dependencies(&self, site: &Entry) -> Result<Dependencies> {
        let store = Store::open_at(&self.location, site.name, &site.all_migrations(), &self.clock).await;
        Ok(Dependencies {
            store: store.with_context(|| format!("cannot open the database of {}", site.name))?,
            master_key: self.master_key.clone(),
            clock: self.clock.clone(),
            http: self.http.clone(),
        })
    }
}

impl FolderLock {
    /// Two processes must not serve one folder of SQLite files: their caches and queues know nothing of each other.
    ///
    /// # Errors
    /// Another process holds it.
    pub(crate) fn take(location: &Location) -> Result<Self> {
        let Location::Sqlite(folder) = location else { return Ok(Self(None)) };
        std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        let path = folder.join("serve.lock");
        let file = File::create(&path).with_context(|| format!("cannot write {}", path.display()))?;
        match file.try_lock() {
            Ok(()) => Ok(Self(Some(file))),
            Err(TryLockError::WouldBlock) => bail!(
                "another svornik serves the databases in {}: stop it first, or use PostgreSQL, which several may share",
                folder.display()
            ),
            Err(TryLockError::Error(error)) => Err(error).context("cannot lock the folder of the databases"),
        }
    }
}

impl App {
    /// Opens every site that the configuration names, its database brought to the newest shape; nothing listens yet.
    pub(crate) async fn open(config: &Config, clock: &Clock) -> Result<Self> {
        Self::open_on(config, &Installation::new(config, clock)?).await
    }

    async fn open_on(config: &Config, installation: &Installation) -> Result<Self> {
        let (mut sites, mut jobs) = (Vec::new(), Vec::new());
        for site in &config.sites {
            let dependencies = installation.dependencies(site.entry()).await?;
            let (store, clock) = (dependencies.store.clone(), installation.clock.clone());
            let mut site = site.open(dependencies).await?;
            let due = std::mem::take(&mut site.running.jobs);
            jobs.push(PeriodicJobRunner::new(site.entry.name, store, clock, due));
            sites.push(site);
        }
        Ok(Self { sites, jobs, written: config.written.clone() })
    }

    /// Everything that can be wrong with a configuration: every site is opened as `serve` would, only on databases that
    /// are thrown away.
    ///
    /// # Errors
    /// What `serve` would refuse.
    pub(crate) async fn check(config: &Config) -> Result<()> {
        check::report(config).log_or_refuse()?;
        let scratch = tempfile::tempdir().context("a scratch folder is needed")?;
        let location = Location::Sqlite(scratch.path().to_owned());
        let installation = Installation { location, ..Installation::new(config, &Clock::system())? };
        Self::open_on(config, &installation).await.map(drop)
    }

    /// Brings every database to the newest shape; no site is opened, no key is made.
    ///
    /// # Errors
    /// A database cannot be opened or is newer than this program.
    pub(crate) async fn migrate(config: &Config) -> Result<()> {
        let installation = Installation::new(config, &Clock::system())?;
        for site in &config.sites {
            installation.dependencies(site.entry()).await?;
        }
        Ok(())
    }

    /// The database of one site; the site itself is not opened.
    ///
    /// # Errors
    /// The configuration has none, or it cannot be opened.
    pub(crate) async fn dependencies(config: &Config, clock: &Clock, site: &str) -> Result<Dependencies> {
        Installation::new(config, clock)?.dependencies(config.site(site)?.entry()).await
    }

    /// The site of a kind, if the configuration has it.
    pub(crate) fn site<S: Site>(&self) -> Option<&S> {
        self.sites.iter().find_map(OpenSite::site)
    }

    /// Takes the endpoints, to listen there.
    pub(crate) fn take_endpoints(&mut self) -> Vec<Endpoint> {
        self.sites.iter_mut().flat_map(|site| std::mem::take(&mut site.running.endpoints)).collect()
    }

    /// Runs every job now, whether it is due or not, and delivers what is due: for the demo's time machine.
    pub(crate) async fn run_everything_due(&self) {
        let mut runs: JoinSet<()> =
            self.jobs.iter().cloned().map(|jobs| async move { jobs.run_all().await }).collect();
        while runs.join_next().await.is_some() {}
        for site in &self.sites {
            for worker in &site.running.workers {
                if let Err(error) = worker.run_due().await {
                    let error = &error as &dyn std::error::Error;
                    tracing::error!(site = site.entry.name, error, "a queue cannot be read");
                }
            }
        }
    }

    /// Serves until told to stop, then lets running requests end; `read` reads the configuration again.
    pub(crate) async fn serve(
        mut self,
        stop: impl Future<Output = ()> + Send,
        read: impl Fn() -> Result<Config>,
    ) -> Result<()> {
        let mut running = Running::new();
        running.listen(self.take_endpoints()).await?;
        running.work(&self);
        self.run(running, stop, read).await
    }

    /// Reloads at SIGHUP, until told to stop or until something that should run has ended.
    pub(crate) async fn run(
        &self,
        mut running: Running,
        stop: impl Future<Output = ()> + Send,
        read: impl Fn() -> Result<Config>,
    ) -> Result<()> {
        use tokio::signal::unix::{SignalKind, signal};
        let mut hangup = signal(SignalKind::hangup()).context("SIGHUP cannot be heard")?;
        let mut stop = std::pin::pin!(stop);
        loop {
            tokio::select! {
                Some(()) = hangup.recv() => reload::reload(&self.sites, &self.written, &read),
                () = &mut stop => break,
                Some(ended) = running.tasks.join_next() => ended??,
            }
        }
        running.stop().await
    }
}

/// Everything that runs, until it is told to stop.
pub(crate) struct Running {
    signal: watch::Sender<bool>,
    tasks: JoinSet<Result<()>>,
}

impl Running {
    pub(crate) fn new() -> Self {
        Self { signal: watch::channel(false).0, tasks: JoinSet::new() }
    }

    /// Binds every listener before any of them answers, so that a taken port is an error at once.
    ///
    /// # Errors
    /// A port is taken, or a certificate or key cannot be read.
    pub(crate) async fn listen(&mut self, endpoints: Vec<Endpoint>) -> Result<()> {
        let mut bound = Vec::new();
        for Endpoint { address, tls, proxies, handler } in endpoints {
            let tls = tls.map(|files| files.load()).transpose()?.map_or(Tls::None, Tls::Server);
            let socket = TcpListener::bind(address).await.with_context(|| {
                format!(
                    "cannot listen on {address}; other ports: --port-base N for the demo, `listen` in a configuration"
                )
            })?;
            let protocol = match handler {
                Handler::Http(router) => web::http(router),
                Handler::Tcp(protocol) => protocol,
            };
            tracing::info!(address = %socket.local_addr()?, tls = matches!(tls, Tls::Server(_)), "listening");
            bound.push(Listener::new(socket, protocol).tls(tls).behind(proxies));
        }
        for listener in bound {
            let stop = stopped(self.signal.subscribe());
            self.tasks.spawn(async move { Ok(listener.run(stop).await?) });
        }
        Ok(())
    }

    /// Runs the jobs, and lets the queues' messages leave.
    pub(crate) fn work(&mut self, app: &App) {
        for worker in app.sites.iter().flat_map(|site| &site.running.workers).cloned() {
            let stop = stopped(self.signal.subscribe());
            self.tasks.spawn(async move {
                worker.run(stop).await;
                Ok(())
            });
        }
        for jobs in app.jobs.iter().cloned() {
            let stop = stopped(self.signal.subscribe());
            self.tasks.spawn(async move {
                jobs.run(stop).await;
                Ok(())
            });
        }
    }

    async fn stop(mut self) -> Result<()> {
        self.signal.send_replace(true);
        while let Some(ended) = self.tasks.join_next().await {
            ended??;
        }
        Ok(())
    }
}

/// Puts something around all pages.
pub(crate) fn wrap_pages(endpoints: &mut [Endpoint], wrap: impl Fn(Router) -> Router) {
    for endpoint in endpoints {
        if let Handler::Http(router) = &mut endpoint.handler {
            *router = wrap(std::mem::take(router));
        }
    }
}

/// Ctrl-C or SIGTERM.
pub(crate) async fn until_told_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else {
        tracing::warn!("SIGTERM cannot be heard");
        return std::future::pending().await;
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}

async fn stopped(mut signal: watch::Receiver<bool>) {
    // an error means that the sender is gone, which means the same
    let _ = signal.wait_for(|stop| *stop).await;
}

#[cfg(test)]
mod tests {
    use super::FolderLock;
    use store::Location;

    #[test]
    fn a_folder_of_databases_is_served_by_one_process() {
        let folder = tempfile::tempdir().expect("a folder");
        let location = Location::Sqlite(folder.path().to_owned());
        let first = FolderLock::take(&location).expect("nobody serves it");
        let error = FolderLock::take(&location).err().expect("somebody does").to_string();
        assert!(error.contains("another svornik serves the databases in"), "{error}");
        drop(first);
        assert!(FolderLock::take(&location).is_ok());
    }
}
