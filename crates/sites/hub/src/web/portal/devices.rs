//! Phones with a Mobile Key: names, dates, disconnecting with a warning (mission: A7).

use ::web::{Form, FormErrors, Page, Problem};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use mobile_key_api::people::Device;
use serde::Deserialize;
use values::line;

use super::current_person::CurrentPerson;
use super::recently_authenticated::{RecentForm, RecentlyAuthenticated};
use crate::acts::devices::{self as acts, DevicesError};
use crate::clients::mobile_key::MobileKeyError;
use crate::rules::last_method::Consequence;
use crate::web::AppState;

const LONGEST_NAME_CHARS: usize = 60;

#[derive(Template)]
#[template(path = "portal/devices.html")]
struct DevicesPage {
    page: Page,
    devices: Vec<DeviceShown>,
}

struct DeviceShown {
    id: String,
    name: String,
    attached: String,
    last_used: Option<String>,
    blocked: bool,
    /// Wrong or unfinished entries of the PIN, and when they were found out.
    failed: Option<String>,
}

#[derive(Template)]
#[template(path = "portal/device_rename.html")]
struct RenamePage {
    page: Page,
    errors: FormErrors,
    present: String,
}

#[derive(Template)]
#[template(path = "portal/device_disconnect.html")]
struct DisconnectPage {
    page: Page,
    errors: FormErrors,
    name: String,
    consequence: Consequence,
    /// That the page was opened in time.
    opened: String,
}

/// A new name.
#[derive(Deserialize)]
pub(super) struct Named {
    name: String,
}

/// The word that the person knows what they do.
#[derive(Deserialize)]
pub(super) struct Confirmed {
    understand: Option<String>,
}

pub(super) async fn list(State(app): State<AppState>, person: CurrentPerson) -> Result<Response, Problem> {
    let devices = acts::devices(&app.context, &person.id).await?;
    let page = person.page();
    let devices = devices.into_iter().map(|device| DeviceShown::of(&page, device)).collect();
    Ok(::web::View(DevicesPage { page, devices }).into_response())
}

pub(super) async fn ask_name(
    State(app): State<AppState>,
    Path(device): Path<String>,
    person: CurrentPerson,
) -> Result<Response, Problem> {
    let device = acts::device(&app.context, &person.id, &device).await?;
    let page =
        RenamePage { page: person.page(), errors: FormErrors::new(), present: device.name.to_string() };
    Ok(::web::View(page).into_response())
}

pub(super) async fn rename(
    State(app): State<AppState>,
    Path(device): Path<String>,
    person: CurrentPerson,
    Form(form): Form<Named>,
) -> Result<Response, Problem> {
    let device = acts::device(&app.context, &person.id, &device).await?;
    let refused = |name: String| {
        let errors = FormErrors::one("name", "rename-error");
        let page = ::web::View(RenamePage { page: person.page(), errors, present: name });
        (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
    };
    let Ok(name) = line(&form.name, LONGEST_NAME_CHARS) else { return Ok(refused(form.name)) };
    match acts::rename(&app.context, &person.id, device.id.as_str(), &name, person.now()).await {
        Ok(()) => {
            Ok(person.redirect_with_flash("/portal/devices", "done-device-renamed", &name).into_response())
        }
        Err(DevicesError::MobileKey(MobileKeyError::Name)) => Ok(refused(name)),
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn warn(
    State(app): State<AppState>,
    Path(device): Path<String>,
    person: RecentlyAuthenticated,
) -> Result<Response, Problem> {
    let (device, consequence) = acts::consequence(&app.context, &person.id, &device).await?;
    Ok(disconnect_page(&app, &person, device, consequence, FormErrors::new()).into_response())
}

pub(super) async fn disconnect(
    State(app): State<AppState>,
    Path(device): Path<String>,
    RecentForm(person, form): RecentForm<Confirmed>,
) -> Result<Response, Problem> {
    let understood = form.understand.is_some();
    match acts::disconnect(&app.context, &person.id, &device, understood, person.now()).await {
        Ok(device) => {
            let told = person.redirect_with_flash(
                "/portal/devices",
                "done-device-disconnected",
                device.name.as_str(),
            );
            Ok(told.into_response())
        }
        Err(DevicesError::LastOne(device)) => {
            let errors = FormErrors::one("understand", "disconnect-understand-error");
            let page = disconnect_page(&app, &person, device, Consequence::NothingRemains, errors);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

fn disconnect_page(
    app: &AppState,
    person: &CurrentPerson,
    device: Device,
    consequence: Consequence,
    errors: FormErrors,
) -> ::web::View<DisconnectPage> {
    ::web::View(DisconnectPage {
        page: person.page(),
        errors,
        name: device.name.to_string(),
        consequence,
        opened: app.context.hashes.form_mark(person.session()),
    })
}

impl DeviceShown {
    fn of(page: &Page, device: Device) -> Self {
        Self {
            attached: page.format_datetime(device.attached_at()),
            last_used: device.last_used_at().map(|at| page.format_datetime(at)),
            failed: device.failed().map(|(tries, at)| format!("{tries}×, {}", page.format_datetime(at))),
            id: device.id.to_string(),
            name: device.name.to_string(),
            blocked: device.blocked,
        }
    }
}

impl From<DevicesError> for Problem {
    fn from(error: DevicesError) -> Self {
        match error {
            DevicesError::NoSuchDevice => {
                Self::new(StatusCode::NOT_FOUND, "device-gone").action("/portal/devices", "portal-devices")
            }
            // The form asks; this was sent without its answer.
            DevicesError::LastOne(_) => Self::bad_request(),
            DevicesError::Store(error) => error.into(),
            DevicesError::NoMobileKey | DevicesError::MobileKey(_) => {
                tracing::warn!(error = &error as &dyn std::error::Error, "the Mobile Key failed");
                Self::new(StatusCode::SERVICE_UNAVAILABLE, "devices-unavailable")
                    .action("/portal/devices", "retry")
            }
        }
    }
}
