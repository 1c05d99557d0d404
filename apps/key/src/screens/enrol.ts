import { t } from '../i18n';
import type { Context, Screen, View } from '../router';
import { h } from '../ui/dom';
import { button, card, hint, lead, link, row } from '../ui/parts';
import '../texts/setup';

/** The ways to connect the key to an identity. `#/enrol`, `#/enrol/national-point`. */
export const enrol: Screen = (context) => (context.parameter === 'national-point' ? nationalPoint(context) : ways(context));

/** Each way is one row; one that does not work yet is not shown. */
function ways({ app }: Context): View {
  const methods = h('div', {});
  // The rest is readable without a network; the address comes when it can.
  app.config().then(({ portal_url: portal }) => methods.replaceChildren(link(t('enrol.without.link'), new URL('/', portal).href, 'secondary', true))).catch(() => undefined);
  return {
    title: t('enrol.title'),
    content: [
      lead(t('enrol.lead')),
      row('person', t('enrol.nationalPoint'), '#/enrol/national-point', hint(t('enrol.nationalPoint.hint'))),
      card(h('h2', {}, t('enrol.without')), h('p', {}, t('enrol.without.text')), methods),
    ],
  };
}

async function nationalPoint({ app, go }: Context): Promise<View> {
  const { portal_url: portal } = await app.config();
  const host = new URL(portal).host;
  return {
    title: t('nationalPoint.title'),
    back: 'enrol',
    content: [
      card(
        h('h2', {}, t('nationalPoint.pc')),
        h('ol', { class: 'steps' },
          h('li', {}, t('nationalPoint.pc.step1', { host })),
          h('li', {}, t('nationalPoint.pc.step2')),
          h('li', {}, t('nationalPoint.pc.step3'))),
        button(t('nationalPoint.pc.button'), () => go('scan')),
      ),
      card(
        h('h2', {}, t('nationalPoint.phone')),
        h('p', {}, t('nationalPoint.phone.text')),
        link(t('nationalPoint.phone.button'), `${portal}/attach`, 'secondary', true),
      ),
    ],
  };
}
