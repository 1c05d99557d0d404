//! Made-up accounts for tests.

use values::{Language, PersonName, PostalAddress, Timestamp, UserName};

use super::account::{Account, AccountId, ActivationId, Active, Contact, State};
use super::company::{Company, CompanyNumber, VatNumber};

/// An identified person.
pub(crate) fn account() -> Account {
    let registered_at = Timestamp::from_unix_ms(1_790_000_000_000);
    Account {
        id: AccountId::new(registered_at, [1; 10]),
        activation: ActivationId::new(registered_at, [1; 10]),
        user_name: UserName::parse("jana").unwrap(),
        contact: Contact {
            name: PersonName::parse("Jana", "Nováková").unwrap(),
            birth_date: "1988-04-12".parse().unwrap(),
            email: "jana.novakova@posta.example".parse().unwrap(),
            phone: "+420601100001".parse().unwrap(),
            address: PostalAddress::parse("Lipová 12", "Olomouc", "77900", "CZ").unwrap(),
            company: None,
        },
        language: Language::Cs,
        registered_at,
        state: State::Identified(Active { activated_at: registered_at }.identify(registered_at)),
        recovered_at: None,
    }
}

/// The same with a company.
pub(crate) fn company_account() -> Account {
    let mut account = account();
    account.contact.company = Some(Company {
        name: "Lípa s.r.o.".to_owned(),
        number: CompanyNumber::parse("25115804").unwrap(),
        vat_number: Some(VatNumber::parse("CZ25115804").unwrap()),
    });
    account
}
