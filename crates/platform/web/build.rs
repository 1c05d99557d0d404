//! Says what to do when the style sheets and fonts were not built.

use std::path::Path;

fn main() {
    println!("cargo::rerun-if-changed=dist");
    if Path::new("dist/svornik.css").exists() {
        return;
    }
    let hint = "crates/platform/web/dist has no style sheet: run `cargo xtask assets` (it needs Node)";
    let release = std::env::var("PROFILE").is_ok_and(|profile| profile == "release");
    println!("cargo::{}={hint}", if release { "error" } else { "warning" });
}
