/** The screens of a request: loaded, with their texts, when there is one. */
export { claimLink } from './claim';
export { requestScreen } from './request';
