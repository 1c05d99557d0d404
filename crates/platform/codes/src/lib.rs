//! One-time codes: issued, sent, redeemed, expired.
//!
//! A code proves that a person reads what is sent to an e-mail address, a telephone or a letter box. The database keeps
//! only a keyed hash of it, bound to a purpose and a subject: a stolen database contains no codes, and a code that was
//! sent for one purpose cannot be redeemed for another. A wrong try is counted in the transaction that compares the
//! code, so a rejection is an ordinary value, not an error that would roll the count back.
//!
//! ```ignore
//! const PIN1: Kind = Kind::email_pin("registration-email");
//! let code = match codes.issue(tx, now, &PIN1, account.as_str())? {
//!     Ok(code) => code,
//!     Err(TooSoon { allowed_at }) => …,
//! };
//! match codes.try_redeem(tx, now, &PIN1, account.as_str(), &entered)? {
//!     Ok(Redeemed) => …,
//!     Err(CodeRejection::Wrong { tries_left }) => …,
//!     …
//! }
//! ```

mod issue;
mod kind;
mod plain;
mod redeem;
mod state;
mod table;

use secrets::{KeyedHash, MasterKey};
use store::{MigrationSet, Step};

pub use issue::TooSoon;
pub use kind::{Channel, IssueLimit, Kind, Shape};
pub use plain::PlainCode;
pub use redeem::{CodeRejection, Redeemed};
pub use state::CodeState;

/// The table of codes; a site adds it to its own migrations.
pub const MIGRATIONS: MigrationSet = MigrationSet {
    component: "codes",
    steps: &[Step { name: "0001_one_time_code", sql: include_str!("../migrations/0001_one_time_code.sql") }],
};

/// Issues and redeems one-time codes.
pub struct Codes {
    hash: KeyedHash,
}

impl Codes {
    /// The hashes are keyed by the site's master key.
    pub fn new(master_key: &MasterKey) -> Self {
        Self { hash: KeyedHash::new(master_key, "one-time-code") }
    }

    /// What is hashed. Each part is preceded by its length, so that no two triples give the same bytes.
    fn bound_text(purpose: &str, subject: &str, code: &str) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(purpose.len() + subject.len() + code.len() + 24);
        for part in [purpose, subject, code] {
            bytes.extend_from_slice(&(part.len() as u64).to_be_bytes());
            bytes.extend_from_slice(part.as_bytes());
        }
        bytes
    }
}
