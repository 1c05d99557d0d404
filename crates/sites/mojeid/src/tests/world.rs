//! A whole mojeID for tests: a store, a clock that stands still, and letter boxes instead of the post.

use std::sync::{Arc, Mutex};

use ::store::testing::{TestStore, both_engines, sqlite};
use ::web::testing::Browser;
use clock::Clock;
use delivery::{Email, Letter, Letters, Mail, OutboundMessage, SendFuture, Sms, SmsGateway, Transports};
use openid::{Client, ClientAuthentication};
use runtime::Dependencies;
use secrets::{MasterKey, Secret};
use sessions::Session;
use values::{AssuranceLevel, Language, Timestamp};

use crate::acts::ClientInfo;
use crate::acts::activate::{self, Activation};
use crate::acts::identify::{self, Identification};
use crate::acts::login::{self, Login};
use crate::acts::register::{self, RegisterError, RegistrationOutcome};
use crate::acts::step_up::{self, PasscodePurpose, PasscodeRequested, StepUp};
use crate::context::Context;
use crate::rules::account::{AccountId, ActivationId};
use crate::rules::contact::ContactForm;
use crate::rules::reauthentication::BY_BOTH;
use crate::rules::registration::RegistrationForm;
use crate::rules::submitted_form::FormId;
use crate::{Config, Mojeid, migrations, open};

pub(crate) const ORIGIN: &str = "http://localhost:8001";
/// 21. 11. 2026 19:46 in Prague.
pub(crate) const NOW: Timestamp = Timestamp::from_unix_ms(1_795_286_760_000);
pub(crate) const PASSWORD: &str = "lipa kvete v cervnu";
pub(crate) const CALLBACK: &str = "http://localhost:8010/callback";

/// A mojeID with its surroundings.
pub(crate) struct World {
    pub(crate) mojeid: Mojeid,
    pub(crate) context: Arc<Context>,
    pub(crate) clock: Clock,
    pub(crate) post: Arc<Post>,
    store: TestStore,
}

/// An account that waits for its PINs.
#[derive(Clone, Debug)]
pub(crate) struct Registered {
    pub(crate) account: AccountId,
    pub(crate) activation: ActivationId,
}

/// What came to people.
#[derive(Default)]
pub(crate) struct Post(Mutex<Vec<Received>>);

#[derive(Clone, Debug)]
pub(crate) struct Received {
    pub(crate) channel: &'static str,
    pub(crate) to: String,
    pub(crate) subject: String,
    pub(crate) text: String,
    pub(crate) pdf: Vec<u8>,
}

impl World {
    pub(crate) async fn new() -> Self {
        Self::with_limits(delivery::Limits::default()).await
    }

    /// One that may send only so much in a day.
    pub(crate) async fn with_limits(limits: delivery::Limits) -> Self {
        Self::on(sqlite("mojeid", &migrations()).await, limits).await
    }

    /// One on each engine there is.
    pub(crate) async fn on_every_engine() -> Vec<Self> {
        let mut worlds = Vec::new();
        for store in both_engines("mojeid", &migrations()).await {
            worlds.push(Self::on(store, delivery::Limits::default()).await);
        }
        worlds
    }

    async fn on(store: TestStore, limits: delivery::Limits) -> Self {
        let clock = Clock::fixed(NOW);
        let post = Arc::new(Post::default());
        let mut config = Config::at(ORIGIN.parse().unwrap());
        config.openid.clients = clients();
        let transports = Transports {
            mail: Some(post.clone()),
            sms: Some(post.clone()),
            letters: Some(post.clone()),
            webhooks: None,
            limits,
        };
        let dependencies = Dependencies {
            store: (*store).clone(),
            master_key: MasterKey::generate(),
            clock: clock.clone(),
            http: http_client::client().unwrap(),
        };
        let mojeid = open(config, transports, dependencies).await.unwrap();
        Self { context: mojeid.context(), mojeid, clock, post, store }
    }

    pub(crate) fn engine(&self) -> &'static str {
        self.store.engine()
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    pub(crate) fn browser(&self) -> Browser {
        Browser::new().with_site(self.mojeid.web(), self.mojeid.router())
    }

    async fn newest_that(&self, channel: &str, to: &str, is_it: impl Fn(&str) -> bool) -> Received {
        self.mojeid.worker().run_due().await.unwrap();
        let all = self.post.0.lock().unwrap();
        let is_it = |message: &&Received| {
            message.channel == channel && message.to.contains(to) && is_it(&message.text)
        };
        let found = all.iter().rev().find(is_it);
        found.cloned().unwrap_or_else(|| panic!("no such {channel} came to {to}: {all:?}"))
    }

    /// The newest message to somebody that says this; messages of one moment come in any order.
    pub(crate) async fn saying(&self, channel: &str, to: &str, what: &str) -> Received {
        self.newest_that(channel, to, |text| text.contains(what)).await
    }

    pub(crate) async fn count(&self, channel: &str) -> usize {
        self.mojeid.worker().run_due().await.unwrap();
        self.post.0.lock().unwrap().iter().filter(|message| message.channel == channel).count()
    }

    /// The PIN in the newest message to somebody.
    pub(crate) async fn pin(&self, channel: &str, to: &str) -> String {
        let message = self.newest_that(channel, to, |text| code_in(text, 8).is_some()).await;
        code_in(&message.text, 8).unwrap_or_else(|| panic!("no PIN in {message:?}"))
    }

    /// The passcode in the newest SMS.
    pub(crate) async fn passcode(&self, to: &str) -> String {
        let message = self.newest_that("sms", to, |text| code_in(text, 6).is_some()).await;
        code_in(&message.text, 6).unwrap_or_else(|| panic!("no passcode in {message:?}"))
    }

    pub(crate) async fn registered(&self, application: &RegistrationForm) -> Registered {
        match self.apply(application, &ClientInfo::default()).await {
            Ok(RegistrationOutcome::Registered(activation)) => {
                let account =
                    activate::account_to_activate(&self.context, &activation).await.unwrap().unwrap();
                Registered { account: account.id, activation }
            }
            other => panic!("{other:?}"),
        }
    }

    /// Sends a new registration form.
    pub(crate) async fn apply(
        &self,
        application: &RegistrationForm,
        client: &ClientInfo,
    ) -> Result<RegistrationOutcome, RegisterError> {
        let (now, form) = (self.now(), FormId::new(self.now(), random::random_bytes()));
        register::register(&self.context, now, &form, application, Language::Cs, client).await
    }

    /// The session of somebody who has shown password and passcode just now, as the pages have it.
    pub(crate) fn fresh(&self, id: &AccountId) -> Session {
        let now = self.now();
        Session {
            id: "of a test".to_owned(),
            subject: id.to_string(),
            authenticated_at: now,
            level: AssuranceLevel::Low,
            amr: BY_BOTH.iter().map(|&method| method.to_owned()).collect(),
            user_agent: String::new(),
            created_at: now,
            last_seen_at: now,
            expires_at: now.plus_ms(values::HOUR_MS),
        }
    }

    pub(crate) async fn active(&self, application: &RegistrationForm) -> Registered {
        let registered = self.registered(application).await;
        let pin1 = self.pin("email", &application.email).await;
        let pin2 = self.pin("sms", &application.phone).await;
        let activated = activate::activate(
            &self.context,
            self.now(),
            &registered.activation,
            &pin1,
            &pin2,
            &ClientInfo::default(),
        )
        .await
        .unwrap();
        assert_eq!(activated, Activation::Activated);
        registered
    }

    /// Logged in by password and passcode, both now, in a browser that was never seen before.
    pub(crate) async fn proven(&self, application: &RegistrationForm) -> Session {
        let (now, client) = (self.now(), ClientInfo::default());
        let RegistrationForm { user_name, password, .. } = application;
        let Ok(Login::In(cookie, _)) =
            login::login(&self.context, now, user_name, password, &client, None).await
        else {
            panic!("{user_name} is not logged in")
        };
        let session = cookie.session();
        // What came before is delivered, so that the newest message is the one that is asked for now.
        self.count("sms").await;
        let sent = step_up::send_passcode(
            &self.context,
            now,
            session,
            PasscodePurpose::Login { service: None },
            false,
            &client,
        )
        .await;
        assert_eq!(sent, Ok(PasscodeRequested::Sent));
        let passcode = self.passcode(&application.phone).await;
        match step_up::step_up(&self.context, now, session, &passcode, &client).await {
            Ok(StepUp::In(cookie, _)) => cookie.session().clone(),
            other => panic!("{other:?}"),
        }
    }

    pub(crate) async fn identified(&self, application: &RegistrationForm) -> Registered {
        let registered = self.active(application).await;
        let pin3 = self.pin("letter", &application.contact.family_name).await;
        let identified =
            identify::identify(&self.context, self.now(), &registered.account, &pin3, &ClientInfo::default())
                .await
                .unwrap();
        assert_eq!(identified, Identification::Identified);
        registered
    }
}

/// Jana, as she fills in the form.
pub(crate) fn jana() -> RegistrationForm {
    RegistrationForm {
        user_name: "jana".into(),
        password: PASSWORD.into(),
        birth_date: "12. 4. 1988".into(),
        email: "jana.novakova@posta.example".into(),
        phone: "+420601100001".into(),
        contact: ContactForm {
            given_name: "Jana".into(),
            family_name: "Nováková".into(),
            street: "Lipová 12".into(),
            city: "Olomouc".into(),
            postal_code: "77900".into(),
            country: "CZ".into(),
            ..ContactForm::default()
        },
    }
}

/// Somebody else.
pub(crate) fn petr() -> RegistrationForm {
    RegistrationForm {
        user_name: "petr".into(),
        password: "dub stoji u potoka".into(),
        birth_date: "30. 11. 1975".into(),
        email: "petr.svoboda@posta.example".into(),
        phone: "+420601100002".into(),
        contact: ContactForm { given_name: "Petr".into(), family_name: "Svoboda".into(), ..jana().contact },
    }
}

fn clients() -> Vec<Client> {
    let client = |id: &str, name: &str| {
        let mut client = Client::new(id, name);
        client.authentication =
            ClientAuthentication::ClientSecret { secret: Secret::new("a secret of tests") };
        client.redirect_uris = vec![CALLBACK.parse().unwrap()];
        client.post_logout_redirect_uris = vec![CALLBACK.parse().unwrap()];
        client.scope = "openid profile email phone address offline_access".parse().unwrap();
        client
    };
    let mut own = client("vlastni", "Vlastní služba");
    own.first_party = true;
    vec![client("lipova", "Městský úřad Lipová"), client("knihovna", "Knihovna Lipová"), own]
}

/// The first word of so many capital letters and digits.
fn code_in(text: &str, characters: usize) -> Option<String> {
    let is_of_codes = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit();
    // What a link contains is no code.
    let lines = text.lines().filter(|line| !line.contains("://"));
    lines
        .flat_map(|line| line.split(|c: char| !c.is_alphanumeric()))
        .find(|word| word.len() == characters && word.chars().all(is_of_codes))
        .map(str::to_owned)
}

impl Post {
    fn take(&self, channel: &'static str, to: String, subject: &str, text: &str, pdf: &[u8]) {
        let (subject, text, pdf) = (subject.to_owned(), text.to_owned(), pdf.to_vec());
        self.0.lock().unwrap().push(Received { channel, to, subject, text, pdf });
    }
}

impl Mail for Post {
    fn send<'a>(&'a self, message: OutboundMessage<'a, Email>) -> SendFuture<'a> {
        let Email { to, subject, text, .. } = message.content;
        self.take("email", to.to_string(), subject, text, &[]);
        Box::pin(async { Ok(()) })
    }
}

impl SmsGateway for Post {
    fn send<'a>(&'a self, message: OutboundMessage<'a, Sms>) -> SendFuture<'a> {
        let Sms { to, text } = message.content;
        self.take("sms", to.to_string(), "", text, &[]);
        Box::pin(async { Ok(()) })
    }
}

impl Letters for Post {
    fn send<'a>(&'a self, message: OutboundMessage<'a, Letter>) -> SendFuture<'a> {
        let letter = message.content;
        self.take("letter", letter.to.join("\n"), "", &letter.plain_text(), &letter.pdf().unwrap());
        Box::pin(async { Ok(()) })
    }
}
