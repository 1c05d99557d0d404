//! Levels of assurance: what a login is worth.

use values::AssuranceLevel;

/// The level of one login: the weakest of what the method says about this login, what the method may ever
/// give, and how the link between method and person was made (mission: A7).
pub fn of_login(
    said: AssuranceLevel,
    bound_of_method: AssuranceLevel,
    bound_of_link: AssuranceLevel,
) -> AssuranceLevel {
    said.min(bound_of_method).min(bound_of_link)
}

/// Whether a login is worth what the service asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Verdict {
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
pub fn judge(reached: AssuranceLevel, asked: AssuranceLevel) -> Verdict {
    if reached >= asked { Verdict::Enough } else { Verdict::TooLow { reached, asked } }
}

#[cfg(test)]
mod tests {
    use super::*;
    use AssuranceLevel::{High, Low, Substantial};

    // mission: A7
    #[test]
    fn a_login_is_worth_its_weakest_part() {
        for (said, method, link, worth) in [
            (High, High, High, High),
            (High, Substantial, High, Substantial),
            (High, High, Low, Low),
            (Low, High, High, Low),
            (Substantial, High, Substantial, Substantial),
        ] {
            assert_eq!(of_login(said, method, link), worth, "{said:?} {method:?} {link:?}");
        }
    }

    #[test]
    fn a_login_never_gains_by_the_way_it_came() {
        for said in AssuranceLevel::ALL {
            for method in AssuranceLevel::ALL {
                for link in AssuranceLevel::ALL {
                    let worth = of_login(said, method, link);
                    assert!(worth <= said && worth <= method && worth <= link);
                }
            }
        }
    }

    #[test]
    fn too_low_says_what_was_asked() {
        assert_eq!(judge(Substantial, Low), Verdict::Enough);
        assert_eq!(judge(Low, Low), Verdict::Enough);
        assert_eq!(judge(Low, High), Verdict::TooLow { reached: Low, asked: High });
    }
}
