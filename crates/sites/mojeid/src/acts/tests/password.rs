//! A new password, and what it ends.

use values::MINUTE_MS;

use crate::acts::Origin;
use crate::acts::allow::NotNow;
use crate::acts::change_password::ChangePasswordError;
use crate::acts::login::{Login, LoginError};
use crate::acts::prove::ProveError;
use crate::acts::step_up::{Purpose, SteppedUp};
use crate::rules::event::EventKind;
use crate::rules::password::PasswordProblem;
use crate::rules::proof::FRESH_FORM_MS;
use crate::testing::{PASSWORD, World, jana};

const NEW: &str = "ctyri kone v jetelicku";

async fn log_in(world: &World, password: &str) -> Result<Login, LoginError> {
    world.mojeid.login(world.now(), "jana", password, &Origin::default(), None).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_password_signs_everybody_else_out() {
    for world in World::on_every_engine().await {
        let founded = world.active(&jana()).await;
        let (here, _elsewhere) = (world.proven(&jana()).await, log_in(&world, PASSWORD).await);
        let origin = Origin::default();
        let change =
            async |new| world.mojeid.change_password(world.now(), &here, PASSWORD, new, &origin).await;
        let short = change("short").await;
        assert!(matches!(short, Err(ChangePasswordError::New(PasswordProblem::TooShort))));
        assert!(matches!(change(PASSWORD).await, Err(ChangePasswordError::Same)));
        let _ = change(NEW).await.unwrap();
        assert_eq!(world.mojeid.sessions_of(world.now(), &founded.account).await.unwrap().len(), 1);
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
        let (both, origin) = (world.proven(&jana()).await, Origin::default());
        let Ok(Login::In(cookie, _)) = log_in(&world, PASSWORD).await else { panic!("logged in") };
        let change = async |session| {
            world.mojeid.change_password(world.now(), session, PASSWORD, NEW, &origin).await.map(drop)
        };
        assert!(
            matches!(change(cookie.session()).await, Err(ChangePasswordError::NotNow(NotNow::NotProven))),
            "no passcode"
        );
        world.clock.shift(FRESH_FORM_MS);
        assert!(
            matches!(change(&both).await, Err(ChangePasswordError::NotNow(NotNow::NotProven))),
            "too old"
        );
        let mojeid = &world.mojeid;
        let _ = mojeid
            .send_passcode(world.now(), cookie.session(), Purpose::Login { service: None }, false, &origin)
            .await
            .unwrap();
        let passcode = world.passcode(&jana().phone).await;
        let stepped = mojeid.step_up(world.now(), cookie.session(), &passcode, &origin).await;
        let Ok(SteppedUp::In(stepped, _)) = stepped else { panic!("{stepped:?}") };
        let only_sms = change(stepped.session()).await;
        assert!(
            matches!(only_sms, Err(ChangePasswordError::NotNow(NotNow::NotProven))),
            "a passcode renews nothing"
        );
    }
}

/// Finding S-C: each session's wrong passwords are its own.
#[tokio::test(flavor = "multi_thread")]
async fn proving_again_is_counted_for_each_session_apart() {
    for world in World::on_every_engine().await {
        let founded = world.active(&jana()).await;
        let (one, other) = (world.proven(&jana()).await, world.proven(&jana()).await);
        let origin = Origin::default();
        let prove = async |session, password| {
            world.mojeid.prove_password(world.now(), session, password, &origin).await
        };
        for _ in 0..5 {
            let wrong = prove(&one, "a wrong guess").await;
            assert!(matches!(wrong, Err(ProveError::Password(LoginError::Wrong))), "{wrong:?}");
        }
        let slowed = prove(&one, PASSWORD).await;
        assert!(matches!(slowed, Err(ProveError::Password(LoginError::TooMany { .. }))), "{slowed:?}");
        assert!(matches!(log_in(&world, PASSWORD).await, Ok(Login::In(..))), "a login is not kept waiting");
        world.clock.shift(MINUTE_MS / 4);
        let renewed = prove(&other, PASSWORD).await.unwrap();
        assert_eq!(renewed.session().authenticated_at, world.now());
        assert_eq!(renewed.session().amr, ["pwd"], "what a passcode showed before does not count");
        let live = world.mojeid.sessions_of(world.now(), &founded.account).await.unwrap();
        assert!(live.iter().all(|session| session.id != other.id), "the old cookie is dead");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_that_was_signed_out_gets_no_new_session() {
    for world in World::on_every_engine().await {
        let founded = world.identified(&jana()).await;
        let (gone, here) = (world.proven(&jana()).await, world.proven(&jana()).await);
        let (now, id, origin) = (world.now(), &founded.account, Origin::default());
        let steps = async || {
            let history = world.mojeid.history(id, None, 50).await.unwrap();
            history.iter().filter(|event| event.kind == EventKind::SteppedUp).count()
        };
        let before = steps().await;
        let _ = world
            .mojeid
            .send_passcode(now, &gone, Purpose::Login { service: None }, true, &origin)
            .await
            .unwrap();
        let passcode = world.passcode(&jana().phone).await;
        world.mojeid.end_other_sessions(now, id, &here, &origin).await.unwrap();
        let stepped_up = world.mojeid.step_up(now, &gone, &passcode, &origin).await;
        assert!(matches!(stepped_up, Ok(SteppedUp::SignedOut)), "{stepped_up:?}");
        assert_eq!(steps().await, before);
        let proven = world.mojeid.prove_password(now, &gone, PASSWORD, &origin).await;
        assert!(matches!(proven, Err(ProveError::SignedOut)), "{proven:?}");
        let changed = world.mojeid.change_password(now, &gone, PASSWORD, NEW, &origin).await;
        assert!(matches!(changed, Err(ChangePasswordError::SignedOut)), "{changed:?}");
        assert!(matches!(log_in(&world, PASSWORD).await, Ok(Login::In(..))), "nothing was changed");
    }
}

/// Whoever sits down at an open session minutes after the proof does not know the password. Finding C-21.
#[tokio::test(flavor = "multi_thread")]
async fn a_new_password_needs_the_present_one_as_well() {
    for world in World::on_every_engine().await {
        world.active(&jana()).await;
        let (here, origin) = (world.proven(&jana()).await, Origin::default());
        let change =
            async |present| world.mojeid.change_password(world.now(), &here, present, NEW, &origin).await;
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
        let founded = world.active(&jana()).await;
        let here = world.proven(&jana()).await;
        let before = world.mojeid.history(&founded.account, None, 50).await.unwrap().len();
        for _ in 0..10 {
            assert!(matches!(log_in(&world, "").await, Err(LoginError::NoPassword)));
            let proven = world.mojeid.prove_password(world.now(), &here, "", &Origin::default()).await;
            assert!(matches!(proven, Err(ProveError::Password(LoginError::NoPassword))), "{proven:?}");
        }
        assert_eq!(world.mojeid.history(&founded.account, None, 50).await.unwrap().len(), before);
        assert!(matches!(log_in(&world, PASSWORD).await, Ok(Login::In(..))), "nobody waits");
    }
}
