//! The table `registration_form`: forms that were sent, and those that wait for a proof (B5).

use store::{Row, StoreError, Transition, Tx};
use values::Timestamp;

use super::corrupt;
use crate::rules::account::ActivationId;
use crate::rules::contact::Channel;
use crate::rules::submitted_form::{FormId, FormOutcome, Proof, SubmittedForm, ToProve};

store::text_value!(FormId, as_str);

/// A form that was sent.
pub(crate) fn find(tx: &mut Tx<'_>, id: &FormId) -> Result<Option<SubmittedForm>, StoreError> {
    tx.query_one_or_none(
        "SELECT id, content, activation, email_to_prove, email_proven_at, phone_to_prove, phone_proven_at
         FROM registration_form WHERE id = $1",
        &[id],
        form,
    )
}

/// The sealed application of a form that waits.
pub(crate) fn application(tx: &mut Tx<'_>, id: &FormId) -> Result<Option<Vec<u8>>, StoreError> {
    let found =
        tx.query_one_or_none("SELECT application FROM registration_form WHERE id = $1", &[id], |row| {
            row.get::<Option<Vec<u8>>>(0)
        })?;
    Ok(found.flatten())
}

/// Remembers what came of a form.
pub(crate) fn insert(
    tx: &mut Tx<'_>,
    now: Timestamp,
    form: &SubmittedForm,
    application: Option<&[u8]>,
) -> Result<(), StoreError> {
    let (activation, to_prove) = match &form.outcome {
        FormOutcome::Registered(activation) => (Some(activation), ToProve::default()),
        FormOutcome::ProofRequired(to_prove) => (None, to_prove.clone()),
    };
    let value = |proof: Option<Proof>| proof.map(|proof| proof.value);
    tx.execute(
        "INSERT INTO registration_form (id, content, sent_at, activation, application, email_to_prove, phone_to_prove)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        &[
            &form.id,
            &form.content,
            &now,
            &activation,
            &application,
            &value(to_prove.email),
            &value(to_prove.phone),
        ],
    )?;
    Ok(())
}

/// A code proved the address or number of a form.
pub(crate) fn prove(
    tx: &mut Tx<'_>,
    id: &FormId,
    channel: Channel,
    now: Timestamp,
) -> Result<(), StoreError> {
    let sql = match channel {
        Channel::Email => "UPDATE registration_form SET email_proven_at = $1 WHERE id = $2",
        Channel::Phone => "UPDATE registration_form SET phone_proven_at = $1 WHERE id = $2",
    };
    tx.execute(sql, &[&now, id])?;
    Ok(())
}

/// The form waits no longer; what was filled in is forgotten. False if it did not wait.
pub(crate) fn registered(
    tx: &mut Tx<'_>,
    id: &FormId,
    activation: &ActivationId,
) -> Result<Transition, StoreError> {
    tx.transition(
        "UPDATE registration_form SET activation = $1, application = NULL WHERE id = $2 AND activation IS NULL",
        &[activation, id],
    )
}

/// When forms that have to prove this address or number were sent.
pub(crate) fn sent_since(
    tx: &mut Tx<'_>,
    channel: Channel,
    value: &[u8; 32],
    since: Timestamp,
) -> Result<Vec<Timestamp>, StoreError> {
    let sql = match channel {
        Channel::Email => {
            "SELECT sent_at FROM registration_form WHERE email_to_prove = $1 AND sent_at > $2 ORDER BY sent_at"
        }
        Channel::Phone => {
            "SELECT sent_at FROM registration_form WHERE phone_to_prove = $1 AND sent_at > $2 ORDER BY sent_at"
        }
    };
    tx.query(sql, &[value, &since], |row| row.get(0))
}

/// Forms sent until an instant.
pub(crate) const DELETE_EXPIRED: &str = "DELETE FROM registration_form WHERE id IN (SELECT id FROM registration_form WHERE sent_at <= $1 LIMIT $2)";

fn form(row: &Row<'_>) -> Result<SubmittedForm, StoreError> {
    let bytes = |index| {
        let bytes = row.get::<Option<Vec<u8>>>(index)?;
        bytes.map(|bytes| bytes.try_into().map_err(|_| corrupt("registration_form.content"))).transpose()
    };
    let proof = |value: Option<[u8; 32]>, index| {
        let Some(value) = value else { return Ok(None) };
        Ok::<_, StoreError>(Some(Proof { value, proven_at: row.get(index)? }))
    };
    let to_prove = ToProve { email: proof(bytes(3)?, 4)?, phone: proof(bytes(5)?, 6)? };
    let outcome = match row.get::<Option<ActivationId>>(2)? {
        Some(activation) => FormOutcome::Registered(activation),
        None => FormOutcome::ProofRequired(to_prove),
    };
    let content = bytes(1)?.ok_or_else(|| corrupt("registration_form.content"))?;
    Ok(SubmittedForm { id: row.get(0)?, content, outcome })
}
