/** The screens of the first start: loaded, with their texts, when one of them is opened. */
export { enrol } from './enrol';
export { setup } from './setup';
