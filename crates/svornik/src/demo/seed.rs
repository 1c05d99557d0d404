//! Makes the demo's people once, while all sites are listening: by the same acts as the pages, with the PINs that come
//! into the outbox. Nothing is put into a database past the rules.

use super::Demo;
use super::people::{Account, AccountState, Person};
use super::settings::Settings;
use anyhow::{Context, Result, bail, ensure};
use clock::Clock;
use mojeid::{Activation, ContactForm, Identification, Mojeid, RegistrationForm, RegistrationOutcome};
use population::{PersonInput, Population};
use serde::Deserialize;
use std::time::Duration;
use values::{Language, UserName};

/// How often the seeder looks into the outbox, and how long it waits between.
const LOOKS: u32 = 200;
const LOOK_EVERY: Duration = Duration::from_millis(25);

struct Seeder<'a> {
    mojeid: &'a Mojeid,
    outbox: String,
    clock: &'a Clock,
    http: &'a reqwest::Client,
}

/// Takes everybody to the state that `world.toml` gives them.
pub(super) async fn seed(demo: &Demo, settings: &Settings, http: &reqwest::Client) -> Result<()> {
    let (Some(population), Some(mojeid)) = (demo.app.site::<Population>(), demo.app.site::<Mojeid>()) else {
        bail!("the demo needs the population register and mojeID");
    };
    let outbox = settings.origin_of("outbox").context("the demo needs the outbox")?;
    let clock = &demo.clock;
    let seeder = Seeder { mojeid, outbox, clock, http };
    for person in &demo.people {
        population.register().record_person(&person.register.read(clock.now())?).await?;
        if let Some(account) = &person.mojeid {
            seeder.register(person, account).await.with_context(|| person.name())?;
        }
    }
    Ok(())
}

impl Seeder<'_> {
    async fn register(&self, person: &Person, account: &Account) -> Result<()> {
        let language = Language::parse(&account.language)?;
        let form = registration_form(person, account);
        let RegistrationOutcome::Registered(activation) =
            self.mojeid.register(self.clock.now(), &form, language).await?
        else {
            bail!("somebody uses that address or number")
        };
        if account.state < AccountState::Active {
            return Ok(());
        }
        let email_pin = self.code(&account.email, "email").await?;
        let sms_pin = self.code(&account.phone, "sms").await?;
        let activated = self.mojeid.activate(self.clock.now(), &activation, &email_pin, &sms_pin).await?;
        ensure!(activated == Activation::Activated, "the PINs were not accepted: {activated:?}");
        if account.state < AccountState::Identified {
            return Ok(());
        }
        let letter_pin = self.code(&person.name(), "letter").await?;
        let user_name = UserName::parse(&account.user_name)?;
        let registered = self.mojeid.account(&user_name).await?.context("the account is gone")?;
        let identified = self.mojeid.identify(self.clock.now(), &registered.id, &letter_pin).await?;
        ensure!(identified == Identification::Identified, "PIN3 was not accepted: {identified:?}");
        Ok(())
    }

    /// The code in the newest message to somebody.
    async fn code(&self, to: &str, channel: &str) -> Result<String> {
        let query = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs([("to", to), ("channel", channel)])
            .finish();
        let address = format!("{}/api/messages?{query}", self.outbox);
        for _ in 0..LOOKS {
            let inbox: Inbox = serde_json::from_slice(&self.http.get(&address).send().await?.bytes().await?)?;
            if let Some(code) = inbox.messages.first().and_then(|message| pin_in(&message.text)) {
                return Ok(code);
            }
            tokio::time::sleep(LOOK_EVERY).await;
        }
        bail!("no {channel} with a code came to {to}");
    }
}

#[derive(Deserialize)]
struct Inbox {
    messages: Vec<Message>,
}

#[derive(Deserialize)]
struct Message {
    text: String,
}

/// The first word that looks like a PIN: 8 capital letters and digits, perhaps with a hyphen between.
fn pin_in(text: &str) -> Option<String> {
    const PIN_LENGTH: usize = 8;
    let is_of_pins = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit();
    let mut words =
        text.split_whitespace().map(|word| word.trim_matches(|c| !is_of_pins(c)).replace('-', ""));
    words.find(|word| word.len() == PIN_LENGTH && word.chars().all(is_of_pins))
}

fn registration_form(person: &Person, account: &Account) -> RegistrationForm {
    let PersonInput { given_name, family_name, birthdate, address, .. } = person.register.clone();
    RegistrationForm {
        user_name: account.user_name.clone(),
        password: account.password.clone(),
        birth_date: birthdate,
        email: account.email.clone(),
        phone: account.phone.clone(),
        contact: ContactForm {
            given_name,
            family_name,
            street: address.street,
            city: address.city,
            postal_code: address.postal_code,
            country: address.country,
            ..ContactForm::default()
        },
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_pin_is_found() {
        assert_eq!(super::pin_in("PIN2: 7KQ2XM4A. Zadejte ho").as_deref(), Some("7KQ2XM4A"));
        assert_eq!(super::pin_in("Váš PIN3:\n\n7KQ2-XM4A").as_deref(), Some("7KQ2XM4A"));
        assert_eq!(super::pin_in("ahoj"), None);
    }
}
