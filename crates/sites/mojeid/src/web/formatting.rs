//! Items of an account as people read them.

use i18n::LocalizedText;
use web::Page;

use crate::rules::account::{Account, State};
use crate::rules::items::Item;
use values::{PostalAddress, Timestamp};

/// What an item is called.
pub(crate) fn item_name(page: &Page, item: Item) -> String {
    page.text(&format!("item-{}", item.word())).to_string()
}

/// What an account has there; nothing when the person has left it empty.
pub(crate) fn item_value(page: &Page, account: &Account, item: Item, now: Timestamp) -> Option<String> {
    const FULL_AGE_YEARS: i16 = 18;
    let contact = &account.contact;
    let company = contact.company.as_ref();
    let yes_or_no = |yes: bool| page.text(if yes { "value-yes" } else { "value-no" }).to_string();
    // No letter and no register has proven what the person says of a company.
    let unproven = |value: String| page.text("value-unproven").with("value", value).to_string();
    let age_years = contact.birth_date.age_years(now);
    Some(match item {
        Item::FullName => contact.name.to_string(),
        Item::GivenName => part_of_name(contact.name.given())?,
        Item::FamilyName => part_of_name(contact.name.family())?,
        Item::UserName => account.user_name.to_string(),
        Item::Email => contact.email.to_string(),
        Item::Phone => contact.phone.shown(),
        Item::Address => account_address(page, account),
        Item::BirthDate => contact.birth_date.written(page.language()),
        Item::Age => age_years.to_string(),
        Item::Adult => yes_or_no(age_years >= FULL_AGE_YEARS),
        Item::Organization => unproven(company?.name.clone()),
        Item::CompanyNumber => unproven(company?.number.to_string()),
        Item::VatNumber => unproven(company?.vat_number.as_ref()?.to_string()),
        Item::Identified => state_name(page, &account.state).to_string(),
        Item::Language => account.language.own_name().to_owned(),
    })
}

fn part_of_name(part: &str) -> Option<String> {
    (!part.is_empty()).then(|| part.to_owned())
}

/// Street, postal code, town, country.
pub(crate) fn account_address(page: &Page, account: &Account) -> String {
    address(page, &account.contact.address)
}

/// The same of any address.
pub(crate) fn address(page: &Page, address: &PostalAddress) -> String {
    let country = page.text(country_key(address.country().as_str()));
    let postal_code = values::unbroken(address.postal_code());
    format!("{}, {postal_code} {}, {country}", address.street(), address.city())
}

/// What a state is called.
pub(crate) fn state_name<'a>(page: &'a Page, state: &State) -> LocalizedText<'a> {
    page.text(match state {
        State::Registered(_) => "state-registered",
        State::Active(_) => "state-active",
        State::Identified(_) => "state-identified",
    })
}

fn country_key(code: &str) -> &'static str {
    if code == "SK" { "country-sk" } else { "country-cz" }
}
