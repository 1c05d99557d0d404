/** The stream of server-sent events; opens again by itself with a new ticket. */
import type { Notice, RequestState } from './types';

export type StreamEvent =
  | { kind: 'notice'; notice: Notice }
  | { kind: 'request'; requestId: string; state: RequestState }
  | { kind: 'device'; state: 'attached' | 'disconnected' | 'blocked' };

const RETRY_FIRST_MS = 1_000;
const RETRY_LONGEST_MS = 30_000;

/** Listens until the returned function is called, or an error `isFinal`: then asking again would be in vain. */
export function listen(ticket: () => Promise<string>, receive: (event: StreamEvent) => void, isFinal: (error: unknown) => boolean): () => void {
  let source: EventSource | undefined;
  let timer: number | undefined;
  let stopped = false;
  let waitMs = RETRY_FIRST_MS;

  const again = (): void => {
    source?.close();
    if (stopped) return;
    timer = window.setTimeout(() => void open(), waitMs);
    waitMs = Math.min(waitMs * 2, RETRY_LONGEST_MS);
  };

  const open = async (): Promise<void> => {
    try {
      const value = await ticket();
      if (stopped) return;
      source = new EventSource(`/api/v1/events?ticket=${encodeURIComponent(value)}`);
    } catch (error) {
      if (!stopped && isFinal(error)) return;
      return again();
    }
    source.onopen = () => { waitMs = RETRY_FIRST_MS; };
    source.onerror = again;
    const on = <T>(name: string, read: (data: T) => StreamEvent): void =>
      source!.addEventListener(name, (event) => receive(read(JSON.parse((event as MessageEvent<string>).data) as T)));
    on<Notice>('notice', (notice) => ({ kind: 'notice', notice }));
    on<{ request_id: string; state: RequestState }>('request', (data) => ({ kind: 'request', requestId: data.request_id, state: data.state }));
    on<{ state: 'attached' | 'disconnected' | 'blocked' }>('device', ({ state }) => ({ kind: 'device', state }));
  };

  void open();
  return () => {
    stopped = true;
    window.clearTimeout(timer);
    source?.close();
  };
}
