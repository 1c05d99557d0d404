/** What the phone remembers, in IndexedDB. The PIN, the password and the open knowledge key are never here. */
import type { WrappedKey } from './protocol/knowledge';
import type { ClaimedRequest } from './protocol/types';

export type Factor =
  | { kind: 'pin' | 'password'; wrapped: WrappedKey; jwk: JsonWebKey }
  | { kind: 'biometrics'; credentialId: string; rpId: string };

export interface StoredDevice {
  id: string;
  name: string;
  possession: CryptoKeyPair;
  enrolled: boolean;
  factor?: Factor;
  /** A factor sent to the server whose acceptance is not known yet (the app was closed in between). */
  nextFactor?: Factor;
}

/** A request that was claimed and whose end the person has not seen yet. */
export interface OpenRequest { request: ClaimedRequest; decided: boolean; returnUrl?: string }

export interface Settings { language?: string; installHintDismissed?: boolean }

interface Records {
  device: StoredDevice;
  open: OpenRequest;
  settings: Settings;
  /** A same-device link that waits until the app is set up. */
  link: { text: string; atMs: number };
}

const DATABASE = 'svornik-key';
const TABLE = 'records';

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB'));
  });
}

export class Store {
  readonly #database: IDBDatabase;

  private constructor(database: IDBDatabase) {
    this.#database = database;
  }

  static async open(): Promise<Store> {
    const opening = indexedDB.open(DATABASE, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(TABLE);
    const database = await done(opening);
    database.onversionchange = () => database.close();
    return new Store(database);
  }

  get<K extends keyof Records>(key: K): Promise<Records[K] | undefined> {
    return done(this.#table('readonly').get(key) as IDBRequest<Records[K] | undefined>);
  }

  async put<K extends keyof Records>(key: K, value: Records[K]): Promise<void> {
    await done(this.#table('readwrite').put(value, key));
  }

  async remove(...keys: (keyof Records)[]): Promise<void> {
    for (const key of keys) await done(this.#table('readwrite').delete(key));
  }

  #table(mode: IDBTransactionMode): IDBObjectStore {
    return this.#database.transaction(TABLE, mode, { durability: 'strict' }).objectStore(TABLE);
  }
}
