//! `svornik demo`: the whole world on one machine, made of the same parts as `svornik serve`.

pub(crate) mod certificates;
mod clients;
mod front_door;
mod own_host;
mod people;
mod residents;
mod seed;
mod settings;

use crate::app::{self, App, FolderLock, Installation, Running};
use crate::config::Config;
use crate::messages;
use crate::sites::{Entry, SITES};
use anyhow::{Context, Result};
use certificates::Certificates;
use clock::Clock;
use listener::Proxies;
use people::Person;
use runtime::{Endpoint, Handler};
use secrets::MasterKey;
use settings::{DemoSite, Settings};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use store::Location;
use web::{BrandColour, Site, SiteConfig};

/// The demo's sample services and its outbox: never part of `svornik serve`.
static SAMPLES: [Entry; 4] = [
    Entry::new::<outbox::Outbox>("outbox", 9, "every e-mail, SMS and letter"),
    Entry::new::<service::Service>("lipova", 10, "a service: town of Lipová"),
    Entry::new::<service::Service>("knihovna", 11, "another service: Lipová Library"),
    Entry::new::<service::Service>("obchod", 12, "a service that asks mojeID itself: Bridge Corner Shop"),
];

/// Says that everybody was made; without it the world is begun anew.
const READY: &str = "world.ready";
/// How far the time machine has moved the clock, in milliseconds.
const OFFSET: &str = "clock-offset-ms";

/// The running demo, as the front door sees it.
pub(crate) struct Demo {
    site: Site,
    sites: Vec<DemoSite>,
    people: Vec<Person>,
    clock: Clock,
    data: PathBuf,
    app: App,
    /// The people are still being made.
    is_seeding: AtomicBool,
}

impl Demo {
    /// Moves everybody's clock and does what is due by then.
    pub(crate) async fn travel(&self, ms: i64) -> std::io::Result<()> {
        self.clock.shift(ms);
        private_file(&self.data.join(OFFSET), self.clock.offset_ms().to_string().as_bytes())?;
        self.app.run_everything_due().await;
        Ok(())
    }
}

/// Every site of the demo but the front door.
fn sites() -> impl Iterator<Item = &'static Entry> {
    SITES.iter().chain(&SAMPLES)
}

/// The highest port of a demo, counted from its front door's.
pub(crate) fn last_port() -> u16 {
    settings::last_port()
}

/// Prints every site with its address and ports.
pub(crate) fn list_sites(port_base: u16, has_tls: bool) -> Result<()> {
    messages::print(&(serde_json::to_string_pretty(&settings::sites(port_base, has_tls))? + "\n"))
}

/// Runs until told to stop.
pub(crate) async fn run(port_base: u16, has_tls: bool, data: &Path, clients: &[PathBuf]) -> Result<()> {
    private_folder(data)?;
    let _lock = FolderLock::take(&Location::Sqlite(data.to_owned()))?;
    let is_new = !data.join(READY).exists();
    if is_new {
        remove_databases(data)?;
    }
    let master_key = master_key(data)?;
    let clock = clock(data);
    let certificates = Certificates::open(data, Clock::system().now())?;
    let settings = Settings::new(port_base, has_tls, data, &certificates, &master_key);
    let own = settings.fill(settings::SVORNIK);
    let read = || {
        let text = clients::add(clients, &own)?;
        Config::parse_for(sites(), &text).context("the demo's own svornik.toml")
    };
    let config = read()?;
    let mut app = App::open(&config, &clock).await.map_err(|error| about_clients(error, clients))?;
    let mut endpoints = app.take_endpoints();
    let mut running = Running::new();
    running.work(&app);
    let site =
        Site::builder("front", SiteConfig::at(settings.origin(0).parse()?), clock.clone(), &master_key)
            .colour(BrandColour::SLATE)
            .locales(i18n::locales!())
            .plain_fields(&["jump"])
            .faq(&["question-messages", "question-codes", "question-again", "question-people"])
            .build()?;
    let demo = Arc::new(Demo {
        site,
        sites: settings.sites(),
        people: people::people()?,
        clock: clock.clone(),
        data: data.to_owned(),
        app,
        is_seeding: AtomicBool::new(is_new),
    });
    endpoints.push(Endpoint {
        address: settings.address(0),
        tls: settings.tls_files(),
        proxies: Proxies::default(),
        handler: Handler::Http(front_door::router(Arc::clone(&demo))),
    });
    app::wrap_pages(&mut endpoints, own_host::only);
    running.listen(endpoints).await?;
    if is_new {
        let installation = Installation::new(&config, &clock)?;
        seed::seed(&demo, &settings, installation.http())
            .await
            .context("the demo's people cannot be made")?;
        private_file(&data.join(READY), b"")?;
        demo.is_seeding.store(false, Ordering::SeqCst);
    }
    print_table(&demo);
    if has_tls {
        print_authority(&certificates);
    }
    demo.app.run(running, app::until_told_to_stop(), read).await
}

/// The demo's own configuration opens; what does not is in the files that were added.
fn about_clients(error: anyhow::Error, clients: &[PathBuf]) -> anyhow::Error {
    match clients {
        [] => error,
        files => {
            let names: Vec<_> = files.iter().map(|file| file.display().to_string()).collect();
            error.context(format!("with {}", names.join(", ")))
        }
    }
}

fn master_key(data: &Path) -> Result<MasterKey> {
    let path = data.join("master.key");
    if !path.exists() {
        private_file(&path, MasterKey::generate().to_hex().as_bytes())?;
    }
    Ok(MasterKey::from_hex(&std::fs::read_to_string(path)?)?)
}

/// The world's clock, where the time machine has left it.
fn clock(data: &Path) -> Clock {
    let clock = Clock::system();
    let offset = std::fs::read_to_string(data.join(OFFSET)).ok().and_then(|text| text.trim().parse().ok());
    clock.shift(offset.unwrap_or_default());
    clock
}

/// A start that was interrupted left people half-made.
fn remove_databases(data: &Path) -> Result<()> {
    for site in sites() {
        for ending in ["sqlite3", "sqlite3-wal", "sqlite3-shm"] {
            let file = data.join(format!("{}.{ending}", site.name));
            if file.exists() {
                std::fs::remove_file(&file).with_context(|| format!("cannot remove {}", file.display()))?;
            }
        }
    }
    Ok(())
}

#[expect(clippy::print_stdout, reason = "this is what the person who typed the command waits for")]
fn print_table(demo: &Demo) {
    println!("\nSvorník is ready. Begin at the front door: {}/\n", demo.site.origin());
    for site in demo.sites.iter().filter(|site| site.name != settings::FRONT_DOOR) {
        println!("  {:<24} {}", site.url, site.summary);
    }
    println!("\nAccounts at mojeID, as they were made:\n");
    for account in demo.people.iter().filter_map(|person| person.mojeid.as_ref()) {
        println!(
            "  {:<10} password: {:<26} {}",
            account.user_name,
            account.password,
            account.state.in_english()
        );
    }
    println!("\nStop with Ctrl-C; the world is kept in {}.", demo.data.display());
}

#[expect(clippy::print_stdout, reason = "belongs to the table")]
fn print_authority(certificates: &Certificates) {
    let authority = certificates.folder().join("ca.pem");
    println!("Browsers and clients must trust its certificate authority, {}.", authority.display());
}

/// Only its owner may read it.
pub(crate) fn private_file(path: &Path, content: &[u8]) -> std::io::Result<()> {
    use std::io::Write;
    use std::os::unix::fs::OpenOptionsExt;
    let mut file =
        std::fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)?;
    file.write_all(content)?;
    file.sync_all()
}

fn private_folder(path: &Path) -> Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    let made = std::fs::DirBuilder::new().recursive(true).mode(0o700).create(path);
    made.with_context(|| format!("cannot make the folder {}", path.display()))
}
