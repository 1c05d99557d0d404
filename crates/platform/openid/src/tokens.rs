//! Codes, tokens and handles: the id of a row and a keyed hash (MAC) over it.
//!
//! They are not stored. A stolen database opens nothing, because the key is not in it, and a made-up token is refused
//! before the store is asked. Token validity is checked against its row on every use. Ids begin with the time, so that new
//! rows lie together.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use secrets::{KeyedHash, MasterKey};
use values::Timestamp;

/// The name of a row: 6 bytes of time, 10 of randomness.
pub(crate) type RowId = [u8; 16];

/// Encodes and decodes them.
pub(crate) struct TokenCodec {
    hash: KeyedHash,
}

/// An authorization code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct Code {
    pub(crate) id: RowId,
    /// Whether a refresh token will come of it.
    pub(crate) offline: bool,
}

/// An access token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct AccessToken {
    pub(crate) id: RowId,
    pub(crate) expires_at: Timestamp,
    /// Which values of the grant's scope it covers.
    pub(crate) scope_bits: u32,
}

/// A refresh token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RefreshToken {
    pub(crate) id: RowId,
    /// How many came before it.
    pub(crate) number: i64,
}

/// What the bytes before the hash mean; part of what is hashed, so that no kind can pass for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OpaqueHandle {
    Pushed,
    Interaction,
    Logout,
}

const CODE: u8 = b'c';
const ACCESS: u8 = b'a';
const REFRESH: u8 = b'r';
const HASH_BYTES: usize = 32;
const LONGEST_PAYLOAD_BYTES: usize = 28;

/// A new name.
pub(crate) fn row_id(now: Timestamp) -> RowId {
    let mut id = [0; 16];
    let ms = now.unix_ms().to_be_bytes();
    id[..6].copy_from_slice(&ms[2..]);
    id[6..].copy_from_slice(&random::random_bytes::<10>());
    id
}

impl TokenCodec {
    pub(crate) fn new(master_key: &MasterKey) -> Self {
        Self { hash: KeyedHash::new(master_key, "openid tokens") }
    }

    pub(crate) fn code(&self, code: Code) -> String {
        let mut payload = [0; 17];
        payload[..16].copy_from_slice(&code.id);
        payload[16] = u8::from(code.offline);
        self.seal(CODE, &payload)
    }

    pub(crate) fn read_code(&self, text: &str) -> Option<Code> {
        let payload: [u8; 17] = self.open(CODE, text)?;
        Some(Code { id: id_of(&payload), offline: payload[16] == 1 })
    }

    pub(crate) fn access_token(&self, token: AccessToken) -> String {
        let mut payload = [0; 28];
        payload[..16].copy_from_slice(&token.id);
        payload[16..24].copy_from_slice(&token.expires_at.unix_ms().to_be_bytes());
        payload[24..].copy_from_slice(&token.scope_bits.to_be_bytes());
        self.seal(ACCESS, &payload)
    }

    pub(crate) fn read_access_token(&self, text: &str) -> Option<AccessToken> {
        let payload: [u8; 28] = self.open(ACCESS, text)?;
        let (mut ms, mut bits) = ([0; 8], [0; 4]);
        ms.copy_from_slice(&payload[16..24]);
        bits.copy_from_slice(&payload[24..]);
        let expires_at = Timestamp::from_unix_ms(i64::from_be_bytes(ms));
        Some(AccessToken { id: id_of(&payload), expires_at, scope_bits: u32::from_be_bytes(bits) })
    }

    pub(crate) fn refresh_token(&self, token: RefreshToken) -> String {
        let mut payload = [0; 24];
        payload[..16].copy_from_slice(&token.id);
        payload[16..].copy_from_slice(&token.number.to_be_bytes());
        self.seal(REFRESH, &payload)
    }

    pub(crate) fn read_refresh_token(&self, text: &str) -> Option<RefreshToken> {
        let payload: [u8; 24] = self.open(REFRESH, text)?;
        let mut number = [0; 8];
        number.copy_from_slice(&payload[16..]);
        Some(RefreshToken { id: id_of(&payload), number: i64::from_be_bytes(number) })
    }

    pub(crate) fn handle(&self, kind: OpaqueHandle, id: &RowId) -> String {
        self.seal(kind.tag(), id)
    }

    pub(crate) fn read_handle(&self, kind: OpaqueHandle, text: &str) -> Option<RowId> {
        self.open(kind.tag(), text)
    }

    fn seal(&self, tag: u8, payload: &[u8]) -> String {
        let mut bytes = [0; LONGEST_PAYLOAD_BYTES + HASH_BYTES];
        let (body, hash) = bytes.split_at_mut(payload.len());
        body.copy_from_slice(payload);
        hash[..HASH_BYTES].copy_from_slice(&self.hash.hash_parts(&[&[tag], payload]));
        URL_SAFE_NO_PAD.encode(&bytes[..payload.len() + HASH_BYTES])
    }

    fn open<const N: usize>(&self, tag: u8, text: &str) -> Option<[u8; N]> {
        let mut bytes = [0; LONGEST_PAYLOAD_BYTES + HASH_BYTES];
        let length = URL_SAFE_NO_PAD.decode_slice(text, &mut bytes).ok()?;
        let (payload, hash) = bytes[..length].split_at_checked(N)?;
        let payload: [u8; N] = payload.try_into().ok()?;
        let expected = self.hash.hash_parts(&[&[tag], &payload]);
        aws_lc_rs::constant_time::verify_slices_are_equal(&expected, hash).ok().map(|()| payload)
    }
}

impl OpaqueHandle {
    fn tag(self) -> u8 {
        match self {
            Self::Pushed => b'p',
            Self::Interaction => b'i',
            Self::Logout => b'l',
        }
    }
}

fn id_of(payload: &[u8]) -> RowId {
    let mut id = [0; 16];
    id.copy_from_slice(&payload[..16]);
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_unix_ms(1_800_000_000_123);

    #[test]
    fn what_is_minted_is_recognised() {
        let tokens = TokenCodec::new(&MasterKey::generate());
        let id = row_id(NOW);
        let code = Code { id, offline: true };
        assert_eq!(tokens.read_code(&tokens.code(code)), Some(code));
        let access = AccessToken { id, expires_at: NOW, scope_bits: 5 };
        assert_eq!(tokens.read_access_token(&tokens.access_token(access)), Some(access));
        let refresh = RefreshToken { id, number: 7 };
        assert_eq!(tokens.read_refresh_token(&tokens.refresh_token(refresh)), Some(refresh));
        assert_eq!(
            tokens.read_handle(OpaqueHandle::Pushed, &tokens.handle(OpaqueHandle::Pushed, &id)),
            Some(id)
        );
        assert_ne!(row_id(NOW), row_id(NOW));
    }

    #[test]
    fn nothing_else_is() {
        let tokens = TokenCodec::new(&MasterKey::generate());
        let id = row_id(NOW);
        let code = tokens.code(Code { id, offline: false });
        assert_eq!(TokenCodec::new(&MasterKey::generate()).read_code(&code), None);
        let handle = tokens.handle(OpaqueHandle::Interaction, &id);
        assert_eq!(tokens.read_handle(OpaqueHandle::Logout, &handle), None);
        for at in 0..code.len() {
            let mut changed = code.clone().into_bytes();
            changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(changed).unwrap();
            assert_eq!(tokens.read_code(&changed), None, "{at}");
            assert_eq!(tokens.read_code(&code[..at]), None);
        }
        for text in ["", "abc", "ř", &"A".repeat(64), &"A".repeat(500)] {
            assert_eq!(tokens.read_code(text), None);
            assert_eq!(tokens.read_refresh_token(text), None);
        }
    }
}
