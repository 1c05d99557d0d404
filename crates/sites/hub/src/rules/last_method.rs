//! The warning before a person cuts off their last way in (mission: A7).

use super::method::MethodId;

/// What is left after something is disconnected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Consequence {
    /// Another way in remains.
    OthersRemain,
    /// The method goes with it, but another method remains.
    LastOfItsMethod,
    /// The person will not be able to log in at all.
    NothingRemains,
}

/// One way in: a method, and how many means of it the person holds (devices of a Mobile Key; else one).
#[derive(Clone, Debug)]
pub struct Holding {
    /// The method.
    pub method: MethodId,
    /// How many usable means.
    pub usable: usize,
}

/// What happens when one means of a method is disconnected.
pub fn of_disconnecting_one(holdings: &[Holding], method: &MethodId) -> Consequence {
    let left_here =
        holdings.iter().filter(|h| h.method == *method).map(|h| h.usable).sum::<usize>().saturating_sub(1);
    let elsewhere: usize = holdings.iter().filter(|h| h.method != *method).map(|h| h.usable).sum();
    match (left_here, elsewhere) {
        (0, 0) => Consequence::NothingRemains,
        (0, _) => Consequence::LastOfItsMethod,
        _ => Consequence::OthersRemain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // mission: A7
    #[test]
    fn the_last_way_in_is_told_from_the_others() {
        let id = |text| MethodId::parse(text).unwrap();
        let holding = |text, usable| Holding { method: id(text), usable };
        for (holdings, expected) in [
            (vec![holding("mobile-key", 1)], Consequence::NothingRemains),
            (vec![holding("mobile-key", 2)], Consequence::OthersRemain),
            (vec![holding("mobile-key", 1), holding("mojeid", 1)], Consequence::LastOfItsMethod),
            (vec![holding("mobile-key", 2), holding("mojeid", 1)], Consequence::OthersRemain),
            (vec![holding("mobile-key", 1), holding("mojeid", 0)], Consequence::NothingRemains),
            (vec![], Consequence::NothingRemains),
        ] {
            assert_eq!(of_disconnecting_one(&holdings, &id("mobile-key")), expected, "{holdings:?}");
        }
    }
}
