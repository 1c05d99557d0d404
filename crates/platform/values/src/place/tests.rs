use proptest::prelude::*;

use crate::PostalAddress;

fn at(street: &str, city: &str) -> PostalAddress {
    PostalAddress::parse(street, city, "110 00", "CZ").unwrap()
}

fn same(one: (&str, &str), other: (&str, &str)) -> bool {
    let (one, other) = (at(one.0, one.1), at(other.0, other.1));
    let same = one.is_same_place(&other);
    assert_eq!(other.is_same_place(&one), same, "{one} {other}");
    same
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
        (("Dlouhá 45, byt 7", "Praha"), ("Dlouhá 1910/45", "Praha")),
        (("Dlouhá 45, 3. patro", "Praha"), ("Dlouhá 1910/45", "Praha")),
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
        (("M. Horákové 8", "Praha"), ("Milady Horákové 8", "Praha")),
        (("17 listopadu 5", "Praha"), ("17. listopadu 5", "Praha")),
        (("28.října 1910/45", "Praha"), ("28. října 45", "Praha")),
        (("O’Brienova 3", "Praha"), ("O'Brienova 3", "Praha")),
        (("LIPOVÁ  3,", "OLOMOUC"), ("Lipová 3", "Olomouc")),
        // towns
        (("Dlouhá 45", "Praha 1"), ("Dlouhá 45", "Praha")),
        (("Dlouhá 45", "Praha 1 - Staré Město"), ("Dlouhá 45", "Praha 1")),
        (("Dlouhá 45", "Praha-Staré Město"), ("Dlouhá 45", "Praha 1–Staré Město")),
        (("Dlouhá 45", "hl. m. Praha"), ("Dlouhá 45", "Praha")),
        (("Dlouhá 45", "Hlavní město Praha"), ("Dlouhá 45", "Praha 1")),
        (("Dlouhá 45", "110 00 Praha 1"), ("Dlouhá 45, 11000 Praha", "Praha")),
        (("Veveří 8", "Brno-střed"), ("Veveří 8", "Brno")),
        (("Opavská 8", "Ostrava - Poruba"), ("Opavská 8", "Ostrava")),
        (("Malá 8", "Ústí n. L."), ("Malá 8", "Ústí nad Labem")),
        (("Malá 8", "Ústí n/L"), ("Malá 8", "Ústí nad Labem")),
        (("Malá 8", "Frýdek Místek"), ("Malá 8", "Frýdek-Místek")),
        (("Malá 8", "Bratislava - mestská časť Ružinov"), ("Malá 8", "Bratislava-Ružinov")),
        (("Malá 8", "Lhota (okres Tábor)"), ("Malá 8", "Lhota, okr. Tábor")),
        // villages
        (("Lhota 12", "Lhota"), ("č. p. 12", "Lhota")),
        (("12", "Lhota"), ("Lhota č.p. 12", "Lhota")),
        (("Nová Ves 12", "Lhota"), ("č.p. 12", "Lhota - Nová Ves")),
        (("č.p. 12, Nová Ves", "Lhota"), ("Nová Ves 12", "Lhota")),
        (("P. O. BOX 152", "Lhota"), ("p.o. box 152", "Lhota")),
    ] {
        assert!(same(written, registered), "{written:?} is {registered:?}");
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
        assert!(!same(one, other), "{one:?} is not {other:?}");
    }
    let place = |code, country| PostalAddress::parse("Lipová 12", "Lhota", code, country).unwrap();
    assert!(!place("110 00", "CZ").is_same_place(&place("110 01", "CZ")));
    assert!(!place("110 00", "CZ").is_same_place(&place("110 00", "SK")));
    assert!(!place("110 00", "DE").is_same_place(&place("110 00", "AT")));
    assert!(place("110 00", "DE").is_same_place(&place("110 00", "DE")));
}

// finding N2
#[test]
fn no_chain_of_corrections_leads_away() {
    let corrects = |now: (&str, &str), earlier: (&str, &str)| {
        at(now.0, now.1).is_respelling_of(&at(earlier.0, earlier.1))
    };
    for (now, earlier) in [
        (("Dlouhá 1910/45", "Praha 1"), ("dlouha 45", "Praha")),
        (("náměstí Míru 45", "Praha"), ("nám. Míru 45", "Praha")),
        (("č. p. 12", "Lhota"), ("Lhota 12", "Lhota")),
        (("Dlouhá 45", "Praha"), ("DLOUHÁ  45", "praha")),
    ] {
        assert!(corrects(now, earlier), "{now:?} {earlier:?}");
    }
    for (now, earlier) in [
        (("Dlouhá 45", "Praha"), ("Dlouhá 1910/45", "Praha")),
        (("M. Horákové 45", "Praha"), ("Milady Horákové 45", "Praha")),
        (("Dlouhá 45", "Praha"), ("Dlouhá 45", "Praha 1")),
        (("Dlouhá 45", "Praha"), ("Dlouhá č.p. 45", "Praha")),
        (("Dlouha 45", "Praha"), ("Dlouhá 45", "Praha")),
        (("Dlouhá 46", "Praha"), ("Dlouhá 45", "Praha")),
    ] {
        assert!(!corrects(now, earlier), "{now:?} {earlier:?}");
    }
}

proptest! {
    #[test]
    fn nothing_panics_and_everything_is_where_it_is(street in "[a-zž0-9 ./,č-]{1,30}", city in "\\PC{1,20}") {
        for country in ["CZ", "DE"] {
            if let Ok(address) = PostalAddress::parse(&street, &city, "110 00", country) {
                prop_assert!(address.is_same_place(&address));
                prop_assert!(address.is_respelling_of(&address));
            }
        }
    }

    #[test]
    fn it_does_not_matter_who_asks(one in "(č\\.p\\. )?[ab] [12](/[12][ab]?)?", other in "(č\\.p\\. )?[ab] [12](/[12][ab]?)?") {
        let (one, other) = (at(&one, "Praha"), at(&other, "Praha"));
        prop_assert_eq!(one.is_same_place(&other), other.is_same_place(&one));
    }
}
