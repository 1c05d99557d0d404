//! Who may found an account, and with what.

use codes::CodeRejection;
use values::{DAY_MS, HOUR_MS, Language};

use crate::acts::Origin;
use crate::acts::activate::{Activation, Resent};
use crate::acts::prove_contact::{Proven, Waiting};
use crate::acts::register::{RegisterError, Sent};
use crate::rules::account::State;
use crate::rules::registration::{Application, RegistrationComplaint};
use crate::rules::registration_form::FormId;
use crate::testing::{World, jana, petr};

async fn complaints(world: &World, application: &Application) -> Vec<RegistrationComplaint> {
    match world.apply(application, &Origin::default()).await {
        Err(RegisterError::Refused(complaints)) => complaints,
        other => panic!("{}: {other:?}", world.engine()),
    }
}

async fn waits(world: &World, application: &Application) -> FormId {
    match world.apply(application, &Origin::default()).await {
        Ok(Sent::Waits(form)) => form,
        other => panic!("{}: {other:?}", world.engine()),
    }
}

async fn send(world: &World, form: &FormId, application: &Application) -> Sent {
    let origin = Origin::default();
    world.mojeid.send_registration(world.now(), form, application, Language::Cs, &origin).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn one_address_and_one_number_found_one_account_in_thirty_days() {
    // mission: B5; finding S-C (a job that forgets too early)
    for world in World::on_every_engine().await {
        world.active(&jana()).await;
        let same_email = Application { email: " JANA.Novakova@Posta.Example ".into(), ..petr() };
        let same_phone = Application { phone: "601 100 001".into(), ..petr() };
        for _ in 0..30 {
            assert_eq!(complaints(&world, &same_email).await, [RegistrationComplaint::EmailUsed]);
            assert_eq!(complaints(&world, &same_phone).await, [RegistrationComplaint::PhoneUsed]);
            world.clock.shift(DAY_MS - 1);
            world.mojeid.run_due_jobs(world.now()).await.unwrap();
        }
        world.clock.shift(29);
        assert_eq!(complaints(&world, &same_email).await.len(), 1);
        world.clock.shift(1);
        world.mojeid.run_due_jobs(world.now()).await.unwrap();
        let both = Application { phone: jana().phone, ..same_email };
        world.registered(&both).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_proves_a_number_takes_it_over_from_who_never_did() {
    // mission: B5; finding S-A8
    for world in World::on_every_engine().await {
        let squatter = Application { user_name: "zabrane".into(), phone: jana().phone, ..petr() };
        let squat = world.registered(&squatter).await;
        let stranger_pin1 = world.pin("email", &petr().email).await;
        let origin = Origin::default();
        let half = world.mojeid.activate(world.now(), &squat.activation, &stranger_pin1, "", &origin).await;
        assert!(matches!(half, Ok(Activation::Missing { pin1: None, .. })));

        let form = waits(&world, &jana()).await;
        assert!(matches!(world.mojeid.waiting_form(world.now(), &form).await, Ok(Waiting::Codes { .. })));
        assert_eq!(world.count("email").await, 1, "only what has to be proven gets a code");
        let code = world.pin("sms", &jana().phone).await;
        let wrong = world.mojeid.prove_contact(world.now(), &form, "", "AAAAAAAA", &origin).await.unwrap();
        let missing = Proven::Missing { email: None, phone: Some(CodeRejection::Wrong { tries_left: 4 }) };
        assert_eq!(wrong, missing);
        assert!(world.mojeid.account(&squat.account).await.unwrap().is_some());

        let proven = world.mojeid.prove_contact(world.now(), &form, "", &code, &origin).await.unwrap();
        let Proven::Founded(activation) = proven else { panic!("{proven:?}") };
        let again = world.mojeid.prove_contact(world.now(), &form, "", &code, &origin).await.unwrap();
        assert_eq!(again, Proven::Founded(activation.clone()), "sent twice it leads there too");
        let account = world.mojeid.account_to_activate(&activation).await.unwrap().unwrap();
        assert!(
            matches!(&account.state, State::Registered(registered) if registered.phone_confirmed_at.is_some())
        );
        assert!(world.mojeid.account(&squat.account).await.unwrap().is_none(), "it could never be activated");
        let farewell = world.saying("email", &petr().email, "zabrane, který zatím nebyl aktivován").await;
        assert!(farewell.subject.contains("smazán"), "{farewell:?}");
        let resent = world.mojeid.resend_pins(world.now(), &squat.activation, None, &origin).await;
        assert_eq!(resent, Ok(Resent::Unknown));

        let pin1 = world.pin("email", &jana().email).await;
        let done = world.mojeid.activate(world.now(), &activation, &pin1, "", &origin).await;
        assert_eq!(done, Ok(Activation::Activated), "the number is proven already");
        let blocked = complaints(&world, &squatter).await;
        assert!(
            blocked.contains(&RegistrationComplaint::PhoneUsed),
            "a proven use blocks whoever asks: {blocked:?}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_displaces_what_was_proven_meanwhile() {
    // mission: B5; finding S-A8
    for world in World::on_every_engine().await {
        let first = world.registered(&jana()).await;
        let (pin1, pin2) = (world.pin("email", "jana").await, world.pin("sms", &jana().phone).await);
        let form = waits(&world, &Application { user_name: "druha".into(), ..jana() }).await;
        let (email, phone) = (world.pin("email", "jana").await, world.pin("sms", &jana().phone).await);
        let origin = Origin::default();
        let done = world.mojeid.activate(world.now(), &first.activation, &pin1, &pin2, &origin).await;
        assert_eq!(done, Ok(Activation::Activated));
        let late = world.mojeid.prove_contact(world.now(), &form, &email, &phone, &origin).await;
        assert!(
            matches!(late, Err(RegisterError::Refused(ref complaints)) if complaints.len() == 2),
            "{late:?}"
        );
        assert!(world.mojeid.account(&first.account).await.unwrap().is_some());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn both_proven_at_once_make_the_account_active() {
    // mission: B5 B6
    for world in World::on_every_engine().await {
        let old = world.registered(&jana()).await;
        // Delivered, so that the newest messages are those of the second form.
        world.count("sms").await;
        let form = waits(&world, &Application { user_name: "druha".into(), ..jana() }).await;
        let (email, phone) = (world.pin("email", "jana").await, world.pin("sms", &jana().phone).await);
        let origin = Origin::default();
        let proven = world.mojeid.prove_contact(world.now(), &form, &email, &phone, &origin).await.unwrap();
        let Proven::Founded(activation) = proven else { panic!("{proven:?}") };
        let account = world.mojeid.account_to_activate(&activation).await.unwrap().unwrap();
        assert!(account.state.is_active());
        assert_eq!(world.count("letter").await, 1);
        assert!(world.mojeid.account(&old.account).await.unwrap().is_none());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn codes_to_a_used_number_are_few_whoever_asks() {
    // finding S-A9
    let world = World::new().await;
    world.registered(&jana()).await;
    let form = |number: usize| Application {
        user_name: format!("cizi{number}"),
        email: format!("cizi{number}@posta.example"),
        phone: jana().phone,
        ..petr()
    };
    for number in 0..3 {
        waits(&world, &form(number)).await;
    }
    let refused = world.apply(&form(3), &Origin::default()).await;
    let at = world.now().plus_ms(HOUR_MS);
    let says_when = matches!(refused, Err(RegisterError::TooSoon { allowed_at }) if allowed_at == at);
    assert!(says_when, "no untrue word of an account that the number founded: {refused:?}");
    assert_eq!(world.count("sms").await, 4);
    world.clock.shift(HOUR_MS);
    waits(&world, &form(4)).await;
}

/// One sender does not keep the owner of a number from it: their own forms are counted before everybody's. Finding A-4.
#[tokio::test(flavor = "multi_thread")]
async fn one_sender_does_not_use_up_the_proofs_of_a_number() {
    for world in World::on_every_engine().await {
        let squatter = Application { user_name: "zabrane".into(), phone: jana().phone, ..petr() };
        world.registered(&squatter).await;
        let senders = [
            Origin { address: Some("192.0.2.7".into()), ..Origin::default() },
            Origin {
                address: Some("2001:db8:7::".into()),
                network: Some("2001:db8::/32".into()),
                ..Origin::default()
            },
        ];
        for sender in senders {
            let mut taken = 0;
            for number in 0..12 {
                let form = Application {
                    user_name: format!("cizi{number}"),
                    email: format!("cizi{number}@posta.example"),
                    phone: jana().phone,
                    ..petr()
                };
                let address = sender.network.as_ref().map(|_| format!("2001:db8:{number}::"));
                let from = Origin { address: address.or(sender.address.clone()), ..sender.clone() };
                taken += usize::from(world.apply(&form, &from).await.is_ok());
                world.clock.shift(HOUR_MS / 2);
            }
            assert_eq!(taken, 3, "in six hours");
            let owner = Origin { address: Some("198.51.100.1".into()), ..Origin::default() };
            let sent = world.apply(&jana(), &owner).await;
            assert!(matches!(sent, Ok(Sent::Waits(_))), "{sent:?}");
            world.clock.shift(2 * values::DAY_MS);
        }
    }
}

/// Whoever has a larger network of IPv6 founds no more from all its addresses than four have. Finding A-1.
#[tokio::test(flavor = "multi_thread")]
async fn registrations_and_requests_are_counted_by_the_larger_network_too() {
    let world = World::new().await;
    let from = |number: usize| Origin {
        address: Some(format!("2001:db8:0:{number:x}00::")),
        network: Some("2001:db8::".to_owned()),
        ..Origin::default()
    };
    let mut asked = 0;
    while asked < 200
        && world.mojeid.ask_for_recovery(world.now(), &format!("user{asked}"), &from(asked)).await.is_ok()
    {
        asked += 1;
    }
    assert_eq!(asked, 120);
    let limit = world.mojeid.network_registrations();
    let mut checked = 0;
    while limit.check("2001:db8::").is_ok() {
        checked += 1;
    }
    assert!(checked >= 240, "{checked}");
    let refused = world.apply(&jana(), &from(0)).await;
    assert!(matches!(refused, Err(RegisterError::TooMany)), "{refused:?}");
    let elsewhere = Origin { network: Some("2001:db8:1::".to_owned()), ..from(0) };
    assert!(world.apply(&jana(), &elsewhere).await.is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_used_is_told_only_when_all_else_is_good() {
    // mission: B5; findings S-A10, N-32
    for world in World::on_every_engine().await {
        world.active(&jana()).await;
        let taken = Application { user_name: "JANA".into(), ..jana() };
        assert_eq!(complaints(&world, &taken).await, [RegistrationComplaint::UserNameTaken]);
        let wrong = Application { password: "krátké".into(), birth_date: "loni".into(), ..taken };
        let all = complaints(&world, &wrong).await;
        assert_eq!(all.len(), 3, "one round: {all:?}");
        assert_eq!(all[0], RegistrationComplaint::UserNameTaken);
        let used = Application { user_name: "jana2".into(), ..jana() };
        let both = [RegistrationComplaint::EmailUsed, RegistrationComplaint::PhoneUsed];
        assert_eq!(complaints(&world, &used).await, both);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_sent_twice_founds_one_account_and_leads_there_twice() {
    // finding R19
    for world in World::on_every_engine().await {
        let form = FormId::new(world.now(), [7; 10]);
        let attempts = (0..3).map(|_| {
            let (mojeid, now, form) = (world.mojeid.clone(), world.now(), form.clone());
            tokio::spawn(async move {
                mojeid.send_registration(now, &form, &jana(), Language::Cs, &Origin::default()).await.unwrap()
            })
        });
        let mut led = Vec::new();
        for attempt in attempts.collect::<Vec<_>>() {
            led.push(attempt.await.unwrap());
        }
        assert!(led.iter().all(|sent| *sent == led[0]), "{}: {led:?}", world.engine());
        assert_eq!(send(&world, &form, &jana()).await, led[0]);
        assert_eq!((world.count("email").await, world.count("sms").await), (1, 1));
        // Corrected and sent again it is another form; so it is with another password.
        let corrected = Application { email: "jiny@posta.example".into(), ..jana() };
        let origin = Origin::default();
        for other in [corrected, Application { password: "dub stoji u potoka".into(), ..jana() }] {
            let other =
                world.mojeid.send_registration(world.now(), &form, &other, Language::Cs, &origin).await;
            assert!(matches!(other, Err(RegisterError::Refused(_))), "{other:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_accounts_that_could_be_founded_count_as_registrations() {
    // findings R22, S-C (a limit that nobody missed)
    let world = World::new().await;
    let origin = Origin { address: Some("192.0.2.7".to_owned()), ..Origin::default() };
    let bad = Application { password: "krátké".into(), ..jana() };
    for _ in 0..200 {
        let refused = world.apply(&bad, &origin).await;
        assert!(matches!(refused, Err(RegisterError::Refused(_))));
    }
    world.active(&jana()).await;
    let used = Application { user_name: "jana2".into(), ..jana() };
    let mut asked = 0;
    loop {
        match world.apply(&used, &origin).await {
            Err(RegisterError::Refused(_)) => asked += 1,
            Err(RegisterError::TooMany) => break,
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(asked, 60, "who asks whether an address is used asks as often as one may found");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_registration_uses_nothing_up() {
    // mission: B5
    for world in World::on_every_engine().await {
        world.active(&jana()).await;
        let half_taken = Application { phone: jana().phone, ..petr() };
        assert_eq!(complaints(&world, &half_taken).await.len(), 1);
        world.registered(&petr()).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_at_once_one_gets_the_address() {
    // mission: B5
    for world in World::on_every_engine().await {
        let attempts = (0..4).map(|number| {
            let mojeid = world.mojeid.clone();
            let now = world.now();
            tokio::spawn(async move {
                let application = Application {
                    user_name: format!("jana{number}"),
                    phone: format!("+42060110001{number}"),
                    ..jana()
                };
                let form = FormId::new(now, random::random_bytes());
                let origin = Origin::default();
                let sent = mojeid.send_registration(now, &form, &application, Language::Cs, &origin);
                matches!(sent.await, Ok(Sent::Founded(_)))
            })
        });
        let mut founded = 0;
        for attempt in attempts.collect::<Vec<_>>() {
            founded += usize::from(attempt.await.unwrap());
        }
        assert_eq!(founded, 1, "{}", world.engine());
    }
}
