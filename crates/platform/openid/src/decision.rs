//! What happens to an authorization request, given who is signed in: rules without store or clock.

use oidc::{AuthorizationError, AuthorizationErrorResponse, AuthorizationRequest};
use values::{AssuranceLevel, MINUTE_MS, Timestamp};
use web::Session;

use crate::{Client, Grant, InteractionError, InteractionReason};

/// A decision about a request.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub(crate) enum Decision {
    /// The session will do; the remembered release decides.
    AskRelease,
    /// The session will do and nobody need be asked.
    GrantEverything,
    /// A page must be shown.
    Show(InteractionReason),
    /// The client gets an error.
    Refuse(AuthorizationErrorResponse),
}

/// Everything the rules look at.
pub(crate) struct Situation<'a> {
    pub(crate) client: &'a Client,
    pub(crate) request: &'a AuthorizationRequest,
    pub(crate) session: Option<&'a Session>,
    /// The person of the session as the client sees them; computed only if the request expects somebody.
    pub(crate) subject: Option<&'a str>,
    /// Levels that a login here can reach.
    pub(crate) levels: &'a [AssuranceLevel],
    /// When the person came: an authentication after that was made for this request.
    pub(crate) begun_at: Timestamp,
    pub(crate) now: Timestamp,
}

/// How far the clocks of two machines of one site may be apart.
const CLOCKS_APART_MS: i64 = MINUTE_MS;

/// Decides; with `prompt=none` a page becomes an error (OIDC Core §3.1.2.6).
pub(crate) fn decide(situation: &Situation<'_>) -> Decision {
    if let Err(refusal) = level_can_be_reached(situation) {
        return Decision::Refuse(refusal);
    }
    let need = account_is_wanted(situation)
        .or_else(|| login_is_wanted(situation))
        .or_else(|| authentication_needed(situation))
        .or_else(|| selection_is_wanted(situation))
        .or_else(|| consent_is_wanted(situation));
    match need {
        Some(need) => shown_or_refused(need, situation.request),
        None if situation.client.first_party => Decision::GrantEverything,
        None => Decision::AskRelease,
    }
}

/// What a page that must be shown becomes.
pub(crate) fn shown_or_refused(need: InteractionReason, request: &AuthorizationRequest) -> Decision {
    if !request.prompt.none {
        return Decision::Show(need);
    }
    let (error, description) = match need {
        InteractionReason::Account | InteractionReason::Login => {
            (AuthorizationError::LoginRequired, "nobody is signed in")
        }
        InteractionReason::LoginAgain => {
            (AuthorizationError::LoginRequired, "the person must authenticate again")
        }
        InteractionReason::HigherLevel => {
            (AuthorizationError::LoginRequired, "the session's level is lower than was asked for")
        }
        InteractionReason::Selection => {
            (AuthorizationError::AccountSelectionRequired, "the person must choose an account")
        }
        InteractionReason::Consent => (AuthorizationError::ConsentRequired, "the person must release data"),
    };
    Decision::Refuse(error.with_description(description))
}

/// Which authentication a request still needs: the first failing check counts.
pub(crate) fn authentication_needed(situation: &Situation<'_>) -> Option<InteractionReason> {
    let Some(session) = situation.session else {
        // With `prompt=login` a session at whoever this site asks will not do either.
        return Some(if situation.request.prompt.login {
            InteractionReason::LoginAgain
        } else {
            InteractionReason::Login
        });
    };
    let grant = Proof { authenticated_at: session.authenticated_at, level: session.level };
    if !is_expected_person(situation.request, situation.subject)
        || !is_made_again(situation, grant)
        || !is_recent(situation, grant)
    {
        return Some(InteractionReason::LoginAgain);
    }
    (!is_sure_enough(situation, grant)).then_some(InteractionReason::HigherLevel)
}

/// What an interaction still needs once the person may have authenticated for it.
pub(crate) fn still_needed(situation: &Situation<'_>) -> Option<InteractionReason> {
    let chosen = situation.session.is_some_and(|session| {
        // A session that began on the way is an account that was chosen, however old its authentication is.
        is_made_for_this(situation, session.authenticated_at)
            || is_made_for_this(situation, session.created_at)
    });
    let first = if chosen { None } else { account_is_wanted(situation) };
    first
        .or_else(|| authentication_needed(situation))
        .or_else(|| if chosen { None } else { selection_is_wanted(situation) })
        .or_else(|| consent_is_wanted(situation))
}

/// The same checks for what the site says at the end of an interaction.
pub(crate) fn check_grant(situation: &Situation<'_>, grant: &Grant) -> Result<(), InteractionError> {
    let proof = Proof { authenticated_at: grant.authenticated_at, level: grant.level };
    if !is_expected_person(situation.request, situation.subject) {
        return Err(InteractionError::OtherPerson);
    }
    if !is_made_again(situation, proof) || !is_recent(situation, proof) {
        return Err(InteractionError::AuthenticatedTooLongAgo);
    }
    if is_sure_enough(situation, proof) { Ok(()) } else { Err(InteractionError::LevelTooLow) }
}

/// The lowest level that will do for request and client.
pub(crate) fn minimum_level(client: &Client, request: &AuthorizationRequest) -> Option<AssuranceLevel> {
    client.minimum_level.max(request.minimum_level())
}

#[derive(Clone, Copy)]
struct Proof {
    authenticated_at: Timestamp,
    level: AssuranceLevel,
}

/// OpenID Connect Core Error Code unmet_authentication_requirements 1.0.
fn level_can_be_reached(situation: &Situation<'_>) -> Result<(), AuthorizationErrorResponse> {
    let Some(minimum) = minimum_level(situation.client, situation.request) else { return Ok(()) };
    if situation.levels.iter().any(|level| *level >= minimum) {
        return Ok(());
    }
    Err(AuthorizationError::UnmetAuthenticationRequirements
        .with_description("no login here reaches the level that was asked for"))
}

/// Initiating User Registration via OpenID Connect 1.0 §4.1.
fn account_is_wanted(situation: &Situation<'_>) -> Option<InteractionReason> {
    situation.request.prompt.create.then_some(InteractionReason::Account)
}

/// OIDC Core §3.1.2.1, `prompt=login`: no session that a request finds will do.
fn login_is_wanted(situation: &Situation<'_>) -> Option<InteractionReason> {
    (situation.request.prompt.login && situation.session.is_some()).then_some(InteractionReason::LoginAgain)
}

/// OIDC Core §3.1.2.1, `prompt=select_account`.
fn selection_is_wanted(situation: &Situation<'_>) -> Option<InteractionReason> {
    situation.request.prompt.select_account.then_some(InteractionReason::Selection)
}

/// OIDC Core §3.1.2.1, `prompt=consent`; RFC 9396 details are for the site to look at each time.
fn consent_is_wanted(situation: &Situation<'_>) -> Option<InteractionReason> {
    let request = situation.request;
    (request.prompt.consent || !request.authorization_details.is_empty())
        .then_some(InteractionReason::Consent)
}

/// OIDC Core §3.1.2.1, `id_token_hint`, and §5.5.1, `sub` with a value.
fn is_expected_person(request: &AuthorizationRequest, subject: Option<&str>) -> bool {
    request.expected_subject.as_deref().is_none_or(|expected| subject == Some(expected))
}

/// OIDC Core §3.1.2.1, `prompt=login`.
fn is_made_again(situation: &Situation<'_>, proof: Proof) -> bool {
    !situation.request.prompt.login || is_made_for_this(situation, proof.authenticated_at)
}

/// OIDC Core §3.1.2.1, `max_age`, counted to when the person came: an authentication that was recent then, or that was
/// made since, stays recent however long the pages take.
fn is_recent(situation: &Situation<'_>, proof: Proof) -> bool {
    let age_ms = situation.begun_at.since(proof.authenticated_at);
    situation.request.max_age_s.is_none()
        || is_made_for_this(situation, proof.authenticated_at)
        || (age_ms >= -CLOCKS_APART_MS && situation.request.allows_age_ms(age_ms))
}

/// An authentication from the future was made before the clock was set back: nobody knows how long ago.
fn is_made_for_this(situation: &Situation<'_>, authenticated_at: Timestamp) -> bool {
    authenticated_at >= situation.begun_at && authenticated_at.since(situation.now) <= CLOCKS_APART_MS
}

/// OIDC Core §3.1.2.1, `acr_values`; eIDAS article 8.
fn is_sure_enough(situation: &Situation<'_>, proof: Proof) -> bool {
    minimum_level(situation.client, situation.request).is_none_or(|minimum| proof.level >= minimum)
}

#[cfg(test)]
mod tests {
    use oidc::{Parameters, RequestPolicy, Scope, read_authorization_request};
    use values::DAY_MS;

    use super::*;

    const NOW: Timestamp = Timestamp::from_unix_ms(1_795_000_000_000);

    fn request(extra: &str) -> AuthorizationRequest {
        let text = format!(
            "response_type=code&scope=openid&code_challenge_method=S256\
             &code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM{extra}"
        );
        let (scope, parameters) = (Scope::default(), Parameters::parse(&text).unwrap());
        let rules = RequestPolicy { scope: &scope, detail_types: &[], pushed: false, pkce_required: true };
        read_authorization_request(&parameters, "c", "https://c.example/", &rules).unwrap()
    }

    fn session(age_ms: i64, level: AssuranceLevel) -> Session {
        Session {
            id: "1".to_owned(),
            subject: "jana".to_owned(),
            authenticated_at: NOW.plus_ms(-age_ms),
            level,
            methods: Vec::new(),
            user_agent: String::new(),
            created_at: NOW.plus_ms(-age_ms),
            last_seen_at: NOW,
            expires_at: NOW.plus_ms(DAY_MS),
        }
    }

    #[test]
    fn the_first_failing_check_decides() {
        // mission: A7
        let low = session(5 * MINUTE_MS, AssuranceLevel::Low);
        let (client, mut first_party) = (Client::new("c", "C"), Client::new("c", "C"));
        first_party.first_party = true;
        let substantial = "&acr_values=http://eidas.europa.eu/LoA/substantial";
        let show = Decision::Show;
        for (extra, session, client, expected) in [
            ("", None, &client, show(InteractionReason::Login)),
            ("", Some(&low), &client, Decision::AskRelease),
            ("", Some(&low), &first_party, Decision::GrantEverything),
            ("&prompt=consent", Some(&low), &first_party, show(InteractionReason::Consent)),
            ("&prompt=select_account%20consent", Some(&low), &client, show(InteractionReason::Selection)),
            ("&prompt=login%20consent", Some(&low), &client, show(InteractionReason::LoginAgain)),
            ("&prompt=create", Some(&low), &client, show(InteractionReason::Account)),
            ("&prompt=create", None, &client, show(InteractionReason::Account)),
            // Finding A7: a session elsewhere will not do, either.
            ("&prompt=login", None, &client, show(InteractionReason::LoginAgain)),
            ("&prompt=select_account", None, &client, show(InteractionReason::Login)),
            ("&max_age=300", Some(&low), &client, Decision::AskRelease),
            ("&max_age=299", Some(&low), &client, show(InteractionReason::LoginAgain)),
            (substantial, Some(&low), &client, show(InteractionReason::HigherLevel)),
            (&format!("{substantial}&max_age=1"), Some(&low), &client, show(InteractionReason::LoginAgain)),
        ] {
            let request = request(extra);
            let situation = Situation {
                client,
                request: &request,
                session,
                subject: Some("jana"),
                levels: &[AssuranceLevel::Low, AssuranceLevel::Substantial],
                begun_at: NOW,
                now: NOW,
            };
            assert_eq!(decide(&situation), expected, "{extra}");
        }
    }

    /// A clock that was set back leaves sessions that seem to begin in the future.
    #[test]
    fn a_session_from_the_future_is_no_new_authentication() {
        let client = Client::new("c", "C");
        let (future, skewed) =
            (session(-2 * MINUTE_MS, AssuranceLevel::Low), session(-MINUTE_MS / 2, AssuranceLevel::Low));
        let (again, old) = (Some(InteractionReason::LoginAgain), NOW.plus_ms(-MINUTE_MS));
        for (extra, session, begun_at, at_once, later) in [
            ("", &future, NOW, Decision::AskRelease, None),
            ("&prompt=login", &future, NOW, Decision::Show(InteractionReason::LoginAgain), again),
            ("&prompt=login", &skewed, NOW, Decision::Show(InteractionReason::LoginAgain), None),
            (
                "&prompt=login",
                &session(0, AssuranceLevel::Low),
                NOW,
                Decision::Show(InteractionReason::LoginAgain),
                None,
            ),
            ("&max_age=60", &future, old, Decision::Show(InteractionReason::LoginAgain), again),
            ("&max_age=60", &skewed, old, Decision::AskRelease, None),
            (
                "&prompt=select_account",
                &future,
                NOW,
                Decision::Show(InteractionReason::Selection),
                Some(InteractionReason::Selection),
            ),
        ] {
            let request = request(extra);
            let (client, session, subject) = (&client, Some(session), Some("jana"));
            let levels = &[AssuranceLevel::Low];
            let situation =
                Situation { client, request: &request, session, subject, levels, begun_at, now: NOW };
            assert_eq!(decide(&situation), at_once, "{extra}");
            assert_eq!(still_needed(&situation), later, "{extra}");
        }
    }

    /// A person may take their time over passcodes and consent: what was recent when they came stays so.
    #[test]
    fn slow_people_are_not_asked_again() {
        let client = Client::new("c", "C");
        let session = session(5 * MINUTE_MS, AssuranceLevel::Low);
        for (extra, needed) in [("&max_age=60", None), ("&max_age=59", Some(InteractionReason::LoginAgain))] {
            let request = request(extra);
            let situation = Situation {
                client: &client,
                request: &request,
                session: Some(&session),
                subject: Some("jana"),
                levels: &[AssuranceLevel::Low],
                begun_at: NOW.plus_ms(-4 * MINUTE_MS),
                now: NOW,
            };
            assert_eq!(still_needed(&situation), needed, "{extra}");
        }
    }

    /// Finding A7: a method vouches for a login of an hour ago, and the session here began just now.
    #[test]
    fn an_account_that_was_chosen_on_the_way_is_not_asked_for_again() {
        let client = Client::new("c", "C");
        let mut session = session(60 * MINUTE_MS, AssuranceLevel::Low);
        session.created_at = NOW;
        for (extra, needed) in
            [("&prompt=select_account", None), ("&prompt=login", Some(InteractionReason::LoginAgain))]
        {
            let request = request(extra);
            let situation = Situation {
                client: &client,
                request: &request,
                session: Some(&session),
                subject: Some("jana"),
                levels: &[AssuranceLevel::Low],
                begun_at: NOW.plus_ms(-MINUTE_MS),
                now: NOW,
            };
            assert_eq!(still_needed(&situation), needed, "{extra}");
        }
    }

    #[test]
    fn without_pages_every_need_has_its_error() {
        let request = request("&prompt=none");
        for (need, code) in [
            (InteractionReason::Account, "login_required"),
            (InteractionReason::Login, "login_required"),
            (InteractionReason::LoginAgain, "login_required"),
            (InteractionReason::HigherLevel, "login_required"),
            (InteractionReason::Selection, "account_selection_required"),
            (InteractionReason::Consent, "consent_required"),
        ] {
            let Decision::Refuse(refusal) = shown_or_refused(need, &request) else { panic!("{need:?}") };
            assert_eq!(refusal.error.code(), code);
        }
    }
}
