//! Files that are made from types and committed.

use std::path::Path;

/// The variable that makes [`is_current`] write the file.
const WRITE: &str = "SVORNIK_WRITE_API";

/// Whether `path`, seen from `folder` (a crate's `CARGO_MANIFEST_DIR`), holds exactly `text`. With the environment
/// variable `SVORNIK_WRITE_API` set, the file is written first.
///
/// # Errors
///
/// The file cannot be read or written.
pub fn is_current(folder: &str, path: &str, text: &str) -> std::io::Result<bool> {
    let path = Path::new(folder).join(path);
    if std::env::var_os(WRITE).is_some() {
        std::fs::write(&path, text)?;
    }
    Ok(std::fs::read_to_string(&path)? == text)
}
