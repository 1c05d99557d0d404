//! Says what to do when the style sheets and fonts were not built, or from other sources.

#[path = "../../../xtask/src/sources.rs"]
mod sources;

use std::path::Path;

fn main() {
    let (folder, made) = (Path::new("assets"), Path::new("dist"));
    println!("cargo::rerun-if-changed={}", sources::note(made).display());
    for entry in sources::entries(folder) {
        println!("cargo::rerun-if-changed={}", entry.display());
    }
    if sources::is_current(folder, made) {
        return;
    }
    let hint = "crates/platform/web/dist is missing or older than its sources: run `cargo xtask assets` (it needs Node)";
    let release = std::env::var("PROFILE").is_ok_and(|profile| profile == "release");
    println!("cargo::{}={hint}", if release { "error" } else { "warning" });
}
