//! The kinds of codes and the limits of each.

use values::{DAY_MS, HOUR_MS, MINUTE_MS, Timestamp};

/// How many wrong tries a code survives.
const TRIES: i64 = 5;

/// How a code reaches the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    /// E-mail.
    Email,
    /// SMS.
    Sms,
    /// A letter.
    Letter,
}

/// The form of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Eight characters from an alphabet without look-alikes: 40 bits.
    Pin,
    /// Six digits, for the minutes of one login.
    Passcode,
}

/// At most so many codes of a kind are issued to one subject within a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IssueLimit {
    /// The number of codes.
    pub at_most: usize,
    /// The time, in milliseconds.
    pub within_ms: i64,
}

/// One kind of code: its purpose, channel, form, lifetime and limits.
///
/// Sites name their own: `const PIN1: Kind = Kind::email_pin("registration-email");`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind {
    /// What the code proves. A code of one purpose cannot be redeemed for another.
    pub purpose: &'static str,
    /// The channel by which it is sent.
    pub channel: Channel,
    /// Its form.
    pub shape: Shape,
    /// How long it can be redeemed, in milliseconds.
    pub lifetime_ms: i64,
    /// After so many wrong tries it cannot be redeemed any more.
    pub tries: i64,
    /// How often one can be issued.
    pub limits: &'static [IssueLimit],
}

impl Kind {
    /// PIN1 and its like: e-mail, 7 days.
    pub const fn email_pin(purpose: &'static str) -> Self {
        Self {
            purpose,
            channel: Channel::Email,
            shape: Shape::Pin,
            lifetime_ms: 7 * DAY_MS,
            tries: TRIES,
            limits: &[
                IssueLimit { at_most: 5, within_ms: HOUR_MS },
                IssueLimit { at_most: 10, within_ms: DAY_MS },
            ],
        }
    }

    /// PIN2 and its like: SMS, 7 days.
    pub const fn sms_pin(purpose: &'static str) -> Self {
        Self {
            purpose,
            channel: Channel::Sms,
            shape: Shape::Pin,
            lifetime_ms: 7 * DAY_MS,
            tries: TRIES,
            limits: &[
                IssueLimit { at_most: 5, within_ms: HOUR_MS },
                IssueLimit { at_most: 10, within_ms: DAY_MS },
            ],
        }
    }

    /// PIN3: a letter, 60 days; at most 6 letters in 30 days, 24 hours apart (DESIGN §7).
    pub const fn letter_pin(purpose: &'static str) -> Self {
        Self {
            purpose,
            channel: Channel::Letter,
            shape: Shape::Pin,
            lifetime_ms: 60 * DAY_MS,
            tries: TRIES,
            limits: &[
                IssueLimit { at_most: 1, within_ms: DAY_MS },
                IssueLimit { at_most: 6, within_ms: 30 * DAY_MS },
            ],
        }
    }

    /// The second factor of one login: SMS, six digits, 5 minutes.
    pub const fn sms_passcode(purpose: &'static str) -> Self {
        Self {
            purpose,
            channel: Channel::Sms,
            shape: Shape::Passcode,
            lifetime_ms: 5 * MINUTE_MS,
            tries: TRIES,
            limits: &[IssueLimit { at_most: 5, within_ms: 15 * MINUTE_MS }],
        }
    }

    /// The longest time that any limit looks back.
    pub(crate) fn looks_back_ms(&self) -> i64 {
        self.limits.iter().map(|limit| limit.within_ms).max().unwrap_or(0)
    }

    /// When the next code can be issued after these issues (newest first): `None` is at once.
    pub(crate) fn next_issue_at(&self, now: Timestamp, issued: &[Timestamp]) -> Option<Timestamp> {
        self.limits
            .iter()
            .filter_map(|limit| {
                let oldest_that_counts = issued.get(limit.at_most.checked_sub(1)?)?;
                Some(oldest_that_counts.plus_ms(limit.within_ms))
            })
            .max()
            .filter(|at| *at > now)
    }
}

impl Channel {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Sms => "sms",
            Self::Letter => "letter",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(ms: i64) -> Timestamp {
        Timestamp::from_unix_ms(ms)
    }

    // mission: B8
    #[test]
    fn letters_go_out_a_day_apart_and_six_in_thirty_days() {
        let letter = Kind::letter_pin("letter");
        let mut issued = Vec::new();
        for day in 0..6 {
            assert_eq!(letter.next_issue_at(at(day * DAY_MS), &issued), None, "letter on day {day}");
            issued.insert(0, at(day * DAY_MS));
            let later = at(day * DAY_MS + HOUR_MS);
            let next = letter.next_issue_at(later, &issued).unwrap();
            assert!(next >= at((day + 1) * DAY_MS));
        }
        assert_eq!(letter.next_issue_at(at(10 * DAY_MS), &issued), Some(at(30 * DAY_MS)));
        assert_eq!(letter.next_issue_at(at(30 * DAY_MS), &issued), None);
    }

    #[test]
    fn five_passcodes_in_a_quarter_of_an_hour() {
        let passcode = Kind::sms_passcode("login");
        let issued: Vec<Timestamp> = (0..5).rev().map(|minute| at(minute * MINUTE_MS)).collect();
        assert_eq!(passcode.next_issue_at(at(5 * MINUTE_MS), &issued[1..]), None);
        assert_eq!(passcode.next_issue_at(at(5 * MINUTE_MS), &issued), Some(at(15 * MINUTE_MS)));
        assert_eq!(passcode.next_issue_at(at(15 * MINUTE_MS), &issued), None);
    }
}
