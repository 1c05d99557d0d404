//! Running other programs, and saying what is going on.

use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The root of the checkout.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(1).unwrap_or(Path::new(".")).to_path_buf()
}

/// Prints a heading for the next piece of work.
pub(crate) fn say(text: &str) {
    println!("\n▸ {text}");
}

/// A command with its words, run from the root.
pub(crate) fn command(words: &[&str]) -> Command {
    let (program, arguments) = words.split_first().map_or(("true", [].as_slice()), |(p, a)| (*p, a));
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null());
    command
}

/// Cargo on what Cargo.lock names and [`crate::fetch`] has brought: nothing is looked up, nothing is downloaded.
pub(crate) fn cargo(words: &[&str]) -> Command {
    let (name, arguments) = words.split_first().map_or(("help", [].as_slice()), |(n, a)| (*n, a));
    let mut command = command(&["cargo", name, "--locked", "--offline"]);
    command.args(arguments);
    command
}

/// Runs to the end; an exit code other than 0 is an error that names the command.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let shown = show(command);
    let status = command.status().with_context(|| format!("cannot start: {shown}"))?;
    if !status.success() {
        bail!("failed ({status}): {shown}");
    }
    Ok(())
}

/// Runs to the end and returns what was printed.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let shown = show(command);
    let output = command.output().with_context(|| format!("cannot start: {shown}"))?;
    if !output.status.success() {
        bail!("failed ({}): {shown}\n{}", output.status, String::from_utf8_lossy(&output.stderr));
    }
    Ok(String::from_utf8(output.stdout)?)
}

fn show(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}
