//! What npm builds: the style sheet of all sites, and the phone app.

use crate::run::{command, run, say};
use crate::sources;
use anyhow::Result;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// A folder with a `package.json` whose `npm run build` makes `made`.
struct Package {
    what: &'static str,
    folder: &'static str,
    made: &'static str,
}

const PACKAGES: &[Package] = &[
    Package { what: "style sheet", folder: "crates/platform/web/assets", made: "crates/platform/web/dist" },
    Package { what: "phone app", folder: "apps/key", made: "apps/key/dist" },
];

/// Fetches the npm packages that the builds need.
pub(crate) fn install_all() -> Result<()> {
    PACKAGES.iter().try_for_each(|package| install(package.folder))
}

/// Builds what is missing or was built from other sources, and writes down from which it is now: build scripts compare it.
pub(crate) fn build() -> Result<()> {
    install_all()?;
    for package in PACKAGES {
        let (folder, made) = (Path::new(package.folder), Path::new(package.made));
        if !sources::is_current(folder, made) {
            let digest = sources::digest(folder);
            say(&format!("Building the {}", package.what));
            run(command(&["npm", "run", "--silent", "build"]).current_dir(package.folder))?;
            std::fs::write(sources::note(made), digest)?;
        }
    }
    Ok(())
}

/// `npm ci`, unless what the lock file names is already there.
pub(crate) fn install(folder: &str) -> Result<()> {
    let folder = Path::new(folder);
    let installed = modified(&folder.join("node_modules/.package-lock.json"));
    if installed < modified(&folder.join("package-lock.json")) {
        say(&format!("Installing npm packages of {}", folder.display()));
        run(command(&["npm", "ci", "--silent", "--no-fund", "--no-audit"]).current_dir(folder))?;
    }
    Ok(())
}

/// Every file below `folder`, folders named in `without` left out.
pub(crate) fn files_below(folder: &Path, without: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if !path.is_dir() {
                found.push(path);
            } else if !without.iter().any(|name| path.ends_with(name)) {
                open.push(path);
            }
        }
    }
    found.sort();
    found
}

fn modified(file: &Path) -> Option<SystemTime> {
    std::fs::metadata(file).and_then(|data| data.modified()).ok()
}
