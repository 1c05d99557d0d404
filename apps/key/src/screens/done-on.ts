import { t } from '../i18n';
import type { HistoryEntry } from '../protocol/types';
import { hint } from '../ui/parts';
import '../texts/more';

/** On which phone it was done to another one. */
export function doneOn({ device_name, by_device_name: by }: Pick<HistoryEntry, 'device_name' | 'by_device_name'>): HTMLElement | '' {
  return by && by !== device_name ? hint(t('notice.by', { device: by })) : '';
}
