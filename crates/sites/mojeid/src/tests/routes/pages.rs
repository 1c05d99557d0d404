//! Every page in every language.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use values::{AssuranceLevel, Language, Timestamp};
use web::testing::{as_read, site, visitor};
use web::{Choice, FormErrors, Page};

use crate::acts::activate::{PendingActivation, PendingPin};
use crate::acts::letter::LetterPin;
use crate::rules::account::Account;
use crate::rules::contact::Channel;
use crate::rules::contact::ContactForm;
use crate::rules::event::EventKind;
use crate::rules::items::Item;
use crate::rules::login_step::Unreachable;
use crate::rules::postal_change::PostalChangeId;
use crate::rules::registration::RegistrationForm;
use crate::rules::sample;
use crate::rules::submitted_form::{FormId, ToProve};
use crate::web::{
    activation, consent, contact, form_errors, formatting, history, home, login, logout, passcode, password,
    postal_info, profile, prove_contact, reauthentication, registration, services, sessions, settings,
};

pub(super) const NOW: Timestamp = Timestamp::from_unix_ms(1_795_286_760_000);

#[test]
fn every_page_in_every_language() {
    let site = site("mojeid", i18n::locales!());
    for language in Language::ALL {
        let page = visitor(&site, language).page();
        for (name, html) in pages(&page) {
            assert!(html.contains(&format!("<html lang=\"{language}\"")), "{name} in {language}");
            assert_eq!(html.matches("<h1").count(), 1, "{name} in {language}");
            assert!(html.contains("href=\"/help\""), "{name} leads to help");
            let ids: Vec<&str> =
                html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
            assert_eq!(
                ids.iter().collect::<BTreeSet<_>>().len(),
                ids.len(),
                "{name} has an id twice: {ids:?}"
            );
        }
    }
}

#[test]
fn pages_say_what_they_said() {
    let site = site("mojeid", i18n::locales!());
    for language in Language::ALL {
        let page = visitor(&site, language).page();
        let mut routes: BTreeMap<&str, String> = BTreeMap::new();
        for (name, html) in pages(&page) {
            let route = name.split(':').next().unwrap_or(name);
            let said = format!(
                "## {name}
{}
",
                as_read(&html)
            );
            routes.entry(route).or_default().push_str(&said);
        }
        for (route, said) in routes {
            insta::assert_snapshot!(format!("{}_{language}", route.replace(' ', "-")), said);
        }
    }
}

#[test]
fn the_texts_agree() {
    assert_eq!(i18n::check(&[i18n::locales!()]), Vec::<String>::new());
}

#[test]
fn every_item_and_every_event_has_its_text() {
    let site = site("mojeid", i18n::locales!());
    for language in Language::ALL {
        let page = visitor(&site, language).page();
        for item in Item::ALL {
            assert!(!formatting::item_name(&page, item).is_empty());
            assert!(formatting::item_value(&page, &sample::company_account(), item, NOW).is_some());
        }
        for kind in EventKind::ALL {
            assert!(page.has_text(kind.text_key()), "{kind} in {language}");
        }
    }
}

pub(super) fn render(name: &'static str, template: Result<String, askama::Error>) -> (&'static str, String) {
    (name, template.unwrap())
}

/// What a form bears that was opened in time.
fn opened() -> String {
    "0a1b".to_owned()
}

fn pages(page: &Page) -> Vec<(&'static str, String)> {
    let signed_in = || page.clone().signed_in_as("Jana Nováková").with_navigation(crate::web::NAVIGATION);
    let (account, errors) = (sample::company_account(), FormErrors::new);
    let name = || "Městský úřad Lipová".to_owned();
    let interaction = || "0190a0a0-0000-7000-8000-000000000000".to_owned();
    let pin3 = LetterPin { newest: codes::CodeState::NotIssued, due_at: None, allowed_at: None };
    let form_id = || FormId::new(NOW, [4; 10]);
    let pending_change = || postal_info::PendingPostalChange {
        name: "Jana Malá".to_owned(),
        address: "Nová 1, 602 00 Brno".to_owned(),
        letter: page.text("pin3-due").with("when", "za 3 hodiny").with("address", "Nová 1").to_string(),
    };
    let waiting = |newest| {
        let pins = [(Channel::Email, None), (Channel::Phone, Some(NOW.plus_ms(90_000)))];
        let pins = pins.map(|(pin, allowed_at)| PendingPin { pin, newest, allowed_at }).to_vec();
        PendingActivation { account: account.clone(), pins }
    };
    let mut to_prove = ToProve::default();
    to_prove.add(Channel::Email, [0; 32]);
    to_prove.add(Channel::Phone, [0; 32]);
    to_prove.prove(Channel::Phone, NOW);
    let mut all_wrong = FormErrors::new();
    form_errors::add_all(&mut all_wrong, page, &RegistrationForm::default().parse(NOW).unwrap_err());
    form_errors::add(&mut all_wrong, page, "email", "used");
    let wrong_code = |field| {
        let mut errors = FormErrors::new();
        form_errors::add_code(&mut errors, field, codes::CodeRejection::Wrong { tries_left: 2 });
        errors
    };
    let domain = || "lipova.example".to_owned();
    let login_waiting = login::PendingLogin {
        service: Some(name()),
        place: domain(),
        interaction: Some(interaction()),
        return_to: None,
    };
    let choices = || vec![Choice::new("email", "E-mail").hint("jana@posta.example").checked(true)];
    let registered_page = |errors, interaction| {
        let form = RegistrationForm::default();
        let (form_id, registered) = (form_id(), Some("/activation/id".to_owned()));
        registration::RegistrationPage { page: page.clone(), errors, form, interaction, form_id, registered }
            .render()
    };
    let login_page = |errors, done, again| {
        let (page, waiting) = (page.clone(), login_waiting.clone());
        login::LoginPage { page, errors, login_name: String::new(), waiting, done, again }.render()
    };
    let consent_page = |essential, choices| {
        let (page, domain) = (page.clone(), "lipova.example".to_owned());
        let interaction = interaction();
        consent::ConsentPage {
            page,
            service: name(),
            domain,
            errors: errors(),
            essential,
            choices,
            offline: None,
            whose: ("Jana Nováková".to_owned(), "jana".to_owned()),
            interaction,
        }
        .render()
    };
    let change_pages = |channel| {
        let change = contact::ChangePage {
            page: signed_in(),
            errors: errors(),
            channel,
            value: String::new(),
            opened: opened(),
        };
        let (to, present) = ("nova@posta.example".to_owned(), "+420 ••• ••• 001".to_owned());
        let (page, errors) = (signed_in(), wrong_code("code"));
        let code = contact::ChangeCodePage { page, errors, channel, to, present_done: false, present };
        [("change", change.render().unwrap()), ("change code", code.render().unwrap())]
    };
    let settings_page = |account: Account, errors, done| {
        let (change, now) = (None, NOW);
        settings::SettingsPage { page: signed_in(), errors, account, pin3, change, now, done }.render()
    };
    let active = Account {
        state: crate::rules::account::State::Active(crate::rules::account::Active { activated_at: NOW }),
        ..account.clone()
    };
    let service = services::Service {
        path: "lipova".to_owned(),
        name: name(),
        granted: String::new(),
        decided_at: page.format_datetime(NOW),
        offline: true,
    };
    let session = |id: &str| ::sessions::Session {
        id: id.to_owned(),
        subject: String::new(),
        authenticated_at: NOW,
        level: AssuranceLevel::Low,
        amr: Vec::new(),
        user_agent: "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0".to_owned(),
        created_at: NOW,
        last_seen_at: NOW,
        expires_at: NOW,
    };
    let list = vec![session("this"), session("other")];
    let list = web::SessionList::new(list, &session("this"), page.text("sessions-unknown"));
    let entry = history::Entry {
        when: page.format_datetime_exact(NOW),
        what: page.text("event-login").to_string(),
        detail: Some("E-mail".to_owned()),
        origin: "192.0.2.1".to_owned(),
    };
    let password_errors = FormErrors::one("new_password", "error-password-short");
    let mut pages = vec![
        render("home", home::HomePage { page: page.clone(), logged_out: true }.render()),
        render("registration", registered_page(errors(), None)),
        render("registration: errors", registered_page(all_wrong, Some(interaction()))),
        render(
            "activation",
            activation::ActivationPage {
                page: page.clone(),
                errors: wrong_code("pin1"),
                waiting: waiting(codes::CodeState::Waiting {
                    issued_at: NOW,
                    expires_at: NOW.plus_ms(1),
                    tries_left: 4,
                }),
                interaction: Some(interaction()),
                now: NOW,
            }
            .render(),
        ),
        render(
            "activation with worn-out codes",
            activation::ActivationPage {
                page: page.clone(),
                errors: errors(),
                waiting: waiting(codes::CodeState::Exhausted),
                interaction: None,
                now: NOW,
            }
            .render(),
        ),
        render(
            "proof of contact",
            prove_contact::ProvePage {
                page: page.clone(),
                errors: wrong_code("email_code"),
                form_id: form_id(),
                account: account.clone(),
                to_prove: to_prove.clone(),
                interaction: None,
            }
            .render(),
        ),
        render(
            "cancel",
            postal_info::CancelPage {
                page: page.clone(),
                link: PostalChangeId::new(NOW, [5; 10]),
                user_name: "jana".to_owned(),
            }
            .render(),
        ),
        render(
            "cancelled",
            postal_info::CancelledPage { page: page.clone(), user_name: "jana".to_owned() }.render(),
        ),
        render("login", login_page(errors(), Some(login::Done::Activated), false)),
        render("login: again", login_page(FormErrors::one("name", "login-wrong"), None, true)),
        render(
            "passcode",
            passcode::PasscodePage {
                page: page.clone(),
                errors: wrong_code("passcode"),
                to: account.contact.phone.masked(),
                service: name(),
                place: domain(),
                interaction: interaction(),
                sent_again: true,
            }
            .render(),
        ),
        render(
            "consent",
            consent_page(vec![("E-mail".to_owned(), "jana@posta.example".to_owned())], choices()),
        ),
        render("consent: without data", consent_page(Vec::new(), Vec::new())),
        render(
            "logout",
            logout::LogoutPage {
                page: signed_in(),
                service: Some(name()),
                request: Some(interaction()),
                returns: true,
                stays: None,
            }
            .render(),
        ),
        render(
            "profile",
            profile::ProfilePage {
                page: signed_in(),
                account: account.clone(),
                long_name: "https://jana.localhost/".to_owned(),
                limited_until: Some(NOW),
                done: Some(profile::Done::StillWaits),
                locked_until: Some(NOW),
                unproven: vec![(Channel::Email, "nova@posta.example".to_owned())],
                waiting: Some(pending_change()),
            }
            .render(),
        ),
        render(
            "contact",
            postal_info::ContactPage {
                page: signed_in(),
                errors: errors(),
                form: ContactForm::default(),
                identified: true,
                waiting: Some(pending_change()),
                letter_from: Some("za 3 hodiny".to_owned()),
                opened: opened(),
            }
            .render(),
        ),
        render("settings", settings_page(account.clone(), errors(), Some(settings::Done::Identified))),
        render("settings: PIN3", settings_page(active, wrong_code("pin3"), None)),
        render(
            "proof",
            reauthentication::ProofPage {
                page: signed_in(),
                errors: FormErrors::one("password", "error-password-wrong"),
                user_name: "jana".to_owned(),
                return_to: "/settings/password".to_owned(),
            }
            .render(),
        ),
        render(
            "proof: passcode",
            reauthentication::ProofCodePage {
                page: signed_in(),
                errors: wrong_code("passcode"),
                to: "+420 *** *** 001".to_owned(),
                return_to: "/settings/password".to_owned(),
                sent_again: false,
            }
            .render(),
        ),
        render(
            "password",
            password::PasswordPage {
                page: signed_in(),
                errors: password_errors,
                user_name: "jana".to_owned(),
                opened: opened(),
            }
            .render(),
        ),
        render(
            "services",
            services::ServicesPage {
                page: signed_in(),
                services: vec![service],
                done: Some(services::Done::Saved),
            }
            .render(),
        ),
        render(
            "service",
            services::ServicePage {
                page: signed_in(),
                errors: errors(),
                path: "lipova".to_owned(),
                name: name(),
                essential: vec![("Jméno".to_owned(), "Jana".to_owned())],
                choices: choices(),
                offline: Some(true),
            }
            .render(),
        ),
        render("sessions", sessions::SessionsPage { page: signed_in(), list, ended: true }.render()),
        render(
            "history",
            history::HistoryPage { page: signed_in(), entries: vec![entry], older: Some(interaction()) }
                .render(),
        ),
    ];
    let recovered = Unreachable::Recovered { until: NOW };
    for why in [Unreachable::NotIdentified, recovered, Unreachable::NoSuchMethod] {
        let (page, service, place, interaction) = (page.clone(), name(), domain(), interaction());
        let unreachable = crate::web::flow::UnreachablePage { page, service, place, why, interaction };
        pages.push(render("unreachable", unreachable.render()));
    }
    pages.extend(super::undo::pages(page));
    pages.extend(change_pages(Channel::Email));
    pages.extend(change_pages(Channel::Phone));
    pages
}
