/** What the phone remembers, in IndexedDB. The PIN, the password and the open knowledge key are never here. */
import type { WrappedKey } from './protocol/knowledge';
import type { ClaimedRequest, KnowledgeKind, PublicKey } from './protocol/types';

export type Factor =
  | { kind: KnowledgeKind; wrapped: WrappedKey; jwk: PublicKey }
  | { kind: 'biometrics'; credentialId: string; rpId: string };

export interface StoredDevice {
  id: string;
  name: string;
  possession: CryptoKeyPair;
  enrolled: boolean;
  /** Whose key it is, as the person confirmed it while enrolling. It stays in this phone. */
  holder?: string;
  factor?: Factor;
  /** A factor sent to the server whose acceptance is not known yet (the app was closed in between). */
  nextFactor?: Factor;
}

/** A request that was claimed and whose end the person has not seen yet. */
export interface OpenRequest {
  request: ClaimedRequest;
  decided: boolean;
  returnUrl?: string;
  /** So many entries of the PIN or password before this one were wrong or not finished. */
  failedTries?: number;
  /** Its QR code was not scanned in the app but came as a link. */
  byLink?: boolean | undefined;
}

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
    return done(this.#database.transaction(TABLE).objectStore(TABLE).get(key) as IDBRequest<Records[K] | undefined>);
  }

  async put<K extends keyof Records>(key: K, value: Records[K]): Promise<void> {
    await this.#write((table) => table.put(value, key));
  }

  async remove(...keys: (keyof Records)[]): Promise<void> {
    await this.#write((table) => keys.forEach((key) => table.delete(key)));
  }

  /** All of it or nothing; it is kept only once the transaction is complete. */
  #write(act: (table: IDBObjectStore) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      const transaction = this.#database.transaction(TABLE, 'readwrite', { durability: 'strict' });
      transaction.oncomplete = () => resolve();
      transaction.onabort = transaction.onerror = ({ target }) => reject((target as IDBRequest | IDBTransaction).error ?? new Error('IndexedDB'));
      act(transaction.objectStore(TABLE));
    });
  }
}
