//! The SQL of the outbox.

use ::store::{Row, StoreError, Tx};
use values::Timestamp;

use crate::message::{Channel, Message, NewMessage, recipient_key};
use crate::recipients::Recipients;

/// Which messages to show.
#[derive(Clone, Debug, Default)]
pub(crate) struct Filter {
    /// Only these.
    pub(crate) channel: Option<Channel>,
    /// Only to one of these recipients; nobody named means everybody.
    pub(crate) to: Recipients,
    /// Only those that arrived before this one.
    pub(crate) before: Option<String>,
    /// Only those that arrived after this one.
    pub(crate) after: Option<String>,
}

/// `false` when the id is known already: it is the same message again.
pub(crate) fn insert(
    tx: &mut Tx<'_>,
    now: Timestamp,
    message: &NewMessage,
    kept: u32,
) -> Result<bool, StoreError> {
    let inserted = tx.execute(
        "INSERT INTO outbox_message
             (id, arrival, received_at, channel, sender, recipient, recipient_key, subject, body, pdf)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (id) DO NOTHING",
        &[
            &message.id,
            &random::random_id(now),
            &now,
            &message.channel,
            &message.sender,
            &message.recipient,
            &recipient_key(&message.recipient),
            &message.subject,
            &message.body,
            &message.pdf,
        ],
    )?;
    tx.execute(
        "DELETE FROM outbox_message
         WHERE arrival <= (SELECT arrival FROM outbox_message ORDER BY arrival DESC LIMIT 1 OFFSET $1)",
        &[&kept],
    )?;
    Ok(inserted == 1)
}

/// Newest first.
pub(crate) fn list(tx: &mut Tx<'_>, filter: &Filter, at_most: u32) -> Result<Vec<Message>, StoreError> {
    /// After every UUID, however the database sorts.
    const LAST: &str = "z";
    let [first, second, third, fourth] = &filter.to.patterns();
    tx.query(
        "SELECT id, arrival, received_at, channel, sender, recipient, subject, body, CAST(COALESCE(LENGTH(pdf), 0) AS BIGINT)
         FROM outbox_message
         WHERE arrival < $1 AND arrival > $2 AND channel LIKE $3
             AND (recipient_key LIKE $4 ESCAPE '!' OR recipient_key LIKE $5 ESCAPE '!'
                 OR recipient_key LIKE $6 ESCAPE '!' OR recipient_key LIKE $7 ESCAPE '!')
         ORDER BY arrival DESC LIMIT $8",
        &[
            &filter.before.as_deref().unwrap_or(LAST),
            &filter.after.as_deref().unwrap_or(""),
            &filter.channel.map_or("%", Channel::as_str),
            first,
            second,
            third,
            fourth,
            &at_most,
        ],
        message,
    )
}

pub(crate) fn find(tx: &mut Tx<'_>, id: &str) -> Result<Option<Message>, StoreError> {
    tx.query_one_or_none(
        "SELECT id, arrival, received_at, channel, sender, recipient, subject, body, CAST(COALESCE(LENGTH(pdf), 0) AS BIGINT)
         FROM outbox_message WHERE id = $1",
        &[&id],
        message,
    )
}

pub(crate) fn pdf(tx: &mut Tx<'_>, id: &str) -> Result<Option<Vec<u8>>, StoreError> {
    let found =
        tx.query_one_or_none("SELECT pdf FROM outbox_message WHERE id = $1", &[&id], |row| row.get(0))?;
    Ok(found.flatten())
}

fn message(row: &Row<'_>) -> Result<Message, StoreError> {
    Ok(Message {
        id: row.get(0)?,
        arrival: row.get(1)?,
        received_at: row.get(2)?,
        channel: row.get(3)?,
        sender: row.get(4)?,
        recipient: row.get(5)?,
        subject: row.get(6)?,
        body: row.get(7)?,
        has_pdf: row.get::<i64>(8)? != 0,
    })
}
