/** The wire format of docs/mobile-key-protocol.md §3. Members that end in `_ms` are Unix milliseconds. */

export type Level = 'low' | 'substantial' | 'high';
export type FactorKind = 'pin' | 'password' | 'biometrics';
export type Decision = 'approve' | 'refuse';
export type RequestState =
  | 'waiting' | 'claimed' | 'approved' | 'redeemed' | 'confirmed'
  | 'refused' | 'expired' | 'abandoned' | 'blocked' | 'level_too_low';

export interface DataItem { name: string; essential: boolean; released: boolean }
export interface Identity { given_name: string; family_name: string; birthdate: string }

interface AnyRequest {
  id: string;
  code: string;
  level: Level;
  same_device: boolean;
  browser: string;
  expires_at_ms: number;
}
export interface LoginRequest extends AnyRequest {
  kind: 'login';
  service: { name: string; domain: string };
  data: DataItem[];
}
export interface EnrolmentRequest extends AnyRequest { kind: 'enrolment'; identity: Identity }
export type ClaimedRequest = LoginRequest | EnrolmentRequest;

export interface Config {
  operator: string;
  helpdesk: { phone: string | null; hours: string | null };
  portal_url: string;
  languages: string[];
}

export interface Me {
  device: { id: string; name: string; attached_at_ms?: number; last_used_at_ms?: number; factor?: FactorKind };
  enrolled: boolean;
  level?: Level;
  notices_enabled: boolean;
  unread: number;
}

export interface DeviceEntry {
  id: string;
  name: string;
  attached_at_ms: number;
  last_used_at_ms?: number;
  this_device: boolean;
  blocked: boolean;
  failed_tries?: number;
  failed_tries_at_ms?: number;
}

export interface HistoryEntry {
  at_ms: number;
  kind: string;
  outcome: string;
  service_name?: string;
  service_domain?: string;
  device_name?: string;
  /** The phone on which it was done. */
  by_device_name?: string;
  data?: string[];
  /** How many entries of the PIN failed. */
  tries?: number;
}

/** A name, or one in each language. */
export type Name = string | { cs: string; sk?: string; en?: string };

export interface Notice {
  id: string;
  at_ms: number;
  kind: string;
  text_key: string;
  service_name?: Name;
  method?: Name;
  device_name?: string;
  /** The phone on which it was done. */
  by_device_name?: string;
  /** How many entries of the PIN failed. */
  tries?: number;
  read: boolean;
}

export interface WebauthnOptions { challenge: string; rp_id: string; rp_name: string; user_id: string; user_name: string }

/** What each signed operation answers, by its path under `/api/v1/`. */
export interface Operations {
  'devices': { device_id: string };
  'oprf': { evaluated: string; tries_left: number };
  'factor': void;
  'factor/webauthn/options': WebauthnOptions;
  'factor/webauthn': void;
  'requests/claim': ClaimedRequest;
  'requests/decide': { state: RequestState; return_url?: string; failed_tries?: number };
  'requests/state': { state: RequestState };
  'requests/abandon': void;
  'me': Me;
  'devices/list': { devices: DeviceEntry[] };
  'devices/rename': void;
  'devices/disconnect': void;
  'history': { entries: HistoryEntry[]; next_before_ms?: number };
  'notices': { notices: Notice[] };
  'notices/settings': void;
  'tickets': { ticket: string };
}
export type Operation = keyof Operations;
