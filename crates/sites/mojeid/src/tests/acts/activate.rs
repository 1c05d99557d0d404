//! From registered to identified.

use codes::CodeRejection;
use values::{DAY_MS, HOUR_MS, MINUTE_MS};

use crate::acts::activate::{self, Activation, Resent};
use crate::acts::identify::{self, Identification};
use crate::acts::letter::{self, Letter};
use crate::acts::{ClientInfo, queries};
use crate::rules::account::{ActivationId, State};
use crate::rules::backoff::Failures;
use crate::rules::contact::Channel;
use crate::rules::event::EventKind;
use crate::store::failure;
use crate::tests::world::{World, jana};

#[tokio::test(flavor = "multi_thread")]
async fn an_account_is_founded_activated_and_identified() {
    // mission: B6
    for world in World::on_every_engine().await {
        let registered = world.registered(&jana()).await;
        let email = world.saying("email", "jana", "PIN1 k účtu").await;
        assert!(email.subject.contains("PIN1"), "{email:?}");
        assert!(
            email.text.contains(&format!("http://localhost:8001/activation/{}\n", registered.activation))
        );
        assert_eq!(world.count("letter").await, 0);

        let (pin1, pin2) = (world.pin("email", "jana").await, world.pin("sms", "+420601100001").await);
        let activated = activate::activate(
            &world.context,
            world.now(),
            &registered.activation,
            &pin1,
            &pin2,
            &ClientInfo::default(),
        )
        .await;
        assert_eq!(activated, Ok(Activation::Activated));
        let account = queries::account(&world.context, &registered.account).await.unwrap().unwrap();
        assert!(matches!(account.state, State::Active(_)));

        let letter = world.saying("letter", "Jana Nováková", "PIN3").await;
        assert_eq!(letter.to, "Jana Nováková\nLipová 12\n779 00 Olomouc");
        assert!(letter.pdf.starts_with(b"%PDF"));
        let pin3 = world.pin("letter", "Jana").await;
        let identified = identify::identify(
            &world.context,
            world.now(),
            &registered.account,
            &pin3,
            &ClientInfo::default(),
        )
        .await;
        assert_eq!(identified, Ok(Identification::Identified));
        let account = queries::account(&world.context, &registered.account).await.unwrap().unwrap();
        assert!(account.state.is_identified());
        world.saying("email", "jana", "identifikovaný").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_right_pin_stays_right_and_wrong_ones_are_counted() {
    // mission: B6
    for world in World::on_every_engine().await {
        let registered = world.registered(&jana()).await;
        let pin1 = world.pin("email", "jana").await;
        let enter = |pin1: String, pin2: &'static str| {
            let (context, id, now) = (world.context.clone(), registered.activation.clone(), world.now());
            async move {
                activate::activate(&context, now, &id, &pin1, pin2, &ClientInfo::default()).await.unwrap()
            }
        };
        let expected = |email, sms| Activation::Missing { email, sms };
        let wrong = |tries_left| Some(CodeRejection::Wrong { tries_left });
        assert_eq!(enter("AAAAAAAA".into(), "BBBBBBBB").await, expected(wrong(4), wrong(4)));
        assert_eq!(
            enter(pin1, "").await,
            expected(None, Some(CodeRejection::Malformed { expected_chars: 8 }))
        );
        for left in (0..4).rev() {
            assert_eq!(enter(String::new(), "BBBBBBBB").await, expected(None, wrong(left)));
        }
        let pin2 = world.pin("sms", "+420601100001").await;
        let too_late = activate::activate(
            &world.context,
            world.now(),
            &registered.activation,
            "",
            &pin2,
            &ClientInfo::default(),
        )
        .await;
        assert_eq!(too_late, Ok(expected(None, Some(CodeRejection::NoTriesLeft))), "even the right one");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pins_expire_and_new_ones_supersede_them() {
    // mission: B6
    for world in World::on_every_engine().await {
        let registered = world.registered(&jana()).await;
        let (old1, old2) = (world.pin("email", "jana").await, world.pin("sms", "+420").await);
        world.clock.shift(8 * DAY_MS);
        let client = ClientInfo::default();
        let expired =
            activate::activate(&world.context, world.now(), &registered.activation, &old1, &old2, &client)
                .await;
        let outcome = Some(CodeRejection::Expired);
        assert_eq!(expired, Ok(Activation::Missing { email: outcome, sms: outcome }));

        assert_eq!(
            activate::resend_pins(&world.context, world.now(), &registered.activation, None, &client).await,
            Ok(Resent::Sent)
        );
        let (new1, new2) = (world.pin("email", "jana").await, world.pin("sms", "+420").await);
        assert!(new1 != old1 && new2 != old2);
        let activated =
            activate::activate(&world.context, world.now(), &registered.activation, &new1, &new2, &client)
                .await;
        assert_eq!(activated, Ok(Activation::Activated));
        let again =
            activate::activate(&world.context, world.now(), &registered.activation, &new1, &new2, &client)
                .await;
        assert_eq!(again, Ok(Activation::Already));
    }
}

/// Finding S-A9: nor are they sent without end to many from one address.
#[tokio::test(flavor = "multi_thread")]
async fn one_address_cannot_have_pins_sent_to_everybody() {
    let world = World::new().await;
    let registered = world.registered(&jana()).await;
    let client = ClientInfo { address: Some("192.0.2.7".to_owned()), ..ClientInfo::default() };
    let before = Failures { count: 30, last_at: world.now() };
    world.context.store.write(|tx| failure::save(tx, "pins:192.0.2.7", before)).await.unwrap();
    let there =
        activate::resend_pins(&world.context, world.now(), &registered.activation, None, &client).await;
    assert!(matches!(there, Ok(Resent::TooSoon { .. })), "{there:?}");
    let elsewhere = activate::resend_pins(
        &world.context,
        world.now(),
        &registered.activation,
        None,
        &ClientInfo::default(),
    )
    .await;
    assert_eq!(elsewhere, Ok(Resent::Sent));
}

/// Finding N-35: a short pause after the second message, not an hour after the fifth.
#[tokio::test(flavor = "multi_thread")]
async fn pauses_between_pins_grow() {
    let world = World::new().await;
    let registered = world.registered(&jana()).await;
    let mut waits = Vec::new();
    for _ in 0..7 {
        match activate::resend_pins(
            &world.context,
            world.now(),
            &registered.activation,
            None,
            &ClientInfo::default(),
        )
        .await
        .unwrap()
        {
            Resent::Sent => waits.push(0),
            Resent::TooSoon { allowed_at } => {
                waits.push(allowed_at.since(world.now()) / MINUTE_MS);
                world.clock.shift(allowed_at.since(world.now()));
            }
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(waits, [0, 1, 0, 4, 0, 0, 55]);
}

#[tokio::test(flavor = "multi_thread")]
async fn pins_are_not_sent_without_end() {
    let world = World::new().await;
    let registered = world.registered(&jana()).await;
    let mut sent = 0;
    let allowed_at = loop {
        match activate::resend_pins(
            &world.context,
            world.now(),
            &registered.activation,
            None,
            &ClientInfo::default(),
        )
        .await
        .unwrap()
        {
            Resent::Sent => sent += 1,
            Resent::TooSoon { allowed_at } => break allowed_at,
            other => panic!("{other:?}"),
        }
        world.clock.shift(MINUTE_MS);
    };
    assert!(sent < 10, "{sent} sent");
    world.clock.shift(allowed_at.since(world.now()));
    let again = activate::resend_pins(
        &world.context,
        world.now(),
        &registered.activation,
        None,
        &ClientInfo::default(),
    )
    .await;
    assert_eq!(again, Ok(Resent::Sent));
    let nobody = ActivationId::new(world.now(), [0; 10]);
    let unknown =
        activate::resend_pins(&world.context, world.now(), &nobody, None, &ClientInfo::default()).await;
    assert_eq!(unknown, Ok(Resent::Unknown));
}

#[tokio::test(flavor = "multi_thread")]
async fn each_pin_is_sent_again_by_itself_and_the_history_says_which() {
    // mission: B6; findings N-10, N-35
    for world in World::on_every_engine().await {
        let registered = world.registered(&jana()).await;
        let (pin1, pin2) = (world.pin("email", "jana").await, world.pin("sms", "+420").await);
        let client = ClientInfo::default();
        let (context, activation) = (&world.context, &registered.activation);
        let sent =
            activate::resend_pins(context, world.now(), activation, Some(Channel::Phone), &client).await;
        assert_eq!(sent, Ok(Resent::Sent));
        assert_eq!(world.pin("email", "jana").await, pin1, "PIN1 still counts");
        let new = world.pin("sms", "+420").await;
        assert_ne!(new, pin2);
        let kinds: Vec<EventKind> = queries::history(context, &registered.account, None, 9)
            .await
            .unwrap()
            .iter()
            .map(|event| event.kind)
            .collect();
        assert_eq!(kinds, [EventKind::SmsPinSent, EventKind::Registered]);
        let half = activate::activate(context, world.now(), activation, &pin1, "", &client).await.unwrap();
        assert!(matches!(half, Activation::Missing { email: None, .. }));
        let done =
            activate::resend_pins(context, world.now(), activation, Some(Channel::Email), &client).await;
        assert_eq!(done, Ok(Resent::Already), "what is confirmed is not sent again");
        let activated = activate::activate(context, world.now(), activation, "", &new, &client).await;
        assert_eq!(activated, Ok(Activation::Activated));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn letters_can_be_asked_for_again() {
    // mission: B8
    const ORIGIN: ClientInfo =
        ClientInfo { address: None, network: None, user_agent: None, known_browser: None };
    for world in World::on_every_engine().await {
        let registered = world.active(&jana()).await;
        let old = world.pin("letter", "Jana").await;
        let ask = || letter::request_letter(&world.context, world.now(), &registered.account, &ORIGIN);
        let allowed_at = world.now().plus_ms(DAY_MS);
        world.clock.shift(HOUR_MS);
        assert_eq!(ask().await, Ok(Letter::TooSoon { allowed_at }));
        for _ in 1..6 {
            world.clock.shift(DAY_MS);
            assert_eq!(ask().await, Ok(Letter::Sent));
            // Delivered, so that the newest is the last one.
            world.count("letter").await;
        }
        world.clock.shift(DAY_MS);
        assert!(matches!(ask().await, Ok(Letter::TooSoon { .. })), "six in thirty days");
        let superseded = identify::identify(&world.context, world.now(), &registered.account, &old, &ORIGIN)
            .await
            .unwrap();
        assert!(matches!(superseded, Identification::Refused(CodeRejection::Wrong { .. })), "{superseded:?}");
        let new = world.pin("letter", "Jana").await;
        let identified =
            identify::identify(&world.context, world.now(), &registered.account, &new, &ORIGIN).await;
        assert_eq!(identified, Ok(Identification::Identified));
        assert_eq!(ask().await, Ok(Letter::NotExpected));
    }
}
