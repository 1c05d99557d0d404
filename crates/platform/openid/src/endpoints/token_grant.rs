//! What a code or a refresh token was exchanged for.

use values::Timestamp;

use crate::table::grant::GrantRow;
use crate::tokens::RowId;

/// What a successful exchange hands out.
pub(super) struct TokenGrant {
    pub(super) id: RowId,
    pub(super) row: GrantRow,
    /// The values of the grant's scope that the access token covers.
    pub(super) scope_bits: u32,
    /// Which refresh token follows, if any.
    pub(super) refresh_number: Option<i64>,
    /// Only the first ID token of a login bears it (OIDC Core §12.2).
    pub(super) with_nonce: bool,
    pub(super) at: Timestamp,
}
