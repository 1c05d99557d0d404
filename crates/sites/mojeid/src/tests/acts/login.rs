//! Names and passwords.

use sessions::Session;
use values::{AssuranceLevel, HOUR_MS};

use crate::acts::login::{self, Login, LoginError};
use crate::acts::{ClientInfo, activate, log_out, queries, throttle};
use crate::rules::event::EventKind;
use crate::rules::identifier::LoginName;
use crate::store::account;
use crate::tests::world::{PASSWORD, World, jana, petr};

async fn log_in(world: &World, name: &str, password: &str) -> Result<Login, LoginError> {
    login::login(&world.context, world.now(), name, password, &ClientInfo::default(), None).await
}

async fn session(world: &World, name: &str) -> Session {
    match log_in(world, name, PASSWORD).await {
        Ok(Login::In(cookie, _)) => cookie.session().clone(),
        other => panic!("{}: {other:?}", world.engine()),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_form_of_the_name_logs_in() {
    // mission: B1 B10
    for world in World::on_every_engine().await {
        let registered = world.active(&jana()).await;
        for name in ["jana", " JANA ", "jana.novakova@posta.example", "https://jana.localhost/#gkZbvAsiUO"] {
            let session = session(&world, name).await;
            assert_eq!(session.subject, registered.account.to_string(), "{name}");
            assert_eq!(session.level, AssuranceLevel::Low);
        }
        let elsewhere = log_in(&world, "https://jana.example.org/#x", PASSWORD).await;
        assert!(matches!(elsewhere, Err(LoginError::Name(_))));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_that_is_not_active_leads_to_its_activation() {
    // mission: B6
    for world in World::on_every_engine().await {
        let registered = world.registered(&jana()).await;
        let Ok(Login::NotActive(activation)) = log_in(&world, "jana", PASSWORD).await else {
            panic!("logged in")
        };
        assert_eq!(activation, registered.activation);
        assert!(matches!(log_in(&world, "jana", "wrong").await, Err(LoginError::Wrong)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shared_address_means_the_proven_account_or_none() {
    for world in World::on_every_engine().await {
        world.active(&jana()).await;
        world.clock.shift(31 * 24 * HOUR_MS);
        let squatter = crate::rules::registration::RegistrationForm { email: jana().email, ..petr() };
        world.registered(&squatter).await;
        session(&world, &jana().email).await;

        let pin1 = world.pin("email", "jana").await;
        let pin2 = world.pin("sms", &petr().phone).await;
        let Ok(Login::NotActive(activation)) = log_in(&world, "petr", &petr().password).await else {
            panic!("petr is not active yet")
        };
        let _ = activate::activate(
            &world.context,
            world.now(),
            &activation,
            &pin1,
            &pin2,
            &ClientInfo::default(),
        )
        .await;
        assert!(matches!(log_in(&world, &jana().email, PASSWORD).await, Err(LoginError::Wrong)));
        session(&world, "jana").await;
    }
}

/// Whoever guesses without end keeps nobody out who has been there before.
#[tokio::test(flavor = "multi_thread")]
async fn strangers_who_guess_do_not_lock_out_a_known_browser() {
    for world in World::on_every_engine().await {
        world.active(&jana()).await;
        let Ok(Login::In(_, kept)) = log_in(&world, "jana", PASSWORD).await else { panic!("logged in") };
        for _ in 0..5 {
            assert!(matches!(log_in(&world, "jana", "a wrong guess").await, Err(LoginError::Wrong)));
        }
        assert!(matches!(log_in(&world, "jana", PASSWORD).await, Err(LoginError::TooMany { .. })));
        let there = ClientInfo { known_browser: Some(kept), ..ClientInfo::default() };
        let at_home =
            async |password| login::login(&world.context, world.now(), "jana", password, &there, None).await;
        assert!(matches!(at_home(PASSWORD).await, Ok(Login::In(..))));
        assert!(matches!(log_in(&world, "jana", PASSWORD).await, Err(LoginError::TooMany { .. })), "still");
        // A thief who has the browser guesses no faster there.
        for _ in 0..5 {
            assert!(matches!(at_home("a wrong guess").await, Err(LoginError::Wrong)));
        }
        assert!(matches!(at_home(PASSWORD).await, Err(LoginError::TooMany { .. })));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_is_known_for_the_accounts_and_passwords_that_were_right_there() {
    let world = World::new().await;
    let (one, other) = (world.active(&jana()).await, world.active(&petr()).await);
    let whose = async |registered: &crate::tests::world::Registered| {
        world.context.store.read(|tx| account::credentials(tx, &registered.account)).await.unwrap().unwrap()
    };
    let (jana, petr) = (whose(&one).await, whose(&other).await);
    let known = &world.context.known_browsers;
    let kept = known.with(None, &jana);
    let name = known.name_of(&kept, &jana).unwrap();
    assert_eq!(known.name_of(&kept, &petr), None);
    let both = known.with(Some(&kept), &petr);
    assert_eq!((known.name_of(&both, &jana), known.name_of(&both, &petr)), (Some(name), Some(name)));
    assert_eq!(known.with(Some(&both), &petr), both, "the same again");
    let renewed = account::Credentials { password_hash: "another".to_owned(), ..jana.clone() };
    assert_eq!(known.name_of(&both, &renewed), None, "a new password makes strangers of all");
    let mark = kept.split_once('.').unwrap().1;
    let elsewhere = known.with(None, &petr);
    let swapped = format!("{}.{mark}", elsewhere.split_once('.').unwrap().0);
    for forged in ["", "x", name, &swapped, &format!("{name}.\u{17e}"), &format!("{name}.{}", "A".repeat(22))]
    {
        assert_eq!(known.name_of(forged, &jana), None, "{forged}");
    }
}

/// Both begin while the old password counts; the change is done first.
#[tokio::test(flavor = "multi_thread")]
async fn a_login_under_way_with_the_old_password_opens_nothing() {
    for world in World::on_every_engine().await {
        let registered = world.active(&jana()).await;
        let here = session(&world, "jana").await;
        let name = LoginName::parse("jana", "localhost").unwrap();
        let name = throttle::name_key(&world.context, &name);
        let lock = world.context.login_locks.lock(&name).await;
        let login = log_in(&world, "jana", PASSWORD);
        tokio::pin!(login);
        let waits = tokio::time::timeout(std::time::Duration::from_millis(300), &mut login).await;
        assert!(waits.is_err(), "the login has read the old hash and waits for its turn");
        let new_hash = world.context.passwords.hash("ctyri kone v jetelicku").await.unwrap();
        let changed = world.context.store.write(|tx| {
            let old = account::credentials(tx, &registered.account)?.unwrap();
            account::change_password(tx, &registered.account, &old.password_hash, &new_hash)
        });
        assert_eq!(changed.await, Ok(store::Transition::Done));
        drop(lock);
        assert!(matches!(login.await, Err(LoginError::Wrong)), "{}", world.engine());
        let sessions = log_out::sessions_of(&world.context, world.now(), &registered.account).await.unwrap();
        assert_eq!(sessions.iter().map(|session| &session.id).collect::<Vec<_>>(), [&here.id]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_history_tells_it_all_in_order() {
    for world in World::on_every_engine().await {
        let registered = world.identified(&jana()).await;
        let _ = log_in(&world, "jana", "wrong").await;
        session(&world, "jana").await;
        let history = queries::history(&world.context, &registered.account, None, 50).await.unwrap();
        let kinds: Vec<EventKind> = history.iter().rev().map(|event| event.kind).collect();
        let expected = [
            EventKind::Registered,
            EventKind::EmailConfirmed,
            EventKind::PhoneConfirmed,
            EventKind::Activated,
            EventKind::LetterSent,
            EventKind::Identified,
            EventKind::LoginRefused,
            EventKind::Login,
        ];
        assert_eq!(kinds, expected, "{}", world.engine());
    }
}
