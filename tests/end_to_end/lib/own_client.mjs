// A service of the tests' own, which joins the demo's by `svornik demo --client FILE`.
export const OWN = { id: 'own', secret: 'own-secret-of-the-tests-0123456789', callback: 'http://127.0.0.1:9/cb' };

/** Asks mojeID, and nobody is asked for consent: for codes in great numbers. */
export const OWN_TOML = `
[[mojeid.settings.openid.clients]]
id = "${OWN.id}"
name = "Own service of the tests"
authentication = { method = "client_secret", secret = "${OWN.secret}" }
redirect_uris = ["${OWN.callback}"]
scope = "openid profile email offline_access"
first_party = true
`;
