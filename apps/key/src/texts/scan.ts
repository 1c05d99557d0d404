import { addTexts } from '.';
import { texts } from './language';

export const scan = texts({
  'scan.title': { cs: 'Naskenujte QR kód', sk: 'Naskenujte QR kód', en: 'Scan the QR code' },
  'scan.why': {
    cs: 'Fotoaparát slouží jen ke čtení QR kódu. Obraz telefon neopustí.',
    sk: 'Fotoaparát slúži len na čítanie QR kódu. Obraz telefón neopustí.',
    en: 'The camera is only used to read the QR code. The picture does not leave the phone.',
  },
  'scan.start': { cs: 'Zapnout fotoaparát', sk: 'Zapnúť fotoaparát', en: 'Turn on the camera' },
  'scan.aim': { cs: 'Namiřte fotoaparát na QR kód v prohlížeči.', sk: 'Namierte fotoaparát na QR kód v prehliadači.', en: 'Point the camera at the QR code in the browser.' },
  'scan.picture': { cs: 'Obraz fotoaparátu', sk: 'Obraz fotoaparátu', en: 'Camera picture' },
  'scan.checking': { cs: 'Kód přečten, ověřuje se…', sk: 'Kód prečítaný, overuje sa…', en: 'Code read, checking…' },
  'scan.torchOn': { cs: 'Rozsvítit svítilnu', sk: 'Zapnúť svietidlo', en: 'Turn on the torch' },
  'scan.torchOff': { cs: 'Zhasnout svítilnu', sk: 'Vypnúť svietidlo', en: 'Turn off the torch' },
  'scan.safety': {
    cs: 'Skenujte jen kód na stránce, kterou jste sami otevřeli. Nikdy kód z e-mailu nebo ze zprávy.',
    sk: 'Skenujte len kód na stránke, ktorú ste sami otvorili. Nikdy kód z e-mailu alebo zo správy.',
    en: 'Scan only a code on a page that you opened yourself. Never one from an e-mail or a message.',
  },
  'scan.denied': {
    cs: 'Přístup k fotoaparátu je zakázán. Povolte ho pro tuto aplikaci v nastavení telefonu nebo prohlížeče a zkuste to znovu. Nebo vložte odkaz.',
    sk: 'Prístup k fotoaparátu je zakázaný. Povoľte ho pre túto aplikáciu v nastavení telefónu alebo prehliadača a skúste to znova. Alebo vložte odkaz.',
    en: 'Access to the camera is denied. Allow it for this app in the settings of the phone or browser and try again. Or paste the link.',
  },
  'scan.missing': {
    cs: 'Toto zařízení nemá fotoaparát, který by aplikace mohla použít. Vložte odkaz ze stránky s QR kódem.',
    sk: 'Toto zariadenie nemá fotoaparát, ktorý by aplikácia mohla použiť. Vložte odkaz zo stránky s QR kódom.',
    en: 'This device has no camera that the app could use. Paste the link from the page with the QR code.',
  },
  'scan.busy': {
    cs: 'Fotoaparát právě používá jiná aplikace. Zavřete ji a zkuste to znovu.',
    sk: 'Fotoaparát práve používa iná aplikácia. Zatvorte ju a skúste to znova.',
    en: 'Another app is using the camera. Close it and try again.',
  },
  'scan.failed': {
    cs: 'Fotoaparát se nepodařilo spustit. Zkuste to znovu, nebo vložte odkaz.',
    sk: 'Fotoaparát sa nepodarilo spustiť. Skúste to znova alebo vložte odkaz.',
    en: 'The camera could not be started. Try again, or paste the link.',
  },
  'scan.paste': { cs: 'Vložit odkaz', sk: 'Vložiť odkaz', en: 'Paste the link' },
  'scan.paste.label': { cs: 'Odkaz ze stránky s QR kódem', sk: 'Odkaz zo stránky s QR kódom', en: 'Link from the page with the QR code' },
  'scan.paste.hint': {
    cs: 'Zkopírujete ho na stránce s QR kódem, pod otázkou „Nejde kód naskenovat?“.',
    sk: 'Skopírujete ho na stránke s QR kódom, pod otázkou „Nedá sa kód naskenovať?“.',
    en: 'Copy it on the page with the QR code, under “Cannot scan the code?”.',
  },
  'scan.paste.button': { cs: 'Použít odkaz', sk: 'Použiť odkaz', en: 'Use the link' },
  'link.notALink': { cs: 'Toto není odkaz Mobilního klíče.', sk: 'Toto nie je odkaz Mobilného kľúča.', en: 'This is not a Mobile Key link.' },
  'link.foreign': {
    cs: 'Tento kód nepatří k tomuto Mobilnímu klíči. Nikam jsme ho neposlali.',
    sk: 'Tento kód nepatrí k tomuto Mobilnému kľúču. Nikam sme ho neposlali.',
    en: 'This code does not belong to this Mobile Key. It was not sent anywhere.',
  },
});

addTexts(scan);
