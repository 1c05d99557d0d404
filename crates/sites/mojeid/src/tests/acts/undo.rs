//! Undoing a recovery or a login that was not the owner's. Parts of finding N-34.

use values::{AssuranceLevel, DAY_MS, HOUR_MS};

use crate::acts::change_postal_info::{self, ConfirmedPostalChange, PostalInfoChanged};
use crate::acts::login::{self, Login, LoginError};
use crate::acts::undo::{self, UndoStatus};
use crate::acts::{ClientInfo, change_password, decide, jobs, log_out};
use crate::rules::consent::Consent;
use crate::rules::recovery::{CLOSED_MS, UNDO_MS};
use crate::tests::world::{PASSWORD, World, jana};

use super::recover::{NEW, OTHER, ask, link, log_in, moved, recovered};

/// The thief has the mailbox and the SIM card; the owner undoes it, and the thief cannot simply begin again.
#[tokio::test(flavor = "multi_thread")]
async fn the_owner_undoes_a_recovery_by_the_link_that_everybody_got() {
    for world in World::on_every_engine().await {
        let registered = world.identified(&jana()).await;
        recovered(&world, NEW).await;
        let undo = link(&world, "sms", "/undo/").await;
        assert_eq!(undo, link(&world, "email", "/undo/").await);
        assert!(matches!(log_in(&world, NEW).await, Ok(Login::In(..))), "the thief is in");
        let (context, client) = (&world.context, ClientInfo::default());
        let opened = undo::recovery_undo_status(context, world.now(), &undo).await.unwrap();
        assert!(matches!(opened, UndoStatus::Open { .. }), "opening it does nothing");
        assert!(matches!(log_in(&world, NEW).await, Ok(Login::In(..))));
        let undone = undo::undo_recovery(context, world.now(), &undo, &client).await.unwrap();
        let closed_until = Some(world.now().plus_ms(CLOSED_MS));
        assert_eq!(undone, UndoStatus::Done { closed_until, old_counts: true });
        assert_eq!(
            undo::undo_recovery(context, world.now(), &undo, &client).await,
            Ok(undone),
            "twice is as once"
        );

        assert!(log_out::sessions_of(context, world.now(), &registered.account).await.unwrap().is_empty());
        assert!(matches!(log_in(&world, NEW).await, Err(LoginError::Wrong)));
        assert_eq!(world.proven(&jana()).await.level, AssuranceLevel::Low, "not yet");
        let before = world.count("email").await;
        ask(&world, "jana").await;
        assert_eq!(world.count("email").await, before, "closed");
        world.clock.shift(CLOSED_MS);
        ask(&world, "jana").await;
        assert_eq!(world.count("email").await, before + 1);
    }
}

/// A thief who recovers again, or changes the password, does not make it final.
#[tokio::test(flavor = "multi_thread")]
async fn a_chain_of_recoveries_is_undone_to_its_beginning() {
    for world in World::on_every_engine().await {
        world.identified(&jana()).await;
        recovered(&world, NEW).await;
        world.clock.shift(DAY_MS);
        recovered(&world, OTHER).await;
        let last = link(&world, "sms", "/undo/").await;
        world.clock.shift(UNDO_MS - 2 * DAY_MS);
        let _ =
            undo::undo_recovery(&world.context, world.now(), &last, &ClientInfo::default()).await.unwrap();
        assert!(
            matches!(log_in(&world, PASSWORD).await, Ok(Login::In(..))),
            "the first password counts again"
        );
        for other in [NEW, OTHER] {
            assert!(matches!(log_in(&world, other).await, Err(LoginError::Wrong)));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recovery_is_final_after_seven_days() {
    let world = World::new().await;
    world.active(&jana()).await;
    recovered(&world, NEW).await;
    let undo = link(&world, "email", "/undo/").await;
    world.clock.shift(UNDO_MS);
    jobs::run_due_jobs(&world.context, world.now()).await.unwrap();
    let late = undo::undo_recovery(&world.context, world.now(), &undo, &ClientInfo::default()).await;
    assert_eq!(late, Ok(UndoStatus::Gone));
    assert!(matches!(log_in(&world, NEW).await, Ok(Login::In(..))));
}

/// Finding N-34.
#[tokio::test(flavor = "multi_thread")]
async fn the_owner_learns_of_a_new_browser_and_can_say_that_it_was_somebody_else() {
    for world in World::on_every_engine().await {
        let registered = world.identified(&jana()).await;
        let mails = world.count("email").await;
        let Ok(Login::In(_, kept)) = log_in(&world, PASSWORD).await else { panic!("logged in") };
        assert_eq!(world.count("email").await, mails, "just activated");
        world.clock.shift(HOUR_MS);
        let home = ClientInfo { known_browser: Some(kept), ..ClientInfo::default() };
        let _ = login::login(&world.context, world.now(), "jana", PASSWORD, &home, None).await.unwrap();
        assert_eq!(world.count("email").await, mails, "known");
        let thief = ClientInfo {
            user_agent: Some("Mozilla/5.0 (Windows) Firefox/145.0".into()),
            ..ClientInfo::default()
        };
        let _ = login::login(&world.context, world.now(), "jana", PASSWORD, &thief, None).await.unwrap();
        assert_eq!(world.count("email").await, mails + 1);
        world.saying("email", "jana", "Firefox, Windows").await;

        let link = link(&world, "email", "/not-me/").await;
        let (context, client) = (&world.context, ClientInfo::default());
        assert!(matches!(
            undo::login_denial_status(context, world.now(), &link).await,
            Ok(UndoStatus::Open { .. })
        ));
        let denied = undo::deny_login(context, world.now(), &link, &client).await;
        assert_eq!(denied, Ok(UndoStatus::Done { closed_until: None, old_counts: false }));
        assert_eq!(undo::deny_login(context, world.now(), &link, &client).await, denied, "twice is as once");
        assert!(log_out::sessions_of(context, world.now(), &registered.account).await.unwrap().is_empty());
        assert!(matches!(log_in(&world, PASSWORD).await, Err(LoginError::Blocked)));
        assert!(matches!(log_in(&world, "a wrong guess").await, Err(LoginError::Wrong)), "no more is told");
        recovered(&world, NEW).await;
        assert!(matches!(log_in(&world, NEW).await, Ok(Login::In(..))));
        let undo = self::link(&world, "sms", "/undo/").await;
        let _ = undo::undo_recovery(context, world.now(), &undo, &client).await.unwrap();
        assert!(matches!(log_in(&world, PASSWORD).await, Err(LoginError::Blocked)), "still somebody else's");
    }
}

/// What a browser calls itself is a stranger's text: none of it stands in our mail. Finding A-8.
#[tokio::test(flavor = "multi_thread")]
async fn the_mail_of_a_new_browser_bears_no_text_of_a_stranger() {
    let world = World::new().await;
    world.active(&jana()).await;
    world.clock.shift(HOUR_MS);
    let lure = "Volejte 800900900 nebo overte ucet na https://context-overeni.example";
    for (agent, name) in
        [(lure.to_owned(), "Neznámý prohlížeč"), (format!("{lure} Firefox/145.0"), "Firefox")]
    {
        let thief = ClientInfo { user_agent: Some(agent), ..ClientInfo::default() };
        let _ = login::login(&world.context, world.now(), "jana", PASSWORD, &thief, None).await.unwrap();
        let mail = world.saying("email", "jana", name).await.text;
        assert!(!mail.contains("800900900") && !mail.contains("overeni"), "{mail}");
    }
}

/// A link from before a change of the password ends nothing that began after it.
#[tokio::test(flavor = "multi_thread")]
async fn a_denied_login_of_an_older_password_ends_nothing() {
    let world = World::new().await;
    world.identified(&jana()).await;
    world.clock.shift(HOUR_MS);
    let session = world.proven(&jana()).await;
    let link = link(&world, "email", "/not-me/").await;
    let changed = change_password::change_password(
        &world.context,
        world.now(),
        &session,
        PASSWORD,
        NEW,
        &ClientInfo::default(),
    )
    .await;
    assert!(changed.is_ok());
    let denied = undo::deny_login(&world.context, world.now(), &link, &ClientInfo::default()).await;
    assert_eq!(denied, Ok(UndoStatus::Done { closed_until: None, old_counts: false }));
    assert!(matches!(log_in(&world, NEW).await, Ok(Login::In(..))));
}

/// A new address that a thief asked for waits no longer after a recovery, or after the owner's word that a login was
/// somebody else's; nor is the PIN3 that is on its way there worth anything. Finding A-9.
#[tokio::test(flavor = "multi_thread")]
async fn what_waits_for_a_letter_goes_with_the_thief() {
    for is_recovered in [true, false] {
        let world = World::new().await;
        let registered = world.identified(&jana()).await;
        let (id, client, context) = (&registered.account, ClientInfo::default(), &world.context);
        world.clock.shift(DAY_MS);
        let asked =
            change_postal_info::change_postal_info(context, world.now(), &world.fresh(id), &moved(), &client)
                .await
                .unwrap();
        assert!(matches!(asked, PostalInfoChanged::Pending(_)), "{asked:?}");
        let pin3 = world.pin("letter", "Nová 1").await;
        if !is_recovered {
            assert!(matches!(log_in(&world, PASSWORD).await, Ok(Login::In(..))));
            let not_me = link(&world, "email", "/not-me/").await;
            let _ = undo::deny_login(context, world.now(), &not_me, &client).await.unwrap();
            assert_eq!(change_postal_info::postal_change(context, id).await.unwrap(), None, "not me");
        }
        recovered(&world, NEW).await;
        assert_eq!(change_postal_info::postal_change(context, id).await.unwrap(), None);
        world.clock.shift(UNDO_MS);
        let Ok(Login::In(cookie, _)) = log_in(&world, NEW).await else { panic!("logged in") };
        let confirmed = change_postal_info::confirm_postal_change(
            context,
            world.now(),
            cookie.session(),
            id,
            &pin3,
            &client,
        )
        .await;
        assert!(matches!(confirmed, Ok(ConfirmedPostalChange::NotExpected)), "{confirmed:?}");
        // Not even for another change, as long as the letter of that one has not left.
        let again =
            change_postal_info::change_postal_info(context, world.now(), &world.fresh(id), &moved(), &client)
                .await;
        assert!(again.is_ok(), "{again:?}");
        let old = change_postal_info::confirm_postal_change(
            context,
            world.now(),
            cookie.session(),
            id,
            &pin3,
            &client,
        )
        .await;
        assert!(matches!(old, Ok(ConfirmedPostalChange::Refused(_))), "{old:?}");
    }
}

/// Who reads one channel and knows the password from before the recovery does not get in by undoing it: the owner has
/// shown both factors since and set another one. Finding A-13.
#[tokio::test(flavor = "multi_thread")]
async fn undoing_brings_no_old_password_back_after_a_change_by_both_factors() {
    for world in World::on_every_engine().await {
        world.identified(&jana()).await;
        recovered(&world, NEW).await;
        let undo = link(&world, "sms", "/undo/").await;
        let with_new = crate::rules::registration::RegistrationForm { password: NEW.to_owned(), ..jana() };
        let (session, client) = (world.proven(&with_new).await, ClientInfo::default());
        let changed =
            change_password::change_password(&world.context, world.now(), &session, NEW, OTHER, &client)
                .await;
        assert!(changed.is_ok(), "{changed:?}");
        let open = undo::recovery_undo_status(&world.context, world.now(), &undo).await.unwrap();
        assert!(matches!(open, UndoStatus::Open { old_counts: false, .. }), "{open:?}");
        let undone = undo::undo_recovery(&world.context, world.now(), &undo, &client).await.unwrap();
        assert!(matches!(undone, UndoStatus::Done { old_counts: false, .. }), "{undone:?}");
        assert!(matches!(log_in(&world, PASSWORD).await, Err(LoginError::Blocked)));
        for other in [NEW, OTHER] {
            assert!(matches!(log_in(&world, other).await, Err(LoginError::Wrong)));
        }
        world.saying("sms", "+420601100001", "zadne heslo ted neplati").await;
        world.clock.shift(CLOSED_MS);
        recovered(&world, OTHER).await;
        assert!(matches!(log_in(&world, OTHER).await, Ok(Login::In(..))), "mailbox and telephone are hers");
    }
}

/// What somebody let services have between a recovery and its undoing is asked again; what was decided before stays.
/// Finding C-51.
#[tokio::test(flavor = "multi_thread")]
async fn what_a_thief_allowed_services_is_forgotten() {
    for world in World::on_every_engine().await {
        let registered = world.identified(&jana()).await;
        let (id, client, context) = (&registered.account, ClientInfo::default(), &world.context);
        let allow = async |client_id: &'static str| {
            let now = world.now();
            let decided: Result<_, store::StoreError> = context
                .store
                .write(|tx| {
                    crate::acts::decide::decide(tx, now, id, client_id, &Consent::default(), &client)
                        .map(drop)
                })
                .await;
            decided.unwrap();
        };
        let remembered = async || {
            let all = decide::consents(context, id).await.unwrap();
            all.into_iter().map(|consent| consent.client_id).collect::<Vec<_>>()
        };
        allow("lipova").await;
        world.clock.shift(HOUR_MS);
        recovered(&world, NEW).await;
        allow("knihovna").await;
        let undo = link(&world, "sms", "/undo/").await;
        let _ = undo::undo_recovery(context, world.now(), &undo, &client).await.unwrap();
        assert_eq!(remembered().await, ["lipova"]);

        world.clock.shift(HOUR_MS);
        assert!(matches!(log_in(&world, PASSWORD).await, Ok(Login::In(..))));
        allow("knihovna").await;
        let not_me = link(&world, "email", "/not-me/").await;
        let _ = undo::deny_login(context, world.now(), &not_me, &client).await.unwrap();
        assert_eq!(remembered().await, ["lipova"]);
    }
}
