"""A real mail server (aiosmtpd) for the tests of delivery.

Prints its port on the first line, then every mail it took as one line of JSON, as Python's own parser reads it.
Recipients decide what it answers: reject@… is refused for good, later@… for now.
With --auth it takes mail only from mojeid with the password "heslo". With --starttls PEM it takes mail only after
STARTTLS, with --tls PEM it speaks TLS from the first byte; the file has the certificate and its key.
"""

import asyncio
import email
import email.policy
import json
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("reject@"):
            return "550 5.1.1 <" + address + "> unknown"
        if address.startswith("later@"):
            return "451 4.7.1 greylisted, come back later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        mail = email.message_from_bytes(envelope.original_content, policy=email.policy.default)
        taken = {
            "envelope_from": envelope.mail_from,
            "envelope_to": envelope.rcpt_tos,
            "headers": {name.lower(): str(value) for name, value in mail.items()},
            "text": mail.get_content().replace("\r\n", "\n").rstrip("\n"),
            "content_type": mail.get_content_type(),
            "charset": mail.get_content_charset(),
            "defects": [str(defect) for defect in mail.defects],
            "longest_line": max(len(line) for line in envelope.original_content.split(b"\r\n")),
            "bare_newlines": envelope.original_content.replace(b"\r\n", b"").count(b"\n"),
            "authenticated": session.authenticated,
            "encrypted": session.ssl is not None or "--tls" in sys.argv,
        }
        print(json.dumps(taken), flush=True)
        return "250 OK"


def authenticate(server, session, envelope, mechanism, data):
    right = data.login == b"mojeid" and data.password == b"heslo"
    return AuthResult(success=right, handled=False)


def certificate(option):
    if option not in sys.argv:
        return None
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(sys.argv[sys.argv.index(option) + 1])
    return context


async def main():
    options = {}
    if "--auth" in sys.argv:
        options = {"authenticator": authenticate, "auth_required": True, "auth_require_tls": False}
    implicit = certificate("--tls")
    if starttls := certificate("--starttls"):
        options |= {"tls_context": starttls, "require_starttls": True}
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(Handler(), loop=loop, **options), "127.0.0.1", 0, ssl=implicit
    )
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main())
