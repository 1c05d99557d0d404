//! Shows every message that would have left.
