//! How fresh the proof of a session is: what changes how a person logs in or is reached asks for a fresh one.

use values::{MINUTE_MS, Timestamp};

/// A form that changes how somebody logs in or is reached opens on a proof of this age at most.
pub(crate) const FRESH_MS: i64 = 10 * MINUTE_MS;

/// The same form is taken on a proof of this age at most: filling it in takes its time.
pub(crate) const FRESH_FORM_MS: i64 = 30 * MINUTE_MS;

/// What a proof is called that stands on a password (RFC 8176).
pub(crate) const PASSWORD: &str = "pwd";
/// What a proof is called that stands on a passcode as well (RFC 8176).
pub(crate) const SMS: &str = "sms";

/// What a session's proof is called after a password.
pub(crate) const BY_PASSWORD: &[&str] = &[PASSWORD];
/// What a session's proof is called after a passcode on top of the password (RFC 8176).
pub(crate) const BY_BOTH: &[&str] = &[PASSWORD, SMS, "mfa"];

/// A factor that must be shown again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MissingFactor {
    /// The password, and after it the passcode.
    Password,
    /// Only the passcode.
    Passcode,
}

/// What a session that stands on a proof of `authenticated_at` by `methods` lacks to be a proof by both factors that is
/// at most `within_ms` old. The age of a proof is that of its oldest factor; every account that somebody can log in to
/// has a proven telephone.
pub(crate) fn missing(
    authenticated_at: Timestamp,
    methods: &[String],
    within_ms: i64,
    now: Timestamp,
) -> Option<MissingFactor> {
    let age_ms = now.since(authenticated_at);
    // A proof from the future was made before the clock was set back: nobody knows how long ago.
    if age_ms >= within_ms || age_ms < -MINUTE_MS {
        return Some(MissingFactor::Password);
    }
    (!methods.iter().any(|method| method == SMS)).then_some(MissingFactor::Passcode)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_unix_ms(1_800_000_000_000);

    #[test]
    fn a_proof_is_as_old_as_its_password_and_needs_both_factors() {
        let (pwd, both) = ([PASSWORD.to_owned()], [PASSWORD.to_owned(), SMS.to_owned()]);
        for (age_ms, methods, expected) in [
            (0, &pwd[..], Some(MissingFactor::Passcode)),
            (0, &both[..], None),
            (FRESH_MS - 1, &both[..], None),
            (FRESH_MS, &both[..], Some(MissingFactor::Password)),
            (FRESH_MS, &pwd[..], Some(MissingFactor::Password)),
            (-2 * MINUTE_MS, &both[..], Some(MissingFactor::Password)),
            (-MINUTE_MS / 2, &both[..], None),
        ] {
            assert_eq!(
                missing(NOW.plus_ms(-age_ms), methods, FRESH_MS, NOW),
                expected,
                "{age_ms} {methods:?}"
            );
        }
    }
}
