//! How many files the process may have open; connections are files.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// Files that are kept for databases, logs and outgoing calls.
const FOR_OTHERS: u64 = 256;
/// More files are never needed, and would cost the kernel memory.
const MOST: u64 = 1 << 20;

/// Raises the limit of the process as far as it goes; how many connections may then be open.
pub(crate) fn for_connections() -> usize {
    let limit = getrlimit(Resource::Nofile);
    let wanted = limit.maximum.unwrap_or(MOST).min(MOST);
    let has = limit.current.unwrap_or(MOST);
    let files = if has >= wanted {
        has.min(MOST)
    } else {
        match setrlimit(Resource::Nofile, Rlimit { current: Some(wanted), maximum: limit.maximum }) {
            Ok(()) => wanted,
            Err(error) => {
                tracing::warn!(%error, has, wanted, "the number of open files was not raised");
                has
            }
        }
    };
    let connections = room_in(files);
    tracing::info!(files, connections, "open files");
    connections
}

fn room_in(files: u64) -> usize {
    usize::try_from(files.saturating_sub(FOR_OTHERS.max(files / 4))).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn databases_keep_their_files() {
        assert_eq!(room_in(1024), 768);
        assert_eq!(room_in(524_288), 393_216);
        assert_eq!(room_in(100), 0);
    }

    // finding S-A11
    #[test]
    fn the_limit_is_raised_as_far_as_it_goes() {
        let connections = for_connections();
        let limit = getrlimit(Resource::Nofile);
        assert_eq!(limit.current.unwrap_or(MOST).min(MOST), limit.maximum.unwrap_or(MOST).min(MOST));
        assert!(connections > 0);
    }
}
