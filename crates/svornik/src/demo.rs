//! `svornik demo`: the whole world on one machine, made of the same parts as `svornik serve`.

pub(crate) mod certificates;
mod clients;
mod front_door;
mod own_host;
mod people;
mod residents;
mod robot;
mod samples;
mod settings;

pub(crate) use settings::PORTS;

use crate::config::Config;
use crate::house::{House, Running, until_told_to_stop};
use anyhow::{Context, Result};
use certificates::Certificates;
use clock::Clock;
use front_door::Party;
use people::Person;
use samples::Samples;
use secrets::MasterKey;
use settings::Settings;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use web::{BrandColour, Site, SiteConfig};

/// Says that the robot has played everybody to the end; without it the world is begun anew.
const READY: &str = "world.ready";
/// How far the time machine has moved the clock, in milliseconds.
const OFFSET: &str = "clock-offset-ms";

/// The running demo, as the front door sees it.
pub(crate) struct Demo {
    site: Site,
    parties: Vec<Party>,
    people: Vec<Person>,
    clock: Clock,
    data: PathBuf,
    house: House,
}

impl Demo {
    /// Moves everybody's clock and does what is due by then.
    pub(crate) async fn travel(&self, ms: i64) -> std::io::Result<()> {
        self.clock.shift(ms);
        private_file(&self.data.join(OFFSET), self.clock.offset_ms().to_string().as_bytes())?;
        self.house.run_due_jobs(self.clock.now()).await;
        self.house.deliver_due().await;
        Ok(())
    }
}

/// Runs until told to stop.
pub(crate) async fn run(port_base: u16, has_tls: bool, data: &Path, clients: &[PathBuf]) -> Result<()> {
    private_folder(data)?;
    let is_new = !data.join(READY).exists();
    if is_new {
        forget_half_a_world(data)?;
    }
    let master_key = master_key(data)?;
    let clock = clock(data);
    let certificates = Certificates::open(data, Clock::system().now())?;
    let settings = Settings::new(port_base, has_tls, data, &certificates, &master_key);
    let read = || {
        let mut config =
            Config::parse(&settings.fill(settings::SVORNIK)).context("the demo's own svornik.toml")?;
        clients::add(clients, &mut config).map(|()| config)
    };
    let config = read()?;
    let samples = Samples::parse(&settings.fill(settings::SAMPLES)).context("the demo's own samples.toml")?;
    let ground = House::ground(&config, &clock)?;
    let mut house = House::open(&config, &clock).await.map_err(|error| about_clients(error, clients))?;
    let mut running = Running::new();
    running.deliver(&house);
    let mut outbox = samples.open_outbox(&ground).await?;
    outbox.around(own_host::only);
    running.listen(outbox).await?;

    let people = people::people()?;
    if is_new {
        robot::play(&house, &people, &settings, &ground)
            .await
            .context("the robot cannot play the demo's people")?;
        private_file(&data.join(READY), b"")?;
    }

    let mut listeners = house.take_listeners();
    samples.open_services(&ground, &mut house, &mut listeners).await?;
    let site =
        Site::builder("front", SiteConfig::at(settings.origin(0).parse()?), clock.clone(), &master_key)
            .colour(BrandColour::SLATE)
            .texts(web::locales!())
            .plain_fields(&["jump"])
            .questions(&["question-messages", "question-codes", "question-again", "question-people"])
            .build()?;
    let parties = settings.parties();
    let demo = Arc::new(Demo { site, parties, people, clock: clock.clone(), data: data.to_owned(), house });
    listeners.add(
        settings.address(0),
        settings.tls_files().as_ref(),
        front_door::router(Arc::clone(&demo)),
    )?;
    listeners.around(own_host::only);
    running.listen(listeners).await?;
    print_table(&demo);
    if has_tls {
        print_authority(&certificates);
    }
    demo.house.live(running, &clock, until_told_to_stop(), read).await
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

/// A robot that was interrupted left people half-made.
fn forget_half_a_world(data: &Path) -> Result<()> {
    for site in settings::STORES {
        for ending in ["sqlite3", "sqlite3-wal", "sqlite3-shm"] {
            let file = data.join(format!("{site}.{ending}"));
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
    for party in &demo.parties {
        println!("  {:<24} {}", party.address, party.summary);
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
