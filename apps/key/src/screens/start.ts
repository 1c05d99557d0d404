import type { Screen } from '../router';
import { claimLink } from './claim';
import { home } from './home';
import { requestScreen } from './request';
import { welcome } from './welcome';
import { enrol } from './enrol';
import { hasCode } from '../protocol/api';

/** The first screen: whatever the person has to do next. */
export const start: Screen = async (context) => {
  const { app } = context;
  if (!app.ready) return welcome(context);
  if (app.link) return claimLink(context, app.link);
  if (app.open) return requestScreen(context);
  if (app.device?.enrolled) return home(context);
  // Without a network the person may still read on; what the server answered decides.
  const me = await app.refreshMe().catch((error: unknown) => {
    if (hasCode(error, 'unknown_device', 'device_blocked', 'device_disconnected')) throw error;
  });
  return me?.enrolled ? home(context) : enrol(context);
};
