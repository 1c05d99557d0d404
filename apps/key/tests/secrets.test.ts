import { describe, expect, it } from 'vitest';
import { passwordProblem, pinProblem } from '../src/protocol/secrets';

// mission: A2
describe('a PIN', () => {
  it.each(['258013', '112233', '135790', '123457', '246802', '999998', '123456789013'])('may be %s', (pin) => {
    expect(pinProblem(pin)).toBeUndefined();
  });

  it.each([
    ['', 'pin.length'],
    ['12345', 'pin.length'],
    ['1234567890123', 'pin.length'],
    ['12 456', 'pin.notDigits'],
    ['12345a', 'pin.notDigits'],
    ['١٢٣٤٥٦', 'pin.notDigits'],
    ['000000', 'pin.allAlike'],
    ['777777777777', 'pin.allAlike'],
    ['123456', 'pin.run'],
    ['987654', 'pin.run'],
    ['567890', 'pin.run'],
    ['890123', 'pin.run'],
    ['210987', 'pin.run'],
  ])('must not be %j: %s', (pin, problem) => {
    expect(pinProblem(pin)).toBe(problem);
  });
});

it('a password has at least ten characters, counted as a person counts', () => {
  expect(passwordProblem('krátkéhes')).toBe('password.short');
  expect(passwordProblem('dlouhéhesl')).toBeUndefined();
  expect(passwordProblem('🔑🔑🔑🔑🔑')).toBe('password.short');
});
