//! Every part of a page on one screen (`/`), a front (`/front`), a task (`/task`), an error (`/fail`): `cargo run -p web --example gallery`, then http://localhost:8090; port and colour are arguments.

use askama::Template;
use axum::Router;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use axum::routing::{get, post};
use clock::Clock;
use i18n::Locales;
use listener::Listener;
use secrets::MasterKey;
use serde::Deserialize;
use web::{
    BrandColour, Choice, Form, FormErrors, Helpdesk, Legal, MenuPart, Page, Problem, RequestContext, Site,
    SiteConfig, View,
};

const TEXTS: Locales = Locales {
    cs: "site-name = Identita občana\nhome = Přehled\nlogin = Přihlašování\ndevices = Zařízení\nhistory = Historie\nquestion = Co když zapomenu heslo?\n    .answer = Vyberte na přihlašovací stránce „Zapomenuté heslo“.",
    sk: "site-name = Identita občana\nhome = Prehľad\nlogin = Prihlasovanie\ndevices = Zariadenia\nhistory = História\nquestion = Čo ak zabudnem heslo?\n    .answer = Vyberte na prihlasovacej stránke „Zabudnuté heslo“.",
    en: "site-name = Citizen identity\nhome = Overview\nlogin = Logging in\ndevices = Devices\nhistory = History\nquestion = I forgot my password. What now?\n    .answer = Choose “Forgotten password” on the login page.",
};

const MENU: &[MenuPart] = &[
    MenuPart { key: "", links: &[("/", "home", "home")] },
    MenuPart { key: "login", links: &[("/devices", "devices", "phone"), ("/history", "history", "clock")] },
];

#[derive(Template)]
#[template(path = "gallery.html", config = "examples/gallery/askama.toml")]
struct Gallery {
    page: Page,
    errors: FormErrors,
    form: Registration,
    methods: Vec<Choice>,
    claims: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "gallery_front.html", config = "examples/gallery/askama.toml")]
struct Front {
    page: Page,
}

#[derive(Template)]
#[template(path = "gallery_task.html", config = "examples/gallery/askama.toml")]
struct Task {
    page: Page,
}

#[derive(Clone, Default, Deserialize)]
struct Registration {
    email: String,
    #[serde(default)]
    born_day: String,
    #[serde(default)]
    born_month: String,
    #[serde(default)]
    born_year: String,
    #[serde(default)]
    released: Vec<String>,
    #[serde(default)]
    agree: bool,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let port: u16 = std::env::args().nth(1).map_or(Ok(8090), |port| port.parse())?;
    let colour = std::env::args().nth(2).unwrap_or_else(|| "#2362a2".to_owned());
    let origin = url::Url::parse(&format!("http://localhost:{port}"))?;
    let config = SiteConfig {
        operator: Some("Digitální agentura Lipová".into()),
        helpdesk: Helpdesk {
            phone: Some("+420 222 000 000".into()),
            email: Some("pomoc@example.cz".into()),
            hours: Some("8:00–18:00".into()),
        },
        legal: Legal { privacy: Some(url::Url::parse("https://example.cz/soukromi")?), ..Legal::default() },
        front_door: Some(url::Url::parse("http://localhost:8000")?),
        ..SiteConfig::at(origin)
    };
    let site = Site::builder("gallery", config, Clock::system(), &MasterKey::generate())
        .colour(BrandColour::parse(&colour)?)
        .locales(TEXTS)
        .faq(&["question"])
        .build()?;
    let routes = Router::new()
        .route("/", get(show).post(send))
        .route("/front", get(async |visitor: RequestContext| View(Front { page: visitor.page() })))
        .route("/task", get(async |visitor: RequestContext| View(Task { page: visitor.page() })))
        .route("/logout", post(async |_: RequestContext, _: Form<web::Fields>| Redirect::to("/")))
        .route("/fail", get(async || -> Result<(), Problem> { Err(Problem::internal(&std::fmt::Error)) }));
    let socket = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
    Listener::new(socket, web::http(site.router(routes)))
        .run(async {
            let _ = tokio::signal::ctrl_c().await;
        })
        .await?;
    Ok(())
}

async fn show(visitor: RequestContext) -> View<Gallery> {
    View(gallery(&visitor, Registration::default(), FormErrors::new()))
}

async fn send(visitor: RequestContext, Form(form): Form<Registration>) -> impl IntoResponse {
    let mut errors = FormErrors::new();
    errors.add("email", "problem-bad-request");
    errors.add("born", "problem-too-large");
    (StatusCode::UNPROCESSABLE_ENTITY, View(gallery(&visitor, form, errors)))
}

fn gallery(visitor: &RequestContext, form: Registration, errors: FormErrors) -> Gallery {
    let claims = [("given_name", "Jméno"), ("email", "E-mail"), ("birthdate", "Datum narození")];
    let released = |name: &str| form.released.iter().any(|released| released == name);
    Gallery {
        page: visitor.page().signed_in_as("Jana Vzorová").with_menu(MENU).with_count("/devices", 2),
        errors,
        methods: vec![
            Choice::new("key", "Mobilní klíč eGovernmentu").hint("Vysoká úroveň záruky").checked(true),
            Choice::new("mojeid", "mojeID").hint("Značná úroveň záruky"),
            Choice::new("other", "Jiná metoda")
                .hint("Pro tuto službu nestačí: služba žádá vysokou úroveň.")
                .disabled(true),
        ],
        claims: claims.map(|(value, label)| Choice::new(value, label).checked(released(value))).to_vec(),
        form,
    }
}
