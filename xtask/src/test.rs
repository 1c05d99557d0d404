//! `cargo xtask test`: every check there is, in the order in which they fail fastest.

use crate::postgres::Postgres;
use crate::run::{cargo, command, run, say};
use crate::{assets, fetch, machine, tidy};
use anyhow::{Result, bail};
use std::time::{Duration, Instant};

type Step = (&'static str, &'static str, fn() -> Result<()>);

const STEPS: &[Step] = &[
    ("fmt", "formatting", format),
    ("tidy", "the rules of the house", tidy::tidy),
    ("app", "the phone app: types, tests, size", app),
    ("clippy", "clippy", clippy),
    ("unit", "unit, store (SQLite and PostgreSQL), web and protocol tests", unit),
    ("e2e", "end to end: Chromium as PC and phone, foreign clients, crashes", end_to_end),
];

/// Runs all steps, or those named.
pub(crate) fn test(only: &[String]) -> Result<()> {
    if let Some(unknown) = only.iter().find(|name| !STEPS.iter().any(|(step, ..)| step == name)) {
        bail!("no such step: {unknown}; there are {}", names());
    }
    machine::prepare_for_tests()?;
    fetch::for_tests()?;
    assets::build()?;
    let chosen = STEPS.iter().filter(|(name, ..)| only.is_empty() || only.iter().any(|o| o == name));
    let mut times = Vec::new();
    for (name, what, step) in chosen {
        say(&format!("{name}: {what}"));
        let began = now();
        step()?;
        times.push((name, began.elapsed()));
    }
    report(&times);
    Ok(())
}

fn format() -> Result<()> {
    run(&mut command(&["cargo", "fmt", "--all", "--check"]))
}

fn clippy() -> Result<()> {
    run(&mut cargo(&["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"]))
}

fn unit() -> Result<()> {
    let postgres = Postgres::start()?;
    run(cargo(&["test", "--workspace", "--no-fail-fast", "--quiet"])
        .env("SVORNIK_TEST_POSTGRES", postgres.url()))
}

fn app() -> Result<()> {
    for script in ["typecheck", "test", "size"] {
        run(command(&["npm", "run", "--silent", script]).current_dir("apps/key"))?;
    }
    Ok(())
}

fn end_to_end() -> Result<()> {
    run(&mut cargo(&["build", "--quiet", "--package", "svornik"]))?;
    let postgres = Postgres::start()?;
    let binary = crate::demo::target_folder().join("debug/svornik");
    let world = crate::demo::target_folder().join("seeded_world");
    if world.exists() {
        std::fs::remove_dir_all(&world)?;
    }
    let node = |words: &[&str]| {
        let mut node = command(words);
        node.current_dir("tests/end_to_end").env("SVORNIK_BINARY", &binary);
        node
    };
    run(node(&["node", "lib/seeded_world.mjs"]).arg(&world))?;
    run(node(&["npm", "test", "--silent"])
        .env("SVORNIK_TEST_POSTGRES", postgres.url())
        .env("SVORNIK_SEEDED_WORLD", &world))
}

fn report(times: &[(&&str, Duration)]) {
    say("All checks passed");
    for (name, time) in times {
        println!("  {name:<8} {:>6.1} s", time.as_secs_f64());
    }
}

#[expect(clippy::disallowed_methods, reason = "measures how long a step takes")]
fn now() -> Instant {
    Instant::now()
}

fn names() -> String {
    STEPS.iter().map(|(name, ..)| *name).collect::<Vec<_>>().join(", ")
}
