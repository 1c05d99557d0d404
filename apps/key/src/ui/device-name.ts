/** A first name for this device, „maker + type“ as far as the browser tells; the person can change it. */
interface AgentData { getHighEntropyValues(hints: string[]): Promise<{ model?: string; platform?: string }> }

export const NAME_MAX_CHARACTERS = 60;

export async function guessDeviceName(): Promise<string> {
  const data = (navigator as Navigator & { userAgentData?: AgentData }).userAgentData;
  const values = await data?.getHighEntropyValues(['model', 'platform']).catch(() => undefined);
  return (values?.model || fromUserAgent(navigator.userAgent) || values?.platform || 'Mobile').slice(0, NAME_MAX_CHARACTERS);
}

export function fromUserAgent(agent: string): string {
  return /iPhone|iPad|Android|Windows|Macintosh|Linux/.exec(agent)?.[0].replace('Macintosh', 'Mac') ?? '';
}
