//! Durable writes a second, by one caller and by 64 (the store's own example).

use crate::run::{command, run};
use anyhow::Result;

pub(super) fn measure() -> Result<()> {
    let folder = super::empty_folder("commits")?;
    let example = ["cargo", "run", "--quiet", "--release", "--package", "store", "--example", "group_commit"];
    run(command(&example).arg("--").arg(&folder))?;
    std::fs::remove_dir_all(folder)?;
    Ok(())
}
