//! A server that is measured: started, awaited, ended by its own pid.

use super::statistics::now;
use crate::ports::answers;
use crate::run::command;
use anyhow::{Context, Result, bail};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// Longer than any server here takes, the making of a whole demo world included.
const START_TIMEOUT_S: u64 = 60;
const STOP_TIMEOUT_MS: u64 = 10_000;
const ASK_EVERY_MS: u64 = 1;

/// Runs until it is dropped.
pub(super) struct Server {
    child: Child,
    /// From the start of the process to its first answer.
    pub(super) started_in: Duration,
}

impl Server {
    /// Starts a program and waits until a path on its port answers 200.
    pub(super) fn start(program: &mut Command, port: u16, path: &str) -> Result<Self> {
        let began = now();
        let child = program
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .with_context(|| format!("cannot start {}", program.get_program().to_string_lossy()))?;
        let mut server = Self { child, started_in: Duration::ZERO };
        while !answers(port, path) {
            if let Some(status) = server.child.try_wait()? {
                bail!("the server ended early: {status}");
            }
            if began.elapsed().as_secs() > START_TIMEOUT_S {
                bail!("the server does not answer on port {port}");
            }
            std::thread::sleep(Duration::from_millis(ASK_EVERY_MS));
        }
        server.started_in = began.elapsed();
        Ok(server)
    }

    pub(super) fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Memory of the process, shared pages divided among those who share them.
    pub(super) fn pss_mb(&self) -> Result<f64> {
        let rollup = std::fs::read_to_string(format!("/proc/{}/smaps_rollup", self.pid()))?;
        let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:")).context("no Pss")?;
        let kb: f64 = line.trim().trim_end_matches(" kB").parse()?;
        Ok(kb / 1024.0)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // In order if it will; a server that hangs is not waited for.
        let _ = command(&["kill", "-TERM", &self.pid().to_string()]).status();
        let began = now();
        while began.elapsed() < Duration::from_millis(STOP_TIMEOUT_MS) {
            if !matches!(self.child.try_wait(), Ok(None)) {
                return;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
