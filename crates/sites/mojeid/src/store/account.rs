//! The table `account`.

use store::{Row, StoreError, Transition, Tx};
use values::{PersonName, PostalAddress, Timestamp, UserName};

use super::recovery::OldPassword;
use super::{corrupt, parsed};
use crate::rules::account::{Account, AccountId, ActivationId, Active, Contact, Registered, State};
use crate::rules::company::{Company, VatNumber};
use crate::rules::contact::{Channel, PostalInfo};
use crate::rules::retention::LAST_REMINDER_DAYS;

store::text_value!(AccountId, as_str);
store::text_value!(ActivationId, as_str);

/// An account with what proves that somebody is its owner.
#[derive(Clone)]
pub(crate) struct Credentials {
    /// The account.
    pub(crate) account: Account,
    /// Argon2id.
    pub(crate) password_hash: String,
    /// When the owner said that somebody else has the password: it opens nothing.
    pub(crate) password_blocked_at: Option<Timestamp>,
}

macro_rules! select_account {
    ($rest:literal) => {
        concat!(
            "SELECT id, user_name, given_name, family_name, birth_date, email, phone, street, city, postal_code, country, ",
            "company_name, company_number, vat_number, language, founded_at, activation, email_confirmed_at, ",
            "phone_confirmed_at, activated_at, identified_at, password_hash, recovered_at, password_blocked_at FROM account ",
            $rest
        )
    };
}

/// Inserts a new account; false if the user name is taken.
pub(crate) fn insert(tx: &mut Tx<'_>, account: &Account, password_hash: &str) -> Result<bool, StoreError> {
    let Contact { name, birth_date, email, phone, address, company } = &account.contact;
    let company = company.as_ref();
    let inserted = tx.execute(
        "INSERT INTO account (id, user_name, user_name_key, given_name, family_name, birth_date, email, email_key, phone,
         street, city, postal_code, country, company_name, company_number, vat_number, language, password_hash, activation,
         founded_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
         ON CONFLICT (user_name_key) DO NOTHING",
        &[
            &account.id,
            &account.user_name.as_str(),
            &account.user_name.canonical(),
            &name.given(),
            &name.family(),
            &birth_date.to_string(),
            &email.as_str(),
            &email.canonical(),
            &phone.as_str(),
            &address.street(),
            &address.city(),
            &address.postal_code(),
            &address.country().as_str(),
            &company.map(|company| company.name.as_str()),
            &company.map(|company| company.number.as_str()),
            &company.and_then(|company| company.vat_number.as_ref()).map(VatNumber::as_str),
            &account.language,
            &password_hash,
            &account.activation,
            &account.registered_at,
        ],
    )?;
    Ok(inserted == 1)
}

/// The account with this id.
pub(crate) fn by_id(tx: &mut Tx<'_>, id: &AccountId) -> Result<Option<Account>, StoreError> {
    tx.query_one_or_none(select_account!("WHERE id = $1"), &[id], account)
}

/// The account with this id and its password.
pub(crate) fn credentials(tx: &mut Tx<'_>, id: &AccountId) -> Result<Option<Credentials>, StoreError> {
    tx.query_one_or_none(select_account!("WHERE id = $1"), &[id], with_password)
}

/// The account whose PINs are entered on this page.
pub(crate) fn by_activation(
    tx: &mut Tx<'_>,
    activation: &ActivationId,
) -> Result<Option<Account>, StoreError> {
    tx.query_one_or_none(select_account!("WHERE activation = $1"), &[activation], account)
}

/// The account with this user name, in whatever case.
pub(crate) fn by_user_name(tx: &mut Tx<'_>, user_name: &UserName) -> Result<Option<Credentials>, StoreError> {
    tx.query_one_or_none(
        select_account!("WHERE user_name_key = $1"),
        &[&user_name.canonical()],
        with_password,
    )
}

/// Whether a user name is taken, in whatever case.
pub(crate) fn is_taken(tx: &mut Tx<'_>, user_name: &UserName) -> Result<bool, StoreError> {
    let found = tx.query_one_or_none(
        "SELECT id FROM account WHERE user_name_key = $1",
        &[&user_name.canonical()],
        |row| row.get::<AccountId>(0),
    )?;
    Ok(found.is_some())
}

/// The accounts with this e-mail address: the proven ones first, not more than a few.
pub(crate) fn by_email(tx: &mut Tx<'_>, email_key: &str) -> Result<Vec<Credentials>, StoreError> {
    tx.query(
        select_account!(
            "WHERE email_key = $1 ORDER BY CASE WHEN activated_at IS NULL THEN 1 ELSE 0 END, id LIMIT 4"
        ),
        &[&email_key],
        with_password,
    )
}

/// The active accounts with this e-mail address, not more than a few dozen.
pub(crate) fn active_by_email(tx: &mut Tx<'_>, email_key: &str) -> Result<Vec<Account>, StoreError> {
    tx.query(
        select_account!("WHERE email_key = $1 AND activated_at IS NOT NULL ORDER BY founded_at, id LIMIT 30"),
        &[&email_key],
        account,
    )
}

/// Notes that PIN1 or PIN2 was entered.
pub(crate) fn confirm(
    tx: &mut Tx<'_>,
    id: &AccountId,
    channel: Channel,
    now: Timestamp,
) -> Result<Transition, StoreError> {
    let sql = match channel {
        Channel::Email => {
            "UPDATE account SET email_confirmed_at = $1 WHERE id = $2 AND email_confirmed_at IS NULL"
        }
        Channel::Phone => {
            "UPDATE account SET phone_confirmed_at = $1 WHERE id = $2 AND phone_confirmed_at IS NULL"
        }
    };
    tx.transition(sql, &[&now, id])
}

/// Registered becomes active.
pub(crate) fn activate(tx: &mut Tx<'_>, id: &AccountId, active: Active) -> Result<Transition, StoreError> {
    tx.transition(
        "UPDATE account SET activated_at = $1 WHERE id = $2 AND activated_at IS NULL
         AND email_confirmed_at IS NOT NULL AND phone_confirmed_at IS NOT NULL",
        &[&active.activated_at, id],
    )
}

/// Active becomes identified.
pub(crate) fn identify(tx: &mut Tx<'_>, id: &AccountId, now: Timestamp) -> Result<Transition, StoreError> {
    tx.transition(
        "UPDATE account SET identified_at = $1 WHERE id = $2 AND activated_at IS NOT NULL AND identified_at IS NULL",
        &[&now, id],
    )
}

/// New name, address and company of an account that stays as far proven as it was.
pub(crate) fn change_postal_info(
    tx: &mut Tx<'_>,
    id: &AccountId,
    place: &PostalInfo,
    state: State,
) -> Result<Transition, StoreError> {
    let identified_at = identified_at(state);
    set_postal_info(tx, id, place, identified_at, identified_at)
}

/// A new name and address that were proven by PIN3.
pub(crate) fn confirm_postal_info(
    tx: &mut Tx<'_>,
    id: &AccountId,
    place: &PostalInfo,
    state: State,
    now: Timestamp,
) -> Result<Transition, StoreError> {
    match identified_at(state) {
        Some(before) => set_postal_info(tx, id, place, Some(before), Some(now)),
        None => Ok(Transition::Lost),
    }
}

fn set_postal_info(
    tx: &mut Tx<'_>,
    id: &AccountId,
    place: &PostalInfo,
    before: Option<Timestamp>,
    after: Option<Timestamp>,
) -> Result<Transition, StoreError> {
    const NEVER: i64 = -1;
    let company = place.company.as_ref();
    let before = before.map_or(NEVER, Timestamp::unix_ms);
    tx.transition(
        "UPDATE account SET given_name = $1, family_name = $2, street = $3, city = $4, postal_code = $5, country = $6,
         company_name = $7, company_number = $8, vat_number = $9, identified_at = $10
         WHERE id = $11 AND activated_at IS NOT NULL AND COALESCE(identified_at, -1) = $12",
        &[
            &place.name.given(),
            &place.name.family(),
            &place.address.street(),
            &place.address.city(),
            &place.address.postal_code(),
            &place.address.country().as_str(),
            &company.map(|company| company.name.as_str()),
            &company.map(|company| company.number.as_str()),
            &company.and_then(|company| company.vat_number.as_ref()).map(VatNumber::as_str),
            &after,
            id,
            &before,
        ],
    )
}

const fn identified_at(state: State) -> Option<Timestamp> {
    match state {
        State::Identified(identified) => Some(identified.identified_at),
        State::Registered(_) | State::Active(_) => None,
    }
}

/// A proven new e-mail address.
pub(crate) fn change_email(
    tx: &mut Tx<'_>,
    id: &AccountId,
    email: &values::EmailAddress,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE account SET email = $1, email_key = $2, email_confirmed_at = $3 WHERE id = $4",
        &[&email.as_str(), &email.canonical(), &now, id],
    )?;
    Ok(())
}

/// A proven new telephone number.
pub(crate) fn change_phone(
    tx: &mut Tx<'_>,
    id: &AccountId,
    phone: &values::PhoneNumber,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE account SET phone = $1, phone_confirmed_at = $2 WHERE id = $3",
        &[&phone.as_str(), &now, id],
    )?;
    Ok(())
}

/// A new password in place of a forgotten one.
pub(crate) fn recover(
    tx: &mut Tx<'_>,
    id: &AccountId,
    new_hash: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    set_password(tx, id, new_hash, None, now)
}

/// The password from before a recovery counts again.
pub(crate) fn restore(
    tx: &mut Tx<'_>,
    id: &AccountId,
    old: &OldPassword,
    now: Timestamp,
) -> Result<(), StoreError> {
    set_password(tx, id, &old.hash, old.blocked_at, now)
}

fn set_password(
    tx: &mut Tx<'_>,
    id: &AccountId,
    hash: &str,
    blocked_at: Option<Timestamp>,
    recovered_at: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE account SET password_hash = $1, password_blocked_at = $2, recovered_at = $3 WHERE id = $4",
        &[&hash, &blocked_at, &recovered_at, id],
    )?;
    Ok(())
}

/// The password opens nothing any more.
pub(crate) fn block_password(tx: &mut Tx<'_>, id: &AccountId, now: Timestamp) -> Result<(), StoreError> {
    tx.execute("UPDATE account SET password_blocked_at = $1 WHERE id = $2", &[&now, id])?;
    Ok(())
}

/// Another language for messages; false if it is the present one.
pub(crate) fn change_language(
    tx: &mut Tx<'_>,
    id: &AccountId,
    language: values::Language,
) -> Result<bool, StoreError> {
    let sql = "UPDATE account SET language = $1 WHERE id = $2 AND language <> $1";
    Ok(tx.execute(sql, &[&language, id])? == 1)
}

/// A new password, unless another one came first.
pub(crate) fn change_password(
    tx: &mut Tx<'_>,
    id: &AccountId,
    old_hash: &str,
    new_hash: &str,
) -> Result<Transition, StoreError> {
    tx.transition(
        "UPDATE account SET password_hash = $1 WHERE id = $2 AND password_hash = $3",
        &[&new_hash, id, &old_hash],
    )
}

/// Some of the accounts registered until then and never activated, whose last reminder was sent until then, the oldest first
/// (B7).
pub(crate) fn unactivated(
    tx: &mut Tx<'_>,
    registered_until: Timestamp,
    reminded_until: Timestamp,
    at_most: i64,
) -> Result<Vec<Account>, StoreError> {
    tx.query(
        select_account!(
            "WHERE activated_at IS NULL AND founded_at <= $1 AND EXISTS (SELECT 1 FROM lapse_reminder
             WHERE lapse_reminder.account_id = account.id AND lapse_reminder.days_before <= $2
             AND lapse_reminder.reminded_at <= $3)
             ORDER BY founded_at LIMIT $4"
        ),
        &[&registered_until, &LAST_REMINDER_DAYS, &reminded_until, &at_most],
        account,
    )
}

/// Accounts never activated and registered until then that have had no reminder so many days before, or later.
pub(crate) fn without_reminder(
    tx: &mut Tx<'_>,
    registered_until: Timestamp,
    days_before: i64,
    at_most: i64,
) -> Result<Vec<Account>, StoreError> {
    tx.query(
        select_account!(
            "WHERE activated_at IS NULL AND founded_at <= $1 AND NOT EXISTS (SELECT 1 FROM lapse_reminder
             WHERE lapse_reminder.account_id = account.id AND lapse_reminder.days_before <= $2)
             ORDER BY founded_at LIMIT $3"
        ),
        &[&registered_until, &days_before, &at_most],
        account,
    )
}

/// The reminder so many days before the end was sent.
pub(crate) fn reminded(
    tx: &mut Tx<'_>,
    id: &AccountId,
    days_before: i64,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO lapse_reminder (account_id, days_before, reminded_at) VALUES ($1, $2, $3)
         ON CONFLICT (account_id) DO UPDATE
         SET days_before = excluded.days_before, reminded_at = excluded.reminded_at",
        &[id, &days_before, &now],
    )?;
    Ok(())
}

/// What goes with an account. That its address and number were used stays known (B5).
pub(crate) const OF_ACCOUNT: &[&str] = &[
    "DELETE FROM pending_change WHERE account_id = $1",
    "DELETE FROM consent WHERE account_id = $1",
    "DELETE FROM lapse_reminder WHERE account_id = $1",
    "DELETE FROM letter_due WHERE account_id = $1",
    "DELETE FROM place_change WHERE account_id = $1",
    "DELETE FROM recovery WHERE account_id = $1",
    "DELETE FROM login_notice WHERE account_id = $1",
];

/// Deletes an account that was never activated, with everything of it.
pub(crate) fn delete_unactivated(tx: &mut Tx<'_>, id: &AccountId) -> Result<Transition, StoreError> {
    let deleted = tx.transition("DELETE FROM account WHERE id = $1 AND activated_at IS NULL", &[id])?;
    if deleted.is_done() {
        for delete in OF_ACCOUNT {
            tx.execute(delete, &[id])?;
        }
        audit::delete_of_subject(tx, id.as_str())?;
    }
    Ok(deleted)
}

fn with_password(row: &Row<'_>) -> Result<Credentials, StoreError> {
    Ok(Credentials { account: account(row)?, password_hash: row.get(21)?, password_blocked_at: row.get(23)? })
}

fn account(row: &Row<'_>) -> Result<Account, StoreError> {
    Ok(Account {
        id: row.get(0)?,
        activation: row.get(16)?,
        user_name: parsed(row, 1, "account.user_name")?,
        contact: contact(row)?,
        language: row.get(14)?,
        registered_at: row.get(15)?,
        state: state(row)?,
        recovered_at: row.get(22)?,
    })
}

fn contact(row: &Row<'_>) -> Result<Contact, StoreError> {
    let text = |index| row.get::<String>(index);
    let name = PersonName::parse(&text(2)?, &text(3)?).map_err(|_| corrupt("account.family_name"))?;
    let address = PostalAddress::parse(&text(7)?, &text(8)?, &text(9)?, &text(10)?)
        .map_err(|_| corrupt("account.street"))?;
    Ok(Contact {
        name,
        birth_date: parsed(row, 4, "account.birth_date")?,
        email: parsed(row, 5, "account.email")?,
        phone: parsed(row, 6, "account.phone")?,
        address,
        company: company(row)?,
    })
}

fn company(row: &Row<'_>) -> Result<Option<Company>, StoreError> {
    let Some(name) = row.get::<Option<String>>(11)? else { return Ok(None) };
    let vat_number = match row.get::<Option<String>>(13)? {
        Some(text) => Some(text.parse().map_err(|_| corrupt("account.vat_number"))?),
        None => None,
    };
    Ok(Some(Company { name, number: parsed(row, 12, "account.company_number")?, vat_number }))
}

fn state(row: &Row<'_>) -> Result<State, StoreError> {
    let (activated_at, identified_at) =
        (row.get::<Option<Timestamp>>(19)?, row.get::<Option<Timestamp>>(20)?);
    Ok(match (activated_at, identified_at) {
        (None, _) => State::Registered(Registered {
            email_confirmed_at: row.get(17)?,
            phone_confirmed_at: row.get(18)?,
        }),
        (Some(activated_at), None) => State::Active(Active { activated_at }),
        (Some(activated_at), Some(at)) => State::Identified(Active { activated_at }.identify(at)),
    })
}
