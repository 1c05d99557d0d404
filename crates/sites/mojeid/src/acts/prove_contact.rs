//! A registration whose e-mail address or number another account used without proving it: whoever enters the code that
//! went there takes it over (B5).

use codes::{CodeRejection, Redeemed};
use delivery::{Quota, Recipient};
use secrets::hexadecimal;
use serde::{Deserialize, Serialize};
use store::{StoreError, Tx};
use values::{Language, Timestamp};

use super::ClientInfo;
use super::codes::send_code;
use super::recover::count_all;
use super::register::{self, NewAccount, RegisterError};
use crate::context::Context;
use crate::messages::registration as messages;
use crate::rules::account::{Account, ActivationId};
use crate::rules::contact::Channel;
use crate::rules::registration::RegistrationForm;
use crate::rules::submitted_form::{
    FORM_KEPT_MS, FormId, FormOutcome, PROOFS_OF_SENDER, SubmittedForm, ToProve, may_be_proven_at,
};
use crate::store::submitted_form;

/// A form whose password is hashed.
#[derive(Serialize, Deserialize)]
struct SealedForm {
    #[serde(rename = "application")]
    form: RegistrationForm,
    password_hash: String,
    language: Language,
}

/// What a form that was sent waits for.
#[derive(Clone, Debug)]
#[must_use]
pub(crate) enum SubmittedFormStatus {
    /// There is no such form, or not any more.
    Unknown,
    /// The account is registered and waits for its PINs.
    Registered(ActivationId),
    /// Codes went to what has to be proven.
    Codes {
        /// What has to be proven.
        to_prove: ToProve,
        /// The account as it will be.
        account: Box<Account>,
    },
}

/// What came of entering the codes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub(crate) enum ProofOutcome {
    /// There is no such form, or not any more.
    Unknown,
    /// The account is registered.
    Registered(ActivationId),
    /// Something is still missing. A code that was right stays so.
    Missing {
        /// Why the code to the e-mail address was rejected, if it was.
        email: Option<CodeRejection>,
        /// Why the code to the number was rejected, if it was.
        phone: Option<CodeRejection>,
    },
}

/// What a form that was sent waits for.
pub(crate) async fn waiting_form(
    context: &Context,
    now: Timestamp,
    id: &FormId,
) -> Result<SubmittedFormStatus, StoreError> {
    context
        .store
        .read(|tx| {
            let Some(sent) = submitted_form::find(tx, id)? else { return Ok(SubmittedFormStatus::Unknown) };
            Ok(match sent.outcome {
                FormOutcome::Registered(activation) => SubmittedFormStatus::Registered(activation),
                FormOutcome::ProofRequired(to_prove) => match pending_account(context, tx, now, id)? {
                    Some(new) => SubmittedFormStatus::Codes { to_prove, account: Box::new(new.account) },
                    None => SubmittedFormStatus::Unknown,
                },
            })
        })
        .await
}

/// Tries the codes; when nothing is left to prove, the account is registered. Wrong tries count.
pub(crate) async fn prove_contact(
    context: &Context,
    now: Timestamp,
    id: &FormId,
    email: &str,
    phone: &str,
    client: &ClientInfo,
) -> Result<ProofOutcome, RegisterError> {
    let tried = context
        .store
        .write(|tx| {
            let Some(sent) = submitted_form::find(tx, id)? else { return Ok(ProofOutcome::Unknown) };
            let mut to_prove = match sent.outcome {
                FormOutcome::Registered(activation) => return Ok(ProofOutcome::Registered(activation)),
                FormOutcome::ProofRequired(to_prove) => to_prove,
            };
            let mut rejections = [None, None];
            let entered = [(Channel::Email, email), (Channel::Phone, phone)];
            for (slot, (channel, entered)) in rejections.iter_mut().zip(entered) {
                if to_prove.of(channel).is_none_or(|proof| proof.proven_at.is_some()) {
                    continue;
                }
                match context.codes.try_redeem(tx, now, channel.ownership_code(), id.as_str(), entered)? {
                    Ok(Redeemed) => {
                        to_prove.prove(channel, now);
                        submitted_form::prove(tx, id, channel, now)?;
                    }
                    Err(rejection) => *slot = Some(rejection),
                }
            }
            let [email, phone] = rejections;
            Ok::<_, StoreError>(ProofOutcome::Missing { email, phone })
        })
        .await?;
    match tried {
        ProofOutcome::Missing { .. } => Ok(register_proven(context, now, id, client).await?.unwrap_or(tried)),
        other => Ok(other),
    }
}

/// Registers the account if nothing is left to prove. Apart from the tries, which count even if this is refused.
async fn register_proven(
    context: &Context,
    now: Timestamp,
    id: &FormId,
    client: &ClientInfo,
) -> Result<Option<ProofOutcome>, RegisterError> {
    context
        .store
        .write(|tx| {
            let to_prove = match submitted_form::find(tx, id)?.map(|sent| sent.outcome) {
                Some(FormOutcome::ProofRequired(to_prove)) if to_prove.is_done() => to_prove,
                Some(FormOutcome::Registered(activation)) => {
                    return Ok(Some(ProofOutcome::Registered(activation)));
                }
                _ => return Ok(None),
            };
            let Some(new) = pending_account(context, tx, now, id)? else {
                return Ok(Some(ProofOutcome::Unknown));
            };
            register::insert(context, tx, now, &new, &to_prove, client)?;
            submitted_form::registered(tx, id, &new.account.activation)?.or_conflict()?;
            Ok(Some(ProofOutcome::Registered(new.account.activation)))
        })
        .await
}

/// Remembers a form that was sent; if it waits for codes, sends them.
pub(crate) fn save_form(
    context: &Context,
    tx: &mut Tx<'_>,
    now: Timestamp,
    sent: &SubmittedForm,
    form: &RegistrationForm,
    new: &NewAccount,
    client: &ClientInfo,
) -> Result<(), RegisterError> {
    let FormOutcome::ProofRequired(to_prove) = &sent.outcome else {
        return Ok(submitted_form::insert(tx, now, sent, None)?);
    };
    let form = RegistrationForm { password: String::new(), ..form.clone() };
    let (password_hash, language) = (new.password_hash.clone(), new.account.language);
    let plain =
        serde_json::to_vec(&SealedForm { form, password_hash, language }).map_err(|_| unreadable())?;
    let sealed = context.form_sealer.seal(&plain, sent.id.as_str().as_bytes());
    for channel in Channel::ALL {
        let Some(proof) = to_prove.of(channel) else { continue };
        let since = now.plus_ms(-FORM_KEPT_MS);
        let before = submitted_form::sent_since(tx, channel, &proof.value, since)?;
        // One sender has few of those that there are, so that none uses them up.
        let of_sender = client.network.as_ref().or(client.address.as_ref()).map(|sender| {
            let value = hexadecimal(&proof.value);
            (format!("own-{}:{value}:{sender}", channel.as_str()), &PROOFS_OF_SENDER)
        });
        let wait = may_be_proven_at(now, &before).max(count_all(tx, now, of_sender)?);
        if let Some(allowed_at) = wait {
            return Err(RegisterError::TooSoon { allowed_at });
        }
        let phone = (Recipient::Phone(&new.account.contact.phone), Quota::Anonymous);
        let to = (channel == Channel::Phone).then_some(phone);
        let wait = send_code(context, tx, now, (channel.ownership_code(), sent.id.as_str()), to, |code| {
            messages::own(&context.site, now, &new.account, channel, code)
        })?;
        if let Some(allowed_at) = wait {
            return Err(RegisterError::TooSoon { allowed_at });
        }
    }
    Ok(submitted_form::insert(tx, now, sent, Some(&sealed))?)
}

/// The password hash of a form that waits.
pub(crate) async fn password_of_waiting(
    context: &Context,
    id: &FormId,
) -> Result<Option<String>, StoreError> {
    let sealed = context.store.read(|tx| unseal(context, tx, id)).await?;
    Ok(sealed.map(|sealed| sealed.password_hash))
}

fn pending_account(
    context: &Context,
    tx: &mut Tx<'_>,
    now: Timestamp,
    id: &FormId,
) -> Result<Option<NewAccount>, StoreError> {
    let Some(SealedForm { form, password_hash, language }) = unseal(context, tx, id)? else {
        return Ok(None);
    };
    let (user_name, contact) = form.parse_without_password(now).ok_or_else(unreadable)?;
    Ok(Some(NewAccount::new(now, user_name, contact, language, password_hash)))
}

fn unseal(context: &Context, tx: &mut Tx<'_>, id: &FormId) -> Result<Option<SealedForm>, StoreError> {
    let Some(sealed) = submitted_form::application(tx, id)? else { return Ok(None) };
    let plain = context.form_sealer.open(&sealed, id.as_str().as_bytes()).map_err(|_| unreadable())?;
    serde_json::from_slice(&plain).map(Some).map_err(|_| unreadable())
}

fn unreadable() -> StoreError {
    StoreError::Corrupt { place: "registration_form.application".to_owned(), expected: "what was written" }
}
