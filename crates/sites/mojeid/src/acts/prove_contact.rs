//! A registration whose e-mail address or number another account used without proving it: whoever enters the code that
//! went there takes it over (B5).

use codes::{CodeRejection, Kind, Redeemed};
use delivery::{Quota, Recipient};
use secrets::hexadecimal;
use serde::{Deserialize, Serialize};
use store::{StoreError, Tx};
use values::{Language, Timestamp};

use super::recover::count_all;
use super::register::{New, RegisterError, new_account};
use super::{OWN_EMAIL, OWN_PHONE, Origin};
use crate::Mojeid;
use crate::messages::registration as messages;
use crate::rules::account::{Account, ActivationId};
use crate::rules::contact::Channel;
use crate::rules::registration::Application;
use crate::rules::registration_form::{
    FormId, FormOutcome, PROOFS_OF_SENDER, SentForm, ToProve, may_be_proven_at,
};
use crate::store::registration_form;

/// An application whose password is hashed.
#[derive(Serialize, Deserialize)]
struct Kept {
    application: Application,
    password_hash: String,
    language: Language,
}

/// What a form that was sent waits for.
#[derive(Clone, Debug)]
#[must_use]
pub enum Waiting {
    /// There is no such form, or not any more.
    Unknown,
    /// The account is founded and waits for its PINs.
    Founded(ActivationId),
    /// Codes went to what has to be proven.
    Codes {
        /// What.
        to_prove: ToProve,
        /// The account as it will be.
        account: Box<Account>,
    },
}

/// What came of entering the codes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub enum Proven {
    /// There is no such form, or not any more.
    Unknown,
    /// The account is founded.
    Founded(ActivationId),
    /// Something is still missing. A code that was right stays so.
    Missing {
        /// Why the code to the e-mail address was rejected, if it was.
        email: Option<CodeRejection>,
        /// Why the code to the number was rejected, if it was.
        phone: Option<CodeRejection>,
    },
}

impl Mojeid {
    /// What a form that was sent waits for.
    pub async fn waiting_form(&self, now: Timestamp, id: &FormId) -> Result<Waiting, StoreError> {
        self.store()
            .read(|tx| {
                let Some(sent) = registration_form::find(tx, id)? else { return Ok(Waiting::Unknown) };
                Ok(match sent.outcome {
                    FormOutcome::Founded(activation) => Waiting::Founded(activation),
                    FormOutcome::Waits(to_prove) => match self.kept(tx, now, id)? {
                        Some(new) => Waiting::Codes { to_prove, account: Box::new(new.account) },
                        None => Waiting::Unknown,
                    },
                })
            })
            .await
    }

    /// Tries the codes; when nothing is left to prove, the account is founded. Wrong tries count.
    pub async fn prove_contact(
        &self,
        now: Timestamp,
        id: &FormId,
        email: &str,
        phone: &str,
        origin: &Origin,
    ) -> Result<Proven, RegisterError> {
        let tried = self
            .store()
            .write(|tx| {
                let Some(sent) = registration_form::find(tx, id)? else { return Ok(Proven::Unknown) };
                let mut to_prove = match sent.outcome {
                    FormOutcome::Founded(activation) => return Ok(Proven::Founded(activation)),
                    FormOutcome::Waits(to_prove) => to_prove,
                };
                let mut rejections = [None, None];
                let entered = [(Channel::Email, email), (Channel::Phone, phone)];
                for (slot, (channel, entered)) in rejections.iter_mut().zip(entered) {
                    if to_prove.of(channel).is_none_or(|proof| proof.proven_at.is_some()) {
                        continue;
                    }
                    match self.codes().try_redeem(tx, now, kind_of(channel), id.as_str(), entered)? {
                        Ok(Redeemed) => {
                            to_prove.prove(channel, now);
                            registration_form::prove(tx, id, channel, now)?;
                        }
                        Err(rejection) => *slot = Some(rejection),
                    }
                }
                let [email, phone] = rejections;
                Ok::<_, StoreError>(Proven::Missing { email, phone })
            })
            .await?;
        match tried {
            Proven::Missing { .. } => Ok(self.found_proven(now, id, origin).await?.unwrap_or(tried)),
            other => Ok(other),
        }
    }

    /// Founds the account if nothing is left to prove. Apart from the tries, which count even if this is refused.
    async fn found_proven(
        &self,
        now: Timestamp,
        id: &FormId,
        origin: &Origin,
    ) -> Result<Option<Proven>, RegisterError> {
        self.store()
            .write(|tx| {
                let to_prove = match registration_form::find(tx, id)?.map(|sent| sent.outcome) {
                    Some(FormOutcome::Waits(to_prove)) if to_prove.is_done() => to_prove,
                    Some(FormOutcome::Founded(activation)) => return Ok(Some(Proven::Founded(activation))),
                    _ => return Ok(None),
                };
                let Some(new) = self.kept(tx, now, id)? else { return Ok(Some(Proven::Unknown)) };
                self.found(tx, now, &new, &to_prove, origin)?;
                if !registration_form::found(tx, id, &new.activation)? {
                    return Err(StoreError::Conflict.into());
                }
                Ok(Some(Proven::Founded(new.activation)))
            })
            .await
    }

    /// Remembers a form that was sent; if it waits for codes, sends them.
    pub(super) fn keep_form(
        &self,
        tx: &mut Tx<'_>,
        now: Timestamp,
        sent: &SentForm,
        application: &Application,
        new: &New,
        origin: &Origin,
    ) -> Result<(), RegisterError> {
        let FormOutcome::Waits(to_prove) = &sent.outcome else {
            return Ok(registration_form::insert(tx, now, sent, None)?);
        };
        let application = Application { password: String::new(), ..application.clone() };
        let (password_hash, language) = (new.password_hash.clone(), new.account.language);
        let kept =
            serde_json::to_vec(&Kept { application, password_hash, language }).map_err(|_| unreadable())?;
        let sealed = self.forms().seal(&kept, sent.id.as_str().as_bytes());
        for (channel, kind) in [(Channel::Email, &OWN_EMAIL), (Channel::Phone, &OWN_PHONE)] {
            let Some(proof) = to_prove.of(channel) else { continue };
            let since = now.plus_ms(-crate::rules::registration_form::FORM_KEPT_MS);
            let before = registration_form::sent_since(tx, channel, &proof.value, since)?;
            // One sender has few of those that there are, so that none uses them up.
            let of_sender = origin.network.as_ref().or(origin.address.as_ref()).map(|sender| {
                let value = hexadecimal(&proof.value);
                (format!("own-{}:{value}:{sender}", channel.as_str()), &PROOFS_OF_SENDER)
            });
            let wait = may_be_proven_at(now, &before).max(count_all(tx, now, of_sender)?);
            if let Some(allowed_at) = wait {
                return Err(RegisterError::TooSoon { allowed_at });
            }
            let phone = (Recipient::Phone(&new.account.contact.phone), Quota::Anonymous);
            let to = (channel == Channel::Phone).then_some(phone);
            let wait = self.send_code(tx, now, (kind, sent.id.as_str()), to, |code| {
                messages::own(self.web(), now, &new.account, channel, code)
            })?;
            if let Some(allowed_at) = wait {
                return Err(RegisterError::TooSoon { allowed_at });
            }
        }
        Ok(registration_form::insert(tx, now, sent, Some(&sealed))?)
    }

    /// The password hash of a form that waits.
    pub(super) async fn password_of_waiting(&self, id: &FormId) -> Result<Option<String>, StoreError> {
        let kept = self.store().read(|tx| self.opened(tx, id)).await?;
        Ok(kept.map(|kept| kept.password_hash))
    }

    fn kept(&self, tx: &mut Tx<'_>, now: Timestamp, id: &FormId) -> Result<Option<New>, StoreError> {
        let Some(Kept { application, password_hash, language }) = self.opened(tx, id)? else {
            return Ok(None);
        };
        let (user_name, contact) = application.without_password(now).ok_or_else(unreadable)?;
        Ok(Some(new_account(now, user_name, contact, language, password_hash)))
    }

    fn opened(&self, tx: &mut Tx<'_>, id: &FormId) -> Result<Option<Kept>, StoreError> {
        let Some(sealed) = registration_form::application(tx, id)? else { return Ok(None) };
        let plain = self.forms().open(&sealed, id.as_str().as_bytes()).map_err(|_| unreadable())?;
        serde_json::from_slice(&plain).map(Some).map_err(|_| unreadable())
    }
}

const fn kind_of(channel: Channel) -> &'static Kind {
    match channel {
        Channel::Email => &OWN_EMAIL,
        Channel::Phone => &OWN_PHONE,
    }
}

fn unreadable() -> StoreError {
    StoreError::Corrupt { place: "registration_form.application".to_owned(), expected: "what was written" }
}
