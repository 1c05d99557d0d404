use proptest::prelude::*;

use super::*;

const NOW: Timestamp = Timestamp::from_unix_ms(1_795_000_000_000);

fn device(number: u8) -> DeviceId {
    DeviceId::new(NOW, [number; 10])
}

fn claim(number: u8) -> Claim {
    Claim {
        device: device(number),
        code: Code::from_random([0, 0, 18, 213]),
        level: AssuranceLevel::Substantial,
        same_device: false,
    }
}

fn login() -> Request {
    Request {
        id: RequestId::new(NOW, [0; 10]),
        details: RequestDetails::Login {
            service: Service { name: "Lipová".into(), domain: "lipova.example".into(), uri: None },
            asked: AssuranceLevel::Low,
            items: Vec::new(),
        },
        stage: Stage::Waiting,
        browser: "Firefox, Linux".into(),
        created_at: NOW,
        expires_at: NOW.plus_ms(LIFE_MS),
    }
}

// mission: A1
#[test]
fn a_login_goes_from_scan_to_approval_to_browser_once() {
    let approved =
        login().claimed(claim(1), NOW).unwrap().approved(&device(1), vec!["email".into()], NOW).unwrap();
    let (done, released) = approved.done(NOW).unwrap();
    assert_eq!(released, ["email"]);
    assert_eq!(done.done(NOW).unwrap_err(), Refusal::RequestFinished);
}

#[test]
fn the_first_scan_wins_and_may_ask_again() {
    let claimed = login().claimed(claim(1), NOW).unwrap();
    assert_eq!(claimed.clone().claimed(claim(1), NOW), Ok(claimed.clone()));
    assert_eq!(claimed.claimed(claim(2), NOW), Err(Refusal::AlreadyClaimed));
}

#[test]
fn only_the_phone_that_has_it_decides() {
    let claimed = login().claimed(claim(1), NOW).unwrap();
    assert_eq!(claimed.clone().approved(&device(2), vec![], NOW), Err(Refusal::NotYours));
    assert_eq!(claimed.ended(&device(2), Termination::Refused, NOW), Err(Refusal::NotYours));
    assert_eq!(login().approved(&device(1), vec![], NOW), Err(Refusal::NotYours));
}

#[test]
fn a_repeated_decision_answers_the_same_and_another_one_is_refused() {
    let approved = login().claimed(claim(1), NOW).unwrap().approved(&device(1), vec![], NOW).unwrap();
    assert_eq!(approved.clone().approved(&device(1), vec![], NOW), Ok(approved.clone()));
    assert_eq!(
        approved.clone().approved(&device(1), vec!["email".into()], NOW),
        Err(Refusal::RequestFinished)
    );
    assert_eq!(approved.ended(&device(1), Termination::Refused, NOW), Err(Refusal::RequestFinished));
}

// mission: A7
#[test]
fn four_minutes_and_it_is_over() {
    let late = NOW.plus_ms(LIFE_MS);
    let claimed = login().claimed(claim(1), NOW).unwrap();
    assert_eq!(login().claimed(claim(1), late), Err(Refusal::RequestExpired));
    assert_eq!(claimed.approved(&device(1), vec![], late), Err(Refusal::RequestExpired));
    assert_eq!(login().stage_at(late.plus_ms(-1)), Stage::Waiting);
}

#[test]
fn an_approval_waits_a_minute_for_the_browser_even_at_the_very_end() {
    let last_moment = NOW.plus_ms(LIFE_MS - 1);
    let approved = login().claimed(claim(1), NOW).unwrap().approved(&device(1), vec![], last_moment).unwrap();
    assert!(approved.clone().done(last_moment.plus_ms(REDEEM_WITHIN_MS - 1)).is_ok());
    assert_eq!(approved.done(last_moment.plus_ms(REDEEM_WITHIN_MS)).unwrap_err(), Refusal::RequestExpired);
}

#[derive(Clone, Debug)]
enum Event {
    Claim(u8),
    Approve(u8),
    Termination(u8, Termination),
    Finish,
    Wait(i64),
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        (0..3_u8).prop_map(Event::Claim),
        (0..3_u8).prop_map(Event::Approve),
        (0..3_u8, prop::sample::select(Termination::ALL.to_vec()))
            .prop_map(|(who, end)| Event::Termination(who, end)),
        Just(Event::Finish),
        (0..150_000_i64).prop_map(Event::Wait),
    ]
}

proptest! {
    #[test]
    fn whatever_happens_one_phone_at_most_and_one_finish_at_most(events in proptest::collection::vec(event(), 0..40)) {
        let (mut request, mut now, mut finishes) = (login(), NOW, 0);
        let mut holder: Option<DeviceId> = None;
        for event in events {
            let before = request.clone();
            let next = match event {
                Event::Claim(who) => request.clone().claimed(claim(who), now),
                Event::Approve(who) => request.clone().approved(&device(who), vec![], now),
                Event::Termination(who, end) => request.clone().ended(&device(who), end, now),
                Event::Finish => request.clone().done(now).map(|(request, _)| { finishes += 1; request }),
                Event::Wait(ms) => { now = now.plus_ms(ms); continue },
            };
            request = next.unwrap_or(request);
            if let Some(claim) = request.claim() {
                prop_assert_eq!(holder.get_or_insert(claim.device.clone()), &claim.device);
            }
            if matches!(before.stage, Stage::Done(_) | Stage::Ended(_)) {
                prop_assert_eq!(&request, &before);
            }
        }
        prop_assert!(finishes <= 1);
    }
}
