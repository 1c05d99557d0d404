//! SQLite: readers inline on their caller's thread, one writer whose transactions share commits.

mod connection;
pub(crate) mod error;
mod group;
mod readers;
pub(crate) mod statement;
mod writer;

use std::path::Path;

use crate::{Stats, StoreError, Tx};

use group::Group;
use readers::Readers;

/// One site's file.
pub(crate) struct Database {
    group: Group,
    readers: Readers,
}

impl Database {
    pub(crate) fn open(directory: &Path, site: &str) -> Result<Self, StoreError> {
        let file = connection::prepare_file(directory, site)?;
        let group = Group::start(connection::writer(&file)?, connection::checkpointer(&file)?)?;
        Ok(Self { group, readers: Readers::new(file) })
    }

    pub(crate) fn read<T, E: From<StoreError>>(
        &self,
        act: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.readers.read(act)
    }

    pub(crate) async fn write<T, E, F>(&self, act: F) -> Result<T, E>
    where
        F: FnMut(&mut Tx<'_>) -> Result<T, E> + Send,
        T: Send,
        E: From<StoreError> + Send,
    {
        self.group.write(act).await
    }

    pub(crate) fn stats(&self) -> Stats {
        self.group.stats()
    }
}
