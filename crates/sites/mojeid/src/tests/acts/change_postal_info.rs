//! Changing name, address and company.

use sessions::Session;
use values::{DAY_MS, HOUR_MS};

use crate::acts::change_postal_info::{
    self, ChangePostalInfoError, ConfirmedPostalChange, PostalInfoChanged,
};
use crate::acts::identify::{self, Identification};
use crate::acts::letter::{self, Letter};
use crate::acts::login::{self, Login};
use crate::acts::{ClientInfo, jobs, log_out, queries};
use crate::rules::account::{Account, AccountId};
use crate::rules::contact::ContactForm;
use crate::rules::event::EventKind;
use crate::rules::field_errors::FieldErrors;
use crate::tests::world::{PASSWORD, World, jana};

async fn session(world: &World) -> Session {
    let login =
        login::login(&world.context, world.now(), "jana", PASSWORD, &ClientInfo::default(), None).await;
    let Ok(Login::In(cookie, _)) = login else { panic!("{login:?}") };
    cookie.session().clone()
}

async fn change(world: &World, id: &AccountId, contact: ContactForm) -> PostalInfoChanged {
    let changed = change_postal_info::change_postal_info(
        &world.context,
        world.now(),
        &world.fresh(id),
        &contact,
        &ClientInfo::default(),
    )
    .await;
    changed.unwrap_or_else(|error| panic!("{}: {error}", world.engine()))
}

async fn account(world: &World, id: &AccountId) -> Account {
    queries::account(&world.context, id).await.unwrap().unwrap()
}

fn moved() -> ContactForm {
    ContactForm {
        street: "Nová 1".into(),
        city: "Brno".into(),
        postal_code: "60200".into(),
        ..jana().contact
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_address_counts_once_its_letter_has_proven_it() {
    // mission: B2 B6; finding S-A1
    for world in World::on_every_engine().await {
        let registered = world.identified(&jana()).await;
        let (id, client) = (&registered.account, ClientInfo::default());
        world.clock.shift(DAY_MS);
        let (here, elsewhere) = (session(&world).await, session(&world).await);
        let before = account(&world, id).await;
        assert_eq!(change(&world, id, moved()).await, PostalInfoChanged::Pending(Letter::Sent));
        assert_eq!(account(&world, id).await, before, "until then everything is as it was");
        let letter = world.saying("letter", "Jana", "PIN3").await;
        assert!(letter.to.contains("Nová 1") && letter.to.contains("Brno"), "{letter:?}");

        let pin3 = world.pin("letter", "Jana").await;
        let wrong = change_postal_info::confirm_postal_change(
            &world.context,
            world.now(),
            &here,
            id,
            "AAAAAAAA",
            &client,
        )
        .await
        .unwrap();
        assert!(
            matches!(wrong, ConfirmedPostalChange::Refused(codes::CodeRejection::Wrong { tries_left: 4 })),
            "{wrong:?}"
        );
        let right =
            change_postal_info::confirm_postal_change(&world.context, world.now(), &here, id, &pin3, &client)
                .await
                .unwrap();
        let ConfirmedPostalChange::In(cookie) = right else { panic!("{right:?}") };
        let after = account(&world, id).await;
        assert!(after.state.is_identified() && after.state != before.state, "proven anew");
        assert_eq!(after.contact.address.city(), "Brno");
        // Whatever another browser has shown, it has shown of somebody else.
        let sessions = log_out::sessions_of(&world.context, world.now(), id).await.unwrap();
        assert_eq!(sessions.iter().map(|session| &session.id).collect::<Vec<_>>(), [&cookie.session().id]);
        assert!(sessions[0].id != elsewhere.id && cookie.session().level == values::AssuranceLevel::Low);
        let again = change_postal_info::confirm_postal_change(
            &world.context,
            world.now(),
            cookie.session(),
            id,
            &pin3,
            &client,
        )
        .await
        .unwrap();
        assert!(matches!(again, ConfirmedPostalChange::NotExpected));
        world.saying("email", "jana", "platí od").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_owner_is_told_of_a_change_at_once_and_stops_it_by_the_link() {
    // findings S-A1, N-5
    for world in World::on_every_engine().await {
        let registered = world.identified(&jana()).await;
        let (id, client) = (&registered.account, ClientInfo::default());
        world.clock.shift(DAY_MS);
        let thief = ContactForm { given_name: "Zlá".into(), family_name: "Osoba".into(), ..moved() };
        let _ = change(&world, id, thief).await;
        world.saying("sms", &jana().phone, "ceka zmena jmena nebo adresy").await;
        let email = world.saying("email", &jana().email, "/change/").await;
        assert!(email.text.contains("Zlá Osoba") && email.text.contains("Nová 1"), "{}", email.text);
        let link = email.text.lines().find_map(|line| line.strip_prefix("http://localhost:8001/change/"));
        let link = link.unwrap_or_else(|| panic!("{}", email.text)).parse().unwrap();
        let pin3 = world.pin("letter", "Zlá Osoba").await;

        let cancelled =
            change_postal_info::cancel_postal_change_by_link(&world.context, world.now(), &link, &client)
                .await
                .unwrap();
        assert_eq!(cancelled.map(|account| account.id), Some(id.clone()));
        assert_eq!(
            change_postal_info::cancel_postal_change_by_link(&world.context, world.now(), &link, &client)
                .await,
            Ok(None)
        );
        let session = session(&world).await;
        let late = change_postal_info::confirm_postal_change(
            &world.context,
            world.now(),
            &session,
            id,
            &pin3,
            &client,
        )
        .await
        .unwrap();
        assert!(
            matches!(late, ConfirmedPostalChange::NotExpected),
            "the letter in the thief's hands opens nothing"
        );
        let late = identify::identify(&world.context, world.now(), id, &pin3, &client).await;
        assert_eq!(late, Ok(Identification::NotExpected));
        let account = account(&world, id).await;
        assert!(account.state.is_identified() && account.contact.name.to_string() == "Jana Nováková");
        // And a later change of her own needs its own letter.
        world.clock.shift(DAY_MS);
        assert_eq!(change(&world, id, moved()).await, PostalInfoChanged::Pending(Letter::Sent));
        let stale = change_postal_info::confirm_postal_change(
            &world.context,
            world.now(),
            &session,
            id,
            &pin3,
            &client,
        )
        .await
        .unwrap();
        assert!(
            matches!(stale, ConfirmedPostalChange::Refused(codes::CodeRejection::Wrong { .. })),
            "{stale:?}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_that_may_not_leave_yet_waits_and_leaves() {
    // mission: B8; finding N-3
    for world in World::on_every_engine().await {
        let registered = world.identified(&jana()).await;
        let id = &registered.account;
        world.clock.shift(HOUR_MS);
        let at = world.now().plus_ms(23 * HOUR_MS);
        assert_eq!(change(&world, id, moved()).await, PostalInfoChanged::Pending(Letter::Due { at }));
        assert_eq!(world.count("letter").await, 1);
        assert_eq!(letter::letter_pin(&world.context, world.now(), id).await.unwrap().due_at, Some(at));
        jobs::run_due_jobs(&world.context, world.now()).await.unwrap();
        assert_eq!(world.count("letter").await, 1, "not before its time");
        world.clock.shift(23 * HOUR_MS);
        jobs::run_due_jobs(&world.context, world.now()).await.unwrap();
        jobs::run_due_jobs(&world.context, world.now()).await.unwrap();
        assert_eq!(world.count("letter").await, 2, "once");
        world.saying("letter", "Nová 1", "PIN3").await;
        assert_eq!(letter::letter_pin(&world.context, world.now(), id).await.unwrap().due_at, None);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cancelled_change_sends_no_letter() {
    // finding N-3
    for world in World::on_every_engine().await {
        let registered = world.identified(&jana()).await;
        let id = &registered.account;
        let _ = change(&world, id, moved()).await;
        assert_eq!(
            change(&world, id, jana().contact).await,
            PostalInfoChanged::Cancelled,
            "what counts was entered again"
        );
        assert_eq!(change(&world, id, jana().contact).await, PostalInfoChanged::Nothing);
        world.clock.shift(2 * DAY_MS);
        jobs::run_due_jobs(&world.context, world.now()).await.unwrap();
        assert_eq!(world.count("letter").await, 1);
        world.saying("email", "jana", "zrušena změna").await;
    }
}

/// The letter of a cancelled change is on its way: its PIN3 is none, also for the next change, whose letter leaves later.
#[tokio::test(flavor = "multi_thread")]
async fn the_pin3_of_a_cancelled_change_proves_no_other() {
    for world in World::on_every_engine().await {
        let registered = world.identified(&jana()).await;
        let (id, context, client) = (&registered.account, &world.context, ClientInfo::default());
        world.clock.shift(DAY_MS);
        let waits = change(&world, id, moved()).await;
        assert!(matches!(waits, PostalInfoChanged::Pending(Letter::Sent)), "{waits:?}");
        let pin3 = world.pin("letter", "Brno").await;
        assert!(change_postal_info::cancel_postal_change(context, world.now(), id, &client).await.unwrap());
        let newest = letter::letter_pin(context, world.now(), id).await.unwrap().newest;
        assert_eq!(newest, codes::CodeState::NotIssued, "{}", world.engine());
        let elsewhere = ContactForm { street: "Jiná 2".into(), ..moved() };
        let waits = change(&world, id, elsewhere).await;
        assert!(matches!(waits, PostalInfoChanged::Pending(Letter::Due { .. })), "{waits:?}");
        let session = session(&world).await;
        let tried =
            change_postal_info::confirm_postal_change(context, world.now(), &session, id, &pin3, &client)
                .await;
        assert!(
            matches!(tried, Ok(ConfirmedPostalChange::Refused(codes::CodeRejection::NotIssued))),
            "{tried:?}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_proves_is_forgotten() {
    // finding S-A1
    for world in World::on_every_engine().await {
        let registered = world.identified(&jana()).await;
        let id = &registered.account;
        world.clock.shift(DAY_MS);
        let _ = change(&world, id, moved()).await;
        world.clock.shift(60 * DAY_MS - 1);
        jobs::run_due_jobs(&world.context, world.now()).await.unwrap();
        assert!(change_postal_info::postal_change(&world.context, id).await.unwrap().is_some());
        world.clock.shift(1);
        jobs::run_due_jobs(&world.context, world.now()).await.unwrap();
        assert!(change_postal_info::postal_change(&world.context, id).await.unwrap().is_none());
        assert!(account(&world, id).await.state.is_identified());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_was_never_proven_can_be_corrected() {
    // mission: B6 B8; finding N-4
    for world in World::on_every_engine().await {
        let registered = world.active(&jana()).await;
        let (id, client) = (&registered.account, ClientInfo::default());
        let of_typo = world.pin("letter", "Jana").await;
        world.clock.shift(HOUR_MS);
        let at = world.now().plus_ms(23 * HOUR_MS);
        assert_eq!(change(&world, id, moved()).await, PostalInfoChanged::Corrected(Letter::Due { at }));
        world.saying("sms", &jana().phone, "PIN3 pujde na ni").await;
        assert_eq!(account(&world, id).await.contact.address.city(), "Brno");
        let stale = identify::identify(&world.context, world.now(), id, &of_typo, &client).await.unwrap();
        assert!(
            matches!(stale, Identification::Refused(codes::CodeRejection::NotIssued)),
            "who reads the post elsewhere proves nothing: {stale:?}"
        );
        world.clock.shift(23 * HOUR_MS);
        jobs::run_due_jobs(&world.context, world.now()).await.unwrap();
        let pin3 = world.pin("letter", "Brno").await;
        let identified = identify::identify(&world.context, world.now(), id, &pin3, &client).await;
        assert_eq!(identified, Ok(Identification::Identified));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn company_and_spelling_change_at_once_and_the_owner_is_told() {
    // mission: B6; findings N-5, S-A16
    for world in World::on_every_engine().await {
        let registered = world.identified(&jana()).await;
        let id = &registered.account;
        let before = account(&world, id).await;
        let with_company = ContactForm {
            company_name: "Lípa s.r.o.".into(),
            company_number: "25115804".into(),
            street: " LIPOVÁ  12".into(),
            ..jana().contact
        };
        assert_eq!(change(&world, id, with_company.clone()).await, PostalInfoChanged::Stored);
        let after = account(&world, id).await;
        assert_eq!(after.state, before.state, "still identified, since the same moment");
        assert_eq!(after.contact.company.as_ref().map(|company| company.name.as_str()), Some("Lípa s.r.o."));
        world.saying("email", "jana", "změněny údaje").await;
        assert_eq!(world.count("letter").await, 1);

        // A company and a new address at once: the one counts, the other waits.
        let both = ContactForm { company_name: "Dub s.r.o.".into(), ..with_company.clone() };
        let both = ContactForm { street: "Nová 1".into(), ..both };
        assert!(matches!(change(&world, id, both.clone()).await, PostalInfoChanged::Pending(_)));
        let third = ContactForm { company_name: "Buk s.r.o.".into(), ..both };
        assert_eq!(
            change(&world, id, third.clone()).await,
            PostalInfoChanged::StillPending,
            "what waits goes on waiting"
        );
        assert_eq!(change(&world, id, third).await, PostalInfoChanged::StillPending, "nothing is new");
        let now = account(&world, id).await.contact;
        assert_eq!(now.company.map(|company| company.name).as_deref(), Some("Buk s.r.o."));
        assert_eq!(now.address.street(), "LIPOVÁ 12");
        assert!(change_postal_info::postal_change(&world.context, id).await.unwrap().is_some());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_is_refused_where_it_must_be() {
    // mission: B4 B6
    for world in World::on_every_engine().await {
        let client = ClientInfo::default();
        let registered = world.registered(&jana()).await;
        let early = change_postal_info::change_postal_info(
            &world.context,
            world.now(),
            &world.fresh(&registered.account),
            &moved(),
            &client,
        )
        .await;
        assert!(matches!(early, Err(ChangePostalInfoError::NotActive)));
        let abroad = ContactForm { country: "DE".into(), ..jana().contact };
        let abroad = change_postal_info::change_postal_info(
            &world.context,
            world.now(),
            &world.fresh(&registered.account),
            &abroad,
            &client,
        )
        .await;
        assert!(
            matches!(abroad, Err(ChangePostalInfoError::Invalid(errors)) if errors == FieldErrors::one("country", "elsewhere"))
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_history_says_what_waited_and_what_became_of_it() {
    let world = World::new().await;
    let registered = world.identified(&jana()).await;
    let id = &registered.account;
    let _ = change(&world, id, moved()).await;
    change_postal_info::cancel_postal_change(&world.context, world.now(), id, &ClientInfo::default())
        .await
        .unwrap();
    let history = queries::history(&world.context, id, None, 3).await.unwrap();
    let kinds: Vec<EventKind> = history.iter().map(|event| event.kind).collect();
    assert_eq!(
        kinds,
        [EventKind::PostalChangeCancelled, EventKind::LetterDue, EventKind::PostalChangeRequested]
    );
}
