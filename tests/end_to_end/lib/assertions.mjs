// What people and programs are told when something does not go.
import assert from 'node:assert/strict';
import { heading } from './journeys.mjs';
import { ApiError } from './phone.mjs';

/** The phone's request is refused with this status, this stable code and a text in Czech that begins so. */
export async function refused(call, status, code, title) {
  const error = await call.then(() => undefined, (error) => error);
  assert.ok(error instanceof ApiError, `refused with ${code}, not ${error ?? 'accepted'}`);
  assert.deepEqual([error.status, error.code], [status, code]);
  assert.ok(error.title.startsWith(title), error.title);
  assert.match(error.request_id, /^[0-9a-f-]{36}$/);
  return error;
}

/** A page with this status and heading that says what to do next and bears the number of the request. */
export function isProblem(page, status, title) {
  assert.deepEqual([page.status, heading(page)], [status, title], page.url);
  assert.match(page.text, /Celé číslo požadavku: <code class="sv-id">[0-9a-f-]{36}/);
}

/** A form that came back with these errors, each beside its field and in the summary. */
export function complains(page, errors) {
  assert.ok([422, 429].includes(page.status), `${page.status} ${page.url}: ${heading(page)}`);
  for (const [field, text] of Object.entries(errors)) {
    const beside = new RegExp(`id="${field}-error"[^>]*>([\\s\\S]*?)</p>`).exec(page.text)?.[1] ?? '';
    const said = beside.replace(/<[^>]+>/g, ' ').replace(/[\u2068\u2069]/g, '').replace(/\s+/g, ' ').trim();
    assert.ok(said.includes(text), `${field}: ${said || 'no complaint'}`);
    assert.ok(page.text.includes(`href="#${field}"`), `${field} in the summary`);
  }
  assert.match(page.text, /potřeba opravit|Zatím to nejde/);
}
