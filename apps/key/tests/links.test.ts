import { describe, expect, it } from 'vitest';
import { parseLink } from '../src/protocol/links';

const ORIGIN = 'https://klic.example';
const parse = (text: string) => parseLink(text, ORIGIN, '/app/');

describe('a link', () => {
  it('of a QR code is recognised and kept letter for letter', () => {
    const text = `${ORIGIN}/app/#/q/0193a1b2-c3d4-7abc-8def-001122334455.1795000000.q83vEjRWeJCrze8SNFZ4kA`;
    expect(parse(text)).toEqual({ kind: 'qr', text });
    expect(parse(`  ${text}\n`)).toEqual({ kind: 'qr', text });
  });

  it('of the same device is recognised', () => {
    const text = `${ORIGIN}/app/#/s/0193a1b2.q83vEjRWeJCrze8SNFZ4kA`;
    expect(parse(text)).toEqual({ kind: 'same-device', text });
  });

  it.each([
    'https://klic.example.evil.example/app/#/q/a.1.b',
    'https://evil.example/app/#/q/a.1.b',
    'http://klic.example/app/#/q/a.1.b',
    'https://klic.example:8443/app/#/q/a.1.b',
    'https://klic.example@evil.example/app/#/q/a.1.b',
    'https://klic.example/other/#/q/a.1.b',
    'https://example.com/',
    'javascript:alert(1)',
    'WIFI:T:WPA;S:home;P:secret;;',
  ])('to elsewhere is foreign: %s', (text) => {
    expect(parse(text)).toBe('foreign');
  });

  it.each(['', 'hello', '12345', `${ORIGIN}/app/`, `${ORIGIN}/app/#/q/`, `${ORIGIN}/app/#/q/a`, `${ORIGIN}/app/#/x/a.b`, `${ORIGIN}/app/#/q/a.1.b/../c`,
    `${ORIGIN}/app/#/q/a.1.${'b'.repeat(600)}`])('that is none is said so: %j', (text) => {
    expect(parse(text)).toBe('notALink');
  });
});
