//! Messages about accounts that are being registered or deleted.

use delivery::Message;
use values::Timestamp;
use web::Site;

use super::{Writer, idempotency_key};
use crate::rules::account::Account;
use crate::rules::contact::Channel;

/// The code that proves an address or number which another account used. `account` is not stored yet.
pub(crate) fn own(site: &Site, now: Timestamp, account: &Account, channel: Channel, code: &str) -> Message {
    let write = Writer { site, account };
    match channel {
        Channel::Email => {
            let text = write.letter_of(&[
                write.text("mail-own-body").with("pin", code).to_string(),
                write.text("mail-own-next").to_string(),
                write.text("mail-not-you").to_string(),
            ]);
            write.email(
                idempotency_key("own-email", account, now),
                &account.contact.email,
                "mail-own-subject",
                text,
            )
        }
        Channel::Phone => {
            let text = write.text("sms-own").with("pin", code).to_string();
            write.sms(idempotency_key("own-phone", account, now), &account.contact.phone, &text, code)
        }
    }
}

/// The account is deleted, because somebody else proved the address or number that it never did.
pub(crate) fn displaced(site: &Site, now: Timestamp, account: &Account) -> Message {
    let write = Writer { site, account };
    let text = write.letter_of(&[
        write.text("mail-displaced").with("name", &account.user_name).to_string(),
        write.text("mail-register-again").to_string(),
        site.url("/registration"),
    ]);
    write.email(
        idempotency_key("displaced", account, now),
        &account.contact.email,
        "mail-deleted-subject",
        text,
    )
}

/// The account will be deleted that day unless it is activated (B7): by e-mail, with the page for the PINs.
pub(crate) fn lapses(
    site: &Site,
    now: Timestamp,
    account: &Account,
    page: &str,
    on: Timestamp,
) -> [Message; 2] {
    let write = Writer { site, account };
    let day = on.written_day_in_prague(account.language);
    let text = write.letter_of(&[
        write.text("mail-lapses").with("name", &account.user_name).with("day", &day).to_string(),
        write.text("mail-lapses-next").to_string(),
        site.url(page),
        write.text("mail-not-you").to_string(),
    ]);
    let (why, to) = (idempotency_key("lapses", account, now), &account.contact.email);
    let email = write.email(why, to, "mail-lapses-subject", text);
    let text = write.text("sms-lapses").with("day", &day);
    [email, write.short_note(idempotency_key("lapses-sms", account, now), text)]
}

/// The account was deleted, because it was never activated (B7).
pub(crate) fn lapsed(site: &Site, now: Timestamp, account: &Account) -> Message {
    let write = Writer { site, account };
    let text = write.letter_of(&[
        write.text("mail-lapsed").with("name", &account.user_name).to_string(),
        write.text("mail-register-again").to_string(),
        site.url("/registration"),
    ]);
    write.email(idempotency_key("lapsed", account, now), &account.contact.email, "mail-deleted-subject", text)
}
