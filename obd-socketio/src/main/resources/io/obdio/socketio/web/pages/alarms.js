// The page "Alarms": what is active, the rules with their live values, and their editor.

import { html, useEffect, useState } from '../vendor/preact.js';
import { settings, store, t, dateTime } from '../core/app.js';
import { acknowledge, bySeverity, isShown, put, refresh, remove, test } from '../core/alarms.js';
import { useSettings, useState as useStore } from '../core/hooks.js';
import { Badge, Button, confirm, Empty, List, Problem, Section, Switch, toast } from '../ui/kit.js';
import { RuleDialog } from './alarms/editor.js';
import { conditionText, Live } from './alarms/rule.js';

export const styles = 'css/alarms.css';

const KINDS = { firing: 'bad', pending: 'warn', normal: 'good', no_value: 'quiet', disabled: 'quiet' };

async function run(action) {
  try {
    await action;
    return true;
  } catch (e) {
    toast(e.message, { kind: 'bad' });
    return false;
  }
}

const Phase = ({ alarm }) => html`<${Badge} kind=${KINDS[alarm.phase]}>${t(`alarms.phase.${alarm.phase}`)}<//>`;

function Active({ alarms }) {
  const shown = alarms.filter(isShown).sort(bySeverity);
  const mayAcknowledge = store.may('watch');
  return html`<${Section} title=${t('alarms.active')} actions=${shown.some((a) => !a.acknowledged) && mayAcknowledge && html`
      <${Button} icon="check" onClick=${() => run(acknowledge(''))}>${t('alarms.acknowledgeAll')}<//>`}>
    ${shown.length === 0 ? html`<p class="quiet">${t('alarms.none')}</p>` : html`
      <${List} label=${t('alarms.active')} items=${shown} render=${(a) => html`
        <div class=${`alarm ${a.phase === 'firing' ? a.rule.severity : 'ended'}`}>
          <div><strong>${a.rule.message}</strong><small>${a.fired ? t('alarms.fired', { time: dateTime(a.fired) }) : ''}
            ${a.phase !== 'firing' ? ` · ${t('alarms.endedAt', { time: dateTime(a.since) })}` : ''}</small></div>
          <${Live} rule=${a.rule} />
          ${!a.acknowledged && mayAcknowledge ? html`<${Button} onClick=${() => run(acknowledge(a.id))}>
            ${t('alarms.acknowledge')}<//>` : html`<${Badge}>${t('alarms.acknowledged')}<//>`}</div>`} />`}<//>`;
}

async function removeRule(rule) {
  const yes = await confirm({
    title: t('alarms.removeTitle'), text: t('alarms.removeText', { message: rule.message }), action: t('alarms.remove'), danger: true,
  });
  if (yes) await run(remove(rule.id));
}

function Rule({ alarm, onEdit }) {
  const { rule } = alarm;
  const mayEdit = store.may('control');
  const save = (change) => run(put({ ...rule, ...change }));
  return html`<article class="rule" aria-label=${rule.message}>
    <div class="rule-text"><strong>${rule.message}</strong><small>${conditionText(rule)}</small>
      ${alarm.problem && html`<small class="problem">${t(`alarms.problem.${alarm.problem}`, { signal: rule.signal })}</small>`}
      ${!alarm.editable && html`<small>${t('alarms.configured')}</small>`}</div>
    <div class="rule-state"><${Phase} alarm=${alarm} /><${Live} rule=${rule} />
      ${alarm.count > 0 && html`<small>${t('alarms.count', { count: alarm.count })}</small>`}</div>
    ${mayEdit && html`<div class="actions">
      <${Button} kind="icon" icon="sound" label=${t('alarms.testOf', { message: rule.message })} onClick=${() => run(test(rule.id))} />
      ${alarm.editable && html`
        <${Switch} label=${t('alarms.on')} checked=${rule.enabled} onChange=${(enabled) => save({ enabled })} />
        <${Button} kind="icon" icon="edit" label=${t('alarms.edit', { message: rule.message })} onClick=${() => onEdit(rule)} />
        <${Button} kind="icon" icon="remove" label=${t('alarms.removeOf', { message: rule.message })}
          onClick=${() => removeRule(rule)} />`}</div>`}</article>`;
}

function Sound() {
  const { mute } = useSettings();
  return html`<${Switch} label=${t('alarms.sound')} hint=${t('alarms.soundHint')} checked=${!mute}
    onChange=${(on) => settings.set({ mute: !on })} />`;
}

export function component() {
  const data = useStore('alarms');
  const error = useStore('alarmsError');
  useStore('session');
  useStore('commands');
  const [edited, edit] = useState(null);
  useEffect(() => {
    if (!data && store.state.link === 'on') refresh();
  }, []);
  if (!data) return html`<div class="page"><${Problem} error=${error} /></div>`;
  const add = store.may('control') && html`<${Button} kind="primary" icon="add" onClick=${() => edit({})}>${t('alarms.add')}<//>`;
  return html`<div class="page alarms"><${Active} alarms=${data.alarms} />
    <${Section} title=${t('alarms.rules')} actions=${add}>
      ${!store.may('control') && html`<p class="quiet">${t('alarms.readOnly')}</p>`}
      ${!data.persistent && html`<p class="quiet">${t('alarms.notKept')}</p>`}
      ${data.alarms.length === 0 ? html`<${Empty} icon="alarms" title=${t('alarms.noRules')}><p>${t('alarms.noRulesHint')}</p><//>`
        : html`<${List} label=${t('alarms.rules')} items=${data.alarms}
          render=${(a) => html`<${Rule} alarm=${a} onEdit=${edit} />`} />`}<//>
    <${Section} title=${t('alarms.thisScreen')}><${Sound} /><//>
    ${edited && html`<${RuleDialog} rule=${edited} data=${data} onClose=${() => edit(null)}
      onSave=${async (rule) => (await run(put(rule))) && edit(null)} />`}</div>`;
}
