// An authority and what it signs, made by openssl as an operator would.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const EC = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
const openssl = (...args) => execFileSync('openssl', args, { stdio: ['ignore', 'pipe', 'pipe'] });

/** Writes `ca.pem`, `server.pem`, `server.key`, `hub.pem`, `hub.key` into a folder. */
export function makeCertificates(folder) {
  const file = (name) => join(folder, name);
  const ca = ['-keyout', file('ca.key'), '-out', file('ca.pem'), '-subj', '/CN=Test authority', '-days', '2'];
  openssl('req', '-x509', ...EC, ...ca);
  const sign = (name, subject, extensions) => {
    openssl('req', ...EC, '-keyout', file(`${name}.key`), '-out', file(`${name}.csr`), '-subj', `/CN=${subject}`);
    writeFileSync(file(`${name}.ext`), `basicConstraints=CA:FALSE\n${extensions}\n`);
    const by = ['-CA', file('ca.pem'), '-CAkey', file('ca.key'), '-CAcreateserial', '-extfile', file(`${name}.ext`), '-days', '2'];
    openssl('x509', '-req', '-in', file(`${name}.csr`), '-out', file(`${name}.pem`), ...by);
  };
  sign('server', 'localhost', 'subjectAltName=DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=serverAuth');
  sign('hub', 'hub', 'extendedKeyUsage=clientAuth');
}
