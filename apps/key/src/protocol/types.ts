/** The wire format of docs/mobile-key-protocol.md §3, made from crates/protocols/mobile-key-api. Members that end in `_ms` are Unix milliseconds. */

/** A scan, or the button on the same device. */
export interface Claim {
  /** The text of the QR code, or the link. */
  link: string;
}
/** Somebody logs in to a service. */
export interface LoginRequest {
  /** The browser that began it: `Chrome, Linux`. */
  browser: string;
  /** Four digits, on both screens. */
  code: string;
  /** What the service asks for. */
  data: DataItem[];
  /** Until when it can be decided. */
  expires_at_ms: number;
  /** Its identifier. */
  id: string;
  kind: 'login';
  /** What the service will be told. */
  level: Level;
  /** Whether it began on this phone. */
  same_device: boolean;
  /** The service. */
  service: Service;
}
/** Somebody makes this phone their Mobile Key. */
export interface EnrolmentRequest {
  /** The browser that began it: `Chrome, Linux`. */
  browser: string;
  /** Four digits, on both screens. */
  code: string;
  /** Until when it can be decided. */
  expires_at_ms: number;
  /** Its identifier. */
  id: string;
  /** Whose key it will be. */
  identity: Identity;
  kind: 'enrolment';
  /** The level that the key will have. */
  level: Level;
  /** Whether it began on this phone. */
  same_device: boolean;
}
/** A claimed request, as the phone shows it. */
export type ClaimedRequest = LoginRequest | EnrolmentRequest;
/** Who runs this, and whom people may call (mission A6). */
export interface Config {
  /** Whom people may call. */
  helpdesk: Helpdesk;
  /** The languages that answers come in. */
  languages: string[];
  /** Who runs the Mobile Key. */
  operator: string | null;
  /** Where people see and disconnect their devices. */
  portal_url: string;
}
/** One item of data, and the choice that the app starts from. */
export interface DataItem {
  /** Whether the service cannot do without it. */
  essential: boolean;
  /** The item's name. */
  name: string;
  /** Whether it is released unless the person says otherwise. */
  released: boolean;
}
/** How the request stands after a decision. */
export interface Decided {
  /** How many entries of the PIN or password before this one were wrong or not finished. */
  failed_tries?: number;
  /** Back to the browser on the same phone. */
  return_url?: string;
  /** How it stands. */
  state: RequestState;
}
/** What the person decided, with everything that was shown to them. Texts as they were shown: the server compares each with its own record. */
export interface Decision {
  /** Its code. */
  code: string;
  /** Of a login: the names of the items that the person releases, sorted. */
  data?: string[];
  /** Yes or no. */
  decision: Verdict;
  /** Of an enrolment: whose key it is. */
  identity?: Identity;
  /** Its kind. */
  kind: RequestKind;
  /** Its level. */
  level: Level;
  /** The request. */
  request_id: string;
  /** Of a login: the service's domain. */
  service_domain?: string;
  /** Of a login: the service's name. */
  service_name?: string;
}
/** One device of the person. */
export interface DeviceEntry {
  /** Since when it is the person's. */
  attached_at_ms: number;
  /** It ran out of tries: it cannot be used any more. */
  blocked: boolean;
  /** How many entries of the PIN failed before the latest proof that had any. */
  failed_tries?: number;
  /** When that was. */
  failed_tries_at_ms?: number;
  /** Its identifier. */
  id: string;
  /** When it last approved a login. */
  last_used_at_ms?: number;
  /** What its person calls it. */
  name: string;
  /** Whether it is the one that asks. */
  this_device: boolean;
}
/** All devices of the person, the newest first. */
export interface DeviceList {
  /** The devices. */
  devices: DeviceEntry[];
}
/** A device that is to fail from now on. */
export interface DisconnectDevice {
  /** The device: the one that asks, or another one of its person. */
  id: string;
}
/** Why a request was refused. */
export type ErrorCode = 'malformed' | 'too_large' | 'bad_signature' | 'clock_skew' | 'replayed' | 'unknown_device' | 'device_blocked' | 'device_disconnected' | 'not_enrolled' | 'factor_missing' | 'factor_refused' | 'already_enrolled' | 'frame_expired' | 'already_claimed' | 'request_expired' | 'request_finished' | 'request_unknown' | 'pending_request' | 'not_yours' | 'shown_differs' | 'rate_limited' | 'level_too_low' | 'not_found' | 'method_not_allowed' | 'internal';
/** A blinded PIN or password (RFC 9497, mode OPRF, suite P256-SHA256). */
export interface Evaluate {
  /** A compressed point. */
  blinded: string;
}
/** The evaluation, which spent a try. */
export interface Evaluated {
  /** A compressed point. */
  evaluated: string;
  /** 0 to 4. */
  tries_left: number;
}
/** What a person proves themselves with beside the device (mission A2). */
export type FactorKind = 'pin' | 'password' | 'biometrics';
/** Whom people may call. */
export interface Helpdesk {
  /** When somebody answers. */
  hours: string | null;
  /** A phone number. */
  phone: string | null;
}
/** At most 50 entries of the person's history, the newest first. */
export interface History {
  /** The entries. */
  entries: HistoryEntry[];
  /** `before_ms` of the next page, if there is one. */
  next_before_ms?: number;
}
/** One entry of a person's history. */
export interface HistoryEntry {
  /** When. */
  at_ms: number;
  /** The device on which it was done; none when it was done in the portal. */
  by_device_name?: string;
  /** Of a login: the names of the items that were released. */
  data?: string[];
  /** The device that it happened to. */
  device_name?: string;
  /** What happened. */
  kind: HistoryKind;
  /** How it ended. */
  outcome: HistoryOutcome;
  /** Of a login: the service's domain. */
  service_domain?: string;
  /** Of a login: the service's name. */
  service_name?: string;
  /** With `failed_tries`: how many entries of the PIN or password were wrong or not finished. */
  tries?: number;
}
/** What an entry of the history is about. */
export type HistoryKind = 'login' | 'enrolment' | 'device_renamed' | 'device_disconnected' | 'device_blocked' | 'factor_changed' | 'failed_tries';
/** How it ended. */
export type HistoryOutcome = 'claimed' | 'approved' | 'refused' | 'expired' | 'abandoned' | 'blocked' | 'level_too_low' | 'done';
/** Which part of the history. */
export interface HistoryQuery {
  /** What happened before this instant; otherwise the newest. */
  before_ms?: number;
}
/** Whose key is being made. */
export interface Identity {
  /** Date of birth, ISO 8601. */
  birthdate: string;
  /** Family name. */
  family_name: string;
  /** Given name or names. */
  given_name: string;
}
/** A new installation of the app. It belongs to nobody, and is forgotten after 24 hours unless it is enrolled. */
export interface Install {
  /** What it is called. */
  name: string;
}
/** The new installation. */
export interface Installed {
  /** Its identifier, the `kid` of every signature from now on. */
  device_id: string;
}
/** What is known to the person. */
export type KnowledgeKind = 'pin' | 'password';
/** A level of assurance. */
export type Level = 'low' | 'substantial' | 'high';
/** What a device knows of itself. */
export interface Me {
  /** The device. */
  device: OwnDevice;
  /** Whether it belongs to a person. */
  enrolled: boolean;
  /** The level of its person's enrolment. */
  level?: Level;
  /** Whether it shows notices of logins. */
  notices_enabled: boolean;
  /** How many notices are not read. */
  unread: number;
}
/** A name, or one in each language. */
export type Name = string | { cs: string; en?: string; sk?: string };
/** The payload of an operation without members. */
export type Nothing = Record<string, never>;
/** One notice. */
export interface Notice {
  /** When it happened. */
  at_ms: number;
  /** The device on which it was done; none when it was done in the portal. */
  by_device_name?: string;
  /** The device that it happened to. */
  device_name?: string;
  /** Its identifier. */
  id: string;
  /** What happened. */
  kind: NoticeKind;
  /** The method that the person used, or that the account is at. */
  method?: Name;
  /** Whether the device has shown it. */
  read: boolean;
  /** Of a login: the service. */
  service_name?: Name;
  /** The key of the app's own text: the kind. */
  text_key: string;
  /** With `failed_tries`: how many entries of the PIN or password were wrong or not finished. */
  tries?: number;
}
/** What a notice is about. */
export type NoticeKind = 'login' | 'single_sign_on' | 'enrolment_begun' | 'account_linked' | 'account_allowed' | 'account_disconnected' | 'account_suspended' | 'device_attached' | 'device_disconnected' | 'device_blocked' | 'factor_changed' | 'failed_tries';
/** Whether this device shows notices of logins. */
export interface NoticeSettings {
  /** It does. */
  logins: boolean;
}
/** At most 50 notices; what was answered counts as read from then on. */
export interface Notices {
  /** The notices. */
  notices: Notice[];
}
/** Which notices. */
export interface NoticesQuery {
  /** Those after this one, the oldest first; otherwise the newest, the newest first. */
  after_id?: string;
}
/** The device that asks. */
export interface OwnDevice {
  /** Since when it is a person's. */
  attached_at_ms?: number;
  /** What its person proves themselves with. */
  factor?: FactorKind;
  /** Its identifier. */
  id: string;
  /** When it last approved a login. */
  last_used_at_ms?: number;
  /** What its person calls it. */
  name: string;
}
/** A JSON Web Key of a device (RFC 7517, RFC 7518 §6.2.1). */
export interface PublicKey {
  /** `P-256`. */
  crv: string;
  /** `EC`. */
  kty: string;
  /** A coordinate, 32 bytes. */
  x: string;
  /** The other coordinate, 32 bytes. */
  y: string;
}
/** What the browser returned from `navigator.credentials.create`. */
export interface Registration {
  /** WebAuthn L3 §6.5.4. */
  attestationObject: string;
  /** WebAuthn L3 §5.8.1. */
  clientDataJSON: string;
  /** The credential. */
  id: string;
}
/** Another name for a device. */
export interface RenameDevice {
  /** The device: the one that asks, or another one of its person. */
  id: string;
  /** The name. */
  name: string;
}
/** What a request is for. */
export type RequestKind = 'login' | 'enrolment';
/** A request that this device has claimed. */
export interface RequestQuery {
  /** The request. */
  request_id: string;
}
/** How a request stands (docs/mobile-key-protocol.md §4). */
export type RequestState = 'waiting' | 'claimed' | 'approved' | 'redeemed' | 'confirmed' | 'refused' | 'expired' | 'abandoned' | 'blocked' | 'level_too_low';
/** The service that asks, as the hub registered it. */
export interface Service {
  /** Its domain. */
  domain: string;
  /** Its name. */
  name: string;
}
/** A PIN or a password, by the key that it unlocks. */
export interface SetKnowledge {
  /** The public half of the knowledge key. */
  jwk: PublicKey;
  /** Which of the two. */
  kind: KnowledgeKind;
}
/** How it stands. */
export interface StateAnswer {
  /** How it stands. */
  state: RequestState;
}
/** What opens the stream of events. */
export interface Ticket {
  /** Serves once, for 60 seconds. */
  ticket: string;
}
/** Yes or no. */
export type Verdict = 'approve' | 'refuse';
/** What the app hands to `navigator.credentials.create`. */
export interface WebauthnOptions {
  /** Serves once, for 5 minutes. */
  challenge: string;
  /** The host of the app. */
  rp_id: string;
  /** The name of the site. */
  rp_name: string;
  /** The device's identifier, encoded. */
  user_id: string;
  /** The device's name. */
  user_name: string;
}

/** What each signed operation says, by its path under `/api/v1/`. */
export interface Fields {
  'devices': Install;
  'oprf': Evaluate;
  'factor': SetKnowledge;
  'factor/webauthn/options': Nothing;
  'factor/webauthn': Registration;
  'requests/claim': Claim;
  'requests/decide': Decision;
  'requests/state': RequestQuery;
  'requests/abandon': RequestQuery;
  'me': Nothing;
  'devices/list': Nothing;
  'devices/rename': RenameDevice;
  'devices/disconnect': DisconnectDevice;
  'history': HistoryQuery;
  'notices': NoticesQuery;
  'notices/settings': NoticeSettings;
  'tickets': Nothing;
}

/** What it answers. */
export interface Operations {
  'devices': Installed;
  'oprf': Evaluated;
  'factor': void;
  'factor/webauthn/options': WebauthnOptions;
  'factor/webauthn': void;
  'requests/claim': ClaimedRequest;
  'requests/decide': Decided;
  'requests/state': StateAnswer;
  'requests/abandon': void;
  'me': Me;
  'devices/list': DeviceList;
  'devices/rename': void;
  'devices/disconnect': void;
  'history': History;
  'notices': Notices;
  'notices/settings': void;
  'tickets': Ticket;
}
export type Operation = keyof Operations;
