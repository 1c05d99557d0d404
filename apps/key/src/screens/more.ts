/** The screens that are not needed to start: loaded, with their texts, when one of them is opened. */
import { all } from '../texts';
import { more } from '../texts/more';

export { devices } from './devices';
export { history } from './history';
export { notices } from './notices';
export { scan } from './scan';
export { changeMethod, settings } from './settings';

Object.assign(all, more);
