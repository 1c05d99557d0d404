//! Changing contact data.

use codes::Outcome;
use values::{AssuranceLevel, DAY_MS, HOUR_MS};

use crate::acts::Origin;
use crate::acts::change_contact::{ChangeError, Changed};
use crate::acts::identify::Letter;
use crate::acts::login::Login;
use crate::rules::contact::Channel;
use crate::rules::contact::{Complaint, EnteredPlace};
use crate::testing::{PASSWORD, World, jana};
use web::Session;

async fn session(world: &World) -> Session {
    let login = world.mojeid.login(world.now(), "jana", PASSWORD, &Origin::default(), None).await;
    let Ok(Login::In(cookie, _)) = login else { panic!("{login:?}") };
    cookie.session().clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn only_identified_accounts_are_edited() {
    // mission: B6
    for world in World::on_every_engine().await {
        let founded = world.active(&jana()).await;
        let session = session(&world).await;
        let (id, origin) = (&founded.account, Origin::default());
        let moved = EnteredPlace { street: "Nová 1".into(), ..jana().place };
        let refused = world.mojeid.change_place(world.now(), &session, id, &moved, &origin).await;
        assert!(matches!(refused, Err(ChangeError::NotIdentified)));
        let refused =
            world.mojeid.ask_for_change(world.now(), id, Channel::Email, "nova@posta.example").await;
        assert!(matches!(refused, Err(ChangeError::NotIdentified)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_address_has_to_be_proven_by_a_new_letter() {
    // mission: B2 B6
    for world in World::on_every_engine().await {
        let founded = world.identified(&jana()).await;
        let session = session(&world).await;
        let (id, origin) = (&founded.account, Origin::default());
        let change = |place: EnteredPlace| {
            let (mojeid, session, id) = (world.mojeid.clone(), session.clone(), id.clone());
            let (now, origin) = (world.now(), origin.clone());
            async move { mojeid.change_place(now, &session, &id, &place, &origin).await }
        };
        let with_company = EnteredPlace {
            company_name: "Lípa s.r.o.".into(),
            company_number: "25115804".into(),
            ..jana().place
        };
        assert!(matches!(change(with_company).await, Ok(Changed::Stored)));
        let abroad = change(EnteredPlace { country: "DE".into(), ..jana().place }).await;
        assert!(
            matches!(abroad, Err(ChangeError::Refused(complaints)) if complaints == [Complaint::CountryElsewhere])
        );

        world.clock.shift(DAY_MS);
        let moved = EnteredPlace { street: "Nová 1".into(), city: "Brno".into(), ..jana().place };
        let Ok(Changed::NeedsPin3(Letter::Sent, cookie)) = change(moved).await else { panic!("no letter") };
        assert_eq!(cookie.session().level, AssuranceLevel::Low);
        assert_eq!(cookie.session().authenticated_at, session.authenticated_at, "no login took place");
        let letter = world.newest("letter", "Jana").await;
        assert!(letter.to.contains("Nová 1") && letter.to.contains("Brno"), "{letter:?}");
        let account = world.mojeid.account(id).await.unwrap().unwrap();
        assert!(!account.state.is_identified());
        let pin3 = world.pin("letter", "Jana").await;
        let _ = world.mojeid.identify(world.now(), id, &pin3, &origin).await.unwrap();
        let account = world.mojeid.account(id).await.unwrap().unwrap();
        assert!(account.state.is_identified() && account.contact.address.city() == "Brno");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_email_and_a_new_number_are_proven_by_a_code() {
    // mission: B2
    for world in World::on_every_engine().await {
        let founded = world.identified(&jana()).await;
        let (id, origin, mojeid) = (&founded.account, Origin::default(), &world.mojeid);
        let table = [
            (Channel::Email, "email", "nova@posta.example", jana().email),
            (Channel::Phone, "sms", "+421905100003", jana().phone),
        ];
        for (channel, way, new, old) in table {
            let same = mojeid.ask_for_change(world.now(), id, channel, &old).await;
            assert!(matches!(same, Err(ChangeError::Same)));
            mojeid.ask_for_change(world.now(), id, channel, new).await.unwrap();
            assert_eq!(mojeid.pending_change(id, channel).await.unwrap().as_deref(), Some(new));
            let wrong = match channel {
                Channel::Email => {
                    mojeid.confirm_change(world.now(), id, channel, "AAAAAAAA", &origin).await.unwrap()
                }
                Channel::Phone => {
                    mojeid.confirm_present_phone(world.now(), id, "AAAAAAAA", &origin).await.unwrap()
                }
            };
            assert_eq!(wrong, Outcome::Wrong { tries_left: 4 });
            if channel == Channel::Phone {
                let present = world.pin(way, &old).await;
                let right = mojeid.confirm_present_phone(world.now(), id, &present, &origin).await;
                assert_eq!(right, Ok(Outcome::Redeemed));
            }
            let code = world.pin(way, new).await;
            let right = mojeid.confirm_change(world.now(), id, channel, &code, &origin).await.unwrap();
            assert_eq!(right, Outcome::Redeemed);
            let again = mojeid.confirm_change(world.now(), id, channel, &code, &origin).await.unwrap();
            assert_eq!(again, Outcome::NotIssued);
        }
        let contact = mojeid.account(id).await.unwrap().unwrap().contact;
        assert_eq!((contact.email.as_str(), contact.phone.as_str()), ("nova@posta.example", "+421905100003"));
        let told = world.newest("email", &jana().email).await;
        assert!(told.text.contains("změněn e-mail"), "the previous address is told");
        let german = mojeid.ask_for_change(world.now(), id, Channel::Phone, "+49 151 12345678").await;
        assert!(matches!(german, Err(ChangeError::Refused(_))));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_the_password_only_cannot_choose_where_passcodes_go() {
    for world in World::on_every_engine().await {
        let founded = world.identified(&jana()).await;
        let (id, origin, mojeid) = (&founded.account, Origin::default(), &world.mojeid);
        let thief = "+421905100003";
        mojeid.ask_for_change(world.now(), id, Channel::Phone, thief).await.unwrap();
        let code = world.pin("sms", thief).await;
        let refused = mojeid.confirm_change(world.now(), id, Channel::Phone, &code, &origin).await.unwrap();
        assert_eq!(refused, Outcome::NotIssued);
        let present = world.pin("sms", &jana().phone).await;
        let proven = mojeid.confirm_present_phone(world.now(), id, &present, &origin).await.unwrap();
        assert_eq!(proven, Outcome::Redeemed);
        // What was proven for one change is not proven for the next.
        mojeid.ask_for_change(world.now(), id, Channel::Phone, "+421905100004").await.unwrap();
        let code = world.pin("sms", "+421905100004").await;
        let refused = mojeid.confirm_change(world.now(), id, Channel::Phone, &code, &origin).await.unwrap();
        assert_eq!(refused, Outcome::NotIssued);
        let account = mojeid.account(id).await.unwrap().unwrap();
        assert_eq!(account.contact.phone.as_str(), jana().phone);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn codes_for_changes_are_not_sent_without_end() {
    let world = World::new().await;
    let founded = world.identified(&jana()).await;
    for number in 0..3 {
        let email = format!("nova{number}@posta.example");
        world.mojeid.ask_for_change(world.now(), &founded.account, Channel::Email, &email).await.unwrap();
    }
    let refused =
        world.mojeid.ask_for_change(world.now(), &founded.account, Channel::Email, "x@posta.example").await;
    assert!(
        matches!(refused, Err(ChangeError::TooSoon { allowed_at }) if allowed_at.since(world.now()) == HOUR_MS)
    );
    let pending = world.mojeid.pending_change(&founded.account, Channel::Email).await.unwrap();
    assert_eq!(
        pending.as_deref(),
        Some("nova2@posta.example"),
        "the code still belongs to what it was sent to"
    );
}
