//! Passcodes: what they raise, whose they are, how they are counted.

use codes::CodeRejection;
use sessions::Session;
use values::{AssuranceLevel, HOUR_MS, MINUTE_MS};

use crate::acts::login::{self, Login};
use crate::acts::step_up::{self, PasscodePurpose, PasscodeRequested, StepUp};
use crate::acts::{ClientInfo, log_out};
use crate::tests::world::{PASSWORD, World, jana};

const PHONE: &str = "+420601100001";

/// A login by password in a browser, and what the browser keeps.
async fn log_in(world: &World, client: &ClientInfo) -> (Session, String) {
    match login::login(&world.context, world.now(), "jana", PASSWORD, client, None).await {
        Ok(Login::In(cookie, kept)) => (cookie.session().clone(), kept),
        other => panic!("{}: {other:?}", world.engine()),
    }
}

async fn session(world: &World) -> Session {
    log_in(world, &ClientInfo::default()).await.0
}

async fn send(world: &World, session: &Session, again: bool) -> PasscodeRequested {
    step_up::send_passcode(
        &world.context,
        world.now(),
        session,
        PasscodePurpose::Login { service: None },
        again,
        &ClientInfo::default(),
    )
    .await
    .unwrap()
}

async fn enter(world: &World, session: &Session, code: &str) -> StepUp {
    step_up::step_up(&world.context, world.now(), session, code, &ClientInfo::default()).await.unwrap()
}

/// Finding S-A4: the proof is as old as its oldest factor.
#[tokio::test(flavor = "multi_thread")]
async fn a_passcode_raises_an_identified_account() {
    // mission: B3
    for world in World::on_every_engine().await {
        let registered = world.identified(&jana()).await;
        let low = session(&world).await;
        world.clock.shift(20 * MINUTE_MS);
        assert_eq!(send(&world, &low, false).await, PasscodeRequested::Sent);
        assert_eq!(send(&world, &low, false).await, PasscodeRequested::Waiting);
        let wrong = enter(&world, &low, "000000").await;
        assert!(matches!(wrong, StepUp::Refused(CodeRejection::Wrong { tries_left: 4 })), "{wrong:?}");
        let passcode = world.passcode(PHONE).await;
        let raised = enter(&world, &low, &passcode).await;
        let StepUp::In(cookie, _) = raised else { panic!("{raised:?}") };
        assert_eq!(cookie.session().level, AssuranceLevel::Substantial);
        assert_eq!(cookie.session().authenticated_at, low.authenticated_at, "a passcode renews nothing");
        assert_ne!(cookie.session().id, low.id, "always a new session");
        let live = log_out::sessions_of(&world.context, world.now(), &registered.account).await.unwrap();
        assert_eq!(live.len(), 1, "the old one ended");

        let again = enter(&world, &low, &passcode).await;
        assert!(matches!(again, StepUp::Refused(CodeRejection::NotIssued)), "a passcode works once");
        let _ = send(&world, &low, true).await;
        let passcode = world.passcode(PHONE).await;
        world.clock.shift(5 * MINUTE_MS);
        let late = enter(&world, &low, &passcode).await;
        assert!(matches!(late, StepUp::Refused(CodeRejection::Expired)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_passcodes_add_up_over_all_that_were_sent() {
    // mission: B3
    for world in World::on_every_engine().await {
        world.identified(&jana()).await;
        let low = session(&world).await;
        for code in ["000000", "000001"] {
            assert_eq!(send(&world, &low, true).await, PasscodeRequested::Sent);
            for _ in 0..5 {
                assert!(matches!(
                    enter(&world, &low, code).await,
                    StepUp::Refused(CodeRejection::Wrong { .. })
                ));
            }
        }
        let low = session(&world).await;
        let sent = send(&world, &low, true).await;
        assert!(matches!(sent, PasscodeRequested::TooSoon { .. }), "no SMS either, in no browser: {sent:?}");
        let StepUp::TooMany { until } = enter(&world, &low, "000002").await else {
            panic!("an eleventh guess")
        };
        world.clock.shift(until.since(world.now()));
        assert_eq!(send(&world, &low, true).await, PasscodeRequested::Sent);
        let wrong = enter(&world, &low, "000003").await;
        assert!(matches!(wrong, StepUp::Refused(CodeRejection::Wrong { .. })));
        let StepUp::TooMany { until: later } = enter(&world, &low, "000004").await else {
            panic!("a second guess")
        };
        assert!(later.since(world.now()) > 5 * MINUTE_MS, "the wait grows");
        world.clock.shift(later.since(world.now()));
        assert_eq!(send(&world, &low, true).await, PasscodeRequested::Sent);
        let passcode = world.passcode(PHONE).await;
        assert!(matches!(enter(&world, &low, &passcode).await, StepUp::In(..)), "the right one still works");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_that_is_only_active_cannot_be_raised() {
    let world = World::new().await;
    world.active(&jana()).await;
    let both = world.proven(&jana()).await;
    assert_eq!(both.level, AssuranceLevel::Low);
    assert_eq!(both.amr, ["pwd", "sms", "mfa"], "it is a proof by both factors all the same");
}

/// A code that the message says is for a login confirms no change, and the other way round. Finding C-11.
#[tokio::test(flavor = "multi_thread")]
async fn a_passcode_is_good_for_what_its_message_says_only() {
    for world in World::on_every_engine().await {
        world.identified(&jana()).await;
        let (low, client) = (session(&world).await, ClientInfo::default());
        assert_eq!(send(&world, &low, false).await, PasscodeRequested::Sent);
        let for_login = world.passcode(PHONE).await;
        let (context, now) = (&world.context, world.now());
        let confirmed = step_up::confirm_by_passcode(context, now, &low, &for_login, &client).await.unwrap();
        assert!(matches!(confirmed, StepUp::Refused(CodeRejection::NotIssued)), "{confirmed:?}");
        let sent = step_up::send_passcode(context, now, &low, PasscodePurpose::Data, false, &client).await;
        assert_eq!(sent, Ok(PasscodeRequested::Sent), "one of its own");
        let text = world.saying("sms", PHONE, "kod pro zmenu udaju").await.text;
        let for_change = text.split(|c: char| !c.is_ascii_digit()).find(|word| word.len() == 6).unwrap();
        if for_change != for_login {
            let wrong = enter(&world, &low, for_change).await;
            assert!(matches!(wrong, StepUp::Refused(CodeRejection::Wrong { .. })), "{wrong:?}");
        }
        let confirmed = step_up::confirm_by_passcode(context, now, &low, for_change, &client).await.unwrap();
        assert!(matches!(confirmed, StepUp::In(..)), "{confirmed:?}");
    }
}

/// Finding S-A16: whoever knows the password in another browser neither uses nor spoils the owner's code.
#[tokio::test(flavor = "multi_thread")]
async fn a_passcode_belongs_to_the_login_that_asked_for_it() {
    for world in World::on_every_engine().await {
        world.identified(&jana()).await;
        let (current, thief) = (session(&world).await, session(&world).await);
        assert_eq!(send(&world, &current, false).await, PasscodeRequested::Sent);
        let passcode = world.passcode(PHONE).await;
        let stolen = enter(&world, &thief, &passcode).await;
        assert!(matches!(stolen, StepUp::Refused(CodeRejection::NotIssued)), "{stolen:?}");
        assert_eq!(send(&world, &thief, false).await, PasscodeRequested::Sent, "one of their own");
        for _ in 0..5 {
            assert!(matches!(enter(&world, &thief, "000000").await, StepUp::Refused(_)));
        }
        let entered = enter(&world, &current, &passcode).await;
        assert!(matches!(entered, StepUp::In(..)), "the owner's code still counts: {entered:?}");
    }
}

/// Finding S-A16: neither messages nor wrong codes without end, asked for with the password, keep the owner out of a
/// browser where a passcode was right before.
#[tokio::test(flavor = "multi_thread")]
async fn who_knows_the_password_does_not_use_up_the_owners_passcodes() {
    for world in World::on_every_engine().await {
        world.identified(&jana()).await;
        let (first, kept) = log_in(&world, &ClientInfo::default()).await;
        let home = ClientInfo { known_browser: Some(kept), ..ClientInfo::default() };
        let context = &world.context;
        let _ = step_up::send_passcode(
            context,
            world.now(),
            &first,
            PasscodePurpose::Login { service: None },
            false,
            &home,
        )
        .await
        .unwrap();
        let passcode = world.passcode(PHONE).await;
        let entered = step_up::step_up(context, world.now(), &first, &passcode, &home).await.unwrap();
        let StepUp::In(_, kept) = entered else { panic!("{entered:?}") };
        let home = ClientInfo { known_browser: Some(kept), ..ClientInfo::default() };

        let mut sent = 0;
        loop {
            let thief = session(&world).await;
            match send(&world, &thief, true).await {
                PasscodeRequested::Sent => sent += 1,
                PasscodeRequested::TooSoon { .. } => break,
                other => panic!("{other:?}"),
            }
            let _ = enter(&world, &thief, "000000").await;
        }
        // Delivered, so that the newest one is the owner's.
        world.count("sms").await;
        assert!((5..=10).contains(&sent), "{sent} messages");
        let (at_home, kept) = log_in(&world, &home).await;
        let home = ClientInfo { known_browser: Some(kept), ..ClientInfo::default() };
        let sent = step_up::send_passcode(
            context,
            world.now(),
            &at_home,
            PasscodePurpose::Login { service: None },
            false,
            &home,
        )
        .await;
        assert_eq!(sent, Ok(PasscodeRequested::Sent), "not where the owner is at home");
        let passcode = world.passcode(PHONE).await;
        let entered = step_up::step_up(context, world.now(), &at_home, &passcode, &home).await.unwrap();
        assert!(matches!(entered, StepUp::In(..)), "{entered:?}");
    }
}

/// Finding S-A16: five logins by SMS within an hour, each in a new private window, are not too many.
#[tokio::test(flavor = "multi_thread")]
async fn logging_in_often_closes_nothing() {
    let world = World::new().await;
    world.identified(&jana()).await;
    for _ in 0..15 {
        world.proven(&jana()).await;
        world.clock.shift(HOUR_MS / 15);
    }
}
