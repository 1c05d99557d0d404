//! What a device signs and how it is checked: keys, JWS, WebAuthn, OPRF. Pure: no I/O, no clock, no storage.

pub(crate) mod jws;
pub(crate) mod oprf;
pub(crate) mod webauthn;
