//! One-time codes on both engines.
#![expect(clippy::unwrap_used, reason = "helpers of tests may panic too")]

use codes::{CodeRejection, CodeState, Codes, Kind, PlainCode, Redeemed, TooSoon};
use secrets::MasterKey;
use store::testing::{TestStore, both_engines};
use store::{StoreError, Tx};
use values::{DAY_MS, HOUR_MS, MINUTE_MS, Timestamp};

const PIN1: Kind = Kind::email_pin("registration-email");
const PIN2: Kind = Kind::sms_pin("registration-sms");
const PIN3: Kind = Kind::letter_pin("identification");
const PASSCODE: Kind = Kind::sms_passcode("login");

fn now() -> Timestamp {
    Timestamp::parse("2026-11-21T18:46:00Z").unwrap()
}

fn later(ms: i64) -> Timestamp {
    now().plus_ms(ms)
}

struct World {
    codes: Codes,
    store: TestStore,
}

impl World {
    async fn all() -> Vec<Self> {
        let stores = both_engines("codes", &[codes::MIGRATIONS]).await;
        stores.into_iter().map(|store| Self { codes: Codes::new(&MasterKey::generate()), store }).collect()
    }

    async fn write<T: Send>(
        &self,
        mut act: impl FnMut(&Codes, &mut Tx<'_>) -> Result<T, StoreError> + Send,
    ) -> T {
        self.store.write(|tx| act(&self.codes, tx)).await.unwrap()
    }

    async fn issue(&self, at: Timestamp, kind: Kind, subject: &str) -> PlainCode {
        self.try_issue(at, kind, subject).await.unwrap()
    }

    async fn try_issue(&self, at: Timestamp, kind: Kind, subject: &str) -> Result<PlainCode, TooSoon> {
        self.write(|codes, tx| codes.issue(tx, at, &kind, subject)).await
    }

    async fn enter(
        &self,
        at: Timestamp,
        kind: Kind,
        subject: &str,
        entered: &str,
    ) -> Result<Redeemed, CodeRejection> {
        self.write(|codes, tx| codes.try_redeem(tx, at, &kind, subject, entered)).await
    }

    async fn state(&self, at: Timestamp, kind: Kind, subject: &str) -> CodeState {
        self.store.read(|tx| self.codes.state(tx, at, &kind, subject)).await.unwrap()
    }
}

/// Another code of the same shape.
fn wrong(code: &PlainCode) -> String {
    let replaced = if code.as_str().starts_with('2') { "3" } else { "2" };
    format!("{replaced}{}", &code.as_str()[1..])
}

// mission: B6
#[tokio::test(flavor = "multi_thread")]
async fn a_code_redeems_once() {
    for world in World::all().await {
        let code = world.issue(now(), PIN1, "jana").await;
        assert_eq!(world.enter(now(), PIN1, "jana", &code.grouped().to_lowercase()).await, Ok(Redeemed));
        assert_eq!(world.enter(now(), PIN1, "jana", code.as_str()).await, Err(CodeRejection::NotIssued));
        assert_eq!(world.state(now(), PIN1, "jana").await, CodeState::Redeemed { at: now() });
    }
}

// mission: B6
#[tokio::test(flavor = "multi_thread")]
async fn five_wrong_tries_use_a_code_up() {
    for world in World::all().await {
        let code = world.issue(now(), PIN2, "jana").await;
        for tries_left in (0..5).rev() {
            assert_eq!(
                world.enter(now(), PIN2, "jana", &wrong(&code)).await,
                Err(CodeRejection::Wrong { tries_left })
            );
        }
        assert_eq!(world.enter(now(), PIN2, "jana", code.as_str()).await, Err(CodeRejection::NoTriesLeft));
        assert_eq!(world.state(now(), PIN2, "jana").await, CodeState::Exhausted);
        let again = world.issue(later(1), PIN2, "jana").await;
        assert_eq!(world.enter(later(2), PIN2, "jana", again.as_str()).await, Ok(Redeemed));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slip_in_length_costs_no_try() {
    for world in World::all().await {
        let code = world.issue(now(), PIN1, "jana").await;
        for entered in ["", "ABC", "ABCDEFGHJ", &"x".repeat(10_000)] {
            let outcome = world.enter(now(), PIN1, "jana", entered).await;
            assert_eq!(outcome, Err(CodeRejection::Malformed { expected_chars: 8 }));
        }
        assert!(matches!(world.state(now(), PIN1, "jana").await, CodeState::Waiting { tries_left: 5, .. }));
        assert_eq!(world.enter(now(), PIN1, "jana", code.as_str()).await, Ok(Redeemed));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_opens_nothing_but_its_own_purpose_and_subject() {
    for world in World::all().await {
        let jana = world.issue(now(), PIN1, "jana").await;
        let _ = world.issue(now(), PIN1, "petr").await;
        let _ = world.issue(now(), PIN2, "jana").await;
        assert!(matches!(
            world.enter(now(), PIN1, "petr", jana.as_str()).await,
            Err(CodeRejection::Wrong { .. })
        ));
        assert!(matches!(
            world.enter(now(), PIN2, "jana", jana.as_str()).await,
            Err(CodeRejection::Wrong { .. })
        ));
        assert_eq!(world.enter(now(), PIN3, "jana", jana.as_str()).await, Err(CodeRejection::NotIssued));
        assert_eq!(world.enter(now(), PIN1, "jana", jana.as_str()).await, Ok(Redeemed));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn codes_expire() {
    for world in World::all().await {
        for (kind, lifetime_ms) in
            [(PIN1, 7 * DAY_MS), (PIN2, 7 * DAY_MS), (PIN3, 60 * DAY_MS), (PASSCODE, 5 * MINUTE_MS)]
        {
            let code = world.issue(now(), kind, "jana").await;
            let outcome = world.enter(later(lifetime_ms), kind, "jana", code.as_str()).await;
            assert_eq!(outcome, Err(CodeRejection::Expired), "{}", kind.purpose);
            let outcome = world.enter(later(lifetime_ms - 1), kind, "jana", code.as_str()).await;
            assert_eq!(outcome, Ok(Redeemed), "{}", kind.purpose);
        }
    }
}

// mission: B8
#[tokio::test(flavor = "multi_thread")]
async fn asking_again_supersedes_and_is_limited() {
    for world in World::all().await {
        let first = world.issue(now(), PIN3, "jana").await;
        let too_soon = world.try_issue(later(HOUR_MS), PIN3, "jana").await;
        assert_eq!(too_soon, Err(TooSoon { allowed_at: later(DAY_MS) }));
        let second = world.issue(later(DAY_MS), PIN3, "jana").await;
        assert_ne!(first, second);
        assert!(matches!(
            world.enter(later(DAY_MS), PIN3, "jana", first.as_str()).await,
            Err(CodeRejection::Wrong { tries_left: 4 })
        ));
        assert_eq!(world.enter(later(DAY_MS), PIN3, "jana", second.as_str()).await, Ok(Redeemed));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn five_passcodes_in_a_quarter_of_an_hour() {
    for world in World::all().await {
        for second in 0..5 {
            let code = world.issue(later(second * 1000), PASSCODE, "jana").await;
            assert!(code.as_str().bytes().all(|byte| byte.is_ascii_digit()) && code.as_str().len() == 6);
        }
        let too_soon = world.try_issue(later(MINUTE_MS), PASSCODE, "jana").await;
        assert_eq!(too_soon, Err(TooSoon { allowed_at: later(15 * MINUTE_MS) }));
        let _ = world.issue(later(MINUTE_MS), PASSCODE, "petr").await;
        let _ = world.issue(later(15 * MINUTE_MS), PASSCODE, "jana").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_who_redeem_at_once_one_wins() {
    for world in World::all().await {
        let code = world.issue(now(), PIN1, "jana").await;
        let world = std::sync::Arc::new(world);
        let mut racers = tokio::task::JoinSet::new();
        for _ in 0..16 {
            let (world, code) = (world.clone(), code.clone());
            racers.spawn(async move { world.enter(now(), PIN1, "jana", code.as_str()).await });
        }
        let outcomes = racers.join_all().await;
        assert_eq!(outcomes.iter().filter(|outcome| **outcome == Ok(Redeemed)).count(), 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn old_codes_and_those_of_deleted_subjects_are_deleted() {
    for world in World::all().await {
        let _ = world.issue(now(), PIN1, "jana").await;
        let _ = world.issue(now(), PIN3, "petr").await;
        assert_eq!(world.write(|codes, tx| codes.delete_all(tx, "jana")).await, 1);
        assert_eq!(world.codes.delete_expired(&world.store, later(60 * DAY_MS)).await, Ok(0));
        assert_eq!(world.codes.delete_expired(&world.store, later(92 * DAY_MS)).await, Ok(1));
        assert_eq!(world.state(now(), PIN3, "petr").await, CodeState::NotIssued);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_database_keeps_no_code() {
    for world in World::all().await {
        let code = world.issue(now(), PIN1, "jana").await;
        let hash: Option<Vec<u8>> = world
            .store
            .read(|tx| tx.query_one_or_none("SELECT hash FROM one_time_code", &[], |row| row.get(0)))
            .await
            .map_err(|error: StoreError| error)
            .unwrap();
        let hash = hash.unwrap();
        assert_eq!(hash.len(), 32);
        assert!(!hash.windows(8).any(|window| window == code.as_str().as_bytes()));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_that_was_withdrawn_redeems_nothing_and_still_counts_in_its_limits() {
    // finding S-A1
    for world in World::all().await {
        let code = world.issue(now(), PIN3, "jana").await;
        let other = world.issue(now(), PIN1, "jana").await;
        world.write(|codes, tx| codes.withdraw(tx, later(1), &PIN3, "jana")).await;
        assert_eq!(world.enter(later(2), PIN3, "jana", code.as_str()).await, Err(CodeRejection::NotIssued));
        assert_eq!(world.state(later(2), PIN3, "jana").await, CodeState::NotIssued);
        let too_soon = Err(TooSoon { allowed_at: later(DAY_MS) });
        assert_eq!(world.try_issue(later(2), PIN3, "jana").await, too_soon);
        assert_eq!(world.enter(later(2), PIN1, "jana", other.as_str()).await, Ok(Redeemed));
    }
}
