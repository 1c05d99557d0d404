//! A new password, and what it ends.

use values::MINUTE_MS;

use crate::acts::change_guard::ChangeRefused;
use crate::acts::change_password::{self, ChangePasswordError};
use crate::acts::login::{self, Login, LoginError};
use crate::acts::reauthenticate::{self, ReauthenticateError};
use crate::acts::step_up::{self, PasscodePurpose, StepUp};
use crate::acts::{ClientInfo, log_out, queries};
use crate::rules::event::EventKind;
use crate::rules::password::PasswordProblem;
use crate::rules::reauthentication::FRESH_FORM_MS;
use crate::tests::world::{PASSWORD, World, jana};

const NEW: &str = "ctyri kone v jetelicku";

async fn log_in(world: &World, password: &str) -> Result<Login, LoginError> {
    login::login(&world.context, world.now(), "jana", password, &ClientInfo::default(), None).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_password_signs_everybody_else_out() {
    for world in World::on_every_engine().await {
        let registered = world.active(&jana()).await;
        let (here, _elsewhere) = (world.proven(&jana()).await, log_in(&world, PASSWORD).await);
        let client = ClientInfo::default();
        let change = async |new| {
            change_password::change_password(&world.context, world.now(), &here, PASSWORD, new, &client).await
        };
        let short = change("short").await;
        assert!(matches!(short, Err(ChangePasswordError::New(PasswordProblem::TooShort))));
        assert!(matches!(change(PASSWORD).await, Err(ChangePasswordError::Same)));
        let _ = change(NEW).await.unwrap();
        assert_eq!(
            log_out::sessions_of(&world.context, world.now(), &registered.account).await.unwrap().len(),
            1
        );
        assert!(matches!(log_in(&world, PASSWORD).await, Err(LoginError::Wrong)));
        assert!(matches!(log_in(&world, NEW).await, Ok(Login::In(..))));
        world.saying("email", "jana", "změněno heslo").await;
    }
}

/// Finding S-A4: an open session, or a passcode on top of an old one, is no fresh proof.
#[tokio::test(flavor = "multi_thread")]
async fn an_open_session_does_not_change_the_password() {
    for world in World::on_every_engine().await {
        world.active(&jana()).await;
        let (both, client) = (world.proven(&jana()).await, ClientInfo::default());
        let Ok(Login::In(cookie, _)) = log_in(&world, PASSWORD).await else { panic!("logged in") };
        let change = async |session| {
            change_password::change_password(&world.context, world.now(), session, PASSWORD, NEW, &client)
                .await
                .map(drop)
        };
        assert!(
            matches!(
                change(cookie.session()).await,
                Err(ChangePasswordError::Refused(ChangeRefused::ReauthenticationRequired))
            ),
            "no passcode"
        );
        world.clock.shift(FRESH_FORM_MS);
        assert!(
            matches!(
                change(&both).await,
                Err(ChangePasswordError::Refused(ChangeRefused::ReauthenticationRequired))
            ),
            "too old"
        );
        let context = &world.context;
        let _ = step_up::send_passcode(
            context,
            world.now(),
            cookie.session(),
            PasscodePurpose::Login { service: None },
            false,
            &client,
        )
        .await
        .unwrap();
        let passcode = world.passcode(&jana().phone).await;
        let stepped = step_up::step_up(context, world.now(), cookie.session(), &passcode, &client).await;
        let Ok(StepUp::In(stepped, _)) = stepped else { panic!("{stepped:?}") };
        let only_sms = change(stepped.session()).await;
        assert!(
            matches!(only_sms, Err(ChangePasswordError::Refused(ChangeRefused::ReauthenticationRequired))),
            "a passcode renews nothing"
        );
    }
}

/// Finding S-C: each session's wrong passwords are its own.
#[tokio::test(flavor = "multi_thread")]
async fn proving_again_is_counted_for_each_session_apart() {
    for world in World::on_every_engine().await {
        let registered = world.active(&jana()).await;
        let (one, other) = (world.proven(&jana()).await, world.proven(&jana()).await);
        let client = ClientInfo::default();
        let prove = async |session, password| {
            reauthenticate::reauthenticate(&world.context, world.now(), session, password, &client).await
        };
        for _ in 0..5 {
            let wrong = prove(&one, "a wrong guess").await;
            assert!(matches!(wrong, Err(ReauthenticateError::Password(LoginError::Wrong))), "{wrong:?}");
        }
        let slowed = prove(&one, PASSWORD).await;
        assert!(
            matches!(slowed, Err(ReauthenticateError::Password(LoginError::TooMany { .. }))),
            "{slowed:?}"
        );
        assert!(matches!(log_in(&world, PASSWORD).await, Ok(Login::In(..))), "a login is not kept waiting");
        world.clock.shift(MINUTE_MS / 4);
        let renewed = prove(&other, PASSWORD).await.unwrap();
        assert_eq!(renewed.session().authenticated_at, world.now());
        assert_eq!(renewed.session().amr, ["pwd"], "what a passcode showed before does not count");
        let live = log_out::sessions_of(&world.context, world.now(), &registered.account).await.unwrap();
        assert!(live.iter().all(|session| session.id != other.id), "the old cookie is dead");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_that_was_signed_out_gets_no_new_session() {
    for world in World::on_every_engine().await {
        let registered = world.identified(&jana()).await;
        let (gone, here) = (world.proven(&jana()).await, world.proven(&jana()).await);
        let (now, id, client) = (world.now(), &registered.account, ClientInfo::default());
        let steps = async || {
            let history = queries::history(&world.context, id, None, 50).await.unwrap();
            history.iter().filter(|event| event.kind == EventKind::SteppedUp).count()
        };
        let before = steps().await;
        let _ = step_up::send_passcode(
            &world.context,
            now,
            &gone,
            PasscodePurpose::Login { service: None },
            true,
            &client,
        )
        .await
        .unwrap();
        let passcode = world.passcode(&jana().phone).await;
        log_out::end_other_sessions(&world.context, now, id, &here, &client).await.unwrap();
        let stepped_up = step_up::step_up(&world.context, now, &gone, &passcode, &client).await;
        assert!(matches!(stepped_up, Ok(StepUp::LoggedOut)), "{stepped_up:?}");
        assert_eq!(steps().await, before);
        let proven = reauthenticate::reauthenticate(&world.context, now, &gone, PASSWORD, &client).await;
        assert!(matches!(proven, Err(ReauthenticateError::LoggedOut)), "{proven:?}");
        let changed =
            change_password::change_password(&world.context, now, &gone, PASSWORD, NEW, &client).await;
        assert!(matches!(changed, Err(ChangePasswordError::LoggedOut)), "{changed:?}");
        assert!(matches!(log_in(&world, PASSWORD).await, Ok(Login::In(..))), "nothing was changed");
    }
}

/// Whoever sits down at an open session minutes after the proof does not know the password. Finding C-21.
#[tokio::test(flavor = "multi_thread")]
async fn a_new_password_needs_the_present_one_as_well() {
    for world in World::on_every_engine().await {
        world.active(&jana()).await;
        let (here, client) = (world.proven(&jana()).await, ClientInfo::default());
        let change = async |present| {
            change_password::change_password(&world.context, world.now(), &here, present, NEW, &client).await
        };
        let nothing = change("").await;
        assert!(matches!(nothing, Err(ChangePasswordError::Present(LoginError::NoPassword))), "{nothing:?}");
        for _ in 0..5 {
            let wrong = change("a wrong guess").await;
            assert!(matches!(wrong, Err(ChangePasswordError::Present(LoginError::Wrong))), "{wrong:?}");
        }
        let slowed = change(PASSWORD).await;
        let is_slowed = matches!(slowed, Err(ChangePasswordError::Present(LoginError::TooMany { .. })));
        assert!(is_slowed, "{slowed:?}");
        world.clock.shift(MINUTE_MS);
        assert!(change(PASSWORD).await.is_ok());
        assert!(matches!(log_in(&world, NEW).await, Ok(Login::In(..))));
    }
}

/// No try, so it is counted nowhere and written into no history. Finding C-44.
#[tokio::test(flavor = "multi_thread")]
async fn no_password_is_no_try() {
    for world in World::on_every_engine().await {
        let registered = world.active(&jana()).await;
        let here = world.proven(&jana()).await;
        let before = queries::history(&world.context, &registered.account, None, 50).await.unwrap().len();
        for _ in 0..10 {
            assert!(matches!(log_in(&world, "").await, Err(LoginError::NoPassword)));
            let proven = reauthenticate::reauthenticate(
                &world.context,
                world.now(),
                &here,
                "",
                &ClientInfo::default(),
            )
            .await;
            assert!(
                matches!(proven, Err(ReauthenticateError::Password(LoginError::NoPassword))),
                "{proven:?}"
            );
        }
        assert_eq!(
            queries::history(&world.context, &registered.account, None, 50).await.unwrap().len(),
            before
        );
        assert!(matches!(log_in(&world, PASSWORD).await, Ok(Login::In(..))), "nobody waits");
    }
}
