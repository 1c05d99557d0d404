/** The screens that are not needed to start: loaded, with their texts, when one of them is opened. */
export { devices } from './devices';
export { history } from './history';
export { notices } from './notices';
export { scan } from './scan';
export { changeMethod, settings } from './settings';
