//! The table on every engine there is.

use std::collections::BTreeMap;

use store::StoreError;
use store::testing::{TestStore, both_engines};
use values::Timestamp;

use crate::{
    Actor, Event, MIGRATIONS, Search, delete_before, delete_of_subject, of_request, of_subject, record,
};

const NOW: Timestamp = Timestamp::from_unix_ms(1_800_000_000_000);

async fn stores() -> Vec<TestStore> {
    both_engines("audit", &[MIGRATIONS]).await
}

fn of(subject: &str, second: i64, action: &str) -> Event {
    let actor = Actor::Person(subject.to_owned());
    Event { subject: Some(subject.to_owned()), ..Event::new(NOW.plus_ms(second * 1_000), actor, action) }
}

async fn write(store: &TestStore, events: &[Event]) {
    let written: Result<(), StoreError> =
        store.write(|tx| events.iter().try_for_each(|event| record(tx, event))).await;
    written.unwrap();
}

#[test]
fn ids_of_one_instant_grow() {
    let ids: Vec<_> = (0..20_000).map(|_| Event::new(NOW, Actor::Site, "a").id).collect();
    assert!(ids.is_sorted());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_comes_back_as_it_was() {
    let actors = [
        Actor::Person("p".to_owned()),
        Actor::Staff("s".to_owned()),
        Actor::Client("c".to_owned()),
        Actor::Device("d".to_owned()),
        Actor::Site,
        Actor::Unknown,
    ];
    let details = BTreeMap::from([("items".to_owned(), "\"Žluťoučký\"\\".to_owned())]);
    let events: Vec<Event> = actors
        .into_iter()
        .map(|actor| Event {
            actor,
            object: Some("lipova".to_owned()),
            outcome: Some("refused".to_owned()),
            request_id: Some("request".to_owned()),
            address: Some("192.0.2.1".to_owned()),
            user_agent: Some("Mozilla/5.0".to_owned()),
            ..of("jana", 0, "login").with_details(&details)
        })
        .rev()
        .collect();
    for store in stores().await {
        write(&store, &events).await;
        let mut kept = store.read(|tx| of_subject(tx, "jana", &[], None, 10)).await.unwrap();
        assert_eq!(store.read(|tx| of_request(tx, "request")).await.unwrap(), kept);
        assert!(store.read(|tx| of_request(tx, "another")).await.unwrap().is_empty());
        kept.sort_by(|one, other| one.id.cmp(&other.id));
        let mut events = events.clone();
        events.sort_by(|one, other| one.id.cmp(&other.id));
        assert_eq!(kept, events, "{}", store.engine());
        assert_eq!(kept[0].details::<BTreeMap<_, _>>().unwrap(), details);
        assert_eq!(of("jana", 0, "login").details::<String>().unwrap(), "");
        let broken = Event { details: Some("{".to_owned()), ..of("jana", 0, "login") };
        assert!(matches!(broken.details::<String>(), Err(StoreError::Corrupt { .. })));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_history_is_read_page_by_page_and_nothing_is_seen_twice() {
    // Three events of each instant; somebody else's lie between them.
    let all: Vec<Event> =
        (0..30).flat_map(|n| [of("jana", n / 3, &format!("a{}", n % 5)), of("petr", n / 3, "a0")]).collect();
    let mut expected: Vec<Event> =
        all.iter().filter(|event| event.subject.as_deref() == Some("jana")).cloned().collect();
    expected.reverse();
    for store in stores().await {
        write(&store, &all).await;
        let (mut seen, mut before) = (Vec::new(), None::<String>);
        loop {
            let page = store.read(|tx| of_subject(tx, "jana", &[], before.as_deref(), 7)).await.unwrap();
            let Some(last) = page.last() else { break };
            before = Some(last.id.to_string());
            seen.extend(page);
        }
        assert_eq!(seen, expected, "newest first, and within an instant the last written first");

        let two = store.read(|tx| of_subject(tx, "jana", &["a1", "a3"], None, 100)).await.unwrap();
        let wanted = |event: &&Event| event.action == "a1" || event.action == "a3";
        assert_eq!(two, expected.iter().filter(wanted).cloned().collect::<Vec<_>>());

        assert_eq!(store.write(|tx| delete_of_subject(tx, "petr")).await.unwrap(), 30);
        assert!(store.read(|tx| of_subject(tx, "petr", &[], None, 1)).await.unwrap().is_empty());
        assert_eq!(store.read(|tx| of_subject(tx, "jana", &[], None, 100)).await.unwrap().len(), 30);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operator_finds_events_by_time_action_and_object() {
    let about = |object: &str, event| Event { object: Some(object.to_owned()), ..event };
    let events = [
        about("lipova", of("jana", 1, "login")),
        about("lipova", of("petr", 2, "consent")),
        about("knihovna", of("petr", 3, "login")),
        Event::new(NOW.plus_ms(4_000), Actor::Site, "login"),
    ];
    let from = |since: i64, until: i64| Search {
        since: NOW.plus_ms(since * 1_000),
        until: NOW.plus_ms(until * 1_000),
        action: None,
        object: None,
        limit: 10,
    };
    let login = Search { action: Some("login"), ..from(0, 9) };
    for store in stores().await {
        write(&store, &events).await;
        for (search, expected) in [
            (from(0, 9), &[3, 2, 1, 0][..]),
            (from(2, 4), &[2, 1]),
            (Search { limit: 1, ..from(0, 9) }, &[3]),
            (login, &[3, 2, 0]),
            (Search { object: Some("lipova"), ..from(0, 9) }, &[1, 0]),
            (Search { object: Some("lipova"), ..login }, &[0]),
        ] {
            let found = store.read(|tx| crate::search(tx, &search)).await.unwrap();
            let expected: Vec<_> = expected.iter().map(|index| events[*index].clone()).collect();
            assert_eq!(found, expected, "{}: {search:?}", store.engine());
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn old_events_are_deleted_in_more_than_one_batch() {
    let old: Vec<Event> = (0..2_500).map(|_| of("jana", -1, "login")).collect();
    for store in stores().await {
        write(&store, &old).await;
        write(&store, &[of("jana", 0, "login"), of("jana", 1, "logout")]).await;
        assert_eq!(delete_before(&store, NOW).await.unwrap(), 2_500, "{}", store.engine());
        assert_eq!(store.read(|tx| of_subject(tx, "jana", &[], None, 10)).await.unwrap().len(), 2);
        assert_eq!(delete_before(&store, NOW).await.unwrap(), 0);
    }
}
