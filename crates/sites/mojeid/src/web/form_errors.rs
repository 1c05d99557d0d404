//! What people are told about what they entered.

use codes::CodeRejection;
use values::{
    BirthDateError, EmailAddressError, LineError, NameError, PhoneNumberError, PostalCodeError, UserNameError,
};
use web::{FormErrors, Page, Problem};

use crate::rules::contact::Complaint;
use crate::rules::password::PasswordProblem;
use crate::rules::registration::RegistrationComplaint;

/// The key of the complaint about an empty field.
pub(super) const REQUIRED: &str = "error-required";

/// Puts a complaint about a registration beside its field.
pub(super) fn add_registration(errors: &mut FormErrors, page: &Page, complaint: RegistrationComplaint) {
    match complaint {
        RegistrationComplaint::UserName(error) => {
            add(errors, page, "user_name", about_user_name(error));
        }
        RegistrationComplaint::UserNameTaken => {
            errors.add("user_name", "error-user-name-taken");
        }
        RegistrationComplaint::Password(problem) => {
            add(errors, page, "password", about_password(problem));
        }
        RegistrationComplaint::EmailUsed => {
            errors.add("email", "error-email-used");
        }
        RegistrationComplaint::PhoneUsed => {
            errors.add("phone", "error-phone-used");
        }
        RegistrationComplaint::Contact(complaint) => add_contact(errors, page, complaint),
    }
}

/// Puts a complaint about contact data beside its field.
pub(super) fn add_contact(errors: &mut FormErrors, page: &Page, complaint: Complaint) {
    let (field, key) = match complaint {
        Complaint::GivenName(error) => ("given_name", about_name(error, "error-given-name")),
        Complaint::FamilyName(error) => ("family_name", about_name(error, "error-family-name")),
        Complaint::BirthDate(error) => ("birth_date", about_birth_date(error)),
        Complaint::Email(error) => ("email", about_email(error)),
        Complaint::Phone(error) => ("phone", about_phone(error)),
        Complaint::Street(error) => ("street", about_line(error)),
        Complaint::City(error) => ("city", about_line(error)),
        Complaint::PostalCode(PostalCodeError::Empty) => ("postal_code", REQUIRED),
        Complaint::PostalCode(PostalCodeError::OtherCountry) => ("postal_code", "error-postal-code-country"),
        Complaint::PostalCode(_) => ("postal_code", "error-postal-code"),
        Complaint::CountryMissing => ("country", "error-country-missing"),
        Complaint::CountryElsewhere => ("country", "error-country"),
        Complaint::CompanyName(error) => ("company_name", about_line(error)),
        Complaint::CompanyNameMissing => ("company_name", "error-company-incomplete"),
        Complaint::CompanyNumber => ("company_number", "error-company-number"),
        Complaint::CompanyNumberMissing => ("company_number", "error-company-incomplete"),
        Complaint::VatNumber => ("vat_number", "error-vat-number"),
        Complaint::TooLongForEnvelope => ("street", "error-envelope"),
    };
    add(errors, page, field, key);
}

/// Complains about a field; that it is empty by a sentence that says what to type.
pub(super) fn add(errors: &mut FormErrors, page: &Page, field: &'static str, key: &'static str) {
    if key != REQUIRED {
        errors.add(field, key);
    } else if let Some(key) = empty(field) {
        errors.add(field, key);
    } else {
        let name = page.text(&format!("field-{}", field.replace('_', "-"))).to_string();
        errors.add(field, key).with("field", name);
    }
}

/// What to type into an empty field.
const fn empty(field: &str) -> Option<&'static str> {
    Some(match field.as_bytes() {
        b"user_name" => "empty-user-name",
        b"password" => "empty-password",
        b"new_password" => "empty-new-password",
        b"given_name" => "empty-given-name",
        b"family_name" => "empty-family-name",
        b"birth_date" => "empty-birth-date",
        b"email" => "empty-email",
        b"phone" => "empty-phone",
        b"street" => "empty-street",
        b"city" => "empty-city",
        b"postal_code" => "empty-postal-code",
        b"pin1" => "empty-pin1",
        b"pin2" => "empty-pin2",
        b"pin3" => "empty-pin3",
        b"email_code" => "empty-email-code",
        b"phone_code" => "empty-phone-code",
        b"code" => "empty-code",
        b"present" => "empty-present",
        _ => return None,
    })
}

/// Why a new password is not good enough.
pub(super) const fn about_password(problem: PasswordProblem) -> &'static str {
    match problem {
        PasswordProblem::Missing => REQUIRED,
        PasswordProblem::TooShort => "error-password-short",
        PasswordProblem::TooLong => "error-password-long",
        PasswordProblem::OwnName => "error-password-own-name",
        PasswordProblem::TooSimple => "error-password-simple",
    }
}

/// Puts beside its field why a code was not taken.
pub(super) fn add_code(errors: &mut FormErrors, field: &'static str, rejection: CodeRejection) {
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
pub(super) fn add_entered_code(
    errors: &mut FormErrors,
    page: &Page,
    field: &'static str,
    label: &'static str,
    entered: &str,
    rejection: CodeRejection,
) {
    let (key, number) = match rejection {
        CodeRejection::Malformed { .. } if entered.trim().is_empty() => {
            return add(errors, page, field, REQUIRED);
        }
        CodeRejection::Wrong { tries_left: 0 } | CodeRejection::NoTriesLeft => ("code-worn-out", None),
        CodeRejection::Wrong { tries_left } => ("code-wrong", Some(tries_left.to_string())),
        CodeRejection::Malformed { expected_chars } => ("code-malformed", Some(expected_chars.to_string())),
        CodeRejection::Expired => ("code-expired", None),
        CodeRejection::NotIssued => ("code-not-issued", None),
    };
    errors.add(field, key).with("code", page.text(label)).with("number", number.unwrap_or_default());
}

const fn about_user_name(error: UserNameError) -> &'static str {
    match error {
        UserNameError::Empty => REQUIRED,
        UserNameError::TooLong { .. } => "error-user-name-long",
        UserNameError::Character(_) | UserNameError::Hyphen => "error-user-name-form",
        UserNameError::Reserved => "error-user-name-reserved",
    }
}

const fn about_name(error: NameError, otherwise: &'static str) -> &'static str {
    match error {
        NameError::Empty => REQUIRED,
        NameError::TooLong { .. } | NameError::Character => otherwise,
        NameError::NotLatin => "error-not-latin",
    }
}

const fn about_birth_date(error: BirthDateError) -> &'static str {
    match error {
        BirthDateError::Empty => REQUIRED,
        BirthDateError::InFuture => "error-birth-date-future",
        BirthDateError::NoSuchDay => "error-birth-date-no-such-day",
        BirthDateError::Incomplete => "error-birth-date-incomplete",
        BirthDateError::Format | BirthDateError::TooLongAgo => "error-birth-date-form",
    }
}

const fn about_email(error: EmailAddressError) -> &'static str {
    match error {
        EmailAddressError::Empty => REQUIRED,
        _ => "error-email-form",
    }
}

const fn about_phone(error: PhoneNumberError) -> &'static str {
    match error {
        PhoneNumberError::Empty => REQUIRED,
        PhoneNumberError::NotCzechOrSlovak | PhoneNumberError::NotMobile => "error-phone-country",
        PhoneNumberError::TooShort => "error-phone-short",
        PhoneNumberError::TooLong => "error-phone-long",
        PhoneNumberError::NotDigits(_) => "error-phone-characters",
        PhoneNumberError::NoCountryCode | PhoneNumberError::Unassigned => "error-phone-form",
    }
}

const fn about_line(error: LineError) -> &'static str {
    match error {
        LineError::Empty => REQUIRED,
        LineError::TooLong { .. } | LineError::ControlCharacter => "error-line",
        LineError::NotLatin => "error-not-latin",
    }
}

/// The password was not looked at.
pub(super) fn busy(error: secrets::PasswordError) -> Problem {
    const SOON_SECONDS: u64 = 5;
    match error {
        secrets::PasswordError::Busy => Problem::too_many_requests(SOON_SECONDS),
        secrets::PasswordError::Unreadable => Problem::internal(&error),
    }
}
