//! A new name or address: what it does at once, and what waits for the PIN3 of a letter (B6).

use std::collections::BTreeSet;

use values::{PersonName, PostalAddress, Timestamp};

use super::account::{Account, Contact, State};
use super::contact::{PostalInfo, needs_new_letter};
use super::items::Item;

values::id_type!(
    /// One change of name or address that waits. Knowing it is enough to cancel the change, and for nothing else.
    pub(crate) PostalChangeId
);

/// A new name and address of an identified account. What was proven before counts until PIN3 of the letter that goes to
/// the new address is entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PostalChange {
    /// In the link that cancels it.
    pub(crate) id: PostalChangeId,
    /// The name to come.
    pub(crate) name: PersonName,
    /// The address to come.
    pub(crate) address: PostalAddress,
    /// When it was asked for.
    pub(crate) asked_at: Timestamp,
    /// When it is forgotten.
    pub(crate) expires_at: Timestamp,
}

/// What a new name, address or company does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub(crate) enum Effect {
    /// It is what the account has.
    Nothing,
    /// It counts at once: company data, or another spelling of the same name and address.
    Counts,
    /// It counts at once, for nothing was proven yet; the letter has to go there.
    CountsUnproven,
    /// The company counts at once, name and address once PIN3 of the letter is entered.
    Waits,
    /// PIN1 and PIN2 come first.
    Refused,
}

/// What a new name, address and company do to an account.
pub(crate) fn effect_of(account: &Account, new: &PostalInfo) -> Effect {
    let present = account.contact.postal_info();
    let another = needs_new_letter(&account.contact, new);
    match account.state {
        State::Registered(_) => Effect::Refused,
        _ if present == *new => Effect::Nothing,
        State::Active(_) if another => Effect::CountsUnproven,
        State::Identified(_) if another => Effect::Waits,
        State::Active(_) | State::Identified(_) => Effect::Counts,
    }
}

/// Which items another name, address or company changes.
pub(crate) fn changed_items(before: &Contact, new: &PostalInfo) -> BTreeSet<Item> {
    let (old, after) = (before.company.as_ref(), new.company.as_ref());
    let changes = [
        (Item::GivenName, before.name.given() != new.name.given()),
        (Item::FamilyName, before.name.family() != new.name.family()),
        (Item::Address, before.address != new.address),
        (Item::Organization, old.map(|company| &company.name) != after.map(|company| &company.name)),
        (Item::CompanyNumber, old.map(|company| &company.number) != after.map(|company| &company.number)),
        (
            Item::VatNumber,
            old.and_then(|company| company.vat_number.as_ref())
                != after.and_then(|company| company.vat_number.as_ref()),
        ),
    ];
    changes.into_iter().filter(|(_, is_changed)| *is_changed).map(|(item, _)| item).collect()
}

#[cfg(test)]
mod tests {
    use super::super::account::{Active, Registered};
    use super::super::{company::Company, company::CompanyNumber, sample};
    use super::*;

    const T: Timestamp = Timestamp::from_unix_ms(1);

    #[test]
    fn what_is_proven_is_not_given_up_for_what_is_not() {
        // mission: B6; findings S-A1, N-4
        let identified = sample::account();
        let active = Account { state: State::Active(Active { activated_at: T }), ..identified.clone() };
        let registered = State::Registered(Registered::default());
        let registered = Account { state: registered, ..identified.clone() };
        let present = identified.contact.postal_info();
        let address = |street| PostalAddress::parse(street, "Olomouc", "77900", "CZ").unwrap();
        let elsewhere = PostalInfo { address: address("Nová 1"), ..present.clone() };
        let respelled = PostalInfo { address: address("LIPOVÁ  12"), ..present.clone() };
        let renamed = PostalInfo { name: PersonName::parse("Jana", "Malá").unwrap(), ..present.clone() };
        let number = CompanyNumber::parse("25115804").unwrap();
        let company = Company { name: "Lípa s.r.o.".to_owned(), number, vat_number: None };
        let with_company = PostalInfo { company: Some(company), ..present.clone() };
        let table = [
            (&identified, &present, Effect::Nothing),
            (&identified, &respelled, Effect::Counts),
            (&identified, &with_company, Effect::Counts),
            (&identified, &elsewhere, Effect::Waits),
            (&identified, &renamed, Effect::Waits),
            (&active, &present, Effect::Nothing),
            (&active, &respelled, Effect::Counts),
            (&active, &elsewhere, Effect::CountsUnproven),
            (&active, &renamed, Effect::CountsUnproven),
            (&registered, &elsewhere, Effect::Refused),
        ];
        for (new, items) in [
            (&present, vec![]),
            (&elsewhere, vec![Item::Address]),
            (&renamed, vec![Item::FamilyName]),
            (&with_company, vec![Item::Organization, Item::CompanyNumber]),
        ] {
            assert_eq!(changed_items(&identified.contact, new).into_iter().collect::<Vec<_>>(), items);
        }
        for (account, new, expected) in table {
            assert_eq!(effect_of(account, new), expected, "{:?} {new:?}", account.state);
        }
    }
}
