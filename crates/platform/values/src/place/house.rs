//! House numbers.

/// `12`, `12a`, `586/III`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Number {
    pub(super) digits: String,
    pub(super) suffix: String,
}

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

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct HouseNumbers(Vec<(Kind, Number)>);

impl HouseNumbers {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn add(&mut self, kind: Kind, number: Number) {
        self.0.push((kind, number));
    }

    fn get(&self, kind: Kind) -> Option<&Number> {
        self.0.iter().find(|(own, _)| *own == kind).map(|(_, number)| number)
    }

    fn has(&self, number: &Number) -> bool {
        self.0.iter().any(|(_, own)| own == number)
    }

    /// No number of a kind differs, and at least one is in common. A number of which nobody said the kind must be one
    /// of the other's. A registration number is never a conscription number.
    pub(super) fn agrees(&self, other: &Self) -> bool {
        if self.is_empty() || other.is_empty() {
            return self.is_empty() && other.is_empty();
        }
        let same_kind = |kind| match (self.get(kind), other.get(kind)) {
            (Some(own), Some(others)) => own == others,
            _ => true,
        };
        let cottage = self.get(Kind::Registration).is_some() && other.get(Kind::Conscription).is_some()
            || self.get(Kind::Conscription).is_some() && other.get(Kind::Registration).is_some();
        let unsaid = |some: &Self, others: &Self| some.get(Kind::Unsaid).is_none_or(|own| others.has(own));
        let in_common = self.0.iter().any(|(kind, number)| {
            other.0.iter().any(|(others, theirs)| {
                number == theirs && (kind == others || *kind == Kind::Unsaid || *others == Kind::Unsaid)
            })
        });
        [Kind::Conscription, Kind::Registration, Kind::Orientation].into_iter().all(same_kind)
            && !cottage
            && unsaid(self, other)
            && unsaid(other, self)
            && in_common
    }

    /// Every number of which `earlier` said the kind is here, and one of which nobody said the kind does not replace
    /// it.
    pub(super) fn says_no_less(&self, earlier: &Self) -> bool {
        let kept = |(kind, number): &(Kind, Number)| {
            if *kind == Kind::Unsaid { self.has(number) } else { self.get(*kind) == Some(number) }
        };
        earlier.0.iter().all(kept)
    }
}
