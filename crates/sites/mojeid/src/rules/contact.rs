//! Reading contact data as people type it: CZ and SK only (B4), every complaint at its field.

use values::{
    BirthDate, BirthDateError, EmailAddress, EmailAddressError, LineError, NameError, PersonName,
    PhoneNumber, PhoneNumberError, PostalAddress, PostalCodeError, Timestamp,
};

use super::account::Contact;
use super::company::{COMPANY_NAME_MAX_CHARACTERS, Company, CompanyNumber, VatNumber};

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

/// What is wrong with one field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Complaint {
    /// Given name.
    #[error("given name {0}")]
    GivenName(NameError),
    /// Family name.
    #[error("family name {0}")]
    FamilyName(NameError),
    /// Date of birth.
    #[error("date of birth {0}")]
    BirthDate(BirthDateError),
    /// E-mail address.
    #[error("e-mail address {0}")]
    Email(EmailAddressError),
    /// Telephone number (B4).
    #[error("telephone number {0}")]
    Phone(PhoneNumberError),
    /// Street.
    #[error("street {0}")]
    Street(LineError),
    /// Town.
    #[error("town {0}")]
    City(LineError),
    /// Postal code.
    #[error("postal code {0}")]
    PostalCode(PostalCodeError),
    /// No country was chosen.
    #[error("country is missing")]
    CountryMissing,
    /// Neither the Czech nor the Slovak Republic (B4).
    #[error("country is neither the Czech nor the Slovak Republic")]
    CountryElsewhere,
    /// Name of the company.
    #[error("name of the company {0}")]
    CompanyName(LineError),
    /// IČO.
    #[error("IČO is not valid")]
    CompanyNumber,
    /// DIČ.
    #[error("DIČ is not valid")]
    VatNumber,
    /// A company needs its name and its IČO.
    #[error("name of the company is missing beside its number")]
    CompanyNameMissing,
    /// A company needs its name and its IČO.
    #[error("IČO is missing beside the company's other data")]
    CompanyNumberMissing,
    /// Name and address together do not fit into the window of an envelope.
    #[error("the address is too long for an envelope")]
    TooLongForEnvelope,
}

/// Name, address and company, or everything that is wrong with them.
pub(crate) fn parse_postal_info(entered: &ContactForm) -> Result<PostalInfo, Vec<Complaint>> {
    let mut complaints = Vec::new();
    let name = PersonName::from_form(&entered.given_name, &entered.family_name).map_err(|errors| {
        complaints.extend(errors.given.map(Complaint::GivenName));
        complaints.extend(errors.family.map(Complaint::FamilyName));
    });
    let address = parse_address(entered).map_err(|errors| complaints.extend(errors));
    let company = parse_company(entered).map_err(|errors| complaints.extend(errors));
    match (name, address, company) {
        (Ok(name), Ok(address), Ok(company)) => {
            if delivery::fits_window(&envelope(&name, &address)) {
                Ok(PostalInfo { name, address, company })
            } else {
                Err(vec![Complaint::TooLongForEnvelope])
            }
        }
        _ => Err(complaints),
    }
}

/// The lines of an envelope: what PIN3 proves and nothing else. A company's name would be a line of text that nobody
/// compares and that a postman reads.
pub(crate) fn envelope(name: &PersonName, address: &PostalAddress) -> Vec<String> {
    [name.to_string()].into_iter().chain(address.lines()).collect()
}

/// A mobile number of a Czech or Slovak operator (B4).
pub(crate) fn parse_phone(entered: &str) -> Result<PhoneNumber, Complaint> {
    PhoneNumber::parse_czech_or_slovak_mobile(entered).map_err(Complaint::Phone)
}

/// An e-mail address.
pub(crate) fn parse_email(entered: &str) -> Result<EmailAddress, Complaint> {
    EmailAddress::parse(entered).map_err(Complaint::Email)
}

/// A date of birth that is not in the future.
pub(crate) fn parse_birth_date(entered: &str, now: Timestamp) -> Result<BirthDate, Complaint> {
    BirthDate::parse(entered, now).map_err(Complaint::BirthDate)
}

/// Whether what PIN3 has proven is no longer so: the letter went to this name at this address (B6). Correcting the
/// spelling changes neither.
pub(crate) fn needs_new_letter(before: &Contact, after: &PostalInfo) -> bool {
    !after.name.is_respelling_of(&before.name) || !after.address.is_respelling_of(&before.address)
}

fn parse_address(entered: &ContactForm) -> Result<PostalAddress, Vec<Complaint>> {
    let mut complaints = Vec::new();
    let parsed =
        PostalAddress::from_form(&entered.street, &entered.city, &entered.postal_code, &entered.country);
    if let Err(errors) = &parsed {
        complaints.extend(errors.street.map(Complaint::Street));
        complaints.extend(errors.city.map(Complaint::City));
        complaints.extend(errors.postal_code.map(Complaint::PostalCode));
    }
    if entered.country.trim().is_empty() {
        complaints.push(Complaint::CountryMissing);
    } else if !is_home(&entered.country) {
        complaints.push(Complaint::CountryElsewhere);
    }
    match parsed {
        Ok(address) if complaints.is_empty() => Ok(address),
        _ => Err(complaints),
    }
}

fn is_home(country: &str) -> bool {
    values::Country::parse(country).is_ok_and(values::Country::is_czech_or_slovak)
}

fn parse_company(entered: &ContactForm) -> Result<Option<Company>, Vec<Complaint>> {
    let [name, number, vat_number] =
        [&entered.company_name, &entered.company_number, &entered.vat_number].map(|text| text.trim());
    if name.is_empty() && number.is_empty() && vat_number.is_empty() {
        return Ok(None);
    }
    let mut complaints = Vec::new();
    let name = values::line(name, COMPANY_NAME_MAX_CHARACTERS).map_err(|error| {
        complaints.push(if error == LineError::Empty {
            Complaint::CompanyNameMissing
        } else {
            Complaint::CompanyName(error)
        });
    });
    let number_complaint =
        if number.is_empty() { Complaint::CompanyNumberMissing } else { Complaint::CompanyNumber };
    let number = CompanyNumber::parse(number).map_err(|_| complaints.push(number_complaint));
    let vat_number = (!vat_number.is_empty()).then(|| VatNumber::parse(vat_number));
    let vat_number = vat_number.transpose().map_err(|_| complaints.push(Complaint::VatNumber));
    match (name, number, vat_number) {
        (Ok(name), Ok(number), Ok(vat_number)) => Ok(Some(Company { name, number, vat_number })),
        _ => Err(complaints),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert!(parse_postal_info(&entered()).is_ok());
        let slovak = ContactForm { postal_code: "949 01".into(), country: "SK".into(), ..entered() };
        assert!(parse_postal_info(&slovak).is_ok());
        for country in ["DE", "PL", "xx"] {
            let complaints =
                parse_postal_info(&ContactForm { country: country.into(), ..entered() }).unwrap_err();
            assert!(complaints.contains(&Complaint::CountryElsewhere), "{country}: {complaints:?}");
        }
        assert_eq!(
            parse_postal_info(&ContactForm { country: " ".into(), ..entered() }),
            Err(vec![Complaint::CountryMissing])
        );
    }

    #[test]
    fn every_empty_field_complains_for_itself() {
        let complaints = parse_postal_info(&ContactForm::default()).unwrap_err();
        assert_eq!(
            complaints,
            [
                Complaint::GivenName(NameError::Empty),
                Complaint::FamilyName(NameError::Empty),
                Complaint::Street(LineError::Empty),
                Complaint::City(LineError::Empty),
                Complaint::PostalCode(PostalCodeError::Empty),
                Complaint::CountryMissing,
            ]
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
            parse_postal_info(&entered).map(|place| place.company)
        };
        assert!(company("Lípa s.r.o.", "25115804", "CZ25115804").unwrap().is_some());
        assert_eq!(company("Lípa s.r.o.", "", ""), Err(vec![Complaint::CompanyNumberMissing]));
        assert_eq!(company("", "25115804", ""), Err(vec![Complaint::CompanyNameMissing]));
        assert_eq!(
            company("Lípa s.r.o.", "25115805", "12"),
            Err(vec![Complaint::CompanyNumber, Complaint::VatNumber])
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
        assert_eq!(parse_postal_info(&long), Err(vec![Complaint::TooLongForEnvelope]));
        let company_name = "Společnost pro rozvoj ".repeat(9);
        let with_company = ContactForm { company_name, company_number: "25115804".into(), ..entered() };
        assert!(parse_postal_info(&with_company).is_ok(), "it is not on the envelope");
    }

    // findings L3, R5, R13
    #[test]
    fn what_the_post_cannot_deliver_is_refused_when_it_is_typed() {
        let complaints = |change: ContactForm| parse_postal_info(&change).unwrap_err();
        assert_eq!(
            complaints(ContactForm { given_name: "小明".into(), city: "Прага".into(), ..entered() }),
            [Complaint::GivenName(NameError::NotLatin), Complaint::City(LineError::NotLatin)]
        );
        assert_eq!(
            complaints(ContactForm { postal_code: "040 01".into(), ..entered() }),
            [Complaint::PostalCode(PostalCodeError::OtherCountry)]
        );
        let one_name = parse_postal_info(&ContactForm { given_name: "-".into(), ..entered() }).unwrap();
        assert_eq!(one_name.name.to_string(), "Nováková");
    }

    #[test]
    fn a_letter_proves_a_name_at_an_address() {
        // mission: B6
        let place = parse_postal_info(&entered()).unwrap();
        let contact = Contact {
            name: place.name.clone(),
            birth_date: "1988-04-12".parse().unwrap(),
            email: parse_email("jana@posta.example").unwrap(),
            phone: parse_phone("601100001").unwrap(),
            address: place.address.clone(),
            company: None,
        };
        let changed = |change: ContactForm| needs_new_letter(&contact, &parse_postal_info(&change).unwrap());
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
