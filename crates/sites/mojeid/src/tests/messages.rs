//! Letters, e-mails and SMS, in every language.

use values::Language;
use web::testing::site;

use super::world::NOW;
use crate::acts::step_up::PasscodePurpose;
use crate::messages;
use crate::rules::account::Account;
use crate::rules::contact::Channel;
use crate::rules::postal_change::{PostalChange, PostalChangeId};
use crate::rules::sample;

#[test]
fn every_letter_fits_on_its_page_and_no_message_acts_by_itself() {
    let site = site("mojeid", i18n::locales!());
    for language in Language::ALL {
        for account in [sample::account(), longest_account_that_can_be_founded()] {
            let account = Account { language, ..account };
            let code = "7KQ2XM4A";
            let letter = messages::letter(&site, NOW, &account, code, NOW);
            letter.pdf().unwrap_or_else(|error| panic!("{language}: {error}"));
            let message = messages::email_pin(&site, NOW, &account, code, NOW);
            let delivery::Channel::Email(email) = message.channel else { panic!("no e-mail") };
            assert!(email.text.contains(code), "{}", email.text);
            assert!(email.text.lines().filter(|line| line.contains("http")).all(|line| !line.contains(code)));
            assert!(!email.text.contains("pin1="), "the link carries no code");
        }
    }
}

/// Findings N-48, M5, S-A9: an SMS is one part of 160 characters, says what it is for, and nothing that a stranger chose.
#[test]
fn every_sms_is_one_part_and_names_its_purpose() {
    let site = site("mojeid", i18n::locales!());
    let host = site.config().origin.host_str().unwrap().to_owned();
    let account = longest_account();
    let service = "Krajská knihovna Františka Bartoše ve Zlíně – rezervace studoven a výpůjček";
    for language in Language::ALL {
        let account = Account { language, ..account.clone() };
        let new = messages::NewContact::Phone(account.contact.phone.clone());
        let long = 10 * values::MINUTE_MS;
        let passcode = |purpose| messages::passcode(&site, NOW, &account, "339191", long, purpose);
        let all = [
            (messages::sms_pin(&site, NOW, &account, "7KQ2XM4A", NOW), "7KQ2XM4A"),
            (passcode(PasscodePurpose::Login { service: None }), "339191"),
            (passcode(PasscodePurpose::Login { service: Some(service) }), "339191"),
            (passcode(PasscodePurpose::Password), "339191"),
            (passcode(PasscodePurpose::Data), "339191"),
            (messages::change_code(&site, NOW, &account, &new, ("339191", NOW)), "339191"),
            (messages::present_phone_code(&site, NOW, &account, "339191"), "339191"),
            (messages::safety::recovery_code(&site, NOW, &account, "339191"), "339191"),
            (messages::registration::own(&site, NOW, &account, Channel::Phone, "339191"), "339191"),
        ];
        let token = "x".repeat(secrets::Token::TEXT_BYTES);
        let name = account.user_name.as_str();
        let to_anybody = [
            messages::safety::recovered(&site, NOW, &account, &token),
            messages::safety::recovery_undone(&site, NOW, &account, NOW, true),
            messages::safety::recovery_undone(&site, NOW, &account, NOW, false),
            messages::safety::login_denied(&site, NOW, &account),
            messages::registration::lapses(&site, NOW, &account, "/activation/x", NOW),
        ];
        for text in to_anybody.into_iter().flatten().filter_map(sms_of) {
            // A link has a host of 40 characters in place of this one.
            let more = if text.contains(&host) { 40 - host.len() } else { 0 };
            assert!(text.is_ascii() && text.len() + more <= 160, "{text}");
            assert!(!text.contains(name), "whoever registers with a number chooses nothing in it: {text}");
        }
        // The owner's own number, proven by PIN2.
        let [_, asked] = messages::changes::postal_change_requested(&site, NOW, &account, &sample_change());
        let corrected = messages::changes::postal_info_corrected_sms(&site, NOW, &account);
        for text in [asked, corrected].into_iter().filter_map(sms_of) {
            assert!(text.is_ascii() && text.len() <= 160 && text.contains(name), "{} {text}", text.len());
        }
        for (message, code) in all {
            let delivery::Channel::Sms(sms) = message.channel else { panic!("no SMS") };
            assert!(
                sms.text.is_ascii() && sms.text.len() <= 160,
                "{} characters: {}",
                sms.text.len(),
                sms.text
            );
            assert!(sms.text.ends_with(&format!("\n\n@{host} #{code}")), "{}", sms.text);
            assert!(!sms.text.contains(account.user_name.as_str()), "{}", sms.text);
        }
        let named = messages::passcode(
            &site,
            NOW,
            &account,
            "339191",
            long,
            PasscodePurpose::Login { service: Some(service) },
        );
        let delivery::Channel::Sms(sms) = named.channel else { panic!("no SMS") };
        assert!(sms.text.contains("Krajska knihovna"), "{}", sms.text);
    }
}

fn sms_of(message: delivery::Message) -> Option<String> {
    match message.channel {
        delivery::Channel::Sms(sms) => Some(sms.text),
        _ => None,
    }
}

fn sample_change() -> PostalChange {
    let contact = sample::account().contact;
    PostalChange {
        id: PostalChangeId::new(NOW, [1; 10]),
        name: contact.name,
        address: contact.address,
        asked_at: NOW,
        expires_at: NOW,
    }
}

/// Findings N-46, N-47.
#[test]
fn every_mail_says_where_help_is_and_goes_on_after_the_salutation() {
    let mut config = web::SiteConfig::at("https://mojeid.example".parse().unwrap());
    config.helpdesk.phone = Some("+420 200 000 111".to_owned());
    config.helpdesk.email = Some("podpora@mojeid.example".to_owned());
    config.helpdesk.hours = Some("8:00–18:00".to_owned());
    let key = secrets::MasterKey::generate();
    let site = web::Site::builder("mojeid", config, clock::Clock::fixed(NOW), &key).locales(i18n::locales!());
    let site = site.build().unwrap();
    for language in Language::ALL {
        let account = Account { language, ..sample::account() };
        let new = messages::NewContact::Email(account.contact.email.clone());
        let [recovered, _] = messages::safety::recovered(&site, NOW, &account, "link");
        let [denied, _] = messages::safety::login_denied(&site, NOW, &account);
        let [undone, _] = messages::safety::recovery_undone(&site, NOW, &account, NOW, false);
        let [asked, _] = messages::changes::postal_change_requested(&site, NOW, &account, &sample_change());
        let [lapses, _] = messages::registration::lapses(&site, NOW, &account, "/activation/x", NOW);
        for message in [
            recovered,
            denied,
            undone,
            asked,
            lapses,
            messages::safety::new_browser(&site, NOW, &account, "", "link"),
            messages::changes::postal_info_changed(&site, NOW, &account),
            messages::changes::postal_change_cancelled(&site, NOW, &account),
            messages::changes::contact_corrected(&site, NOW, &account),
            messages::registration::own(&site, NOW, &account, Channel::Email, "7KQ2XM4A"),
            messages::registration::displaced(&site, NOW, &account),
            messages::registration::lapsed(&site, NOW, &account),
            messages::safety::recovery_link(&site, NOW, &account, "link", NOW),
            messages::safety::names(&site, NOW, &account, &[]),
            messages::email_pin(&site, NOW, &account, "7KQ2XM4A", NOW),
            messages::change_code(&site, NOW, &account, &new, ("339191", NOW)),
            messages::contact_changed(&site, NOW, &account, Channel::Email),
            messages::contact_changed(&site, NOW, &account, Channel::Phone),
            messages::password_changed(&site, NOW, &account),
            messages::identified(&site, NOW, &account),
        ] {
            let delivery::Channel::Email(email) = message.channel else { panic!("no e-mail") };
            let text = email.text.replace('\u{a0}', " ");
            for way in ["+420 200 000 111", "podpora@mojeid.example", "8:00–18:00"] {
                assert!(text.contains(way), "{way} is not in {text}");
            }
            let (greeting, body) = text.split_once("\n\n").unwrap();
            let begins_large = body.starts_with(char::is_uppercase);
            let goes_on = body.starts_with("PIN1") || begins_large == (language == Language::En);
            assert!(greeting.ends_with(',') && goes_on, "{text}");
        }
    }
}

/// Finding 17: a postman reads every line, and nobody compares a company's name.
#[test]
fn a_letter_bears_what_it_proves_and_no_company() {
    let site = site("mojeid", i18n::locales!());
    let mut account = sample::company_account();
    account.contact.company.as_mut().unwrap().name = "c/o Zloděj, Dubová 99".to_owned();
    let letter = messages::letter(&site, NOW, &account, "7KQ2XM4A", NOW);
    let contact = &account.contact;
    assert_eq!(letter.to, [vec![contact.name.to_string()], contact.address.lines()].concat());
    assert!(!letter.plain_text().contains("Dubová"));
}

/// The longest whose address fits on an envelope.
fn longest_account_that_can_be_founded() -> Account {
    let mut account = longest_account();
    account.contact.name = values::PersonName::parse(&"W".repeat(25), &"W".repeat(25)).unwrap();
    account.contact.address =
        values::PostalAddress::parse(&"W".repeat(22), &"W".repeat(12), "77900", "SK").unwrap();
    if let Some(company) = &mut account.contact.company {
        company.name = "W".repeat(50);
    }
    account
}

fn longest_account() -> Account {
    let mut account = sample::company_account();
    account.user_name = values::UserName::parse(&"a".repeat(30)).unwrap();
    account.contact.name = values::PersonName::parse(&"W".repeat(100), &"W".repeat(100)).unwrap();
    let (street, city) = ("W".repeat(120), "W".repeat(80));
    account.contact.address = values::PostalAddress::parse(&street, &city, "77900", "SK").unwrap();
    if let Some(company) = &mut account.contact.company {
        company.name = "W".repeat(200);
    }
    account
}
