// The alarms above every page: what is active or was not acknowledged, the worst first.

import { html } from '../vendor/preact.js';
import { settings, t, time } from '../core/app.js';
import { acknowledge, bySeverity, isShown } from '../core/alarms.js';
import { useSettings, useState } from '../core/hooks.js';
import { link } from '../core/router.js';
import { Icon } from './icons.js';
import { Button, toast } from './kit.js';

const run = (action) => action.catch((e) => toast(e.message, { kind: 'bad' }));

export function AlarmBar() {
  const data = useState('alarms');
  const { mute } = useSettings();
  const shown = (data?.alarms ?? []).filter(isShown).sort(bySeverity);
  if (shown.length === 0) return null;
  const [worst] = shown;
  const active = worst.phase === 'firing';
  return html`<div class=${`alarm-bar ${active ? worst.rule.severity : 'ended'}`} role="alert">
    <${Icon} name="warning" />
    <a href=${link('alarms')}><strong>${worst.rule.message}</strong>
      ${!active && html` <small>${t('shell.alarm.ended', { time: time(worst.since) })}</small>`}
      ${shown.length > 1 && html` <small>${t('shell.alarm.more', { count: shown.length - 1 })}</small>`}</a>
    <${Button} kind="icon" icon=${mute ? 'mute' : 'sound'} label=${t(mute ? 'shell.alarm.unmute' : 'shell.alarm.mute')}
      aria-pressed=${Boolean(mute)} onClick=${() => settings.set({ mute: !mute })} />
    ${shown.some((a) => !a.acknowledged) && html`<${Button} icon="check" label=${t('shell.alarm.acknowledge')} onClick=${() => run(acknowledge(''))}>
      <span class="long">${t('shell.alarm.acknowledge')}</span><//>`}</div>`;
}
