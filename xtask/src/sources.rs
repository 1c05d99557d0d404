//! Which sources something was built from. Build scripts have this module too, hence the standard library only.

use std::path::{Path, PathBuf};

/// What lies beside the sources and is built into nothing.
const NO_SOURCES: [&str; 5] = ["node_modules", "dist", "dist.sources", "tests", "README.md"];

/// Whether what was built in `made` comes from the sources in `folder` as they are now.
pub(crate) fn is_current(folder: &Path, made: &Path) -> bool {
    made.is_dir() && std::fs::read_to_string(note(made)).is_ok_and(|noted| noted == digest(folder))
}

/// Where the digest of the sources is written down, beside what was built.
pub(crate) fn note(made: &Path) -> PathBuf {
    made.with_extension("sources")
}

/// A digest of all sources (FNV-1a): against forgetting, not against malice.
pub(crate) fn digest(folder: &Path) -> String {
    let mut files = Vec::new();
    collect(folder, &mut files);
    files.sort();
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut add = |bytes: &[u8]| {
        for byte in bytes.len().to_le_bytes().iter().chain(bytes) {
            hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    };
    for file in files {
        add(file.strip_prefix(folder).unwrap_or(&file).to_string_lossy().as_bytes());
        add(&std::fs::read(&file).unwrap_or_default());
    }
    format!("{hash:016x}")
}

/// The files and folders at the top that hold sources.
pub(crate) fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let is_source = |path: &PathBuf| !NO_SOURCES.iter().any(|name| path.ends_with(name));
    entries.map(|entry| entry.path()).filter(is_source).collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for path in entries(folder) {
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.push(path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{digest, is_current, note};

    #[test]
    fn what_was_built_from_other_sources_is_noticed() {
        let root = std::env::temp_dir().join(format!("svornik-sources-{}", std::process::id()));
        let (folder, made) = (root.join("app"), root.join("app/dist"));
        std::fs::create_dir_all(folder.join("src")).unwrap();
        std::fs::create_dir_all(&made).unwrap();
        std::fs::write(folder.join("src/main.ts"), "one").unwrap();
        assert!(!is_current(&folder, &made), "nobody knows what from");
        std::fs::write(note(&made), digest(&folder)).unwrap();
        std::fs::write(made.join("main.js"), "built").unwrap();
        assert!(is_current(&folder, &made));
        std::fs::write(folder.join("src/main.ts"), "two").unwrap();
        assert!(!is_current(&folder, &made), "a source was changed");
        std::fs::write(folder.join("src/main.ts"), "one").unwrap();
        assert!(is_current(&folder, &made));
        std::fs::rename(folder.join("src/main.ts"), folder.join("src/other.ts")).unwrap();
        assert!(!is_current(&folder, &made), "a source was renamed");
        std::fs::remove_dir_all(root).unwrap();
    }
}
