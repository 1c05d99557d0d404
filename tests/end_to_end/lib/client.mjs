// A browser without a screen: keeps cookies, follows redirects, fills in forms.

const unescape = (text) =>
  text.replaceAll('&quot;', '"').replaceAll('&#34;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&').replaceAll('&#38;', '&').replaceAll('&#60;', '<').replaceAll('&#62;', '>');
const attribute = (tag, name) => {
  const found = new RegExp(`\\b${name}="([^"]*)"`).exec(tag);
  return found && unescape(found[1]);
};

/** The site wants its visitors to wait. */
export class TooMany extends Error {}

export class Client {
  /** Cookies by name; the demo's sites name theirs so that they may share a host. */
  cookies = new Map();

  /** One request, no redirect followed. */
  async once(url, options = {}) {
    const headers = { 'accept-language': 'cs', accept: 'text/html', ...options.headers };
    if (this.cookies.size) headers.cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(url, { ...options, headers, redirect: 'manual' });
    for (const cookie of answer.headers.getSetCookie()) {
      const [pair] = cookie.split(';');
      const at = pair.indexOf('=');
      const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
      if (value === '' || /max-age=0/i.test(cookie)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return answer;
  }

  /** Follows redirects, at most to addresses that `until` does not stop at. */
  async go(url, options = {}, until = () => false) {
    let answer = await this.once(url, options);
    for (let hops = 0; hops < 20; hops++) {
      const location = answer.headers.get('location');
      if (!location) return this.page(answer, url);
      url = new URL(location, url).href;
      if (until(url)) return { url, status: answer.status, text: '', forms: [] };
      answer = await this.once(url);
    }
    throw new Error(`too many redirects, last to ${url}`);
  }

  async page(answer, url) {
    const text = (await answer.text()).replaceAll('\u00a0', ' '); // nobody reads the difference
    // a form that says when to come again is a page like others
    if (answer.status === 429 && !text.includes('govuk-error-summary')) throw new TooMany(says({ url, status: 429, text }));
    return { url, status: answer.status, text, forms: forms(text, url) };
  }

  /** Sends the page's form that has these fields. */
  async send(page, fields, until) {
    const form = page.forms.find((form) => Object.keys(fields).every((name) => form.names.has(name) || name.startsWith('@')));
    if (!form) throw new Error(`no form with ${Object.keys(fields)} at ${says(page)}`);
    return this.submit(form, fields, until);
  }

  /** Sends a form as it stands, with these fields changed. */
  async submit(form, fields = {}, until) {
    const body = new URLSearchParams(form.values);
    for (const [name, value] of Object.entries(fields)) {
      body.delete(name.replace('@', ''));
      for (const one of [value].flat()) body.append(name.replace('@', ''), one);
    }
    return this.post(form.action, body.toString(), {}, until);
  }

  /** Sends a body as a browser on the same site would; `headers` replace its own. */
  async post(url, body, headers = {}, until) {
    const own = { 'content-type': 'application/x-www-form-urlencoded', origin: new URL(url).origin };
    return this.go(url, { method: 'POST', headers: { ...own, ...headers }, body }, until);
  }
}

/** The page's form that goes to this path. */
export const formTo = (page, path) => page.forms.find((form) => new URL(form.action).pathname === path);

/** Where the page's first link leads whose address has this pattern. */
export function link(page, pattern) {
  const hrefs = [...page.text.matchAll(/\bhref="([^"]*)"/g)].map(([, href]) => new URL(unescape(href), page.url).href);
  return hrefs.find((href) => pattern.test(href));
}

/** What a page says, for the messages of tests. */
export function says(page) {
  const main = /<main[^>]*>([\s\S]*)<\/main>/.exec(page.text)?.[1] ?? page.text;
  const words = unescape(main.replace(/<(script|style|svg)[\s\S]*?<\/\1>|<[^>]*>/g, ' ')).replace(/\s+/g, ' ').trim();
  return `${page.url} (${page.status}): ${words.slice(0, 800)}`;
}

/** The value of an attribute, wherever in the page it stands first. */
export const attributeOf = (page, name) => attribute(page.text, name);

/** The forms of a page: where they go, their fields' names, what is filled in already and what can be ticked. */
function forms(html, url) {
  return html.split('<form').slice(1).map((rest) => {
    const inner = rest.split('</form>')[0];
    const head = inner.split('>')[0];
    const names = new Set();
    const values = new URLSearchParams();
    const offered = new URLSearchParams();
    for (const [tag] of inner.matchAll(/<(input|button|textarea|select)\b[^>]*>/g)) {
      const name = attribute(tag, 'name');
      if (!name) continue;
      names.add(name);
      const type = attribute(tag, 'type') ?? 'text';
      if (type === 'checkbox') offered.append(name, attribute(tag, 'value') ?? 'on');
      const chosen = !['checkbox', 'radio'].includes(type) || / checked/.test(tag);
      if (tag.startsWith('<input') && chosen && type !== 'submit') values.append(name, attribute(tag, 'value') ?? '');
    }
    return { action: new URL(attribute(head, 'action') || url, url).href, names, values, offered };
  });
}
