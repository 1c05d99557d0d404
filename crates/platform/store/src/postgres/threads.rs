//! Waiting for a socket in synchronous code, whatever runtime there is.

use std::panic::resume_unwind;
use std::thread;

use tokio::runtime::{Handle, RuntimeFlavor};

/// Runs blocking work: in place where other threads can take over the tasks of this one, else on a thread of
/// its own (which blocks the runtime: single-threaded runtimes are for tests).
pub(super) fn blocking<R: Send>(work: impl FnOnce() -> R + Send) -> R {
    match Handle::try_current().map(|handle| handle.runtime_flavor()) {
        Ok(RuntimeFlavor::MultiThread) => tokio::task::block_in_place(work),
        Ok(_) => thread::scope(|scope| scope.spawn(work).join()).unwrap_or_else(|panic| resume_unwind(panic)),
        Err(_) => work(),
    }
}
