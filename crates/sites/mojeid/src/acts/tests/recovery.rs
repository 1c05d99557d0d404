//! Getting back in, and undoing what was not the owner's. Finding N-2, parts of N-34.

use values::{AssuranceLevel, DAY_MS, HOUR_MS, Language, MINUTE_MS};

use crate::acts::Origin;
use crate::acts::allow::NotNow;
use crate::acts::change_contact::ChangeError;
use crate::acts::change_place::{ChangePlaceError, Changed, MoveError, Moved};
use crate::acts::login::{Login, LoginError};
use crate::acts::recover::{Asked, Link, RecoverError};
use crate::acts::undo::Undoing;
use crate::rules::contact::{Channel, EnteredPlace};
use crate::rules::proof::FRESH_FORM_MS;
use crate::rules::recovery::{CLOSED_MS, LEVEL_LIMITED_MS, LINK_MS, UNDO_MS};
use crate::rules::release::Decision;
use crate::testing::{PASSWORD, World, jana, petr};

const NEW: &str = "ctyri kone v jetelicku";
const OTHER: &str = "sedm vran nad strnistem";

async fn log_in(world: &World, password: &str) -> Result<Login, LoginError> {
    world.mojeid.login(world.now(), "jana", password, &Origin::default(), None).await
}

async fn ask(world: &World, name: &str) {
    world.mojeid.ask_for_recovery(world.now(), name, &Origin::default()).await.unwrap();
}

/// What the newest message's link of that kind contains.
async fn link(world: &World, channel: &str, path: &str) -> String {
    let to = if channel == "sms" { "+420601100001" } else { "jana" };
    let text = world.saying(channel, to, path).await.text;
    let (_, rest) = text.split_once(path).unwrap();
    rest.split_whitespace().next().unwrap().to_owned()
}

async fn code(world: &World, link: &str) -> String {
    let asked = world.mojeid.send_recovery_code(world.now(), link, &Origin::default()).await;
    assert_eq!(asked, Ok(Asked::Sent));
    world.pin("sms", "+420601100001").await
}

async fn recover(world: &World, link: &str, code: &str, new: &str) -> Result<(), RecoverError> {
    world.mojeid.recover(world.now(), link, code, new, &Origin::default()).await
}

/// From asking to the new password.
async fn recovered(world: &World, new: &str) {
    ask(world, "jana").await;
    let link = link(world, "email", "/recovery/").await;
    let code = code(world, &link).await;
    recover(world, &link, &code, new).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn mailbox_and_telephone_together_replace_a_forgotten_password() {
    for world in World::on_every_engine().await {
        let founded = world.identified(&jana()).await;
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
        assert!(world.mojeid.sessions_of(world.now(), &founded.account).await.unwrap().is_empty());
        let whose = world
            .mojeid
            .store()
            .read(|tx| crate::store::account::credentials(tx, &founded.account))
            .await
            .unwrap()
            .unwrap();
        assert_eq!(world.mojeid.known_browsers().name_of(&kept, &whose), None, "every browser is a stranger");
        assert!(whose.account.state.is_identified(), "PIN3's proof stays");
        assert!(matches!(log_in(&world, NEW).await, Ok(Login::In(..))));
        for (channel, to) in [("email", "jana"), ("sms", "+420601100001")] {
            world.saying(channel, to, "/undo/").await;
        }
        let used = recover(&world, &link, &code, OTHER).await;
        assert!(matches!(used, Err(RecoverError::Used)), "the link works once: {used:?}");
        assert!(matches!(world.mojeid.recovery(world.now(), &link).await, Ok(Link::Used)));
    }
}

/// Mailbox and telephone alone are no second factor.
#[tokio::test(flavor = "multi_thread")]
async fn a_recovered_account_is_worth_level_low_for_72_hours() {
    for world in World::on_every_engine().await {
        world.identified(&jana()).await;
        recovered(&world, NEW).await;
        let with_new = crate::rules::registration::Application { password: NEW.to_owned(), ..jana() };
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
        let asked = world.mojeid.ask_for_names(world.now(), "nobody@posta.example", &Origin::default()).await;
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
        let open = world.mojeid.recovery(world.now(), &links[0]).await;
        assert!(matches!(open, Ok(Link::Open { .. })), "the first one still: {open:?}");
        let code = code(&world, &links[0]).await;
        recover(&world, &links[0], &code, NEW).await.unwrap();
        let other = world.mojeid.recovery(world.now(), links.last().unwrap()).await;
        assert!(matches!(other, Ok(Link::Gone)), "all others end with it: {other:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_address_cannot_ask_for_everybody() {
    let world = World::new().await;
    let origin = Origin { address: Some("192.0.2.7".to_owned()), ..Origin::default() };
    let mut asked = 0;
    while world.mojeid.ask_for_recovery(world.now(), &format!("user{asked}"), &origin).await.is_ok() {
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
                world.mojeid.send_recovery_code(world.now(), &link, &Origin::default()).await.unwrap();
            sent += usize::from(asked == Asked::Sent);
        }
        assert_eq!(sent, 5, "messages for one link");
        world.clock.shift(LINK_MS - 20 * HOUR_MS);
        assert!(matches!(world.mojeid.recovery(world.now(), &link).await, Ok(Link::Gone)), "a day is over");
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
            let (mojeid, now, link, code) = (world.mojeid.clone(), world.now(), link.clone(), code.clone());
            tokio::spawn(async move { mojeid.recover(now, &link, &code, new, &Origin::default()).await })
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

/// The thief has the mailbox and the SIM card; the owner undoes it, and the thief cannot simply begin again.
#[tokio::test(flavor = "multi_thread")]
async fn the_owner_undoes_a_recovery_by_the_link_that_everybody_got() {
    for world in World::on_every_engine().await {
        let founded = world.identified(&jana()).await;
        recovered(&world, NEW).await;
        let undo = link(&world, "sms", "/undo/").await;
        assert_eq!(undo, link(&world, "email", "/undo/").await);
        assert!(matches!(log_in(&world, NEW).await, Ok(Login::In(..))), "the thief is in");
        let (mojeid, origin) = (&world.mojeid, Origin::default());
        let opened = mojeid.undoing_of_recovery(world.now(), &undo).await.unwrap();
        assert!(matches!(opened, Undoing::Open { .. }), "opening it does nothing");
        assert!(matches!(log_in(&world, NEW).await, Ok(Login::In(..))));
        let undone = mojeid.undo_recovery(world.now(), &undo, &origin).await.unwrap();
        let closed_until = Some(world.now().plus_ms(CLOSED_MS));
        assert_eq!(undone, Undoing::Done { closed_until, old_counts: true });
        assert_eq!(mojeid.undo_recovery(world.now(), &undo, &origin).await, Ok(undone), "twice is as once");

        assert!(mojeid.sessions_of(world.now(), &founded.account).await.unwrap().is_empty());
        assert!(matches!(log_in(&world, NEW).await, Err(LoginError::Wrong)));
        assert_eq!(world.proven(&jana()).await.level, AssuranceLevel::Low, "not yet");
        let before = world.count("email").await;
        ask(&world, "jana").await;
        assert_eq!(world.count("email").await, before, "closed");
        world.clock.shift(CLOSED_MS);
        ask(&world, "jana").await;
        assert_eq!(world.count("email").await, before + 1);
    }
}

/// A thief who recovers again, or changes the password, does not make it final.
#[tokio::test(flavor = "multi_thread")]
async fn a_chain_of_recoveries_is_undone_to_its_beginning() {
    for world in World::on_every_engine().await {
        world.identified(&jana()).await;
        recovered(&world, NEW).await;
        world.clock.shift(DAY_MS);
        recovered(&world, OTHER).await;
        let last = link(&world, "sms", "/undo/").await;
        world.clock.shift(UNDO_MS - 2 * DAY_MS);
        let _ = world.mojeid.undo_recovery(world.now(), &last, &Origin::default()).await.unwrap();
        assert!(
            matches!(log_in(&world, PASSWORD).await, Ok(Login::In(..))),
            "the first password counts again"
        );
        for other in [NEW, OTHER] {
            assert!(matches!(log_in(&world, other).await, Err(LoginError::Wrong)));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recovery_is_final_after_seven_days() {
    let world = World::new().await;
    world.active(&jana()).await;
    recovered(&world, NEW).await;
    let undo = link(&world, "email", "/undo/").await;
    world.clock.shift(UNDO_MS);
    world.mojeid.run_due_jobs(world.now()).await.unwrap();
    let late = world.mojeid.undo_recovery(world.now(), &undo, &Origin::default()).await;
    assert_eq!(late, Ok(Undoing::Gone));
    assert!(matches!(log_in(&world, NEW).await, Ok(Login::In(..))));
}

#[tokio::test(flavor = "multi_thread")]
async fn forgotten_names_come_by_email() {
    for world in World::on_every_engine().await {
        world.active(&jana()).await;
        let (now, origin) = (world.now(), Origin::default());
        for _ in 0..10 {
            world.mojeid.ask_for_names(now, " Jana.Novakova@posta.example ", &origin).await.unwrap();
        }
        let message = world.saying("email", "jana", "\njana\n").await;
        assert!(message.subject.contains("uživatelské jméno"), "{}", message.subject);
        let mails = world.count("email").await;
        world.mojeid.ask_for_names(now, "jana.novakova@posta.example", &origin).await.unwrap();
        assert_eq!(world.count("email").await, mails, "not without end");
    }
}

/// Finding N-34.
#[tokio::test(flavor = "multi_thread")]
async fn the_owner_learns_of_a_new_browser_and_can_say_that_it_was_somebody_else() {
    for world in World::on_every_engine().await {
        let founded = world.identified(&jana()).await;
        let mails = world.count("email").await;
        let Ok(Login::In(_, kept)) = log_in(&world, PASSWORD).await else { panic!("logged in") };
        assert_eq!(world.count("email").await, mails, "just activated");
        world.clock.shift(HOUR_MS);
        let home = Origin { known_browser: Some(kept), ..Origin::default() };
        let _ = world.mojeid.login(world.now(), "jana", PASSWORD, &home, None).await.unwrap();
        assert_eq!(world.count("email").await, mails, "known");
        let thief =
            Origin { user_agent: Some("Mozilla/5.0 (Windows) Firefox/145.0".into()), ..Origin::default() };
        let _ = world.mojeid.login(world.now(), "jana", PASSWORD, &thief, None).await.unwrap();
        assert_eq!(world.count("email").await, mails + 1);
        world.saying("email", "jana", "Firefox, Windows").await;

        let link = link(&world, "email", "/not-me/").await;
        let (mojeid, origin) = (&world.mojeid, Origin::default());
        assert!(matches!(mojeid.undoing_of_login(world.now(), &link).await, Ok(Undoing::Open { .. })));
        let denied = mojeid.deny_login(world.now(), &link, &origin).await;
        assert_eq!(denied, Ok(Undoing::Done { closed_until: None, old_counts: false }));
        assert_eq!(mojeid.deny_login(world.now(), &link, &origin).await, denied, "twice is as once");
        assert!(mojeid.sessions_of(world.now(), &founded.account).await.unwrap().is_empty());
        assert!(matches!(log_in(&world, PASSWORD).await, Err(LoginError::Blocked)));
        assert!(matches!(log_in(&world, "a wrong guess").await, Err(LoginError::Wrong)), "no more is told");
        recovered(&world, NEW).await;
        assert!(matches!(log_in(&world, NEW).await, Ok(Login::In(..))));
        let undo = self::link(&world, "sms", "/undo/").await;
        let _ = mojeid.undo_recovery(world.now(), &undo, &origin).await.unwrap();
        assert!(matches!(log_in(&world, PASSWORD).await, Err(LoginError::Blocked)), "still somebody else's");
    }
}

/// What a browser calls itself is a stranger's text: none of it stands in our mail. Finding A-8.
#[tokio::test(flavor = "multi_thread")]
async fn the_mail_of_a_new_browser_bears_no_text_of_a_stranger() {
    let world = World::new().await;
    world.active(&jana()).await;
    world.clock.shift(HOUR_MS);
    let lure = "Volejte 800900900 nebo overte ucet na https://mojeid-overeni.example";
    for (agent, name) in
        [(lure.to_owned(), "Neznámý prohlížeč"), (format!("{lure} Firefox/145.0"), "Firefox")]
    {
        let thief = Origin { user_agent: Some(agent), ..Origin::default() };
        let _ = world.mojeid.login(world.now(), "jana", PASSWORD, &thief, None).await.unwrap();
        let mail = world.saying("email", "jana", name).await.text;
        assert!(!mail.contains("800900900") && !mail.contains("overeni"), "{mail}");
    }
}

/// A link from before a change of the password ends nothing that began after it.
#[tokio::test(flavor = "multi_thread")]
async fn a_denied_login_of_an_older_password_ends_nothing() {
    let world = World::new().await;
    world.identified(&jana()).await;
    world.clock.shift(HOUR_MS);
    let session = world.proven(&jana()).await;
    let link = link(&world, "email", "/not-me/").await;
    let changed =
        world.mojeid.change_password(world.now(), &session, PASSWORD, NEW, &Origin::default()).await;
    assert!(changed.is_ok());
    let denied = world.mojeid.deny_login(world.now(), &link, &Origin::default()).await;
    assert_eq!(denied, Ok(Undoing::Done { closed_until: None, old_counts: false }));
    assert!(matches!(log_in(&world, NEW).await, Ok(Login::In(..))));
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_come_in_the_language_that_was_chosen() {
    for world in World::on_every_engine().await {
        let founded = world.active(&petr()).await;
        let (now, origin) = (world.now(), Origin::default());
        world.mojeid.change_language(now, &founded.account, Language::Sk, &origin).await.unwrap();
        world.mojeid.ask_for_recovery(now, "petr", &origin).await.unwrap();
        world.saying("email", "petr", "niekto požiadal o nové heslo").await;
    }
}

fn moved() -> EnteredPlace {
    EnteredPlace { street: "Nová 1".into(), ..jana().place }
}

/// What each act says that changes how somebody is called or reached, without its code.
async fn refusals(world: &World, session: &sessions::Session) -> Vec<NotNow> {
    let (mojeid, now, origin) = (&world.mojeid, world.now(), Origin::default());
    let mut refusals = Vec::new();
    let company = EnteredPlace {
        company_name: "Lípa s.r.o.".into(),
        company_number: "25115804".into(),
        ..jana().place
    };
    for place in [moved(), company] {
        match mojeid.change_place(now, session, &place, &origin).await {
            Err(ChangePlaceError::NotNow(why)) => refusals.push(why),
            other => panic!("{other:?}"),
        }
    }
    for (channel, value) in [(Channel::Email, "nova@posta.example"), (Channel::Phone, "+421905100003")] {
        match mojeid.ask_for_change(now, session, channel, value).await {
            Err(ChangeError::NotNow(why)) => refusals.push(why),
            other => panic!("{other:?}"),
        }
        refusals.push(mojeid.confirm_change(now, session, channel, "7KQ2XM4A", &origin).await.unwrap_err());
    }
    refusals.push(mojeid.confirm_present_phone(now, session, "7KQ2XM4A", &origin).await.unwrap_err());
    refusals
}

/// Whoever came in by mailbox and telephone moves nothing for seven days, whichever page they come by.
#[tokio::test(flavor = "multi_thread")]
async fn a_recovery_locks_what_the_owner_is_called_and_reached_by() {
    for world in World::on_every_engine().await {
        let founded = world.identified(&jana()).await;
        let (id, origin, mojeid) = (&founded.account, Origin::default(), &world.mojeid);
        recovered(&world, NEW).await;
        let until = world.now().plus_ms(UNDO_MS);
        for why in refusals(&world, &world.fresh(id)).await {
            assert!(matches!(why, NotNow::Locked { until: locked } if locked == until), "{why:?}");
        }
        let Ok(Login::In(cookie, _)) = log_in(&world, NEW).await else { panic!("logged in") };
        let thief = mojeid.confirm_place(world.now(), cookie.session(), id, "7KQ2XM4A", &origin).await;
        assert!(matches!(thief, Err(MoveError::NotNow(NotNow::Locked { .. }))), "{thief:?}");
        world.clock.shift(UNDO_MS);
        let owner = mojeid.change_place(world.now(), &world.fresh(id), &moved(), &origin).await;
        assert!(matches!(owner, Ok(Changed::Waits(_))), "{owner:?}");
    }
}

/// A new address that a thief asked for waits no longer after a recovery, or after the owner's word that a login was
/// somebody else's; nor is the PIN3 that is on its way there worth anything. Finding A-9.
#[tokio::test(flavor = "multi_thread")]
async fn what_waits_for_a_letter_goes_with_the_thief() {
    for is_recovered in [true, false] {
        let world = World::new().await;
        let founded = world.identified(&jana()).await;
        let (id, origin, mojeid) = (&founded.account, Origin::default(), &world.mojeid);
        world.clock.shift(DAY_MS);
        let asked = mojeid.change_place(world.now(), &world.fresh(id), &moved(), &origin).await.unwrap();
        assert!(matches!(asked, Changed::Waits(_)), "{asked:?}");
        let pin3 = world.pin("letter", "Nová 1").await;
        if !is_recovered {
            assert!(matches!(log_in(&world, PASSWORD).await, Ok(Login::In(..))));
            let not_me = link(&world, "email", "/not-me/").await;
            let _ = mojeid.deny_login(world.now(), &not_me, &origin).await.unwrap();
            assert_eq!(mojeid.place_change(id).await.unwrap(), None, "not me");
        }
        recovered(&world, NEW).await;
        assert_eq!(mojeid.place_change(id).await.unwrap(), None);
        world.clock.shift(UNDO_MS);
        let Ok(Login::In(cookie, _)) = log_in(&world, NEW).await else { panic!("logged in") };
        let moved = mojeid.confirm_place(world.now(), cookie.session(), id, &pin3, &origin).await;
        assert!(matches!(moved, Ok(Moved::NotExpected)), "{moved:?}");
        // Not even for another change, as long as the letter of that one has not left.
        let again = mojeid.change_place(world.now(), &world.fresh(id), &self::moved(), &origin).await;
        assert!(again.is_ok(), "{again:?}");
        let old = mojeid.confirm_place(world.now(), cookie.session(), id, &pin3, &origin).await;
        assert!(matches!(old, Ok(Moved::Refused(_))), "{old:?}");
    }
}

/// Who reads one channel and knows the password from before the recovery does not get in by undoing it: the owner has
/// shown both factors since and set another one. Finding A-13.
#[tokio::test(flavor = "multi_thread")]
async fn undoing_brings_no_old_password_back_after_a_change_by_both_factors() {
    for world in World::on_every_engine().await {
        world.identified(&jana()).await;
        recovered(&world, NEW).await;
        let undo = link(&world, "sms", "/undo/").await;
        let with_new = crate::rules::registration::Application { password: NEW.to_owned(), ..jana() };
        let (session, origin) = (world.proven(&with_new).await, Origin::default());
        let changed = world.mojeid.change_password(world.now(), &session, NEW, OTHER, &origin).await;
        assert!(changed.is_ok(), "{changed:?}");
        let open = world.mojeid.undoing_of_recovery(world.now(), &undo).await.unwrap();
        assert!(matches!(open, Undoing::Open { old_counts: false, .. }), "{open:?}");
        let undone = world.mojeid.undo_recovery(world.now(), &undo, &origin).await.unwrap();
        assert!(matches!(undone, Undoing::Done { old_counts: false, .. }), "{undone:?}");
        assert!(matches!(log_in(&world, PASSWORD).await, Err(LoginError::Blocked)));
        for other in [NEW, OTHER] {
            assert!(matches!(log_in(&world, other).await, Err(LoginError::Wrong)));
        }
        world.saying("sms", "+420601100001", "zadne heslo ted neplati").await;
        world.clock.shift(CLOSED_MS);
        recovered(&world, OTHER).await;
        assert!(matches!(log_in(&world, OTHER).await, Ok(Login::In(..))), "mailbox and telephone are hers");
    }
}

/// What somebody let services have between a recovery and its undoing is asked again; what was decided before stays.
/// Finding C-51.
#[tokio::test(flavor = "multi_thread")]
async fn what_a_thief_allowed_services_is_forgotten() {
    for world in World::on_every_engine().await {
        let founded = world.identified(&jana()).await;
        let (id, origin, mojeid) = (&founded.account, Origin::default(), &world.mojeid);
        let decide = async |client: &'static str| {
            let now = world.now();
            let decided: Result<_, store::StoreError> = mojeid
                .store()
                .write(|tx| {
                    crate::acts::decide::decide(tx, now, id, client, &Decision::default(), &origin).map(drop)
                })
                .await;
            decided.unwrap();
        };
        let remembered = async || {
            let all = mojeid.decisions(id).await.unwrap();
            all.into_iter().map(|consent| consent.client_id).collect::<Vec<_>>()
        };
        decide("lipova").await;
        world.clock.shift(HOUR_MS);
        recovered(&world, NEW).await;
        decide("knihovna").await;
        let undo = link(&world, "sms", "/undo/").await;
        let _ = mojeid.undo_recovery(world.now(), &undo, &origin).await.unwrap();
        assert_eq!(remembered().await, ["lipova"]);

        world.clock.shift(HOUR_MS);
        assert!(matches!(log_in(&world, PASSWORD).await, Ok(Login::In(..))));
        decide("knihovna").await;
        let not_me = link(&world, "email", "/not-me/").await;
        let _ = mojeid.deny_login(world.now(), &not_me, &origin).await.unwrap();
        assert_eq!(remembered().await, ["lipova"]);
    }
}

/// The acts themselves ask for a fresh proof by both factors, not only the pages before them.
#[tokio::test(flavor = "multi_thread")]
async fn no_act_moves_anything_on_an_old_proof() {
    let world = World::new().await;
    let founded = world.identified(&jana()).await;
    let fresh = world.fresh(&founded.account);
    let by_password = sessions::Session { amr: vec!["pwd".to_owned()], ..fresh.clone() };
    for why in refusals(&world, &by_password).await {
        assert!(matches!(why, NotNow::NotProven), "{why:?}");
    }
    world.clock.shift(FRESH_FORM_MS);
    for why in refusals(&world, &fresh).await {
        assert!(matches!(why, NotNow::NotProven), "{why:?}");
    }
}
