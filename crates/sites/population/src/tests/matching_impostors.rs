//! Findings 17 and 18: whoever describes somebody chooses the text of the address, and a letter goes where a postman
//! reads it to go. Nobody describes the house of another so that the letter comes to their own.

use values::PostalAddress;

use super::matching_spellings::{demo_world, made_up};
use crate::rules::matching::{Match, MatchingAttributes, exactly_one};

/// The impostor's own house, and what leads a letter there.
const OWN_STREET: &str = "Dubová";
const OWN: [&str; 24] = [
    "Dubová",
    "Dubová 99",
    "Malá Dubová 99",
    "ul. Dubová",
    "část Dubová",
    "hl. m. Dubová",
    "okres Dubová",
    "pošta Dubová",
    "D.",
    "99",
    "99a",
    "č. p. 99",
    "č. or. 99",
    "č. ev. 99",
    "byt 99",
    "dveře č. 99",
    "99. patro",
    "99 np",
    "P. O. BOX 99",
    "poste restante",
    "u Karla Zloděje",
    "c/o Zloděj",
    "Zloděj s.r.o.",
    "\u{200b}Zloděj\u{feff}",
];
const SEPARATORS: [&str; 6] = [" ", ", ", " - ", "/", " (", ". "];

// mission: A4 B6
#[test]
fn no_letter_of_an_impostor_is_addressed_to_a_registered_person() {
    let mut tried = 0;
    for person in demo_world().into_iter().chain(made_up(40)) {
        let home = &person.address;
        let (name, number) = home.street().rsplit_once(' ').unwrap();
        let (street, city) = (home.street(), home.city());
        let mut described = vec![
            (format!("{OWN_STREET} {number}"), city.to_owned()),
            (format!("{OWN_STREET} {number}"), format!("{city} - {OWN_STREET} - {name}")),
            (format!("{OWN_STREET} {number}/99"), format!("{city} - {OWN_STREET} - {name}")),
            (format!("{OWN_STREET} {number}, {name}"), format!("{city}-{OWN_STREET}")),
            (format!("{name} 99, {number}"), city.to_owned()),
            (format!("{name} {number}99"), city.to_owned()),
            (format!("{name} {number}{}", home.postal_code()), city.to_owned()),
            (format!("{}. {number}", name.chars().take(1).collect::<String>()), city.to_owned()),
            (street.to_owned(), format!("{OWN_STREET} - {city}")),
            (number.to_owned(), format!("{city} - {OWN_STREET}")),
        ];
        for own in OWN {
            for separator in SEPARATORS {
                for (before, after) in [(street, ""), ("", street), (name, number)] {
                    described.push((format!("{before}{separator}{own}{separator}{after}"), city.to_owned()));
                }
                for (before, after) in [(city, ""), ("", city)] {
                    described
                        .push((street.to_owned(), format!("{before}{separator}{own}{separator}{after}")));
                }
            }
        }
        let find = |address: &PostalAddress| {
            let attributes = MatchingAttributes {
                name: person.name.clone(),
                birth_date: person.birth_date,
                address: Some(address.clone()),
                document: None,
            };
            exactly_one(&attributes, [((), person.clone())])
        };
        assert_eq!(find(home), Match::One(()), "{home}");
        for (street, city) in described {
            let address =
                PostalAddress::parse(&street, &city, home.postal_code(), home.country().as_str()).unwrap();
            tried += 1;
            assert_eq!(find(&address), Match::None, "{address} is not {home}");
            assert!(!address.is_respelling_of(home), "{address} is not {home}");
        }
        for line_of_its_own in ["\n", "\u{202e}", "\u{2066}", "\u{2028}"] {
            let street = format!("{street}{line_of_its_own}{OWN_STREET} 99");
            assert!(PostalAddress::parse(&street, city, home.postal_code(), "CZ").is_err(), "{street:?}");
        }
    }
    println!("{tried} descriptions found nobody");
}
