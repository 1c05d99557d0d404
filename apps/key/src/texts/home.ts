import { texts } from './language';

export const home = texts({
  'home.title': { cs: 'Mobilní klíč', sk: 'Mobilný kľúč', en: 'Mobile Key' },
  'home.device': { cs: 'Toto zařízení', sk: 'Toto zariadenie', en: 'This device' },
  'home.scan': { cs: 'Naskenovat QR kód', sk: 'Naskenovať QR kód', en: 'Scan a QR code' },
  'home.resume': { cs: 'Máte nedokončenou žádost', sk: 'Máte nedokončenú žiadosť', en: 'You have an unfinished request' },
  'home.resume.button': { cs: 'Pokračovat v žádosti', sk: 'Pokračovať v žiadosti', en: 'Continue the request' },
  'home.newNotice': { cs: 'Nové oznámení: {text}', sk: 'Nové oznámenie: {text}', en: 'New notice: {text}' },

  'notices.title': { cs: 'Oznámení', sk: 'Oznámenia', en: 'Notices' },
  'notices.unread.one': { cs: '{n} nepřečtené', sk: '{n} neprečítané', en: '{n} unread' },
  'notices.unread.few': { cs: '{n} nepřečtená', sk: '{n} neprečítané', en: '{n} unread' },
  'notices.unread.other': { cs: '{n} nepřečtených', sk: '{n} neprečítaných', en: '{n} unread' },
  'notice.login': { cs: 'Přihlášení ke službě {service}', sk: 'Prihlásenie do služby {service}', en: 'Login to {service}' },
  'notice.device_attached': { cs: 'Připojeno nové zařízení: {device}', sk: 'Pripojené nové zariadenie: {device}', en: 'New device connected: {device}' },
  'notice.device_disconnected': { cs: 'Odpojeno zařízení: {device}', sk: 'Odpojené zariadenie: {device}', en: 'Device disconnected: {device}' },
  'notice.device_blocked': { cs: 'Zablokováno zařízení: {device}', sk: 'Zablokované zariadenie: {device}', en: 'Device blocked: {device}' },
  'notice.factor_changed': { cs: 'Změněn způsob přihlášení: {device}', sk: 'Zmenený spôsob prihlásenia: {device}', en: 'Login method changed: {device}' },
  'notice.unknown': { cs: 'Změna v nastavení vašeho klíče', sk: 'Zmena v nastaveniach vášho kľúča', en: 'A change in the settings of your key' },

  'devices.title': { cs: 'Zařízení', sk: 'Zariadenia', en: 'Devices' },
  'devices.rename.empty': { cs: 'Zadejte název o délce 1 až 60 znaků.', sk: 'Zadajte názov s dĺžkou 1 až 60 znakov.', en: 'Enter a name of 1 to 60 characters.' },

  'history.title': { cs: 'Historie', sk: 'História', en: 'History' },

  'settings.title': { cs: 'Nastavení', sk: 'Nastavenia', en: 'Settings' },
  'settings.method.change': { cs: 'Změnit způsob přihlášení', sk: 'Zmeniť spôsob prihlásenia', en: 'Change the login method' },
  'settings.saved': { cs: 'Uloženo.', sk: 'Uložené.', en: 'Saved.' },

  'help.title': { cs: 'Nápověda a podpora', sk: 'Pomoc a podpora', en: 'Help and support' },
  'help.login': { cs: 'Jak se přihlásit', sk: 'Ako sa prihlásiť', en: 'How to log in' },
  'help.login.text': {
    cs: 'U služby zvolte Mobilní klíč. Naskenujte QR kód, porovnejte čtyřmístný kód s prohlížečem a přihlášení schvalte.',
    sk: 'V službe zvoľte Mobilný kľúč. Naskenujte QR kód, porovnajte štvormiestny kód s prehliadačom a prihlásenie schváľte.',
    en: 'Choose the Mobile Key at the service. Scan the QR code, compare the four-digit code with the browser and approve the login.',
  },
  'help.lost': { cs: 'Ztracený telefon', sk: 'Stratený telefón', en: 'Lost phone' },
  'help.lost.text': {
    cs: 'Přihlaste se na portál Národního bodu jiným způsobem a zařízení odpojte. Bez vašeho PIN nebo otisku klíč nikdo nepoužije.',
    sk: 'Prihláste sa na portál Národného bodu iným spôsobom a zariadenie odpojte. Bez vášho PIN alebo odtlačku kľúč nikto nepoužije.',
    en: 'Log in to the portal of Národní bod another way and disconnect the device. Nobody can use the key without your PIN or fingerprint.',
  },
  'help.contact': { cs: 'Technická podpora', sk: 'Technická podpora', en: 'Technical support' },
  'help.phone': { cs: 'Zavolat {phone}', sk: 'Zavolať {phone}', en: 'Call {phone}' },
  'help.hours': { cs: 'v pracovní dny {hours}', sk: 'v pracovné dni {hours}', en: 'on working days {hours}' },
  'help.portal': { cs: 'Otevřít portál', sk: 'Otvoriť portál', en: 'Open the portal' },
});
