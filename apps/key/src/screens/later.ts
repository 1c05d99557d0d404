import { NetworkLost } from '../protocol/api';

/** A part of the app that comes when it is needed. That it does not come is the network's fault, and is said so. */
async function part<T>(coming: Promise<T>): Promise<T> {
  try {
    return await coming;
  } catch {
    throw new NetworkLost();
  }
}

export const first = () => part(import('./first'));
export const asked = () => part(import('./asked'));
export const more = () => part(import('./more'));
