//! Registering an account: what is typed, and what it becomes.

use values::{BirthDate, EmailAddress, PhoneNumber, Timestamp, UserName};

use super::account::Contact;
use super::contact::{ContactForm, PostalInfo};
use super::field_errors::FieldErrors;
use super::password::NewPassword;

/// The registration form as typed.
#[derive(Clone, Default, serde::Deserialize, serde::Serialize)]
#[serde(default)]
pub struct RegistrationForm {
    /// The user name.
    pub user_name: String,
    /// The password.
    pub password: String,
    /// Date of birth.
    pub birth_date: String,
    /// E-mail address.
    pub email: String,
    /// Mobile number.
    pub phone: String,
    /// Name, address, company.
    #[serde(flatten)]
    pub contact: ContactForm,
}

/// A form in which every field is good by itself.
#[derive(Debug)]
pub(crate) struct Registration {
    /// The user name, perhaps taken.
    pub(crate) user_name: UserName,
    /// The password.
    pub(crate) password: NewPassword,
    /// Everything else.
    pub(crate) contact: Contact,
}

impl RegistrationForm {
    /// Reads all fields.
    pub(crate) fn parse(&self, now: Timestamp) -> Result<Registration, FieldErrors> {
        let mut errors = FieldErrors::default();
        let user_name = errors.check("user_name", UserName::parse_new(&self.user_name));
        let names = [self.user_name.trim(), self.email.trim()];
        let password = errors.check("password", NewPassword::parse(&self.password, &names));
        let contact = self.parse_contact(now, &mut errors);
        match (user_name, password, contact) {
            (Some(user_name), Some(password), Some(contact)) => {
                Ok(Registration { user_name, password, contact })
            }
            _ => Err(errors),
        }
    }

    /// User name and contact data of a form that was parsed before and is kept without its password.
    pub(crate) fn parse_without_password(&self, now: Timestamp) -> Option<(UserName, Contact)> {
        let contact = self.parse_contact(now, &mut FieldErrors::default())?;
        Some((UserName::parse(&self.user_name).ok()?, contact))
    }

    fn parse_contact(&self, now: Timestamp, errors: &mut FieldErrors) -> Option<Contact> {
        let name = self.contact.name(errors);
        let birth_date = errors.check("birth_date", BirthDate::parse(&self.birth_date, now));
        let email = errors.check("email", EmailAddress::parse(&self.email));
        let phone = errors.check("phone", PhoneNumber::parse_czech_or_slovak_mobile(&self.phone));
        let PostalInfo { name, address, company } = self.contact.postal_info(name, errors)?;
        Some(Contact { name, birth_date: birth_date?, email: email?, phone: phone?, address, company })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOW: Timestamp = Timestamp::from_unix_ms(1_800_000_000_000);

    fn form() -> RegistrationForm {
        RegistrationForm {
            user_name: "jana".into(),
            password: "lipa kvete v cervnu".into(),
            birth_date: "12. 4. 1988".into(),
            email: "jana.novakova@posta.example".into(),
            phone: "601 100 001".into(),
            contact: ContactForm {
                given_name: "Jana".into(),
                family_name: "Nováková".into(),
                street: "Lipová 12".into(),
                city: "Olomouc".into(),
                postal_code: "779 00".into(),
                country: "CZ".into(),
                ..ContactForm::default()
            },
        }
    }

    #[test]
    fn a_good_form_becomes_a_registration() {
        let registration = form().parse(NOW).unwrap();
        assert_eq!(registration.user_name.as_str(), "jana");
        assert_eq!(registration.contact.phone.as_str(), "+420601100001");
    }

    #[test]
    fn every_field_has_its_error() {
        // mission: B4
        type Spoil = fn(&mut RegistrationForm);
        let table: [(Spoil, &str, &str); 10] = [
            // finding R18
            (|a| a.user_name = "Podpora".into(), "user_name", "reserved"),
            (|a| a.user_name = "jana nováková".into(), "user_name", "form"),
            (|a| a.password = "krátké".into(), "password", "password-short"),
            (|a| a.password = "jana.novakova@posta.example".into(), "password", "password-own-name"),
            (|a| a.birth_date = "1. 1. 2090".into(), "birth_date", "future"),
            (|a| a.email = "jana".into(), "email", "form"),
            (|a| a.phone = "+49 151 12345678".into(), "phone", "country"),
            (|a| a.phone = "+420 224 123 456".into(), "phone", "country"),
            (|a| a.contact.country = "AT".into(), "country", "elsewhere"),
            (|a| a.contact.given_name = "R2D2".into(), "given_name", "form"),
        ];
        for (spoil, field, reason) in table {
            let mut form = form();
            spoil(&mut form);
            let errors = form.parse(NOW).unwrap_err();
            assert!(errors.contains(field, reason), "{field} {reason} is not in {errors:?}");
        }
    }

    #[test]
    fn the_errors_of_an_empty_form_come_in_the_order_of_its_fields() {
        let errors = RegistrationForm::default().parse(NOW).unwrap_err();
        let fields: Vec<&str> = errors.iter().map(|error| error.field).collect();
        assert_eq!(
            fields,
            [
                "user_name",
                "password",
                "given_name",
                "family_name",
                "birth_date",
                "email",
                "phone",
                "street",
                "city",
                "postal_code",
                "country"
            ]
        );
    }

    proptest! {
        #[test]
        fn any_input_is_read_without_a_panic(fields in proptest::collection::vec("\\PC{0,50}", 14)) {
            let [user_name, password, birth_date, email, phone, given_name, family_name, street, city, postal_code, country,
                company_name, company_number, vat_number] = <[String; 14]>::try_from(fields).unwrap();
            let contact = ContactForm { given_name, family_name, street, city, postal_code, country, company_name, company_number, vat_number };
            let _ = RegistrationForm { user_name, password, birth_date, email, phone, contact }.parse(NOW);
        }
    }
}
