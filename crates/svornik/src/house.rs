//! The running sites: opened from the configuration, each on its listener, with their due jobs and queues.

use crate::check;
use crate::config::{Config, Hub, Party, Population, RegisterClient, TlsFiles, read};
use crate::reload::Reloads;
use anyhow::{Context, Result, ensure};
use axum::Router;
use clock::Clock;
use delivery::{Delivery, DeliveryConfig, Transports, Worker};
use secrets::MasterKey;
use std::future::Future;
use std::net::SocketAddr;
use std::path::Path;
use std::pin::Pin;
use std::time::Duration;
use store::{Location, MigrationSet, Store};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinSet;
use values::Timestamp;
use web::{Proxies, Tls};

/// How often due jobs run.
const JOBS_EVERY: Duration = Duration::from_mins(1);
/// The names of the sites' databases.
const POPULATION: &str = "population";
const MOJEID: &str = "mojeid";
const HUB: &str = "hub";
const MOBILE_KEY: &str = "mobile_key";

type Work = Pin<Box<dyn Future<Output = Result<()>> + Send>>;
type Job = Box<dyn Fn(Timestamp) -> Work + Send + Sync>;

/// Every site that was opened.
#[derive(Default)]
pub(crate) struct House {
    listeners: Listeners,
    jobs: Vec<(&'static str, Job)>,
    workers: Vec<(&'static str, Worker)>,
    reloads: Reloads,
    pub(crate) mojeid: Option<mojeid::Mojeid>,
    pub(crate) population: Option<population::Population>,
}

/// Addresses that wait to be served.
#[derive(Default)]
pub(crate) struct Listeners(Vec<Listener>);

struct Listener {
    address: SocketAddr,
    tls: Tls,
    proxies: Proxies,
    router: Router,
}

impl Listeners {
    /// # Errors
    /// A certificate or key cannot be read.
    pub(crate) fn add(&mut self, address: SocketAddr, tls: Option<&TlsFiles>, router: Router) -> Result<()> {
        self.add_behind(&Proxies::default(), address, tls, router)
    }

    /// The same behind reverse proxies.
    ///
    /// # Errors
    /// A certificate or key cannot be read.
    fn add_behind(
        &mut self,
        proxies: &Proxies,
        address: SocketAddr,
        tls: Option<&TlsFiles>,
        router: Router,
    ) -> Result<()> {
        let tls = tls.map(TlsFiles::load).transpose()?.map_or(Tls::None, Tls::Server);
        self.0.push(Listener { address, tls, proxies: proxies.clone(), router });
        Ok(())
    }

    /// Puts something around every router.
    pub(crate) fn around(&mut self, wrap: impl Fn(Router) -> Router) {
        for listener in &mut self.0 {
            listener.router = wrap(std::mem::take(&mut listener.router));
        }
    }
}

/// What every site is opened with.
pub(crate) struct Ground {
    location: Location,
    pub(crate) master_key: MasterKey,
    pub(crate) clock: Clock,
    pub(crate) http: reqwest::Client,
}

impl Ground {
    pub(crate) async fn store(&self, site: &str, sets: &[MigrationSet]) -> Result<Store> {
        let store = Store::open_at(&self.location, site, sets, &self.clock).await;
        store.with_context(|| format!("cannot open the database of {site}"))
    }

    /// How a site's messages leave.
    fn transports(&self, config: Option<&DeliveryConfig>) -> Result<Transports> {
        let config = config.context("a site that sends messages needs its [delivery]")?;
        Ok(config.transports(&self.http)?)
    }
}

impl House {
    /// Opens every site that the configuration names: databases are migrated, nothing listens yet.
    pub(crate) async fn open(config: &Config, clock: &Clock) -> Result<Self> {
        Self::open_on(config, &Self::ground(config, clock)?).await
    }

    async fn open_on(config: &Config, ground: &Ground) -> Result<Self> {
        let mut house = Self { reloads: Reloads::of(config), ..Self::default() };
        if let Some(part) = &config.population {
            house.open_population(part, ground).await?;
        }
        if let Some(part) = &config.mojeid {
            house.open_mojeid(part, ground).await?;
        }
        if let Some(part) = &config.hub {
            house.open_hub(part, ground).await?;
        }
        if let Some(part) = &config.mobile_key {
            house.open_mobile_key(part, ground).await?;
        }
        Ok(house)
    }

    /// Everything that can be wrong with a configuration: every site is opened as `serve` would, only on databases that
    /// are thrown away.
    ///
    /// # Errors
    /// What `serve` would refuse.
    pub(crate) async fn check(config: &Config) -> Result<()> {
        check::look_at(config).take_to_heart()?;
        let scratch = tempfile::tempdir().context("a scratch folder is needed")?;
        let location = Location::Sqlite(scratch.path().to_owned());
        let ground = Ground { location, ..Self::ground(config, &Clock::system())? };
        Self::open_on(config, &ground).await.map(drop)
    }

    /// Brings every database to the newest shape; no site is opened, no key is made.
    ///
    /// # Errors
    /// A database cannot be opened or is newer than this program.
    pub(crate) async fn migrate(config: &Config) -> Result<()> {
        let ground = Self::ground(config, &Clock::system())?;
        let sites = [
            (config.population.is_some(), POPULATION, population::migrations as fn() -> Vec<MigrationSet>),
            (config.mojeid.is_some(), MOJEID, mojeid::migrations),
            (config.hub.is_some(), HUB, hub::migrations),
            (config.mobile_key.is_some(), MOBILE_KEY, mobile_key::migrations),
        ];
        for (_, name, migrations) in sites.into_iter().filter(|(is_configured, ..)| *is_configured) {
            ground.store(name, &migrations()).await?;
        }
        Ok(())
    }

    /// The queues of messages, by site. Their databases are brought to the newest shape; no site is opened.
    ///
    /// # Errors
    /// A database cannot be opened.
    pub(crate) async fn queues(config: &Config) -> Result<Vec<(&'static str, Worker)>> {
        let ground = Self::ground(config, &Clock::system())?;
        let mojeid = config.mojeid.as_ref().map(|part| ground.transports(part.delivery.as_ref()));
        let hub = config.hub.as_ref().map(|_| hub::no_transports());
        let mut queues = Vec::new();
        let mojeid = (mojeid.transpose()?, MOJEID, mojeid::migrations());
        for (transports, name, migrations) in [mojeid, (hub, HUB, hub::migrations())] {
            let Some(transports) = transports else { continue };
            let store = ground.store(name, &migrations).await?;
            let clock = ground.clock.clone();
            queues
                .push((name, Worker::new(Delivery::new(name, &ground.master_key), store, transports, clock)));
        }
        Ok(queues)
    }

    /// The population register alone.
    ///
    /// # Errors
    /// The configuration has none, or it cannot be opened.
    pub(crate) async fn population(config: &Config, clock: &Clock) -> Result<population::Population> {
        let part = config.population.as_ref().context("the configuration has no [population]")?;
        open_population(part, &Self::ground(config, clock)?).await
    }

    pub(crate) fn ground(config: &Config, clock: &Clock) -> Result<Ground> {
        let trusted = config.trusted_authority.as_deref().map(authorities).transpose()?;
        Ok(Ground {
            location: config.location(),
            master_key: config.master_key()?,
            clock: clock.clone(),
            http: http_client::builder().tls_certs_merge(trusted.unwrap_or_default()).build()?,
        })
    }

    /// Adds what a site does when its time comes.
    pub(crate) fn job<E, F>(
        &mut self,
        name: &'static str,
        job: impl Fn(Timestamp) -> F + Send + Sync + 'static,
    ) where
        E: Into<anyhow::Error>,
        F: Future<Output = Result<(), E>> + Send + 'static,
    {
        let job = move |now| {
            let work = job(now);
            Box::pin(async move { work.await.map_err(Into::into) }) as Work
        };
        self.jobs.push((name, Box::new(job)));
    }

    /// Does what is due by now; a failure of one site does not hold up the others.
    pub(crate) async fn run_due_jobs(&self, now: Timestamp) {
        for (name, job) in &self.jobs {
            if let Err(error) = job(now).await {
                tracing::error!(site = name, error = format!("{error:#}"), "a due job failed");
            }
        }
    }

    /// Delivers what is due now that the clock was moved.
    pub(crate) async fn deliver_due(&self) {
        for (name, worker) in &self.workers {
            if let Err(error) = worker.deliver_due().await {
                tracing::error!(
                    site = name,
                    error = &error as &dyn std::error::Error,
                    "a queue cannot be read"
                );
            }
        }
    }

    /// Serves until told to stop, then lets running requests end; `read` brings the configuration anew.
    pub(crate) async fn serve(
        mut self,
        clock: &Clock,
        stop: impl Future<Output = ()> + Send,
        read: impl Fn() -> Result<Config>,
    ) -> Result<()> {
        let mut running = Running::new();
        running.listen(std::mem::take(&mut self.listeners)).await?;
        running.deliver(&self);
        self.live(running, clock, stop, read).await
    }

    /// The listeners, to be served one after another.
    pub(crate) fn take_listeners(&mut self) -> Listeners {
        std::mem::take(&mut self.listeners)
    }

    /// Runs due jobs every minute, and takes other services at SIGHUP, until told to stop or until something that should
    /// run has ended.
    pub(crate) async fn live(
        &self,
        mut running: Running,
        clock: &Clock,
        stop: impl Future<Output = ()> + Send,
        read: impl Fn() -> Result<Config>,
    ) -> Result<()> {
        use tokio::signal::unix::{SignalKind, signal};
        let mut hangup = signal(SignalKind::hangup()).context("SIGHUP cannot be heard")?;
        let mut tick = tokio::time::interval(JOBS_EVERY);
        let mut stop = std::pin::pin!(stop);
        loop {
            tokio::select! {
                _ = tick.tick() => self.run_due_jobs(clock.now()).await,
                Some(()) = hangup.recv() => self.reloads.take(&read),
                () = &mut stop => break,
                Some(ended) = running.tasks.join_next() => ended??,
            }
        }
        running.stop().await
    }

    async fn open_mojeid(&mut self, part: &Party<mojeid::Config>, ground: &Ground) -> Result<()> {
        let store = ground.store(MOJEID, &mojeid::migrations()).await?;
        let parts = mojeid::Parts {
            store,
            master_key: ground.master_key.clone(),
            clock: ground.clock.clone(),
            http: ground.http.clone(),
            transports: ground.transports(part.delivery.as_ref())?,
        };
        let site = mojeid::open(part.settings.clone(), parts).await?;
        let proxies = &part.settings.site.trusted_proxies;
        self.listeners.add_behind(proxies, part.listen, part.tls.as_ref(), site.router())?;
        self.workers.push(("mojeid", site.worker()));
        let provider = site.provider().clone();
        self.reloads.add(
            "mojeid",
            |config| config.mojeid.is_some(),
            move |config| {
                let clients = config.mojeid.iter().flat_map(|part| part.settings.openid.clients.clone());
                Ok(provider.reload_clients(clients.collect())?)
            },
        );
        let jobs = site.clone();
        self.job("mojeid", move |now| {
            let site = jobs.clone();
            async move { site.run_due_jobs(now).await }
        });
        self.mojeid = Some(site);
        Ok(())
    }

    /// The hub alone.
    ///
    /// # Errors
    /// The configuration has none, or it cannot be opened.
    pub(crate) async fn hub(config: &Config, clock: &Clock) -> Result<hub::NationalPoint> {
        let part = config.hub.as_ref().context("the configuration has no [hub]")?;
        open_hub(part, &Self::ground(config, clock)?).await
    }

    async fn open_hub(&mut self, part: &Hub, ground: &Ground) -> Result<()> {
        let site = open_hub(part, ground).await?;
        let proxies = &part.settings.site.trusted_proxies;
        self.listeners.add_behind(proxies, part.listen, part.tls.as_ref(), site.router())?;
        self.workers.push(("hub", site.worker()));
        let services = site.clone();
        self.reloads.add(
            "hub",
            |config| config.hub.is_some(),
            move |config| config.hub.iter().try_for_each(|part| Ok(services.take_services(&part.settings)?)),
        );
        self.job("hub", move |now| {
            let site = site.clone();
            async move { site.run_due_jobs(now).await }
        });
        Ok(())
    }

    async fn open_mobile_key(&mut self, part: &Party<mobile_key::Config>, ground: &Ground) -> Result<()> {
        let store = ground.store(MOBILE_KEY, &mobile_key::migrations()).await?;
        let parts = mobile_key::Parts {
            store,
            master_key: ground.master_key.clone(),
            clock: ground.clock.clone(),
            http: ground.http.clone(),
        };
        let site = mobile_key::open(part.settings.clone(), parts).await?;
        let proxies = &part.settings.site.trusted_proxies;
        self.listeners.add_behind(proxies, part.listen, part.tls.as_ref(), site.router())?;
        let provider = site.provider().clone();
        self.reloads.add(
            "mobile_key",
            |config| config.mobile_key.is_some(),
            move |config| {
                let clients = config.mobile_key.iter().flat_map(|part| part.settings.openid.clients.clone());
                Ok(provider.reload_clients(clients.collect())?)
            },
        );
        self.job("mobile-key", move |now| {
            let site = site.clone();
            async move { site.run_due_jobs(now).await }
        });
        Ok(())
    }

    async fn open_population(&mut self, part: &Population, ground: &Ground) -> Result<()> {
        let site = open_population(part, ground).await?;
        let proxies = &part.settings.site.trusted_proxies;
        self.listeners.add_behind(proxies, part.listen, part.tls.as_ref(), site.router())?;
        self.listeners.add(part.api_listen, Some(&part.api_tls), site.api_router())?;
        let jobs = site.clone();
        self.job("population", move |now| {
            let site = jobs.clone();
            async move { site.run_due_jobs(now).await }
        });
        self.population = Some(site);
        Ok(())
    }
}

async fn open_population(part: &Population, ground: &Ground) -> Result<population::Population> {
    let store = ground.store(POPULATION, &population::migrations()).await?;
    let parts =
        population::Parts { store, master_key: ground.master_key.clone(), clock: ground.clock.clone() };
    Ok(population::open(part.settings.clone(), parts)?)
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
    pub(crate) async fn listen(&mut self, listeners: Listeners) -> Result<()> {
        let mut bound = Vec::new();
        for Listener { address, tls, proxies, router } in listeners.0 {
            let listener = TcpListener::bind(address).await;
            bound.push((listener.with_context(|| format!("cannot listen on {address}; other ports: --port-base N for the demo, `listen` in a configuration"))?, tls, proxies, router));
        }
        for (listener, tls, proxies, router) in bound {
            tracing::info!(address = %listener.local_addr()?, tls = matches!(tls, Tls::Server(_)), "listening");
            let stop = told(self.signal.subscribe());
            self.tasks
                .spawn(async move { Ok(web::serve_behind(proxies, listener, router, tls, stop).await?) });
        }
        Ok(())
    }

    /// Lets the queues' messages leave.
    pub(crate) fn deliver(&mut self, house: &House) {
        for (_, worker) in &house.workers {
            let (worker, stop) = (worker.clone(), told(self.signal.subscribe()));
            self.tasks.spawn(async move {
                worker.run(stop).await;
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

async fn told(mut stop: watch::Receiver<bool>) {
    // an error means that the sender is gone, which is told as well
    let _ = stop.wait_for(|stop| *stop).await;
}

async fn open_hub(part: &Hub, ground: &Ground) -> Result<hub::NationalPoint> {
    let parts = hub::Parts {
        store: ground.store(HUB, &hub::migrations()).await?,
        master_key: ground.master_key.clone(),
        clock: ground.clock.clone(),
        http: ground.http.clone(),
        register: register_client(&part.register_client)?,
    };
    Ok(hub::open(part.settings.clone(), parts).await?)
}

/// The hub at the population register.
///
/// # Errors
/// A file cannot be read, or certificate and key do not belong together.
pub(crate) fn register_client(files: &RegisterClient) -> Result<reqwest::Client> {
    let mut identity = read(&files.certificate)?;
    identity.extend(read(&files.key)?);
    let identity = reqwest::Identity::from_pem(&identity)
        .with_context(|| format!("in {} and its key", files.certificate.display()))?;
    let client =
        http_client::builder().identity(identity).tls_certs_only(authorities(&files.authority)?).build();
    client.with_context(|| format!("{} and {}", files.certificate.display(), files.key.display()))
}

/// The certificates of a PEM file.
///
/// # Errors
/// It cannot be read, or has none.
pub(crate) fn authorities(path: &Path) -> Result<Vec<reqwest::Certificate>> {
    let found = reqwest::Certificate::from_pem_bundle(&read(path)?)
        .with_context(|| format!("{} is not PEM", path.display()))?;
    ensure!(!found.is_empty(), "{} holds no certificate", path.display());
    Ok(found)
}
