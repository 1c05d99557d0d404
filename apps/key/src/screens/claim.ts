import { type App, isOver } from '../app';
import { describe } from '../errors';
import { t } from '../i18n';
import { hasCode, NetworkLost } from '../protocol/api';
import type { KeyLink } from '../protocol/links';
import type { Context, View } from '../router';
import { button, message } from '../ui/parts';

/** Claims the request of a link. An older one that still waits is given up: the person has just chosen another. */
export async function claim(app: App, link: KeyLink): Promise<void> {
  const device = app.device!;
  const ask = () => device.call('requests/claim', { link: link.text });
  const request = await ask().catch(async (error: unknown) => {
    if (!hasCode(error, 'pending_request')) throw error;
    await device.abandon(error.pendingRequestId);
    return ask();
  });
  await app.rememberLink(undefined);
  await app.rememberOpen({ request, decided: false });
  app.fresh = request.id;
}

/** A link that was opened, not scanned. A frame of a QR code is too old by now if something came in between. */
export async function claimLink(context: Context, link: KeyLink): Promise<View | undefined> {
  const { app, go } = context;
  try {
    await claim(app, link);
  } catch (error) {
    if (error instanceof NetworkLost || isOver(error)) throw error;
    await app.rememberLink(undefined);
    return claimFailed(context, error);
  }
  go('request');
  return undefined;
}

/** What became of a link that could not be used, and the way on. */
export function claimFailed({ app, go }: Context, error: unknown): View {
  const onward = hasCode(error, 'not_enrolled') || !app.device?.enrolled
    ? button(t('enrol.title'), () => go('enrol'))
    : button(t('result.scanAgain'), () => go('scan'));
  const again = hasCode(error, 'frame_expired') ? button(t('result.scanAgain'), () => go('scan')) : onward;
  return {
    title: t('problem.title'),
    content: [message('error', describe(error))],
    actions: [again, button(t('app.home'), () => go(''), 'quiet')],
  };
}
