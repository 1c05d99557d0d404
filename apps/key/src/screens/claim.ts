import { type App, isOver } from '../app';
import { describe } from '../errors';
import { t } from '../i18n';
import { hasCode, NetworkLost } from '../protocol/api';
import type { KeyLink } from '../protocol/links';
import type { Context, View } from '../router';
import { button, lead, message } from '../ui/parts';
import '../texts/request';

/** Claims the request of a link. An older one that still waits is given up if the person has just `chosen` this one. */
export async function claim(app: App, link: KeyLink, chosen = !link.opened): Promise<void> {
  const device = app.device!;
  const ask = () => device.call('requests/claim', { link: link.text });
  const request = await ask().catch(async (error: unknown) => {
    if (!chosen || !hasCode(error, 'pending_request')) throw error;
    await device.abandon(error.pendingRequestId);
    return ask();
  });
  await app.rememberLink(undefined);
  await app.rememberOpen({ request, decided: false, byLink: link.opened && link.kind === 'qr' });
  app.fresh = request.id;
}

/** A link that was opened, or whose answer was lost. A frame of a QR code is too old by now if something came in between. */
export async function claimLink(context: Context, link: KeyLink, chosen?: boolean): Promise<View | undefined> {
  const { app, go } = context;
  try {
    await claim(app, link, chosen);
  } catch (error) {
    if (error instanceof NetworkLost || isOver(error)) throw error;
    await app.rememberLink(undefined);
    return link.opened && !chosen && hasCode(error, 'pending_request') ? askFirst(context, link) : claimFailed(context, error);
  }
  go('request');
  return undefined;
}

/** Whoever made the person follow a link must not end their other request: only the person does. */
function askFirst(context: Context, link: KeyLink): View {
  const { go, run, show } = context;
  const proceed = (): Promise<void> => run(async () => {
    const view = await claimLink(context, link, true);
    if (view) show(view);
  });
  return {
    title: t('opened.title'),
    content: [lead(t('opened.text'))],
    actions: [button(t('app.cancel'), () => go(''), 'secondary'), button(t('opened.continue'), proceed)],
    pair: true,
  };
}

/** What became of a link that could not be used, and the way on. */
export function claimFailed({ app, go }: Context, error: unknown): View {
  const again = hasCode(error, 'frame_expired') || (app.device?.enrolled && !hasCode(error, 'not_enrolled'));
  return {
    title: t('problem.title'),
    content: [message('error', describe(error))],
    actions: [button(t(again ? 'result.scanAgain' : 'enrol.title'), () => go(again ? 'scan' : 'enrol')), button(t('app.home'), () => go(''), 'quiet')],
  };
}
