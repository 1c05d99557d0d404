//! Style sheets, fonts and scripts of a site, under an address that changes with their content, so that browsers keep them
//! for ever.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use aws_lc_rs::digest;
use axum::Extension;
use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rust_embed::Embed;

use crate::brand::BrandColour;
use crate::request_state::RequestState;
use crate::{Problem, StaticFile};

const VERSION_BYTES: usize = 9;

/// A file of a site's own, such as the script that waits for the phone.
#[derive(Clone, Copy, Debug)]
pub struct AssetFile {
    /// Its name, whose ending tells the media type.
    pub name: &'static str,
    /// Its content.
    pub bytes: &'static [u8],
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
    file: StaticFile,
}

static SHARED: LazyLock<Vec<(String, StaticFile)>> = LazyLock::new(|| {
    let file = |name: std::borrow::Cow<'_, str>| {
        let file = StaticFile::embedded(&name, Dist::get(&name)?);
        Some((name.into_owned(), file))
    };
    Dist::iter().filter_map(file).collect()
});

impl Assets {
    /// The shared files, those of the brand (`brand.css`, `icon.svg`) and the site's own.
    pub(crate) fn new(own: &[AssetFile], colour: BrandColour) -> Self {
        let brand = [("brand.css", colour.style_sheet()), ("icon.svg", colour.icon())];
        let brand = brand.map(|(name, text)| (name.to_owned(), StaticFile::new(name, text)));
        let own = own.iter().map(|file| (file.name.to_owned(), StaticFile::new(file.name, file.bytes)));
        let files: BTreeMap<String, StaticFile> = SHARED.iter().cloned().chain(brand).chain(own).collect();
        // One version for all of them, so that they may refer to each other by their plain names.
        let version = version(&files);
        let asset = |(name, file): (String, StaticFile)| {
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

/// An address of another version (a page from before an update) gets the present file, which browsers must not keep then.
pub(crate) async fn serve(
    Extension(state): Extension<Arc<RequestState>>,
    Path((_, name)): Path<(String, String)>,
    request: HeaderMap,
) -> Result<Response, Problem> {
    let asset = state.site.assets().0.get(&name).ok_or_else(Problem::not_found)?;
    Ok(asset.file.respond(&request, asset.address == state.path))
}

fn version(files: &BTreeMap<String, StaticFile>) -> String {
    let mut hash = digest::Context::new(&digest::SHA256);
    for (name, file) in files {
        hash.update(name.as_bytes());
        hash.update(file.hash());
    }
    URL_SAFE_NO_PAD.encode(&hash.finish().as_ref()[..VERSION_BYTES])
}
