//! The world's people as the front door shows them: what mojeID knows of them at this moment.

use super::people::{Account, AccountState, Person};
use anyhow::Result;
use mojeid::{Mojeid, State};
use values::{Language, Timestamp, UserName};

/// One person.
pub(super) struct Resident<'a> {
    pub(super) name: String,
    /// As the page's language writes it.
    pub(super) birth_date: String,
    /// In one line.
    pub(super) address: String,
    pub(super) account: Option<ResidentAccount<'a>>,
}

/// The mojeID that was once made for them.
pub(super) struct ResidentAccount<'a> {
    pub(super) user_name: &'a str,
    /// As it was at the beginning: mojeID itself knows nobody's password.
    pub(super) password: &'a str,
    pub(super) standing: Standing,
    pub(super) email: String,
    pub(super) phone: String,
    /// Whom the outbox knows this person as.
    pub(super) recipients: String,
}

/// How an account stands now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    Is(AccountState),
    /// It is still to be made.
    Coming,
    /// There is no such account any more.
    Gone,
}

impl Standing {
    /// The key of its text.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Is(AccountState::Registered) => "people-registered",
            Self::Is(AccountState::Active) => "people-active",
            Self::Is(AccountState::Identified) => "people-identified",
            Self::Coming => "people-coming",
            Self::Gone => "people-gone",
        }
    }

    const fn of(state: &State) -> Self {
        match state {
            State::Registered(_) => Self::Is(AccountState::Registered),
            State::Active(_) => Self::Is(AccountState::Active),
            State::Identified(_) => Self::Is(AccountState::Identified),
        }
    }
}

/// Everybody, as they stand now.
pub(super) async fn residents<'a>(
    people: &'a [Person],
    mojeid: Option<&Mojeid>,
    is_seeding: bool,
    now: Timestamp,
    language: Language,
) -> Result<Vec<Resident<'a>>> {
    let mut residents = Vec::new();
    for person in people {
        let known = person.register.read(now)?;
        let account = match &person.mojeid {
            Some(account) => Some(standing(account, &person.name(), mojeid, is_seeding).await?),
            None => None,
        };
        residents.push(Resident {
            name: person.name(),
            birth_date: known.birth_date.written(language),
            address: known.address.lines().join(", "),
            account,
        });
    }
    Ok(residents)
}

async fn standing<'a>(
    made: &'a Account,
    name: &str,
    mojeid: Option<&Mojeid>,
    is_seeding: bool,
) -> Result<ResidentAccount<'a>> {
    let user_name = UserName::parse(&made.user_name)?;
    let found = match mojeid {
        Some(mojeid) => mojeid.account(&user_name).await?,
        None => None,
    };
    let (standing, email, phone) = if let Some(account) = &found {
        let contact = &account.contact;
        (Standing::of(&account.state), contact.email.to_string(), contact.phone.grouped())
    } else {
        let standing = if is_seeding { Standing::Coming } else { Standing::Gone };
        (standing, made.email.clone(), made.phone.parse::<values::PhoneNumber>()?.grouped())
    };
    Ok(ResidentAccount {
        user_name: &made.user_name,
        password: &made.password,
        standing,
        recipients: format!("{email}; {phone}; {name}"),
        email,
        phone,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::people::people;

    /// Findings N-64 and N-65: dates, numbers and postal codes as people write them; and who has no account any more
    /// is not said to have one.
    #[tokio::test]
    async fn people_are_shown_as_they_stand_now_and_as_people_write() {
        let people = people().expect("world.toml");
        let now = Timestamp::from_unix_ms(1_795_000_000_000);
        let shown = residents(&people, None, false, now, Language::Cs).await.expect("everybody can be shown");
        let bozena =
            shown.iter().find(|resident| resident.account.is_none()).expect("somebody has no mojeID");
        let plain = |text: &str| text.replace('\u{a0}', " ");
        assert_eq!(plain(&bozena.birth_date), "3. 1. 1949");
        assert_eq!(plain(&bozena.address), "Školní 1, 390 01 Tábor");
        let jana = shown[0].account.as_ref().expect("Jana has one");
        assert_eq!(plain(&jana.phone), "+420 601 100 001");
        assert_eq!(jana.standing, Standing::Gone, "nobody asked mojeID: there is no account");
        assert_eq!(plain(&jana.recipients), "jana.novakova@posta.example; +420 601 100 001; Jana Nováková");
    }
}
