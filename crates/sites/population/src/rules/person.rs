//! A person as the register knows them.

use population_api::{Document, PersonData};
use values::{BirthDate, PersonName, PostalAddress};

values::id_type!(
    /// The register's own id of a person. It never leaves this site: each client sees its own
    /// [`PairwiseId`](population_api::PairwiseId).
    pub PersonId
);

/// Reference data about one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Given and family name.
    pub name: PersonName,
    /// Date of birth.
    pub birth_date: BirthDate,
    /// Municipality (or state) of birth.
    pub place_of_birth: String,
    /// Permanent residence.
    pub address: PostalAddress,
    /// The document in force, if there is one.
    pub document: Option<Document>,
    /// The identifier of the person's data box, if they have one.
    pub data_box: Option<String>,
}

impl Person {
    /// Everything as it goes out; who has one name only lacks the other item.
    pub(crate) fn into_data(self) -> PersonData {
        let part = |part: &str| (!part.is_empty()).then(|| part.to_owned());
        PersonData {
            given_name: part(self.name.given()),
            family_name: part(self.name.family()),
            birthdate: Some(self.birth_date),
            place_of_birth: Some(self.place_of_birth),
            address: Some(self.address),
            document: self.document,
            data_box: self.data_box,
        }
    }
}
