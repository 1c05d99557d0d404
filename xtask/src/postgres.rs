//! A private PostgreSQL for the tests: its own folder, its own port of 127.0.0.1, gone afterwards.

use crate::ports::free_port;
use crate::run::{command, output, run};
use anyhow::{Context, Result, bail};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

const PROGRAMS: &str = "/usr/lib/postgresql/15/bin";

/// Runs until it is dropped.
pub(crate) struct Postgres {
    folder: PathBuf,
    server: Child,
    port: u16,
}

impl Postgres {
    /// Makes a cluster and waits until it answers.
    pub(crate) fn start() -> Result<Self> {
        let port = free_port()?;
        let folder = std::env::temp_dir().join(format!("svornik-postgres-{port}"));
        let path = folder.to_string_lossy().into_owned();
        run(&mut command(&["mkdir", "-p", &path]))?;
        if is_root() {
            run(&mut command(&["chown", "postgres", &path]))?;
        }
        run(as_postgres("initdb")
            .args(["-D", &path, "--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C.UTF-8"])
            .stdout(Stdio::null()))?;
        let settings = [
            "listen_addresses=127.0.0.1".to_owned(),
            format!("port={port}"),
            format!("unix_socket_directories={path}"),
            "fsync=off".to_owned(),
            "max_connections=200".to_owned(),
            "log_min_messages=fatal".to_owned(),
            "log_min_error_statement=panic".to_owned(),
        ];
        let mut server = as_postgres("postgres");
        server.args(["-D", &path]);
        for setting in &settings {
            server.args(["-c", setting]);
        }
        let server = server.spawn().context("cannot start PostgreSQL")?;
        let postgres = Self { folder, server, port };
        postgres.wait()?;
        Ok(postgres)
    }

    /// For `SVORNIK_TEST_POSTGRES`.
    pub(crate) fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    fn wait(&self) -> Result<()> {
        let port = self.port.to_string();
        for _ in 0..100 {
            let ready = format!("{PROGRAMS}/pg_isready");
            if output(&mut command(&[&ready, "-h", "127.0.0.1", "-p", &port])).is_ok() {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        bail!("PostgreSQL did not start on port {port}");
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // `runuser` hands SIGTERM on to the server, which then ends at once but in order.
        let _ = command(&["kill", "-TERM", &self.server.id().to_string()]).status();
        let _ = self.server.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn is_root() -> bool {
    output(&mut command(&["id", "-u"])).is_ok_and(|id| id.trim() == "0")
}

/// PostgreSQL refuses to run as root.
fn as_postgres(program: &str) -> Command {
    let program = format!("{PROGRAMS}/{program}");
    if is_root() { command(&["runuser", "-u", "postgres", "--", &program]) } else { command(&[&program]) }
}
