//! Who may found an account, and with what.

use codes::CodeRejection;
use values::{DAY_MS, HOUR_MS, Language};

use crate::acts::activate::{self, Activation, Resent};
use crate::acts::prove_contact::{self, ProofOutcome, SubmittedFormStatus};
use crate::acts::register::{self, RegisterError, RegistrationOutcome};
use crate::acts::{ClientInfo, jobs, queries, recover};
use crate::rules::account::State;
use crate::rules::registration::RegistrationForm;
use crate::rules::submitted_form::FormId;
use crate::tests::world::{World, jana, petr};

/// Field and reason of each error of a form.
async fn errors(world: &World, form: &RegistrationForm) -> Vec<(&'static str, &'static str)> {
    match world.apply(form, &ClientInfo::default()).await {
        Err(RegisterError::Invalid(errors)) => {
            errors.iter().map(|error| (error.field, error.reason)).collect()
        }
        other => panic!("{other:?}"),
    }
}

async fn waits(world: &World, application: &RegistrationForm) -> FormId {
    match world.apply(application, &ClientInfo::default()).await {
        Ok(RegistrationOutcome::ProofRequired(form)) => form,
        other => panic!("{}: {other:?}", world.engine()),
    }
}

async fn send(world: &World, form: &FormId, application: &RegistrationForm) -> RegistrationOutcome {
    let client = ClientInfo::default();
    register::register(&world.context, world.now(), form, application, Language::Cs, &client).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn one_address_and_one_number_found_one_account_in_thirty_days() {
    // mission: B5; finding S-C (a job that forgets too early)
    for world in World::on_every_engine().await {
        world.active(&jana()).await;
        let same_email = RegistrationForm { email: " JANA.Novakova@Posta.Example ".into(), ..petr() };
        let same_phone = RegistrationForm { phone: "601 100 001".into(), ..petr() };
        for _ in 0..30 {
            assert_eq!(errors(&world, &same_email).await, [("email", "used")]);
            assert_eq!(errors(&world, &same_phone).await, [("phone", "used")]);
            world.clock.shift(DAY_MS - 1);
            jobs::run_due_jobs(&world.context, world.now()).await.unwrap();
        }
        world.clock.shift(29);
        assert_eq!(errors(&world, &same_email).await.len(), 1);
        world.clock.shift(1);
        jobs::run_due_jobs(&world.context, world.now()).await.unwrap();
        let both = RegistrationForm { phone: jana().phone, ..same_email };
        world.registered(&both).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_proves_a_number_takes_it_over_from_who_never_did() {
    // mission: B5; finding S-A8
    for world in World::on_every_engine().await {
        let squatter = RegistrationForm { user_name: "zabrane".into(), phone: jana().phone, ..petr() };
        let squat = world.registered(&squatter).await;
        let stranger_pin1 = world.pin("email", &petr().email).await;
        let client = ClientInfo::default();
        let half =
            activate::activate(&world.context, world.now(), &squat.activation, &stranger_pin1, "", &client)
                .await;
        assert!(matches!(half, Ok(Activation::Missing { email: None, .. })));

        let form = waits(&world, &jana()).await;
        assert!(matches!(
            prove_contact::waiting_form(&world.context, world.now(), &form).await,
            Ok(SubmittedFormStatus::Codes { .. })
        ));
        assert_eq!(world.count("email").await, 1, "only what has to be proven gets a code");
        let code = world.pin("sms", &jana().phone).await;
        let wrong = prove_contact::prove_contact(&world.context, world.now(), &form, "", "AAAAAAAA", &client)
            .await
            .unwrap();
        let missing =
            ProofOutcome::Missing { email: None, phone: Some(CodeRejection::Wrong { tries_left: 4 }) };
        assert_eq!(wrong, missing);
        assert!(queries::account(&world.context, &squat.account).await.unwrap().is_some());

        let proven = prove_contact::prove_contact(&world.context, world.now(), &form, "", &code, &client)
            .await
            .unwrap();
        let ProofOutcome::Registered(activation) = proven else { panic!("{proven:?}") };
        let again = prove_contact::prove_contact(&world.context, world.now(), &form, "", &code, &client)
            .await
            .unwrap();
        assert_eq!(again, ProofOutcome::Registered(activation.clone()), "sent twice it leads there too");
        let account = activate::account_to_activate(&world.context, &activation).await.unwrap().unwrap();
        assert!(
            matches!(&account.state, State::Registered(registered) if registered.phone_confirmed_at.is_some())
        );
        assert!(
            queries::account(&world.context, &squat.account).await.unwrap().is_none(),
            "it could never be activated"
        );
        let farewell = world.saying("email", &petr().email, "zabrane, který zatím nebyl aktivován").await;
        assert!(farewell.subject.contains("smazán"), "{farewell:?}");
        let resent =
            activate::resend_pins(&world.context, world.now(), &squat.activation, None, &client).await;
        assert_eq!(resent, Ok(Resent::Unknown));

        let pin1 = world.pin("email", &jana().email).await;
        let done = activate::activate(&world.context, world.now(), &activation, &pin1, "", &client).await;
        assert_eq!(done, Ok(Activation::Activated), "the number is proven already");
        let blocked = errors(&world, &squatter).await;
        assert!(blocked.contains(&("phone", "used")), "a proven use blocks whoever asks: {blocked:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_displaces_what_was_proven_meanwhile() {
    // mission: B5; finding S-A8
    for world in World::on_every_engine().await {
        let first = world.registered(&jana()).await;
        let (pin1, pin2) = (world.pin("email", "jana").await, world.pin("sms", &jana().phone).await);
        let form = waits(&world, &RegistrationForm { user_name: "druha".into(), ..jana() }).await;
        let (email, phone) = (world.pin("email", "jana").await, world.pin("sms", &jana().phone).await);
        let client = ClientInfo::default();
        let done =
            activate::activate(&world.context, world.now(), &first.activation, &pin1, &pin2, &client).await;
        assert_eq!(done, Ok(Activation::Activated));
        let late =
            prove_contact::prove_contact(&world.context, world.now(), &form, &email, &phone, &client).await;
        assert!(
            matches!(late, Err(RegisterError::Invalid(ref errors)) if errors.iter().count() == 2),
            "{late:?}"
        );
        assert!(queries::account(&world.context, &first.account).await.unwrap().is_some());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn both_proven_at_once_make_the_account_active() {
    // mission: B5 B6
    for world in World::on_every_engine().await {
        let old = world.registered(&jana()).await;
        // Delivered, so that the newest messages are those of the second form.
        world.count("sms").await;
        let form = waits(&world, &RegistrationForm { user_name: "druha".into(), ..jana() }).await;
        let (email, phone) = (world.pin("email", "jana").await, world.pin("sms", &jana().phone).await);
        let client = ClientInfo::default();
        let proven =
            prove_contact::prove_contact(&world.context, world.now(), &form, &email, &phone, &client)
                .await
                .unwrap();
        let ProofOutcome::Registered(activation) = proven else { panic!("{proven:?}") };
        let account = activate::account_to_activate(&world.context, &activation).await.unwrap().unwrap();
        assert!(account.state.is_active());
        assert_eq!(world.count("letter").await, 1);
        assert!(queries::account(&world.context, &old.account).await.unwrap().is_none());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn codes_to_a_used_number_are_few_whoever_asks() {
    // finding S-A9
    let world = World::new().await;
    world.registered(&jana()).await;
    let form = |number: usize| RegistrationForm {
        user_name: format!("cizi{number}"),
        email: format!("cizi{number}@posta.example"),
        phone: jana().phone,
        ..petr()
    };
    for number in 0..3 {
        waits(&world, &form(number)).await;
    }
    let refused = world.apply(&form(3), &ClientInfo::default()).await;
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
        let squatter = RegistrationForm { user_name: "zabrane".into(), phone: jana().phone, ..petr() };
        world.registered(&squatter).await;
        let senders = [
            ClientInfo { address: Some("192.0.2.7".into()), ..ClientInfo::default() },
            ClientInfo {
                address: Some("2001:db8:7::".into()),
                network: Some("2001:db8::/32".into()),
                ..ClientInfo::default()
            },
        ];
        for sender in senders {
            let mut taken = 0;
            for number in 0..12 {
                let form = RegistrationForm {
                    user_name: format!("cizi{number}"),
                    email: format!("cizi{number}@posta.example"),
                    phone: jana().phone,
                    ..petr()
                };
                let address = sender.network.as_ref().map(|_| format!("2001:db8:{number}::"));
                let from = ClientInfo { address: address.or(sender.address.clone()), ..sender.clone() };
                taken += usize::from(world.apply(&form, &from).await.is_ok());
                world.clock.shift(HOUR_MS / 2);
            }
            assert_eq!(taken, 3, "in six hours");
            let current = ClientInfo { address: Some("198.51.100.1".into()), ..ClientInfo::default() };
            let sent = world.apply(&jana(), &current).await;
            assert!(matches!(sent, Ok(RegistrationOutcome::ProofRequired(_))), "{sent:?}");
            world.clock.shift(2 * values::DAY_MS);
        }
    }
}

/// Whoever has a larger network of IPv6 founds no more from all its addresses than four have. Finding A-1.
#[tokio::test(flavor = "multi_thread")]
async fn registrations_and_requests_are_counted_by_the_larger_network_too() {
    let world = World::new().await;
    let from = |number: usize| ClientInfo {
        address: Some(format!("2001:db8:0:{number:x}00::")),
        network: Some("2001:db8::".to_owned()),
        ..ClientInfo::default()
    };
    let mut asked = 0;
    while asked < 200
        && recover::request_recovery(&world.context, world.now(), &format!("user{asked}"), &from(asked))
            .await
            .is_ok()
    {
        asked += 1;
    }
    assert_eq!(asked, 120);
    let limit = &world.context.network_registrations;
    let mut checked = 0;
    while limit.check("2001:db8::").is_ok() {
        checked += 1;
    }
    assert!(checked >= 240, "{checked}");
    let refused = world.apply(&jana(), &from(0)).await;
    assert!(matches!(refused, Err(RegisterError::TooMany)), "{refused:?}");
    let elsewhere = ClientInfo { network: Some("2001:db8:1::".to_owned()), ..from(0) };
    assert!(world.apply(&jana(), &elsewhere).await.is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_used_is_told_only_when_all_else_is_good() {
    // mission: B5; findings S-A10, N-32
    for world in World::on_every_engine().await {
        world.active(&jana()).await;
        let taken = RegistrationForm { user_name: "JANA".into(), ..jana() };
        assert_eq!(errors(&world, &taken).await, [("user_name", "taken")]);
        let wrong = RegistrationForm { password: "krátké".into(), birth_date: "loni".into(), ..taken };
        let all = errors(&world, &wrong).await;
        assert_eq!(all.len(), 3, "one round: {all:?}");
        assert_eq!(all[0], ("user_name", "taken"));
        let used = RegistrationForm { user_name: "jana2".into(), ..jana() };
        let both = [("email", "used"), ("phone", "used")];
        assert_eq!(errors(&world, &used).await, both);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_sent_twice_founds_one_account_and_leads_there_twice() {
    // finding R19
    for world in World::on_every_engine().await {
        let form = FormId::new(world.now(), [7; 10]);
        let attempts = (0..3).map(|_| {
            let (context, now, form) = (world.context.clone(), world.now(), form.clone());
            tokio::spawn(async move {
                register::register(&context, now, &form, &jana(), Language::Cs, &ClientInfo::default())
                    .await
                    .unwrap()
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
        let corrected = RegistrationForm { email: "jiny@posta.example".into(), ..jana() };
        let client = ClientInfo::default();
        for other in [corrected, RegistrationForm { password: "dub stoji u potoka".into(), ..jana() }] {
            let other =
                register::register(&world.context, world.now(), &form, &other, Language::Cs, &client).await;
            assert!(matches!(other, Err(RegisterError::Invalid(_))), "{other:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_accounts_that_could_be_founded_count_as_registrations() {
    // findings R22, S-C (a limit that nobody missed)
    let world = World::new().await;
    let client = ClientInfo { address: Some("192.0.2.7".to_owned()), ..ClientInfo::default() };
    let bad = RegistrationForm { password: "krátké".into(), ..jana() };
    for _ in 0..200 {
        let refused = world.apply(&bad, &client).await;
        assert!(matches!(refused, Err(RegisterError::Invalid(_))));
    }
    world.active(&jana()).await;
    let used = RegistrationForm { user_name: "jana2".into(), ..jana() };
    let mut asked = 0;
    loop {
        match world.apply(&used, &client).await {
            Err(RegisterError::Invalid(_)) => asked += 1,
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
        let half_taken = RegistrationForm { phone: jana().phone, ..petr() };
        assert_eq!(errors(&world, &half_taken).await.len(), 1);
        world.registered(&petr()).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_at_once_one_gets_the_address() {
    // mission: B5
    for world in World::on_every_engine().await {
        let attempts = (0..4).map(|number| {
            let context = world.context.clone();
            let now = world.now();
            tokio::spawn(async move {
                let application = RegistrationForm {
                    user_name: format!("jana{number}"),
                    phone: format!("+42060110001{number}"),
                    ..jana()
                };
                let form = FormId::new(now, random::random_bytes());
                let client = ClientInfo::default();
                let sent = register::register(&context, now, &form, &application, Language::Cs, &client);
                matches!(sent.await, Ok(RegistrationOutcome::Registered(_)))
            })
        });
        let mut registered = 0;
        for attempt in attempts.collect::<Vec<_>>() {
            registered += usize::from(attempt.await.unwrap());
        }
        assert_eq!(registered, 1, "{}", world.engine());
    }
}
