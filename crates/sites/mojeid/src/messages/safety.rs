//! Messages about getting back in, and about what may have been somebody else.

use delivery::Message;
use values::Timestamp;
use web::Site;

use super::{Writer, idempotency_key};
use crate::acts::codes::RECOVERY;
use crate::rules::account::Account;

/// The link with which a forgotten password is replaced. It opens a page that asks for a code from the telephone.
pub(crate) fn recovery_link(
    site: &Site,
    now: Timestamp,
    account: &Account,
    link: &str,
    until: Timestamp,
) -> Message {
    let write = Writer { site, account };
    let text = write.letter_of(&[
        write.text("mail-recovery-body").with("name", &account.user_name).to_string(),
        site.url(&format!("/recovery/{link}")),
        write.text("mail-recovery-next").at("until", until).to_string(),
        write.text("mail-recovery-not-you").to_string(),
    ]);
    let message = write.email(
        idempotency_key("recovery", account, now),
        &account.contact.email,
        "mail-recovery-subject",
        text,
    );
    message.expires_at(until)
}

/// The code that goes with the link.
pub(crate) fn recovery_code(site: &Site, now: Timestamp, account: &Account, code: &str) -> Message {
    let write = Writer { site, account };
    let minutes = RECOVERY.lifetime_ms / values::MINUTE_MS;
    let text = write.text("sms-recovery").with("pin", code).with("minutes", minutes);
    let message = write.sms(
        idempotency_key("recovery-code", account, now),
        &account.contact.phone,
        &text.to_string(),
        code,
    );
    message.expires_at(now.plus_ms(RECOVERY.lifetime_ms))
}

/// Tells the owner everywhere that the password was replaced, with the link that undoes it.
pub(crate) fn recovered(site: &Site, now: Timestamp, account: &Account, undo: &str) -> [Message; 2] {
    let write = Writer { site, account };
    let url = site.url(&format!("/undo/{undo}"));
    let text = write.letter_of(&[
        write.text("mail-recovered-body").with("name", &account.user_name).at("when", now).to_string(),
        write.text("mail-recovered-undo").to_string(),
        url.clone(),
    ]);
    let mail = write.email(
        idempotency_key("recovered", account, now),
        &account.contact.email,
        "mail-recovered-subject",
        text,
    );
    let text = write.text("sms-recovered").with("url", url);
    [mail, write.short_note(idempotency_key("recovered-sms", account, now), text)]
}

/// Tells the owner everywhere that the password from before counts again, or none.
pub(crate) fn recovery_undone(
    site: &Site,
    now: Timestamp,
    account: &Account,
    closed_until: Timestamp,
    old_counts: bool,
) -> [Message; 2] {
    let write = Writer { site, account };
    let (body, sms) = if old_counts {
        ("mail-undone-body", "sms-undone")
    } else {
        ("mail-undone-body-none", "sms-undone-none")
    };
    let text = write.letter_of(&[
        write.text(body).with("name", &account.user_name).at("when", now).to_string(),
        write.text("mail-services").to_string(),
        write.text("mail-undone-next").at("until", closed_until).to_string(),
    ]);
    let mail = write.email(
        idempotency_key("undone", account, now),
        &account.contact.email,
        "mail-undone-subject",
        text,
    );
    [mail, write.short_note(idempotency_key("undone-sms", account, now), write.text(sms))]
}

/// The user names of somebody who has forgotten them.
pub(crate) fn names(site: &Site, now: Timestamp, first: &Account, others: &[String]) -> Message {
    let write = Writer { site, account: first };
    let names = std::iter::once(first.user_name.to_string()).chain(others.iter().cloned());
    let text = write.letter_of(&[
        write.text("mail-names-body").to_string(),
        names.collect::<Vec<_>>().join("\n"),
        write.text("mail-names-next").to_string(),
        site.url("/login"),
        write.text("mail-names-not-you").to_string(),
    ]);
    write.email(idempotency_key("names", first, now), &first.contact.email, "mail-names-subject", text)
}

/// Tells the owner of a login in a browser that was never seen before, with the link that says it was somebody else.
pub(crate) fn new_browser(
    site: &Site,
    now: Timestamp,
    account: &Account,
    user_agent: &str,
    link: &str,
) -> Message {
    let write = Writer { site, account };
    // By a name from our list, never by what the browser calls itself: that would be a stranger's text in our mail.
    let browser = match sessions::browser_name(user_agent) {
        name if name.is_empty() => write.text("sessions-unknown").to_string(),
        name => name,
    };
    let text = write.letter_of(&[
        write
            .text("mail-new-browser-body")
            .with("name", &account.user_name)
            .with("browser", browser)
            .at("when", now)
            .to_string(),
        write.text("mail-new-browser-not-you").to_string(),
        site.url(&format!("/not-me/{link}")),
    ]);
    write.email(
        idempotency_key("new-browser", account, now),
        &account.contact.email,
        "mail-new-browser-subject",
        text,
    )
}

/// Tells the owner everywhere that the password opens nothing any more.
pub(crate) fn login_denied(site: &Site, now: Timestamp, account: &Account) -> [Message; 2] {
    let write = Writer { site, account };
    let text = write.letter_of(&[
        write.text("mail-denied-body").with("name", &account.user_name).at("when", now).to_string(),
        write.text("mail-services").to_string(),
        write.text("mail-denied-next").to_string(),
        site.url("/recovery"),
    ]);
    let mail = write.email(
        idempotency_key("denied", account, now),
        &account.contact.email,
        "mail-denied-subject",
        text,
    );
    [mail, write.short_note(idempotency_key("denied-sms", account, now), write.text("sms-denied"))]
}
