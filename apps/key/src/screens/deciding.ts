/** What a login and an enrolment have in common: the code, the time left, approving and refusing. */
import type { Unlocked } from '../device';
import { describe } from '../errors';
import { t } from '../i18n';
import { hasCode, NetworkLost } from '../protocol/api';
import type { ClaimedRequest, RequestState, Verdict } from '../protocol/types';
import type { Context, View } from '../router';
import { countdown } from '../ui/countdown';
import { h } from '../ui/dom';
import { button, codeDisplay, hint, message, summary } from '../ui/parts';
import { ended, lost } from './results';
import { unlock } from './unlock';
import type { OpenRequest } from '../store';
import '../texts/request';

/** The view of a request that has come into another state. */
export type ViewOf = (open: OpenRequest, state: RequestState) => Promise<View>;

export interface Question {
  title: string;
  content: (Node | string)[];
  approve: string;
  /** Said again where the PIN is asked for. */
  purpose: string;
  released(): string[];
}

export function decidable(context: Context, request: ClaimedRequest, question: Question, viewOf: ViewOf): View {
  const { app, run, show } = context;
  const device = app.device!;
  let over = false;
  let deciding = false;

  const time = countdown(request.expires_at_ms, () => app.api.nowMs(), () => void (deciding || end('expired')));
  const stop = (): void => {
    over = true;
    time.stop();
  };
  const end = async (state: RequestState): Promise<void> => {
    if (over) return;
    stop();
    show(await viewOf(app.open ?? { request, decided: true }, state));
  };
  const giveUp = async (): Promise<void> => {
    stop();
    await app.rememberOpen(undefined);
    await device.abandon(request.id);
  };

  const decide = async (decision: Verdict, opened?: Unlocked): Promise<void> => {
    deciding = true;
    try {
      const released = decision === 'approve' ? question.released() : [];
      const { state, return_url: returnUrl, failed_tries: failedTries } = await device.decide(request, decision, released, opened);
      await app.rememberOpen({ request, decided: true, ...(returnUrl && { returnUrl }), ...(failedTries && { failedTries }) });
      await end(state);
    } catch (error) {
      if (error instanceof NetworkLost) {
        stop();
        show(lost(context));
      } else if (hasCode(error, 'request_expired', 'request_finished', 'request_unknown', 'not_yours', 'level_too_low', 'shown_differs')) {
        await giveUp().catch(() => undefined);
        show(ended(context, request, t('problem.title'), describe(error)));
      } else {
        throw error;
      }
    } finally {
      deciding = false;
    }
  };

  app.onEvent = (event) => {
    if (event.kind === 'request' && event.requestId === request.id && event.state !== 'claimed' && !deciding) void end(event.state);
    if (event.kind === 'device' && event.state !== 'attached') void run(async () => void (await app.refreshMe()));
  };
  context.onLeave(() => {
    time.stop();
    // A link that came in between has not been agreed to yet.
    if (!over && !app.link && location.hash !== '#/help') void giveUp().catch(() => undefined);
  });

  const view: View = {
    title: question.title,
    back: '',
    content: [app.open?.byLink ? message('warning', t('opened.warning')) : '', ...question.content],
    actions: [
      time.element,
      button(t('request.refuse'), () => run(() => decide('refuse')), 'secondary'),
      button(question.approve, () => unlock(context, question.purpose, () => show(view), (opened) => decide('approve', opened))),
    ],
    pair: true,
  };
  return view;
}

/** The question that must be answered before anything is approved. */
export function codeQuestion(request: ClaimedRequest): HTMLElement {
  // On one device the browser's page is gone from the screen: there is nothing to compare with yet.
  const own = t(request.kind === 'enrolment' ? 'request.ownCode.remember' : 'request.ownCode.hint');
  const [question, answer] = request.same_device ? [t('request.ownCode'), own] : [t('request.code'), t('request.code.no')];
  return h('section', { class: 'card code-card', 'aria-label': question }, h('h2', {}, question), codeDisplay(request.code), hint(answer));
}

export function circumstances({ browser, level }: ClaimedRequest): HTMLElement {
  return summary([t('request.browser'), browser], [t('request.level'), t(`level.${level}`)]);
}
