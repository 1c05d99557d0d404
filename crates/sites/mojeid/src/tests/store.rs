//! Every function of the store, on every engine there is.

use std::collections::BTreeSet;

use store::testing::both_engines;
use store::{StoreError, Tx};
use values::Timestamp;

use crate::rules::account::{Account, AccountId, ActivationId, Active, Registered, State};
use crate::rules::backoff::Failures;
use crate::rules::consent::{Consent, StoredConsent};
use crate::rules::contact::Channel;
use crate::rules::contact::PostalInfo;
use crate::rules::event::{Event, EventId, EventKind};
use crate::rules::items::Item;
use crate::rules::postal_change::{PostalChange, PostalChangeId};
use crate::rules::registration_use::RegistrationUse;
use crate::rules::sample;
use crate::rules::submitted_form::{FormId, FormOutcome, SubmittedForm, ToProve};
use crate::store::{
    MIGRATIONS, account, consent, event, failure, letter_due, pending_change, postal_change,
    registration_use, submitted_form,
};

const NOW: Timestamp = Timestamp::from_unix_ms(1_800_000_000_000);

/// Runs a test in one transaction on each engine.
async fn on_every_engine(test: impl Fn(&mut Tx<'_>) -> Result<(), StoreError> + Send + Sync) {
    for store in both_engines("mojeid", &[audit::MIGRATIONS, MIGRATIONS]).await {
        store.write(|tx| test(tx)).await.unwrap_or_else(|error| panic!("{}: {error}", store.engine()));
    }
}

fn registered(account: Account) -> Account {
    Account { state: State::Registered(Registered::default()), ..account }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_comes_back_as_it_was() {
    on_every_engine(|tx| {
        for account in [registered(sample::account()), registered(sample::company_account())] {
            tx.execute("DELETE FROM account", &[])?;
            assert!(account::insert(tx, &account, "phc")?);
            assert_eq!(account::by_id(tx, &account.id)?.as_ref(), Some(&account));
            assert_eq!(account::by_activation(tx, &account.activation)?.as_ref(), Some(&account));
            assert_eq!(account::credentials(tx, &account.id)?.unwrap().password_hash, "phc");
            assert_eq!(account::by_email(tx, "jana.novakova@posta.example")?[0].account, account);
        }
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn user_names_are_unique_whatever_their_case() {
    on_every_engine(|tx| {
        let account = registered(sample::account());
        assert!(account::insert(tx, &account, "phc")?);
        let upper = values::UserName::parse("JANA").unwrap();
        assert!(account::is_taken(tx, &upper)?);
        assert_eq!(account::by_user_name(tx, &upper)?.unwrap().account, account);
        let activation = ActivationId::new(NOW, [9; 10]);
        let other =
            Account { id: AccountId::new(NOW, [9; 10]), activation, user_name: upper, ..sample::account() };
        assert!(!account::insert(tx, &other, "phc")?);
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn states_change_once_and_in_order() {
    // mission: B6
    on_every_engine(|tx| {
        let mut account = registered(sample::account());
        account::insert(tx, &account, "phc")?;
        let id = &account.id.clone();
        assert!(!account::identify(tx, id, NOW)?.is_done(), "not before it is active");
        assert!(
            !account::activate(tx, id, Active { activated_at: NOW })?.is_done(),
            "not before both are confirmed"
        );
        for channel in [Channel::Email, Channel::Phone] {
            assert!(account::confirm(tx, id, channel, NOW)?.is_done());
            assert!(!account::confirm(tx, id, channel, NOW)?.is_done());
        }
        assert!(account::activate(tx, id, Active { activated_at: NOW })?.is_done());
        assert!(!account::activate(tx, id, Active { activated_at: NOW })?.is_done());
        let place = contact_place(&account);
        let active = State::Active(Active { activated_at: NOW });
        let identified = State::Identified(Active { activated_at: NOW }.identify(NOW));
        assert!(
            !account::change_postal_info(tx, id, &place, identified)?.is_done(),
            "not before it is identified"
        );
        assert!(account::change_postal_info(tx, id, &place, active)?.is_done());
        assert!(
            !account::confirm_postal_info(tx, id, &place, active, NOW)?.is_done(),
            "not before it is identified"
        );
        assert!(account::identify(tx, id, NOW)?.is_done());
        assert!(!account::identify(tx, id, NOW)?.is_done());
        account.state = identified;
        assert_eq!(account::by_id(tx, id)?.as_ref(), Some(&account));
        assert!(
            !account::change_postal_info(tx, id, &place, active)?.is_done(),
            "it is no longer only active"
        );
        assert!(account::change_postal_info(tx, id, &place, account.state)?.is_done());
        let later = NOW.plus_ms(1);
        assert!(account::confirm_postal_info(tx, id, &place, account.state, later)?.is_done());
        assert!(!account::confirm_postal_info(tx, id, &place, account.state, later)?.is_done(), "once");
        let moved = State::Identified(Active { activated_at: NOW }.identify(later));
        assert_eq!(account::by_id(tx, id)?.unwrap().state, moved);
        Ok(())
    })
    .await;
}

fn contact_place(account: &Account) -> PostalInfo {
    let contact = account.contact.clone();
    PostalInfo { name: contact.name, address: contact.address, company: contact.company }
}

#[tokio::test(flavor = "multi_thread")]
async fn reachable_by_another_address_and_number() {
    on_every_engine(|tx| {
        let account = registered(sample::account());
        account::insert(tx, &account, "phc")?;
        let email: values::EmailAddress = "Jana@Posta.example".parse().unwrap();
        let phone: values::PhoneNumber = "+421905100003".parse().unwrap();
        for (channel, value) in [(Channel::Email, email.as_str()), (Channel::Phone, phone.as_str())] {
            pending_change::save(tx, &account.id, channel, "x", NOW)?;
            pending_change::save(tx, &account.id, channel, value, NOW)?;
            assert_eq!(pending_change::find(tx, &account.id, channel)?.as_deref(), Some(value));
        }
        account::change_email(tx, &account.id, &email, NOW)?;
        account::change_phone(tx, &account.id, &phone, NOW)?;
        pending_change::delete(tx, &account.id, Channel::Email)?;
        assert_eq!(pending_change::find(tx, &account.id, Channel::Email)?, None);
        assert_eq!(tx.execute(pending_change::DELETE_EXPIRED, &[&NOW, &9_i64])?, 1);
        let changed = &account::by_email(tx, "jana@posta.example")?[0].account;
        assert_eq!((&changed.contact.email, &changed.contact.phone), (&email, &phone));
        assert!(account::change_password(tx, &account.id, "phc", "new")?.is_done());
        assert!(!account::change_password(tx, &account.id, "phc", "newer")?.is_done());
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_founds_one_account_in_its_time() {
    // mission: B5
    on_every_engine(|tx| {
        let (value, later) = ([7; 32], NOW.plus_ms(1_000));
        let of = |used_at, account| RegistrationUse {
            used_at,
            account: Some(AccountId::new(NOW, [account; 10])),
            proven_at: None,
        };
        let (first, second) = (of(NOW, 1), of(later, 2));
        let claim = |tx: &mut Tx<'_>, new: &RegistrationUse, before: Option<&RegistrationUse>| {
            registration_use::claim(tx, Channel::Email, &value, new, before)
        };
        assert!(claim(tx, &first, None)?.is_done());
        assert!(!claim(tx, &second, None)?.is_done(), "somebody else was first");
        assert_eq!(registration_use::find(tx, Channel::Email, &value)?.as_ref(), Some(&first));
        assert_eq!(registration_use::find(tx, Channel::Phone, &value)?, None);
        assert!(claim(tx, &second, Some(&first))?.is_done());
        assert!(!claim(tx, &second, Some(&first))?.is_done());
        registration_use::prove(tx, Channel::Email, &AccountId::new(NOW, [1; 10]), later)?;
        assert_eq!(registration_use::find(tx, Channel::Email, &value)?.as_ref(), Some(&second));
        registration_use::prove(tx, Channel::Email, &AccountId::new(NOW, [2; 10]), later)?;
        let proven = RegistrationUse { proven_at: Some(later), ..second };
        assert_eq!(registration_use::find(tx, Channel::Email, &value)?, Some(proven));
        assert_eq!(tx.execute(registration_use::DELETE_EXPIRED, &[&later, &9_i64])?, 1);
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn accounts_that_nobody_activated_leave_nothing() {
    // mission: B7
    on_every_engine(|tx| {
        let account = registered(sample::account());
        account::insert(tx, &account, "phc")?;
        event::insert(tx, &account.id, &an_event(1))?;
        let registered_at = account.registered_at;
        assert_eq!(account::without_reminder(tx, registered_at, 30, 10)?.len(), 1);
        account::reminded(tx, &account.id, 30, registered_at)?;
        assert!(account::without_reminder(tx, registered_at, 30, 10)?.is_empty());
        assert_eq!(account::without_reminder(tx, registered_at, 7, 10)?.len(), 1);
        assert!(account::unactivated(tx, registered_at, registered_at, 10)?.is_empty(), "no last reminder");
        account::reminded(tx, &account.id, 7, registered_at)?;
        let before = registered_at.plus_ms(-1);
        assert!(account::unactivated(tx, before, registered_at, 10)?.is_empty());
        assert!(account::unactivated(tx, registered_at, before, 10)?.is_empty());
        assert_eq!(
            account::unactivated(tx, registered_at, registered_at, 10)?,
            std::slice::from_ref(&account)
        );
        for days_before in [7, 30] {
            assert!(account::without_reminder(tx, registered_at, days_before, 10)?.is_empty());
        }
        assert!(account::delete_unactivated(tx, &account.id)?.is_done());
        assert!(!account::delete_unactivated(tx, &account.id)?.is_done());
        assert!(account::by_id(tx, &account.id)?.is_none());
        assert!(event::list(tx, &account.id, None, 10)?.is_empty());
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn decisions_are_remembered_per_service() {
    // mission: B2
    on_every_engine(|tx| {
        let account = AccountId::new(NOW, [1; 10]);
        let first =
            StoredConsent { client_id: "lipova".to_owned(), consent: Consent::default(), decided_at: NOW };
        let granted = BTreeSet::from([Item::Email, Item::Address]);
        let essential = BTreeSet::from([Item::Email]);
        let consent =
            Consent { granted, denied: BTreeSet::from([Item::Phone]), essential, offline: Some(true) };
        let second = StoredConsent { consent, decided_at: NOW.plus_ms(1), ..first.clone() };
        for stored in [&first, &second] {
            consent::save(tx, &account, stored)?;
            assert_eq!(consent::find(tx, &account, "lipova")?.as_ref(), Some(stored));
        }
        assert_eq!(consent::list(tx, &account)?, [second]);
        assert!(consent::delete(tx, &account, "lipova")?);
        assert!(!consent::delete(tx, &account, "lipova")?);
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_history_is_read_page_by_page() {
    on_every_engine(|tx| {
        let account = AccountId::new(NOW, [1; 10]);
        let events: Vec<Event> = (0..5).map(an_event).collect();
        for event in &events {
            event::insert(tx, &account, event)?;
        }
        let first = event::list(tx, &account, None, 3)?;
        assert_eq!(first, [&events[4], &events[3], &events[2]].map(Clone::clone));
        let second = event::list(tx, &account, Some(&first[2].id), 3)?;
        assert_eq!(second, [&events[1], &events[0]].map(Clone::clone));
        Ok(())
    })
    .await;
}

/// Where histories were kept before the common table.
#[tokio::test(flavor = "multi_thread")]
async fn an_older_history_moves_to_the_common_table() {
    let before = store::MigrationSet { steps: &MIGRATIONS.steps[..6], ..MIGRATIONS };
    let account = AccountId::new(NOW, [1; 10]);
    let login = |second, kind| Event { kind, items: BTreeSet::new(), client_id: None, ..an_event(second) };
    let events = [
        login(1, EventKind::LoginRefused),
        login(2, EventKind::Login),
        Event { items: BTreeSet::from([Item::Email, Item::Address]), ..an_event(3) },
        Event { items: BTreeSet::new(), user_agent: Some("\"Mozilla\\5.0".to_owned()), ..an_event(4) },
    ];
    for mut store in both_engines("mojeid", &[audit::MIGRATIONS, before]).await {
        let insert = "INSERT INTO event (id, account_id, at, kind, client_id, items, address, user_agent)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
        for event in &events {
            let items = crate::rules::consent::items_to_text(&event.items);
            let Event { id, at, kind, client_id, address, user_agent, .. } = event;
            let written: Result<_, StoreError> = store
                .write(|tx| {
                    let (id, kind) = (id.as_str(), kind.as_str());
                    tx.execute(insert, &[&id, &account, at, &kind, client_id, &items, address, user_agent])
                })
                .await;
            written.unwrap();
        }
        store.reopen(&[audit::MIGRATIONS, MIGRATIONS]).await;
        let mut kept = store.read(|tx| event::list(tx, &account, None, 9)).await.unwrap();
        kept.reverse();
        assert_eq!(kept, events, "{}", store.engine());
    }
}

fn an_event(second: i64) -> Event {
    let at = NOW.plus_ms(second * 1_000);
    Event {
        id: EventId::new(at, [3; 10]),
        at,
        kind: EventKind::ServiceLogin,
        client_id: Some("lipova".to_owned()),
        items: BTreeSet::from([Item::Email]),
        address: Some("192.0.2.1".to_owned()),
        user_agent: None,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn failures_are_counted_until_a_success() {
    on_every_engine(|tx| {
        let failures = Failures { count: 3, last_at: NOW };
        failure::save(tx, "name:x", Failures { count: 2, last_at: NOW })?;
        failure::save(tx, "name:x", failures)?;
        assert_eq!(failure::find(tx, "name:x")?, Some(failures));
        failure::clear(tx, "name:x")?;
        assert_eq!(failure::find(tx, "name:x")?, None);
        failure::save(tx, "name:y", failures)?;
        assert_eq!(tx.execute(failure::DELETE_EXPIRED, &[&NOW, &9_i64])?, 1);
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_place_waits_and_is_found_by_its_link() {
    on_every_engine(|tx| {
        let account = sample::account();
        let change = |link| PostalChange {
            id: PostalChangeId::new(NOW, [link; 10]),
            name: account.contact.name.clone(),
            address: account.contact.address.clone(),
            asked_at: NOW,
            expires_at: NOW.plus_ms(5),
        };
        postal_change::save(tx, &account.id, &change(1))?;
        postal_change::save(tx, &account.id, &change(2))?;
        assert_eq!(postal_change::find(tx, &account.id)?, Some(change(2)));
        assert_eq!(postal_change::by_id(tx, &change(1).id)?, None, "the later one takes its place");
        assert_eq!(postal_change::by_id(tx, &change(2).id)?, Some((account.id.clone(), change(2))));
        postal_change::postpone(tx, &account.id, NOW.plus_ms(9))?;
        assert_eq!(tx.execute(postal_change::DELETE_EXPIRED, &[&NOW.plus_ms(8), &9_i64])?, 0);
        assert_eq!(tx.execute(postal_change::DELETE_EXPIRED, &[&NOW.plus_ms(9), &9_i64])?, 1);
        assert!(!postal_change::delete(tx, &account.id)?);
        for due_at in [NOW, NOW.plus_ms(3)] {
            letter_due::save(tx, &account.id, due_at)?;
        }
        assert!(letter_due::due(tx, NOW.plus_ms(2), 9)?.is_empty());
        assert_eq!(letter_due::due(tx, NOW.plus_ms(3), 9)?, std::slice::from_ref(&account.id));
        letter_due::delete(tx, &account.id)?;
        assert_eq!(letter_due::find(tx, &account.id)?, None);
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn forms_that_were_sent_are_known_and_wait_for_their_proofs() {
    on_every_engine(|tx| {
        let form = |id, outcome| SubmittedForm { id: FormId::new(NOW, [id; 10]), content: [id; 32], outcome };
        let activation = ActivationId::new(NOW, [3; 10]);
        let registered = form(1, FormOutcome::Registered(activation.clone()));
        submitted_form::insert(tx, NOW, &registered, None)?;
        assert_eq!(submitted_form::find(tx, &registered.id)?, Some(registered));
        let mut to_prove = ToProve::default();
        to_prove.add(Channel::Phone, [7; 32]);
        let waits = form(2, FormOutcome::ProofRequired(to_prove.clone()));
        submitted_form::insert(tx, NOW, &waits, Some(b"sealed"))?;
        assert_eq!(submitted_form::application(tx, &waits.id)?.as_deref(), Some(b"sealed".as_slice()));
        let sent = |tx: &mut Tx<'_>, channel, value| {
            submitted_form::sent_since(tx, channel, &[value; 32], NOW.plus_ms(-1))
        };
        assert_eq!(sent(tx, Channel::Phone, 7)?, [NOW]);
        assert!(sent(tx, Channel::Email, 7)?.is_empty() && sent(tx, Channel::Phone, 8)?.is_empty());
        submitted_form::prove(tx, &waits.id, Channel::Phone, NOW)?;
        to_prove.prove(Channel::Phone, NOW);
        let found = submitted_form::find(tx, &waits.id)?.map(|form| form.outcome);
        assert_eq!(found, Some(FormOutcome::ProofRequired(to_prove)));
        assert!(submitted_form::registered(tx, &waits.id, &activation)?.is_done());
        assert!(!submitted_form::registered(tx, &waits.id, &activation)?.is_done());
        assert_eq!(submitted_form::application(tx, &waits.id)?, None, "what was filled in is forgotten");
        assert_eq!(tx.execute(submitted_form::DELETE_EXPIRED, &[&NOW, &9_i64])?, 2);
        Ok(())
    })
    .await;
}

#[test]
fn nothing_of_a_deleted_account_stays() {
    let migrations: String = MIGRATIONS.steps.iter().map(|step| step.sql).collect();
    let mut tables = 0;
    for table in migrations.split("CREATE TABLE ").skip(1) {
        let (head, columns) = table.split_once('(').unwrap();
        let columns = columns.split(");").next().unwrap();
        let name = head.trim_start_matches("IF NOT EXISTS ").trim();
        if columns.contains("account_id ") && !migrations.contains(&format!("DROP TABLE {name};")) {
            tables += 1;
            let delete = format!("DELETE FROM {name} WHERE account_id = $1");
            assert!(account::OF_ACCOUNT.contains(&delete.as_str()), "{name} keeps the account");
        }
    }
    assert_eq!(tables, account::OF_ACCOUNT.len());
}
