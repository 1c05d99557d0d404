//! One-time codes: made, sent, tried, expired.
//!
//! A code proves that a person reads what is sent to an address, a telephone or a letter box. The database keeps
//! a keyed hash that is bound to the purpose and the subject, so that a stolen database gives nobody a code, and a
//! code sent for one thing opens nothing else. A wrong try is counted in the transaction that made it: refusing
//! is an ordinary outcome, never an error that would roll the count back.
//!
//! ```ignore
//! const PIN1: Kind = Kind::email_pin("registration-email");
//! let Issued::Code(code) = codes.issue(tx, now, &PIN1, account.as_str())? else { … };
//! match codes.try_redeem(tx, now, &PIN1, account.as_str(), &entered)? {
//!     Outcome::Redeemed => …,
//!     Outcome::Wrong { tries_left } => …,
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

pub use issue::Issued;
pub use kind::{Channel, IssueLimit, Kind, Shape};
pub use plain::PlainCode;
pub use redeem::Outcome;
pub use state::State;

/// The table of codes; a site adds it to its own migrations.
pub const MIGRATIONS: MigrationSet = MigrationSet {
    component: "codes",
    steps: &[Step { name: "0001_one_time_code", sql: include_str!("../migrations/0001_one_time_code.sql") }],
};

/// Makes and checks one-time codes.
pub struct Codes {
    hash: KeyedHash,
}

impl Codes {
    /// The hashes are keyed by the site's master key.
    pub fn new(master_key: &MasterKey) -> Self {
        Self { hash: KeyedHash::new(master_key, "one-time-code") }
    }

    /// What a code is compared by: lengths go first, so that no two triples make the same bytes.
    fn bound_text(purpose: &str, subject: &str, code: &str) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(purpose.len() + subject.len() + code.len() + 24);
        for part in [purpose, subject, code] {
            bytes.extend_from_slice(&(part.len() as u64).to_be_bytes());
            bytes.extend_from_slice(part.as_bytes());
        }
        bytes
    }
}
