//! Who is meant by a name, a birth date and what else the client knows: exactly one person, or nobody.

use population_api::Document;
use values::{BirthDate, PersonName, PostalAddress};

use super::person::Person;

/// What a client says about the person it looks for.
#[derive(Clone, Debug)]
pub(crate) struct MatchingAttributes {
    /// Given and family name.
    pub(crate) name: PersonName,
    /// Date of birth.
    pub(crate) birth_date: BirthDate,
    /// Permanent residence, if the client knows it; then it must agree.
    pub(crate) address: Option<PostalAddress>,
    /// A document, if the client knows it; then it must agree.
    pub(crate) document: Option<Document>,
}

/// The outcome of a search. Why nobody was found stays inside: a client must not learn that there are two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub(crate) enum Match<T> {
    /// Exactly this person agrees with everything that was said.
    One(T),
    /// Nobody agrees, or more than one person does.
    None,
}

/// Picks the one candidate who agrees with the attributes, however people spell their own names and addresses.
///
/// If several agree, those whose name agrees accent by accent are meant by whoever writes accents. Whoever writes none
/// cannot be told from them: nobody is found.
pub(crate) fn exactly_one<T>(
    attributes: &MatchingAttributes,
    candidates: impl IntoIterator<Item = (T, Person)>,
) -> Match<T> {
    let agreeing: Vec<(T, Person)> =
        candidates.into_iter().filter(|(_, person)| agrees(attributes, person)).collect();
    let is_ambiguous = agreeing.len() > 1;
    let is_exact =
        |person: &Person| attributes.name.has_accents() && attributes.name.is_same_name(&person.name);
    let mut meant = agreeing.into_iter().filter(|(_, person)| !is_ambiguous || is_exact(person));
    match (meant.next(), meant.next()) {
        (Some((id, _)), None) => Match::One(id),
        _ => Match::None,
    }
}

fn agrees(attributes: &MatchingAttributes, person: &Person) -> bool {
    attributes.birth_date == person.birth_date
        && attributes.name.is_form_of(&person.name)
        && attributes.document.as_ref().is_none_or(|document| person.document.as_ref() == Some(document))
        && attributes.address.as_ref().is_none_or(|address| address.is_form_of(&person.address))
}

#[cfg(test)]
mod tests {
    use super::*;
    use population_api::DocumentKind;

    fn person(given: &str, family: &str, birth_date: &str, street: &str, number: &str) -> Person {
        Person {
            name: PersonName::parse(given, family).unwrap(),
            birth_date: birth_date.parse().unwrap(),
            place_of_birth: "Olomouc".to_owned(),
            address: PostalAddress::parse(street, "Olomouc", "77900", "CZ").unwrap(),
            document: Some(Document { kind: DocumentKind::IdentityCard, number: number.to_owned() }),
            data_box: None,
        }
    }

    fn attributes_of(like: &Person) -> MatchingAttributes {
        MatchingAttributes {
            name: like.name.clone(),
            birth_date: like.birth_date,
            address: None,
            document: None,
        }
    }

    fn namesakes() -> [(u8, Person); 3] {
        [
            (1, person("Jan", "Novák", "1980-01-01", "Lipová 12", "200")),
            (2, person("Jan", "Novák", "1980-01-01", "Dubová 3", "201")),
            (3, person("Jan", "Novak", "1980-01-01", "Dubová 3", "202")),
        ]
    }

    #[test]
    fn exactly_one_person_is_found_or_nobody() {
        let people = namesakes();
        let by_name = attributes_of(&people[0].1);
        assert_eq!(exactly_one(&by_name, people.clone()), Match::None, "two namesakes");
        let at_home = MatchingAttributes { address: Some(people[1].1.address.clone()), ..by_name.clone() };
        assert_eq!(exactly_one(&at_home, people.clone()), Match::One(2));
        let with_card = MatchingAttributes { document: people[0].1.document.clone(), ..by_name.clone() };
        assert_eq!(exactly_one(&with_card, people.clone()), Match::One(1));
        let contradictory = MatchingAttributes { document: people[0].1.document.clone(), ..at_home };
        assert_eq!(exactly_one(&contradictory, people.clone()), Match::None);
        assert_eq!(exactly_one(&by_name, []), Match::<u8>::None);
    }

    #[test]
    fn who_writes_no_accents_is_found_only_if_nobody_else_fits() {
        let people = namesakes();
        let written = |given: &str, family: &str, street: &str| MatchingAttributes {
            name: PersonName::parse(given, family).unwrap(),
            address: Some(PostalAddress::parse(street, "Olomouc", "77900", "CZ").unwrap()),
            ..attributes_of(&people[0].1)
        };
        assert_eq!(exactly_one(&written("JAN", "novak", "č.p. 12, Lipová"), people.clone()), Match::One(1));
        assert_eq!(exactly_one(&written("JAN", "novak", "ul. Lipova 12"), people.clone()), Match::One(1));
        assert_eq!(exactly_one(&written("Jan", "Novák", "Dubová 3"), people.clone()), Match::One(2));
        assert_eq!(exactly_one(&written("Jan", "Novak", "Dubová 3"), people.clone()), Match::None, "two fit");
    }

    #[test]
    fn another_birth_date_is_another_person() {
        let people = namesakes();
        let younger =
            MatchingAttributes { birth_date: "1980-01-02".parse().unwrap(), ..attributes_of(&people[2].1) };
        assert_eq!(exactly_one(&younger, people), Match::None);
    }
}
