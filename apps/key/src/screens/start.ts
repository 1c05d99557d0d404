import { isOver } from '../app';
import type { Screen } from '../router';
import { home } from './home';
import { asked, first } from './later';
import { welcome } from './welcome';

/** The first screen: whatever the person has to do next. */
export const start: Screen = async (context) => {
  const { app } = context;
  if (!app.ready) return welcome(context);
  if (app.link) return (await asked()).claimLink(context, app.link);
  if (app.open) return (await asked()).requestScreen(context);
  if (app.device?.enrolled) return home(context);
  // Without a network the person may still read on; what the server answered decides.
  const me = await app.refreshMe().catch((error: unknown) => {
    if (isOver(error)) throw error;
  });
  return me?.enrolled ? home(context) : (await first()).enrol(context);
};
