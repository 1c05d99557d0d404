//! Changing name, address and company.

use sessions::Session;
use values::{DAY_MS, HOUR_MS};

use crate::acts::Origin;
use crate::acts::change_place::{ChangePlaceError, Changed, Moved};
use crate::acts::identify::Identification;
use crate::acts::letter::Letter;
use crate::acts::login::Login;
use crate::rules::account::{Account, AccountId};
use crate::rules::contact::{Complaint, EnteredPlace};
use crate::rules::event::EventKind;
use crate::testing::{PASSWORD, World, jana};

async fn session(world: &World) -> Session {
    let login = world.mojeid.login(world.now(), "jana", PASSWORD, &Origin::default(), None).await;
    let Ok(Login::In(cookie, _)) = login else { panic!("{login:?}") };
    cookie.session().clone()
}

async fn change(world: &World, id: &AccountId, place: EnteredPlace) -> Changed {
    let changed = world.mojeid.change_place(world.now(), &world.fresh(id), &place, &Origin::default()).await;
    changed.unwrap_or_else(|error| panic!("{}: {error}", world.engine()))
}

async fn account(world: &World, id: &AccountId) -> Account {
    world.mojeid.account(id).await.unwrap().unwrap()
}

fn moved() -> EnteredPlace {
    EnteredPlace {
        street: "Nová 1".into(), city: "Brno".into(), postal_code: "60200".into(), ..jana().place
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_address_counts_once_its_letter_has_proven_it() {
    // mission: B2 B6; finding S-A1
    for world in World::on_every_engine().await {
        let founded = world.identified(&jana()).await;
        let (id, origin) = (&founded.account, Origin::default());
        world.clock.shift(DAY_MS);
        let (here, elsewhere) = (session(&world).await, session(&world).await);
        let before = account(&world, id).await;
        assert_eq!(change(&world, id, moved()).await, Changed::Waits(Letter::Sent));
        assert_eq!(account(&world, id).await, before, "until then everything is as it was");
        let letter = world.saying("letter", "Jana", "PIN3").await;
        assert!(letter.to.contains("Nová 1") && letter.to.contains("Brno"), "{letter:?}");

        let pin3 = world.pin("letter", "Jana").await;
        let wrong = world.mojeid.confirm_place(world.now(), &here, id, "AAAAAAAA", &origin).await.unwrap();
        assert!(matches!(wrong, Moved::Refused(codes::CodeRejection::Wrong { tries_left: 4 })), "{wrong:?}");
        let right = world.mojeid.confirm_place(world.now(), &here, id, &pin3, &origin).await.unwrap();
        let Moved::In(cookie) = right else { panic!("{right:?}") };
        let after = account(&world, id).await;
        assert!(after.state.is_identified() && after.state != before.state, "proven anew");
        assert_eq!(after.contact.address.city(), "Brno");
        // Whatever another browser has shown, it has shown of somebody else.
        let sessions = world.mojeid.sessions_of(world.now(), id).await.unwrap();
        assert_eq!(sessions.iter().map(|session| &session.id).collect::<Vec<_>>(), [&cookie.session().id]);
        assert!(sessions[0].id != elsewhere.id && cookie.session().level == values::AssuranceLevel::Low);
        let again =
            world.mojeid.confirm_place(world.now(), cookie.session(), id, &pin3, &origin).await.unwrap();
        assert!(matches!(again, Moved::NotExpected));
        world.saying("email", "jana", "platí od").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_owner_is_told_of_a_change_at_once_and_stops_it_by_the_link() {
    // findings S-A1, N-5
    for world in World::on_every_engine().await {
        let founded = world.identified(&jana()).await;
        let (id, origin) = (&founded.account, Origin::default());
        world.clock.shift(DAY_MS);
        let thief = EnteredPlace { given_name: "Zlá".into(), family_name: "Osoba".into(), ..moved() };
        let _ = change(&world, id, thief).await;
        world.saying("sms", &jana().phone, "ceka zmena jmena nebo adresy").await;
        let email = world.saying("email", &jana().email, "/change/").await;
        assert!(email.text.contains("Zlá Osoba") && email.text.contains("Nová 1"), "{}", email.text);
        let link = email.text.lines().find_map(|line| line.strip_prefix("http://localhost:8001/change/"));
        let link = link.unwrap_or_else(|| panic!("{}", email.text)).parse().unwrap();
        let pin3 = world.pin("letter", "Zlá Osoba").await;

        let cancelled = world.mojeid.cancel_by_link(world.now(), &link, &origin).await.unwrap();
        assert_eq!(cancelled.map(|account| account.id), Some(id.clone()));
        assert_eq!(world.mojeid.cancel_by_link(world.now(), &link, &origin).await, Ok(None));
        let session = session(&world).await;
        let late = world.mojeid.confirm_place(world.now(), &session, id, &pin3, &origin).await.unwrap();
        assert!(matches!(late, Moved::NotExpected), "the letter in the thief's hands opens nothing");
        let late = world.mojeid.identify(world.now(), id, &pin3, &origin).await;
        assert_eq!(late, Ok(Identification::NotExpected));
        let account = account(&world, id).await;
        assert!(account.state.is_identified() && account.contact.name.to_string() == "Jana Nováková");
        // And a later change of her own needs its own letter.
        world.clock.shift(DAY_MS);
        assert_eq!(change(&world, id, moved()).await, Changed::Waits(Letter::Sent));
        let stale = world.mojeid.confirm_place(world.now(), &session, id, &pin3, &origin).await.unwrap();
        assert!(matches!(stale, Moved::Refused(codes::CodeRejection::Wrong { .. })), "{stale:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_that_may_not_leave_yet_waits_and_leaves() {
    // mission: B8; finding N-3
    for world in World::on_every_engine().await {
        let founded = world.identified(&jana()).await;
        let id = &founded.account;
        world.clock.shift(HOUR_MS);
        let at = world.now().plus_ms(23 * HOUR_MS);
        assert_eq!(change(&world, id, moved()).await, Changed::Waits(Letter::Due { at }));
        assert_eq!(world.count("letter").await, 1);
        assert_eq!(world.mojeid.pin3(world.now(), id).await.unwrap().due_at, Some(at));
        world.mojeid.run_due_jobs(world.now()).await.unwrap();
        assert_eq!(world.count("letter").await, 1, "not before its time");
        world.clock.shift(23 * HOUR_MS);
        world.mojeid.run_due_jobs(world.now()).await.unwrap();
        world.mojeid.run_due_jobs(world.now()).await.unwrap();
        assert_eq!(world.count("letter").await, 2, "once");
        world.saying("letter", "Nová 1", "PIN3").await;
        assert_eq!(world.mojeid.pin3(world.now(), id).await.unwrap().due_at, None);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cancelled_change_sends_no_letter() {
    // finding N-3
    for world in World::on_every_engine().await {
        let founded = world.identified(&jana()).await;
        let id = &founded.account;
        let _ = change(&world, id, moved()).await;
        assert_eq!(
            change(&world, id, jana().place).await,
            Changed::Cancelled,
            "what counts was entered again"
        );
        assert_eq!(change(&world, id, jana().place).await, Changed::Nothing);
        world.clock.shift(2 * DAY_MS);
        world.mojeid.run_due_jobs(world.now()).await.unwrap();
        assert_eq!(world.count("letter").await, 1);
        world.saying("email", "jana", "zrušena změna").await;
    }
}

/// The letter of a cancelled change is on its way: its PIN3 is none, also for the next change, whose letter leaves later.
#[tokio::test(flavor = "multi_thread")]
async fn the_pin3_of_a_cancelled_change_proves_no_other() {
    for world in World::on_every_engine().await {
        let founded = world.identified(&jana()).await;
        let (id, mojeid, origin) = (&founded.account, &world.mojeid, Origin::default());
        world.clock.shift(DAY_MS);
        let waits = change(&world, id, moved()).await;
        assert!(matches!(waits, Changed::Waits(Letter::Sent)), "{waits:?}");
        let pin3 = world.pin("letter", "Brno").await;
        assert!(mojeid.cancel_place_change(world.now(), id, &origin).await.unwrap());
        let newest = mojeid.pin3(world.now(), id).await.unwrap().newest;
        assert_eq!(newest, codes::CodeState::NotIssued, "{}", world.engine());
        let elsewhere = EnteredPlace { street: "Jiná 2".into(), ..moved() };
        let waits = change(&world, id, elsewhere).await;
        assert!(matches!(waits, Changed::Waits(Letter::Due { .. })), "{waits:?}");
        let session = session(&world).await;
        let tried = mojeid.confirm_place(world.now(), &session, id, &pin3, &origin).await;
        assert!(matches!(tried, Ok(Moved::Refused(codes::CodeRejection::NotIssued))), "{tried:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_proves_is_forgotten() {
    // finding S-A1
    for world in World::on_every_engine().await {
        let founded = world.identified(&jana()).await;
        let id = &founded.account;
        world.clock.shift(DAY_MS);
        let _ = change(&world, id, moved()).await;
        world.clock.shift(60 * DAY_MS - 1);
        world.mojeid.run_due_jobs(world.now()).await.unwrap();
        assert!(world.mojeid.place_change(id).await.unwrap().is_some());
        world.clock.shift(1);
        world.mojeid.run_due_jobs(world.now()).await.unwrap();
        assert!(world.mojeid.place_change(id).await.unwrap().is_none());
        assert!(account(&world, id).await.state.is_identified());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_was_never_proven_can_be_corrected() {
    // mission: B6 B8; finding N-4
    for world in World::on_every_engine().await {
        let founded = world.active(&jana()).await;
        let (id, origin) = (&founded.account, Origin::default());
        let of_typo = world.pin("letter", "Jana").await;
        world.clock.shift(HOUR_MS);
        let at = world.now().plus_ms(23 * HOUR_MS);
        assert_eq!(change(&world, id, moved()).await, Changed::Corrected(Letter::Due { at }));
        world.saying("sms", &jana().phone, "PIN3 pujde na ni").await;
        assert_eq!(account(&world, id).await.contact.address.city(), "Brno");
        let stale = world.mojeid.identify(world.now(), id, &of_typo, &origin).await.unwrap();
        assert!(
            matches!(stale, Identification::Refused(codes::CodeRejection::NotIssued)),
            "who reads the post elsewhere proves nothing: {stale:?}"
        );
        world.clock.shift(23 * HOUR_MS);
        world.mojeid.run_due_jobs(world.now()).await.unwrap();
        let pin3 = world.pin("letter", "Brno").await;
        let identified = world.mojeid.identify(world.now(), id, &pin3, &origin).await;
        assert_eq!(identified, Ok(Identification::Identified));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn company_and_spelling_change_at_once_and_the_owner_is_told() {
    // mission: B6; findings N-5, S-A16
    for world in World::on_every_engine().await {
        let founded = world.identified(&jana()).await;
        let id = &founded.account;
        let before = account(&world, id).await;
        let with_company = EnteredPlace {
            company_name: "Lípa s.r.o.".into(),
            company_number: "25115804".into(),
            street: " LIPOVÁ  12".into(),
            ..jana().place
        };
        assert_eq!(change(&world, id, with_company.clone()).await, Changed::Stored);
        let after = account(&world, id).await;
        assert_eq!(after.state, before.state, "still identified, since the same moment");
        assert_eq!(after.contact.company.as_ref().map(|company| company.name.as_str()), Some("Lípa s.r.o."));
        world.saying("email", "jana", "změněny údaje").await;
        assert_eq!(world.count("letter").await, 1);

        // A company and a new address at once: the one counts, the other waits.
        let both = EnteredPlace { company_name: "Dub s.r.o.".into(), ..with_company.clone() };
        let both = EnteredPlace { street: "Nová 1".into(), ..both };
        assert!(matches!(change(&world, id, both.clone()).await, Changed::Waits(_)));
        let third = EnteredPlace { company_name: "Buk s.r.o.".into(), ..both };
        assert_eq!(
            change(&world, id, third.clone()).await,
            Changed::StillWaits,
            "what waits goes on waiting"
        );
        assert_eq!(change(&world, id, third).await, Changed::StillWaits, "nothing is new");
        let now = account(&world, id).await.contact;
        assert_eq!(now.company.map(|company| company.name).as_deref(), Some("Buk s.r.o."));
        assert_eq!(now.address.street(), "LIPOVÁ 12");
        assert!(world.mojeid.place_change(id).await.unwrap().is_some());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_is_refused_where_it_must_be() {
    // mission: B4 B6
    for world in World::on_every_engine().await {
        let origin = Origin::default();
        let founded = world.registered(&jana()).await;
        let early =
            world.mojeid.change_place(world.now(), &world.fresh(&founded.account), &moved(), &origin).await;
        assert!(matches!(early, Err(ChangePlaceError::NotActive)));
        let abroad = EnteredPlace { country: "DE".into(), ..jana().place };
        let abroad =
            world.mojeid.change_place(world.now(), &world.fresh(&founded.account), &abroad, &origin).await;
        assert!(
            matches!(abroad, Err(ChangePlaceError::Refused(complaints)) if complaints == [Complaint::CountryElsewhere])
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_history_says_what_waited_and_what_became_of_it() {
    let world = World::new().await;
    let founded = world.identified(&jana()).await;
    let id = &founded.account;
    let _ = change(&world, id, moved()).await;
    world.mojeid.cancel_place_change(world.now(), id, &Origin::default()).await.unwrap();
    let history = world.mojeid.history(id, None, 3).await.unwrap();
    let kinds: Vec<EventKind> = history.iter().map(|event| event.kind).collect();
    assert_eq!(kinds, [EventKind::PlaceChangeCancelled, EventKind::LetterDue, EventKind::PlaceChangeAsked]);
}
