/** A link of docs/mobile-key-protocol.md §4: in a QR code (`q`) or of the same device (`s`). */
export interface KeyLink {
  kind: 'qr' | 'same-device';
  text: string;
  /** It came from outside, by another app or a page: nobody scanned or pasted it here. */
  opened?: boolean;
}
export type LinkProblem = 'foreign' | 'notALink';

const HASH = /^#\/([qs])\/[\w-]+(?:\.[\w-]+){1,2}$/;
const LINK_MAX_CHARACTERS = 512;

/** Reads a scanned, pasted or opened link. `origin` is the app's own: a link to elsewhere is never sent anywhere. */
export function parseLink(text: string, origin: string, base: string): KeyLink | LinkProblem {
  const trimmed = text.trim();
  if (trimmed.length > LINK_MAX_CHARACTERS || !URL.canParse(trimmed)) return 'notALink';
  const url = new URL(trimmed);
  const kind = HASH.exec(url.hash)?.[1];
  if (!kind) return url.origin === origin ? 'notALink' : 'foreign';
  if (url.origin !== origin || url.pathname !== base) return 'foreign';
  return { kind: kind === 'q' ? 'qr' : 'same-device', text: trimmed };
}
