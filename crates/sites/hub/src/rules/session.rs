//! Single sign-on: whether a live session will do for another request.

use values::{AssuranceLevel, SECOND_MS, Timestamp};

/// What is known of a live session.
#[derive(Clone, Copy, Debug)]
pub struct Standing {
    /// What the login was worth.
    pub level: AssuranceLevel,
    /// When the person logged in.
    pub authenticated_at: Timestamp,
}

/// What a request wants of a login.
#[derive(Clone, Copy, Debug)]
pub struct Demand {
    /// The lowest level that will do.
    pub level: AssuranceLevel,
    /// How old the login may be (OpenID Connect Core 1.0 §3.1.2.1, `max_age`).
    pub max_age_s: Option<i64>,
    /// Whether the person has to log in again in any case (`prompt=login`).
    pub fresh: bool,
    /// When the request came.
    pub made_at: Timestamp,
}

/// What a live session means for a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Verdict {
    /// The person need not log in again.
    Suffices,
    /// The login was too weak.
    TooLow,
    /// The login is too long ago, or a fresh one is wanted.
    TooOld,
}

/// Judges a live session.
pub fn judge(standing: Standing, demand: Demand, now: Timestamp) -> Verdict {
    if standing.level < demand.level {
        return Verdict::TooLow;
    }
    if demand.fresh && standing.authenticated_at < demand.made_at {
        return Verdict::TooOld;
    }
    match demand.max_age_s {
        // A login made for this very request is never too old, not even for max_age=0.
        Some(_) if standing.authenticated_at >= demand.made_at => Verdict::Suffices,
        Some(max) if now.since(standing.authenticated_at) > max.saturating_mul(SECOND_MS) => Verdict::TooOld,
        _ => Verdict::Suffices,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use AssuranceLevel::{High, Low, Substantial};

    fn at(s: i64) -> Timestamp {
        Timestamp::from_unix_ms(1_700_000_000_000 + s * SECOND_MS)
    }

    #[test]
    fn a_session_serves_what_it_is_worth_while_it_is_young_enough() {
        let standing = Standing { level: Substantial, authenticated_at: at(0) };
        let demand = Demand { level: Low, max_age_s: None, fresh: false, made_at: at(100) };
        for (level, max_age_s, fresh, expected) in [
            (Low, None, false, Verdict::Suffices),
            (Substantial, None, false, Verdict::Suffices),
            (High, None, false, Verdict::TooLow),
            (Low, None, true, Verdict::TooOld),
            (Low, Some(100), false, Verdict::Suffices),
            (Low, Some(99), false, Verdict::TooOld),
            (Low, Some(0), false, Verdict::TooOld),
            (Low, Some(i64::MAX), false, Verdict::Suffices),
        ] {
            let demand = Demand { level, max_age_s, fresh, ..demand };
            assert_eq!(judge(standing, demand, at(100)), expected, "{demand:?}");
        }
    }

    #[test]
    fn a_login_made_for_the_request_is_fresh() {
        let standing = Standing { level: High, authenticated_at: at(101) };
        let demand = Demand { level: Low, max_age_s: Some(0), fresh: true, made_at: at(100) };
        assert_eq!(judge(standing, demand, at(160)), Verdict::Suffices);
    }
}
