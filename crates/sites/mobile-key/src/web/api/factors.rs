//! PIN, password, biometrics.

use mobile_key_api::Registration;
use mobile_key_api::phone::{Evaluate, Evaluated, Nothing, SetKnowledge, WebauthnOptions};
use values::Language;

use super::{Answer, Call, Done};
use crate::acts;

pub(super) async fn evaluate(call: Call) -> Answer<Evaluated> {
    let (signed, request): (_, Evaluate) = call.open().await?;
    call.answer(&signed, acts::evaluate(call.context(), &signed, &request).await).await
}

pub(super) async fn set_knowledge(call: Call) -> Done {
    let (signed, new): (_, SetKnowledge) = call.open().await?;
    call.done(&signed, acts::set_knowledge(call.context(), &signed, &new).await).await
}

pub(super) async fn webauthn_options(call: Call) -> Answer<WebauthnOptions> {
    let (signed, Nothing {}) = call.open().await?;
    let rp_name = call.app.web.brand_name(Language::Cs);
    call.answer(&signed, acts::webauthn_options(call.context(), &signed, &rp_name).await).await
}

pub(super) async fn set_biometrics(call: Call) -> Done {
    let (signed, new): (_, Registration) = call.open().await?;
    call.done(&signed, acts::set_biometrics(call.context(), &signed, &new).await).await
}
