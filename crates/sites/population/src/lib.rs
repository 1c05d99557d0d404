//! The population register: reference data about people, and a log of every read.
