//! What happens to an authorization request, given who is signed in: rules without store or clock.

use oidc::{AuthorizationError, AuthorizationErrorResponse, AuthorizationRequest};
use sessions::Session;
use values::{AssuranceLevel, MINUTE_MS, Timestamp};

use crate::{Client, Grant, InteractionError, InteractionReason};

/// A decision about a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub(crate) enum Decision<'a> {
    /// The session will do; the stored consent decides what is released.
    AskConsent(&'a Session),
    /// The session will do and nobody is asked: the client belongs to the operator.
    ReleaseEverything(&'a Session),
    /// The person has to do something on a page first.
    Interact(InteractionReason),
}

/// Everything the rules look at.
#[derive(Clone, Copy)]
pub(crate) struct Situation<'a> {
    pub(crate) client: &'a Client,
    pub(crate) request: &'a AuthorizationRequest,
    pub(crate) session: Option<&'a Session>,
    /// The person as the client sees them; computed only if the request expects somebody.
    pub(crate) subject: Option<&'a str>,
    /// When the interaction began: an authentication after that was made for this request. None at the authorization
    /// endpoint, where nothing can have been made for it yet.
    pub(crate) begun_at: Option<Timestamp>,
    pub(crate) now: Timestamp,
}

/// How far the clocks of two machines of one site may be apart.
const CLOCK_SKEW_MS: i64 = MINUTE_MS;

/// Decides, at the authorization endpoint and again whenever an interaction is resumed.
pub(crate) fn decide<'a>(situation: &Situation<'a>) -> Decision<'a> {
    match (missing(situation), situation.session) {
        (Some(reason), _) => Decision::Interact(reason),
        (None, None) => Decision::Interact(InteractionReason::Login),
        (None, Some(session)) if situation.client.first_party => Decision::ReleaseEverything(session),
        (None, Some(session)) => Decision::AskConsent(session),
    }
}

/// What is missing: the first failing check is the reason for a page.
pub(crate) fn missing(situation: &Situation<'_>) -> Option<InteractionReason> {
    account_is_wanted(situation)
        .or_else(|| login_is_wanted(situation))
        .or_else(|| selection_is_wanted(situation))
        .or_else(|| higher_level_is_wanted(situation))
        .or_else(|| consent_is_wanted(situation))
}

/// OIDC Core §3.1.2.6: with `prompt=none` a page becomes an error.
pub(crate) fn prompt_none_error(reason: InteractionReason) -> AuthorizationErrorResponse {
    let (error, description) = match reason {
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
    error.with_description(description)
}

/// OpenID Connect Core Error Code unmet_authentication_requirements 1.0.
pub(crate) fn level_can_be_reached(
    client: &Client,
    request: &AuthorizationRequest,
    levels: &[AssuranceLevel],
) -> Result<(), AuthorizationErrorResponse> {
    let Some(minimum) = minimum_level(client, request) else { return Ok(()) };
    if levels.iter().any(|level| *level >= minimum) {
        return Ok(());
    }
    Err(AuthorizationError::UnmetAuthenticationRequirements
        .with_description("no login here reaches the level that was asked for"))
}

/// Whether somebody authenticated for this request and is another person than the client expects.
pub(crate) fn is_other_person(situation: &Situation<'_>) -> bool {
    let made = |session: &Session| is_made_for_this(situation, session.authenticated_at);
    situation.session.is_some_and(made) && !is_expected_person(situation.request, situation.subject)
}

/// The same checks for what the site says at the end of an interaction.
pub(crate) fn check_grant(situation: &Situation<'_>, grant: &Grant) -> Result<(), InteractionError> {
    let login = Login { authenticated_at: grant.authenticated_at, level: grant.level };
    if !is_expected_person(situation.request, situation.subject) {
        return Err(InteractionError::OtherPerson);
    }
    if !is_made_again(situation, login) || !is_recent(situation, login) {
        return Err(InteractionError::AuthenticatedTooLongAgo);
    }
    if is_sure_enough(situation, login) { Ok(()) } else { Err(InteractionError::LevelTooLow) }
}

/// The lowest level that will do for request and client.
pub(crate) fn minimum_level(client: &Client, request: &AuthorizationRequest) -> Option<AssuranceLevel> {
    client.minimum_level.max(request.minimum_level())
}

#[derive(Clone, Copy)]
struct Login {
    authenticated_at: Timestamp,
    level: AssuranceLevel,
}

impl Login {
    fn of(session: &Session) -> Self {
        Self { authenticated_at: session.authenticated_at, level: session.level }
    }
}

/// Initiating User Registration via OpenID Connect 1.0 §4.1.
fn account_is_wanted(situation: &Situation<'_>) -> Option<InteractionReason> {
    (situation.request.prompt.create && !is_chosen(situation)).then_some(InteractionReason::Account)
}

/// Whether anybody has authenticated, as the right person and lately enough.
fn login_is_wanted(situation: &Situation<'_>) -> Option<InteractionReason> {
    let Some(session) = situation.session else {
        // With `prompt=login` a session at whoever this site asks will not do either.
        let again = situation.request.prompt.login;
        return Some(if again { InteractionReason::LoginAgain } else { InteractionReason::Login });
    };
    let login = Login::of(session);
    let suffices = is_expected_person(situation.request, situation.subject)
        && is_made_again(situation, login)
        && is_recent(situation, login);
    (!suffices).then_some(InteractionReason::LoginAgain)
}

/// OIDC Core §3.1.2.1, `prompt=select_account`.
fn selection_is_wanted(situation: &Situation<'_>) -> Option<InteractionReason> {
    (situation.request.prompt.select_account && !is_chosen(situation)).then_some(InteractionReason::Selection)
}

/// The account that was chosen may need a stronger login.
fn higher_level_is_wanted(situation: &Situation<'_>) -> Option<InteractionReason> {
    let suffices = situation.session.is_none_or(|session| is_sure_enough(situation, Login::of(session)));
    (!suffices).then_some(InteractionReason::HigherLevel)
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

/// OIDC Core §3.1.2.1, `prompt=login`: no session that a request finds will do.
fn is_made_again(situation: &Situation<'_>, login: Login) -> bool {
    !situation.request.prompt.login || is_made_for_this(situation, login.authenticated_at)
}

/// OIDC Core §3.1.2.1, `max_age`, counted to when the person came: an authentication that was recent then, or that was
/// made since, stays recent however long the pages take.
fn is_recent(situation: &Situation<'_>, login: Login) -> bool {
    let age_ms = situation.begun_at.unwrap_or(situation.now).since(login.authenticated_at);
    situation.request.max_age_s.is_none()
        || is_made_for_this(situation, login.authenticated_at)
        || (age_ms >= -CLOCK_SKEW_MS && situation.request.allows_age_ms(age_ms))
}

/// Whether the account was chosen on the way: the session began, or the person authenticated, for this request.
fn is_chosen(situation: &Situation<'_>) -> bool {
    situation.session.is_some_and(|session| {
        is_made_for_this(situation, session.authenticated_at)
            || is_made_for_this(situation, session.created_at)
    })
}

/// Whether something happened for this request. What seems to be in the future happened before the clock was set back:
/// nobody knows how long ago.
fn is_made_for_this(situation: &Situation<'_>, at: Timestamp) -> bool {
    situation.begun_at.is_some_and(|begun_at| at >= begun_at && at.since(situation.now) <= CLOCK_SKEW_MS)
}

/// OIDC Core §3.1.2.1, `acr_values`; eIDAS article 8.
fn is_sure_enough(situation: &Situation<'_>, login: Login) -> bool {
    minimum_level(situation.client, situation.request).is_none_or(|minimum| login.level >= minimum)
}

#[cfg(test)]
mod tests {
    use oidc::{Parameters, read_authorization_request};
    use values::DAY_MS;

    use super::*;

    const NOW: Timestamp = Timestamp::from_unix_ms(1_795_000_000_000);

    fn request(extra: &str) -> AuthorizationRequest {
        let text = format!(
            "response_type=code&scope=openid&code_challenge_method=S256\
             &code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM{extra}"
        );
        let (client, parameters) = (Client::new("c", "C"), Parameters::parse(&text).unwrap());
        let policy = client.request_policy(false);
        read_authorization_request(&parameters, "c", "https://c.example/", &policy).unwrap()
    }

    fn session(age_ms: i64, level: AssuranceLevel) -> Session {
        Session {
            id: "1".to_owned(),
            subject: "jana".to_owned(),
            authenticated_at: NOW.plus_ms(-age_ms),
            level,
            amr: Vec::new(),
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
        let show = Decision::Interact;
        for (extra, session, client, expected) in [
            ("", None, &client, show(InteractionReason::Login)),
            ("", Some(&low), &client, Decision::AskConsent(&low)),
            ("", Some(&low), &first_party, Decision::ReleaseEverything(&low)),
            ("&prompt=consent", Some(&low), &first_party, show(InteractionReason::Consent)),
            ("&prompt=select_account%20consent", Some(&low), &client, show(InteractionReason::Selection)),
            ("&prompt=login%20consent", Some(&low), &client, show(InteractionReason::LoginAgain)),
            ("&prompt=create", Some(&low), &client, show(InteractionReason::Account)),
            ("&prompt=create", None, &client, show(InteractionReason::Account)),
            // Finding A7: a session elsewhere will not do, either.
            ("&prompt=login", None, &client, show(InteractionReason::LoginAgain)),
            ("&prompt=select_account", None, &client, show(InteractionReason::Login)),
            ("&max_age=300", Some(&low), &client, Decision::AskConsent(&low)),
            ("&max_age=299", Some(&low), &client, show(InteractionReason::LoginAgain)),
            (substantial, Some(&low), &client, show(InteractionReason::HigherLevel)),
            (&format!("{substantial}&max_age=1"), Some(&low), &client, show(InteractionReason::LoginAgain)),
            // The account is chosen before a stronger login is asked of it.
            (
                &format!("{substantial}&prompt=select_account"),
                Some(&low),
                &client,
                show(InteractionReason::Selection),
            ),
        ] {
            let request = request(extra);
            let situation = Situation {
                client,
                request: &request,
                session,
                subject: Some("jana"),
                begun_at: None,
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
            ("", &future, NOW, Decision::AskConsent(&future), None),
            ("&prompt=login", &future, NOW, Decision::Interact(InteractionReason::LoginAgain), again),
            ("&prompt=login", &skewed, NOW, Decision::Interact(InteractionReason::LoginAgain), None),
            (
                "&prompt=login",
                &session(0, AssuranceLevel::Low),
                NOW,
                Decision::Interact(InteractionReason::LoginAgain),
                None,
            ),
            ("&max_age=60", &future, old, Decision::Interact(InteractionReason::LoginAgain), again),
            ("&max_age=60", &skewed, old, Decision::AskConsent(&skewed), None),
            (
                "&prompt=select_account",
                &future,
                NOW,
                Decision::Interact(InteractionReason::Selection),
                Some(InteractionReason::Selection),
            ),
        ] {
            let request = request(extra);
            let (client, session, subject) = (&client, Some(session), Some("jana"));
            let situation =
                Situation { client, request: &request, session, subject, begun_at: None, now: NOW };
            assert_eq!(decide(&situation), at_once, "{extra}");
            let resumed = Situation { begun_at: Some(begun_at), ..situation };
            assert_eq!(missing(&resumed), later, "{extra}");
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
                begun_at: Some(NOW.plus_ms(-4 * MINUTE_MS)),
                now: NOW,
            };
            assert_eq!(missing(&situation), needed, "{extra}");
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
                begun_at: Some(NOW.plus_ms(-MINUTE_MS)),
                now: NOW,
            };
            assert_eq!(missing(&situation), needed, "{extra}");
        }
    }

    #[test]
    fn without_pages_every_reason_has_its_error() {
        for (reason, code) in [
            (InteractionReason::Account, "login_required"),
            (InteractionReason::Login, "login_required"),
            (InteractionReason::LoginAgain, "login_required"),
            (InteractionReason::HigherLevel, "login_required"),
            (InteractionReason::Selection, "account_selection_required"),
            (InteractionReason::Consent, "consent_required"),
        ] {
            assert_eq!(prompt_none_error(reason).error.code(), code);
        }
    }

    /// Whoever had a session before is asked to log in; whoever logged in as somebody else meanwhile is told.
    #[test]
    fn another_person_who_logged_in_for_the_request_is_told() {
        let (client, request) =
            (Client::new("c", "C"), request("&claims={%22id_token%22:{%22sub%22:{%22value%22:%22eva%22}}}"));
        for (age_ms, is_other) in [(2 * MINUTE_MS, false), (0, true)] {
            let session = session(age_ms, AssuranceLevel::Low);
            let situation = Situation {
                client: &client,
                request: &request,
                session: Some(&session),
                subject: Some("jana"),
                begun_at: Some(NOW.plus_ms(-MINUTE_MS)),
                now: NOW,
            };
            assert_eq!(missing(&situation), Some(InteractionReason::LoginAgain));
            assert_eq!(is_other_person(&situation), is_other, "{age_ms}");
            let of_eva = Situation { subject: Some("eva"), ..situation };
            assert!(!is_other_person(&of_eva));
        }
    }
}
