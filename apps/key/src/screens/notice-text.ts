import { known, t } from '../i18n';
import type { HistoryEntry, Notice } from '../protocol/types';
import { hint } from '../ui/parts';

export function noticeText({ text_key, service_name: service = '', device_name: device = '' }: Notice): string {
  return known('notice', text_key, { service, device }) ?? t('notice.unknown');
}

/** On which phone it was done to another one. */
export function doneOn({ device_name, by_device_name: by }: Pick<HistoryEntry, 'device_name' | 'by_device_name'>): HTMLElement | '' {
  return by && by !== device_name ? hint(t('notice.by', { device: by })) : '';
}
