//! A registration form that was sent: told from another by its id, and from a changed one by what was filled in.

use values::{DAY_MS, HOUR_MS, Timestamp};

use super::account::ActivationId;
use super::backoff::Backoff;
use super::contact::Channel;

values::id_type!(
    /// One registration form, hidden in its page. Knowing it leads to where the form led.
    pub FormId
);

/// A form that was sent is known so long.
pub(crate) const FORM_KEPT_MS: i64 = DAY_MS;

/// So many forms an hour and a day may have a code sent to one address or number that another account used.
const PROOFS: [(usize, i64); 2] = [(3, HOUR_MS), (10, DAY_MS)];

/// So many of them from one network address, or one larger network of IPv6: nobody uses up by themselves what the owner
/// needs.
pub(crate) const PROOFS_OF_SENDER: Backoff =
    Backoff { free: 3, first_wait_ms: 8 * HOUR_MS, longest_wait_ms: DAY_MS, forgiven_every_ms: 8 * HOUR_MS };

/// A registration form that was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SubmittedForm {
    /// Hidden in the page.
    pub(crate) id: FormId,
    /// Keyed hash of what was filled in.
    pub(crate) content: [u8; 32],
    /// What came of it.
    pub(crate) outcome: FormOutcome,
}

/// What came of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum FormOutcome {
    /// An account, which waits for PIN1 and PIN2 there.
    Registered(ActivationId),
    /// It waits for codes.
    ProofRequired(ToProve),
}

/// What has to be proven first, because another account used it without proving it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ToProve {
    /// The e-mail address.
    pub(crate) email: Option<Proof>,
    /// The number.
    pub(crate) phone: Option<Proof>,
}

/// An address or number to prove.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Proof {
    /// Its keyed hash.
    pub(crate) value: [u8; 32],
    /// When its code was entered.
    pub(crate) proven_at: Option<Timestamp>,
}

impl ToProve {
    /// The proof of a channel, if one is needed.
    pub(crate) const fn of(&self, channel: Channel) -> Option<Proof> {
        match channel {
            Channel::Email => self.email,
            Channel::Phone => self.phone,
        }
    }

    /// The channel has to be proven.
    pub(crate) const fn add(&mut self, channel: Channel, value: [u8; 32]) {
        let proof = Some(Proof { value, proven_at: None });
        match channel {
            Channel::Email => self.email = proof,
            Channel::Phone => self.phone = proof,
        }
    }

    /// A code proved the channel.
    pub(crate) const fn prove(&mut self, channel: Channel, now: Timestamp) {
        let proof = match channel {
            Channel::Email => &mut self.email,
            Channel::Phone => &mut self.phone,
        };
        if let Some(proof) = proof {
            proof.proven_at = Some(now);
        }
    }

    /// Whether nothing is left to prove.
    pub(crate) fn is_done(&self) -> bool {
        [self.email, self.phone].into_iter().flatten().all(|proof| proof.proven_at.is_some())
    }

    /// Whether nothing has to be proven.
    pub(crate) const fn is_empty(&self) -> bool {
        self.email.is_none() && self.phone.is_none()
    }

    /// Whether this was proven.
    pub(crate) fn has_proven(&self, channel: Channel, value: &[u8; 32]) -> bool {
        self.of(channel).is_some_and(|proof| proof.value == *value && proof.proven_at.is_some())
    }
}

/// When another code may go to an address or number that so many forms, sent then, have named; nothing if it may now.
pub(crate) fn may_be_proven_at(now: Timestamp, sent: &[Timestamp]) -> Option<Timestamp> {
    let mut sent = sent.to_vec();
    sent.sort_unstable_by(|one, other| other.cmp(one));
    let wait = |(at_most, within_ms): &(usize, i64)| {
        sent.get(at_most - 1).map(|at| at.plus_ms(*within_ms)).filter(|until| now < *until)
    };
    PROOFS.iter().filter_map(wait).max()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_to_one_number_are_few() {
        // finding S-A9
        let now = Timestamp::from_unix_ms(1_800_000_000_000);
        let ago = |hours: i64| now.plus_ms(-hours * HOUR_MS);
        assert_eq!(may_be_proven_at(now, &[now, now]), None);
        assert_eq!(may_be_proven_at(now, &[now, ago(1), now, now]), Some(now.plus_ms(HOUR_MS)));
        assert_eq!(may_be_proven_at(now, &[now, now, ago(1)]), None);
        let ten: Vec<Timestamp> = (1..=10).map(ago).collect();
        assert_eq!(may_be_proven_at(now, &ten), Some(now.plus_ms(14 * HOUR_MS)));
        assert_eq!(may_be_proven_at(now.plus_ms(14 * HOUR_MS), &ten), None);
    }

    #[test]
    fn a_form_waits_for_each_of_its_proofs() {
        let now = Timestamp::from_unix_ms(1);
        let mut both = ToProve::default();
        both.add(Channel::Email, [1; 32]);
        both.add(Channel::Phone, [2; 32]);
        both.prove(Channel::Email, now);
        assert!(!both.is_done() && both.has_proven(Channel::Email, &[1; 32]));
        assert!(!both.has_proven(Channel::Email, &[2; 32]) && !both.has_proven(Channel::Phone, &[2; 32]));
        both.prove(Channel::Phone, now);
        assert!(both.is_done());
    }
}
