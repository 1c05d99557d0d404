//! The files that a configuration names, each told by its setting: all that cannot be used, at once.

use super::{Report, parts};
use crate::config::{Config, TlsFiles};
use crate::house;
use anyhow::Result;
use std::fmt::Display;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use web::Tls;

pub(super) fn look_at(config: &Config, report: &mut Report) {
    let mut note = |place: &dyn Display, result: Result<()>| {
        if let Err(error) = result {
            report.mistakes.push(format!("{place}: {error:#}"));
        }
    };
    note(&"the master key", config.master_key().map(drop));
    if let Some(path) = &config.trusted_authority {
        note(&"trusted_authority", house::authorities(path).map(drop));
    }
    for part in parts(config) {
        if let Some(files) = part.tls {
            note(&format_args!("[{}] tls", part.name), check_tls(files));
        }
    }
    if let Some(part) = &config.population {
        note(&"[population] api_tls", check_tls(&part.api_tls));
    }
    if let Some(part) = &config.hub {
        note(&"[hub] register_client", house::register_client(&part.register_client).map(drop));
    }
    if let Some(path) = config.master_key_file.as_deref().filter(|path| others_may_read(path)) {
        report.advice.push(format!(
            "others than its owner may read the master key: chmod 600 {}, and think of it as known to them",
            path.display()
        ));
    }
}

fn check_tls(files: &TlsFiles) -> Result<()> {
    Ok(Tls::Server(files.load()?).check()?)
}

fn others_may_read(path: &Path) -> bool {
    path.metadata().is_ok_and(|file| file.permissions().mode() & 0o077 != 0)
}
