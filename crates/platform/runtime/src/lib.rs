//! The contract between the binary and a site.
//!
//! A [`Site`] says which tables it has, what its configuration names, and how it is opened. What it then gives back,
//! a [`RunningSite`], is all that the binary runs: endpoints, periodic jobs and workers. The binary has one list of sites and
//! knows nothing else of them.

mod endpoint;
mod files;
mod jobs;
mod outline;
mod site;
mod store;

pub use endpoint::{Endpoint, Handler};
pub use files::{FileError, MtlsClientConfig, TlsFiles, certificates, read};
pub use jobs::{PeriodicJob, PeriodicJobRunner, run_all};
pub use outline::{NamedListener, Outline, ProviderOutline};
pub use site::{Dependencies, RunningSite, Site, SiteSection};
pub use store::MIGRATIONS;

/// Why a site cannot be opened, or a job failed.
pub type Error = Box<dyn std::error::Error + Send + Sync>;
