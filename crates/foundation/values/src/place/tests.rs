use proptest::prelude::*;
use proptest::sample::select;

use crate::PostalAddress;

fn at(street: &str, city: &str) -> PostalAddress {
    PostalAddress::parse(street, city, "110 00", "CZ").unwrap()
}

/// Whether people who write so are found at the register's address.
fn finds(written: (&str, &str), registered: (&str, &str)) -> bool {
    at(written.0, written.1).is_form_of(&at(registered.0, registered.1))
}

// finding N1
#[test]
fn what_people_write_is_what_the_register_has() {
    for (written, registered) in [
        // the words for numbers
        (("č. p. 12", "Lhota"), ("12", "Lhota")),
        (("č.p.12", "Lhota"), ("č. p. 12", "Lhota")),
        (("čp. 12", "Lhota"), ("číslo popisné 12", "Lhota")),
        (("cp 12", "Lhota"), ("č. p. 12", "Lhota")),
        (("č. 12", "Lhota"), ("č. p. 12", "Lhota")),
        (("ev. č. 60", "Lhota"), ("č. ev. 60", "Lhota")),
        (("č.e. 60", "Lhota"), ("číslo evidenční 60", "Lhota")),
        (("súp. č. 12", "Lehota"), ("súpisné číslo 12", "Lehota")),
        // both numbers, or either
        (("Dlouhá 45", "Praha"), ("Dlouhá 1910/45", "Praha")),
        (("Dlouhá 1910", "Praha"), ("Dlouhá 1910/45", "Praha")),
        (("Dlouhá č.p. 1910", "Praha"), ("Dlouhá 1910/45", "Praha")),
        (("Dlouhá č. p. 1910/45", "Praha"), ("Dlouhá 1910/45", "Praha")),
        (("Dlouhá č.p. 1910, č. or. 45", "Praha"), ("Dlouhá 1910/45", "Praha")),
        (("Dlouhá 1910 / 45 A", "Praha"), ("Dlouhá 1910/45a", "Praha")),
        (("Dlouhá 1910-45", "Praha"), ("Dlouhá 1910⁄45", "Praha")),
        (("Dlouhá 45 a", "Praha"), ("Dlouhá 1910/45a", "Praha")),
        (("Dlouhá 045", "Praha"), ("Dlouhá 45", "Praha")),
        (("45 Dlouhá", "Praha"), ("Dlouhá 45", "Praha")),
        // words of streets
        (("nám. Míru 45", "Praha"), ("náměstí Míru 1910/45", "Praha")),
        (("nam Miru 45", "Praha"), ("náměstí Míru 1910/45", "Praha")),
        (("Václavské nám. 1", "Praha"), ("Václavské náměstí 1", "Praha")),
        (("tř. Svobody 3", "Olomouc"), ("třída Svobody 3", "Olomouc")),
        (("Dlouhá tř. 3", "Písek"), ("Dlouhá třída 3", "Písek")),
        (("ul. Lipová 3", "Olomouc"), ("Lipová 3", "Olomouc")),
        (("ulice Lipová 3", "Olomouc"), ("Lipova 3", "Olomouc")),
        (("sídl. Vajgar 5", "Tábor"), ("sídliště Vajgar 5", "Tábor")),
        (("nábr. Hrona 5", "Zvolen"), ("nábrežie Hrona 5", "Zvolen")),
        (("kpt. Jaroše 8", "Brno"), ("kapitána Jaroše 8", "Brno")),
        (("gen. Svobody 8", "Brno"), ("generála Svobody 8", "Brno")),
        (("17 listopadu 5", "Praha"), ("17. listopadu 5", "Praha")),
        (("28.října 45", "Praha"), ("28. října 1910/45", "Praha")),
        (("Dlouhá 45, č.p. 1910", "Praha"), ("Dlouhá 1910/45", "Praha")),
        (("Hlavná ul. 5", "Nitra"), ("Hlavná ulica 5", "Nitra")),
        (("sv. Jana 5", "Praha"), ("svatého Jana 5", "Praha")),
        (("O’Brienova 3", "Praha"), ("O'Brienova 3", "Praha")),
        (("LIPOVÁ  3,", "OLOMOUC"), ("Lipová 3", "Olomouc")),
        // towns
        (("Dlouhá 45", "Praha 1"), ("Dlouhá 45", "Praha")),
        (("Dlouhá 45", "Praha 1"), ("Dlouhá 45", "Praha 1 - Staré Město")),
        (("Dlouhá 45", "Praha-Staré Město"), ("Dlouhá 45", "Praha 1–Staré Město")),
        (("Dlouhá 45", "hl. m. Praha"), ("Dlouhá 45", "Praha")),
        (("Dlouhá 45", "Hlavní město Praha"), ("Dlouhá 45", "Praha 1")),
        (("Dlouhá 45, PSČ 110 00", "Praha"), ("Dlouhá 45", "Praha")),
        (("Dlouhá 45", "110 00 Praha 1"), ("Dlouhá 45, 11000 Praha", "Praha")),
        (("Veveří 8", "Brno"), ("Veveří 8", "Brno-střed")),
        (("Opavská 8", "Ostrava"), ("Opavská 8", "Ostrava - Poruba")),
        (("Opavská 8, Poruba", "Ostrava"), ("Opavská 8", "Ostrava - Poruba")),
        (("Malá 8", "Ústí n. L."), ("Malá 8", "Ústí nad Labem")),
        (("Malá 8", "Rožnov p. Radhoštěm"), ("Malá 8", "Rožnov pod Radhoštěm")),
        (("Malá 8", "Ústí n/L"), ("Malá 8", "Ústí nad Labem")),
        (("Malá 8", "Frýdek Místek"), ("Malá 8", "Frýdek-Místek")),
        (("Malá 8", "Bratislava - mestská časť Ružinov"), ("Malá 8", "Bratislava-Ružinov")),
        (("Malá 8", "Lhota (okres Tábor)"), ("Malá 8", "Lhota, okr. Tábor")),
        (("č.p. 8", "Lhota"), ("8", "Lhota, okr. Tábor")),
        (("č.p. 8", "Ústí n. L."), ("8", "Ústí nad Labem")),
        // villages
        (("Lhota 12", "Lhota"), ("č. p. 12", "Lhota")),
        (("12", "Lhota"), ("Lhota č.p. 12", "Lhota")),
        (("Nová Ves 12", "Lhota"), ("č.p. 12", "Lhota - Nová Ves")),
        (("č.p. 12, Nová Ves", "Lhota"), ("č.p. 12", "Lhota - Nová Ves")),
        (("12", "Lhota - Nová Ves"), ("Nová Ves 12", "Lhota - Nová Ves")),
        (("č.p. 12, Nová Ves", "Lhota"), ("Nová Ves 12", "Lhota")),
        (("P. O. BOX 152", "Lhota"), ("p.o. box 152", "Lhota")),
    ] {
        assert!(finds(written, registered), "{written:?} is {registered:?}");
    }
}

// finding N1
#[test]
fn different_places_are_told_apart() {
    for (one, other) in [
        (("Lipová 12", "Olomouc"), ("Lipová 13", "Olomouc")),
        (("Lipová 12", "Olomouc"), ("Lipová 12a", "Olomouc")),
        (("Lipová 12a", "Olomouc"), ("Lipová 12b", "Olomouc")),
        (("Lipová 1910/45a", "Olomouc"), ("Lipová 45", "Olomouc")),
        (("Lipová 12/3", "Olomouc"), ("Lipová 123", "Olomouc")),
        (("Lipová 12/3", "Olomouc"), ("Lipová 12/4", "Olomouc")),
        (("Lipová 12/3", "Olomouc"), ("Lipová 3/12", "Olomouc")),
        (("Lipová 12/3", "Olomouc"), ("Lipová 13/3", "Olomouc")),
        (("Lipová č.p. 45", "Olomouc"), ("Lipová 1910/45", "Olomouc")),
        (("Lipová 586/III", "Olomouc"), ("Lipová 586/II", "Olomouc")),
        (("č. p. 60", "Lhota"), ("č. ev. 60", "Lhota")),
        (("Lipová", "Olomouc"), ("Lipová 12", "Olomouc")),
        (("Lipová 12", "Olomouc"), ("Dubová 12", "Olomouc")),
        (("Lipová 12", "Olomouc"), ("č.p. 12", "Olomouc")),
        (("Míru 12", "Olomouc"), ("náměstí Míru 12", "Olomouc")),
        (("nám. Míru 12", "Olomouc"), ("nábř. Míru 12", "Olomouc")),
        (("1. máje 5", "Olomouc"), ("5. máje 1", "Olomouc")),
        (("17. listopadu 5", "Olomouc"), ("28. listopadu 5", "Olomouc")),
        (("Malá 8", "Praha 1"), ("Malá 8", "Praha 2")),
        (("Malá 8", "Praha 1-Staré Město"), ("Malá 8", "Praha 1-Josefov")),
        (("Malá 8", "Praha"), ("Malá 8", "Prachatice")),
        (("Malá 8", "Nová Ves"), ("Malá 8", "Stará Ves")),
        (("Nová Ves 12", "Lhota"), ("Stará Ves 12", "Lhota")),
        (("Nová Ves 12", "Lhota"), ("č.p. 12", "Lhota")),
        (("Kláry 8", "Praha"), ("Klářy 8", "Praha")),
    ] {
        assert!(!finds(one, other) && !finds(other, one), "{one:?} is not {other:?}");
    }
    let place = |code, country| PostalAddress::parse("Lipová 12", "Lhota", code, country).unwrap();
    assert!(!place("110 00", "CZ").is_form_of(&place("110 01", "CZ")));
    assert!(!place("110 00", "CZ").is_form_of(&place("110 00", "SK")));
    assert!(!place("110 00", "DE").is_form_of(&place("110 00", "AT")));
    assert!(place("110 00", "DE").is_form_of(&place("110 00", "DE")));
}

// finding N2
#[test]
fn no_chain_of_corrections_leads_away() {
    let corrects = |now: (&str, &str), earlier: (&str, &str)| {
        at(now.0, now.1).is_respelling_of(&at(earlier.0, earlier.1))
    };
    for (now, earlier) in [
        (("Dlouhá 45", "Praha 1"), ("dlouha 45", "Praha 1")),
        (("náměstí Míru 45", "Praha"), ("nám. Míru 45", "Praha")),
        (("č. p. 12", "Lhota"), ("Lhota 12", "Lhota")),
        (("Dlouhá 45", "Praha"), ("DLOUHÁ  45", "praha")),
    ] {
        assert!(corrects(now, earlier), "{now:?} {earlier:?}");
    }
    for (now, earlier) in [
        (("Dlouhá 45", "Praha"), ("Dlouhá 1910/45", "Praha")),
        (("Dlouhá 1910/45", "Praha"), ("Dlouhá 45", "Praha")),
        (("Dlouhá 45a", "Praha"), ("Dlouhá 45", "Praha")),
        (("Dlouhá č.p. 45", "Praha"), ("Dlouhá 45", "Praha")),
        (("Dlouhá 45", "Praha 1"), ("Dlouhá 45", "Praha")),
        (("Dlouhá 45", "Praha - Dubová"), ("Dlouhá 45", "Praha")),
        (("Dlouhá 45, Dubová", "Praha"), ("Dlouhá 45", "Praha")),
        (("Malá 8", "Ústí n. L."), ("Malá 8", "Ústí nad Labem")),
        // finding 19
        (("Malá Dubová 12/99", "Olomouc - Malá Dubová - Lipová"), ("Lipová 12", "Olomouc")),
        (("č.p. 12", "Lhota"), ("č.p. 12", "Lhota - Nová Ves")),
        (("Lhota 12", "Lhota - Nová Ves"), ("č.p. 12", "Lhota - Nová Ves")),
        (("M. Horákové 45", "Praha"), ("Milady Horákové 45", "Praha")),
        (("Dlouhá 45", "Praha"), ("Dlouhá 45", "Praha 1")),
        (("Dlouhá 45", "Praha"), ("Dlouhá č.p. 45", "Praha")),
        (("Dlouha 45", "Praha"), ("Dlouhá 45", "Praha")),
        (("Dlouhá 46", "Praha"), ("Dlouhá 45", "Praha")),
    ] {
        assert!(!corrects(now, earlier), "{now:?} {earlier:?}");
    }
    let elsewhere = PostalAddress::parse("Dlouhá 45", "Praha", "110 01", "CZ").unwrap();
    assert!(!elsewhere.is_respelling_of(&at("Dlouhá 45", "Praha")));
}

// findings 17, 18: the describing side chooses its text, and the post delivers by all of it
#[test]
fn nobody_describes_the_house_of_another_for_their_own_letter_box() {
    for described in [
        ("Dubová 12/99", "Olomouc - Dubová - Lipová"),
        ("Dubová 12, Lipová", "Olomouc-Dubová"),
        ("L. 12", "Olomouc"),
        ("Lip. 12", "Olomouc"),
        ("Lipová 12/99", "Olomouc"),
        ("Lipová 99/12", "Olomouc"),
        ("Lipová 12, 99", "Olomouc"),
        ("Lipová 12", "Nová Ulice"),
        ("Lipová 12, u Karla Zloděje", "Olomouc"),
        ("Lipová 12, Dubová byt 99", "Olomouc"),
        ("Lipová 12, byt 99", "Olomouc"),
        ("Lipová 12, 3. patro", "Olomouc"),
        ("Lipová 12, Dubová 99 np", "Olomouc"),
        ("Lipová 12, c/o Karel Zloděj", "Olomouc"),
        ("Lipová 12", "Olomouc, poste restante"),
        ("Lipová 12", "Olomouc 9"),
        ("Lipová 12", "Olomouc - Dubová"),
        ("Lipová 12", "Olomouc, okres Dubová"),
        ("Lipová 12110 00", "Olomouc"),
        ("Dubová 12", "Olomouc"),
        ("12", "Olomouc - Lipová"),
        ("Olomouc 12", "Olomouc"),
        ("Nová Ulice 12", "Olomouc"),
        ("Lipová 1\u{336}2\u{336} Dubová 12", "Olomouc"),
        ("Lipová 12 ⑨", "Olomouc"),
        // A sign that a postman reads as a digit or letter.
        ("Lipová 12|", "Olomouc"),
        ("Lipová |12", "Olomouc"),
        ("Lipová 12/|", "Olomouc"),
        ("Lipová 12©", "Olomouc"),
        ("Lipová 12°", "Olomouc"),
        ("\u{1f1e9}\u{1f1fa} Lipová 12", "Olomouc"),
        ("Lipová 12", "Olomouc |"),
        // A postal code where a house number may stand.
        ("Lipová 779 00/12", "Olomouc"),
        ("Lipová 779. 00 - 12", "Olomouc"),
        ("Lipová 779 00 12", "Olomouc"),
        ("Lipová 77900/12", "Olomouc"),
        ("Lipová 12/779 00", "Olomouc"),
        ("Lipová, 779 00 12", "Olomouc"),
        ("Lipová, 779 00 č. 12", "Olomouc"),
        ("Lipová 12 779 00", "Olomouc"),
        ("Lipová 1'2", "Olomouc"),
        ("Lipová 1´2", "Olomouc"),
        ("Lipová 12′", "Olomouc"),
        ("Lipová 12!", "Olomouc"),
        ("Lipová 12·", "Olomouc"),
        ("Lipová 12, 779 00 9", "Olomouc"),
    ] {
        for registered in [("Lipová 12", "Olomouc"), ("Lipová 12", "Olomouc - Nová Ulice")] {
            assert!(!finds(described, registered), "{described:?} is not {registered:?}");
        }
    }
    for (described, registered) in [
        // A bare number is the orientation number where houses have one.
        (("Dlouhá 12", "Praha"), ("Dlouhá 12/45", "Praha")),
        (("Dlouhá č. or. 12", "Praha"), ("Dlouhá 12", "Praha")),
        (("Lhota 60", "Lhota"), ("č. ev. 60", "Lhota")),
        // Each part of a village has a number 12 of its own.
        (("č.p. 12", "Lhota"), ("č.p. 12", "Lhota - Nová Ves")),
        (("č.p. 12", "Lhota - Nová Ves"), ("č.p. 12", "Lhota")),
        (("Tábor 12", "Lhota"), ("č.p. 12", "Lhota (okres Tábor)")),
        (("Úlice 12", "Lhota"), ("č.p. 12", "Lhota")),
        // What the register does not say counts against.
        (("Dlouhá 45", "Praha 1 - Staré Město"), ("Dlouhá 45", "Praha 1")),
        (("Dlouhá 45", "Praha 3"), ("Dlouhá 45", "Praha")),
        (("Dlouhá 1910/45", "Praha"), ("Dlouhá 45", "Praha")),
        (("Veveří 8", "Brno-střed"), ("Veveří 8", "Brno")),
        (("M. Horákové 8", "Praha"), ("Milady Horákové 8", "Praha")),
        (("Malá 8", "Ústí nad Lipou"), ("Malá 8", "Ústí nad Labem")),
        (("Malá 8", "Ú. nad Labem"), ("Malá 8", "Ústí nad Labem")),
        (("Domky nad L. 8", "Praha"), ("Domky nad Lipou 8", "Praha")),
        (("Dlouhá 45", "Praha 1 - 99"), ("Dlouhá 45", "Praha 1")),
    ] {
        assert!(!finds(described, registered), "{described:?} is not {registered:?}");
    }
}

const VICTIMS: [(&str, &str); 6] = [
    ("Lipová 12", "Olomouc"),
    ("Dlouhá 1910/45", "Praha 1 - Staré Město"),
    ("č. p. 12", "Lhota - Nová Ves"),
    ("12", "Lhota"),
    ("17. listopadu 5", "Ústí nad Labem"),
    ("nám. Míru 1/2a", "Praha"),
];
const SEPARATORS: [&str; 8] = [" ", ", ", " - ", "/", "; ", " (", ".", "\u{2060} "];
const FOREIGN: [&str; 28] = [
    "Dubová",
    "Dubová 99",
    "Dubová 12/99",
    "99",
    "99a",
    "b",
    "D.",
    "Dub.",
    "byt 99",
    "byt č. 99",
    "dveře 99",
    "99. patro",
    "č. p. 99",
    "č. or. 99",
    "č. ev. 99",
    "ul. Dubová",
    "část Dubová",
    "městská část Dubová",
    "obec Dubová",
    "hl. m. Dubová",
    "okres Dubová",
    "pošta Dubová",
    "poste restante",
    "u Karla",
    "c/o Zloděj",
    "Zloděj s.r.o.",
    "P. O. BOX 99",
    "Praha 9",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3_000))]

    #[test]
    fn nothing_panics_and_everything_is_where_it_is(street in "[a-zž0-9 ./,č-]{1,30}", city in "\\PC{1,20}") {
        for country in ["CZ", "DE"] {
            if let Ok(address) = PostalAddress::parse(&street, &city, "110 00", country) {
                prop_assert!(address.is_form_of(&address));
                prop_assert!(address.is_respelling_of(&address));
            }
        }
    }

    /// Whatever is put into an honest address, and wherever: a postman reads it.
    #[test]
    fn what_only_the_describing_side_says_is_another_place(
        victim in select(&VICTIMS[..]),
        foreign in select(&FOREIGN[..]),
        own in select(&["", "Olomouc", "Lipová", "Lhota", "Nová Ves", "12", "Praha", "Dlouhá"][..]),
        separators in [select(&SEPARATORS[..]), select(&SEPARATORS[..]), select(&SEPARATORS[..])],
        (in_city, place) in any::<(bool, prop::sample::Index)>(),
    ) {
        let [first, second, third] = separators;
        let put = |text: &str| {
            let words: Vec<&str> = text.split(' ').collect();
            let (before, after) = words.split_at(place.index(words.len() + 1));
            format!("{}{first}{foreign}{second}{own}{third}{}", before.join(" "), after.join(" "))
        };
        let (street, city) =
            if in_city { (victim.0.to_owned(), put(victim.1)) } else { (put(victim.0), victim.1.to_owned()) };
        prop_assert!(finds(victim, victim));
        if let Ok(described) = PostalAddress::parse(&street, &city, "110 00", "CZ") {
            prop_assert!(!described.is_form_of(&at(victim.0, victim.1)), "{described} is not {victim:?}");
            prop_assert!(!described.is_respelling_of(&at(victim.0, victim.1)), "{described} {victim:?}");
        }
    }
}
