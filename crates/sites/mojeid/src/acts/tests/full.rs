//! The day's limit of messages: nobody is told of a code that was not sent, and warnings leave all the same.

use codes::State as CodeState;
use delivery::Limits;

use crate::acts::Origin;
use crate::acts::activate::Resent;
use crate::acts::change_contact::ChangeError;
use crate::acts::login::Login;
use crate::acts::recover::{Asked, Link};
use crate::acts::register::RegisterError;
use crate::acts::step_up::Passcode;
use crate::rules::account::Pin;
use crate::rules::contact::Channel;
use crate::rules::registration::Application;
use crate::testing::{PASSWORD, World, jana, petr};

const NEW: &str = "ctyri kone v jetelicku";

async fn world(sms_per_number_per_day: u32) -> World {
    World::with_limits(Limits { sms_per_number_per_day, ..Limits::default() }).await
}

async fn recovery_link(world: &World) -> String {
    world.mojeid.ask_for_recovery(world.now(), "jana", &Origin::default()).await.unwrap();
    let text = world.saying("email", "jana", "/recovery/").await.text;
    let (_, rest) = text.split_once("/recovery/").unwrap();
    rest.split_whitespace().next().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recovery_says_when_its_code_can_be_sent() {
    let world = world(1).await;
    world.active(&jana()).await;
    let link = recovery_link(&world).await;
    let asked = world.mojeid.send_recovery_code(world.now(), &link, &Origin::default()).await;
    assert!(matches!(asked, Ok(Asked::TooSoon { .. })), "{asked:?}");
    let Ok(Link::Open { code, .. }) = world.mojeid.recovery(world.now(), &link).await else { panic!() };
    assert_eq!(code, CodeState::NotIssued);
    assert_eq!(world.count("sms").await, 1, "PIN2");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_login_says_when_its_passcode_can_be_sent() {
    let world = world(1).await;
    world.active(&jana()).await;
    let login = world.mojeid.login(world.now(), "jana", PASSWORD, &Origin::default(), None).await;
    let Ok(Login::In(cookie, _)) = login else { panic!("{login:?}") };
    let session = cookie.session();
    let sent = world.mojeid.send_passcode(world.now(), session, None, false, &Origin::default()).await;
    assert!(matches!(sent, Ok(Passcode::TooSoon { .. })), "{sent:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_is_founded_and_says_that_pin2_was_not_sent() {
    let world = world(0).await;
    let founded = world.registered(&jana()).await;
    let waiting = world.mojeid.waiting_for_pins(world.now(), &founded.activation).await.unwrap().unwrap();
    let newest: Vec<(Pin, bool)> =
        waiting.pins.iter().map(|pin| (pin.pin, pin.newest == CodeState::NotIssued)).collect();
    assert_eq!(newest, [(Pin::Pin1, false), (Pin::Pin2, true)]);
    let (activation, origin) = (&founded.activation, Origin::default());
    let resent = world.mojeid.resend_pins(world.now(), activation, Some(Pin::Pin2), &origin).await;
    assert!(matches!(resent, Ok(Resent::TooSoon { .. })), "{resent:?}");
    assert_eq!(world.count("sms").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_registration_that_needs_a_code_is_told_to_come_again() {
    let world = world(1).await;
    let squatter = Application { user_name: "zabrane".into(), phone: jana().phone, ..petr() };
    world.registered(&squatter).await;
    let sent = world.apply(&jana(), &Origin::default()).await;
    assert!(matches!(sent, Err(RegisterError::TooSoon { .. })), "{sent:?}");
    assert_eq!(world.count("sms").await, 1, "PIN2 of the other");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_number_waits_for_nothing_when_one_of_its_codes_cannot_be_sent() {
    // The present number has had its message of the day; the new one has not.
    let world = world(1).await;
    let founded = world.identified(&jana()).await;
    let session = world.fresh(&founded.account);
    let asked = world.mojeid.ask_for_change(world.now(), &session, Channel::Phone, "+421905100003").await;
    assert!(matches!(asked, Err(ChangeError::TooSoon { .. })), "{asked:?}");
    assert_eq!(world.mojeid.pending_change(&founded.account, Channel::Phone).await.unwrap(), None);
    assert_eq!(world.count("sms").await, 1, "what went to the new number was taken back");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_used_up_the_day_keeps_no_warning_from_the_owner() {
    let world = world(2).await;
    world.active(&jana()).await;
    let (link, origin) = (recovery_link(&world).await, Origin::default());
    assert_eq!(world.mojeid.send_recovery_code(world.now(), &link, &origin).await, Ok(Asked::Sent));
    let code = world.pin("sms", &jana().phone).await;
    world.mojeid.recover(world.now(), &link, &code, NEW, &origin).await.unwrap();
    world.saying("sms", &jana().phone, "/undo/").await;
}
