//! What the register decides, without I/O.

pub mod item;
pub mod matching;
pub mod person;
pub mod read;
pub mod written;
