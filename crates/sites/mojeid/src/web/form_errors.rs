//! What people are told about what they entered.

use codes::CodeRejection;
use web::{FormErrors, Page, Problem};

use crate::rules::field_errors::FieldErrors;

/// Puts each error beside its field.
pub(crate) fn add_all(errors: &mut FormErrors, page: &Page, field_errors: &FieldErrors) {
    for error in field_errors.iter() {
        add(errors, page, error.field, error.reason);
    }
}

/// Puts an error beside its field, with the text `error-FIELD-REASON`, or `error-REASON` where fields share one.
pub(crate) fn add(errors: &mut FormErrors, page: &Page, field: &'static str, reason: &str) {
    let own = format!("error-{}-{reason}", field.replace('_', "-"));
    errors.add(field, if page.has_text(&own) { own } else { format!("error-{reason}") });
}

/// Puts beside its field why a code was not taken.
pub(crate) fn add_code(errors: &mut FormErrors, field: &'static str, rejection: CodeRejection) {
    match rejection {
        CodeRejection::Wrong { tries_left } => {
            errors.add(field, "pin-wrong").with("left", tries_left);
        }
        CodeRejection::Malformed { expected_chars } => {
            errors.add(field, "pin-malformed").with("chars", expected_chars);
        }
        CodeRejection::NoTriesLeft => {
            errors.add(field, "pin-no-tries-left");
        }
        CodeRejection::Expired => {
            errors.add(field, "pin-expired");
        }
        CodeRejection::NotIssued => {
            errors.add(field, "pin-not-issued");
        }
    }
}

/// The same for a code among others: it is called by its label, and an empty field says what to type.
pub(crate) fn add_entered_code(
    errors: &mut FormErrors,
    page: &Page,
    field: &'static str,
    label: &'static str,
    entered: &str,
    rejection: CodeRejection,
) {
    let (key, number) = match rejection {
        CodeRejection::Malformed { .. } if entered.trim().is_empty() => {
            return add(errors, page, field, "empty");
        }
        CodeRejection::Wrong { tries_left: 0 } | CodeRejection::NoTriesLeft => ("code-worn-out", None),
        CodeRejection::Wrong { tries_left } => ("code-wrong", Some(tries_left.to_string())),
        CodeRejection::Malformed { expected_chars } => ("code-malformed", Some(expected_chars.to_string())),
        CodeRejection::Expired => ("code-expired", None),
        CodeRejection::NotIssued => ("code-not-issued", None),
    };
    errors.add(field, key).with("code", page.text(label)).with("number", number.unwrap_or_default());
}

/// The password was not looked at.
pub(crate) fn busy(error: secrets::PasswordError) -> Problem {
    const SOON_SECONDS: u64 = 5;
    match error {
        secrets::PasswordError::Busy => Problem::too_many_requests(SOON_SECONDS),
        secrets::PasswordError::Unreadable => Problem::internal(&error),
    }
}

#[cfg(test)]
mod tests {
    use values::{
        BirthDateError, EmailAddressError, Language, LineError, NameError, PhoneNumberError, PostalCodeError,
        UserNameError,
    };
    use web::testing::{site, visitor};

    use super::*;
    use crate::rules::company::CompanyNumberError;
    use crate::rules::field_errors::Reason;
    use crate::rules::password::PasswordProblem;

    #[test]
    fn every_reason_has_its_text() {
        let name: [&dyn Reason; 3] = [&NameError::Empty, &NameError::Character, &NameError::NotLatin];
        let line: [&dyn Reason; 3] = [&LineError::Empty, &LineError::ControlCharacter, &LineError::NotLatin];
        let password: [&dyn Reason; 5] = [
            &PasswordProblem::Missing,
            &PasswordProblem::TooShort,
            &PasswordProblem::TooLong,
            &PasswordProblem::OwnName,
            &PasswordProblem::TooSimple,
        ];
        let fields: [(&str, &[&dyn Reason]); 13] = [
            ("user_name", &[&UserNameError::Empty, &UserNameError::Hyphen, &UserNameError::Reserved]),
            ("password", &password),
            ("new_password", &password),
            ("given_name", &name),
            ("family_name", &name),
            (
                "birth_date",
                &[
                    &BirthDateError::Empty,
                    &BirthDateError::InFuture,
                    &BirthDateError::NoSuchDay,
                    &BirthDateError::Incomplete,
                    &BirthDateError::Format,
                ],
            ),
            ("email", &[&EmailAddressError::Empty, &EmailAddressError::NotOneAt]),
            (
                "phone",
                &[
                    &PhoneNumberError::Empty,
                    &PhoneNumberError::NotMobile,
                    &PhoneNumberError::TooShort,
                    &PhoneNumberError::TooLong,
                    &PhoneNumberError::NotDigits(' '),
                    &PhoneNumberError::Unassigned,
                ],
            ),
            ("street", &line),
            ("city", &line),
            ("postal_code", &[&PostalCodeError::Empty, &PostalCodeError::OtherCountry]),
            ("company_number", &[&CompanyNumberError]),
            ("vat_number", &[&CompanyNumberError]),
        ];
        let others = [
            ("user_name", "long"),
            ("user_name", "taken"),
            ("user_name", "own"),
            ("email", "used"),
            ("phone", "used"),
            ("postal_code", "form"),
            ("country", "missing"),
            ("country", "elsewhere"),
            ("street", "envelope"),
            ("company_name", "company-incomplete"),
            ("company_name", "line"),
            ("name", "empty"),
            ("present", "empty"),
        ];
        let of_fields =
            fields.into_iter().flat_map(|(field, all)| all.iter().map(move |it| (field, it.reason())));
        let site = site("mojeid", i18n::locales!());
        let page = visitor(&site, Language::Cs).page();
        for (field, reason) in of_fields.chain(others) {
            let mut errors = FormErrors::new();
            add(&mut errors, &page, field, reason);
            let key = errors.iter().next().unwrap().key().to_owned();
            assert!(page.has_text(&key), "{key} of {field}");
        }
    }
}
