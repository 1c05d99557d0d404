//! An interaction goes on: decided by the same rules as at the authorization endpoint.

use oidc::AuthorizationRequest;
use sessions::Session;
use store::{StoreError, Tx};

use crate::decision::{self, Decision, Situation};
use crate::{
    AuthorizationResponse, Client, ConsentQuery, Grant, Interaction, InteractionError, InteractionReason,
    Provider, Release,
};

/// What comes next for a person whom a client waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub enum Next {
    /// The code is issued. Return the response once the transaction has committed.
    Answer(AuthorizationResponse),
    /// The person has to log in, again or at a higher level, to choose an account, or to register.
    Login(InteractionReason),
    /// The person has to be asked what the client may have.
    Consent,
}

impl Provider {
    /// Goes on with an interaction for whoever is signed in by now, in the site's own transaction: answers the client if
    /// nothing is missing any more. The same checks as at the authorization endpoint, [`crate::AccountProvider::stored_consent`]
    /// among them.
    pub fn resume(
        &self,
        tx: &mut Tx<'_>,
        interaction: &Interaction,
        session: Option<&Session>,
    ) -> Result<Next, InteractionError> {
        match self.next(tx, interaction, session)? {
            Ok(grant) => self.complete(tx, interaction, &grant).map(Next::Answer),
            Err(next) => Ok(next),
        }
    }

    /// [`Provider::resume`] in a transaction of its own. It looks in a read first, so that a person who has yet to do
    /// something takes no write lock.
    pub async fn resume_alone(
        &self,
        interaction: &Interaction,
        session: Option<&Session>,
    ) -> Result<Next, InteractionError> {
        let next = self.0.store.read(|tx| self.next(tx, interaction, session)).await?;
        match next {
            Ok(_) => self.0.store.write(|tx| self.resume(tx, interaction, session)).await,
            Err(next) => Ok(next),
        }
    }

    /// What an interaction lacks, given who is signed in by now; reads nothing. With none, a stored consent may still be
    /// missing.
    pub fn missing(&self, interaction: &Interaction, session: Option<&Session>) -> Option<InteractionReason> {
        let subject = self.expected_subject(&interaction.client, &interaction.request, session);
        decision::missing(&self.situation(interaction, session, subject.as_deref()))
    }

    /// The grant that would be issued now, or what has to happen before.
    fn next(
        &self,
        tx: &mut Tx<'_>,
        interaction: &Interaction,
        session: Option<&Session>,
    ) -> Result<Result<Grant, Next>, InteractionError> {
        let subject = self.expected_subject(&interaction.client, &interaction.request, session);
        let situation = self.situation(interaction, session, subject.as_deref());
        if decision::is_other_person(&situation) {
            return Err(InteractionError::OtherPerson);
        }
        let granted = match decision::decide(&situation) {
            Decision::Interact(InteractionReason::Consent) => None,
            Decision::Interact(reason) => return Ok(Err(Next::Login(reason))),
            Decision::ReleaseEverything(session) => {
                Some(Grant::from_session(session, Release::everything(&interaction.request)))
            }
            Decision::AskConsent(session) => self.consented(tx, &situation, session)?,
        };
        Ok(granted.ok_or(Next::Consent))
    }

    /// What the person's stored consent lets the client have; none if they have to be asked.
    pub(crate) fn consented(
        &self,
        tx: &mut Tx<'_>,
        situation: &Situation<'_>,
        session: &Session,
    ) -> Result<Option<Grant>, StoreError> {
        let &Situation { client, request, now, .. } = situation;
        let query = ConsentQuery { client, request, session, now };
        let release = self.0.account_provider.stored_consent(tx, &query)?;
        // With `prompt=none` nobody can be asked about offline access, and there is none.
        let is_open = |release: &Release| release.leaves_offline_open(request) && !request.prompt.none;
        let release = release.filter(|release| !is_open(release));
        Ok(release.map(|release| Grant::from_session(session, release)))
    }

    /// The person of the session as the client sees them, if the request says who is expected.
    pub(crate) fn expected_subject(
        &self,
        client: &Client,
        request: &AuthorizationRequest,
        session: Option<&Session>,
    ) -> Option<String> {
        request.expected_subject.as_ref()?;
        session.map(|session| self.subject_for(client, &session.subject))
    }

    pub(crate) fn situation<'a>(
        &self,
        interaction: &'a Interaction,
        session: Option<&'a Session>,
        subject: Option<&'a str>,
    ) -> Situation<'a> {
        Situation {
            client: &interaction.client,
            request: &interaction.request,
            session,
            subject,
            begun_at: Some(interaction.begun_at),
            now: self.now(),
        }
    }
}
