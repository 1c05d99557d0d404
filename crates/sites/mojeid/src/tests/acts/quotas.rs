//! The day's limit of messages: nobody is told of a code that was not sent, and warnings leave all the same.

use codes::CodeState;
use delivery::Limits;

use crate::acts::ClientInfo;
use crate::acts::activate::{self, Resent};
use crate::acts::change_contact::{self, ChangeError};
use crate::acts::login::{self, Login};
use crate::acts::recover::{self, CodeSent};
use crate::acts::register::RegisterError;
use crate::acts::step_up::{self, PasscodePurpose, PasscodeRequested, StepUp};
use crate::rules::contact::Channel;
use crate::rules::registration::RegistrationForm;
use crate::tests::world::{PASSWORD, World, jana, petr};

const NEW: &str = "ctyri kone v jetelicku";

async fn world(sms_per_number_per_day: u32) -> World {
    World::with_limits(Limits { sms_per_number_per_day, ..Limits::default() }).await
}

async fn recovery_link(world: &World) -> String {
    recover::request_recovery(&world.context, world.now(), "jana", &ClientInfo::default()).await.unwrap();
    let text = world.saying("email", "jana", "/recovery/").await.text;
    let (_, rest) = text.split_once("/recovery/").unwrap();
    rest.split_whitespace().next().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recovery_says_when_its_code_can_be_sent() {
    let world = world(1).await;
    world.active(&jana()).await;
    let link = recovery_link(&world).await;
    let ask = async || {
        recover::send_recovery_code(&world.context, world.now(), &link, &ClientInfo::default()).await
    };
    assert_eq!(ask().await, Ok(CodeSent::Sent), "PIN2, which anybody can ask for, counts apart");
    world.pin("sms", &jana().phone).await;
    world.clock.shift(values::MINUTE_MS);
    let asked = ask().await;
    assert!(matches!(asked, Ok(CodeSent::TooSoon { .. })), "{asked:?}");
    assert_eq!(world.count("sms").await, 2, "PIN2 and one code");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_login_says_when_its_passcode_can_be_sent() {
    let world = world(1).await;
    world.active(&jana()).await;
    let login =
        login::login(&world.context, world.now(), "jana", PASSWORD, &ClientInfo::default(), None).await;
    let Ok(Login::In(cookie, _)) = login else { panic!("{login:?}") };
    let session = cookie.session();
    let sent = step_up::send_passcode(
        &world.context,
        world.now(),
        session,
        PasscodePurpose::Login { service: None },
        false,
        &ClientInfo::default(),
    )
    .await;
    assert!(matches!(sent, Ok(PasscodeRequested::TooSoon { .. })), "{sent:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_is_founded_and_says_that_pin2_was_not_sent() {
    let world = world(0).await;
    let registered = world.registered(&jana()).await;
    let waiting = activate::waiting_for_pins(&world.context, world.now(), &registered.activation)
        .await
        .unwrap()
        .unwrap();
    let newest: Vec<(Channel, bool)> =
        waiting.pins.iter().map(|pin| (pin.pin, pin.newest == CodeState::NotIssued)).collect();
    assert_eq!(newest, [(Channel::Email, false), (Channel::Phone, true)]);
    let (activation, client) = (&registered.activation, ClientInfo::default());
    let resent =
        activate::resend_pins(&world.context, world.now(), activation, Some(Channel::Phone), &client).await;
    assert!(matches!(resent, Ok(Resent::TooSoon { .. })), "{resent:?}");
    assert_eq!(world.count("sms").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_registration_that_needs_a_code_is_told_to_come_again() {
    let world = world(1).await;
    let squatter = RegistrationForm { user_name: "zabrane".into(), phone: jana().phone, ..petr() };
    world.registered(&squatter).await;
    let sent = world.apply(&jana(), &ClientInfo::default()).await;
    assert!(matches!(sent, Err(RegisterError::TooSoon { .. })), "{sent:?}");
    assert_eq!(world.count("sms").await, 1, "PIN2 of the other");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_number_waits_for_nothing_when_one_of_its_codes_cannot_be_sent() {
    let world = world(1).await;
    let registered = world.identified(&jana()).await;
    let session = world.fresh(&registered.account);
    let ask = async |number| {
        change_contact::request_contact_change(&world.context, world.now(), &session, Channel::Phone, number)
            .await
    };
    assert!(ask("+421905100003").await.is_ok());
    // The present number has had its message of the day; the next one has not.
    let asked = ask("+421905100004").await;
    assert!(matches!(asked, Err(ChangeError::TooSoon { .. })), "{asked:?}");
    let waiting =
        change_contact::pending_change(&world.context, &registered.account, Channel::Phone).await.unwrap();
    assert_eq!(waiting.as_deref(), Some("+421905100003"));
    assert_eq!(
        world.count("sms").await,
        3,
        "PIN2 and two codes; what went to the next number was taken back"
    );
}

/// Whoever can have SMS sent without proving anything, or with the password only, uses up nothing that the owner needs:
/// a passcode where one was right before, and a recovery. Findings.
#[tokio::test(flavor = "multi_thread")]
async fn strangers_use_up_neither_the_day_nor_the_number_of_the_owner() {
    let limits = Limits { sms_per_day: 12, sms_per_number_per_day: 3, ..Limits::default() };
    let world = World::with_limits(limits).await;
    world.active(&jana()).await;
    let (context, client) = (&world.context, ClientInfo::default());
    let log_in =
        async |client: &ClientInfo| match login::login(context, world.now(), "jana", PASSWORD, client, None)
            .await
        {
            Ok(Login::In(cookie, kept)) => (cookie.session().clone(), kept),
            other => panic!("{other:?}"),
        };
    // One passcode in the owner's browser, which is known from then on.
    let (session, kept) = log_in(&client).await;
    let home = ClientInfo { known_browser: Some(kept), ..ClientInfo::default() };
    assert_eq!(
        step_up::send_passcode(
            context,
            world.now(),
            &session,
            PasscodePurpose::Login { service: None },
            false,
            &home
        )
        .await,
        Ok(PasscodeRequested::Sent)
    );
    let passcode = world.passcode(&jana().phone).await;
    let StepUp::In(_, kept) =
        step_up::step_up(context, world.now(), &session, &passcode, &home).await.unwrap()
    else {
        panic!("not stepped up")
    };
    let home = ClientInfo { known_browser: Some(kept), ..ClientInfo::default() };

    // Forms of strangers have half of the day: PIN2 of the owner was the first of six.
    for number in 0..10 {
        let stranger = RegistrationForm {
            user_name: format!("cizi{number}"),
            email: format!("cizi{number}@posta.example"),
            phone: format!("+42060120000{number}"),
            ..petr()
        };
        world.registered(&stranger).await;
    }
    assert_eq!(world.count("sms").await, 7);
    // Who knows the password fills the number.
    let mut sent = 0;
    loop {
        let (thief, _) = log_in(&client).await;
        match step_up::send_passcode(
            context,
            world.now(),
            &thief,
            PasscodePurpose::Login { service: None },
            true,
            &client,
        )
        .await
        .unwrap()
        {
            PasscodeRequested::Sent => sent += 1,
            PasscodeRequested::TooSoon { .. } => break,
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(sent, 1, "with PIN2 and the first passcode");
    // The owner at home.
    let (session, _) = log_in(&home).await;
    assert_eq!(
        step_up::send_passcode(
            context,
            world.now(),
            &session,
            PasscodePurpose::Login { service: None },
            false,
            &home
        )
        .await,
        Ok(PasscodeRequested::Sent)
    );
    let link = recovery_link(&world).await;
    assert_eq!(recover::send_recovery_code(context, world.now(), &link, &client).await, Ok(CodeSent::Sent));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_used_up_the_day_keeps_no_warning_from_the_owner() {
    let world = world(2).await;
    world.active(&jana()).await;
    let (link, client) = (recovery_link(&world).await, ClientInfo::default());
    assert_eq!(
        recover::send_recovery_code(&world.context, world.now(), &link, &client).await,
        Ok(CodeSent::Sent)
    );
    let code = world.pin("sms", &jana().phone).await;
    recover::recover(&world.context, world.now(), &link, &code, NEW, &client).await.unwrap();
    world.saying("sms", &jana().phone, "/undo/").await;
}
