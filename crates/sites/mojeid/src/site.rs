//! The running site: what its acts and pages share.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use ::store::{MigrationSet, Store};
use axum::Router;
use codes::Codes;
use delivery::{Delivery, Transports, Worker};
use openid::Provider;
use rate_limit::RateLimit;
use runtime::{Dependencies, Job, Outline, ProviderOutline, RunningSite, SiteSection};
use secrets::{KeyedHash, Passwords, Sealer};
use tokio::sync::{Mutex, MutexGuard};
use values::{AssuranceLevel, DAY_MS};

use crate::Config;
use crate::account_provider::People;
use crate::acts::known_browser::KnownBrowsers;
use crate::acts::tries::AddressQueues;

/// So many logins are checked side by side at most; those of one account always one after the other.
const TURNS: usize = 256;
/// A larger network of IPv6 may found so many times what one address may.
const OF_A_NETWORK: NonZeroU32 = NonZeroU32::MIN.saturating_add(3);

/// The tables of this site.
pub fn migrations() -> Vec<MigrationSet> {
    vec![
        ::web::MIGRATIONS,
        openid::MIGRATIONS,
        delivery::MIGRATIONS,
        codes::MIGRATIONS,
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
pub struct Mojeid(Arc<Inner>);

struct Inner {
    store: Store,
    web: ::web::Site,
    provider: Provider,
    codes: Codes,
    passwords: Passwords,
    delivery: Delivery,
    worker: Worker,
    contact_hash: KeyedHash,
    forms: Sealer,
    known_browsers: KnownBrowsers,
    identifier_host: String,
    turns: Vec<Mutex<()>>,
    address_queues: AddressQueues,
    registrations: RateLimit,
    network_registrations: RateLimit,
    history_ms: i64,
}

/// Makes the site.
pub async fn open(
    config: Config,
    transports: Transports,
    dependencies: Dependencies,
) -> Result<Mojeid, OpenError> {
    let Dependencies { store, master_key, clock, http } = dependencies;
    let origin_host = config.site.origin.host_str().unwrap_or_default().to_owned();
    let web = ::web::Site::builder("mojeid", config.site, clock.clone(), &master_key)
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
    let provider = Provider::open(config.openid, &web, store.clone(), &master_key, http, people).await?;
    let delivery = Delivery::with_limits("mojeid", &master_key, transports.limits);
    let worker = Worker::new(delivery.clone(), store.clone(), transports, clock);
    Ok(Mojeid(Arc::new(Inner {
        store,
        web,
        provider,
        codes: Codes::new(&master_key),
        passwords: Passwords::for_this_machine(),
        delivery,
        worker,
        known_browsers: KnownBrowsers::new(&master_key),
        contact_hash: KeyedHash::new(&master_key, "mojeid contact"),
        forms: Sealer::new(&master_key, "mojeid registration form"),
        identifier_host: config.identifier_host.unwrap_or(origin_host),
        turns: (0..TURNS).map(|_| Mutex::new(())).collect(),
        address_queues: AddressQueues::new(),
        registrations: RateLimit::per_hour(config.registrations_per_hour),
        network_registrations: RateLimit::per_hour(
            config.registrations_per_hour.saturating_mul(OF_A_NETWORK),
        ),
        history_ms: DAY_MS * i64::from(config.history_days),
    })))
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
        let provider = Some(ProviderOutline { config: &settings.openid, highest_level });
        Outline { provider, ..Outline::of(&settings.site) }
    }

    async fn open(
        _name: &'static str,
        section: &SiteSection<Config>,
        dependencies: Dependencies,
    ) -> Result<Self, runtime::Error> {
        let delivery =
            section.delivery.as_ref().ok_or("mojeID sends messages: it needs [mojeid.delivery]")?;
        let transports = delivery.transports(&dependencies.http)?;
        Ok(open(section.settings.clone(), transports, dependencies).await?)
    }

    fn running(&self, section: &SiteSection<Config>) -> RunningSite {
        let site = self.clone();
        let due = move |now| {
            let site = site.clone();
            async move { site.run_due_jobs(now).await }
        };
        RunningSite {
            listeners: vec![section.pages(self.router(), &section.settings.site)],
            jobs: vec![Job::new("everything due", Duration::from_mins(1), due)],
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
        crate::web::router(self)
    }

    /// Takes messages out of the queue; to be run beside the router.
    pub fn worker(&self) -> Worker {
        self.0.worker.clone()
    }

    /// Its web site.
    pub fn web(&self) -> &::web::Site {
        &self.0.web
    }

    /// Its OpenID provider.
    pub fn provider(&self) -> &Provider {
        &self.0.provider
    }

    pub(crate) fn store(&self) -> &Store {
        &self.0.store
    }

    pub(crate) fn codes(&self) -> &Codes {
        &self.0.codes
    }

    pub(crate) fn passwords(&self) -> &Passwords {
        &self.0.passwords
    }

    pub(crate) fn delivery(&self) -> &Delivery {
        &self.0.delivery
    }

    /// For what must be compared but not read: used addresses and numbers, names that nobody has.
    pub(crate) fn contact_hash(&self) -> &KeyedHash {
        &self.0.contact_hash
    }

    /// For registrations that wait for a proof.
    pub(crate) fn forms(&self) -> &Sealer {
        &self.0.forms
    }

    pub(crate) fn known_browsers(&self) -> &KnownBrowsers {
        &self.0.known_browsers
    }

    /// What long identifiers end with (B10).
    pub(crate) fn identifier_host(&self) -> &str {
        &self.0.identifier_host
    }

    pub(crate) fn registrations(&self) -> &RateLimit {
        &self.0.registrations
    }

    /// By the larger network of an IPv6 address (/48), of which one subscriber may have 256 of the smaller (/56).
    pub(crate) fn network_registrations(&self) -> &RateLimit {
        &self.0.network_registrations
    }

    pub(crate) fn address_queues(&self) -> &AddressQueues {
        &self.0.address_queues
    }

    /// How long entries stay in people's histories.
    pub(crate) fn history_ms(&self) -> i64 {
        self.0.history_ms
    }

    /// Waits until nobody else's password for this name is being checked.
    pub(crate) async fn turn_of(&self, whom: &str) -> MutexGuard<'_, ()> {
        let mut hasher = DefaultHasher::new();
        whom.hash(&mut hasher);
        let index = usize::try_from(hasher.finish() % TURNS as u64).unwrap_or_default();
        self.0.turns[index].lock().await
    }
}

impl std::fmt::Debug for Mojeid {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Mojeid").finish_non_exhaustive()
    }
}
