/** Rules for PIN and password (docs/mobile-key-protocol.md §1). Checked here, because the server never sees them. */

export const PIN_MIN_DIGITS = 6;
export const PIN_MAX_DIGITS = 12;
export const PASSWORD_MIN_CHARACTERS = 10;

export type SecretProblem = 'pin.notDigits' | 'pin.length' | 'pin.allAlike' | 'pin.run' | 'password.short' | 'secret.differ';

export function pinProblem(pin: string): SecretProblem | undefined {
  if (!/^\d*$/.test(pin)) return 'pin.notDigits';
  if (pin.length < PIN_MIN_DIGITS || pin.length > PIN_MAX_DIGITS) return 'pin.length';
  const steps = new Set([...pin].slice(1).map((digit, index) => (Number(digit) - Number(pin[index]) + 10) % 10));
  if (steps.size > 1) return undefined;
  if (steps.has(0)) return 'pin.allAlike';
  return steps.has(1) || steps.has(9) ? 'pin.run' : undefined;
}

export function passwordProblem(password: string): SecretProblem | undefined {
  return [...password].length < PASSWORD_MIN_CHARACTERS ? 'password.short' : undefined;
}
