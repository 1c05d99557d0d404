import { t } from '../i18n';
import { h } from './dom';
import { button } from './parts';

/** Asks before something that cannot be undone. The browser keeps the focus inside and gives it back. */
export function confirmDialog(title: string, paragraphs: string[], action: string): Promise<boolean> {
  return new Promise((resolve) => {
    const heading = h('h2', { id: 'dialog-title' }, title);
    const dialog = h('dialog', { class: 'dialog', 'aria-labelledby': 'dialog-title' });
    const end = (agreed: boolean): void => {
      dialog.close();
      dialog.remove();
      resolve(agreed);
    };
    dialog.addEventListener('cancel', (event) => {
      event.preventDefault();
      end(false);
    });
    dialog.append(
      heading,
      ...paragraphs.map((text) => h('p', {}, text)),
      h('div', { class: 'dialog-actions' }, button(action, () => end(true), 'danger'), button(t('app.cancel'), () => end(false), 'secondary')),
    );
    document.body.append(dialog);
    dialog.showModal();
  });
}
