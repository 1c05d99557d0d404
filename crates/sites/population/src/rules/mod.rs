//! What the register decides, without I/O.

pub(crate) mod matching;
pub(crate) mod person;
pub(crate) mod person_input;
