//! Getting back in, and undoing what was not the owner's. Finding N-2, parts of N-34.

use values::{AssuranceLevel, HOUR_MS, Language, MINUTE_MS};

use crate::acts::change_contact::{self, ChangeError};
use crate::acts::change_guard::ChangeRefused;
use crate::acts::change_postal_info::{
    self, ChangePostalInfoError, ConfirmPostalChangeError, PostalInfoChanged,
};
use crate::acts::login::{self, Login, LoginError};
use crate::acts::recover::{self, CodeSent, RecoverError, RecoveryLink};
use crate::acts::{ClientInfo, change_language, log_out};
use crate::rules::contact::{Channel, ContactForm};
use crate::rules::reauthentication::FRESH_FORM_MS;
use crate::rules::recovery::{LEVEL_LIMITED_MS, LINK_MS, UNDO_MS};
use crate::tests::world::{PASSWORD, World, jana, petr};

pub(super) const NEW: &str = "ctyri kone v jetelicku";
pub(super) const OTHER: &str = "sedm vran nad strnistem";

pub(super) async fn log_in(world: &World, password: &str) -> Result<Login, LoginError> {
    login::login(&world.context, world.now(), "jana", password, &ClientInfo::default(), None).await
}

pub(super) async fn ask(world: &World, name: &str) {
    recover::request_recovery(&world.context, world.now(), name, &ClientInfo::default()).await.unwrap();
}

/// What the newest message's link of that kind contains.
pub(super) async fn link(world: &World, channel: &str, path: &str) -> String {
    let to = if channel == "sms" { "+420601100001" } else { "jana" };
    let text = world.saying(channel, to, path).await.text;
    let (_, rest) = text.split_once(path).unwrap();
    rest.split_whitespace().next().unwrap().to_owned()
}

pub(super) async fn code(world: &World, link: &str) -> String {
    let asked = recover::send_recovery_code(&world.context, world.now(), link, &ClientInfo::default()).await;
    assert_eq!(asked, Ok(CodeSent::Sent));
    world.pin("sms", "+420601100001").await
}

pub(super) async fn recover(world: &World, link: &str, code: &str, new: &str) -> Result<(), RecoverError> {
    recover::recover(&world.context, world.now(), link, code, new, &ClientInfo::default()).await
}

/// From asking to the new password.
pub(super) async fn recovered(world: &World, new: &str) {
    ask(world, "jana").await;
    let link = link(world, "email", "/recovery/").await;
    let code = code(world, &link).await;
    recover(world, &link, &code, new).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn mailbox_and_telephone_together_replace_a_forgotten_password() {
    for world in World::on_every_engine().await {
        let registered = world.identified(&jana()).await;
        let Ok(Login::In(_, kept)) = log_in(&world, PASSWORD).await else { panic!("logged in") };
        ask(&world, "jana.novakova@posta.example").await;
        let link = link(&world, "email", "/recovery/").await;
        assert!(
            matches!(recover(&world, &link, "7KQ2XM4A", NEW).await, Err(RecoverError::Code(_))),
            "no code"
        );
        let code = code(&world, &link).await;
        assert!(matches!(recover(&world, &link, &code, "short").await, Err(RecoverError::New(_))));
        assert!(matches!(recover(&world, "elsewhere", &code, NEW).await, Err(RecoverError::Gone)));
        recover(&world, &link, &code, NEW).await.unwrap();

        assert!(matches!(log_in(&world, PASSWORD).await, Err(LoginError::Wrong)));
        assert!(
            log_out::sessions_of(&world.context, world.now(), &registered.account).await.unwrap().is_empty()
        );
        let whose = world
            .context
            .store
            .read(|tx| crate::store::account::credentials(tx, &registered.account))
            .await
            .unwrap()
            .unwrap();
        assert_eq!(world.context.known_browsers.name_of(&kept, &whose), None, "every browser is a stranger");
        assert!(whose.account.state.is_identified(), "PIN3's proof stays");
        assert!(matches!(log_in(&world, NEW).await, Ok(Login::In(..))));
        for (channel, to) in [("email", "jana"), ("sms", "+420601100001")] {
            world.saying(channel, to, "/undo/").await;
        }
        let used = recover(&world, &link, &code, OTHER).await;
        assert!(matches!(used, Err(RecoverError::Used)), "the link works once: {used:?}");
        assert!(matches!(
            recover::recovery(&world.context, world.now(), &link).await,
            Ok(RecoveryLink::Used)
        ));
    }
}

/// Mailbox and telephone alone are no second factor.
#[tokio::test(flavor = "multi_thread")]
async fn a_recovered_account_is_worth_level_low_for_72_hours() {
    for world in World::on_every_engine().await {
        world.identified(&jana()).await;
        recovered(&world, NEW).await;
        let with_new = crate::rules::registration::RegistrationForm { password: NEW.to_owned(), ..jana() };
        assert_eq!(world.proven(&with_new).await.level, AssuranceLevel::Low);
        world.clock.shift(LEVEL_LIMITED_MS - 1);
        assert_eq!(world.proven(&with_new).await.level, AssuranceLevel::Low);
        world.clock.shift(1);
        assert_eq!(world.proven(&with_new).await.level, AssuranceLevel::Substantial);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn asking_sends_nothing_for_names_that_nobody_has_and_accounts_that_are_not_active() {
    for world in World::on_every_engine().await {
        world.registered(&jana()).await;
        let before = world.count("email").await;
        for name in ["nobody", "nobody@posta.example", "jana", "jana.novakova@posta.example"] {
            ask(&world, name).await;
        }
        let asked = recover::request_user_names(
            &world.context,
            world.now(),
            "nobody@posta.example",
            &ClientInfo::default(),
        )
        .await;
        assert!(asked.is_ok());
        assert_eq!(world.count("email").await, before);
    }
}

/// Whoever asks without end neither fills a mailbox nor keeps the owner from getting in.
#[tokio::test(flavor = "multi_thread")]
async fn asking_without_end_leaves_the_owner_a_link_that_works() {
    for world in World::on_every_engine().await {
        world.active(&jana()).await;
        let before = world.count("email").await;
        let mut links = Vec::new();
        for _ in 0..48 {
            ask(&world, "jana").await;
            links.push(link(&world, "email", "/recovery/").await);
            world.clock.shift(HOUR_MS / 4);
        }
        assert_eq!(world.count("email").await - before, 6, "in half a day");
        let open = recover::recovery(&world.context, world.now(), &links[0]).await;
        assert!(matches!(open, Ok(RecoveryLink::Open { .. })), "the first one still: {open:?}");
        let code = code(&world, &links[0]).await;
        recover(&world, &links[0], &code, NEW).await.unwrap();
        let other = recover::recovery(&world.context, world.now(), links.last().unwrap()).await;
        assert!(matches!(other, Ok(RecoveryLink::Gone)), "all others end with it: {other:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_address_cannot_ask_for_everybody() {
    let world = World::new().await;
    let client = ClientInfo { address: Some("192.0.2.7".to_owned()), ..ClientInfo::default() };
    let mut asked = 0;
    while recover::request_recovery(&world.context, world.now(), &format!("user{asked}"), &client)
        .await
        .is_ok()
    {
        asked += 1;
    }
    assert_eq!(asked, 30);
    ask(&world, "others-go-on").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_ends_and_its_codes_are_guessed_five_times() {
    for world in World::on_every_engine().await {
        world.active(&jana()).await;
        ask(&world, "jana").await;
        let link = link(&world, "email", "/recovery/").await;
        let right = code(&world, &link).await;
        for _ in 0..5 {
            assert!(matches!(recover(&world, &link, "7KQ2XM4A", NEW).await, Err(RecoverError::Code(_))));
        }
        assert!(matches!(recover(&world, &link, &right, NEW).await, Err(RecoverError::Code(_))), "worn out");
        let mut sent = 1;
        for _ in 0..60 {
            world.clock.shift(MINUTE_MS * 20);
            let asked =
                recover::send_recovery_code(&world.context, world.now(), &link, &ClientInfo::default())
                    .await
                    .unwrap();
            sent += usize::from(asked == CodeSent::Sent);
        }
        assert_eq!(sent, 5, "messages for one link");
        world.clock.shift(LINK_MS - 20 * HOUR_MS);
        assert!(
            matches!(recover::recovery(&world.context, world.now(), &link).await, Ok(RecoveryLink::Gone)),
            "a day is over"
        );
    }
}

/// Two tabs, or a double click: one password, and nothing is lost.
#[tokio::test(flavor = "multi_thread")]
async fn of_many_that_recover_at_once_one_succeeds() {
    for world in World::on_every_engine().await {
        world.active(&jana()).await;
        ask(&world, "jana").await;
        let link = link(&world, "email", "/recovery/").await;
        let code = code(&world, &link).await;
        let tries = [NEW, OTHER, NEW, OTHER].map(|new| {
            let (context, now, link, code) = (world.context.clone(), world.now(), link.clone(), code.clone());
            tokio::spawn(async move {
                recover::recover(&context, now, &link, &code, new, &ClientInfo::default()).await
            })
        });
        let mut done = 0;
        for tried in tries {
            match tried.await.unwrap() {
                Ok(()) => done += 1,
                Err(RecoverError::Used | RecoverError::Code(_)) => {}
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(done, 1, "{}", world.engine());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn forgotten_names_come_by_email() {
    for world in World::on_every_engine().await {
        world.active(&jana()).await;
        let (now, client) = (world.now(), ClientInfo::default());
        for _ in 0..10 {
            recover::request_user_names(&world.context, now, " Jana.Novakova@posta.example ", &client)
                .await
                .unwrap();
        }
        let message = world.saying("email", "jana", "\njana\n").await;
        assert!(message.subject.contains("uživatelské jméno"), "{}", message.subject);
        let mails = world.count("email").await;
        recover::request_user_names(&world.context, now, "jana.novakova@posta.example", &client)
            .await
            .unwrap();
        assert_eq!(world.count("email").await, mails, "not without end");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_come_in_the_language_that_was_chosen() {
    for world in World::on_every_engine().await {
        let registered = world.active(&petr()).await;
        let (now, client) = (world.now(), ClientInfo::default());
        change_language::change_language(&world.context, now, &registered.account, Language::Sk, &client)
            .await
            .unwrap();
        recover::request_recovery(&world.context, now, "petr", &client).await.unwrap();
        world.saying("email", "petr", "niekto požiadal o nové heslo").await;
    }
}

pub(super) fn moved() -> ContactForm {
    ContactForm { street: "Nová 1".into(), ..jana().contact }
}

/// What each act says that changes how somebody is called or reached, without its code.
async fn refusals(world: &World, session: &sessions::Session) -> Vec<ChangeRefused> {
    let (context, now, client) = (&world.context, world.now(), ClientInfo::default());
    let mut refusals = Vec::new();
    let company = ContactForm {
        company_name: "Lípa s.r.o.".into(),
        company_number: "25115804".into(),
        ..jana().contact
    };
    for place in [moved(), company] {
        match change_postal_info::change_postal_info(context, now, session, &place, &client).await {
            Err(ChangePostalInfoError::Refused(why)) => refusals.push(why),
            other => panic!("{other:?}"),
        }
    }
    for (channel, value) in [(Channel::Email, "nova@posta.example"), (Channel::Phone, "+421905100003")] {
        match change_contact::request_contact_change(context, now, session, channel, value).await {
            Err(ChangeError::Refused(why)) => refusals.push(why),
            other => panic!("{other:?}"),
        }
        refusals.push(
            change_contact::confirm_contact_change(context, now, session, channel, "7KQ2XM4A", &client)
                .await
                .unwrap_err(),
        );
    }
    refusals.push(
        change_contact::confirm_present_phone(context, now, session, "7KQ2XM4A", &client).await.unwrap_err(),
    );
    refusals
}

/// Whoever came in by mailbox and telephone moves nothing for seven days, whichever page they come by.
#[tokio::test(flavor = "multi_thread")]
async fn a_recovery_locks_what_the_owner_is_called_and_reached_by() {
    for world in World::on_every_engine().await {
        let registered = world.identified(&jana()).await;
        let (id, client, context) = (&registered.account, ClientInfo::default(), &world.context);
        recovered(&world, NEW).await;
        let until = world.now().plus_ms(UNDO_MS);
        for why in refusals(&world, &world.fresh(id)).await {
            assert!(matches!(why, ChangeRefused::Locked { until: locked } if locked == until), "{why:?}");
        }
        let Ok(Login::In(cookie, _)) = log_in(&world, NEW).await else { panic!("logged in") };
        let thief = change_postal_info::confirm_postal_change(
            context,
            world.now(),
            cookie.session(),
            id,
            "7KQ2XM4A",
            &client,
        )
        .await;
        assert!(
            matches!(thief, Err(ConfirmPostalChangeError::Refused(ChangeRefused::Locked { .. }))),
            "{thief:?}"
        );
        world.clock.shift(UNDO_MS);
        let current =
            change_postal_info::change_postal_info(context, world.now(), &world.fresh(id), &moved(), &client)
                .await;
        assert!(matches!(current, Ok(PostalInfoChanged::Pending(_))), "{current:?}");
    }
}

/// The acts themselves ask for a fresh proof by both factors, not only the pages before them.
#[tokio::test(flavor = "multi_thread")]
async fn no_act_moves_anything_on_an_old_proof() {
    let world = World::new().await;
    let registered = world.identified(&jana()).await;
    let fresh = world.fresh(&registered.account);
    let by_password = sessions::Session { amr: vec!["pwd".to_owned()], ..fresh.clone() };
    for why in refusals(&world, &by_password).await {
        assert!(matches!(why, ChangeRefused::ReauthenticationRequired), "{why:?}");
    }
    world.clock.shift(FRESH_FORM_MS);
    for why in refusals(&world, &fresh).await {
        assert!(matches!(why, ChangeRefused::ReauthenticationRequired), "{why:?}");
    }
}
