//! Web sites on axum: the page shell, forms, CSRF, cookies, error pages, limits.
//!
//! A site builds a [`Site`], wraps its routes by [`Site::router`], and answers with [`View`]s of templates that extend
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
//! pub fn open(config: SiteConfig, store: Store, clock: Clock, key: &MasterKey) -> Result<Router, TranslationsError> {
//!     let site = Site::builder("hub", config, clock, key)
//!         .colour(BrandColour::BLUE)
//!         .locales(i18n::locales!())
//!         .sessions(store.clone(), SessionLimits::default())
//!         .build()?;
//!     let routes = Router::new().route("/address", get(show).post(save));
//!     Ok(site.router(routes.with_state(Hub { site: site.clone(), store })))
//! }
//! ```

mod assets;
mod brand;
mod busy_body;
mod cookies;
mod csrf;
mod flash;
mod form;
mod headers;
mod help;
mod http_protocol;
mod kept_page;
mod known_browser;
pub mod limits;
mod menu;
mod middleware;
mod page;
mod problem;
mod request_context;
mod request_state;
mod return_path;
mod same_origin;
mod session_list;
mod site;
mod static_file;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
#[cfg(test)]
mod tests;
mod view;

use store::{MigrationSet, Store, StoreError};
use values::Timestamp;

pub use assets::AssetFile;
pub use brand::{BrandColour, BrandColourError};
pub use cookies::{Cookie, MaxAge, SessionCookie};
pub use csrf::CSRF_FIELD;
pub use form::{Choice, FieldError, Fields, Form, FormErrors, NoFields};
pub use http_protocol::{ClientAddress, http};
pub use menu::{MenuGroup, MenuPart, NavigationLink};
pub use page::{LanguageLink, Page};
pub use problem::Problem;
pub use request_context::{Authenticated, RequestContext};
pub use return_path::{ReturnPath, ReturnPathError};
pub use same_origin::SameOrigin;
pub use session_list::SessionList;
pub use site::{Helpdesk, Legal, SHARED, Site, SiteBuilder, SiteConfig};
pub use static_file::StaticFile;
pub use view::View;

/// The tables of `sessions` and of this crate; every site with sessions has them.
pub const MIGRATIONS: MigrationSet =
    MigrationSet { component: "web", steps: &[sessions::STEPS[0], sessions::STEPS[1], kept_page::STEP] };

/// Deletes the error pages that were kept to be shown again and have expired: a job of every site.
pub async fn delete_expired_pages(store: &Store, now: Timestamp) -> Result<u64, StoreError> {
    store.delete_expired(kept_page::DELETE_EXPIRED, &now).await
}
