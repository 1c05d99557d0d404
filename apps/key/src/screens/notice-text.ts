import { known, nameOf, t } from '../i18n';
import type { Notice } from '../protocol/types';

export function noticeText({ text_key, service_name: service = '', device_name: device = '', tries = 0 }: Notice): string {
  return known('notice', text_key, { service: nameOf(service), device, tries }) ?? t('notice.unknown');
}
