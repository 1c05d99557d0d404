//! What the app has from its site: name, colours, typeface, icon.

use std::fmt::Write;

use askama::Template;
use aws_lc_rs::digest::{SHA256, digest};
use jose::base64url;
use serde_json::{Value, json};
use values::Language;
use web::{Page, Site};

/// Where the head of the app's page has room for it.
const PLACE: &str = "<!-- brand -->";

/// As the site's own style sheet has them; files that do not lie in the app are kept by the browser, not by its worker.
const FACES: [(u16, &str, &str); 4] = [
    (400, "roboto-regular-ext.woff2", LATIN_EXT),
    (400, "roboto-regular.woff2", LATIN),
    (700, "roboto-bold-ext.woff2", LATIN_EXT),
    (700, "roboto-bold.woff2", LATIN),
];
const LATIN: &str = "U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+2000-206F, U+2074, U+20AC, \
    U+2122, U+2191, U+2193, U+2212, U+2215, U+FEFF, U+FFFD";
const LATIN_EXT: &str = "U+0100-024F, U+0259, U+1E00-1EFF, U+2020, U+20A0-20AB, U+20AD-20CF, U+2113, U+2C60-2C7F, \
    U+A720-A7FF";

#[derive(Template)]
#[template(path = "app_head.html")]
struct Head<'a> {
    cs: String,
    sk: String,
    en: String,
    header_colour: String,
    icon: &'a str,
}

/// The app's page with the brand in its head.
pub(super) fn shell(page: &Page, html: &str) -> String {
    html.replacen(PLACE, &head(page), 1)
}

/// The colours and the typeface of the site.
pub(super) fn sheet(page: &Page) -> String {
    let mut sheet = page.site().colour().style_sheet();
    for (weight, file, range) in FACES {
        // Writing to a String cannot fail.
        let _ = write!(
            sheet,
            "@font-face{{font-family:Roboto;font-weight:{weight};font-display:swap;src:url(\"{}\") format(\"woff2\");\
             unicode-range:{range}}}",
            page.asset(file)
        );
    }
    sheet
}

/// The manifest with the site's name, colour and icon.
pub(super) fn manifest(page: &Page, built: &[u8]) -> Option<String> {
    let mut manifest: Value = serde_json::from_slice(built).ok()?;
    let site = page.site();
    manifest["name"] = site.brand_name(Language::Cs).into();
    if let Some(name) = &site.config().brand_name {
        manifest["short_name"] = name.text(Language::Cs).into();
    }
    manifest["theme_color"] = site.colour().header_colour().into();
    let icon = |purpose: &str| json!({ "src": page.asset("icon.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": purpose });
    let drawn = [icon("any"), icon("maskable")];
    let pictures =
        manifest["icons"].as_array().into_iter().flatten().filter(|icon| icon["type"] == "image/png");
    manifest["icons"] = drawn.into_iter().chain(pictures.cloned()).collect();
    Some(manifest.to_string())
}

/// The service worker, which is another one as soon as the brand is: phones then fetch the app's shell anew.
pub(super) fn worker(page: &Page, built: &str) -> String {
    let brand = [head(page), sheet(page)].concat();
    format!("{built}\n// {}\n", base64url::encode(digest(&SHA256, brand.as_bytes()).as_ref()))
}

fn head(page: &Page) -> String {
    let site: &Site = page.site();
    let head = Head {
        cs: site.brand_name(Language::Cs),
        sk: site.brand_name(Language::Sk),
        en: site.brand_name(Language::En),
        header_colour: site.colour().header_colour(),
        icon: page.asset("icon.svg"),
    };
    // Values in a template without conditions cannot fail to render.
    head.render().unwrap_or_default()
}
