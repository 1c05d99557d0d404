//! From registered to identified.

use codes::Outcome;
use values::{DAY_MS, HOUR_MS, Language, MINUTE_MS};

use crate::acts::Origin;
use crate::acts::activate::{Activation, Resent};
use crate::acts::identify::{Identification, Letter};
use crate::acts::register::RegisterError;
use crate::rules::account::{ActivationId, State};
use crate::rules::registration::{Application, RegistrationComplaint};
use crate::testing::{World, jana, petr};

async fn complaints(world: &World, application: &Application) -> Vec<RegistrationComplaint> {
    match world.mojeid.register(world.now(), application, Language::Cs, &Origin::default()).await {
        Err(RegisterError::Refused(complaints)) => complaints,
        other => panic!("{}: {other:?}", world.engine()),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_is_founded_activated_and_identified() {
    // mission: B6
    for world in World::on_every_engine().await {
        let founded = world.registered(&jana()).await;
        let email = world.newest("email", "jana").await;
        assert!(email.subject.contains("PIN1"), "{email:?}");
        assert!(email.text.contains(&format!("http://localhost:8001/activation/{}\n", founded.activation)));
        assert_eq!(world.count("letter").await, 0);

        let (pin1, pin2) = (world.pin("email", "jana").await, world.pin("sms", "+420601100001").await);
        let activated =
            world.mojeid.activate(world.now(), &founded.activation, &pin1, &pin2, &Origin::default()).await;
        assert_eq!(activated, Ok(Activation::Activated));
        let account = world.mojeid.account(&founded.account).await.unwrap().unwrap();
        assert!(matches!(account.state, State::Active(_)));

        let letter = world.newest("letter", "Jana Nováková").await;
        assert_eq!(letter.to, "Jana Nováková\nLipová 12\n779 00 Olomouc");
        assert!(letter.pdf.starts_with(b"%PDF"));
        let pin3 = world.pin("letter", "Jana").await;
        let identified =
            world.mojeid.identify(world.now(), &founded.account, &pin3, &Origin::default()).await;
        assert_eq!(identified, Ok(Identification::Identified));
        let account = world.mojeid.account(&founded.account).await.unwrap().unwrap();
        assert!(account.state.is_identified());
        assert!(world.newest("email", "jana").await.text.contains("identifikovaný"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_right_pin_stays_right_and_wrong_ones_are_counted() {
    // mission: B6
    for world in World::on_every_engine().await {
        let founded = world.registered(&jana()).await;
        let pin1 = world.pin("email", "jana").await;
        let enter = |pin1: String, pin2: &'static str| {
            let (mojeid, id, now) = (world.mojeid.clone(), founded.activation.clone(), world.now());
            async move { mojeid.activate(now, &id, &pin1, pin2, &Origin::default()).await.unwrap() }
        };
        let expected = |pin1, pin2| Activation::Missing { pin1, pin2 };
        let wrong = |tries_left| Some(Outcome::Wrong { tries_left });
        assert_eq!(enter("AAAAAAAA".into(), "BBBBBBBB").await, expected(wrong(4), wrong(4)));
        assert_eq!(
            enter(pin1, "").await,
            expected(Some(Outcome::Redeemed), Some(Outcome::Malformed { expected_chars: 8 }))
        );
        for left in (0..4).rev() {
            assert_eq!(enter(String::new(), "BBBBBBBB").await, expected(None, wrong(left)));
        }
        let pin2 = world.pin("sms", "+420601100001").await;
        let too_late =
            world.mojeid.activate(world.now(), &founded.activation, "", &pin2, &Origin::default()).await;
        assert_eq!(too_late, Ok(expected(None, Some(Outcome::NoTriesLeft))), "even the right one");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pins_expire_and_new_ones_supersede_them() {
    // mission: B6
    for world in World::on_every_engine().await {
        let founded = world.registered(&jana()).await;
        let (old1, old2) = (world.pin("email", "jana").await, world.pin("sms", "+420").await);
        world.clock.shift(8 * DAY_MS);
        let origin = Origin::default();
        let expired = world.mojeid.activate(world.now(), &founded.activation, &old1, &old2, &origin).await;
        let outcome = Some(Outcome::Expired);
        assert_eq!(expired, Ok(Activation::Missing { pin1: outcome, pin2: outcome }));

        assert_eq!(
            world.mojeid.resend_pins(world.now(), &founded.activation, &origin).await,
            Ok(Resent::Sent)
        );
        let (new1, new2) = (world.pin("email", "jana").await, world.pin("sms", "+420").await);
        assert!(new1 != old1 && new2 != old2);
        let activated = world.mojeid.activate(world.now(), &founded.activation, &new1, &new2, &origin).await;
        assert_eq!(activated, Ok(Activation::Activated));
        let again = world.mojeid.activate(world.now(), &founded.activation, &new1, &new2, &origin).await;
        assert_eq!(again, Ok(Activation::Already));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pins_are_not_sent_without_end() {
    let world = World::new().await;
    let founded = world.registered(&jana()).await;
    let mut sent = 0;
    let allowed_at = loop {
        match world.mojeid.resend_pins(world.now(), &founded.activation, &Origin::default()).await.unwrap() {
            Resent::Sent => sent += 1,
            Resent::TooSoon { allowed_at } => break allowed_at,
            other => panic!("{other:?}"),
        }
        world.clock.shift(MINUTE_MS);
    };
    assert!(sent < 10, "{sent} sent");
    world.clock.shift(allowed_at.since(world.now()));
    let again = world.mojeid.resend_pins(world.now(), &founded.activation, &Origin::default()).await;
    assert_eq!(again, Ok(Resent::Sent));
    let nobody = ActivationId::new(world.now(), [0; 10]);
    let unknown = world.mojeid.resend_pins(world.now(), &nobody, &Origin::default()).await;
    assert_eq!(unknown, Ok(Resent::Unknown));
}

#[tokio::test(flavor = "multi_thread")]
async fn one_address_and_one_number_found_one_account_in_thirty_days() {
    // mission: B5
    for world in World::on_every_engine().await {
        world.registered(&jana()).await;
        let free_at = world.now().plus_ms(30 * DAY_MS);
        let same_email = Application { email: " JANA.Novakova@Posta.Example ".into(), ..petr() };
        assert_eq!(complaints(&world, &same_email).await, [RegistrationComplaint::EmailUsed { free_at }]);
        let same_phone = Application { phone: "601 100 001".into(), ..petr() };
        assert_eq!(complaints(&world, &same_phone).await, [RegistrationComplaint::PhoneUsed { free_at }]);
        let same_name = Application { user_name: "JANA".into(), ..petr() };
        assert_eq!(complaints(&world, &same_name).await, [RegistrationComplaint::UserNameTaken]);

        world.clock.shift(30 * DAY_MS - 1);
        assert_eq!(complaints(&world, &same_email).await.len(), 1);
        world.clock.shift(1);
        let both = Application { phone: jana().phone, ..same_email };
        world.registered(&both).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_registration_uses_nothing_up() {
    // mission: B5
    for world in World::on_every_engine().await {
        world.registered(&jana()).await;
        let half_taken = Application { phone: jana().phone, ..petr() };
        assert_eq!(complaints(&world, &half_taken).await.len(), 1);
        world.registered(&petr()).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_at_once_one_gets_the_address() {
    // mission: B5
    for world in World::on_every_engine().await {
        let attempts = (0..4).map(|number| {
            let mojeid = world.mojeid.clone();
            let now = world.now();
            tokio::spawn(async move {
                let application = Application {
                    user_name: format!("jana{number}"),
                    phone: format!("+42060110001{number}"),
                    ..jana()
                };
                mojeid.register(now, &application, Language::Cs, &Origin::default()).await.is_ok()
            })
        });
        let mut founded = 0;
        for attempt in attempts.collect::<Vec<_>>() {
            founded += usize::from(attempt.await.unwrap());
        }
        assert_eq!(founded, 1, "{}", world.engine());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn letters_can_be_asked_for_again() {
    // mission: B8
    const ORIGIN: Origin = Origin { address: None, network: None, user_agent: None, known_browser: None };
    for world in World::on_every_engine().await {
        let founded = world.active(&jana()).await;
        let old = world.pin("letter", "Jana").await;
        let ask = || world.mojeid.ask_for_letter(world.now(), &founded.account, &ORIGIN);
        let allowed_at = world.now().plus_ms(DAY_MS);
        world.clock.shift(HOUR_MS);
        assert_eq!(ask().await, Ok(Letter::TooSoon { allowed_at }));
        for _ in 1..6 {
            world.clock.shift(DAY_MS);
            assert_eq!(ask().await, Ok(Letter::Sent));
            world.newest("letter", "Jana").await;
        }
        world.clock.shift(DAY_MS);
        assert!(matches!(ask().await, Ok(Letter::TooSoon { .. })), "six in thirty days");
        let superseded = world.mojeid.identify(world.now(), &founded.account, &old, &ORIGIN).await.unwrap();
        assert!(matches!(superseded, Identification::Refused(Outcome::Wrong { .. })), "{superseded:?}");
        let new = world.pin("letter", "Jana").await;
        let identified = world.mojeid.identify(world.now(), &founded.account, &new, &ORIGIN).await;
        assert_eq!(identified, Ok(Identification::Identified));
        assert_eq!(ask().await, Ok(Letter::NotExpected));
    }
}
