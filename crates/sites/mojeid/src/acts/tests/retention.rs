//! What the clock does.

use values::DAY_MS;

use crate::acts::Origin;
use crate::rules::event::EventKind;
use crate::rules::retention::unactivated_founded_until;
use crate::testing::{World, jana, petr};

#[tokio::test(flavor = "multi_thread")]
async fn a_history_is_kept_for_its_time() {
    for world in World::on_every_engine().await {
        let founded = world.active(&jana()).await;
        world.clock.shift(729 * DAY_MS);
        let _ = world.mojeid.login(world.now(), "jana", "a wrong guess", &Origin::default(), None).await;
        world.mojeid.run_due_jobs(world.now()).await.unwrap();
        let kinds = async || {
            let history = world.mojeid.history(&founded.account, None, 50).await.unwrap();
            history.iter().map(|event| event.kind).collect::<Vec<_>>()
        };
        assert!(kinds().await.len() > 1, "a day too early");
        world.clock.shift(DAY_MS + 1);
        world.mojeid.run_due_jobs(world.now()).await.unwrap();
        assert_eq!(kinds().await, [EventKind::LoginRefused], "{}", world.engine());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_never_activated_is_deleted_after_eight_months() {
    // mission: B7
    for world in World::on_every_engine().await {
        let unused = world.registered(&jana()).await;
        let used = world.active(&petr()).await;
        let founded_at = world.now();
        while unactivated_founded_until(world.now().plus_ms(DAY_MS)) < founded_at {
            world.clock.shift(DAY_MS);
        }
        world.mojeid.run_due_jobs(world.now()).await.unwrap();
        assert!(world.mojeid.account(&unused.account).await.unwrap().is_some(), "a day too early");
        world.clock.shift(DAY_MS);
        world.mojeid.run_due_jobs(world.now()).await.unwrap();
        assert!(world.mojeid.account(&unused.account).await.unwrap().is_none());
        assert!(world.mojeid.account_to_activate(&unused.activation).await.unwrap().is_none());
        assert!(world.mojeid.history(&unused.account, None, 10).await.unwrap().is_empty());
        assert!(world.mojeid.account(&used.account).await.unwrap().is_some());
        world.mojeid.run_due_jobs(world.now()).await.unwrap();
        world.registered(&jana()).await;
    }
}
