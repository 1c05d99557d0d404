//! Levels of assurance of a key (DESIGN §6).

use values::AssuranceLevel;

use super::Refusal;

/// A key is at most substantial: the phone cannot protect it against duplication as level high demands
/// (Implementing Regulation 2015/1502, annex, 2.2.1).
const CEILING: AssuranceLevel = AssuranceLevel::Substantial;

/// A key is as good as the login by which it was made, and a login below substantial makes none.
pub(crate) fn level_of_enrolment(login: AssuranceLevel) -> Result<AssuranceLevel, Refusal> {
    if login < AssuranceLevel::Substantial { Err(Refusal::LevelTooLow) } else { Ok(login.min(CEILING)) }
}

/// A login is told at the level of the key, which must reach what the service asks.
pub(crate) fn level_of_login(key: AssuranceLevel, asked: AssuranceLevel) -> Result<AssuranceLevel, Refusal> {
    if key < asked { Err(Refusal::LevelTooLow) } else { Ok(key) }
}

#[cfg(test)]
mod tests {
    use AssuranceLevel::{High, Low, Substantial};

    use super::*;

    // mission: A7
    #[test]
    fn a_key_is_as_good_as_the_login_that_made_it() {
        for (login, key) in
            [(Low, Err(Refusal::LevelTooLow)), (Substantial, Ok(Substantial)), (High, Ok(Substantial))]
        {
            assert_eq!(level_of_enrolment(login), key, "{login:?}");
        }
    }

    // mission: A7
    #[test]
    fn a_key_is_not_released_above_its_level() {
        for (key, asked, told) in [
            (Low, Low, Ok(Low)),
            (Low, Substantial, Err(Refusal::LevelTooLow)),
            (Substantial, Low, Ok(Substantial)),
            (Substantial, Substantial, Ok(Substantial)),
            (Substantial, High, Err(Refusal::LevelTooLow)),
        ] {
            assert_eq!(level_of_login(key, asked), told, "{key:?} {asked:?}");
        }
    }
}
