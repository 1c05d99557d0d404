//! The running site, and what the binary may do with it.

use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use ::jobs::Worker;
use ::store::{MigrationSet, StoreError};
use axum::Router;
use codes::Codes;
use delivery::{ChannelKind, Delivery, Transports};
use openid::Provider;
use rate_limit::RateLimit;
use runtime::{Dependencies, Outline, PeriodicJob, ProviderOutline, RunningSite, SiteSection};
use secrets::{KeyedHash, Passwords, Sealer};
use values::{AssuranceLevel, DAY_MS, Language, Timestamp, UserName};

use crate::Config;
use crate::account_provider::People;
use crate::acts::activate::{self, Activation};
use crate::acts::identify::{self, Identification};
use crate::acts::jobs;
use crate::acts::known_browser::KnownBrowsers;
use crate::acts::register::{self, RegisterError, RegistrationOutcome};
use crate::acts::throttle::AddressQueues;
use crate::acts::{ClientInfo, letter, queries};
use crate::context::{Context, LoginLocks};
use crate::rules::account::{Account, AccountId, ActivationId};
use crate::rules::registration::RegistrationForm;
use crate::rules::submitted_form::FormId;
use crate::web::AppState;

/// How mojeID writes to people.
const CHANNELS: [ChannelKind; 3] = [ChannelKind::Email, ChannelKind::Sms, ChannelKind::Letter];
/// How many times more accounts a larger network of IPv6 may register than one address.
const OF_A_NETWORK: NonZeroU32 = NonZeroU32::MIN.saturating_add(3);
const MINUTE: Duration = Duration::from_mins(1);

/// The tables of this site.
pub fn migrations() -> Vec<MigrationSet> {
    vec![
        ::web::MIGRATIONS,
        openid::MIGRATIONS,
        ::jobs::MIGRATIONS,
        delivery::MIGRATIONS,
        codes::MIGRATIONS,
        audit::MIGRATIONS,
        crate::store::MIGRATIONS,
    ]
}

/// The site cannot start.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The texts are broken.
    #[error("mojeid: {0}")]
    Texts(#[from] i18n::TranslationsError),
    /// The OpenID provider.
    #[error("mojeid: {0}")]
    Provider(#[from] openid::OpenError),
}

/// The running site. Cheap to clone.
#[derive(Clone)]
pub struct Mojeid {
    context: Arc<Context>,
    worker: Worker,
}

/// Makes the site.
pub async fn open(
    config: Config,
    transports: Transports,
    dependencies: Dependencies,
) -> Result<Mojeid, OpenError> {
    let Dependencies { store, master_key, clock, http } = dependencies;
    let origin_host = config.site.origin.host_str().unwrap_or_default().to_owned();
    let site = ::web::Site::builder("mojeid", config.site, clock.clone(), &master_key)
        .colour(::web::BrandColour::TEAL)
        .locales(i18n::locales!())
        .locales(openid::TEXTS)
        .sessions(store.clone(), config.sessions)
        .plain_fields(&[
            "birth_date",
            "city",
            "company_name",
            "company_number",
            "country",
            "email",
            "family_name",
            "form_id",
            "given_name",
            "interaction",
            "items",
            "language",
            "name",
            "offline",
            "opened",
            "phone",
            "pin",
            "postal_code",
            "request",
            "return_to",
            "stay",
            "street",
            "unreachable",
            "user_name",
            "vat_number",
        ])
        .faq(&["help-pins", "help-pin3", "help-data", "help-name", "help-unused"])
        .build()?;
    let people = Arc::new(People::new(store.clone(), clock.clone()));
    let provider = Provider::open(config.openid, &site, store.clone(), &master_key, http, people).await?;
    let delivery = Delivery::with_limits("mojeid", &master_key, transports.limits);
    let worker = delivery.worker(store.clone(), transports, clock);
    let context = Context {
        store,
        site,
        provider,
        codes: Codes::new(&master_key),
        passwords: Passwords::for_this_machine(),
        delivery,
        known_browsers: KnownBrowsers::new(&master_key),
        contact_hash: KeyedHash::new(&master_key, "mojeid contact"),
        form_sealer: Sealer::new(&master_key, "mojeid registration form"),
        identifier_host: config.identifier_host.unwrap_or(origin_host),
        login_locks: LoginLocks::new(),
        address_queues: AddressQueues::new(),
        address_registrations: RateLimit::per_hour(config.registrations_per_hour),
        network_registrations: RateLimit::per_hour(
            config.registrations_per_hour.saturating_mul(OF_A_NETWORK),
        ),
        history_ms: DAY_MS * i64::from(config.history_days),
    };
    Ok(Mojeid { context: Arc::new(context), worker })
}

impl runtime::Site for Mojeid {
    type Settings = Config;

    const RELOADABLE: &'static [&'static str] = &["settings.openid.clients"];

    fn migrations() -> Vec<MigrationSet> {
        migrations()
    }

    fn outline(settings: &Config) -> Outline<'_> {
        // An account proves who somebody is by a letter, and nothing more by now.
        let highest_level = Some(AssuranceLevel::Substantial);
        let provider = Some(ProviderOutline::of(&settings.openid, highest_level));
        Outline { provider, ..Outline::of(&settings.site) }
    }

    async fn open(
        _name: &'static str,
        section: &SiteSection<Config>,
        dependencies: Dependencies,
    ) -> Result<Self, runtime::Error> {
        let delivery =
            section.delivery.as_ref().ok_or("mojeID sends messages: it needs [mojeid.delivery]")?;
        let transports = delivery.transports(&CHANNELS, &dependencies.http)?;
        Ok(open(section.settings.clone(), transports, dependencies).await?)
    }

    fn running(&self, section: &SiteSection<Config>) -> RunningSite {
        RunningSite {
            endpoints: vec![section.pages(self.router(), &section.settings.site)],
            jobs: vec![
                PeriodicJob::on(&self.context, "unactivated accounts", MINUTE, |context, now| async move {
                    jobs::lapse_accounts(&context, now).await
                }),
                PeriodicJob::on(&self.context, "due letters", MINUTE, |context, now| async move {
                    letter::send_due_letters(&context, now).await
                }),
                PeriodicJob::on(&self.context, "expired rows", 10 * MINUTE, |context, now| async move {
                    jobs::delete_expired(&context, now).await?;
                    ::web::delete_expired_pages(&context.store, now).await.map(drop)
                }),
                PeriodicJob::on(
                    &self.context,
                    "signing keys, grants",
                    10 * MINUTE,
                    |context, now| async move { context.provider.delete_expired(now).await.map(drop) },
                ),
            ],
            workers: vec![self.worker()],
        }
    }

    fn reload(&self, settings: &Config) -> Result<(), runtime::Error> {
        Ok(self.provider().reload_clients(settings.openid.clients.clone())?)
    }
}

impl Mojeid {
    /// The pages and the OpenID provider.
    pub fn router(&self) -> Router {
        crate::web::router(&AppState { context: self.context.clone() })
    }

    /// Takes messages out of the queue; to be run beside the router.
    pub fn worker(&self) -> Worker {
        self.worker.clone()
    }

    /// Its web site.
    pub fn web(&self) -> &::web::Site {
        &self.context.site
    }

    /// Its OpenID provider.
    pub fn provider(&self) -> &Provider {
        &self.context.provider
    }

    /// Registers an account, as the form does.
    pub async fn register(
        &self,
        now: Timestamp,
        form: &RegistrationForm,
        language: Language,
    ) -> Result<RegistrationOutcome, RegisterError> {
        let id = FormId::new(now, random::random_bytes());
        register::register(&self.context, now, &id, form, language, &ClientInfo::default()).await
    }

    /// Enters PIN1 and PIN2.
    pub async fn activate(
        &self,
        now: Timestamp,
        activation: &ActivationId,
        email_pin: &str,
        sms_pin: &str,
    ) -> Result<Activation, StoreError> {
        activate::activate(&self.context, now, activation, email_pin, sms_pin, &ClientInfo::default()).await
    }

    /// Enters PIN3.
    pub async fn identify(
        &self,
        now: Timestamp,
        account: &AccountId,
        letter_pin: &str,
    ) -> Result<Identification, StoreError> {
        identify::identify(&self.context, now, account, letter_pin, &ClientInfo::default()).await
    }

    /// The account with this user name, in any case.
    pub async fn account(&self, user_name: &UserName) -> Result<Option<Account>, StoreError> {
        queries::account_named(&self.context, user_name).await
    }

    #[cfg(test)]
    pub(crate) fn context(&self) -> Arc<Context> {
        self.context.clone()
    }
}

impl std::fmt::Debug for Mojeid {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Mojeid").finish_non_exhaustive()
    }
}
