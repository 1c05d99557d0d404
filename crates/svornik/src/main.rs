//! A country's digital identity in one binary.

mod app;
mod check;
mod config;
mod demo;
mod hub_account;
mod messages;
mod record;
mod reload;
mod sites;

use anyhow::Result;
use app::{App, FolderLock};
use clap::{Parser, Subcommand};
use clock::Clock;
use config::Config;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

#[derive(Parser)]
#[command(version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Start the demo world: made-up people, every site, no configuration
    Demo {
        /// The port of the front door; the other sites follow it
        #[arg(long, default_value_t = 8000, value_parser = clap::value_parser!(u16).range(1..=i64::from(u16::MAX - demo::last_port())))]
        port_base: u16,
        /// Speak HTTPS with a certificate authority of its own; every port is 1000 higher
        #[arg(long)]
        tls: bool,
        /// Where the world is kept between runs
        #[arg(long, default_value = "svornik-demo")]
        data: PathBuf,
        /// Add the services of a TOML file, written as in svornik.toml: [[hub.settings.services]],
        /// [[mojeid.settings.openid.clients]] (may be given several times)
        #[arg(long = "client", value_name = "FILE")]
        clients: Vec<PathBuf>,
        /// Print the sites with their addresses and ports as JSON, and exit
        #[arg(long)]
        list_sites: bool,
    },
    /// Run the sites that a configuration file names
    Serve {
        #[arg(long, default_value = "svornik.toml")]
        config: PathBuf,
    },
    /// Run the migrations of the databases and exit
    Migrate {
        #[arg(long, default_value = "svornik.toml")]
        config: PathBuf,
    },
    /// Put people into the population register, or what has changed about them
    RecordPeople {
        #[arg(long, default_value = "svornik.toml")]
        config: PathBuf,
        /// One person in each line, as JSON
        file: PathBuf,
    },
    /// Show queued work (messages, webhooks, other jobs), and what was given up
    Messages {
        #[arg(long, default_value = "svornik.toml")]
        config: PathBuf,
        /// Queue the undeliverable ones again, at most 100 of each site
        #[arg(long)]
        retry: bool,
    },
    /// Block an account that logs somebody in at the hub, or allow it again; the number is the one its holder reads in the
    /// portal, under the ways to log in
    HubAccount {
        #[arg(long, default_value = "svornik.toml")]
        config: PathBuf,
        /// The method's short name, such as mojeid
        method: String,
        /// The account's number for support
        account: String,
        /// Allow it again
        #[arg(long)]
        allow: bool,
    },
    /// Read a configuration file and say what is wrong with it
    CheckConfig {
        #[arg(long, default_value = "svornik.toml")]
        config: PathBuf,
    },
}

#[tokio::main]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    start_log();
    install_crypto();
    match arguments.command {
        Command::Demo { port_base, tls, list_sites: true, .. } => demo::list_sites(port_base, tls),
        Command::Demo { port_base, tls, data, clients, list_sites: false } => {
            Box::pin(demo::run(port_base, tls, &data, &clients)).await
        }
        Command::Serve { config } => Box::pin(serve(&config)).await,
        Command::Migrate { config } => {
            App::migrate(&Config::read(&config)?).await?;
            tracing::info!("the databases are up to date");
            Ok(())
        }
        Command::RecordPeople { config, file } => Box::pin(record::record_people(&config, &file)).await,
        Command::Messages { config, retry } => Box::pin(messages::messages(&config, retry)).await,
        Command::HubAccount { config, method, account, allow } => {
            Box::pin(hub_account::set_blocked(&config, &method, &account, !allow)).await
        }
        Command::CheckConfig { config } => {
            Box::pin(App::check(&Config::read(&config)?)).await?;
            tracing::info!("the configuration can be used");
            Ok(())
        }
    }
}

async fn serve(path: &Path) -> Result<()> {
    let config = Config::read(path)?;
    check::report(&config).log_or_refuse()?;
    let _lock = FolderLock::take(&config.location())?;
    let app = App::open(&config, &Clock::system()).await?;
    app.serve(app::until_told_to_stop(), || Config::read(path)).await
}

/// To standard error, one line each; `RUST_LOG` chooses what.
fn start_log() {
    use tracing_subscriber::EnvFilter;
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn,svornik=info"));
    // colours are for people; a file or a collector gets plain text
    let colours = std::io::stderr().is_terminal();
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_ansi(colours).init();
}

/// aws-lc-rs for every TLS connection.
fn install_crypto() {
    if rustls::crypto::aws_lc_rs::default_provider().install_default().is_err() {
        tracing::debug!("a provider was installed before");
    }
}
