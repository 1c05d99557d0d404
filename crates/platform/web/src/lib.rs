//! Listeners and TLS, sessions, CSRF, languages, the page shell, error pages, rate limits.
//!
//! A site builds a [`Site`], wraps its routes by [`Site::finish`], and answers with [`View`]s of templates that extend
//! `shell.html`, with redirects, or with a [`Problem`].

mod around;
mod assets;
mod cookies;
mod csrf;
mod form;
mod headers;
mod help;
mod language;
pub mod limits;
mod page;
mod problem;
mod return_path;
mod same_origin;
pub mod serve;
mod sessions;
mod site;
pub mod testing;
pub mod texts;
mod view;
mod visit;
mod visitor;

pub use assets::AssetFile;
pub use csrf::CSRF_FIELD;
pub use form::{Choice, FieldError, Fields, Form, FormErrors};
pub use page::{LanguageLink, NavigationLink, Page};
pub use problem::Problem;
pub use return_path::{ReturnPath, ReturnPathError};
pub use same_origin::SameOrigin;
pub use serve::{ClientAddress, PeerCertificate, Tls, serve};
pub use sessions::{ForgetCookie, MIGRATIONS, NewSession, Session, SessionCookie, SessionLimits, Sessions};
pub use site::{Helpdesk, Site, SiteBuilder, SiteConfig, Theme};
pub use texts::{Locales, Text, Texts, TextsError};
pub use view::View;
pub use visitor::{SignedIn, Visitor};
