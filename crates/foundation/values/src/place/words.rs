//! Words of streets and towns, with what people shorten.

/// What may be written in another way, without accents: each row is one word.
const SAME: [&[&str]; 13] = [
    &["nam", "namesti", "namestie"],
    &["tr", "trida", "trieda"],
    &["ul", "ulice", "ulica"],
    &["sidl", "sidliste", "sidlisko"],
    &["nabr", "nabrez", "nabrezi", "nabrezie"],
    &["kpt", "kapitana"],
    &["gen", "generala"],
    &["mjr", "majora"],
    &["plk", "plukovnika"],
    &["dr", "doktora"],
    &["sv", "svateho", "svate", "svaty"],
    &["cs", "csl", "ceskoslovenske", "ceskoslovenskej", "ceskoslovenskych"],
    &["okr", "okres"],
];

/// A word as it is compared: the shortest way to write it.
pub(super) fn usual(text: &str, plain: &str) -> String {
    let row = SAME.iter().find(|row| row.contains(&plain));
    row.and_then(|row| row.first()).map_or_else(|| text.to_owned(), |short| (*short).to_owned())
}
