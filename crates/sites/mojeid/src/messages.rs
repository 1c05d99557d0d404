//! E-mails, SMS and letters in the person's language. None contains a link that does anything by itself.

pub(crate) mod changes;
pub(crate) mod registration;
pub(crate) mod safety;

use delivery::{Boxed, Email, Letter, Message, Sms};
use values::{EmailAddress, MINUTE_MS, PhoneNumber, Timestamp};
use web::{Site, Text};

use crate::rules::account::{Account, ActivationId};
use crate::rules::contact::{Channel, envelope};

/// PIN1, with the way back to the page where it is entered.
pub(crate) fn pin1(
    site: &Site,
    now: Timestamp,
    account: &Account,
    activation: &ActivationId,
    code: &str,
    until: Timestamp,
) -> Message {
    let write = Writer { site, account };
    let text = write.letter_of(&[
        write.text("mail-pin1-body").with("name", &account.user_name).with("pin", code).to_string(),
        write.text("mail-pin1-next").to_string(),
        site.url(&format!("/activation/{activation}")),
        write.text("mail-pin1-expires").at("until", until).to_string(),
        write.text("mail-not-you").to_string(),
    ]);
    write
        .email(cause("pin1", account, now), &account.contact.email, "mail-pin1-subject", text)
        .useless_after(until)
}

/// PIN2.
pub(crate) fn pin2(site: &Site, now: Timestamp, account: &Account, code: &str) -> Message {
    let write = Writer { site, account };
    let text = write.text("sms-pin2").with("name", &account.user_name).with("pin", code);
    sms(cause("pin2", account, now), &account.contact.phone, text)
}

/// The passcode of a login, to a service if one waits for it.
pub(crate) fn passcode(
    site: &Site,
    now: Timestamp,
    account: &Account,
    code: &str,
    lifetime_ms: i64,
    service: Option<&str>,
) -> Message {
    let write = Writer { site, account };
    let key = if service.is_some() { "sms-passcode-service" } else { "sms-passcode" };
    let text = write.text(key).with("pin", code).with("minutes", lifetime_ms / MINUTE_MS);
    let text = text.with("service", service.unwrap_or_default());
    sms(cause("passcode", account, now), &account.contact.phone, text).useless_after(now.plus_ms(lifetime_ms))
}

/// The letter with PIN3 (B8).
pub(crate) fn pin3(site: &Site, now: Timestamp, account: &Account, code: &str, until: Timestamp) -> Message {
    Message::new(cause("pin3", account, now), letter(site, now, account, code, until))
}

pub(crate) fn letter(site: &Site, now: Timestamp, account: &Account, code: &str, until: Timestamp) -> Letter {
    let write = Writer { site, account };
    let text = |key| write.text(key).to_string();
    let helpdesk = &site.config().helpdesk;
    let reachable = [helpdesk.phone.clone(), helpdesk.email.clone(), helpdesk.hours.clone()];
    let operator = site.operator(account.language).map(str::to_owned);
    Letter {
        language: account.language,
        written_at: now,
        sender: [Some(write.brand()), operator].into_iter().flatten().collect(),
        to: envelope(&account.contact.name, &account.contact.address, account.contact.company.as_ref()),
        date: now.written_day_in_prague(account.language),
        subject: text("letter-title"),
        paragraphs: vec![
            text("mail-greeting"),
            write.text("letter-lead").with("name", &account.user_name).to_string(),
        ],
        boxed: Some(Boxed { label: text("letter-code"), code: code.to_owned() }),
        steps: vec![
            write.text("letter-step1").with("origin", site.origin()).to_string(),
            text("letter-step2"),
            text("letter-step3"),
            text("letter-step4"),
        ],
        closing: vec![
            text("letter-after"),
            write
                .text("letter-expires")
                .with("until", until.written_day_in_prague(account.language))
                .to_string(),
        ],
        footer: vec![reachable.into_iter().flatten().collect::<Vec<_>>().join(" · ")],
    }
}

/// The code that proves a new address or number; it goes there.
pub(crate) fn change_code(
    site: &Site,
    now: Timestamp,
    account: &Account,
    new: &NewContact,
    code: &str,
) -> Message {
    let write = Writer { site, account };
    match new {
        NewContact::Email(to) => {
            let text = write.letter_of(&[
                write.text("mail-change-body").with("name", &account.user_name).with("pin", code).to_string(),
                write.text("mail-change-next").to_string(),
                write.text("mail-change-not-you").to_string(),
            ]);
            write.email(cause("email-change", account, now), to, "mail-change-subject", text)
        }
        NewContact::Phone(to) => {
            let text = write.text("sms-change").with("pin", code);
            sms(cause("phone-change", account, now), to, text)
        }
    }
}

/// The code that goes to the present number before another one may count.
pub(crate) fn present_phone_code(site: &Site, now: Timestamp, account: &Account, code: &str) -> Message {
    let text = Writer { site, account }.text("sms-change-present").with("pin", code).to_string();
    Message::new(cause("present-phone", account, now), Sms { to: account.contact.phone.clone(), text })
}

/// A proven new way to reach the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NewContact {
    Email(EmailAddress),
    Phone(PhoneNumber),
}

/// Tells the owner, at the address known until now, that another one counts.
pub(crate) fn contact_changed(site: &Site, now: Timestamp, account: &Account, channel: Channel) -> Message {
    let (what, key) = match channel {
        Channel::Email => ("email-changed", "mail-changed-email"),
        Channel::Phone => ("phone-changed", "mail-changed-phone"),
    };
    told(site, now, account, what, key)
}

/// Tells the owner that the password was changed.
pub(crate) fn password_changed(site: &Site, now: Timestamp, account: &Account) -> Message {
    told(site, now, account, "password-changed", "mail-changed-password")
}

/// Tells the owner that the account is identified.
pub(crate) fn identified(site: &Site, now: Timestamp, account: &Account) -> Message {
    told(site, now, account, "identified", "mail-changed-identified")
}

fn told(site: &Site, now: Timestamp, account: &Account, what: &'static str, key: &'static str) -> Message {
    let write = Writer { site, account };
    let text = write.letter_of(&[
        write.text(key).with("name", &account.user_name).at("when", now).to_string(),
        write.text("mail-changed-help").to_string(),
    ]);
    write.email(cause(what, account, now), &account.contact.email, "mail-changed-subject", text)
}

/// Each message has a cause of its own: it is made in the transaction that queues it.
fn cause(what: &str, account: &Account, now: Timestamp) -> String {
    format!("{what}/{}/{}", account.id, environment::random_id(now))
}

fn sms(cause: String, to: &PhoneNumber, text: Text<'_>) -> Message {
    Message::new(cause, Sms { to: to.clone(), text: text.to_string() })
}

struct Writer<'a> {
    site: &'a Site,
    account: &'a Account,
}

impl<'a> Writer<'a> {
    fn text(&self, key: &'a str) -> Text<'a> {
        self.site.texts().text(self.account.language, key)
    }

    fn brand(&self) -> String {
        self.site.brand_name(self.account.language)
    }

    /// Greeting, paragraphs, signature.
    fn letter_of(&self, paragraphs: &[String]) -> String {
        let (greeting, end) = (self.text("mail-greeting").to_string(), self.text("mail-end").to_string());
        let all = std::iter::once(&greeting).chain(paragraphs).chain(std::iter::once(&end));
        all.map(String::as_str).collect::<Vec<_>>().join("\n\n") + "\n"
    }

    fn email(&self, cause: String, to: &EmailAddress, subject: &'a str, text: String) -> Message {
        let subject = self.text(subject).to_string();
        Message::new(cause, Email { to: to.clone(), language: self.account.language, subject, text })
    }
}
