import { dateTime, t } from '../i18n';
import type { DeviceEntry } from '../protocol/types';
import type { Context, Screen, View } from '../router';
import { confirmDialog } from '../ui/dialog';
import { isDeviceName, NAME_MAX_CHARACTERS } from '../ui/device-name';
import { h } from '../ui/dom';
import { button, field, hint, lead, link, submit } from '../ui/parts';
import { unlock } from './unlock';
import '../texts/more';

/** All devices of the person. `#/devices`, `#/devices/<id>` renames one. */
export const devices: Screen = async (context) => {
  const { devices: list } = await context.app.device!.call('devices/list', {});
  const chosen = list.find(({ id }) => id === context.parameter);
  return chosen ? rename(context, chosen) : overview(context, list);
};

function overview(context: Context, list: DeviceEntry[]): View {
  return {
    title: t('devices.title'),
    back: '',
    content: [lead(t('devices.lead')), h('ul', { class: 'entries' }, ...list.map((device) => entry(context, device, list.length === 1)))],
  };
}

function entry(context: Context, device: DeviceEntry, last: boolean): HTMLElement {
  const { id, name, blocked, this_device: here, last_used_at_ms: usedAt } = device;
  const renameLink = link(t('devices.rename'), `#/devices/${encodeURIComponent(id)}`, 'quiet');
  const disconnectButton = button(t('devices.disconnect'), () => disconnect(context, device, last), 'danger');
  renameLink.setAttribute('aria-label', `${t('devices.rename')}: ${name}`);
  disconnectButton.setAttribute('aria-label', `${t('devices.disconnect')}: ${name}`);
  return h('li', { class: 'entry' },
    h('span', { class: 'entry-title' }, name,
      here && h('span', { class: 'tag good' }, t('devices.this')),
      blocked && h('span', { class: 'tag bad' }, t('devices.blocked'))),
    hint(t('devices.attached', { date: dateTime(device.attached_at_ms) })),
    hint(usedAt === undefined ? t('devices.unused') : t('devices.used', { date: dateTime(usedAt) })),
    h('div', { class: 'buttons' }, renameLink, disconnectButton));
}

async function disconnect(context: Context, device: DeviceEntry, last: boolean): Promise<void> {
  const { app, run, go } = context;
  const warnings = [
    t('devices.disconnect.text'),
    ...(last ? [t('devices.disconnect.last')] : []),
    ...(device.this_device ? [t('devices.disconnect.this')] : []),
  ];
  if (!(await confirmDialog(t('devices.disconnect.title', { device: device.name }), warnings, t('devices.disconnect')))) return;
  if (!device.this_device) return prove(context, 'devices/disconnect', { id: device.id });
  await run(async () => {
    app.pause();
    await app.device!.call('devices/disconnect', { id: device.id });
    await app.forget();
    go('');
  });
}

/** Another device is changed by the PIN or biometrics only: an unlocked phone in wrong hands is not enough. */
function prove(context: Context, operation: 'devices/disconnect' | 'devices/rename', fields: { id: string; name?: string }): void {
  const { app, go, say } = context;
  const purpose = t(fields.name ? 'devices.rename.title' : 'devices.disconnect');
  unlock(context, purpose, () => go('devices'), async (opened) => {
    await app.device!.prove(operation, fields, opened);
    if (fields.name) say(t('settings.saved'));
    go('devices');
  });
}

function rename(context: Context, device: DeviceEntry): View {
  const { app, run, go, say } = context;
  const { element, input, fail } = field(t('devices.rename.label'), { type: 'text', maxlength: NAME_MAX_CHARACTERS, value: device.name, autofocus: true });
  const save = async (): Promise<void> => {
    const name = input.value.trim();
    if (!isDeviceName(name)) return fail(t('devices.rename.empty'));
    if (!device.this_device) return prove(context, 'devices/rename', { id: device.id, name });
    await app.device!.rename(name);
    say(t('settings.saved'));
    go('devices');
  };
  const send = (event: Event): void => {
    event.preventDefault();
    void run(save);
  };
  return {
    title: t('devices.rename.title'),
    back: 'devices',
    content: [h('form', { class: 'form', novalidate: true, onsubmit: send }, element, submit(t('app.save')))],
  };
}
