//! The project's own commands: `cargo xtask demo | test | fetch | assets | tidy | pictures | fresh | bench`.
#![expect(clippy::print_stdout, reason = "a command-line tool speaks on standard output")]

mod assets;
mod bench;
mod demo;
mod fetch;
mod fresh;
mod machine;
mod pictures;
mod ports;
mod postgres;
mod run;
mod sources;
mod test;
mod tidy;

use anyhow::{Result, bail};
use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask COMMAND

  demo [ARGS]    install what is missing, build, and start the demo world (ARGS go to `svornik demo`)
  test [STEP…]   install what is missing and run every check, or only the named steps
  fetch          install what is missing and fetch what comes from the network, so that tests run without it
  assets         build the style sheet and the phone app (npm)
  tidy           check the rules of the house
  pictures       take a picture of every kind of page, as PC and phone, light and dark; the README's picture anew
  fresh [PART…]  do both of the README's commands as on a machine that has never seen Svorník (half an hour)
  bench [WHAT…]  print the figures of docs/performance.md";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("\n✗ {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let rest = arguments.get(1..).unwrap_or_default();
    std::env::set_current_dir(crate::run::root())?;
    match arguments.first().map(String::as_str) {
        Some("demo") => demo::demo(rest),
        Some("test") => test::test(rest),
        Some("fetch") => machine::prepare_for_tests().and_then(|()| fetch::for_tests()),
        Some("assets") => assets::build(),
        Some("tidy") => tidy::tidy(),
        Some("pictures") => pictures::pictures(),
        Some("fresh") => fresh::fresh(rest),
        Some("bench") => bench::bench(rest),
        None | Some("help" | "-h" | "--help") => {
            println!("{USAGE}");
            Ok(())
        }
        Some(other) => bail!("no such command: {other}\n\n{USAGE}"),
    }
}
