//! What must not be readable in a stolen database: the master key, keyed hashes, sealed values, passwords.
