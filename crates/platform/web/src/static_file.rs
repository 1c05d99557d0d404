//! Static files as they are sent: media type, `ETag`, caching, gzip. Used by the assets of every site and by the phone app.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::Write;
use std::sync::{LazyLock, Mutex, PoisonError};

use aws_lc_rs::digest;
use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use flate2::Compression;
use flate2::write::GzEncoder;
use rust_embed::EmbeddedFile;

type Hash = [u8; 32];

/// A file with its media type, which its name tells, and the SHA-256 of its content. Cheap to clone.
#[derive(Clone, Debug)]
pub struct StaticFile {
    bytes: Bytes,
    mime: HeaderValue,
    hash: Hash,
}

impl StaticFile {
    /// A file with this content.
    pub fn new(name: &str, bytes: impl Into<Bytes>) -> Self {
        let bytes = bytes.into();
        let mut hash = [0; 32];
        hash.copy_from_slice(digest::digest(&digest::SHA256, &bytes).as_ref());
        Self { mime: mime(name), bytes, hash }
    }

    /// A file of a folder that is built into the binary; a debug build reads it from the disk.
    pub fn embedded(name: &str, file: EmbeddedFile) -> Self {
        let bytes = match file.data {
            Cow::Borrowed(bytes) => Bytes::from_static(bytes),
            Cow::Owned(bytes) => Bytes::from(bytes),
        };
        Self { mime: mime(name), bytes, hash: file.metadata.sha256_hash() }
    }

    /// The SHA-256 of its content.
    pub fn hash(&self) -> &Hash {
        &self.hash
    }

    /// The response to a request for it. `is_immutable`: its address changes with its content, so that browsers may keep it
    /// for ever; else they ask each time whether it has changed.
    pub fn respond(&self, request: &HeaderMap, is_immutable: bool) -> Response {
        let text = |name| request.get(name).and_then(|value| value.to_str().ok());
        let tag = format!("\"{}\"", URL_SAFE_NO_PAD.encode(self.hash));
        let takes_gzip = text(header::ACCEPT_ENCODING).is_some_and(|encodings| encodings.contains("gzip"));
        let mut response = if text(header::IF_NONE_MATCH) == Some(tag.as_str()) {
            StatusCode::NOT_MODIFIED.into_response()
        } else if let Some(compressed) = takes_gzip.then(|| self.gzip()).flatten() {
            ([(header::CONTENT_ENCODING, "gzip")], compressed).into_response()
        } else {
            self.bytes.clone().into_response()
        };
        let cache = if is_immutable { "public, max-age=31536000, immutable" } else { "no-cache" };
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, self.mime.clone());
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        if let Ok(tag) = HeaderValue::try_from(tag) {
            headers.insert(header::ETAG, tag);
        }
        response
    }

    /// Its content compressed, once for each content; `None` for pictures and fonts, which are compressed already.
    fn gzip(&self) -> Option<Bytes> {
        static COMPRESSED: LazyLock<Mutex<HashMap<Hash, Bytes>>> = LazyLock::new(Mutex::default);
        let mime = self.mime.to_str().unwrap_or_default();
        if !mime.starts_with("text/") && !["json", "svg", "javascript"].iter().any(|kind| mime.contains(kind))
        {
            return None;
        }
        let mut known = COMPRESSED.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(compressed) = known.get(&self.hash) {
            return Some(compressed.clone());
        }
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        let compressed =
            encoder.write_all(&self.bytes).and_then(|()| encoder.finish()).ok().map(Bytes::from)?;
        known.insert(self.hash, compressed.clone());
        Some(compressed)
    }
}

fn mime(name: &str) -> HeaderValue {
    let mime = mime_guess::from_path(name).first_or_octet_stream();
    let charset = if mime.type_() == "text" { "; charset=utf-8" } else { "" };
    HeaderValue::try_from(format!("{}{charset}", mime.essence_str()))
        .unwrap_or(HeaderValue::from_static("application/octet-stream"))
}
