/** How a request ended, and the way on. */
import { plural, t } from '../i18n';
import type { ClaimedRequest, EnrolmentRequest } from '../protocol/types';
import type { Context, View } from '../router';
import type { OpenRequest } from '../store';
import { h, icon, type IconName } from '../ui/dom';
import { button, lead, link, message } from '../ui/parts';
import '../texts/request';

const emblem = (name: IconName, kind: 'good' | 'bad'): HTMLElement => h('div', { class: `emblem ${kind}` }, icon(name));

const homeButton = ({ go }: Context, kind: 'primary' | 'quiet' = 'primary'): HTMLElement => button(t('app.done'), () => go(''), kind);

/** Somebody else may have guessed, between this proof and the one before it. */
const guessed = (tries: number | undefined): Node | string =>
  tries ? message('warning', `${plural('failedTries', tries)} ${t('failedTries.notMe')}`) : '';

export function approved(context: Context, { request, returnUrl, failedTries }: OpenRequest): View {
  if (returnUrl) returnToBrowser(context, returnUrl);
  return {
    title: t('result.approved.title'),
    content: [emblem('check', 'good'), lead(request.same_device ? t('result.approved.sameDevice') : t('result.approved.text')), guessed(failedTries)],
    actions: returnUrl ? [link(t('result.return'), returnUrl), homeButton(context, 'quiet')] : [homeButton(context)],
  };
}

/** Goes back by itself only in the tab in which the browser opened this app. */
export function returnToBrowser({ app }: Context, url: string): void {
  if (!app.openedByLink) return;
  app.openedByLink = false;
  location.assign(url);
}

export async function enrolled(context: Context, { identity }: EnrolmentRequest): Promise<View> {
  const { app } = context;
  await app.device!.belongsTo(`${identity.given_name} ${identity.family_name}`);
  await app.refreshMe();
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
      h('p', {}, t(request.same_device ? 'result.refused.notMe.link' : 'result.refused.notMe.text')),
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
