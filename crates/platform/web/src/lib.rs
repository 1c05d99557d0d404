//! Listeners and TLS, sessions, CSRF, languages, the page shell, error pages, rate limits.
//!
//! A site builds a [`Site`], wraps its routes by [`Site::finish`], and answers with [`View`]s of templates that extend
//! `front.html`, `task.html` or `account.html` (see `templates/parts.html`), with redirects, or with a [`Problem`]. Beside its `Cargo.toml` it has `locales/{cs,sk,en}.ftl` with at
//! least `site-name`, and an `askama.toml` whose `dirs` are its own `templates` and this crate's.
//!
//! ```ignore
//! #[derive(Template)]
//! #[template(path = "address.html")] // {% extends "task.html" %} …
//! struct AddressPage { page: Page, errors: FormErrors, form: Address }
//!
//! #[derive(Default, Deserialize)]
//! struct Address { street: String, city: String }
//!
//! async fn show(person: Authenticated) -> View<AddressPage> {
//!     let page = person.page().signed_in_as(person.subject());
//!     View(AddressPage { page, errors: FormErrors::new(), form: Address::default() })
//! }
//!
//! async fn save(State(hub): State<Hub>, person: Authenticated, Form(form): Form<Address>) -> Result<Response, Problem> {
//!     let mut errors = FormErrors::new();
//!     let street = errors.check("street", Street::parse(&form.street), |_| "error-street");
//!     let Some(street) = street else {
//!         let (status, page) = (errors.status(), person.page());
//!         return Ok((status, View(AddressPage { page, errors, form })).into_response());
//!     };
//!     acts::change_address(&hub, person.subject(), street).await?; // its error is turned into a Problem
//!     Ok(Redirect::to("/address").into_response())
//! }
//!
//! pub fn open(config: SiteConfig, store: Store, clock: Clock, key: &MasterKey) -> Result<Router, TextsError> {
//!     let site = Site::builder("hub", config, clock, key)
//!         .colour(BrandColour::BLUE)
//!         .texts(web::locales!())
//!         .sessions(store.clone(), SessionLimits::default())
//!         .build()?;
//!     let routes = Router::new().route("/address", get(show).post(save));
//!     Ok(site.finish(routes.with_state(Hub { site: site.clone(), store })))
//! }
//! ```

mod around;
mod assets;
mod brand;
pub mod browser;
mod cookies;
mod csrf;
mod form;
mod headers;
mod help;
mod kept_page;
mod known;
mod language;
pub mod limits;
mod menu;
mod page;
mod problem;
mod proxies;
mod request_context;
mod return_path;
mod same_origin;
pub mod serve;
mod sessions;
mod site;
pub mod testing;
pub mod texts;
mod told;
mod view;
mod visit;

pub use assets::AssetFile;
pub use brand::{BrandColour, BrandColourError};
pub use cookies::{Cookie, Keep};
pub use csrf::CSRF_FIELD;
pub use form::{Choice, FieldError, Fields, Form, FormErrors, NoFields};
pub use menu::{MenuGroup, MenuPart, NavigationLink};
pub use page::{LanguageLink, Page};
pub use problem::Problem;
pub use proxies::Proxies;
pub use request_context::{Authenticated, RequestContext};
pub use return_path::{ReturnPath, ReturnPathError};
pub use same_origin::SameOrigin;
pub use serve::{ClientAddress, PeerCertificate, Tls, serve, serve_behind};
pub use sessions::{ForgetCookie, MIGRATIONS, NewSession, Session, SessionCookie, SessionLimits, Sessions};
pub use site::{Helpdesk, Legal, Site, SiteBuilder, SiteConfig};
pub use texts::{Locales, Text, Texts, TextsError};
pub use view::View;
