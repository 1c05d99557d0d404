/** How a request ended, and the way on. */
import { t } from '../i18n';
import type { ClaimedRequest } from '../protocol/types';
import type { Context, View } from '../router';
import type { OpenRequest } from '../store';
import { h, icon, type IconName } from '../ui/dom';
import { button, lead, link } from '../ui/parts';

const emblem = (name: IconName, kind: 'good' | 'bad'): HTMLElement => h('div', { class: `emblem ${kind}` }, icon(name));

const homeButton = ({ go }: Context, kind: 'primary' | 'quiet' = 'primary'): HTMLElement => button(t('app.done'), () => go(''), kind);

export function approved(context: Context, { request, returnUrl }: OpenRequest): View {
  if (returnUrl) returnToBrowser(context, returnUrl);
  return {
    title: t('result.approved.title'),
    content: [emblem('check', 'good'), lead(request.same_device ? t('result.approved.sameDevice') : t('result.approved.text'))],
    actions: returnUrl ? [link(t('result.return'), returnUrl), homeButton(context, 'quiet')] : [homeButton(context)],
  };
}

/** Goes back by itself only in the tab in which the browser opened this app. */
export function returnToBrowser({ app }: Context, url: string): void {
  if (!app.openedByLink) return;
  app.openedByLink = false;
  location.assign(url);
}

export async function enrolled(context: Context): Promise<View> {
  await context.app.refreshMe();
  return {
    title: t('enrolment.done.title'),
    content: [emblem('check', 'good'), lead(t('enrolment.done.text'))],
    actions: [homeButton(context)],
  };
}

/** To the page that began it, where it was this device: it offers what can be done next. */
const backTo = (request: ClaimedRequest): HTMLElement[] =>
  request.same_device ? [link(t('result.return'), `/requests/${request.id}`)] : [];

export function refused(context: Context, request: ClaimedRequest): View {
  return {
    title: t('result.refused.title'),
    content: [
      emblem('cross', 'bad'),
      lead(t('result.refused.text')),
      h('h2', {}, t('result.refused.notMe')),
      h('p', {}, t('result.refused.notMe.text')),
    ],
    actions: [...backTo(request), homeButton(context, request.same_device ? 'quiet' : 'primary'), link(t('help.contact'), '#/help', 'quiet')],
  };
}

export function ended(context: Context, request: ClaimedRequest, title: string, text: string): View {
  return {
    title,
    content: [emblem('clock', 'bad'), lead(text)],
    actions: [
      ...(request.same_device ? backTo(request) : [button(t('result.scanAgain'), () => context.go('scan'))]),
      button(t('app.home'), () => context.go(''), 'quiet'),
    ],
  };
}

export function lost({ go }: Context): View {
  return {
    title: t('result.lost.title'),
    content: [emblem('warn', 'bad'), lead(t('result.lost.text'))],
    actions: [button(t('app.retry'), () => go('request'))],
  };
}
