// A realistic svornik.toml: four sites behind a proxy, the population register by certificates, real ways out.
import { MAIL, SMS_KEY } from './mail_server.mjs';

/** A client of a site's OpenID provider as TOML; at the hub it is a service with a part for OpenID Connect. */
export function clientToml(at, settings) {
  const lines = settings.trim().split('\n').map((line) => line.trim());
  if (at !== 'hub') return `\n[[${at}.settings.openid.clients]]\n${lines.join('\n')}\n`;
  const isOfService = (line) => /^(id|name|domain|minimum_level|first_party|release) =/.test(line);
  const [service, oidc] = [lines.filter(isOfService), lines.filter((line) => !isOfService(line))];
  return `\n[[hub.settings.services]]\n${service.join('\n')}\n\n[hub.settings.services.oidc]\n${oidc.join('\n')}\n`;
}

/** `store`: a line of [store]; `clients`: TOML of further clients of mojeid and hub; `ports`: see Installation. */
export function configuration({ folder, ports, store, clients = {} }) {
  const origin = (site) => `http://localhost:${ports[site]}`;
  const listen = (site) => `127.0.0.1:${ports[site]}`;
  const site = (name, operator) =>
    `site = { origin = "${origin(name)}", operator = "${operator}", helpdesk = { phone = "+420 200 000 111", hours = "8:00–18:00" } }`;
  const delivery = (sender, email) => `sender = { name = "${sender}", email = "${email}", address = "Milešovská 5, 130 00 Praha 3" }
mail = { via = "smtp", host = "localhost", port = ${ports.smtp}, security = "starttls", user_name = "${MAIL.user}", password = "${MAIL.password}", ca_file = "${folder}/ca.pem" }
sms = { via = "gateway", url = "http://127.0.0.1:${ports.sms}/messages", key = "${SMS_KEY}" }
letters = { via = "spool", directory = "${folder}/letters" }`;
  const method = (id, name, extra) => `
[[hub.settings.methods]]
id = "${id}"
name = "${name}"
level = "substantial"
${extra}
openid = { issuer = "${origin(id === 'mojeid' ? 'mojeid' : 'key')}", client_id = "hub", authentication = { method = "client_secret_basic", secret = "hub-at-${id}-0123456789abcdef" }, callback_path = "/login/callback/${id}" }`;
  const client = (at, id, secret, fields) => clientToml(at, `
id = "${id}"
name = { cs = "${id} (zkouška)", en = "${id} (test)" }
authentication = { method = "client_secret", secret = "${secret}" }
${fields}`);
  return `
master_key_file = "${folder}/master.key"

[store]
${store}

[population]
listen = "${listen('population')}"

[population.settings]
${site('population', 'Ministerstvo vnitra')}
clients = [{ id = "hub", certificate = { common_name = "hub" } }]
api = { listen = "127.0.0.1:${ports.register}", tls = { certificate = "${folder}/server.pem", key = "${folder}/server.key", client_authority = "${folder}/ca.pem" } }

[mojeid]
listen = "${listen('mojeid')}"

[mojeid.delivery]
${delivery('mojeID', 'podpora@mojeid.example')}

[mojeid.settings]
${site('mojeid', 'Správce registru')}
registrations_per_hour = 200
${client('mojeid', 'hub', 'hub-at-mojeid-0123456789abcdef', `redirect_uris = ["${origin('hub')}/login/callback/mojeid"]\npost_logout_redirect_uris = ["${origin('hub')}/logout/returned"]\nscope = "openid profile email phone address"`)}
${clients.mojeid ?? ''}

[hub]
listen = "${listen('hub')}"

[hub.settings]
${site('hub', 'Správa základních registrů')}
register = "https://localhost:${ports.register}"
register_client = { certificate = "${folder}/hub.pem", key = "${folder}/hub.key", authority = "${folder}/ca.pem" }
${method('mobile-key', 'Mobilní klíč', `kind = { type = "mobile_key", enrol = "${origin('key')}/enrol", app = "${origin('key')}/app/", api = "${origin('key')}", client = "mobile-key" }`)}
${method('mojeid', 'mojeID', 'kind = { type = "account" }')}
${client('hub', 'mobile-key', 'mobile-key-at-hub-0123456789abcdef', `redirect_uris = ["${origin('key')}/enrol/callback"]\nscope = "openid profile"\nfirst_party = true`)}
${clients.hub ?? ''}

[mobile_key]
listen = "${listen('key')}"

[mobile_key.settings]
${site('key', 'Správa základních registrů')}
portal = "${origin('hub')}/portal"
hub = { issuer = "${origin('hub')}", client_id = "mobile-key", authentication = { method = "client_secret_basic", secret = "mobile-key-at-hub-0123456789abcdef" }, callback_path = "/enrol/callback", scope = "openid profile" }
${client('mobile_key', 'hub', 'hub-at-mobile-key-0123456789abcdef', `redirect_uris = ["${origin('hub')}/login/callback/mobile-key"]
scope = "openid"
client_credentials_scope = "devices"
authorization_details_types = ["identity_release"]
subject_type = "public"
first_party = true
require_pushed_authorization_requests = true`)}
`;
}
