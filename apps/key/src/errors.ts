import { known, t } from './i18n';
import { ApiProblem, NetworkLost } from './protocol/api';

/** What went wrong and what to do next, in the person's language. */
export function describe(error: unknown): string {
  if (error instanceof NetworkLost) return t('problem.network');
  if (error instanceof ApiProblem) {
    const text = known('problem', error.code);
    if (text) return text;
    if (error.title) return t('problem.unknown', { title: error.title, id: error.requestId || '–' });
  }
  if (error instanceof DOMException && (error.name === 'QuotaExceededError' || error.name === 'DataCloneError')) return t('problem.storage');
  return t('problem.unexpected');
}
