//! A directory from which a print shop takes letters.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use super::{JobError, Letters, OutboundMessage, SendFuture, Sender, pdf_of};
use crate::Letter;

/// Letters bear PINs: they are for us and the print shop's group, not for everybody on the machine.
const DIRECTORY_MODE: u32 = 0o750;
const FILE_MODE: u32 = 0o640;

/// Writes each letter as `ID.pdf`. The address is printed on it, where a window envelope shows it.
///
/// A file appears whole or not at all, and the same letter again replaces itself.
pub struct Spool {
    directory: PathBuf,
    sender: Option<Sender>,
}

impl Spool {
    /// Letters go into `directory`, which is made when the first one comes.
    pub fn new(directory: impl Into<PathBuf>) -> Self {
        Self { directory: directory.into(), sender: None }
    }

    /// The same, with the sender's return address on each letter.
    #[must_use]
    pub fn from_sender(self, sender: Sender) -> Self {
        Self { sender: Some(sender), ..self }
    }

    async fn keep(&self, message: OutboundMessage<'_, Letter>) -> Result<(), JobError> {
        let pdf = pdf_of(message.content, self.sender.as_ref()).await?;
        let (directory, name) = (self.directory.clone(), message.id.to_string());
        let written = tokio::task::spawn_blocking(move || write_whole(&directory, &name, &pdf)).await;
        match written {
            Ok(Ok(())) => Ok(()),
            Ok(Err(error)) => Err(JobError::temporary(format!("the spool directory: {}", error.kind()))),
            Err(_) => Err(JobError::temporary("the spool directory: writing was cut short")),
        }
    }
}

impl Letters for Spool {
    fn send<'a>(&'a self, message: OutboundMessage<'a, Letter>) -> SendFuture<'a> {
        Box::pin(self.keep(message))
    }
}

/// Durable before it has its name.
fn write_whole(directory: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(DIRECTORY_MODE).create(directory)?;
    let unfinished = directory.join(format!(".{name}.part"));
    let mut file =
        OpenOptions::new().write(true).create(true).truncate(true).mode(FILE_MODE).open(&unfinished)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&unfinished, directory.join(format!("{name}.pdf")))?;
    File::open(directory)?.sync_all()
}
