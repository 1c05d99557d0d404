//! Many at the same time: one wins, on both engines.

use futures_util::future::join_all;
use serde_json::json;
use values::AssuranceLevel::Substantial;

use crate::acts;
use crate::tests::phone::Phone;
use crate::tests::world::World;

// mission: A1
#[tokio::test(flavor = "multi_thread")]
async fn a1_of_many_phones_that_scan_at_once_one_gets_the_request() {
    for world in World::on_each_engine().await {
        let mut phones = Vec::new();
        for _ in 0..6 {
            phones.push(world.enrolled("jana").await);
        }
        let begun = world.begin_login(Substantial).await;
        let link = json!({ "link": world.qr(&begun) });
        let scans = phones.iter_mut().map(|phone| phone.call(&world, "requests/claim", &link));
        let replies = join_all(scans).await;
        let won = replies.iter().filter(|reply| reply.status == 200).count();
        let lost = replies.iter().filter(|reply| reply.code() == "already_claimed").count();
        assert_eq!((won, lost), (1, 5), "{replies:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_tabs_that_fetch_a_login_at_once_one_gets_it() {
    for world in World::on_each_engine().await {
        let mut phone = world.enrolled("jana").await;
        let begun = world.begin_login(Substantial).await;
        let request = phone.call(&world, "requests/claim", &json!({ "link": world.qr(&begun) })).await.json;
        phone.approve(&world, &request).await;
        let now = world.context().now();
        let browser = begun.browser(None);
        let fetch = || world.store().write(|tx| acts::redeem(world.context(), tx, &begun.id, browser, now));
        let fetched = join_all((0..6).map(|_| fetch())).await;
        assert_eq!(fetched.iter().filter(|outcome| outcome.is_ok()).count(), 1, "{fetched:?}");
        assert_eq!(world.audited("login_redeemed", "done").await, 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_approval_sent_many_times_at_once_counts_once() {
    for world in World::on_each_engine().await {
        let mut phone = world.enrolled("jana").await;
        let begun = world.begin_login(Substantial).await;
        let request = phone.call(&world, "requests/claim", &json!({ "link": world.qr(&begun) })).await.json;
        let body = phone.decision_body(&world, &Phone::decision(&request, "approve")).await;
        let replies = join_all((0..6).map(|_| world.post("requests/decide", &body))).await;
        assert_eq!(replies.iter().filter(|reply| reply.status == 200).count(), 1, "{replies:?}");
        assert_eq!(replies.iter().filter(|reply| reply.code() == "replayed").count(), 5, "{replies:?}");
        assert_eq!(world.audited("login", "approved").await, 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn guesses_at_once_are_no_more_than_guesses_one_by_one() {
    for world in World::on_each_engine().await {
        let mut phone = Phone::install(&world, "Telefon").await;
        let blinded = "A3I6HlwJuLnBjR3LyinoAH6V8U9HMtk0bUkP_BlREDaN";
        let bodies: Vec<_> =
            (0..12).map(|_| phone.sign(&world, "oprf", &json!({ "blinded": blinded }))).collect();
        let replies = join_all(bodies.iter().map(|body| world.post("oprf", body))).await;
        let evaluated = replies.iter().filter(|reply| reply.status == 200).count();
        assert!((1..=5).contains(&evaluated), "{replies:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_enrolment_confirmed_in_many_tabs_attaches_once() {
    for world in World::on_each_engine().await {
        let mut phone = Phone::install(&world, "Telefon").await;
        let begun = world.begin_enrolment("jana").await;
        let request = phone.call(&world, "requests/claim", &json!({ "link": world.qr(&begun) })).await.json;
        phone.approve(&world, &request).await;
        let confirmed = join_all((0..6).map(|_| world.confirm(&begun))).await;
        assert_eq!(confirmed.iter().filter(|outcome| outcome.is_ok()).count(), 1, "{confirmed:?}");
        assert_eq!(world.audited("enrolment", "done").await, 1);
    }
}
