//! A country's digital identity in one binary.

fn main() {}
