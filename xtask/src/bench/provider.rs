//! The two providers that are compared, and the load generator.

use super::server::Server;
use crate::assets;
use crate::ports::{free_port, free_ports};
use crate::run::{command, output, run};
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// As many as there are callers at most.
const USERS: usize = 64;
/// Servers on one core, the generator on the other.
const SERVER_CORE: &str = "0";
const GENERATOR_CORE: &str = "1";
const CONTROL_PORT: u16 = 7001;
const CONTROL_CONFIG: &str = "bench/control/oidcload.json";
const DISCOVERY: &str = "/.well-known/openid-configuration";

/// A provider that runs, and how the generator finds it.
pub(super) struct Provider {
    pub(super) name: &'static str,
    pub(super) server: Server,
    config: PathBuf,
    folder: Option<PathBuf>,
}

/// What the generator says of one mode with so many callers.
pub(super) struct Run {
    pub(super) mode: String,
    pub(super) callers: u64,
    pub(super) cpu_ms: f64,
    pub(super) per_s: f64,
    pub(super) p50_ms: f64,
    pub(super) p99_ms: f64,
    pub(super) memory_mb: f64,
    /// Warming up included.
    pub(super) all_operations: f64,
}

impl Provider {
    /// mojeID alone, on SQLite with every commit on the disk, and 64 people who founded their accounts there.
    pub(super) fn svornik() -> Result<Self> {
        let binary = super::svornik()?;
        assets::install("tests/end_to_end")?;
        let folder = super::empty_folder("login")?;
        let (port, outbox) = (free_ports(1)?, free_port()?);
        run(command(&[
            "sh",
            "-c",
            "head -c 32 /dev/urandom | od -An -v -tx1 | tr -d ' \\n' > \"$1\"",
            "sh",
        ])
        .arg(folder.join("master.key")))?;
        let text = std::fs::read_to_string("bench/svornik.toml")?
            .replace("${data}", &folder.to_string_lossy())
            .replace("${port}", &port.to_string())
            .replace("${outbox}", &outbox.to_string());
        let file = folder.join("svornik.toml");
        std::fs::write(&file, text)?;
        let mut serve = pinned(SERVER_CORE, &binary);
        let server = Server::start(serve.args(["serve", "--config"]).arg(&file), port, DISCOVERY)?;
        let base = format!("http://127.0.0.1:{port}");
        let arguments = [base.as_str(), &outbox.to_string(), &USERS.to_string()];
        let users: Value =
            serde_json::from_str(&output(command(&["node", "bench/people.mjs"]).args(arguments))?)?;
        let config = folder.join("oidcload.json");
        std::fs::write(&config, description(&base, &users).to_string())?;
        Ok(Self { name: "Svorník", server, config, folder: Some(folder) })
    }

    /// npm `oidc-provider` with everything in memory.
    pub(super) fn control() -> Result<Self> {
        assets::install("bench/control")?;
        let mut node = pinned(SERVER_CORE, Path::new("node"));
        node.arg("server.mjs").current_dir("bench/control").stderr(Stdio::null());
        let server = Server::start(&mut node, CONTROL_PORT, DISCOVERY)?;
        Ok(Self { name: "control", server, config: CONTROL_CONFIG.into(), folder: None })
    }

    /// Puts load on it.
    pub(super) fn load(
        &self,
        generator: &Path,
        modes: &str,
        callers: &str,
        seconds: f64,
    ) -> Result<Vec<Run>> {
        let mut command = pinned(GENERATOR_CORE, generator);
        command.arg(&self.config).args([
            format!("modes={modes}"),
            format!("conc={callers}"),
            format!("secs={seconds}"),
            "runs=1".to_owned(),
            format!("pid={}", self.server.pid()),
        ]);
        let text = output(&mut command)?;
        let runs = text.lines().map(serde_json::from_str::<Value>).collect::<Result<Vec<_>, _>>()?;
        // On a busy machine nothing may end within the window; a round that says nothing is left out.
        let counts = |run: &&Value| run["mode"] != "setup" && run["ops"] != 0;
        runs.iter().filter(counts).map(|run| self.read(run)).collect()
    }

    fn read(&self, run: &Value) -> Result<Run> {
        if run["errors"] != 0 {
            bail!("{} failed: {run}", self.name);
        }
        let number = |key: &str| run[key].as_f64().with_context(|| format!("no {key} in {run}"));
        Ok(Run {
            mode: run["mode"].as_str().unwrap_or_default().to_owned(),
            callers: run["conc"].as_u64().unwrap_or_default(),
            cpu_ms: number("srv_cpu_ms_per_op")?,
            per_s: number("per_s")?,
            p50_ms: number("p50_ms")?,
            p99_ms: number("p99_ms")?,
            memory_mb: number("rss_mb")?,
            all_operations: number("all_ops")?,
        })
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        if let Some(folder) = &self.folder {
            // The server may still write; what is left of it is thrown away by the next run.
            let _ = std::fs::remove_dir_all(folder);
        }
    }
}

/// Builds the load generator, which has its own lock file and no part in the product.
pub(super) fn generator() -> Result<PathBuf> {
    let folder = crate::demo::target_folder().join("oidcload");
    let build = [
        "cargo",
        "build",
        "--quiet",
        "--release",
        "--locked",
        "--manifest-path",
        "bench/oidcload/Cargo.toml",
    ];
    run(command(&build).arg("--target-dir").arg(&folder))?;
    Ok(folder.join("release/oidcload"))
}

fn pinned(core: &str, program: &Path) -> Command {
    let mut taskset = command(&["taskset", "-c", core]);
    taskset.arg(program);
    taskset
}

fn description(base: &str, users: &Value) -> Value {
    json!({
        "peer": "Svorník", "adapter": "svornik", "base": base,
        "client_id": "bench", "client_secret": "benchsecretbenchsecretbenchsecret", "client_auth": "basic",
        "redirect_uri": "http://127.0.0.1:9/cb", "scope": "openid profile email offline_access",
        "authorize": "/openid/authorize", "token": "/openid/token", "userinfo": "/openid/userinfo",
        "discovery": DISCOVERY, "jwks": "/openid/keys", "users": users,
    })
}
