//! `cargo xtask fresh`: both commands of the README as a newcomer runs them: from a fresh clone of the present commit,
//! with nothing in any cache and an empty home folder. Only configuration (registries, proxies) is kept.

use crate::machine::{DEMO_NEEDS, TESTS_NEED, missing};
use crate::ports;
use crate::run::{command, output, root, run, say};
use anyhow::{Context, Result, bail, ensure};
use std::ffi::OsString;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::time::{Duration, Instant};

/// Both commands, by name; and what both begin with, only when it is named.
const PARTS: [&str; 3] = ["fetch", "demo", "test"];
/// A first build on a slow machine.
const DEMO_TIMEOUT: Duration = Duration::from_mins(45);
/// How long the demo may take to end.
const STOP_TIMEOUT: Duration = Duration::from_secs(20);
const LOOK_EVERY: Duration = Duration::from_millis(500);

/// Configuration of cargo, npm, pip and git, below the home folder; cargo's own home may lie elsewhere.
const CONFIGURATION: &[&str] =
    &[".npmrc", ".config/pip/pip.conf", ".pip/pip.conf", ".gitconfig", ".config/git/config"];
const CARGO_CONFIGURATION: &[&str] = &["config.toml", "config"];
/// Variables of cargo that are configuration and not left over from the cargo that started this.
const CARGO_VARIABLES: &[&str] = &["CARGO_NET_", "CARGO_HTTP_", "CARGO_REGISTR", "CARGO_SOURCE_"];

/// A machine that has never seen Svorník, as far as that can be had without another machine.
struct Newcomer {
    folder: PathBuf,
}

/// Runs both commands, or the one that is named.
pub(crate) fn fresh(only: &[String]) -> Result<()> {
    if let Some(unknown) = only.iter().find(|name| !PARTS.contains(&name.as_str())) {
        bail!("no such part: {unknown}; there are {}", PARTS.join(", "));
    }
    let is_chosen = |part: &str| only.iter().any(|name| name == part) || only.is_empty() && part != "fetch";
    let needed_before = [missing(DEMO_NEEDS), missing(TESTS_NEED)].concat();
    let packages_before = debian_packages()?;
    let newcomer = Newcomer::arrive()?;
    let mut times = Vec::new();
    if is_chosen("fetch") {
        say("cargo xtask fetch");
        let began = now();
        newcomer.xtask("fetch")?;
        times.push(("fetch", began.elapsed()));
    }
    if is_chosen("demo") {
        say("cargo xtask demo, until its front door answers");
        let began = now();
        newcomer.demo()?;
        times.push(("demo", began.elapsed()));
    }
    if is_chosen("test") {
        say("cargo xtask test");
        let began = now();
        newcomer.xtask("test")?;
        times.push(("test", began.elapsed()));
    }
    say("A newcomer gets along");
    for (name, time) in times {
        println!("  {name:<5} {:>4} min {:02} s", time.as_secs() / 60, time.as_secs() % 60);
    }
    println!("  from Debian, needed:    {}", names(&[DEMO_NEEDS, TESTS_NEED].concat()));
    println!("  from Debian, missing:   {}", or_none(&needed_before));
    let packages_after = debian_packages()?;
    let new: Vec<_> = packages_after.iter().filter(|name| !packages_before.contains(name)).collect();
    println!("  from Debian, installed: {}", or_none(&new));
    newcomer.leave()
}

impl Newcomer {
    fn arrive() -> Result<Self> {
        let folder = std::env::temp_dir().join(format!("svornik-fresh-{}", std::process::id()));
        let newcomer = Self { folder };
        for name in ["home", "cargo", "npm", "pip", "cache"] {
            std::fs::create_dir_all(newcomer.folder.join(name))?;
        }
        let home = PathBuf::from(std::env::var_os("HOME").context("HOME is not set")?);
        keep(&home, &newcomer.folder.join("home"), CONFIGURATION)?;
        keep(&cargo_home(&home), &newcomer.folder.join("cargo"), CARGO_CONFIGURATION)?;
        let commit = output(&mut command(&["git", "rev-parse", "HEAD"]))?;
        say(&format!("A fresh clone of {} in {}", commit.trim(), newcomer.folder.display()));
        let clone = ["git", "clone", "--quiet", "--no-local", "--no-checkout"];
        run(command(&clone).arg(root()).arg(newcomer.checkout()))?;
        run(command(&["git", "checkout", "--quiet", "--detach", commit.trim()])
            .current_dir(newcomer.checkout()))?;
        Ok(newcomer)
    }

    fn checkout(&self) -> PathBuf {
        self.folder.join("svornik")
    }

    /// A command in this newcomer's environment.
    fn command(&self, words: &[&str]) -> Command {
        let mut command = command(words);
        let is_left_over = |name: &str| {
            name.starts_with("CARGO") && !CARGO_VARIABLES.iter().any(|start| name.starts_with(start))
                || name.starts_with("SVORNIK_")
        };
        for (name, _) in std::env::vars_os() {
            if name.to_str().is_some_and(is_left_over) {
                command.env_remove(name);
            }
        }
        let real_home = std::env::var_os("HOME").map(PathBuf::from).unwrap_or_default();
        let rustup = std::env::var_os("RUSTUP_HOME").unwrap_or_else(|| real_home.join(".rustup").into());
        command.envs([("RUSTUP_HOME", rustup)]).envs(self.folders());
        command
    }

    fn xtask(&self, name: &str) -> Result<()> {
        run(self.command(&["cargo", "xtask", name]).current_dir(self.checkout()))
    }

    fn folders(&self) -> [(&'static str, OsString); 5] {
        [
            ("HOME", "home"),
            ("CARGO_HOME", "cargo"),
            ("npm_config_cache", "npm"),
            ("PIP_CACHE_DIR", "pip"),
            ("XDG_CACHE_HOME", "cache"),
        ]
        .map(|(variable, name)| (variable, self.folder.join(name).into()))
    }

    /// Starts the demo, waits for its front door, and stops it as Ctrl-C does.
    fn demo(&self) -> Result<()> {
        let base = ports::free_ports(ports::OF_A_DEMO)?;
        let data = self.folder.join("world");
        let mut start = self.command(&["cargo", "xtask", "demo", "--port-base", &base.to_string()]);
        start.arg("--data").arg(data).current_dir(self.checkout()).process_group(0);
        let mut demo = start.spawn().context("cannot start the demo")?;
        let answered = wait_for_front_door(&mut demo, base);
        let stopped = stop(&mut demo, base);
        answered.and(stopped)
    }

    fn leave(self) -> Result<()> {
        std::fs::remove_dir_all(&self.folder)
            .with_context(|| format!("cannot remove {}", self.folder.display()))
    }
}

fn wait_for_front_door(demo: &mut Child, port: u16) -> Result<()> {
    let began = now();
    while !ports::answers(port, "/") {
        if let Some(status) = demo.try_wait()? {
            bail!("the demo ended early: {status}");
        }
        ensure!(began.elapsed() < DEMO_TIMEOUT, "the front door does not answer on port {port}");
        std::thread::sleep(LOOK_EVERY);
    }
    Ok(())
}

/// The whole group: cargo has become xtask, and Svorník is its child.
fn stop(demo: &mut Child, port: u16) -> Result<()> {
    run(&mut command(&["kill", "-TERM", "--", &format!("-{}", demo.id())]))?;
    demo.wait()?;
    let began = now();
    while std::net::TcpStream::connect((std::net::Ipv4Addr::LOCALHOST, port)).is_ok() {
        ensure!(began.elapsed() < STOP_TIMEOUT, "the demo does not stop");
        std::thread::sleep(LOOK_EVERY);
    }
    Ok(())
}

/// Copies the files that are there.
fn keep(from: &Path, to: &Path, files: &[&str]) -> Result<()> {
    for file in files.iter().filter(|file| from.join(file).is_file()) {
        let copy = to.join(file);
        if let Some(folder) = copy.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::copy(from.join(file), copy)?;
    }
    Ok(())
}

fn cargo_home(home: &Path) -> PathBuf {
    std::env::var_os("CARGO_HOME").map_or_else(|| home.join(".cargo"), PathBuf::from)
}

fn debian_packages() -> Result<Vec<String>> {
    let list = output(&mut command(&["dpkg-query", "--show", "--showformat", "${Package}\\n"]))?;
    Ok(list.lines().map(str::to_owned).collect())
}

fn names(needs: &[crate::machine::Need]) -> String {
    needs.iter().map(|(_, package)| *package).collect::<Vec<_>>().join(" ")
}

fn or_none<T: AsRef<str>>(names: &[T]) -> String {
    match names {
        [] => "nothing".to_owned(),
        names => names.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(" "),
    }
}

#[expect(clippy::disallowed_methods, reason = "measures how long a newcomer waits")]
fn now() -> Instant {
    Instant::now()
}
