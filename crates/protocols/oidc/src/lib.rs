//! OpenID Connect on the wire: requests, responses, tokens and their checks; no I/O, no clock, no storage.
