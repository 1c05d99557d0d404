//! Finding N1: people are found however they write their own names and addresses, and nobody is taken for somebody else.
//!
//! The register here holds the people of the demo world and more than ten thousand made-up ones, most of whom differ
//! from another by one thing only: namesakes born on one day in the next house, neighbours, fathers and sons.

use std::collections::HashMap;

use values::{Language, PersonName, PostalAddress, Timestamp};

use crate::rules::matching::{Match, MatchingAttributes, exactly_one};
use crate::rules::person::Person;
use crate::rules::person_input::PersonInput;

const CLUSTERS: usize = 700;

struct Register {
    people: Vec<Person>,
    by_birth_date: HashMap<String, Vec<usize>>,
}

/// How a person is described.
struct Written {
    name: PersonName,
    address: PostalAddress,
    /// Nothing was left out: it says as much as the register has.
    is_whole: bool,
}

impl Register {
    fn new(people: Vec<Person>) -> Self {
        let mut by_birth_date: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, person) in people.iter().enumerate() {
            by_birth_date.entry(person.birth_date.to_string()).or_default().push(index);
        }
        Self { people, by_birth_date }
    }

    /// As the store does it: everybody born on that day, then the rules.
    fn find(&self, written: &Written, like: &Person) -> Option<usize> {
        let attributes = MatchingAttributes {
            name: written.name.clone(),
            birth_date: like.birth_date,
            address: Some(written.address.clone()),
            document: None,
        };
        let born = &self.by_birth_date[&like.birth_date.to_string()];
        match exactly_one(&attributes, born.iter().map(|index| (*index, self.people[*index].clone()))) {
            Match::One(index) => Some(index),
            Match::None => None,
        }
    }
}

// mission: A4 B6
#[test]
fn nobody_is_taken_for_somebody_else_and_everybody_is_found() {
    let mut people = demo_world();
    let mut chance = Chance(7);
    for _ in 0..CLUSTERS {
        people.extend(cluster(&mut chance));
    }
    assert!(people.len() > 10_000, "{}", people.len());
    let register = Register::new(people);
    let (mut asked, mut found) = (0, 0);
    for (own, person) in register.people.iter().enumerate() {
        // A sixth of the spellings each: every one is tried with nearly two thousand people.
        let tried = spellings(person).into_iter().enumerate().filter(|(index, _)| (index + own) % 6 == 0);
        for (_, written) in tried {
            asked += 1;
            let Some(index) = register.find(&written, person) else {
                assert!(!written.is_whole, "not found: {} at {}", written.name, written.address);
                continue;
            };
            found += 1;
            let other = &register.people[index];
            assert_eq!(
                index, own,
                "{} at {} wrote {} at {} and was taken for {} at {}",
                person.name, person.address, written.name, written.address, other.name, other.address
            );
        }
    }
    println!("{found} of {asked} descriptions of {} people found", register.people.len());
}

/// Without neighbours and namesakes, what was shortened is enough.
#[test]
fn whoever_has_no_namesake_is_found_by_what_they_shortened_too() {
    let mut chance = Chance(11);
    for _ in 0..300 {
        let person = cluster(&mut chance).swap_remove(0);
        let register = Register::new(vec![person.clone()]);
        for written in spellings(&person) {
            let found = register.find(&written, &person);
            assert_eq!(
                found,
                Some(0),
                "{} at {}: {} at {}",
                person.name,
                person.address,
                written.name,
                written.address
            );
        }
    }
}

/// So many of the made-up people who differ in everything.
pub(crate) fn made_up(count: usize) -> Vec<Person> {
    let mut chance = Chance(13);
    (0..count).map(|_| cluster(&mut chance).swap_remove(0)).collect()
}

pub(crate) fn demo_world() -> Vec<Person> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../svornik/demo/world.toml");
    let world: toml::Value = toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let people = world["person"].as_array().unwrap().iter();
    let registered = people.filter_map(|person| person.get("register")).map(|written| {
        let written: PersonInput = written.clone().try_into().unwrap();
        written.read(Timestamp::parse("2026-11-21T18:00:00Z").unwrap()).unwrap()
    });
    registered.collect()
}

/// Reproducible chance (Knuth's MMIX generator).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }

    fn of<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }
}

const GIVEN: [&str; 10] = [
    "Jan",
    "Klára Marie",
    "Anna-Marie",
    "Žofie",
    "Jiří",
    "Conan",
    "Zoë",
    "Maria Anna Eva",
    "Łukasz",
    "Ľudovít",
];
const FAMILY: [&str; 9] = [
    "Novák",
    "Nováková",
    "O'Brien",
    "Dvořák Malý",
    "Svoboda",
    "Nguyen Thi",
    "Müller",
    "D'Agostino-Nová",
    "Štúr",
];
const STREETS: [&str; 11] = [
    "Dlouhá",
    "náměstí Míru",
    "třída Svobody",
    "17. listopadu",
    "Milady Horákové",
    "nábřeží Závodu míru",
    "sídliště Vajgar",
    "U Mlýna",
    "kapitána Jaroše",
    "Na Kopci",
    "1. máje",
];
const TOWNS: [(&str, &str); 5] = [
    ("Praha 1-Staré Město", "110 00"),
    ("Brno-střed", "602 00"),
    ("Ostrava", "708 00"),
    ("Ústí nad Labem", "400 01"),
    ("Frýdek-Místek", "738 01"),
];

/// A person, and those who differ from them by one thing.
fn cluster(chance: &mut Chance) -> Vec<Person> {
    let (given, family) = (chance.of(&GIVEN), chance.of(&FAMILY));
    let street = chance.of(&STREETS);
    let (town, code) = TOWNS[chance.below(TOWNS.len())];
    let (house, door) = (100 + chance.below(2_000), 1 + chance.below(90));
    let born = format!("{}-{:02}-{:02}", 1930 + chance.below(80), 1 + chance.below(12), 1 + chance.below(28));
    let at = |number: String| format!("{street} {number}");
    let numbers = [
        format!("{house}/{door}"),
        format!("{house}/{}", door + 1),
        format!("{}/{door}", house + 1),
        format!("{house}/{door}a"),
        format!("{house}/{door}b"),
        format!("{house}{door}"),
        format!("č. ev. {house}"),
    ];
    // Namesakes born on one day, in other houses of one street.
    let mut people: Vec<Person> =
        numbers.into_iter().map(|number| person(given, family, &born, &at(number), town, code)).collect();
    let home = at(format!("{house}/{door}"));
    // In another street, town, part of the town, or under another postal code.
    let other_street = STREETS.iter().find(|other| **other != street).unwrap();
    people.push(person(given, family, &born, &format!("{other_street} {house}/{door}"), town, code));
    people.push(person(given, family, &born, &home, "Olomouc", code));
    people.push(person(given, family, &born, &home, town, "779 00"));
    people.push(person(given, family, &born, &home, "Praha 1-Josefov", code));
    // Father and son, and a twin in one house.
    people.push(person(given, family, "1911-11-11", &home, town, code));
    people.push(person("Vavřinec", family, &born, &home, town, code));
    people.push(person(given, "Zelinka", &born, &home, town, code));
    // A neighbour, with all but the house the same.
    people.push(person("Vavřinec", "Zelinka", &born, &at(format!("{}/{}", house + 2, door + 2)), town, code));
    people
}

fn person(given: &str, family: &str, born: &str, street: &str, town: &str, code: &str) -> Person {
    Person {
        name: PersonName::parse(given, family).unwrap(),
        birth_date: born.parse().unwrap(),
        place_of_birth: "Olomouc".to_owned(),
        address: PostalAddress::parse(street, town, code, "CZ").unwrap(),
        document: None,
        data_box: None,
    }
}

/// A person as they write themselves.
fn spellings(person: &Person) -> Vec<Written> {
    let names = names(&person.name);
    let addresses = addresses(&person.address);
    let mut written = Vec::new();
    // Each name with the address in full, each address with the name in full, and both shortened together.
    for (index, (name, name_is_whole)) in names.iter().enumerate() {
        let (address, address_is_whole) = &addresses[index % addresses.len()];
        for (address, address_is_whole) in [(&person.address, true), (address, *address_is_whole)] {
            let is_whole = *name_is_whole && address_is_whole;
            written.push(Written { name: name.clone(), address: address.clone(), is_whole });
        }
    }
    for (address, is_whole) in addresses {
        written.push(Written { name: person.name.clone(), address, is_whole });
    }
    written
}

fn names(name: &PersonName) -> Vec<(PersonName, bool)> {
    let (given, family) = (name.given(), name.family());
    let of = |given: String, family: String| PersonName::parse(&given, &family).unwrap();
    let first = given.split([' ', '-']).next().unwrap_or(given).to_owned();
    let last = given.rsplit([' ', '-']).next().unwrap_or(given).to_owned();
    vec![
        (of(given.to_uppercase(), family.to_uppercase()), true),
        (of(format!("  {} ", given.to_lowercase()), family.replace(' ', "  ")), true),
        (of(given.replace('-', " - "), family.replace('-', "‑")), true),
        (of(given.replace('-', " "), family.replace('\'', "’")), true),
        (of(format!("Ing. {given}"), format!("{family}, Ph.D.")), true),
        (of(format!("MUDr. Bc. {given}"), format!("{family} DiS.")), true),
        (of(first, family.to_owned()), false),
        (of(last, family.replace('\'', "")), false),
        (of(plain(given), plain(family)), false),
    ]
}

fn addresses(address: &PostalAddress) -> Vec<(PostalAddress, bool)> {
    let street = address.street();
    let (name, number) = street.rsplit_once(' ').unwrap();
    let name = name.strip_suffix("č. ev.").unwrap_or(name).trim();
    let is_cottage = street.contains("č. ev.");
    let labelled =
        if is_cottage { format!("evidenční číslo {number}") } else { format!("č.p. {number}") };
    let short = name
        .replace("náměstí", "nám.")
        .replace("třída", "tř.")
        .replace("nábřeží", "nábř.")
        .replace("sídliště", "sídl.")
        .replace("kapitána", "kpt.")
        .replace("17. ", "17.");
    let town = address.city();
    let whole = |street: &str, town: &str| {
        let (code, country) = (address.postal_code().replace(' ', ""), address.country().name(Language::Cs));
        (PostalAddress::parse(street, town, &code, country).unwrap(), true)
    };
    let part = |street: &str, town: &str| (whole(street, town).0, false);
    let mut all = vec![
        whole(&street.to_uppercase(), &town.to_uppercase()),
        whole(&format!("{short} {labelled}"), &town.replace('-', " - ")),
        whole(&format!("ul. {name} {labelled},"), &town.replace("nad Labem", "n. L.")),
        whole(&street.replace('/', " / "), &town.replace('-', "–")),
        part(&plain(street), &plain(town)),
        part(street, town.split(['-']).next().unwrap_or(town)),
        part(street, if town.starts_with("Praha") { "Hlavní město Praha" } else { town }),
    ];
    if let Some((house, door)) = number.split_once('/') {
        all.push(part(&format!("{name} {door}"), town));
        all.push(part(&format!("{short} č. p. {house}"), town));
        // Shorter ones might be orientation numbers.
        if house.len() > 3 {
            all.push(part(&format!("{name} {house}"), town));
        }
    }
    all
}

/// Without accents, as on a keyboard that has none.
fn plain(text: &str) -> String {
    const WITH: &str = "áčďéěíňóřšťúůýžľĺŕôäëüÁČĎÉĚÍŇÓŘŠŤÚŮÝŽĽŁł";
    const WITHOUT: &str = "acdeeinorstuuyzllroaeuACDEEINORSTUUYZLLl";
    let change =
        |c: char| WITH.chars().position(|with| with == c).and_then(|at| WITHOUT.chars().nth(at)).unwrap_or(c);
    text.chars().map(change).collect()
}
