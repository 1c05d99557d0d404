import { texts } from './language';

export const common = texts({
  'app.name': { cs: 'Mobilní klíč eGovernmentu', sk: 'Mobilný kľúč eGovernmentu', en: 'eGovernment Mobile Key' },
  'app.back': { cs: 'Zpět', sk: 'Späť', en: 'Back' },
  'app.cancel': { cs: 'Zrušit', sk: 'Zrušiť', en: 'Cancel' },
  'app.done': { cs: 'Hotovo', sk: 'Hotovo', en: 'Done' },
  'app.save': { cs: 'Uložit', sk: 'Uložiť', en: 'Save' },
  'app.retry': { cs: 'Zkusit znovu', sk: 'Skúsiť znova', en: 'Try again' },
  'app.home': { cs: 'Na hlavní obrazovku', sk: 'Na hlavnú obrazovku', en: 'To the main screen' },
  'app.help': { cs: 'Nápověda', sk: 'Pomoc', en: 'Help' },
  'app.language': { cs: 'Jazyk', sk: 'Jazyk', en: 'Language' },
  'app.offline': {
    cs: 'Jste offline. Klíč potřebuje připojení k internetu.',
    sk: 'Ste offline. Kľúč potrebuje pripojenie na internet.',
    en: 'You are offline. The key needs an internet connection.',
  },
  'app.online': { cs: 'Připojení je zpět.', sk: 'Pripojenie je späť.', en: 'You are back online.' },
  'update.text': { cs: 'Je připravena nová verze aplikace.', sk: 'Je pripravená nová verzia aplikácie.', en: 'A new version of the app is ready.' },
  'update.button': { cs: 'Obnovit', sk: 'Obnoviť', en: 'Reload' },
  'install.title': { cs: 'Mějte klíč po ruce', sk: 'Majte kľúč poruke', en: 'Keep your key at hand' },
  'install.text': {
    cs: 'Přidejte si aplikaci na plochu telefonu. Spustí se rychleji a na celou obrazovku.',
    sk: 'Pridajte si aplikáciu na plochu telefónu. Spustí sa rýchlejšie a na celú obrazovku.',
    en: 'Add the app to your home screen. It opens faster and uses the whole screen.',
  },
  'install.button': { cs: 'Nainstalovat aplikaci', sk: 'Nainštalovať aplikáciu', en: 'Install the app' },
  'install.ios': {
    cs: 'V Safari klepněte na Sdílet a potom na „Přidat na plochu“. Klíč pak otevírejte z plochy: co nastavíte v prohlížeči, se do nainstalované aplikace nepřenese.',
    sk: 'V Safari ťuknite na Zdieľať a potom na „Pridať na plochu“. Kľúč potom otvárajte z plochy: čo nastavíte v prehliadači, sa do nainštalovanej aplikácie neprenesie.',
    en: 'In Safari tap Share, then “Add to Home Screen”. From then on open the key from the home screen: what you set up in the browser does not carry over to the installed app.',
  },
  'install.later': { cs: 'Teď ne', sk: 'Teraz nie', en: 'Not now' },
  'welcome.title': { cs: 'Vítejte', sk: 'Vitajte', en: 'Welcome' },
  'welcome.lead': {
    cs: 'Mobilním klíčem se přihlásíte do online služeb: naskenujete QR kód a přihlášení schválíte v telefonu.',
    sk: 'Mobilným kľúčom sa prihlásite do online služieb: naskenujete QR kód a prihlásenie schválite v telefóne.',
    en: 'Log in to online services with your phone: scan a QR code and approve the login in this app.',
  },
  'welcome.step1': {
    cs: 'Zvolíte si, čím budete přihlášení potvrzovat.',
    sk: 'Zvolíte si, čím budete prihlásenie potvrdzovať.',
    en: 'Choose how you will approve logins.',
  },
  'welcome.step2': { cs: 'Připojíte klíč ke své identitě.', sk: 'Pripojíte kľúč k svojej identite.', en: 'Connect the key to your identity.' },
  'welcome.step3': { cs: 'A můžete se přihlašovat.', sk: 'A môžete sa prihlasovať.', en: 'Then you can log in.' },
  'welcome.start': { cs: 'Začít', sk: 'Začať', en: 'Get started' },
  'welcome.linkWaits': {
    cs: 'Nejdřív klíč nastavte, potom budeme pokračovat tam, odkud jste přišli. Máte-li už klíč nainstalovaný na ploše, otevřete ho odtud.',
    sk: 'Najprv kľúč nastavte, potom budeme pokračovať tam, odkiaľ ste prišli. Ak už máte kľúč nainštalovaný na ploche, otvorte ho odtiaľ.',
    en: 'Set up the key first; then we go on where you came from. If the key is already on your home screen, open it from there.',
  },
});
