// Where real messages go: a mail server with STARTTLS and AUTH, an SMS gateway, a spool directory for letters.
import { readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';

export const MAIL = { user: 'mojeid', password: 'mail-password-of-the-test' };
export const SMS_KEY = 'sms-key-of-the-test';

export class MailServer {
  messages = [];

  static async open({ tls, letters, smtpPort, smsPort }) {
    const server = new MailServer();
    server.letters = letters;
    server.mail = new SMTPServer({
      key: readFileSync(join(tls, 'server.key')),
      cert: readFileSync(join(tls, 'server.pem')),
      authMethods: ['PLAIN', 'LOGIN'],
      logger: false,
      onAuth: ({ username, password }, session, done) =>
        session.secure && username === MAIL.user && password === MAIL.password ? done(null, { user: username }) : done(new Error('refused')),
      onData: (stream, session, done) => server.takeMail(stream, session.envelope).then(() => done(), done),
    });
    server.mail.on('error', () => {}); // a peer that was killed
    await new Promise((resolve) => server.mail.listen(smtpPort, '127.0.0.1', resolve));
    server.gateway = createServer((request, answer) => server.takeSms(request, answer));
    await new Promise((resolve) => server.gateway.listen(smsPort, '127.0.0.1', resolve));
    return server;
  }

  close() {
    this.mail.close();
    this.gateway.close();
    this.gateway.closeAllConnections();
  }

  async takeMail(stream, envelope) {
    const parts = [];
    for await (const part of stream) parts.push(part);
    const { headers, text } = readMail(Buffer.concat(parts).toString('latin1'));
    this.take({ channel: 'email', id: headers['message-id'], to: envelope.rcptTo[0].address, text, headers });
  }

  async takeSms(request, answer) {
    const parts = [];
    for await (const part of request) parts.push(part);
    const { id, to, text } = JSON.parse(Buffer.concat(parts));
    const known = request.headers.authorization === `Bearer ${SMS_KEY}` && request.headers['idempotency-key'] === id;
    if (known) this.take({ channel: 'sms', id, to, text });
    answer.writeHead(known ? 202 : 401).end();
  }

  take(message) {
    this.messages.unshift({ ...message, received_at: new Date().toISOString() });
  }

  /** The PDFs that the print shop would take. */
  spooled() {
    return readdirSync(this.letters).filter((name) => name.endsWith('.pdf')).map((name) => join(this.letters, name));
  }
}

/** Headers and text of a plain message (RFC 5322, RFC 2045). */
function readMail(raw) {
  const [head, body] = raw.split(/\r\n\r\n([\s\S]*)/);
  const headers = {};
  for (const line of head.replace(/\r\n[ \t]+/g, ' ').split('\r\n')) {
    const at = line.indexOf(':');
    headers[line.slice(0, at).toLowerCase()] = line.slice(at + 1).trim();
  }
  return { headers, text: decode(body, headers['content-transfer-encoding']) };
}

function decode(body, encoding) {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString();
  if (encoding !== 'quoted-printable') return Buffer.from(body, 'latin1').toString();
  const bytes = body.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}
