//! What a phone was led by: the text of a QR code, or of the button on the same device.

use jose::base64url;
use mobile_key_api::RequestId;

use super::Frame;

const TOKEN_BYTES: usize = 16;
const QR: &str = "/app/#/q/";
const SAME_DEVICE: &str = "/app/#/s/";
/// No link of ours is longer.
pub(crate) const MAX_LINK_BYTES: usize = 512;

/// A link into the app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Link {
    /// Scanned from another screen.
    Qr(Frame),
    /// „Spustit mobilní klíč": started on the phone that shows the page.
    SameDevice { request: RequestId, token: SameDeviceToken },
}

/// Proves that the link came from the page, not from someone who knows the request's identifier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SameDeviceToken([u8; TOKEN_BYTES]);

impl SameDeviceToken {
    /// Derived, so that nothing has to be stored; `hash` is HMAC-SHA256 under the server's key.
    pub(crate) fn of(request: &RequestId, hash: impl Fn(&[u8]) -> [u8; 32]) -> Self {
        let whole = hash(format!("same-device{request}").as_bytes());
        let mut token = [0; TOKEN_BYTES];
        token.copy_from_slice(&whole[..TOKEN_BYTES]);
        Self(token)
    }

    pub(crate) fn is(&self, other: &Self) -> bool {
        aws_lc_rs::constant_time::verify_slices_are_equal(&self.0, &other.0).is_ok()
    }
}

impl Link {
    /// The host is not looked at: the code in the link says whether it is ours.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        if text.len() > MAX_LINK_BYTES {
            return None;
        }
        if let Some((_, frame)) = text.split_once(QR) {
            return Frame::parse(frame).map(Self::Qr);
        }
        let (_, rest) = text.split_once(SAME_DEVICE)?;
        let (request, token) = rest.split_once('.')?;
        Some(Self::SameDevice {
            request: RequestId::parse(request).ok()?,
            token: SameDeviceToken(base64url::decode_exactly(token)?),
        })
    }

    /// The whole text; `origin` without a slash at its end.
    pub(crate) fn text(&self, origin: &str) -> String {
        match self {
            Self::Qr(frame) => format!("{origin}{QR}{}", frame.text()),
            Self::SameDevice { request, token } => {
                format!("{origin}{SAME_DEVICE}{request}.{}", base64url::encode(&token.0))
            }
        }
    }

    pub(crate) fn request(&self) -> &RequestId {
        match self {
            Self::Qr(frame) => &frame.request,
            Self::SameDevice { request, .. } => request,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use values::Timestamp;

    use super::*;

    const ORIGIN: &str = "https://key.example";

    #[test]
    fn both_links_read_back() {
        let now = Timestamp::from_unix_ms(1_795_000_000_000);
        let request = RequestId::new(now, [3; 10]);
        let qr = Link::Qr(Frame::draw(request.clone(), now, |_| [5; 32]));
        let token = SameDeviceToken::of(&request, |_| [5; 32]);
        let same = Link::SameDevice { request, token };
        for link in [qr, same] {
            assert_eq!(Link::parse(&link.text(ORIGIN)), Some(link));
        }
    }

    #[test]
    fn other_codes_are_not_ours() {
        for text in
            ["", "https://example.org/", "https://key.example/app/#/x/1", "WIFI:S:home;;", "/app/#/s/1.2"]
        {
            assert_eq!(Link::parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn whatever_was_scanned_is_answered(text in "(/app/#/[qs]/)?\\PC{0,200}") {
            let _ = Link::parse(&text);
        }
    }
}
