//! How fast passwords can be guessed, and whom that keeps waiting.

use std::time::Duration;

use values::MINUTE_MS;

use crate::acts::ClientInfo;
use crate::acts::login::{self, Login, LoginError};
use crate::acts::reauthenticate::{self, ReauthenticateError};
use crate::rules::backoff::Failures;
use crate::store::failure;
use crate::tests::world::{PASSWORD, World, jana};

const GUESS: &str = "a wrong guess";

async fn log_in(world: &World, name: &str, password: &str) -> Result<Login, LoginError> {
    login::login(&world.context, world.now(), name, password, &ClientInfo::default(), None).await
}

fn somewhere() -> ClientInfo {
    ClientInfo { address: Some("192.0.2.7".to_owned()), ..ClientInfo::default() }
}

/// So many guesses are looked at, of those that come at once.
async fn burst(world: &World, client: &ClientInfo, names: impl Iterator<Item = String>) -> usize {
    let tries = names.map(|name| {
        let (context, now, client) = (world.context.clone(), world.now(), client.clone());
        tokio::spawn(async move {
            loop {
                match login::login(&context, now, &name, GUESS, &client, None).await {
                    // Who is told to come again in a moment does.
                    Err(LoginError::Password(_)) => tokio::time::sleep(Duration::from_millis(20)).await,
                    tried => return matches!(tried, Err(LoginError::Wrong)),
                }
            }
        })
    });
    let mut looked_at = 0;
    for tried in tries.collect::<Vec<_>>() {
        looked_at += usize::from(tried.await.unwrap());
    }
    looked_at
}

/// Finding S-A10: two names of one account are counted apart, so that nobody learns that they belong together.
#[tokio::test(flavor = "multi_thread")]
async fn guessing_is_slowed_alike_for_accounts_and_for_names_nobody_has() {
    for world in World::on_every_engine().await {
        world.active(&jana()).await;
        for name in ["jana", "nobody"] {
            for _ in 0..5 {
                assert!(matches!(log_in(&world, name, GUESS).await, Err(LoginError::Wrong)));
            }
            let Err(LoginError::TooMany { until }) = log_in(&world, name, PASSWORD).await else {
                panic!("{name} was not slowed down")
            };
            assert_eq!(until.since(world.now()), 30_000, "{name}");
        }
        for email in [jana().email.as_str(), "nobody@posta.example"] {
            assert!(matches!(log_in(&world, email, GUESS).await, Err(LoginError::Wrong)), "{email} tells");
        }
        world.clock.shift(MINUTE_MS);
        assert!(matches!(log_in(&world, "jana", PASSWORD).await, Ok(Login::In(..))));
        assert!(matches!(log_in(&world, "jana", GUESS).await, Err(LoginError::Wrong)));
        assert!(matches!(log_in(&world, "jana", PASSWORD).await, Ok(Login::In(..))));
    }
}

/// Finding S-C: a name that nobody has costs a hash like one that somebody has. While the machine is busy with hashes, it
/// is told to come again as well.
#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_nobody_has_takes_as_long() {
    let world = World::new().await;
    let for_each_core = 100;
    let many = std::thread::available_parallelism().map_or(1, usize::from) * for_each_core;
    let others = (0..many).map(|_| {
        let context = world.context.clone();
        tokio::spawn(async move {
            loop {
                if context.passwords.verify_nobody(GUESS).await.is_err() {
                    tokio::time::sleep(Duration::from_millis(20)).await;
                }
            }
        })
    });
    let others: Vec<tokio::task::JoinHandle<()>> = others.collect();
    while world.context.passwords.verify_nobody(GUESS).await.is_ok() {}
    let mut is_busy = false;
    for number in 0..20 {
        let tried = log_in(&world, &format!("nobody{number}"), GUESS).await;
        is_busy |= matches!(tried, Err(LoginError::Password(_)));
        if is_busy {
            break;
        }
    }
    others.iter().for_each(tokio::task::JoinHandle::abort);
    assert!(is_busy, "no hash was made");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_burst_gets_no_more_guesses_than_a_queue() {
    let world = World::new().await;
    world.active(&jana()).await;
    let names = (0..20).map(|_| "jana".to_owned());
    assert_eq!(burst(&world, &somewhere(), names).await, 5);
}

/// Finding S-A6: the same for all names from one address.
#[tokio::test(flavor = "multi_thread")]
async fn a_burst_from_one_address_gets_no_more_guesses_than_a_queue() {
    let world = World::new().await;
    let names = (0..300).map(|number| format!("user{number}"));
    assert_eq!(burst(&world, &somewhere(), names).await, 100);
    let elsewhere = log_in(&world, "user", GUESS).await;
    assert!(matches!(elsewhere, Err(LoginError::Wrong)), "others go on");
}

/// Finding S-A6: whoever has many networks of IPv6 has no more guesses for each of them.
#[tokio::test(flavor = "multi_thread")]
async fn many_small_networks_of_one_subscriber_are_counted_together() {
    let world = World::new().await;
    let network = "2001:db8:1::/48";
    let before = Failures { count: 380, last_at: world.now() };
    let save = world.context.store.write(|tx| failure::save(tx, &format!("network:{network}"), before));
    save.await.unwrap();
    let mut guesses = 380;
    'networks: for part in 0..50 {
        let address = Some(format!("2001:db8:1:{part}00::/56"));
        let client = ClientInfo { address, network: Some(network.to_owned()), ..ClientInfo::default() };
        for _ in 0..10 {
            match login::login(&world.context, world.now(), &format!("user{guesses}"), GUESS, &client, None)
                .await
            {
                Err(LoginError::Wrong) => guesses += 1,
                Err(LoginError::TooMany { .. }) => break 'networks,
                other => panic!("{other:?}"),
            }
        }
    }
    assert_eq!(guesses, 400);
}

/// Finding S-A5: strangers at the same address keep neither a known browser nor somebody who is signed in from anything.
#[tokio::test(flavor = "multi_thread")]
async fn strangers_at_one_address_do_not_lock_out_who_is_known_there() {
    let world = World::new().await;
    world.active(&jana()).await;
    let here = login::login(&world.context, world.now(), "jana", PASSWORD, &somewhere(), None).await;
    let Ok(Login::In(cookie, kept)) = here else { panic!("{here:?}") };
    burst(&world, &somewhere(), (0..110).map(|number| format!("user{number}"))).await;
    let stranger = login::login(&world.context, world.now(), "jana", PASSWORD, &somewhere(), None).await;
    assert!(matches!(stranger, Err(LoginError::TooMany { .. })), "{stranger:?}");
    let known = ClientInfo { known_browser: Some(kept), ..somewhere() };
    let known = login::login(&world.context, world.now(), "jana", PASSWORD, &known, None).await;
    assert!(matches!(known, Ok(Login::In(..))), "{known:?}");
    let proven =
        reauthenticate::reauthenticate(&world.context, world.now(), cookie.session(), PASSWORD, &somewhere())
            .await;
    assert!(!matches!(proven, Err(ReauthenticateError::Password(_))), "{proven:?}");
}

/// An office whose people log in all at once, and know their passwords, is not taken for somebody who guesses.
#[tokio::test(flavor = "multi_thread")]
async fn who_is_right_is_counted_nowhere() {
    let world = World::new().await;
    world.active(&jana()).await;
    for _ in 0..130 {
        let tried = login::login(&world.context, world.now(), "jana", PASSWORD, &somewhere(), None).await;
        assert!(matches!(tried, Ok(Login::In(..))), "{tried:?}");
    }
}
