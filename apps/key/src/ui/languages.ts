import { language, setLanguage, t } from '../i18n';
import type { Context } from '../router';
import { type Language, LANGUAGES } from '../texts/language';
import { h } from './dom';

const NAMES: Record<Language, string> = { cs: 'Čeština', sk: 'Slovenčina', en: 'English' };

export function languageSwitch({ app, go }: Context): HTMLElement {
  const choose = async (code: Language): Promise<void> => {
    setLanguage(code);
    await app.saveSettings({ language: code });
    go(location.hash.slice(2));
  };
  const buttons = LANGUAGES.map((code) => h('button', {
    type: 'button', lang: code, class: 'language', 'aria-pressed': String(code === language()), onclick: () => void choose(code),
  }, NAMES[code]));
  return h('div', { class: 'languages', role: 'group', 'aria-label': t('app.language') }, ...buttons);
}
