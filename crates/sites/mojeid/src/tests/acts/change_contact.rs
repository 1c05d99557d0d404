//! Changing the e-mail address and the telephone number.

use codes::{CodeRejection, Redeemed};
use values::HOUR_MS;

use crate::acts::change_contact::{self, ChangeError};
use crate::acts::{ClientInfo, queries};
use crate::rules::contact::Channel;
use crate::tests::world::{World, jana};

#[tokio::test(flavor = "multi_thread")]
async fn email_and_number_change_only_once_identified() {
    // mission: B6
    for world in World::on_every_engine().await {
        let registered = world.active(&jana()).await;
        for (channel, value) in [(Channel::Email, "nova@posta.example"), (Channel::Phone, "+421905100003")] {
            let refused = change_contact::request_contact_change(
                &world.context,
                world.now(),
                &world.fresh(&registered.account),
                channel,
                value,
            )
            .await;
            assert!(matches!(refused, Err(ChangeError::NotIdentified)));
        }
    }
}

/// The guard in the transaction that takes the code, not only in the one that sends it.
#[tokio::test(flavor = "multi_thread")]
async fn a_code_for_a_change_is_worth_nothing_once_the_account_is_not_identified() {
    // mission: B6
    for world in World::on_every_engine().await {
        let registered = world.identified(&jana()).await;
        let (id, client, context) = (&registered.account, ClientInfo::default(), &world.context);
        change_contact::request_contact_change(
            context,
            world.now(),
            &world.fresh(id),
            Channel::Email,
            "nova@posta.example",
        )
        .await
        .unwrap();
        let code = world.pin("email", "nova@posta.example").await;
        let lose = |tx: &mut store::Tx<'_>| {
            tx.execute("UPDATE account SET identified_at = NULL WHERE id = $1", &[&id.as_str()])
        };
        context.store.write(lose).await.unwrap();
        let refused = change_contact::confirm_contact_change(
            context,
            world.now(),
            &world.fresh(id),
            Channel::Email,
            &code,
            &client,
        )
        .await;
        assert!(matches!(refused, Ok(Err(CodeRejection::NotIssued))), "{}", world.engine());
        let account = queries::account(context, id).await.unwrap().unwrap();
        assert_eq!(account.contact.email.as_str(), jana().email);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_email_and_a_new_number_are_proven_by_a_code() {
    // mission: B2
    for world in World::on_every_engine().await {
        let registered = world.identified(&jana()).await;
        let (id, client, context) = (&registered.account, ClientInfo::default(), &world.context);
        let table = [
            (Channel::Email, "email", "nova@posta.example", jana().email),
            (Channel::Phone, "sms", "+421905100003", jana().phone),
        ];
        for (channel, way, new, old) in table {
            let same =
                change_contact::request_contact_change(context, world.now(), &world.fresh(id), channel, &old)
                    .await;
            assert!(matches!(same, Err(ChangeError::Same)));
            change_contact::request_contact_change(context, world.now(), &world.fresh(id), channel, new)
                .await
                .unwrap();
            assert_eq!(
                change_contact::pending_change(context, id, channel).await.unwrap().as_deref(),
                Some(new)
            );
            let wrong = match channel {
                Channel::Email => change_contact::confirm_contact_change(
                    context,
                    world.now(),
                    &world.fresh(id),
                    channel,
                    "AAAAAAAA",
                    &client,
                )
                .await
                .unwrap(),
                Channel::Phone => change_contact::confirm_present_phone(
                    context,
                    world.now(),
                    &world.fresh(id),
                    "AAAAAAAA",
                    &client,
                )
                .await
                .unwrap(),
            };
            assert_eq!(wrong, Err(CodeRejection::Wrong { tries_left: 4 }));
            if channel == Channel::Phone {
                let present = world.pin(way, &old).await;
                let right = change_contact::confirm_present_phone(
                    context,
                    world.now(),
                    &world.fresh(id),
                    &present,
                    &client,
                )
                .await;
                assert!(matches!(right, Ok(Ok(Redeemed))), "{right:?}");
            }
            let code = world.pin(way, new).await;
            let right = change_contact::confirm_contact_change(
                context,
                world.now(),
                &world.fresh(id),
                channel,
                &code,
                &client,
            )
            .await
            .unwrap();
            assert_eq!(right, Ok(Redeemed));
            let again = change_contact::confirm_contact_change(
                context,
                world.now(),
                &world.fresh(id),
                channel,
                &code,
                &client,
            )
            .await
            .unwrap();
            assert_eq!(again, Err(CodeRejection::NotIssued));
        }
        let contact = queries::account(context, id).await.unwrap().unwrap().contact;
        assert_eq!((contact.email.as_str(), contact.phone.as_str()), ("nova@posta.example", "+421905100003"));
        // The previous address is told.
        world.saying("email", &jana().email, "změněn e-mail").await;
        let german = change_contact::request_contact_change(
            context,
            world.now(),
            &world.fresh(id),
            Channel::Phone,
            "+49 151 12345678",
        )
        .await;
        assert!(matches!(german, Err(ChangeError::Invalid(_))));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_the_password_only_cannot_choose_where_passcodes_go() {
    for world in World::on_every_engine().await {
        let registered = world.identified(&jana()).await;
        let (id, client, context) = (&registered.account, ClientInfo::default(), &world.context);
        let thief = "+421905100003";
        change_contact::request_contact_change(context, world.now(), &world.fresh(id), Channel::Phone, thief)
            .await
            .unwrap();
        let code = world.pin("sms", thief).await;
        let refused = change_contact::confirm_contact_change(
            context,
            world.now(),
            &world.fresh(id),
            Channel::Phone,
            &code,
            &client,
        )
        .await
        .unwrap();
        assert_eq!(refused, Err(CodeRejection::NotIssued));
        let present = world.pin("sms", &jana().phone).await;
        let proven =
            change_contact::confirm_present_phone(context, world.now(), &world.fresh(id), &present, &client)
                .await
                .unwrap();
        assert_eq!(proven, Ok(Redeemed));
        // What was proven for one change is not proven for the next.
        change_contact::request_contact_change(
            context,
            world.now(),
            &world.fresh(id),
            Channel::Phone,
            "+421905100004",
        )
        .await
        .unwrap();
        let code = world.pin("sms", "+421905100004").await;
        let refused = change_contact::confirm_contact_change(
            context,
            world.now(),
            &world.fresh(id),
            Channel::Phone,
            &code,
            &client,
        )
        .await
        .unwrap();
        assert_eq!(refused, Err(CodeRejection::NotIssued));
        let account = queries::account(context, id).await.unwrap().unwrap();
        assert_eq!(account.contact.phone.as_str(), jana().phone);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn codes_for_changes_are_not_sent_without_end() {
    let world = World::new().await;
    let registered = world.identified(&jana()).await;
    for number in 0..3 {
        let email = format!("nova{number}@posta.example");
        change_contact::request_contact_change(
            &world.context,
            world.now(),
            &world.fresh(&registered.account),
            Channel::Email,
            &email,
        )
        .await
        .unwrap();
    }
    let refused = change_contact::request_contact_change(
        &world.context,
        world.now(),
        &world.fresh(&registered.account),
        Channel::Email,
        "x@posta.example",
    )
    .await;
    assert!(
        matches!(refused, Err(ChangeError::TooSoon { allowed_at }) if allowed_at.since(world.now()) == HOUR_MS)
    );
    let pending =
        change_contact::pending_change(&world.context, &registered.account, Channel::Email).await.unwrap();
    assert_eq!(
        pending.as_deref(),
        Some("nova2@posta.example"),
        "the code still belongs to what it was sent to"
    );
}
