import { texts } from './language';

export const home = texts({
  'home.title': { cs: 'Mobilní klíč', sk: 'Mobilný kľúč', en: 'Mobile Key' },
  'home.holder': { cs: 'Klíč patří', sk: 'Kľúč patrí', en: 'This key belongs to' },
  'home.connected': { cs: 'Zařízení „{device}“ je připojené', sk: 'Zariadenie „{device}“ je pripojené', en: 'The device “{device}” is connected' },
  'home.device': { cs: 'Toto zařízení', sk: 'Toto zariadenie', en: 'This device' },
  'home.scan': { cs: 'Naskenovat QR kód', sk: 'Naskenovať QR kód', en: 'Scan a QR code' },
  'home.scan.hint': {
    cs: 'Čeká na vás přihlášení v počítači? Naskenujte kód, který ukazuje jeho obrazovka.',
    sk: 'Čaká na vás prihlásenie v počítači? Naskenujte kód, ktorý ukazuje jeho obrazovka.',
    en: 'Logging in on a computer? Scan the code on its screen.',
  },
  'home.notices.hint': { cs: 'Co se s vaším klíčem dělo', sk: 'Čo sa s vaším kľúčom dialo', en: 'What happened with your key' },
  'home.devices.hint': { cs: 'Přejmenovat nebo odpojit', sk: 'Premenovať alebo odpojiť', en: 'Rename or disconnect' },
  'home.history.hint': { cs: 'Přihlášení a předané údaje', sk: 'Prihlásenia a odovzdané údaje', en: 'Logins and the data handed over' },
  'home.settings.hint': { cs: 'PIN, jazyk, oznámení', sk: 'PIN, jazyk, oznámenia', en: 'PIN, language, notices' },
  'home.resume': { cs: 'Máte nedokončenou žádost', sk: 'Máte nedokončenú žiadosť', en: 'You have an unfinished request' },
  'home.resume.button': { cs: 'Pokračovat v žádosti', sk: 'Pokračovať v žiadosti', en: 'Continue the request' },
  'home.newNotice': { cs: 'Nové oznámení: {text}', sk: 'Nové oznámenie: {text}', en: 'New notice: {text}' },

  'notices.title': { cs: 'Oznámení', sk: 'Oznámenia', en: 'Notices' },
  'notices.unread.one': { cs: '{n} nepřečtené', sk: '{n} neprečítané', en: '{n} unread' },
  'notices.unread.few': { cs: '{n} nepřečtená', sk: '{n} neprečítané', en: '{n} unread' },
  'notices.unread.other': { cs: '{n} nepřečtených', sk: '{n} neprečítaných', en: '{n} unread' },
  'notice.login': { cs: 'Přihlášení do služby {service}', sk: 'Prihlásenie do služby {service}', en: 'Login to {service}' },
  'notice.single_sign_on': {
    cs: 'Přihlášení do služby {service} bez nového ověření',
    sk: 'Prihlásenie do služby {service} bez nového overenia',
    en: 'Login to {service} without verifying again',
  },
  'notice.enrolment_begun': {
    cs: 'Založení Mobilního klíče: přihlášení v Národním bodu',
    sk: 'Založenie Mobilného kľúča: prihlásenie v Národnom bode',
    en: 'Connecting a Mobile Key: login at Národní bod',
  },
  'notice.account_linked': {
    cs: 'Připojen další způsob přihlášení. Nejste to vy? Zavolejte na podporu Národního bodu.',
    sk: 'Pripojený ďalší spôsob prihlásenia. Nie ste to vy? Zavolajte na podporu Národného bodu.',
    en: 'Another way to log in was connected. Not you? Call the support of Národní bod.',
  },
  'notice.account_allowed': {
    cs: 'Odpojený účet zase smí přihlašovat. Nejste to vy? Zavolejte na podporu Národního bodu.',
    sk: 'Odpojený účet zase smie prihlasovať. Nie ste to vy? Zavolajte na podporu Národného bodu.',
    en: 'A disconnected account can log you in again. Not you? Call the support of Národní bod.',
  },
  'notice.account_disconnected': {
    cs: 'Odpojený účet: už se jím nikdo nepřihlásí. Nejste to vy? Zavolejte na podporu Národního bodu.',
    sk: 'Odpojený účet: už sa ním nikto neprihlási. Nie ste to vy? Zavolajte na podporu Národného bodu.',
    en: 'An account was disconnected and can no longer log in. Not you? Call the support of Národní bod.',
  },
  'notice.account_suspended': {
    cs: 'Účet byl pozastaven: popisuje teď někoho jiného než vás.',
    sk: 'Účet bol pozastavený: opisuje teraz niekoho iného než vás.',
    en: 'An account was suspended: it now describes someone other than you.',
  },
  'notice.device_attached': { cs: 'Připojeno nové zařízení: {device}', sk: 'Pripojené nové zariadenie: {device}', en: 'New device connected: {device}' },
  'notice.device_disconnected': { cs: 'Odpojeno zařízení: {device}', sk: 'Odpojené zariadenie: {device}', en: 'Device disconnected: {device}' },
  'notice.device_blocked': { cs: 'Zablokováno zařízení: {device}', sk: 'Zablokované zariadenie: {device}', en: 'Device blocked: {device}' },
  'notice.factor_changed': {
    cs: 'Na zařízení {device} se změnil PIN, heslo nebo biometrie.',
    sk: 'Na zariadení {device} sa zmenil PIN, heslo alebo biometria.',
    en: 'The PIN, password or biometrics were changed on {device}.',
  },
  'notice.failed_tries': {
    cs: 'Chybně nebo nedokončeně zadaný PIN či heslo na zařízení {device}: {tries}×',
    sk: 'Nesprávne alebo nedokončene zadaný PIN či heslo na zariadení {device}: {tries}×',
    en: 'Wrong or unfinished PIN or password entries on {device}: {tries}',
  },
  'notice.unknown': { cs: 'Změna v nastavení vašeho klíče', sk: 'Zmena v nastavení vášho kľúča', en: 'A change in the settings of your key' },

  'devices.title': { cs: 'Zařízení', sk: 'Zariadenia', en: 'Devices' },
  'devices.rename.empty': { cs: 'Zadejte název o délce 1 až 60 znaků.', sk: 'Zadajte názov s dĺžkou 1 až 60 znakov.', en: 'Enter a name of 1 to 60 characters.' },

  'history.title': { cs: 'Historie', sk: 'História', en: 'History' },

  'settings.title': { cs: 'Nastavení', sk: 'Nastavenie', en: 'Settings' },
  'settings.method.change': { cs: 'Změnit způsob přihlášení', sk: 'Zmeniť spôsob prihlásenia', en: 'Change the login method' },
  'settings.saved': { cs: 'Uloženo.', sk: 'Uložené.', en: 'Saved.' },

  'help.title': { cs: 'Nápověda a podpora', sk: 'Pomoc a podpora', en: 'Help and support' },
  'help.login': { cs: 'Jak se přihlásit', sk: 'Ako sa prihlásiť', en: 'How to log in' },
  'help.login.text': {
    cs: 'Ve službě zvolte Mobilní klíč. Naskenujte QR kód, porovnejte čtyřmístný kód s prohlížečem a přihlášení schvalte.',
    sk: 'V službe zvoľte Mobilný kľúč. Naskenujte QR kód, porovnajte štvormiestny kód s prehliadačom a prihlásenie schváľte.',
    en: 'Choose the Mobile Key at the service. Scan the QR code, compare the four-digit code with the one in the browser and approve the login.',
  },
  'help.lost': { cs: 'Ztracený telefon', sk: 'Stratený telefón', en: 'Lost phone' },
  'help.lost.text': {
    cs: 'Přihlaste se do portálu Národního bodu jiným způsobem a zařízení odpojte. Bez vašeho PIN nebo otisku klíč nikdo nepoužije.',
    sk: 'Prihláste sa do portálu Národného bodu iným spôsobom a zariadenie odpojte. Bez vášho PIN alebo odtlačku kľúč nikto nepoužije.',
    en: 'Log in to the portal of Národní bod another way and disconnect the device. Nobody can use the key without your PIN or fingerprint.',
  },
  'help.contact': { cs: 'Podpora', sk: 'Podpora', en: 'Support' },
  'help.phone': { cs: 'Zavolat {phone}', sk: 'Zavolať {phone}', en: 'Call {phone}' },
  'help.hours': { cs: 'v pracovní dny {hours}', sk: 'v pracovné dni {hours}', en: 'on working days {hours}' },
  'help.portal': { cs: 'Otevřít portál', sk: 'Otvoriť portál', en: 'Open the portal' },
  'enrol.title': { cs: 'Připojte klíč ke své identitě', sk: 'Pripojte kľúč k svojej identite', en: 'Connect the key to your identity' },
});
