import { texts } from './language';

/** For each error code of the server: what happened and what to do next. */
export const problems = texts({
  'problem.title': { cs: 'To se nepodařilo', sk: 'To sa nepodarilo', en: 'That did not work' },
  'problem.unknown': { cs: '{title} (číslo pro podporu {id})', sk: '{title} (číslo pre podporu {id})', en: '{title} (number for support: {id})' },
  'problem.unexpected': {
    cs: 'Nastala neočekávaná chyba. Zkuste to znovu; pokud se opakuje, zavolejte na podporu.',
    sk: 'Nastala neočakávaná chyba. Skúste to znova; ak sa opakuje, zavolajte na podporu.',
    en: 'Something unexpected went wrong. Try again; if it happens again, call support.',
  },
  'problem.network': {
    cs: 'Server neodpovídá. Zkontrolujte připojení a zkuste to znovu.',
    sk: 'Server neodpovedá. Skontrolujte pripojenie a skúste to znova.',
    en: 'The server is not responding. Check your connection and try again.',
  },
  'problem.storage': {
    cs: 'Prohlížeč nedovolil uložit klíč. Neotvírejte aplikaci v anonymním okně a uvolněte místo v telefonu.',
    sk: 'Prehliadač nedovolil uložiť kľúč. Neotvárajte aplikáciu v anonymnom okne a uvoľnite miesto v telefóne.',
    en: 'The browser did not let the key be stored. Do not open the app in a private window, and free some space on the phone.',
  },
  'problem.malformed': {
    cs: 'Server aplikaci nerozuměl. Obnovte ji a zkuste to znovu.',
    sk: 'Server aplikácii nerozumel. Obnovte ju a skúste to znova.',
    en: 'The server could not understand the app. Reload it and try again.',
  },
  'problem.too_large': {
    cs: 'Bylo toho příliš mnoho. Zkraťte zadání.',
    sk: 'Bolo toho príliš veľa. Skráťte zadanie.',
    en: 'That was too much. Shorten what you entered.',
  },
  'problem.bad_signature': {
    cs: 'Server podpis tohoto klíče neuznal. Zkuste to znovu; pokud se to opakuje, odpojte zařízení a nastavte klíč znovu.',
    sk: 'Server podpis tohto kľúča neuznal. Skúste to znova; ak sa to opakuje, odpojte zariadenie a nastavte kľúč znova.',
    en: 'The server did not accept the signature of this key. Try again; if it happens again, disconnect the device and set up the key again.',
  },
  'problem.clock_skew': {
    cs: 'Hodiny telefonu se rozcházejí se serverem. Zapněte v telefonu automatický čas a zkuste to znovu.',
    sk: 'Hodiny telefónu sa rozchádzajú so serverom. Zapnite v telefóne automatický čas a skúste to znova.',
    en: 'The phone’s clock does not match the server’s. Turn on automatic time on the phone and try again.',
  },
  'problem.replayed': {
    cs: 'Toto už server jednou přijal. Zkuste to znovu.',
    sk: 'Toto už server raz prijal. Skúste to znova.',
    en: 'The server has already received this. Try again.',
  },
  'problem.unknown_device': {
    cs: 'Server toto zařízení nezná: nedokončené nastavení se po dni maže. Nastavte klíč znovu.',
    sk: 'Server toto zariadenie nepozná: nedokončené nastavenie sa po dni maže. Nastavte kľúč znova.',
    en: 'The server does not know this device: an unfinished set-up is erased after a day. Set up the key again.',
  },
  'problem.device_blocked': {
    cs: 'Klíč v tomto telefonu je zablokován po pěti chybných zadáních a už nic neschválí. Nastavte ho znovu: přitom se přihlásíte jiným způsobem. Zablokovaný klíč se tím odpojí.',
    sk: 'Kľúč v tomto telefóne je zablokovaný po piatich nesprávnych zadaniach a už nič neschváli. Nastavte ho znova: pritom sa prihlásite iným spôsobom. Zablokovaný kľúč sa tým odpojí.',
    en: 'The key on this phone is blocked after five wrong entries and can approve nothing any more. Set it up again: to do so, log in another way. This disconnects the blocked key.',
  },
  'problem.device_disconnected': {
    cs: 'Toto zařízení bylo odpojeno od vaší identity a už se jím nelze přihlásit. Klíč můžete nastavit znovu.',
    sk: 'Toto zariadenie bolo odpojené od vašej identity a už sa ním nedá prihlásiť. Kľúč môžete nastaviť znova.',
    en: 'This device was disconnected from your identity and can no longer log you in. You can set up the key again.',
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
    cs: 'Tento kód už naskenovalo jiné zařízení. Pokud nebylo vaše, žádost v prohlížeči zrušte a začněte znovu.',
    sk: 'Tento kód už naskenovalo iné zariadenie. Ak nebolo vaše, žiadosť v prehliadači zrušte a začnite znova.',
    en: 'Another device has already scanned this code. If it was not yours, cancel in the browser and start again.',
  },
  'problem.request_expired': {
    cs: 'Čas žádosti vypršel. V prohlížeči začněte znovu a naskenujte nový kód.',
    sk: 'Čas žiadosti vypršal. V prehliadači začnite znova a naskenujte nový kód.',
    en: 'The request has timed out. Start again in the browser and scan the new code.',
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
  'problem.rate_limited': {
    cs: 'Příliš mnoho pokusů. Chvíli počkejte a zkuste to znovu.',
    sk: 'Príliš veľa pokusov. Chvíľu počkajte a skúste to znova.',
    en: 'Too many attempts. Wait a moment and try again.',
  },
  'problem.level_too_low': {
    cs: 'Služba žádá vyšší úroveň záruky, než má váš klíč. Zvolte v ní jiný způsob přihlášení.',
    sk: 'Služba žiada vyššiu úroveň zabezpečenia, než má váš kľúč. Zvoľte v nej iný spôsob prihlásenia.',
    en: 'The service asks for a higher level of assurance than your key has. Choose another login method there.',
  },
  'problem.already_enrolled': {
    cs: 'Klíč v tomto telefonu už k identitě připojen je. Chcete-li ho připojit k jiné, nejdřív ho v Zařízeních odpojte.',
    sk: 'Kľúč v tomto telefóne už k identite pripojený je. Ak ho chcete pripojiť k inej, najprv ho v Zariadeniach odpojte.',
    en: 'The key on this phone is already connected to an identity. To connect it to another one, first disconnect it in Devices.',
  },
  'problem.factor_refused': {
    cs: 'Server biometrii tohoto telefonu neuznal. Zvolte jiný způsob.',
    sk: 'Server biometriu tohto telefónu neuznal. Zvoľte iný spôsob.',
    en: 'The server did not accept the biometrics of this phone. Choose another method.',
  },
  'problem.internal': {
    cs: 'Na serveru nastala chyba. Zkuste to za chvíli znovu.',
    sk: 'Na serveri nastala chyba. Skúste to o chvíľu znova.',
    en: 'Something went wrong on the server. Try again in a moment.',
  },
  'problem.not_found': {
    cs: 'Server tuto část aplikace nezná. Obnovte aplikaci a zkuste to znovu.',
    sk: 'Server túto časť aplikácie nepozná. Obnovte aplikáciu a skúste to znova.',
    en: 'The server does not know this part of the app. Reload the app and try again.',
  },
  'problem.method_not_allowed': {
    cs: 'Server tuto část aplikace nezná. Obnovte aplikaci a zkuste to znovu.',
    sk: 'Server túto časť aplikácie nepozná. Obnovte aplikáciu a skúste to znova.',
    en: 'The server does not know this part of the app. Reload the app and try again.',
  },
  'problem.setUpAgain': { cs: 'Nastavit klíč znovu', sk: 'Nastaviť kľúč znova', en: 'Set up the key again' },
  'problem.stopped': { cs: 'Klíč nelze použít', sk: 'Kľúč sa nedá použiť', en: 'The key cannot be used' },
});
