//! What must not be readable in a stolen database: the master key, keyed hashes, sealed values, passwords.
//!
//! One master key stays outside the database. Every purpose has its own key derived from it, so that a hash or a
//! sealed value of one purpose is worthless for another.

mod hexadecimal;
mod keyed_hash;
mod master_key;
mod passwords;
mod sealer;
mod secret;
mod token;

pub use hexadecimal::hexadecimal;
pub use keyed_hash::KeyedHash;
pub use master_key::{MasterKey, MasterKeyError};
pub use passwords::{PasswordError, Passwords, normalized};
pub use sealer::{CannotOpen, Sealer};
pub use secret::Secret;
pub use token::Token;
