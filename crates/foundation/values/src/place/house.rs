//! House numbers.

/// Which of a house's numbers one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Číslo popisné, súpisné číslo.
    Conscription,
    /// Číslo evidenční.
    Registration,
    /// Číslo orientační.
    Orientation,
    /// Nobody said.
    Unsaid,
}

/// The numbers of a house as they are written: `12`, `12a`, `586iii`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct HouseNumbers(Vec<(Kind, String)>);

impl HouseNumbers {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn add(&mut self, kind: Kind, number: String) {
        self.0.push((kind, number));
    }

    /// Beside a number of which the kind is said, a bare one is the other: `Dlouhá 45, č. p. 1910`.
    pub(super) fn tell_apart(&mut self) {
        let has = |kind| self.0.iter().any(|(own, _)| *own == kind);
        let other = match (has(Kind::Orientation), has(Kind::Conscription)) {
            (true, _) => Kind::Conscription,
            (false, true) => Kind::Orientation,
            (false, false) => return,
        };
        for (kind, _) in &mut self.0 {
            if *kind == Kind::Unsaid {
                *kind = other;
            }
        }
    }

    /// Where no street has orientation numbers, a bare number is the conscription number.
    pub(super) fn without_streets(&self) -> Self {
        let plain = |(kind, number): &(Kind, String)| {
            (if *kind == Kind::Unsaid { Kind::Conscription } else { *kind }, number.clone())
        };
        Self(self.0.iter().map(plain).collect())
    }

    /// Every number here is one of the register's; some may be left out.
    ///
    /// A register has the conscription number of every house, so its bare numbers are that. To a postman a bare number
    /// is the orientation number if houses there have one; of four digits no street has any.
    pub(super) fn are_of(&self, full: &Self) -> bool {
        const LONGEST_ORIENTATION_DIGITS: usize = 3;
        let full = full.without_streets();
        let has_orientation = full.0.iter().any(|(kind, _)| *kind == Kind::Orientation);
        let has = |kind, number: &String| full.0.iter().any(|(own, its)| *own == kind && its == number);
        let is_known = |(kind, number): &(Kind, String)| match kind {
            Kind::Unsaid => {
                let digits = number.bytes().take_while(u8::is_ascii_digit).count();
                let is_conscription = !has_orientation || digits > LONGEST_ORIENTATION_DIGITS;
                has(Kind::Orientation, number) || (is_conscription && has(Kind::Conscription, number))
            }
            kind => has(*kind, number),
        };
        self.is_empty() == full.is_empty() && self.0.iter().all(is_known)
    }
}
