/** A first name for this device, „maker + type“ as far as the browser tells; the person can change it. */
interface AgentData { getHighEntropyValues(hints: string[]): Promise<{ model?: string; platform?: string }> }

export const NAME_MAX_CHARACTERS = 60;

/** Something that can be seen: as the server wants it, which leaves out the rest. */
export function isDeviceName(name: string): boolean {
  const seen = name.replace(/[\s\u2800\p{Default_Ignorable_Code_Point}\p{M}]/gu, '');
  return seen !== '' && !/\p{Cc}/u.test(name) && [...name].length <= NAME_MAX_CHARACTERS;
}

export async function guessDeviceName(): Promise<string> {
  const data = (navigator as Navigator & { userAgentData?: AgentData }).userAgentData;
  const values = await data?.getHighEntropyValues(['model', 'platform']).catch(() => undefined);
  const told = [values?.model, fromUserAgent(navigator.userAgent), values?.platform].map((name) => name?.trim().slice(0, NAME_MAX_CHARACTERS) ?? '');
  return told.find(isDeviceName) ?? 'Mobile';
}

export function fromUserAgent(agent: string): string {
  return /iPhone|iPad|Android|Windows|Macintosh|Linux/.exec(agent)?.[0].replace('Macintosh', 'Mac') ?? '';
}
