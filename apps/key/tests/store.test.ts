import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Store } from '../src/store';

let store: Store;

beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  store = await Store.open();
});

afterEach(() => vi.restoreAllMocks());

/** Does something with each transaction that writes, right after it was made. */
function withEach(act: (transaction: IDBTransaction) => void): void {
  const original = IDBDatabase.prototype.transaction;
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (this: IDBDatabase, ...how) {
    const transaction = original.apply(this, how);
    if (how[1] === 'readwrite') act(transaction);
    return transaction;
  });
}

/** Ends the transaction after its request has succeeded: what a full disk or a closed app does. */
function abortAfter(method: 'put' | 'delete'): void {
  const table = IDBObjectStore.prototype as unknown as Record<string, (...how: unknown[]) => IDBRequest>;
  const original = table[method]!;
  vi.spyOn(table, method).mockImplementation(function (this: IDBObjectStore, ...how) {
    const request = original.apply(this, how);
    request.addEventListener('success', () => this.transaction.abort());
    return request;
  });
}

describe('a write', () => {
  it.each([
    ['put', () => store.put('settings', { language: 'sk' })],
    ['remove', () => store.remove('settings', 'open')],
  ] as const)('is over when its transaction is complete: %s', async (_, write) => {
    let complete = false;
    withEach((transaction) => transaction.addEventListener('complete', () => { complete = true; }));
    await write();
    expect(complete).toBe(true);
  });

  it('that was aborted is not said to be done', async () => {
    abortAfter('put');
    await expect(store.put('settings', { language: 'sk' })).rejects.toThrow('IndexedDB');
    expect(await store.get('settings')).toBeUndefined();
  });

  it('that was aborted removes nothing', async () => {
    await store.put('settings', { language: 'sk' });
    abortAfter('delete');
    await expect(store.remove('settings')).rejects.toThrow('IndexedDB');
    expect(await store.get('settings')).toEqual({ language: 'sk' });
  });

  it('that failed says why', async () => {
    withEach((transaction) => {
      transaction.objectStore('records').add(1, 'link');
      transaction.objectStore('records').add(2, 'link');
    });
    await expect(store.put('settings', {})).rejects.toMatchObject({ name: 'ConstraintError' });
    await expect(store.put('settings', { language: (() => '') as unknown as string })).rejects.toMatchObject({ name: 'DataCloneError' });
  });
});
