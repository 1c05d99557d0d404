//! Founding an account: what is typed, and what it becomes.

use values::{Timestamp, UserName, UserNameError};

use super::account::Contact;
use super::contact::{self, Complaint, ContactForm};
use super::password::{NewPassword, PasswordProblem};

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

/// An application in which every field is good by itself.
#[derive(Debug)]
pub(crate) struct Registration {
    /// The user name, perhaps taken.
    pub(crate) user_name: UserName,
    /// The password.
    pub(crate) password: NewPassword,
    /// Everything else.
    pub(crate) contact: Contact,
}

/// What is wrong with an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RegistrationComplaint {
    /// The form of the user name.
    #[error("user name {0}")]
    UserName(UserNameError),
    /// Somebody has it, perhaps in other case.
    #[error("the user name is taken")]
    UserNameTaken,
    /// The password.
    #[error(transparent)]
    Password(PasswordProblem),
    /// Contact data.
    #[error(transparent)]
    Contact(#[from] Complaint),
    /// The e-mail address has founded another account within 30 days (B5). Neither when nor whose is told.
    #[error("the e-mail address founded an account not long ago")]
    EmailUsed,
    /// The telephone number has founded another account within 30 days (B5).
    #[error("the telephone number founded an account not long ago")]
    PhoneUsed,
}

impl RegistrationForm {
    /// What was filled in, without the password, if every field is good by itself: for an application that was checked
    /// before.
    pub(crate) fn without_password(&self, now: Timestamp) -> Option<(UserName, Contact)> {
        let place = contact::parse_postal_info(&self.contact).ok()?;
        let contact::PostalInfo { name, address, company } = place;
        let contact = Contact {
            name,
            birth_date: contact::parse_birth_date(&self.birth_date, now).ok()?,
            email: contact::parse_email(&self.email).ok()?,
            phone: contact::parse_phone(&self.phone).ok()?,
            address,
            company,
        };
        Some((UserName::parse(&self.user_name).ok()?, contact))
    }

    /// Reads all fields; complaints come in the order of the form.
    pub(crate) fn check(&self, now: Timestamp) -> Result<Registration, Vec<RegistrationComplaint>> {
        use RegistrationComplaint as On;

        let mut complaints = Vec::new();
        let user_name =
            UserName::parse_new(&self.user_name).map_err(|error| complaints.push(On::UserName(error)));
        let password = NewPassword::parse(&self.password, &[self.user_name.trim(), self.email.trim()])
            .map_err(|problem| complaints.push(On::Password(problem)));
        let birth_date = contact::parse_birth_date(&self.birth_date, now);
        let email = contact::parse_email(&self.email);
        let phone = contact::parse_phone(&self.phone);
        let place = contact::parse_postal_info(&self.contact);

        let (on_name, on_address): (Vec<_>, Vec<_>) =
            place.as_ref().err().into_iter().flatten().partition(|complaint| is_about_name(complaint));
        let of_fields =
            [birth_date.as_ref().err(), email.as_ref().err(), phone.as_ref().err()].into_iter().flatten();
        complaints.extend(on_name.into_iter().chain(of_fields).chain(on_address).copied().map(On::Contact));

        match (user_name, password, place, birth_date, email, phone) {
            (Ok(user_name), Ok(password), Ok(place), Ok(birth_date), Ok(email), Ok(phone)) => {
                let contact::PostalInfo { name, address, company } = place;
                Ok(Registration {
                    user_name,
                    password,
                    contact: Contact { name, birth_date, email, phone, address, company },
                })
            }
            _ => Err(complaints),
        }
    }
}

const fn is_about_name(complaint: &Complaint) -> bool {
    matches!(complaint, Complaint::GivenName(_) | Complaint::FamilyName(_))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use values::{BirthDateError, EmailAddressError, NameError, PhoneNumberError};

    use super::*;

    const NOW: Timestamp = Timestamp::from_unix_ms(1_800_000_000_000);

    fn application() -> RegistrationForm {
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
    fn a_good_application_becomes_a_registration() {
        let registration = application().check(NOW).map_err(|complaints| format!("{complaints:?}")).unwrap();
        assert_eq!(registration.user_name.as_str(), "jana");
        assert_eq!(registration.contact.phone.as_str(), "+420601100001");
    }

    #[test]
    fn every_field_has_its_complaint() {
        // mission: B4
        use RegistrationComplaint as On;
        type Spoil = fn(&mut RegistrationForm);
        let table: [(Spoil, RegistrationComplaint); 10] = [
            // finding R18
            (|a| a.user_name = "Podpora".into(), On::UserName(UserNameError::Reserved)),
            (|a| a.user_name = "jana nováková".into(), On::UserName(UserNameError::Character(' '))),
            (|a| a.password = "krátké".into(), On::Password(PasswordProblem::TooShort)),
            (|a| a.password = "jana.novakova@posta.example".into(), On::Password(PasswordProblem::OwnName)),
            (
                |a| a.birth_date = "1. 1. 2090".into(),
                On::Contact(Complaint::BirthDate(BirthDateError::InFuture)),
            ),
            (|a| a.email = "jana".into(), On::Contact(Complaint::Email(EmailAddressError::NotOneAt))),
            (
                |a| a.phone = "+49 151 12345678".into(),
                On::Contact(Complaint::Phone(PhoneNumberError::NotCzechOrSlovak)),
            ),
            (
                |a| a.phone = "+420 224 123 456".into(),
                On::Contact(Complaint::Phone(PhoneNumberError::NotMobile)),
            ),
            (|a| a.contact.country = "AT".into(), On::Contact(Complaint::CountryElsewhere)),
            (
                |a| a.contact.given_name = "R2D2".into(),
                On::Contact(Complaint::GivenName(NameError::Character)),
            ),
        ];
        for (spoil, expected) in table {
            let mut application = application();
            spoil(&mut application);
            let complaints = application.check(NOW).err().unwrap_or_default();
            assert!(complaints.contains(&expected), "{expected:?} is not in {complaints:?}");
        }
    }

    #[test]
    fn an_empty_form_complains_in_the_order_of_its_fields() {
        let complaints = RegistrationForm::default().check(NOW).unwrap_err();
        assert_eq!(complaints.len(), 11, "{complaints:?}");
        assert!(matches!(complaints[0], RegistrationComplaint::UserName(_)));
        assert!(matches!(complaints[2], RegistrationComplaint::Contact(Complaint::GivenName(_))));
        assert!(matches!(complaints[10], RegistrationComplaint::Contact(Complaint::CountryMissing)));
    }

    proptest! {
        #[test]
        fn any_input_is_read_without_a_panic(fields in proptest::collection::vec("\\PC{0,50}", 14)) {
            let [user_name, password, birth_date, email, phone, given_name, family_name, street, city, postal_code, country,
                company_name, company_number, vat_number] = <[String; 14]>::try_from(fields).unwrap();
            let contact = ContactForm { given_name, family_name, street, city, postal_code, country, company_name, company_number, vat_number };
            let _ = RegistrationForm { user_name, password, birth_date, email, phone, contact }.check(NOW);
        }
    }
}
