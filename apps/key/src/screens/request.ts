import { describe } from '../errors';
import { t } from '../i18n';
import { hasCode } from '../protocol/api';
import type { RequestState } from '../protocol/types';
import type { Context, Screen, View } from '../router';
import type { OpenRequest } from '../store';
import type { ViewOf } from './deciding';
import { enrolmentRequest, waiting } from './enrolment';
import { loginRequest } from './login';
import { approved, ended, enrolled, refused } from './results';
import '../texts/request';

/** The open request, or what became of it: also after the app was closed in the middle. */
export const requestScreen: Screen = async (context) => {
  const { app } = context;
  const { open } = app;
  if (!app.device || !open) {
    context.go('');
    return undefined;
  }
  const fresh = app.fresh === open.request.id;
  app.fresh = undefined;
  try {
    const { state } = fresh ? { state: 'claimed' as const } : await app.device.call('requests/state', { request_id: open.request.id });
    return await viewOf(context, open, state);
  } catch (error) {
    // The server forgets a request after a day; so does the app then.
    if (!hasCode(error, 'request_unknown', 'not_yours')) throw error;
    await app.rememberOpen(undefined);
    return ended(context, open.request, t('problem.title'), describe(error));
  }
};

/** The view of a request in a state. */
async function viewOf(context: Context, open: OpenRequest, state: RequestState): Promise<View> {
  const { app } = context;
  const { request } = open;
  const next: ViewOf = (open, state) => viewOf(context, open, state);
  if (state === 'waiting' || state === 'claimed') {
    return request.kind === 'login' ? loginRequest(context, request, next) : enrolmentRequest(context, request, next);
  }
  if (state === 'approved' && request.kind === 'enrolment') return waiting(context, open, next);
  await app.rememberOpen(undefined);
  if (state === 'approved' || state === 'redeemed') return approved(context, open);
  if (state === 'confirmed' && request.kind === 'enrolment') return enrolled(context, request);
  if (state === 'refused') return refused(context, request);
  if (state === 'blocked' || state === 'level_too_low') return ended(context, request, t('problem.title'), t(state === 'blocked' ? 'problem.device_blocked' : 'problem.level_too_low'));
  return state === 'expired'
    ? ended(context, request, t('result.expired.title'), t(request.same_device ? 'result.expired.sameDevice' : 'result.expired.text'))
    : ended(context, request, t('result.abandoned.title'), t('result.abandoned.text'));
}
