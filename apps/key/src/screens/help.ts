import { describe } from '../errors';
import { t } from '../i18n';
import type { Context, Screen, View } from '../router';
import { h } from '../ui/dom';
import { button, card, hint, link, message } from '../ui/parts';

export const help: Screen = ({ app }) => {
  const contact = h('div', {});
  const portal = h('div', {});
  // The texts are readable without a network; the contact comes when it can.
  app.config().then(({ operator, helpdesk: { phone, hours }, portal_url }) => {
    portal.replaceChildren(link(t('help.portal'), portal_url, 'quiet', true));
    contact.replaceChildren(card(
      h('h2', {}, t('help.contact')),
      h('p', {}, operator ?? ''),
      phone ? link(t('help.phone', { phone }), `tel:${phone.replace(/[^\d+]/g, '')}`, 'secondary') : '',
      hours ? hint(t('help.hours', { hours })) : ''));
  }).catch(() => undefined);
  return {
    title: t('help.title'),
    back: app.open ? 'request' : '',
    content: [
      contact,
      card(h('h2', {}, t('help.login')), h('p', {}, t('help.login.text'))),
      card(h('h2', {}, t('help.lost')), h('p', {}, t('help.lost.text')), portal),
    ],
  };
};

/** The key in this phone is over: why, and what to do next. */
export const stopped: Screen = ({ app, go, run }: Context): View => {
  const again = (): Promise<void> => run(async () => {
    await app.startOver();
    go('');
  });
  return {
    title: t('problem.stopped'),
    content: [message('error', describe(app.stopped))],
    actions: [
      button(t('problem.setUpAgain'), again),
      link(t('help.contact'), '#/help', 'quiet'),
    ],
  };
};
