//! How long `svornik demo` takes until it answers, and how much memory it then has.

use super::server::Server;
use super::statistics::Sample;
use crate::ports::{self, free_ports};
use anyhow::Result;
use std::process::{Command, Stdio};
use std::time::Duration;

const RUNS: usize = 15;
/// It answers 503 until the people are made.
const FRONT_DOOR: &str = "/";
/// After that nothing moves any more.
const IDLE: Duration = Duration::from_secs(5);

pub(super) fn measure() -> Result<()> {
    let binary = super::svornik()?;
    let data = super::empty_folder("start")?;
    let base = free_ports(ports::OF_A_DEMO)?;
    let demo = || {
        let mut command = Command::new(&binary);
        command.args(["demo", "--port-base", &base.to_string()]).arg("--data").arg(&data);
        Server::start(command.stderr(Stdio::null()), base, FRONT_DOOR)
    };
    let first = demo()?.started_in.as_secs_f64();
    println!("  making the world: {first:.1} s, once");
    let (mut times, mut memory) = (Sample::default(), Sample::default());
    for run in 0..RUNS {
        let server = demo()?;
        times.add(server.started_in.as_secs_f64() * 1e3);
        if run % 5 == 0 {
            std::thread::sleep(IDLE);
            memory.add(server.pss_mb()?);
        }
    }
    println!("  cold start with an existing world: {times:.0} ms, {RUNS} runs");
    println!("  idle memory of the whole world: {memory:.1} MB PSS");
    std::fs::remove_dir_all(data)?;
    Ok(())
}
