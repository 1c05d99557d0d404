//! What an earlier use of an e-mail address or number means for another registration (B5).

use values::Timestamp;

use super::account::AccountId;
use super::retention::free_again_at;

/// An address or number was used to found an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RegistrationUse {
    /// When; the 30 days run from here.
    pub(crate) used_at: Timestamp,
    /// Which account; not known of uses from before this was kept.
    pub(crate) account: Option<AccountId>,
    /// When PIN1 or PIN2 proved that it belongs to who registered the account.
    pub(crate) proven_at: Option<Timestamp>,
}

/// Whether it can found another account.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub(crate) enum Availability {
    /// It can.
    Free,
    /// It was used lately, but nobody has proven that it is theirs: whoever proves it takes it over from this account.
    Unproven(AccountId),
    /// It was used lately, and proven.
    Blocked,
}

/// What the last use means now.
pub(crate) fn availability(last: Option<&RegistrationUse>, now: Timestamp) -> Availability {
    match last {
        None => Availability::Free,
        Some(last) if now >= free_again_at(last.used_at) => Availability::Free,
        Some(RegistrationUse { account: Some(account), proven_at: None, .. }) => {
            Availability::Unproven(account.clone())
        }
        Some(_) => Availability::Blocked,
    }
}

#[cfg(test)]
mod tests {
    use values::DAY_MS;

    use super::*;

    #[test]
    fn only_a_proven_use_blocks_others() {
        // mission: B5; finding S-A8
        let used_at = Timestamp::from_unix_ms(1_800_000_000_000);
        let account = AccountId::new(used_at, [1; 10]);
        let unproven = RegistrationUse { used_at, account: Some(account.clone()), proven_at: None };
        let proven = RegistrationUse { proven_at: Some(used_at), ..unproven.clone() };
        let of_before = RegistrationUse { account: None, ..unproven.clone() };
        let last_moment = used_at.plus_ms(30 * DAY_MS - 1);
        assert_eq!(availability(None, used_at), Availability::Free);
        assert_eq!(availability(Some(&unproven), last_moment), Availability::Unproven(account));
        assert_eq!(availability(Some(&proven), last_moment), Availability::Blocked);
        assert_eq!(availability(Some(&of_before), last_moment), Availability::Blocked);
        for last in [unproven, proven, of_before] {
            assert_eq!(availability(Some(&last), last_moment.plus_ms(1)), Availability::Free);
        }
    }
}
