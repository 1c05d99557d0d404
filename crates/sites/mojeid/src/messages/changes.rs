//! What the owner is told of a change of name, address or company.

use delivery::Message;
use values::Timestamp;
use web::Site;

use super::{Writer, idempotency_key, told};
use crate::rules::account::Account;
use crate::rules::postal_change::PostalChange;

/// A new name or address waits for PIN3: an e-mail with the link that cancels it, and an SMS. `account` is as before.
pub(crate) fn postal_change_requested(
    site: &Site,
    now: Timestamp,
    account: &Account,
    change: &PostalChange,
) -> [Message; 2] {
    let write = Writer { site, account };
    let new = std::iter::once(change.name.to_string()).chain(change.address.lines());
    let text = write.letter_of(&[
        write.text("mail-place-asked").with("name", &account.user_name).at("when", now).to_string(),
        new.collect::<Vec<_>>().join("\n"),
        write.text("mail-place-until").to_string(),
        write.text("mail-place-cancel").to_string(),
        site.url(&format!("/change/{}", change.id)),
        write.text("mail-place-not-you").to_string(),
    ]);
    let (why, to) = (idempotency_key("place-asked", account, now), &account.contact.email);
    let email = write.email(why, to, "mail-place-asked-subject", text);
    let text = write.text("sms-place-asked").with("name", &account.user_name);
    [email, write.short_note(idempotency_key("place-asked-sms", account, now), text)]
}

/// What waited is cancelled.
pub(crate) fn postal_change_cancelled(site: &Site, now: Timestamp, account: &Account) -> Message {
    told(site, now, account, "place-cancelled", "mail-place-cancelled")
}

/// A new name and address count, proven by PIN3. `account` is as before: the e-mail address is the same.
pub(crate) fn postal_info_changed(site: &Site, now: Timestamp, account: &Account) -> Message {
    told(site, now, account, "place-changed", "mail-place-changed")
}

/// Name, address or company were corrected at once.
pub(crate) fn contact_corrected(site: &Site, now: Timestamp, account: &Account) -> Message {
    told(site, now, account, "contact-corrected", "mail-contact-corrected")
}

/// The same by SMS, when the letter with PIN3 goes elsewhere from now on.
pub(crate) fn postal_info_corrected_sms(site: &Site, now: Timestamp, account: &Account) -> Message {
    let write = Writer { site, account };
    let text = write.text("sms-place-corrected").with("name", &account.user_name);
    write.short_note(idempotency_key("place-corrected-sms", account, now), text)
}
