//! Style sheets, fonts, scripts: served under an address that changes with their content, so browsers keep them for ever.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Write;
use std::sync::{Arc, LazyLock, OnceLock};

use aws_lc_rs::digest;
use axum::Extension;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use flate2::Compression;
use flate2::write::GzEncoder;
use rust_embed::Embed;

use crate::Problem;
use crate::brand::BrandColour;
use crate::request_state::RequestState;

const VERSION_BYTES: usize = 9;

/// A file of a site's own: a script that waits for the phone, a picture.
#[derive(Clone, Copy, Debug)]
pub struct AssetFile {
    /// The file's name; its ending tells browsers nothing, `mime` does.
    pub name: &'static str,
    /// What is in it.
    pub bytes: &'static [u8],
    /// Its media type: `text/javascript; charset=utf-8`.
    pub mime: &'static str,
}

/// What `cargo xtask assets` builds from `assets/`. A debug build reads it from the disk when a site starts.
#[derive(Embed)]
#[folder = "dist/"]
#[allow_missing = true]
struct Dist;

/// All assets of one site.
#[derive(Clone, Debug)]
pub(crate) struct Assets(Arc<BTreeMap<String, Asset>>);

#[derive(Clone, Debug)]
struct Asset {
    address: String,
    file: Arc<File>,
}

#[derive(Debug)]
struct File {
    bytes: Bytes,
    mime: HeaderValue,
    zipped: OnceLock<Option<Bytes>>,
}

static SHARED: LazyLock<Vec<(String, Arc<File>)>> = LazyLock::new(|| {
    Dist::iter()
        .filter_map(|name| {
            let mime = mime_guess::from_path(&*name).first_or_octet_stream();
            let bytes = match Dist::get(&name)?.data {
                Cow::Borrowed(bytes) => Bytes::from_static(bytes),
                Cow::Owned(bytes) => Bytes::from(bytes),
            };
            Some((name.into_owned(), Arc::new(File::new(bytes, mime.as_ref()))))
        })
        .collect()
});

impl Assets {
    /// The shared files, those of the brand (`brand.css`, `icon.svg`) and the site's own.
    pub(crate) fn new(own: &[AssetFile], colour: BrandColour) -> Self {
        let brand =
            [("brand.css", colour.style_sheet(), "text/css"), ("icon.svg", colour.icon(), "image/svg+xml")];
        let brand =
            brand.map(|(name, text, mime)| (name.to_owned(), Arc::new(File::new(Bytes::from(text), mime))));
        let own = own.iter().map(|file| {
            (file.name.to_owned(), Arc::new(File::new(Bytes::from_static(file.bytes), file.mime)))
        });
        let files: BTreeMap<String, Arc<File>> = SHARED.iter().cloned().chain(brand).chain(own).collect();
        // One version for all of them, so that they may refer to each other by their plain names.
        let version = version(&files);
        let asset = |(name, file): (String, Arc<File>)| {
            let address = format!("/assets/{version}/{name}");
            (name, Asset { address, file })
        };
        Self(Arc::new(files.into_iter().map(asset).collect()))
    }

    /// Where the asset is served.
    #[track_caller]
    pub(crate) fn address<'a>(&'a self, name: &'a str) -> &'a str {
        if let Some(asset) = self.0.get(name) {
            return &asset.address;
        }
        tracing::error!(name, "no such asset; are they built? Run `cargo xtask assets`");
        name
    }
}

pub(crate) async fn serve(
    Extension(state): Extension<Arc<RequestState>>,
    Path((_, name)): Path<(String, String)>,
    request: HeaderMap,
) -> Result<Response, Problem> {
    let asset = state.site.assets().0.get(&name).ok_or_else(Problem::not_found)?;
    let zipped = accepts_gzip(&request).then(|| asset.file.zipped()).flatten();
    let mut response = match zipped {
        Some(zipped) => ([(header::CONTENT_ENCODING, "gzip")], zipped).into_response(),
        None => asset.file.bytes.clone().into_response(),
    };
    // An address of another version (a page from before an update) gets today's file, but must not keep it.
    let keep = if asset.address == state.path { "public, max-age=31536000, immutable" } else { "no-cache" };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, asset.file.mime.clone());
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    Ok(response)
}

impl File {
    fn new(bytes: Bytes, mime: &str) -> Self {
        let mime = match mime {
            "text/css" | "text/javascript" => format!("{mime}; charset=utf-8"),
            other => other.to_owned(),
        };
        let mime =
            HeaderValue::from_str(&mime).unwrap_or(HeaderValue::from_static("application/octet-stream"));
        Self { bytes, mime, zipped: OnceLock::new() }
    }

    /// Zipped when first asked for; none for what is compressed already.
    fn zipped(&self) -> Option<Bytes> {
        let zip = || {
            let mime = self.mime.to_str().unwrap_or_default();
            let is_text = mime.starts_with("text/")
                || ["svg", "json", "javascript"].iter().any(|kind| mime.contains(kind));
            let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
            is_text
                .then(|| encoder.write_all(&self.bytes).and_then(|()| encoder.finish()).ok().map(Bytes::from))
                .flatten()
        };
        self.zipped.get_or_init(zip).clone()
    }
}

fn version(files: &BTreeMap<String, Arc<File>>) -> String {
    let mut hash = digest::Context::new(&digest::SHA256);
    for (name, file) in files {
        hash.update(name.as_bytes());
        hash.update(&file.bytes.len().to_be_bytes());
        hash.update(&file.bytes);
    }
    URL_SAFE_NO_PAD.encode(&hash.finish().as_ref()[..VERSION_BYTES])
}

fn accepts_gzip(headers: &HeaderMap) -> bool {
    headers
        .get(header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|v| v.contains("gzip"))
}
