//! One-time codes: made, sent, tried, expired.
