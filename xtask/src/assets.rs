//! What npm builds: the style sheet of all sites, and the phone app.

use crate::run::{command, run, say};
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

/// Builds what is missing or older than its sources.
pub(crate) fn build() -> Result<()> {
    install_all()?;
    for package in PACKAGES {
        let newest_source = newest(Path::new(package.folder), &["node_modules", "dist"]);
        if newest(Path::new(package.made), &[]) < newest_source {
            say(&format!("Building the {}", package.what));
            run(command(&["npm", "run", "--silent", "build"]).current_dir(package.folder))?;
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

/// When the newest file below `folder` was changed, folders named in `without` left out.
fn newest(folder: &Path, without: &[&str]) -> Option<SystemTime> {
    files_below(folder, without).iter().filter_map(|file| modified(file)).max()
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
