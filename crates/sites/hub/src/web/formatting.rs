//! The rules' types as text in the person's language.

use ::web::Page;
use population_api::{DocumentKind, Reason};
use values::AssuranceLevel;

use crate::context::{Context, HUB_NAME};
use crate::rules::claims::PersonData;
use crate::rules::item::{Item, Items};
use crate::rules::login::Outcome;
use crate::rules::service::ServiceId;

/// What a level is good for, with the term behind it.
pub(crate) fn level_in_words(page: &Page, level: AssuranceLevel) -> String {
    let key = match level {
        AssuranceLevel::Low => "level-low-words",
        AssuranceLevel::Substantial => "level-substantial-words",
        AssuranceLevel::High => "level-high-words",
    };
    page.text(key).to_string()
}

/// What a service wants to be sure of, in words.
pub(crate) fn level_needed(page: &Page, level: AssuranceLevel) -> String {
    let key = match level {
        AssuranceLevel::Low => "level-low-needed",
        AssuranceLevel::Substantial => "level-substantial-needed",
        AssuranceLevel::High => "level-high-needed",
    };
    page.text(key).to_string()
}

/// The value of an item, as people write it; none if the register has none.
pub(crate) fn value(page: &Page, data: &PersonData, item: Item) -> Option<String> {
    match item {
        Item::GivenName => data.given_name.clone(),
        Item::FamilyName => data.family_name.clone(),
        Item::BirthDate => data.birthdate.map(|date| date.written(page.language())),
        Item::PlaceOfBirth => data.place_of_birth.clone(),
        Item::Address => data.address.as_ref().map(|address| address.shown(page.language())),
        Item::Document => data.document.as_ref().map(|document| {
            let kind = match document.kind {
                DocumentKind::IdentityCard => "document-identity-card",
                DocumentKind::Passport => "document-passport",
                _ => "document-other",
            };
            format!("{} {}", page.text(kind), document.number)
        }),
        Item::DataBox => data.data_box.clone(),
    }
}

/// The text of an item.
pub(crate) fn item(page: &Page, item: Item) -> String {
    let key = match item {
        Item::GivenName => "item-given_name",
        Item::FamilyName => "item-family_name",
        Item::BirthDate => "item-birthdate",
        Item::PlaceOfBirth => "item-place_of_birth",
        Item::Address => "item-address",
        Item::Document => "item-document",
        Item::DataBox => "item-data_box",
    };
    page.text(key).to_string()
}

/// The texts of items in one line.
pub(crate) fn items(page: &Page, items: &Items) -> String {
    let names: Vec<_> = items.iter().map(|one| item(page, one)).collect();
    names.join(", ")
}

/// The text of an outcome and the colour of its tag.
pub(crate) fn outcome(page: &Page, outcome: Outcome) -> (String, &'static str) {
    let (key, colour) = match outcome {
        Outcome::Authenticated => ("outcome-authenticated", "grey"),
        Outcome::LoggedIn => ("outcome-logged-in", "green"),
        Outcome::SingleSignOn => ("outcome-single-sign-on", "green"),
        Outcome::LevelTooLow => ("outcome-level-too-low", "orange"),
        Outcome::ReleaseRefused => ("outcome-release-refused", "orange"),
    };
    (page.text(key).to_string(), colour)
}

/// Why the register was asked; a reason of somebody else's stands as it is.
pub(crate) fn reason(page: &Page, word: &str) -> String {
    let known = Reason::ALL.into_iter().find(|reason| reason.as_str() == word);
    let key = match known {
        Some(Reason::Identification) => "register-reason-identification",
        Some(Reason::Login) => "register-reason-login",
        Some(Reason::Portal) => "register-reason-portal",
        None => return word.to_owned(),
    };
    page.text(key).to_string()
}

/// The name of a service in the person's language.
pub(crate) fn service(context: &Context, page: &Page, id: &ServiceId) -> String {
    if id.is_portal() {
        return page.text("hub-portal").to_string();
    }
    if context.is_enrolling(id) {
        return page.text("history-enrolment").to_string();
    }
    match context.services.get(id) {
        Some(service) => service.name(page.language()).to_owned(),
        None => page.text("service-gone").to_string(),
    }
}

/// For whom the register was asked: the hub tells it the Czech name.
pub(crate) fn on_behalf_of(context: &Context, page: &Page, name: &str) -> String {
    if name == HUB_NAME {
        return page.text("hub-name").to_string();
    }
    let service = context.services.named(name);
    service.as_deref().map_or(name, |service| service.name(page.language())).to_owned()
}
