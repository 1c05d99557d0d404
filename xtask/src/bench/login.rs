//! Logins by the load generator, beside the control in the same rounds: ratios hold from machine to machine.

use super::provider::{Provider, Run, generator};
use super::statistics::Sample;
use anyhow::Result;
use std::collections::BTreeMap;

const MODES: &str = "sso,refresh,userinfo,cc,discovery,jwks,password";
const CALLERS: &str = "1,64";
const SECONDS: f64 = 2.5;
const ROUNDS: usize = 5;

/// All rounds of one provider in one mode with so many callers.
#[derive(Default)]
struct Rounds {
    cpu_ms: Sample,
    per_s: Sample,
    p50_ms: Sample,
    p99_ms: Sample,
}

/// Mode (by its place in [`MODES`]), callers, provider.
type Table = BTreeMap<(usize, u64, &'static str), Rounds>;

pub(super) fn measure() -> Result<()> {
    let generator = generator()?;
    let providers = [Provider::svornik()?, Provider::control()?];
    for provider in &providers {
        println!("  {}: {:.0} MB at first", provider.name, provider.server.pss_mb()?);
    }
    let mut table = Table::new();
    let mut most = BTreeMap::<&str, f64>::new();
    for round in 1..=ROUNDS {
        for provider in &providers {
            println!("  round {round} of {ROUNDS}: {} ({})", provider.name, super::load()?);
            for run in provider.load(&generator, MODES, CALLERS, SECONDS)? {
                let most = most.entry(provider.name).or_default();
                *most = most.max(run.memory_mb);
                add(&mut table, provider.name, &run);
            }
        }
    }
    print(&table);
    for (name, mb) in most {
        println!("  {name}: {mb:.0} MB at most");
    }
    Ok(())
}

fn add(table: &mut Table, name: &'static str, run: &Run) {
    let place = MODES.split(',').position(|mode| mode == run.mode).unwrap_or(usize::MAX);
    let rounds = table.entry((place, run.callers, name)).or_default();
    rounds.cpu_ms.add(run.cpu_ms);
    rounds.per_s.add(run.per_s);
    rounds.p50_ms.add(run.p50_ms);
    rounds.p99_ms.add(run.p99_ms);
}

fn print(table: &Table) {
    println!("\n| | callers | | CPU ms each | per second | p50 ms | p99 ms | CPU against the control |");
    println!("|---|---|---|---|---|---|---|---|");
    for ((place, callers, name), rounds) in table {
        let mode = MODES.split(',').nth(*place).unwrap_or("?");
        let Rounds { cpu_ms, per_s, p50_ms, p99_ms } = rounds;
        let control = table.get(&(*place, *callers, "control")).filter(|_| *name != "control");
        let ratio = control
            .map_or(String::new(), |control| format!("{:.2}", cpu_ms.median() / control.cpu_ms.median()));
        println!(
            "| {mode} | {callers} | {name} | {cpu_ms:.3} | {per_s:.0} | {:.2} | {:.2} | {ratio} |",
            p50_ms.median(),
            p99_ms.median(),
        );
    }
    println!();
}
