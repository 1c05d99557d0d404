//! What one login with a live session is made of, counted by `perf` in the running server: no estimates.
//!
//! Counts of a shorter run are taken from those of a longer one, so that founding accounts, first logins and start-up
//! cancel out.

use super::provider::{Provider, generator};
use crate::run::{command, output, run};
use anyhow::{Context, Result};
use std::path::Path;
use std::process::Stdio;

const SHORT_S: f64 = 1.0;
const LONG_S: f64 = 4.0;
/// Functions of the binary that are counted, and what they mean.
const FUNCTIONS: &[(&str, &str)] = &[
    ("sqlite3_clear_bindings", "SQL statements, BEGIN and COMMIT included"),
    ("sqlite3_prepare_v3", "SQL statements compiled"),
];
const SYSTEM_CALLS: &[&str] = &[
    "fdatasync",
    "fsync",
    "pwrite64",
    "read",
    "recvfrom",
    "write",
    "writev",
    "sendto",
    "futex",
    "epoll_wait",
];
const GROUP: &str = "svornik_bench";
const LIBC: &str = "/lib/x86_64-linux-gnu/libc.so.6";

pub(super) fn measure() -> Result<()> {
    let generator = generator()?;
    let binary = super::svornik()?;
    let probes = Probes::set(&binary)?;
    let provider = Provider::svornik()?;
    for callers in ["1", "64"] {
        let (before, few) = probes.count(&provider, &generator, callers, SHORT_S)?;
        let (after, many) = probes.count(&provider, &generator, callers, LONG_S)?;
        println!("\n| with {callers} callers | for each login |\n|---|---|");
        for ((name, less), (_, more)) in before.iter().zip(&after) {
            println!("| {name} | {:.2} |", (more - less) / (many - few));
        }
    }
    Ok(())
}

/// Breakpoints in functions; taken away when dropped.
struct Probes {
    /// Event and what it means.
    events: Vec<(String, String)>,
}

impl Probes {
    fn set(binary: &Path) -> Result<Self> {
        let mut probes = Self { events: Vec::new() };
        let binary = binary.to_string_lossy();
        for (function, what) in FUNCTIONS {
            probes.add(&binary, function, function, what)?;
        }
        let symbols = output(command(&["nm", "--defined-only", &binary]).stderr(Stdio::null()))?;
        let signs = |name: &str| name.starts_with("aws_lc_") && name.ends_with("_ECDSA_do_sign");
        let signature = symbols.split_whitespace().find(|name| signs(name)).context("no ECDSA_do_sign")?;
        probes.add(&binary, "sign", signature, "signatures (ES256)")?;
        for function in ["malloc", "calloc", "realloc"] {
            probes.add(LIBC, function, function, &format!("allocations: {function}"))?;
        }
        let calls = SYSTEM_CALLS
            .iter()
            .map(|call| (format!("syscalls:sys_enter_{call}"), format!("system calls: {call}")));
        probes.events.extend(calls);
        Ok(probes)
    }

    fn add(&mut self, file: &str, name: &str, function: &str, what: &str) -> Result<()> {
        let event = format!("{GROUP}:{name}");
        let definition = format!("{event}={function}");
        run(command(&["perf", "probe", "--quiet", "--no-demangle", "--exec", file, "--add", &definition])
            .stderr(Stdio::null()))?;
        self.events.push((event, what.to_owned()));
        Ok(())
    }

    /// How often each event happened while the generator ran, and how many logins there were.
    fn count(
        &self,
        provider: &Provider,
        generator: &Path,
        callers: &str,
        seconds: f64,
    ) -> Result<(Vec<(String, f64)>, f64)> {
        let report = crate::demo::target_folder().join("bench/perf.csv");
        let names: Vec<&str> = self.events.iter().map(|(event, _)| event.as_str()).collect();
        let mut stat = command(&["perf", "stat", "--field-separator", ";", "--event", &names.join(",")]);
        stat.args(["--pid", &provider.server.pid().to_string()]).arg("--output").arg(&report);
        let mut stat = stat.spawn().context("perf does not run")?;
        let runs = provider.load(generator, "sso", callers, seconds);
        // perf writes its report when it is interrupted.
        run(&mut command(&["kill", "-INT", &stat.id().to_string()]))?;
        stat.wait()?;
        let logins = runs?.iter().map(|run| run.all_operations).sum();
        let text = std::fs::read_to_string(&report)?;
        let count = |event: &str| {
            let line = text.lines().find(|line| line.split(';').nth(2) == Some(event));
            line.and_then(|line| line.split(';').next()?.parse().ok())
                .with_context(|| format!("no count of {event}"))
        };
        let counts = self.events.iter().map(|(event, what)| Ok((what.clone(), count(event)?)));
        Ok((counts.collect::<Result<_>>()?, logins))
    }
}

impl Drop for Probes {
    fn drop(&mut self) {
        let _ = command(&["perf", "probe", "--quiet", "--del", &format!("{GROUP}:*")]).status();
    }
}
