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
  'install.title': { cs: 'Mějte klíč po ruce', sk: 'Majte kľúč po ruke', en: 'Keep the key at hand' },
  'install.text': {
    cs: 'Nainstalujte si aplikaci na plochu telefonu. Spustí se rychleji a na celou obrazovku.',
    sk: 'Nainštalujte si aplikáciu na plochu telefónu. Spustí sa rýchlejšie a na celú obrazovku.',
    en: 'Install the app on your home screen. It starts faster and uses the whole screen.',
  },
  'install.button': { cs: 'Nainstalovat aplikaci', sk: 'Nainštalovať aplikáciu', en: 'Install the app' },
  'install.ios': {
    cs: 'V Safari klepněte na Sdílet a potom na „Přidat na plochu“. Klíč pak otevírejte z plochy: co nastavíte v prohlížeči, se do nainstalované aplikace nepřenese.',
    sk: 'V Safari ťuknite na Zdieľať a potom na „Pridať na plochu“. Kľúč potom otvárajte z plochy: čo nastavíte v prehliadači, sa do nainštalovanej aplikácie neprenesie.',
    en: 'In Safari tap Share, then “Add to Home Screen”. Then open the key from the home screen: what you set up in the browser does not carry over to the installed app.',
  },
  'install.later': { cs: 'Teď ne', sk: 'Teraz nie', en: 'Not now' },
});
