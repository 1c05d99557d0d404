//! E-mails, SMS and letters in the person's language. None contains a link that does anything by itself.

pub(crate) mod changes;
pub(crate) mod registration;
pub(crate) mod safety;

use delivery::{CodeBox, Email, Letter, Message, Sms};
use i18n::LocalizedText;
use values::{EmailAddress, MINUTE_MS, PhoneNumber, Timestamp};
use web::Site;

use crate::acts::step_up::PasscodePurpose;
use crate::rules::account::Account;
use crate::rules::contact::{Channel, envelope};

/// One part of an SMS in the GSM 7-bit alphabet.
const SMS_CHARS: usize = 160;

/// PIN1, with the way back to the page where it is entered.
pub(crate) fn email_pin(
    site: &Site,
    now: Timestamp,
    account: &Account,
    code: &str,
    until: Timestamp,
) -> Message {
    let write = Writer { site, account };
    let text = write.letter_of(&[
        write.text("mail-pin1-body").with("name", &account.user_name).with("pin", code).to_string(),
        write.text("mail-pin1-next").to_string(),
        site.url(&format!("/activation/{}", account.activation)),
        write.text("mail-pin1-expires").at("until", until).to_string(),
        write.text("mail-not-you").to_string(),
    ]);
    write
        .email(idempotency_key("pin1", account, now), &account.contact.email, "mail-pin1-subject", text)
        .expires_at(until)
}

/// PIN2. Nothing in it was chosen by whoever typed the number: it may be a stranger's.
pub(crate) fn sms_pin(
    site: &Site,
    now: Timestamp,
    account: &Account,
    code: &str,
    until: Timestamp,
) -> Message {
    let write = Writer { site, account };
    let text = write.text("sms-pin2").with("pin", code).at("until", until);
    write
        .sms(idempotency_key("pin2", account, now), &account.contact.phone, &text.to_string(), code)
        .expires_at(until)
}

/// A passcode, with what it is for.
pub(crate) fn passcode(
    site: &Site,
    now: Timestamp,
    account: &Account,
    code: &str,
    lifetime_ms: i64,
    purpose: PasscodePurpose<'_>,
) -> Message {
    let write = Writer { site, account };
    let minutes = lifetime_ms / MINUTE_MS;
    let to_service = |name: &str| {
        let text = write.text("sms-passcode-service").with("pin", code).with("minutes", minutes);
        text.with("service", name).to_string()
    };
    let plain = |key| write.text(key).with("pin", code).with("minutes", minutes).to_string();
    let text = match purpose {
        PasscodePurpose::Login { service } => {
            let name = service.and_then(|name| write.shortened(name, &to_service(""), code));
            name.map_or_else(|| plain("sms-passcode"), |name| to_service(&name))
        }
        PasscodePurpose::Password => plain("sms-passcode-password"),
        PasscodePurpose::Data => plain("sms-passcode-data"),
    };
    write
        .sms(idempotency_key("passcode", account, now), &account.contact.phone, &text, code)
        .expires_at(now.plus_ms(lifetime_ms))
}

/// The letter with PIN3 (B8).
pub(crate) fn letter_pin(
    site: &Site,
    now: Timestamp,
    account: &Account,
    code: &str,
    until: Timestamp,
) -> Message {
    Message::new(idempotency_key("pin3", account, now), letter(site, now, account, code, until))
}

pub(crate) fn letter(site: &Site, now: Timestamp, account: &Account, code: &str, until: Timestamp) -> Letter {
    let write = Writer { site, account };
    let text = |key| write.text(key).to_string();
    let operator = site.operator(account.language).map(str::to_owned);
    Letter {
        language: account.language,
        written_at: now,
        sender: [Some(write.brand()), operator].into_iter().flatten().collect(),
        to: envelope(&account.contact.name, &account.contact.address),
        date: now.written_day_in_prague(account.language),
        subject: text("letter-title"),
        paragraphs: vec![
            text("mail-greeting"),
            write.text("letter-lead").with("name", &account.user_name).to_string(),
        ],
        boxed: Some(CodeBox { label: text("letter-code"), code: code.to_owned() }),
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
        footer: write.helpdesk().into_iter().collect(),
    }
}

/// The code that proves a new address or number; it goes there.
pub(crate) fn change_code(
    site: &Site,
    now: Timestamp,
    account: &Account,
    new: &NewContact,
    (code, until): (&str, Timestamp),
) -> Message {
    let write = Writer { site, account };
    match new {
        NewContact::Email(to) => {
            let text = write.letter_of(&[
                write.text("mail-change-body").with("name", &account.user_name).with("pin", code).to_string(),
                write.text("mail-change-next").to_string(),
                site.url("/profile/email/code"),
                write.text("mail-pin1-expires").at("until", until).to_string(),
                write.text("mail-change-not-you").to_string(),
            ]);
            write.email(idempotency_key("email-change", account, now), to, "mail-change-subject", text)
        }
        NewContact::Phone(to) => {
            let text = write.text("sms-change").with("pin", code).to_string();
            write.sms(idempotency_key("phone-change", account, now), to, &text, code)
        }
    }
}

/// The code that goes to the present number before another one may count.
pub(crate) fn present_phone_code(site: &Site, now: Timestamp, account: &Account, code: &str) -> Message {
    let write = Writer { site, account };
    let text = write.text("sms-change-present").with("pin", code).to_string();
    write.sms(idempotency_key("present-phone", account, now), &account.contact.phone, &text, code)
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
    notice(site, now, account, "identified", "mail-identified-subject", "mail-changed-identified")
}

fn told(site: &Site, now: Timestamp, account: &Account, what: &'static str, key: &'static str) -> Message {
    notice(site, now, account, what, "mail-changed-subject", key)
}

fn notice(
    site: &Site,
    now: Timestamp,
    account: &Account,
    what: &'static str,
    subject: &'static str,
    key: &'static str,
) -> Message {
    let write = Writer { site, account };
    let text = write.letter_of(&[
        write.text(key).with("name", &account.user_name).at("when", now).to_string(),
        write.text("mail-changed-help").to_string(),
    ]);
    write.email(idempotency_key(what, account, now), &account.contact.email, subject, text)
}

/// Each message has an idempotency key of its own: it is made in the transaction that queues it.
fn idempotency_key(what: &str, account: &Account, now: Timestamp) -> String {
    format!("{what}/{}/{}", account.id, random::random_id(now))
}

struct Writer<'a> {
    site: &'a Site,
    account: &'a Account,
}

impl<'a> Writer<'a> {
    fn text(&self, key: &'a str) -> LocalizedText<'a> {
        self.site.translations().text(self.account.language, key)
    }

    fn brand(&self) -> String {
        self.site.brand_name(self.account.language)
    }

    /// Greeting, paragraphs, signature, and where help is.
    fn letter_of(&self, paragraphs: &[String]) -> String {
        let (greeting, end) = (self.text("mail-greeting").to_string(), self.text("mail-end").to_string());
        let end = [Some(end), self.helpdesk()].into_iter().flatten().collect::<Vec<_>>().join("\n");
        let all = std::iter::once(&greeting).chain(paragraphs).chain(std::iter::once(&end));
        all.map(String::as_str).collect::<Vec<_>>().join("\n\n") + "\n"
    }

    /// The helpdesk's number, address and hours, if it has any.
    fn helpdesk(&self) -> Option<String> {
        let helpdesk = &self.site.config().helpdesk;
        let hours =
            helpdesk.hours.as_ref().map(|hours| self.text("helpdesk-hours").with("hours", hours).to_string());
        let ways = [helpdesk.phone.as_deref().map(values::unbroken), helpdesk.email.clone(), hours];
        let ways: Vec<String> = ways.into_iter().flatten().collect();
        (!ways.is_empty()).then(|| self.text("mail-helpdesk").with("ways", ways.join(", ")).to_string())
    }

    /// One part of an SMS: letters without accents, and a last line by which phones fill the code in on our pages only
    /// (WebOTP: `@host #code`).
    fn sms(&self, idempotency_key: String, to: &PhoneNumber, text: &str, code: &str) -> Message {
        let (text, last_line) = (values::gsm7(text), self.code_line(code));
        let has_room = text.len() + last_line.len() <= SMS_CHARS;
        let text = if has_room { text + &last_line } else { text };
        Message::new(idempotency_key, Sms { to: to.clone(), text })
    }

    /// An SMS without a code, to the account's own number.
    fn short_note(&self, idempotency_key: String, text: LocalizedText<'_>) -> Message {
        let text = values::gsm7(&text.to_string());
        Message::new(idempotency_key, Sms { to: self.account.contact.phone.clone(), text })
    }

    fn code_line(&self, code: &str) -> String {
        format!("\n\n@{} #{code}", self.site.config().origin.host_str().unwrap_or_default())
    }

    /// A service's name, cut to what an SMS has room for beside the rest of it; nothing if that is too little.
    fn shortened(&self, name: &str, rest: &str, code: &str) -> Option<String> {
        const FEWEST_CHARS: usize = 8;
        const CUT: &str = "..";
        let used = values::gsm7(rest).len() + self.code_line(code).len();
        let room = SMS_CHARS.checked_sub(used).filter(|room| *room >= FEWEST_CHARS)?;
        let name = values::gsm7(name);
        if name.len() <= room {
            return Some(name);
        }
        let kept: String = name.chars().take(room - CUT.len()).collect();
        Some(kept.trim_end().to_owned() + CUT)
    }

    fn email(&self, idempotency_key: String, to: &EmailAddress, subject: &'a str, text: String) -> Message {
        let subject = self.text(subject).to_string();
        Message::new(
            idempotency_key,
            Email { to: to.clone(), language: self.account.language, subject, text },
        )
    }
}
