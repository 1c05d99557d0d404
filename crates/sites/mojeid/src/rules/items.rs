//! The items a person hands to a service, and the claims that carry each (reference: mojeID's appendix of claims).

/// One thing a person decides about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Item {
    /// Given and family name as one line.
    FullName,
    /// Given name.
    GivenName,
    /// Family name.
    FamilyName,
    /// The mojeID user name.
    UserName,
    /// E-mail address, and that it was proven.
    Email,
    /// Mobile number, and that it was proven.
    Phone,
    /// Permanent address.
    Address,
    /// Date of birth.
    BirthDate,
    /// Age in years.
    Age,
    /// Whether the person is of age.
    Adult,
    /// Name of the company.
    Organization,
    /// IČO.
    CompanyNumber,
    /// DIČ.
    VatNumber,
    /// Whether the account is identified.
    Identified,
    /// The language the person reads.
    Language,
}

impl Item {
    /// Every item, in the order in which they are shown.
    pub(crate) const ALL: [Self; 15] = [
        Self::FullName,
        Self::GivenName,
        Self::FamilyName,
        Self::UserName,
        Self::Email,
        Self::Phone,
        Self::Address,
        Self::BirthDate,
        Self::Age,
        Self::Adult,
        Self::Organization,
        Self::CompanyNumber,
        Self::VatNumber,
        Self::Identified,
        Self::Language,
    ];

    /// What the item is called in the database, in forms and in the keys of texts.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::FullName => "name",
            Self::GivenName => "given-name",
            Self::FamilyName => "family-name",
            Self::UserName => "user-name",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Address => "address",
            Self::BirthDate => "birth-date",
            Self::Age => "age",
            Self::Adult => "adult",
            Self::Organization => "organization",
            Self::CompanyNumber => "company-number",
            Self::VatNumber => "vat-number",
            Self::Identified => "identified",
            Self::Language => "language",
        }
    }

    /// Reads what [`Item::word`] writes.
    pub(crate) fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|item| item.word() == word)
    }

    /// The claims that carry this item.
    pub(crate) const fn claims(self) -> &'static [&'static str] {
        match self {
            Self::FullName => &["name"],
            Self::GivenName => &["given_name"],
            Self::FamilyName => &["family_name"],
            Self::UserName => &["preferred_username", "nickname", "mojeid_username"],
            Self::Email => &["email", "email_verified"],
            Self::Phone => &["phone_number", "phone_number_verified"],
            Self::Address => &[
                "address",
                "mojeid_address_def_street",
                "mojeid_address_def_city",
                "mojeid_address_def_postal_code",
                "mojeid_address_def_country",
            ],
            Self::BirthDate => &["birthdate"],
            Self::Age => &["mojeid_age"],
            Self::Adult => &["mojeid_is_adult"],
            Self::Organization => &["mojeid_organization"],
            Self::CompanyNumber => &["mojeid_ident_vat"],
            Self::VatNumber => &["mojeid_vat"],
            Self::Identified => &["mojeid_identified", "mojeid_status"],
            Self::Language => &["locale"],
        }
    }

    /// The item that a claim belongs to; nothing for a claim mojeID does not have.
    pub(crate) fn of_claim(claim: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|item| item.claims().contains(&claim))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_claims_name_exactly_one_item() {
        for item in Item::ALL {
            assert_eq!(Item::from_word(item.word()), Some(item));
            for claim in item.claims() {
                assert_eq!(Item::of_claim(claim), Some(item), "{claim}");
            }
        }
        assert_eq!(Item::of_claim("sub"), None);
        assert_eq!(Item::of_claim("mojeid_ident_card"), None);
        assert_eq!(Item::from_word(""), None);
    }
}
