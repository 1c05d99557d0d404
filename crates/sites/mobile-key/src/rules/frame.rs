//! The living QR code: one frame a second, each signed by us and fresh for three seconds.

use jose::base64url;
use mobile_key_api::RequestId;
use values::Timestamp;

use super::Refusal;

/// A frame older than this is refused.
pub(crate) const FRESH_FOR_MS: i64 = 3_000;
/// Another of our machines may be ahead by so much.
pub(crate) const MAX_AHEAD_MS: i64 = 1_000;
const MAC_BYTES: usize = 16;

/// What one frame of the code says: whose request, when it was shown, and our word for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Frame {
    pub(crate) request: RequestId,
    /// Unix seconds.
    pub(crate) second: i64,
    mac: [u8; MAC_BYTES],
}

impl Frame {
    /// The frame of this moment. `hash` is HMAC-SHA256 under the server's key.
    pub(crate) fn draw(request: RequestId, now: Timestamp, hash: impl Fn(&[u8]) -> [u8; 32]) -> Self {
        let second = now.unix_seconds();
        let mac = mac_of(&request, second, hash);
        Self { request, second, mac }
    }

    /// `<request id>.<unix seconds>.<mac>`
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('.');
        let (request, second, mac) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() {
            return None;
        }
        let request = RequestId::parse(request).ok()?;
        Some(Self { request, second: canonical_seconds(second)?, mac: base64url::decode_exactly(mac)? })
    }

    pub(crate) fn text(&self) -> String {
        format!("{}.{}.{}", self.request, self.second, base64url::encode(&self.mac))
    }

    /// Whether it is ours. Which bytes differ is no secret that timing could betray: a forger learns them only by
    /// asking, is limited by rate, and has three seconds.
    pub(crate) fn is_genuine(&self, hash: impl Fn(&[u8]) -> [u8; 32]) -> bool {
        let mac = mac_of(&self.request, self.second, hash);
        aws_lc_rs::constant_time::verify_slices_are_equal(&mac, &self.mac).is_ok()
    }

    /// Whether it was on a screen just now.
    pub(crate) fn check_fresh(&self, now: Timestamp) -> Result<(), Refusal> {
        let age_ms = now.since(Timestamp::from_unix_seconds(self.second));
        if (-MAX_AHEAD_MS..=FRESH_FOR_MS).contains(&age_ms) { Ok(()) } else { Err(Refusal::FrameExpired) }
    }
}

fn mac_of(request: &RequestId, second: i64, hash: impl Fn(&[u8]) -> [u8; 32]) -> [u8; MAC_BYTES] {
    let whole = hash(format!("qr{request}{second}").as_bytes());
    let mut mac = [0; MAC_BYTES];
    mac.copy_from_slice(&whole[..MAC_BYTES]);
    mac
}

/// Digits without a sign or a leading zero, so that one frame has one text.
fn canonical_seconds(text: &str) -> Option<i64> {
    let second: i64 = text.parse().ok()?;
    (second >= 0 && second.to_string() == text).then_some(second)
}

#[cfg(test)]
mod tests {
    use aws_lc_rs::hmac;
    use proptest::prelude::*;

    use super::*;

    const SHOWN_MS: i64 = 1_795_000_000_000;

    fn hash(key: u8) -> impl Fn(&[u8]) -> [u8; 32] {
        move |bytes| {
            let key = hmac::Key::new(hmac::HMAC_SHA256, &[key; 32]);
            hmac::sign(&key, bytes).as_ref().try_into().unwrap()
        }
    }

    fn frame() -> Frame {
        let at = Timestamp::from_unix_ms(SHOWN_MS);
        Frame::draw(RequestId::new(at, [1; 10]), at, hash(1))
    }

    #[test]
    fn a_frame_reads_back_and_is_ours() {
        let read = Frame::parse(&frame().text()).unwrap();
        assert_eq!(read, frame());
        assert!(read.is_genuine(hash(1)));
        assert!(!read.is_genuine(hash(2)));
    }

    // mission: A1
    #[test]
    fn a_frame_older_than_three_seconds_is_refused() {
        for (age_ms, outcome) in [
            (-1_001, Err(Refusal::FrameExpired)),
            (-1_000, Ok(())),
            (0, Ok(())),
            (3_000, Ok(())),
            (3_001, Err(Refusal::FrameExpired)),
            (240_000, Err(Refusal::FrameExpired)),
        ] {
            assert_eq!(frame().check_fresh(Timestamp::from_unix_ms(SHOWN_MS + age_ms)), outcome, "{age_ms}");
        }
    }

    #[test]
    fn a_frame_cannot_be_made_younger_or_moved_to_another_request() {
        let later = Frame { second: frame().second + 1, ..frame() };
        assert!(!later.is_genuine(hash(1)));
        let other = Frame { request: RequestId::new(Timestamp::from_unix_ms(0), [9; 10]), ..frame() };
        assert!(!other.is_genuine(hash(1)));
    }

    #[test]
    fn texts_that_are_no_frame() {
        let good = frame().text();
        let [id, second, mac] = good.split('.').collect::<Vec<_>>()[..] else { panic!() };
        for bad in [
            String::new(),
            format!("{id}.{second}"),
            format!("{id}.{second}.{mac}."),
            format!("{id}.+{second}.{mac}"),
            format!("{id}.0{second}.{mac}"),
            format!("{id}.-1.{mac}"),
            format!("{id}.{second}.{}", &mac[1..]),
            format!("{id}.{second}.{mac}="),
            format!("{}.{second}.{mac}", id.to_uppercase()),
            format!("{id}.99999999999999999999.{mac}"),
        ] {
            assert_eq!(Frame::parse(&bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn whatever_was_scanned_is_answered(text in "\\PC{0,120}") {
            let _ = Frame::parse(&text);
        }

        #[test]
        fn every_changed_character_spoils_it(at in 0_usize..69, to in "[0-9a-zA-Z_-]") {
            let text = frame().text();
            let mut changed = text.clone();
            changed.replace_range(at..=at, &to);
            prop_assume!(changed != text);
            let genuine = Frame::parse(&changed).is_some_and(|frame| frame.is_genuine(hash(1)));
            prop_assert!(!genuine);
        }
    }
}
