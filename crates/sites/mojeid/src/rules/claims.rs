//! The values of an account's claims (B2; OpenID Connect Core §5.1; mojeID's appendix of claims).

use serde_json::{Value, json};
use values::Timestamp;

use super::account::{Account, State};

/// Full age in both republics.
const FULL_AGE_YEARS: i16 = 18;

/// The value of one claim; nothing when the account has none, or mojeID has no such claim.
pub(crate) fn value(account: &Account, claim: &str, now: Timestamp) -> Option<Value> {
    let contact = &account.contact;
    let (address, company) = (&contact.address, contact.company.as_ref());
    Some(match claim {
        "name" => json!(contact.name.to_string()),
        "given_name" => json!(some(contact.name.given())?),
        "family_name" => json!(some(contact.name.family())?),
        "preferred_username" | "nickname" | "mojeid_username" => json!(account.user_name.as_str()),
        "email" => json!(contact.email.as_str()),
        // Only an active account hands anything out, and its e-mail address and number are proven.
        "email_verified" | "phone_number_verified" => json!(account.state.is_active()),
        "phone_number" => json!(contact.phone.as_str()),
        "address" => json!({
            "formatted": address.lines().join("\n"),
            "street_address": address.street(),
            "locality": address.city(),
            "postal_code": address.postal_code(),
            "country": address.country().as_str(),
        }),
        "mojeid_address_def_street" => json!(address.street()),
        "mojeid_address_def_city" => json!(address.city()),
        "mojeid_address_def_postal_code" => json!(address.postal_code()),
        "mojeid_address_def_country" => json!(address.country().as_str()),
        "birthdate" => json!(contact.birth_date.to_string()),
        "mojeid_age" => json!(contact.birth_date.age_years(now)),
        "mojeid_is_adult" => json!(contact.birth_date.age_years(now) >= FULL_AGE_YEARS),
        "mojeid_organization" => json!(company?.name),
        "mojeid_ident_vat" => json!(company?.number.as_str()),
        "mojeid_vat" => json!(company?.vat_number.as_ref()?.as_str()),
        "mojeid_identified" => json!(account.state.is_identified()),
        "mojeid_status" => json!(status(&account.state)),
        "locale" => json!(account.language.code()),
        _ => return None,
    })
}

/// Who has one name only has no other.
fn some(part_of_name: &str) -> Option<&str> {
    Some(part_of_name).filter(|part| !part.is_empty())
}

/// The states as mojeID names them to services (reference: status pushes).
const fn status(state: &State) -> &'static str {
    match state {
        State::Registered(_) => "REGISTERED",
        State::Active(_) => "CONDITIONALLY_IDENTIFIED",
        State::Identified(_) => "IDENTIFIED",
    }
}

#[cfg(test)]
mod tests {
    use super::super::items::Item;
    use super::super::sample;
    use super::*;

    const NOW: Timestamp = Timestamp::from_unix_ms(1_800_000_000_000);

    #[test]
    fn every_claim_of_every_item_has_a_value_for_a_full_account() {
        // mission: B2
        let account = sample::company_account();
        for claim in Item::ALL.iter().flat_map(|item| item.claims()) {
            assert!(value(&account, claim, NOW).is_some(), "{claim}");
        }
        assert_eq!(value(&account, "mojeid_ident_card", NOW), None);
    }

    #[test]
    fn the_values_are_those_of_the_account() {
        let account = sample::account();
        let expected = [
            ("name", json!("Jana Nováková")),
            ("phone_number", json!("+420601100001")),
            ("birthdate", json!("1988-04-12")),
            ("mojeid_age", json!(38)),
            ("mojeid_is_adult", json!(true)),
            ("mojeid_identified", json!(true)),
        ];
        for (claim, expected) in expected {
            assert_eq!(value(&account, claim, NOW), Some(expected), "{claim}");
        }
        assert_eq!(value(&account, "mojeid_organization", NOW), None);
        assert_eq!(value(&account, "address", NOW).unwrap()["formatted"], json!("Lipová 12\n779 00 Olomouc"));
    }
}
