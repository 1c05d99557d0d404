import { addTexts } from '.';
import { texts } from './language';

export const setup = texts({

  'method.title': { cs: 'Zvolte způsob přihlášení', sk: 'Zvoľte spôsob prihlásenia', en: 'Choose your login method' },
  'method.lead': {
    cs: 'Tímto způsobem potvrdíte každé přihlášení. Později ho můžete změnit v Nastavení.',
    sk: 'Týmto spôsobom potvrdíte každé prihlásenie. Neskôr ho môžete zmeniť v Nastavení.',
    en: 'You will use it to approve every login. You can change it later in Settings.',
  },
  'method.pin': { cs: 'PIN', sk: 'PIN', en: 'PIN' },
  'method.pin.hint': { cs: '6 až 12 číslic', sk: '6 až 12 číslic', en: '6 to 12 digits' },
  'method.biometrics': { cs: 'Biometrie', sk: 'Biometria', en: 'Biometrics' },
  'method.biometrics.hint': { cs: 'Otisk prstu nebo obličej', sk: 'Odtlačok prsta alebo tvár', en: 'Fingerprint or face' },
  'method.password': { cs: 'Heslo', sk: 'Heslo', en: 'Password' },
  'method.password.hint': { cs: 'Alespoň 10 znaků', sk: 'Aspoň 10 znakov', en: 'At least 10 characters' },
  'method.current': { cs: 'Používáte nyní', sk: 'Používate teraz', en: 'In use now' },
  'method.promise': {
    cs: 'PIN, heslo ani otisk prstu telefon nikdy neopustí.',
    sk: 'PIN, heslo ani odtlačok prsta telefón nikdy neopustí.',
    en: 'Your PIN, password or fingerprint never leaves the phone.',
  },
  'method.biometrics.dismissed': {
    cs: 'Biometrické ověření se nedokončilo. Zkuste to znovu, nebo zvolte jiný způsob.',
    sk: 'Biometrické overenie sa nedokončilo. Skúste to znova alebo zvoľte iný spôsob.',
    en: 'The biometric check was not completed. Try again, or choose another method.',
  },
  'method.changed.pin': { cs: 'PIN je změněn.', sk: 'PIN je zmenený.', en: 'Your PIN has been changed.' },
  'method.changed.password': { cs: 'Heslo je změněno.', sk: 'Heslo je zmenené.', en: 'Your password has been changed.' },
  'method.changed': { cs: 'Způsob přihlášení je změněn.', sk: 'Spôsob prihlásenia je zmenený.', en: 'Your login method has been changed.' },

  'newSecret.pin.title': { cs: 'Zvolte si PIN', sk: 'Zvoľte si PIN', en: 'Choose your PIN' },
  'newSecret.pin.label': { cs: 'Nový PIN', sk: 'Nový PIN', en: 'New PIN' },
  'newSecret.pin.again': { cs: 'Nový PIN znovu', sk: 'Nový PIN znova', en: 'New PIN again' },
  'newSecret.pin.hint': {
    cs: '6 až 12 číslic. Ne všechny stejné a ne řada jako 123456.',
    sk: '6 až 12 číslic. Nie všetky rovnaké a nie rad ako 123456.',
    en: '6 to 12 digits. Not all the same and not a run like 123456.',
  },
  'newSecret.pin.button': { cs: 'Nastavit PIN', sk: 'Nastaviť PIN', en: 'Set PIN' },
  'newSecret.password.title': { cs: 'Zvolte si heslo', sk: 'Zvoľte si heslo', en: 'Choose your password' },
  'newSecret.password.label': { cs: 'Nové heslo', sk: 'Nové heslo', en: 'New password' },
  'newSecret.password.again': { cs: 'Nové heslo znovu', sk: 'Nové heslo znova', en: 'New password again' },
  'newSecret.password.hint': { cs: 'Alespoň 10 znaků.', sk: 'Aspoň 10 znakov.', en: 'At least 10 characters.' },
  'newSecret.password.button': { cs: 'Nastavit heslo', sk: 'Nastaviť heslo', en: 'Set password' },
  'pin.notDigits': { cs: 'PIN smí obsahovat jen číslice.', sk: 'PIN smie obsahovať len číslice.', en: 'A PIN may contain digits only.' },
  'pin.length': { cs: 'PIN musí mít 6 až 12 číslic.', sk: 'PIN musí mať 6 až 12 číslic.', en: 'A PIN must have 6 to 12 digits.' },
  'pin.allAlike': {
    cs: 'Číslice PIN nesmějí být všechny stejné.',
    sk: 'Číslice PIN nesmú byť všetky rovnaké.',
    en: 'The digits of a PIN must not all be the same.',
  },
  'pin.run': {
    cs: 'PIN nesmí být řada, například 123456.',
    sk: 'PIN nesmie byť rad, napríklad 123456.',
    en: 'A PIN must not be a run of digits such as 123456.',
  },
  'password.short': { cs: 'Heslo musí mít alespoň 10 znaků.', sk: 'Heslo musí mať aspoň 10 znakov.', en: 'A password must have at least 10 characters.' },
  'secret.differ': { cs: 'Obě zadání se musí shodovat.', sk: 'Obe zadania sa musia zhodovať.', en: 'Both entries must be the same.' },

  'enrol.lead': { cs: 'Jak chcete prokázat, kdo jste?', sk: 'Ako chcete preukázať, kto ste?', en: 'How do you want to prove who you are?' },
  'enrol.nationalPoint': { cs: 'Mám účet v Národním bodu', sk: 'Mám účet v Národnom bode', en: 'I have an account with Národní bod' },
  'enrol.nationalPoint.hint': {
    cs: 'Už se přihlašujete jiným způsobem, například pomocí mojeID. V počítači nebo tady, asi 2 minuty.',
    sk: 'Už sa prihlasujete iným spôsobom, napríklad pomocou mojeID. V počítači alebo tu, asi 2 minúty.',
    en: 'You already log in another way, for example with mojeID. On a computer or here, about 2 minutes.',
  },
  'enrol.without': { cs: 'Nemáte účet v Národním bodu?', sk: 'Nemáte účet v Národnom bode?', en: 'No account with Národní bod?' },
  'enrol.without.text': {
    cs: 'Založte si nejdřív některý ze způsobů přihlášení, které Národní bod nabízí. Na klíč potřebujete úroveň záruky značná; u mojeID tedy účet s PIN3 z dopisu. Potom se sem vraťte.',
    sk: 'Založte si najprv niektorý zo spôsobov prihlásenia, ktoré Národný bod ponúka. Na kľúč potrebujete úroveň zabezpečenia pokročilá; pri mojeID teda účet s PIN3 z listu. Potom sa sem vráťte.',
    en: 'First set up one of the login methods that Národní bod offers. For a key you need the level of assurance “substantial”: with mojeID that means an account with PIN3 from the letter. Then come back here.',
  },
  'enrol.without.link': { cs: 'Způsoby přihlášení Národního bodu', sk: 'Spôsoby prihlásenia Národného bodu', en: 'Login methods of Národní bod' },
  'nationalPoint.title': { cs: 'Kde chcete pokračovat?', sk: 'Kde chcete pokračovať?', en: 'Where do you want to continue?' },
  'nationalPoint.pc': { cs: 'Na počítači', sk: 'Na počítači', en: 'On a computer' },
  'nationalPoint.pc.step1': { cs: 'Na počítači otevřete {host} a přihlaste se.', sk: 'Na počítači otvorte {host} a prihláste sa.', en: 'On the computer open {host} and log in.' },
  'nationalPoint.pc.step2': {
    cs: 'Zvolte „Připojení Mobilního klíče“, „Mobilní klíč eGovernmentu“ a „Založit“.',
    sk: 'Zvoľte „Pripojenie Mobilného kľúča“, „Mobilný kľúč eGovernmentu“ a „Založiť“.',
    en: 'Choose “Connect a Mobile Key”, “eGovernment Mobile Key” and “Connect”.',
  },
  'nationalPoint.pc.step3': { cs: 'Až uvidíte QR kód, pokračujte zde.', sk: 'Keď uvidíte QR kód, pokračujte tu.', en: 'When you see the QR code, continue here.' },
  'nationalPoint.pc.button': { cs: 'Mám hotovo', sk: 'Mám hotovo', en: 'Done' },
  'nationalPoint.phone': { cs: 'V tomto telefonu', sk: 'V tomto telefóne', en: 'On this phone' },
  'nationalPoint.phone.text': {
    cs: 'Přihlaste se v prohlížeči, zvolte „Založit“ a potom „Spustit mobilní klíč“. Vrátíte se sem.',
    sk: 'Prihláste sa v prehliadači, zvoľte „Založiť“ a potom „Spustiť mobilný kľúč“. Vrátite sa sem.',
    en: 'Log in in the browser, choose “Connect” and then “Launch Mobile Key”. This brings you back here.',
  },
  'nationalPoint.phone.button': { cs: 'Otevřít prohlížeč', sk: 'Otvoriť prehliadač', en: 'Open browser' },
});

addTexts(setup);
