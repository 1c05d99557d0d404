//! Levels of assurance: what a login is worth.

use values::AssuranceLevel;

/// The level of one login: the weakest of what the method says about this login, what the method may ever
/// give, and how the link between method and person was made (mission: A7).
pub fn of_login(
    asserted: AssuranceLevel,
    method_max: AssuranceLevel,
    link_max: AssuranceLevel,
) -> AssuranceLevel {
    asserted.min(method_max).min(link_max)
}

/// Whether a login reaches the level that the service asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum LevelCheck {
    /// The login will do.
    Enough,
    /// The person has to log in by a stronger method.
    TooLow {
        /// What the login was worth.
        reached: AssuranceLevel,
        /// What the service asks for.
        asked: AssuranceLevel,
    },
}

/// Compares a login with what is asked.
pub fn check(reached: AssuranceLevel, asked: AssuranceLevel) -> LevelCheck {
    if reached >= asked { LevelCheck::Enough } else { LevelCheck::TooLow { reached, asked } }
}

#[cfg(test)]
mod tests {
    use super::*;
    use AssuranceLevel::{High, Low, Substantial};

    // mission: A7
    #[test]
    fn a_login_is_worth_its_weakest_part() {
        for (asserted, method, link, worth) in [
            (High, High, High, High),
            (High, Substantial, High, Substantial),
            (High, High, Low, Low),
            (Low, High, High, Low),
            (Substantial, High, Substantial, Substantial),
        ] {
            assert_eq!(of_login(asserted, method, link), worth, "{asserted:?} {method:?} {link:?}");
        }
    }

    #[test]
    fn a_login_never_gains_by_the_way_it_came() {
        for asserted in AssuranceLevel::ALL {
            for method in AssuranceLevel::ALL {
                for link in AssuranceLevel::ALL {
                    let worth = of_login(asserted, method, link);
                    assert!(worth <= asserted && worth <= method && worth <= link);
                }
            }
        }
    }

    #[test]
    fn too_low_says_what_was_asked() {
        assert_eq!(check(Substantial, Low), LevelCheck::Enough);
        assert_eq!(check(Low, Low), LevelCheck::Enough);
        assert_eq!(check(Low, High), LevelCheck::TooLow { reached: Low, asked: High });
    }
}
