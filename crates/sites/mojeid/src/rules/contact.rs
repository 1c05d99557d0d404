//! Reading contact data as people type it: CZ and SK only (B4), every error beside its field.

use values::{PersonName, PostalAddress};

use super::account::Contact;
use super::company::{COMPANY_NAME_MAX_CHARACTERS, Company, CompanyNumber, VatNumber};
use super::field_errors::FieldErrors;

/// Name, address and company as typed: what a person with an identified account can edit at once.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
#[serde(default)]
pub struct ContactForm {
    /// Given name.
    pub given_name: String,
    /// Family name.
    pub family_name: String,
    /// Street and number.
    pub street: String,
    /// Town.
    pub city: String,
    /// Postal code.
    pub postal_code: String,
    /// `CZ` or `SK`.
    pub country: String,
    /// The company's name, or nothing.
    pub company_name: String,
    /// IČO, or nothing.
    pub company_number: String,
    /// DIČ, or nothing.
    pub vat_number: String,
}

/// What [`ContactForm`] becomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PostalInfo {
    /// Given and family name.
    pub(crate) name: PersonName,
    /// Permanent address.
    pub(crate) address: PostalAddress,
    /// The company, if there is one.
    pub(crate) company: Option<Company>,
}

/// Which of the two ways to reach a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Channel {
    /// By e-mail.
    Email,
    /// By SMS.
    Phone,
}

impl Channel {
    /// Both, in the order of a registration.
    pub(crate) const ALL: [Self; 2] = [Self::Email, Self::Phone];

    /// As the database has it.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Phone => "phone",
        }
    }
}

impl ContactForm {
    /// Name, address and company, or everything that is wrong with them.
    pub(crate) fn parse(&self) -> Result<PostalInfo, FieldErrors> {
        let mut errors = FieldErrors::default();
        let name = self.name(&mut errors);
        let postal_info = self.postal_info(name, &mut errors);
        errors.ok(postal_info)
    }

    /// The name; a registration form has other fields between it and the address.
    pub(super) fn name(&self, errors: &mut FieldErrors) -> Option<PersonName> {
        let name = PersonName::from_form(&self.given_name, &self.family_name);
        let of_parts = name.as_ref().err().map(|errors| (errors.given, errors.family)).unwrap_or_default();
        for (field, error) in [("given_name", of_parts.0), ("family_name", of_parts.1)] {
            errors.check(field, error.map_or(Ok(()), Err));
        }
        name.ok()
    }

    /// Address and company, and that the name and the address fit into the window of an envelope.
    pub(super) fn postal_info(
        &self,
        name: Option<PersonName>,
        errors: &mut FieldErrors,
    ) -> Option<PostalInfo> {
        let (address, company) = (self.address(errors), self.company(errors));
        let (name, address, company) = (name?, address?, company.ok()?);
        if !delivery::fits_window(&envelope(&name, &address)) {
            errors.add("street", "envelope");
            return None;
        }
        Some(PostalInfo { name, address, company })
    }

    fn address(&self, errors: &mut FieldErrors) -> Option<PostalAddress> {
        let parsed = PostalAddress::from_form(&self.street, &self.city, &self.postal_code, &self.country);
        if let Err(of_parts) = &parsed {
            errors.check("street", of_parts.street.map_or(Ok(()), Err));
            errors.check("city", of_parts.city.map_or(Ok(()), Err));
            errors.check("postal_code", of_parts.postal_code.map_or(Ok(()), Err));
        }
        if self.country.trim().is_empty() {
            errors.add("country", "missing");
        } else if !is_home(&self.country) {
            errors.add("country", "elsewhere");
            return None;
        }
        parsed.ok()
    }

    /// None if there is no company; an error if something is wrong with it.
    fn company(&self, errors: &mut FieldErrors) -> Result<Option<Company>, ()> {
        let [name, number, vat_number] =
            [&self.company_name, &self.company_number, &self.vat_number].map(|text| text.trim());
        if name.is_empty() && number.is_empty() && vat_number.is_empty() {
            return Ok(None);
        }
        let name = if name.is_empty() {
            errors.add("company_name", "company-incomplete");
            None
        } else {
            errors.check("company_name", values::line(name, COMPANY_NAME_MAX_CHARACTERS))
        };
        let number = if number.is_empty() {
            errors.add("company_number", "company-incomplete");
            None
        } else {
            errors.check("company_number", CompanyNumber::parse(number))
        };
        let vat_number = (!vat_number.is_empty()).then(|| VatNumber::parse(vat_number)).transpose();
        let vat_number = errors.check("vat_number", vat_number);
        match (name, number, vat_number) {
            (Some(name), Some(number), Some(vat_number)) => Ok(Some(Company { name, number, vat_number })),
            _ => Err(()),
        }
    }
}

/// The lines of an envelope: what PIN3 proves and nothing else. A company's name would be a line of text that nobody
/// compares and that a postman reads.
pub(crate) fn envelope(name: &PersonName, address: &PostalAddress) -> Vec<String> {
    [name.to_string()].into_iter().chain(address.lines()).collect()
}

/// Whether what PIN3 has proven is no longer so: the letter went to this name at this address (B6). Correcting the
/// spelling changes neither.
pub(crate) fn needs_new_letter(before: &Contact, after: &PostalInfo) -> bool {
    !after.name.is_respelling_of(&before.name) || !after.address.is_respelling_of(&before.address)
}

fn is_home(country: &str) -> bool {
    values::Country::parse(country).is_ok_and(values::Country::is_czech_or_slovak)
}

#[cfg(test)]
mod tests {
    use super::super::field_errors::FieldError;
    use super::*;

    fn these(all: &[(&'static str, &'static str)]) -> FieldErrors {
        all.iter().map(|&(field, reason)| FieldError { field, reason }).collect()
    }

    fn entered() -> ContactForm {
        ContactForm {
            given_name: "Jana".into(),
            family_name: "Nováková".into(),
            street: "Lipová 12".into(),
            city: "Olomouc".into(),
            postal_code: "77900".into(),
            country: "CZ".into(),
            ..ContactForm::default()
        }
    }

    #[test]
    fn only_the_two_republics() {
        // mission: B4
        assert!(entered().parse().is_ok());
        let slovak = ContactForm { postal_code: "949 01".into(), country: "SK".into(), ..entered() };
        assert!(slovak.parse().is_ok());
        for country in ["DE", "PL", "xx"] {
            let errors = (ContactForm { country: country.into(), ..entered() }).parse().unwrap_err();
            assert!(errors.contains("country", "elsewhere"), "{country}: {errors:?}");
        }
        assert_eq!(
            (ContactForm { country: " ".into(), ..entered() }).parse(),
            Err(these(&[("country", "missing")]))
        );
    }

    #[test]
    fn every_empty_field_complains_for_itself() {
        let errors = ContactForm::default().parse().unwrap_err();
        assert_eq!(
            errors,
            these(&[
                ("given_name", "empty"),
                ("family_name", "empty"),
                ("street", "empty"),
                ("city", "empty"),
                ("postal_code", "empty"),
                ("country", "missing"),
            ])
        );
    }

    #[test]
    fn a_company_has_at_least_a_name_and_a_number() {
        let company = |name: &str, number: &str, vat: &str| {
            let entered = ContactForm {
                company_name: name.into(),
                company_number: number.into(),
                vat_number: vat.into(),
                ..entered()
            };
            entered.parse().map(|place| place.company)
        };
        assert!(company("Lípa s.r.o.", "25115804", "CZ25115804").unwrap().is_some());
        assert_eq!(company("Lípa s.r.o.", "", ""), Err(these(&[("company_number", "company-incomplete")])));
        assert_eq!(company("", "25115804", ""), Err(these(&[("company_name", "company-incomplete")])));
        assert_eq!(
            company("Lípa s.r.o.", "25115805", "12"),
            Err(these(&[("company_number", "form"), ("vat_number", "form")]))
        );
    }

    // finding L1
    #[test]
    fn what_does_not_fit_on_an_envelope_is_refused_when_it_is_typed() {
        let long = ContactForm {
            given_name: "Maximiliana Alexandra ".repeat(4),
            family_name: "Nováková Procházková ".repeat(4),
            street: "Na Dlouhé Lávce ".repeat(7),
            city: "Město Touškov ".repeat(5),
            ..entered()
        };
        assert_eq!(long.parse(), Err(these(&[("street", "envelope")])));
        let company_name = "Společnost pro rozvoj ".repeat(9);
        let with_company = ContactForm { company_name, company_number: "25115804".into(), ..entered() };
        assert!(with_company.parse().is_ok(), "it is not on the envelope");
    }

    // findings L3, R5, R13
    #[test]
    fn what_the_post_cannot_deliver_is_refused_when_it_is_typed() {
        let errors = |change: ContactForm| change.parse().unwrap_err();
        assert_eq!(
            errors(ContactForm { given_name: "小明".into(), city: "Прага".into(), ..entered() }),
            these(&[("given_name", "not-latin"), ("city", "not-latin")])
        );
        assert_eq!(
            errors(ContactForm { postal_code: "040 01".into(), ..entered() }),
            these(&[("postal_code", "country")])
        );
        let one_name = (ContactForm { given_name: "-".into(), ..entered() }).parse().unwrap();
        assert_eq!(one_name.name.to_string(), "Nováková");
    }

    #[test]
    fn a_letter_proves_a_name_at_an_address() {
        // mission: B6
        let place = entered().parse().unwrap();
        let contact = Contact {
            name: place.name.clone(),
            birth_date: "1988-04-12".parse().unwrap(),
            email: "jana@posta.example".parse().unwrap(),
            phone: "+420601100001".parse().unwrap(),
            address: place.address.clone(),
            company: None,
        };
        let changed = |change: ContactForm| needs_new_letter(&contact, &change.parse().unwrap());
        assert!(!changed(ContactForm { street: " LIPOVÁ  12".into(), ..entered() }));
        // finding N2
        assert!(!changed(ContactForm {
            street: "ul. Lipová 12".into(),
            city: "OLOMOUC".into(),
            ..entered()
        }));
        // finding 19: a new number or part of the town is no spelling
        assert!(changed(ContactForm { street: "ul. Lipová 340/12".into(), ..entered() }));
        assert!(changed(ContactForm { city: "Olomouc-Hodolany".into(), ..entered() }));
        let away = "Olomouc - Malá Dubová - Lipová";
        assert!(changed(ContactForm {
            street: "Malá Dubová 12/99".into(), city: away.into(), ..entered()
        }));
        assert!(changed(ContactForm { street: "Lipová 13".into(), ..entered() }));
        assert!(changed(ContactForm { street: "Lipová 12a".into(), ..entered() }));
        assert!(changed(ContactForm { family_name: "Malá".into(), ..entered() }));
        let with_company =
            ContactForm { company_name: "Lípa".into(), company_number: "25115804".into(), ..entered() };
        assert!(!changed(with_company));
    }
}
