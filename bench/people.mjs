// Founds accounts for the load generator: by the real registration form, with the PINs from the messages.
// node bench/people.mjs ORIGIN OUTBOX_PORT COUNT; prints [[user name, password], …].
import { createServer } from 'node:http';
import { activate, newPerson, pinIn, register } from '../tests/end_to_end/lib/actions.mjs';
import { Client } from '../tests/end_to_end/lib/client.mjs';

const [origin, outboxPort, count] = process.argv.slice(2);
const AT_ONCE = 4;
const PATIENCE_MS = 30_000;

const world = { url: (_, path) => `${origin}${path}` };
const arrived = new Map();
const awaited = new Map();

/** What the demo's outbox is to a site: takes every message. */
const outbox = createServer(async (request, response) => {
  let body = '';
  for await (const part of request) body += part;
  const { to, text } = JSON.parse(body);
  if (awaited.has(to)) awaited.get(to)(text);
  else arrived.set(to, text);
  response.writeHead(201).end();
});

/** The first message to an address or number. */
function message(to) {
  if (arrived.has(to)) return arrived.get(to);
  return new Promise((resolve, reject) => {
    awaited.set(to, resolve);
    setTimeout(() => reject(new Error(`no message to ${to}`)), PATIENCE_MS).unref();
  });
}

async function found(number) {
  const [client, person] = [new Client(), newPerson(number)];
  const path = await register(client, world, person);
  const [email, sms] = await Promise.all([message(person.email), message(person.phone)]);
  await activate(client, world, path, pinIn(email), pinIn(sms));
  return [person.userName, person.password];
}

await new Promise((resolve) => outbox.listen(Number(outboxPort), '127.0.0.1', resolve));
const users = [];
let next = 0;
const founder = async () => {
  while (next < Number(count)) {
    const number = next++;
    users[number] = await found(number);
  }
};
await Promise.all(Array.from({ length: AT_ONCE }, founder));
console.log(JSON.stringify(users));
outbox.close();
outbox.closeAllConnections();
