import { texts } from './language';

/** For each error code of the server: what happened and what to do next. */
export const problems = texts({
  'problem.title': { cs: 'To se nepodařilo', sk: 'To sa nepodarilo', en: 'That did not work' },
  'problem.unknown': { cs: '{title} (číslo požadavku {id})', sk: '{title} (číslo požiadavky {id})', en: '{title} (request number {id})' },
  'problem.unexpected': {
    cs: 'Nastala neočekávaná chyba. Zkuste to znovu; pokud se opakuje, zavolejte na podporu.',
    sk: 'Nastala neočakávaná chyba. Skúste to znova; ak sa opakuje, zavolajte na podporu.',
    en: 'An unexpected error happened. Try again; if it happens again, call support.',
  },
  'problem.network': {
    cs: 'Server neodpovídá. Zkontrolujte připojení a zkuste to znovu.',
    sk: 'Server neodpovedá. Skontrolujte pripojenie a skúste to znova.',
    en: 'The server does not answer. Check your connection and try again.',
  },
  'problem.storage': {
    cs: 'Prohlížeč nedovolil uložit klíč. Neotvírejte aplikaci v anonymním okně a uvolněte místo v telefonu.',
    sk: 'Prehliadač nedovolil uložiť kľúč. Neotvárajte aplikáciu v anonymnom okne a uvoľnite miesto v telefóne.',
    en: 'The browser did not let the key be stored. Do not open the app in a private window, and free some space on the phone.',
  },
  'problem.malformed': {
    cs: 'Server požadavku nerozuměl. Obnovte aplikaci a zkuste to znovu.',
    sk: 'Server požiadavke nerozumel. Obnovte aplikáciu a skúste to znova.',
    en: 'The server did not understand the request. Reload the app and try again.',
  },
  'problem.too_large': { cs: 'Požadavek byl příliš velký. Zkraťte zadání.', sk: 'Požiadavka bola príliš veľká. Skráťte zadanie.', en: 'The request was too large. Shorten what you entered.' },
  'problem.bad_signature': {
    cs: 'Server podpis tohoto klíče neuznal. Zkuste to znovu; pokud se to opakuje, odpojte zařízení a nastavte klíč znovu.',
    sk: 'Server podpis tohto kľúča neuznal. Skúste to znova; ak sa to opakuje, odpojte zariadenie a nastavte kľúč znova.',
    en: 'The server did not accept the signature of this key. Try again; if it happens again, disconnect the device and set up the key anew.',
  },
  'problem.clock_skew': {
    cs: 'Hodiny telefonu se rozcházejí se serverem. Zapněte v telefonu automatický čas a zkuste to znovu.',
    sk: 'Hodiny telefónu sa rozchádzajú so serverom. Zapnite v telefóne automatický čas a skúste to znova.',
    en: 'The clock of the phone differs from the server. Turn on automatic time on the phone and try again.',
  },
  'problem.replayed': { cs: 'Tento požadavek už server přijal. Zkuste to znovu.', sk: 'Túto požiadavku už server prijal. Skúste to znova.', en: 'The server has already accepted this request. Try again.' },
  'problem.unknown_device': {
    cs: 'Server toto zařízení nezná: nedokončené nastavení se po dni maže. Nastavte klíč znovu.',
    sk: 'Server toto zariadenie nepozná: nedokončené nastavenie sa po dni maže. Nastavte kľúč znova.',
    en: 'The server does not know this device: an unfinished set-up is erased after a day. Set up the key again.',
  },
  'problem.device_blocked': {
    cs: 'Klíč v tomto zařízení je zablokován po pěti chybných zadáních. Odpojte zařízení na portálu Národního bodu a klíč nastavte znovu.',
    sk: 'Kľúč v tomto zariadení je zablokovaný po piatich chybných zadaniach. Odpojte zariadenie na portáli Národného bodu a kľúč nastavte znova.',
    en: 'The key on this device is blocked after five wrong entries. Disconnect the device in the portal of Národní bod and set up the key again.',
  },
  'problem.device_disconnected': {
    cs: 'Toto zařízení bylo odpojeno od vaší identity. Přihlašovat se jím už nelze; klíč můžete nastavit znovu.',
    sk: 'Toto zariadenie bolo odpojené od vašej identity. Prihlasovať sa ním už nedá; kľúč môžete nastaviť znova.',
    en: 'This device was disconnected from your identity. It can no longer log you in; you can set up the key again.',
  },
  'problem.not_enrolled': {
    cs: 'Klíč ještě není připojen k vaší identitě. Nejdřív ho připojte, potom se přihlaste.',
    sk: 'Kľúč ešte nie je pripojený k vašej identite. Najprv ho pripojte, potom sa prihláste.',
    en: 'The key is not connected to your identity yet. Connect it first, then log in.',
  },
  'problem.factor_missing': {
    cs: 'Klíč ještě nemá nastavený PIN, heslo ani biometrii. Dokončete nastavení.',
    sk: 'Kľúč ešte nemá nastavený PIN, heslo ani biometriu. Dokončite nastavenie.',
    en: 'The key has no PIN, password or biometrics yet. Finish the set-up.',
  },
  'problem.frame_expired': {
    cs: 'Tento kód už neplatí, každou sekundu se mění. Naskenujte ten, který prohlížeč ukazuje teď.',
    sk: 'Tento kód už neplatí, každú sekundu sa mení. Naskenujte ten, ktorý prehliadač ukazuje teraz.',
    en: 'This code is no longer valid, it changes every second. Scan the one that the browser shows now.',
  },
  'problem.already_claimed': {
    cs: 'Tento kód už naskenovalo jiné zařízení. Nebylo-li vaše, žádost v prohlížeči zrušte a začněte znovu.',
    sk: 'Tento kód už naskenovalo iné zariadenie. Ak nebolo vaše, žiadosť v prehliadači zrušte a začnite znova.',
    en: 'Another device has already scanned this code. If it was not yours, cancel in the browser and start again.',
  },
  'problem.request_expired': {
    cs: 'Čas žádosti vypršel. V prohlížeči začněte znovu a naskenujte nový kód.',
    sk: 'Čas žiadosti vypršal. V prehliadači začnite znova a naskenujte nový kód.',
    en: 'The time of the request is up. Start again in the browser and scan the new code.',
  },
  'problem.request_finished': {
    cs: 'Tato žádost už skončila. V prohlížeči můžete začít znovu.',
    sk: 'Táto žiadosť už skončila. V prehliadači môžete začať znova.',
    en: 'This request has already ended. You can start again in the browser.',
  },
  'problem.request_unknown': {
    cs: 'Tuto žádost server nezná. Načtěte stránku v prohlížeči znovu a naskenujte nový kód.',
    sk: 'Túto žiadosť server nepozná. Načítajte stránku v prehliadači znova a naskenujte nový kód.',
    en: 'The server does not know this request. Reload the page in the browser and scan the new code.',
  },
  'problem.pending_request': {
    cs: 'Máte ještě jinou nedokončenou žádost. Počkejte, až vyprší (nejdéle 4 minuty), a zkuste to znovu.',
    sk: 'Máte ešte inú nedokončenú žiadosť. Počkajte, kým vyprší (najdlhšie 4 minúty), a skúste to znova.',
    en: 'You have another unfinished request. Wait until it expires (4 minutes at most) and try again.',
  },
  'problem.not_yours': { cs: 'Tato žádost patří jinému zařízení.', sk: 'Táto žiadosť patrí inému zariadeniu.', en: 'This request belongs to another device.' },
  'problem.shown_differs': {
    cs: 'To, co aplikace ukázala, se neshoduje s žádostí. Nic jsme neschválili. Začněte znovu.',
    sk: 'To, čo aplikácia ukázala, sa nezhoduje so žiadosťou. Nič sme neschválili. Začnite znova.',
    en: 'What the app showed does not match the request. Nothing was approved. Start again.',
  },
  'problem.rate_limited': { cs: 'Příliš mnoho požadavků. Chvíli počkejte a zkuste to znovu.', sk: 'Príliš veľa požiadaviek. Chvíľu počkajte a skúste to znova.', en: 'Too many requests. Wait a moment and try again.' },
  'problem.level_too_low': {
    cs: 'Služba žádá vyšší úroveň záruky, než má váš klíč. Zvolte u ní jiný způsob přihlášení.',
    sk: 'Služba žiada vyššiu úroveň zabezpečenia, než má váš kľúč. Zvoľte v nej iný spôsob prihlásenia.',
    en: 'The service asks for a higher level of assurance than your key has. Choose another login method there.',
  },
  'problem.already_enrolled': {
    cs: 'Klíč v tomto telefonu už k identitě připojen je. Chcete-li ho připojit k jiné, nejdřív ho v Zařízeních odpojte.',
    sk: 'Kľúč v tomto telefóne už k identite pripojený je. Ak ho chcete pripojiť k inej, najprv ho v Zariadeniach odpojte.',
    en: 'The key on this phone is already connected to an identity. To connect it to another one, disconnect it in Devices first.',
  },
  'problem.factor_refused': {
    cs: 'Server biometrii tohoto telefonu neuznal. Zvolte jiný způsob.',
    sk: 'Server biometriu tohto telefónu neuznal. Zvoľte iný spôsob.',
    en: 'The server did not accept the biometrics of this phone. Choose another method.',
  },
  'problem.internal': {
    cs: 'Na serveru nastala chyba. Zkuste to za chvíli znovu.',
    sk: 'Na serveri nastala chyba. Skúste to o chvíľu znova.',
    en: 'An error happened on the server. Try again in a moment.',
  },
  'problem.setUpAgain': { cs: 'Nastavit klíč znovu', sk: 'Nastaviť kľúč znova', en: 'Set up the key again' },
  'problem.stopped': { cs: 'Klíč nelze použít', sk: 'Kľúč sa nedá použiť', en: 'The key cannot be used' },
});
