import { isOver } from '../app';
import { calendarDate, t } from '../i18n';
import { hasCode } from '../protocol/api';
import type { EnrolmentRequest, RequestState } from '../protocol/types';
import type { Context, View } from '../router';
import type { OpenRequest } from '../store';
import { h } from '../ui/dom';
import { button, card, codeDisplay, field, lead, link, message, submit, summary } from '../ui/parts';
import { isDeviceName, NAME_MAX_CHARACTERS } from '../ui/device-name';
import { circumstances, codeQuestion, decidable, type ViewOf } from './deciding';
import { returnToBrowser } from './results';
import '../texts/request';

const STATE_EVERY_MS = 3_000;

/** Confirm the new device and identity. */
export function enrolmentRequest(context: Context, request: EnrolmentRequest, viewOf: ViewOf): View {
  const { identity } = request;
  const name = `${identity.given_name} ${identity.family_name}`;
  return decidable(context, request, {
    title: t('enrolment.title'),
    approve: t('enrolment.confirm'),
    purpose: `${name}, ${calendarDate(identity.birthdate)}`,
    released: () => [],
    content: [
      codeQuestion(request),
      card(h('h2', {}, t('enrolment.identity')), summary(
        [t('enrolment.name'), h('strong', {}, name)],
        [t('data.birthdate'), calendarDate(identity.birthdate)])),
      card(deviceName(context), circumstances(request)),
    ],
  }, viewOf);
}

/** The name of this device, changed in place. */
function deviceName({ app, run, say }: Context): HTMLElement {
  const device = app.device!;
  const place = h('div', {});
  const shown = (): void => place.replaceChildren(
    summary([t('enrolment.device'), h('strong', {}, device.name)]),
    button(t('enrolment.rename'), edited, 'quiet'));
  const edited = (): void => {
    const { element, input, fail } = field(t('enrolment.device'), { type: 'text', maxlength: NAME_MAX_CHARACTERS, value: device.name });
    const save = async (): Promise<void> => {
      const name = input.value.trim();
      if (!isDeviceName(name)) return fail(t('devices.rename.empty'));
      await device.rename(name);
      shown();
      say(t('settings.saved'));
    };
    const send = (event: Event): void => {
      event.preventDefault();
      void run(save);
    };
    place.replaceChildren(h('form', { class: 'form', novalidate: true, onsubmit: send }, element, submit(t('app.save'))));
    input.focus();
  };
  shown();
  return place;
}

/** The phone has confirmed; the browser must say that the codes correspond. */
export function waiting(context: Context, open: OpenRequest, viewOf: ViewOf): View {
  const { app } = context;
  const { request, returnUrl } = open;
  const look = async (): Promise<void> => {
    // A lost network is no news here: the next look tells.
    const answer = await app.device!.call('requests/state', { request_id: request.id }).catch((error: unknown) => {
      if (isOver(error)) app.stop(error);
      else if (context.present() && hasCode(error, 'request_unknown')) context.go('request');
    });
    if (answer && answer.state !== 'approved') await move(answer.state);
  };
  const move = async (state: RequestState): Promise<void> => {
    clearInterval(timer);
    if (context.present()) context.show(await viewOf(open, state));
  };
  const timer = setInterval(() => void look(), STATE_EVERY_MS);
  context.onLeave(() => clearInterval(timer));
  app.onEvent = (event) => {
    if (event.kind === 'request' && event.requestId === request.id && event.state !== 'approved') void move(event.state);
    if (event.kind === 'device' && event.state === 'attached') void look();
  };
  if (returnUrl) returnToBrowser(context, returnUrl);
  return {
    // On one device nothing waits: the person goes on to the browser, which is behind this app.
    title: t(request.same_device ? 'enrolment.approved.title' : 'enrolment.waiting.title'),
    content: [
      lead(t(request.same_device ? 'enrolment.approved.text' : 'enrolment.waiting.text')),
      h('div', { class: 'card code-card' }, codeDisplay(request.code)),
      request.same_device ? '' : message('info', t('enrolment.waiting.state')),
    ],
    ...(returnUrl && { actions: [link(t('result.return'), returnUrl)] }),
  };
}
