// mojeID under bad input: PINs, used and foreign contacts, forged and spoiled forms, stolen cookies. mission: B1 B4 B5 B6 B7
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { goOn, pseudonym } from './lib/actions.mjs';
import { Client, formTo } from './lib/client.mjs';
import { apply, applicant, found, heading, inPortal, nextPin, press, register, words } from './lib/journeys.mjs';
import { jana, karel, zuzana } from './lib/people.mjs';
import { complains, isProblem } from './lib/assertions.mjs';
import { travel } from './lib/time.mjs';
import { World } from './lib/world.mjs';

let world;

before(async () => (world = await World.start()));
after(() => world?.stop());

const PASSWORD = applicant('x').password;

async function logIn(name, password = PASSWORD, client = new Client()) {
  return client.send(await client.go(world.url('mojeid', '/login')), { name, password });
}

test('wrong PIN1 and PIN2: five tries each, what was right stays, a new one can be had (B6)', async () => {
  const client = new Client();
  let { page, pins: { pin1, pin2 } } = await apply(client, world, 'pina');
  assert.equal(heading(page), 'Aktivace mojeID');
  page = await client.send(page, { pin1: 'AAAA', pin2: 'AAAAAAAAA' });
  complains(page, { pin1: 'PIN1 z e-mailu má 8 znaků', pin2: 'PIN2 z SMS má 8 znaků' });
  page = await client.send(page, { pin1: 'AAAAAAAA', pin2: 'AAAAAAAA' });
  complains(page, { pin1: 'PIN1 z e-mailu nesouhlasí. Počet zbývajících pokusů: 4', pin2: 'Počet zbývajících pokusů: 4' });
  page = await client.send(page, { pin1: 'AAAAAAAA', pin2: ` ${pin2.toLowerCase().slice(0, 4)} ${pin2.slice(4)} ` });
  complains(page, { pin1: 'Počet zbývajících pokusů: 3' });
  assert.ok(words(page).includes('PIN2 z SMS je potvrzen'));
  for (let tries = 0; tries < 3; tries++) page = await client.send(page, { pin1: 'AAAAAAAA' });
  assert.ok(words(page).includes('PIN1 z e-mailu byl pětkrát zadán chybně a už neplatí. Nechte si poslat nový.'), words(page));
  assert.ok(page.forms.every((form) => !form.names.has('pin1')), `even the right one, ${pin1}, cannot be entered`);
  const fresh = await nextPin(world, applicant('pina').email);
  page = await press(client, page, '/resend');
  assert.ok(words(page).includes('Nový PIN1 jsme poslali e-mailem'));
  page = await client.send(page, { pin1: await fresh() });
  assert.equal(heading(page), 'Přihlášení');
  assert.ok(words(page).includes('Účet je aktivní'));
  assert.equal(heading(await logIn('pina')), 'Profil');
});

test('an account that is not active logs nobody in (B6)', async () => {
  const page = await logIn('karel', karel.password);
  assert.equal(heading(page), 'Aktivace mojeID');
  assert.equal((await logIn('karel', 'not his password')).status, 422);
});

test('a phone number or an address from elsewhere is refused, and the form keeps what was filled in (B4)', async () => {
  const client = new Client();
  for (const phone of ['+49 151 23456789', '+420 224 123 456', '+1 202 555 0123']) {
    const page = await register(client, world, 'hans', { phone });
    complains(page, { phone: 'mojeID potřebuje mobilní číslo českého (+420) nebo slovenského (+421) operátora' });
  }
  const wrong = { abc: 'jen z číslic', 12: 'Zadejte telefonní číslo i s předvolbou', '+420 601 12': 'chybí číslice', [`+420${'6'.repeat(300)}`]: 'číslici navíc' };
  for (const [phone, complaint] of Object.entries(wrong)) complains(await register(client, world, 'hans', { phone }), { phone: complaint });
  let page;
  for (const country of ['DE', 'XX']) {
    page = await register(client, world, 'hans', { country });
    complains(page, { country: 'mojeID je jen pro osoby s trvalým pobytem nebo sídlem v České nebo Slovenské republice' });
  }
  complains(await register(client, world, 'hans', { postal_code: '1234' }), { postal_code: 'PSČ má pět číslic' });
  for (const kept of ['hans', 'Malá', 'Dlouhá 5', applicant('hans').email]) assert.ok(page.text.includes(`value="${kept}"`), kept);
  assert.ok(!page.text.includes(PASSWORD), 'the password is not written back');
  assert.deepEqual(await world.messages(applicant('hans').email), [], 'nobody was written to');
  page = await client.send(page, { country: 'SK', postal_code: '949 01', phone: '+421 905 777 001', password: PASSWORD });
  assert.equal(heading(page), 'Aktivace mojeID');
});

test('a registration with nothing or nonsense in it says what is wrong with each field (B1)', async () => {
  const client = new Client();
  const empty = Object.fromEntries(Object.keys(applicant('x')).map((name) => [name, ' ']));
  const fields = Object.keys(empty).filter((name) => name !== 'country');
  complains(await register(client, world, 'x', { ...empty, password: '' }), { ...Object.fromEntries(fields.map((name) => [name, 'Zadejte'])), country: 'Vyberte zemi' });
  const cases = {
    user_name: { 'a--b': 'jednotlivé spojovníky', žluť: 'bez diakritiky', ['a'.repeat(31)]: 'nejvýše 30 znaků', JANA: 'už má někdo jiný' },
    password: { krátké: 'aspoň 12 znaků', aaaaaaaaaaaaaa: 'snadno uhodnout', ['x'.repeat(10_000)]: 'příliš dlouhé' },
    birth_date: { '31. 2. 1990': 'Takový den v kalendáři není', '1. 1. 2999': 'v budoucnosti', 'včera': 'den, měsíc a rok' },
    email: { 'jana@': 'Zadejte e-mailovou adresu', 'a@b\r\nBcc: c@d.example': 'Zadejte e-mailovou adresu' },
    given_name: { 'Ja\u0000na': 'nepatří', ['J'.repeat(5_000)]: 'příliš dlouhé' },
    street: { 'Dlouhá\u0007 5': 'nedovolené znaky', ['D'.repeat(5_000)]: 'příliš dlouhý' },
    company_number: { 12345678: 'Takové IČO neexistuje' },
  };
  for (const [name, values] of Object.entries(cases)) {
    for (const [value, complaint] of Object.entries(values)) complains(await register(client, world, 'x', { [name]: value }), { [name]: complaint });
  }
});

test('an e-mail or phone number used less than 30 days ago founds no other account (B5)', async () => {
  const client = new Client();
  const { email, phone } = applicant('prvni');
  const { pins } = await apply(client, world, 'prvni');
  const link = await activationPage('prvni');
  const second = { ...applicant('druhy'), email: email.toUpperCase(), phone };
  const page = await register(new Client(), world, 'druhy', second);
  assert.equal(heading(page), 'Potvrďte, že jsou tyto údaje vaše', 'nobody has proven them yet: whoever does takes them over');
  const done = await client.send(await client.go(link), pins);
  assert.ok(words(done).includes('Účet je aktivní'), 'the first goes on as if nothing had happened');
  const refused = await register(new Client(), world, 'druhy', second);
  complains(refused, { email: 'Tento e-mail byl nedávno použit k založení jiného mojeID', phone: 'Toto číslo bylo nedávno použito k založení jiného mojeID' });
  assert.doesNotMatch(words(refused).split('Uživatelské jméno')[0], /\d{1,2}\. \d{1,2}\. \d{4}|prvni/, 'neither when nor whose is told');
  const written = phone.replace(/^\+420(\d{3})(\d{3})/, '00420 $1-$2 ');
  complains(await register(new Client(), world, 'druhy', { phone: written }), { phone: 'nedávno použito' });
});

/** The link in the e-mail. */
async function activationPage(name) {
  const email = await world.message(applicant(name).email);
  return /http\S+\/activation\/\S+/.exec(email.text)[0];
}

test('a form of another site, without a token, or with another token changes nothing (B1)', async () => {
  const client = new Client();
  const page = await client.go(world.url('mojeid', '/registration'));
  const [form] = page.forms.filter((form) => form.names.has('user_name'));
  const body = (changes = {}) => new URLSearchParams({ ...Object.fromEntries(form.values), ...applicant('csrf'), ...changes }).toString();
  const stale = [403, 'Formulář mezitím vypršel'];
  const elsewhere = [403, 'Formulář k nám poslala cizí stránka'];
  const withoutToken = new URLSearchParams(body());
  withoutToken.delete('_csrf');
  isProblem(await client.post(form.action, withoutToken.toString()), ...stale);
  isProblem(await client.post(form.action, body({ _csrf: '' })), ...stale);
  isProblem(await client.post(form.action, body({ _csrf: 'A'.repeat(43) })), ...stale);
  const stranger = new Client();
  const theirs = (await stranger.go(form.action)).forms.find((form) => form.names.has('user_name')).values.get('_csrf');
  isProblem(await client.post(form.action, body({ _csrf: theirs })), ...stale);
  isProblem(await new Client().post(form.action, body()), ...stale);
  isProblem(await client.post(form.action, body(), { origin: 'https://evil.example' }), ...elsewhere);
  isProblem(await client.post(form.action, body(), { origin: 'null' }), ...elsewhere);
  isProblem(await client.post(form.action, body(), { origin: world.url('hub', '').replace(/\/$/, '') }), ...elsewhere);
  isProblem(await client.post(form.action, body(), { 'sec-fetch-site': 'cross-site' }), ...elsewhere);
  isProblem(await client.post(form.action, body(), { 'sec-fetch-site': 'same-site' }), ...elsewhere);
  assert.deepEqual(await world.messages(applicant('csrf').email), []);
  assert.equal(heading(await client.post(form.action, body())), 'Aktivace mojeID', 'the same form, sent rightly');
});

test('forms that are too long, malformed or sent in another way are refused as such', async () => {
  const client = new Client();
  const page = await client.go(world.url('mojeid', '/registration'));
  const { action } = page.forms.find((form) => form.names.has('user_name'));
  const csrf = `_csrf=${page.forms.at(-1).values.get('_csrf')}`;
  const tooLarge = [413, 'Odeslali jste příliš mnoho údajů'];
  isProblem(await client.post(action, `${csrf}&user_name=${'x'.repeat(70_000)}`), ...tooLarge);
  isProblem(await client.post(action, `${csrf}&user_name=${'x'.repeat(17_000)}`), ...tooLarge);
  isProblem(await client.post(action, `${csrf}&${'a=b&'.repeat(300)}`), ...tooLarge);
  isProblem(await client.post(action, '{}', { 'content-type': 'application/json' }), 415, 'Tento druh dat nepřijímáme');
  isProblem(await client.post(action, 'x', { 'content-type': 'multipart/form-data; boundary=x' }), 415, 'Tento druh dat nepřijímáme');
  assert.equal((await client.post(action, `${csrf}&user_name=a&user_name=b`)).status, 400);
  assert.equal((await client.post(action, `${csrf}&user_name=%FF%FE%00&%%%=%zz&&&=`)).status, 422);
  isProblem(await client.go(action, { method: 'PUT' }), 405, 'Tuto stránku nelze otevřít tímto způsobem');
  isProblem(await client.go(world.url('mojeid', '/nothing')), 404, 'Tato stránka neexistuje');
  isProblem(await client.go(world.url('mojeid', '/activation/%00')), 404, 'Tuto stránku aktivace neznáme');
  const long = await client.once(world.url('mojeid'), { headers: { 'x-long': 'x'.repeat(100_000) } }).catch(() => ({ status: 431 }));
  assert.equal(long.status, 431, 'headers that are too long, told or cut off');

  const program = { accept: 'application/json', 'accept-language': 'en' };
  const answer = await client.once(action, { method: 'POST', body: 'x=y', headers: { ...program, 'content-type': 'application/x-www-form-urlencoded' } });
  assert.equal(answer.headers.get('content-type'), 'application/problem+json');
  const problem = await answer.json();
  assert.deepEqual([answer.status, problem.status, problem.type], [403, 403, 'urn:svornik:problem:problem-stale-form']);
  assert.equal(heading(await register(new Client(), world, 'poradna')), 'Aktivace mojeID', 'the site goes on');
});

test('a cookie from before a login is worth nothing after it, nor one from before a logout (B1)', async () => {
  const planted = 'A'.repeat(43);
  const client = new Client();
  client.cookies.set('session_mojeid', planted);
  assert.equal(heading(await logIn(jana.userName, jana.password, client)), 'Profil');
  const low = client.cookies.get('session_mojeid');
  assert.notEqual(low, planted);
  assert.equal(await signedInWith('session_mojeid', planted, '/profile'), false);

  // the second factor gives a new cookie, and the hub one of its own
  await client.go(world.url('hub', '/login/with/mojeid'));
  const before = client.cookies.get('session_hub');
  await inPortal(world, jana, client);
  const high = client.cookies.get('session_mojeid');
  assert.notEqual(high, low);
  assert.equal(before, undefined);
  assert.equal(await signedInWith('session_mojeid', low, '/profile'), false);
  assert.equal(await signedInWith('session_mojeid', high, '/profile'), true);

  await press(client, await client.go(world.url('mojeid', '/profile')), '/logout');
  const asked = await client.go(world.url('mojeid', '/logout'));
  if (asked.forms.some((form) => form.action.endsWith('/logout'))) await press(client, asked, '/logout');
  assert.equal(await signedInWith('session_mojeid', high, '/profile'), false);
});

async function signedInWith(name, value, path) {
  const client = new Client();
  client.cookies.set(name, value);
  const answer = await client.once(world.url('mojeid', path));
  return answer.status === 200;
}

test('nobody learns whose a name is, and tries at a password soon take longer (B1)', async () => {
  const wrong = 'Jméno nebo heslo nesouhlasí';
  complains(await logIn('petr', 'not his password'), { name: wrong });
  complains(await logIn('nobody-at-all', 'not his password'), { name: wrong });
  complains(await logIn('', ''), { name: 'Vyplňte toto pole' });
  complains(await logIn('https://petr.myopenid.example/', 'x'), { name: 'identifikátor u jiného poskytovatele' });
  for (let tries = 0; tries < 4; tries++) await logIn('petr', 'not his password');
  complains(await logIn('petr', 'dub stoji u potoka'), { name: 'Příliš mnoho neúspěšných pokusů' });
  assert.equal(heading(await logIn(jana.userName, jana.password)), 'Profil', 'others are not held up');
});

test('a link to a page of the person leads there after the login, a link elsewhere does not (B1)', async () => {
  for (const [asked, reached] of [['/history', '/history'], ['https://evil.example/', '/profile'], ['//evil.example', '/profile'], ['/\\evil.example', '/profile']]) {
    const client = new Client();
    const page = await client.go(world.url('mojeid', `/login?${new URLSearchParams({ return_to: asked })}`));
    const next = page.status === 200 ? await client.send(page, { name: jana.userName, password: jana.password }) : page;
    if (page.status === 200) assert.equal(new URL(next.url).pathname, reached, asked);
    assert.equal(new URL(next.url).host, new URL(world.url('mojeid')).host, asked);
  }
});

test('who takes their time over the first passcode for a service of level low gets in all the same', async () => {
  const client = new Client();
  const home = world.url('library', '/');
  const asks = (url) => url.startsWith(world.url('mojeid', '/login/passcode'));
  // the hub does not know the account yet, and asks mojeID once more for the second factor
  const asked = await goOn(client, world, await client.go(world.url('library', '/login')), zuzana, (url) => asks(url) || url === home);
  assert.ok(asks(asked.url), asked.url);
  await pause(4000);
  const page = await client.go(asked.url);
  assert.ok(formTo(page, '/login/passcode'));
  const arrived = await goOn(client, world, page, zuzana, (url) => url === home);
  assert.ok(pseudonym(await client.go(arrived.url)));
});

// From here on the world's clock moves.

test('expired PINs are refused, new ones activate (B6)', async () => {
  const client = new Client();
  const { pins: old } = await apply(client, world, 'pozde');
  const link = await activationPage('pozde');
  await travel(world, 'month');
  let page = await client.go(link);
  assert.ok(old.pin1 && page.forms.every((form) => !form.names.has('pin1')), 'there is nothing to enter');
  for (const said of ['Platnost PIN1 z e-mailu vypršela.', 'Platnost PIN2 z SMS vypršela.']) assert.ok(words(page).includes(said), words(page));
  const [pin1, pin2] = [await nextPin(world, applicant('pozde').email), await nextPin(world, applicant('pozde').phone)];
  page = await press(client, page, '/resend'); // PIN1
  page = await client.submit(page.forms.filter((form) => form.action.endsWith('/resend')).at(-1)); // PIN2
  page = await client.send(page, { pin1: await pin1(), pin2: await pin2() });
  assert.ok(words(page).includes('Účet je aktivní'), words(page));
});

test('after 31 days the same e-mail and phone number found another account (B5)', async () => {
  const { email, phone } = applicant('prvni');
  const page = await found(new Client(), world, 'druhy', { email, phone });
  assert.ok(words(page).includes('Účet je aktivní'), words(page));
  assert.equal(heading(await logIn('prvni')), 'Profil');
  assert.equal(heading(await logIn('druhy')), 'Profil');
  complains(await register(new Client(), world, 'treti', { email }), { email: 'nedávno použit' });
});

test('an account that nobody activated is deleted after 8 months, with its data, and no other (B7)', async () => {
  // the message is of the world that this one is a copy of
  const [path] = /\/activation\/\S+/.exec((await world.message(karel.email)).text);
  const link = world.url('mojeid', path);
  assert.equal((await new Client().go(link)).status, 200);
  await travel(world, 'eight-months');
  // finding C-47: nobody is deleted sooner than a week after the last reminder
  await world.message(karel.email, ({ text }) => /zatím není aktivní/.test(text));
  assert.equal((await new Client().go(link)).status, 200);
  await travel(world, 'month');
  isProblem(await new Client().go(link), 404, 'Tuto stránku aktivace neznáme');
  complains(await logIn('karel', karel.password), { name: 'Jméno nebo heslo nesouhlasí' });
  for (const name of ['pina', 'prvni', 'druhy', 'pozde']) assert.equal(heading(await logIn(name)), 'Profil', name);
  const page = await register(new Client(), world, 'karel', { email: karel.email, phone: karel.phone });
  assert.equal(heading(page), 'Aktivace mojeID', 'the name, the e-mail and the number are free again');
});
