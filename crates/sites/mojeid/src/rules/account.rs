//! An account and the states it goes through: registered, active, identified (B6).

use values::{
    BirthDate, EmailAddress, Language, PersonName, PhoneNumber, PostalAddress, Timestamp, UserName,
};

use super::company::Company;
use super::contact::{Channel, PostalInfo};

values::id_type!(
    /// One mojeID account.
    pub AccountId
);

values::id_type!(
    /// Names the page where an account's PIN1 and PIN2 are entered. Knowing it opens only that page.
    pub ActivationId
);

/// A mojeID account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Internal; services see a pseudonym instead.
    pub id: AccountId,
    /// Names the page where PIN1 and PIN2 are entered.
    pub activation: ActivationId,
    /// What the person calls it; never changes.
    pub user_name: UserName,
    /// What the person keeps up to date here.
    pub contact: Contact,
    /// The language of messages.
    pub language: Language,
    /// When it was registered.
    pub registered_at: Timestamp,
    /// How far it was proven.
    pub state: State,
    /// When a forgotten password was replaced last, or that was undone: for a while it is worth less.
    pub recovered_at: Option<Timestamp>,
}

/// Contact data: kept in one place, handed out by the person's choice (B2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// Given and family name.
    pub name: PersonName,
    /// Date of birth.
    pub birth_date: BirthDate,
    /// E-mail address, proven by PIN1.
    pub email: EmailAddress,
    /// Mobile number, proven by PIN2.
    pub phone: PhoneNumber,
    /// Permanent address, proven by PIN3.
    pub address: PostalAddress,
    /// The company, if the account is one's.
    pub company: Option<Company>,
}

/// How far an account was proven.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// PIN1 or PIN2 or both are still missing.
    Registered(Registered),
    /// PIN1 and PIN2 were entered: the account can log in to services.
    Active(Active),
    /// PIN3 was entered as well: all data can be edited.
    Identified(Identified),
}

/// What has been confirmed so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Registered {
    /// When PIN1 was entered.
    pub email_confirmed_at: Option<Timestamp>,
    /// When PIN2 was entered.
    pub phone_confirmed_at: Option<Timestamp>,
}

/// An account with a proven e-mail address and telephone number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Active {
    /// When the second of PIN1 and PIN2 was entered.
    pub activated_at: Timestamp,
}

/// An account whose postal address was proven too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Identified {
    /// When the second of PIN1 and PIN2 was entered.
    pub activated_at: Timestamp,
    /// When PIN3 was entered.
    pub identified_at: Timestamp,
}

impl Account {
    /// The account as a letter to that name and address sees it.
    #[must_use]
    pub(crate) fn addressed_to(self, name: PersonName, address: PostalAddress) -> Self {
        let contact = Contact { name, address, ..self.contact };
        Self { contact, ..self }
    }
}

impl Contact {
    /// Name, address and company.
    pub(crate) fn postal_info(&self) -> PostalInfo {
        let Self { name, address, company, .. } = self.clone();
        PostalInfo { name, address, company }
    }
}

impl State {
    /// Whether services can be logged in to.
    pub(crate) const fn is_active(&self) -> bool {
        !matches!(self, Self::Registered(_))
    }

    /// Whether the postal address is proven.
    pub(crate) const fn is_identified(&self) -> bool {
        matches!(self, Self::Identified(_))
    }
}

impl Registered {
    /// PIN1 was entered.
    #[must_use]
    pub(crate) fn confirm_email(self, now: Timestamp) -> State {
        Self { email_confirmed_at: self.email_confirmed_at.or(Some(now)), ..self }.next()
    }

    /// PIN2 was entered.
    #[must_use]
    pub(crate) fn confirm_phone(self, now: Timestamp) -> State {
        Self { phone_confirmed_at: self.phone_confirmed_at.or(Some(now)), ..self }.next()
    }

    /// Which codes are still to be entered.
    pub(crate) fn missing(&self) -> impl Iterator<Item = Channel> {
        let email = self.email_confirmed_at.is_none().then_some(Channel::Email);
        let phone = self.phone_confirmed_at.is_none().then_some(Channel::Phone);
        email.into_iter().chain(phone)
    }

    fn next(self) -> State {
        match (self.email_confirmed_at, self.phone_confirmed_at) {
            (Some(email), Some(phone)) => State::Active(Active { activated_at: email.max(phone) }),
            _ => State::Registered(self),
        }
    }
}

impl Active {
    /// PIN3 was entered.
    #[must_use]
    pub(crate) const fn identify(self, now: Timestamp) -> Identified {
        Identified { activated_at: self.activated_at, identified_at: now }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const T1: Timestamp = Timestamp::from_unix_ms(1);
    const T2: Timestamp = Timestamp::from_unix_ms(2);

    #[test]
    fn both_pins_activate_in_any_order() {
        // mission: B6
        for email_first in [true, false] {
            let state = if email_first {
                Registered::default().confirm_email(T1)
            } else {
                Registered::default().confirm_phone(T1)
            };
            let State::Registered(registered) = state else { panic!("one PIN is not enough") };
            assert_eq!(registered.missing().count(), 1);
            let state = if email_first { registered.confirm_phone(T2) } else { registered.confirm_email(T2) };
            assert_eq!(state, State::Active(Active { activated_at: T2 }));
        }
    }

    #[test]
    fn pin3_identifies() {
        // mission: B6
        let active = Active { activated_at: T1 };
        assert!(!State::Active(active).is_identified());
        assert!(State::Identified(active.identify(T2)).is_identified());
    }

    proptest! {
        #[test]
        fn the_same_pin_twice_never_activates(times in 1_usize..5, by_email: bool) {
            let mut registered = Registered::default();
            for at in 0..times {
                let at = Timestamp::from_unix_ms(i64::try_from(at).unwrap());
                let state = if by_email { registered.confirm_email(at) } else { registered.confirm_phone(at) };
                let State::Registered(next) = state else { panic!("activated by one PIN") };
                registered = next;
            }
            prop_assert_eq!(registered.missing().count(), 1);
        }
    }
}
