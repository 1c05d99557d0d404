//! How large requests and forms may be, and how long they may take.

/// The body of a request; a route that takes more says so by `axum::extract::DefaultBodyLimit`.
pub const MAX_BODY_BYTES: usize = 64 * 1024;
/// The fields of a form.
pub const MAX_FIELDS: usize = 256;
/// One field of a form; sites have narrower limits of their own.
pub const MAX_FIELD_BYTES: usize = 16 * 1024;
/// The name of a field.
pub const MAX_FIELD_NAME_BYTES: usize = 128;
/// The line and headers of a request.
pub const MAX_HEAD_BYTES: usize = 32 * 1024;
/// How long a handler may take until its response begins. A stream of events may then go on.
pub const HANDLER_TIMEOUT_MS: u64 = 30_000;
/// How long a client may take to send the head of a request, and how long a connection may be idle.
pub const HEAD_TIMEOUT_MS: u64 = 30_000;
/// Requests of one HTTP/2 connection at the same time.
pub const MAX_STREAMS: u32 = 100;
/// How long a connection may last, so that one that only waits does not hold its place for ever.
pub const CONNECTION_MS: u64 = 10 * 60_000;
/// How long its last requests may then go on: longer than a page waits for a phone.
pub const LAST_REQUESTS_MS: u64 = 5 * 60_000;
