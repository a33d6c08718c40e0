// The editor of a rule. It begins with a preset or an empty rule; the server checks the rule and its message is shown.

import { html, useMemo, useState } from '../../vendor/preact.js';
import { store, t, units } from '../../core/app.js';
import { Button, Dialog, Field, Picker, Select, Switch } from '../../ui/kit.js';
import { exact } from './rule.js';

const COMPARISONS = ['>', '>=', '<', '<=', '=', '!='];
const EMPTY = {
  signal: '', comparison: '>', threshold: 0, unit: '', hysteresis: 0, duration_ms: 0, severity: 'warning', message: '',
  sound: true, webhook: true, enabled: true,
};

const number = (text) => (text.trim() === '' ? NaN : Number(text.replace(',', '.')));
const slug = (text) => text.toLowerCase().normalize('NFD').replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '').slice(0, 40);

/** An id that no rule has. */
function freeId(message, alarms) {
  const base = slug(message) || 'rule';
  const taken = new Set(alarms.map((a) => a.id));
  let id = base;
  for (let n = 2; taken.has(id); n += 1) id = `${base}-${n}`;
  return id;
}

/** The signals of the vehicle, with those that presets and rules name. */
function signals() {
  const items = [...store.state.commands.values()].map((c) => ({ id: c.name, text: c.desc }));
  const status = [['STATUS.DTC_COUNT', 'dtcCount'], ['STATUS.MIL', 'mil']];
  if (store.state.commands.has('STATUS')) items.unshift(...status.map(([id, key]) => ({ id, text: t(`alarms.signal.${key}`) })));
  return items;
}

function SignalField({ value, onChange }) {
  const [open, setOpen] = useState(value === '');
  const items = useMemo(signals, []);
  if (open) {
    return html`<div class="field"><span>${t('alarms.signalLabel')}</span><${Picker} label=${t('alarms.find')} items=${items}
      onPick=${(id) => { setOpen(false); onChange(id); }} /></div>`;
  }
  return html`<div class="field"><span>${t('alarms.signalLabel')}</span>
    <div class="signal"><code>${value}</code><${Button} onClick=${() => setOpen(true)}>${t('alarms.change')}<//></div></div>`;
}

const NumberField = ({ label, hint, value, onInput, min }) => html`<${Field} label=${label} hint=${hint}>
  <input inputmode="decimal" type="number" step="any" min=${min} required value=${value} onInput=${(e) => onInput(number(e.target.value))} /><//>`;

function Condition({ condition, onChange }) {
  const pick = (signal) => {
    const { unit } = store.entry(signal.split('.')[0]);
    onChange({ ...condition, signal, unit: signal.includes('.') ? '' : units.symbol(unit) });
  };
  const set = (change) => onChange({ ...condition, ...change });
  return html`<${SignalField} key=${condition.signal} value=${condition.signal} onChange=${pick} />
    <div class="row"><${Field} label=${t('alarms.comparison')}><${Select} value=${condition.comparison}
        options=${COMPARISONS.map((c) => [c, `${c} ${t(`alarms.comparisons.${c}`)}`])} onChange=${(comparison) => set({ comparison })} /><//>
      <${NumberField} label=${t('alarms.threshold')} value=${condition.threshold} onInput=${(threshold) => set({ threshold })} />
      <${Field} label=${t('alarms.unit')}><input value=${condition.unit ?? ''} autocomplete="off" onInput=${(e) => set({ unit: e.target.value })} /><//></div>`;
}

/** The rule as the server expects it: without empty members. */
function cleaned(rule, id) {
  const clean = (condition) => Object.fromEntries(Object.entries(condition).filter(([, v]) => v !== '' && v !== null));
  const result = clean({ ...rule, id });
  if (rule.only_while) result.only_while = clean(rule.only_while);
  return result;
}

export function RuleDialog({ rule, data, onClose, onSave }) {
  const isNew = !rule.id;
  const [draft, setDraft] = useState(isNew ? null : { ...EMPTY, ...rule });
  if (!draft) return html`<${Presets} data=${data} onClose=${onClose} onPick=${setDraft} />`;
  const set = (change) => setDraft({ ...draft, ...change });
  const submit = (event) => {
    event.preventDefault();
    onSave(cleaned(draft, isNew ? freeId(draft.id ?? draft.message, data.alarms) : rule.id));
  };
  const gate = draft.only_while;
  return html`<${Dialog} wide title=${t(isNew ? 'alarms.newRule' : 'alarms.editRule')} onClose=${onClose} footer=${html`
      <${Button} onClick=${onClose}>${t('shell.cancel')}<//>
      <button class="button primary" type="submit" form="rule-form">${t('shell.save')}</button>`}>
    <form id="rule-form" class="rule-form" onSubmit=${submit}>
      <${Field} label=${t('alarms.message')}><input required maxlength="200" value=${draft.message}
        onInput=${(e) => set({ message: e.target.value })} /><//>
      <${Condition} condition=${draft} onChange=${setDraft} />
      <div class="row"><${NumberField} label=${t('alarms.duration')} hint=${t('alarms.durationHint')} min="0"
          value=${draft.duration_ms / 1000} onInput=${(s) => set({ duration_ms: Math.round(s * 1000) })} />
        <${NumberField} label=${t('alarms.hysteresis')} hint=${t('alarms.hysteresisHint')} min="0" value=${draft.hysteresis}
          onInput=${(hysteresis) => set({ hysteresis })} />
        <${Field} label=${t('alarms.severity')}><${Select} value=${draft.severity}
          options=${['info', 'warning', 'critical'].map((s) => [s, t(`alarms.severities.${s}`)])} onChange=${(severity) => set({ severity })} /><//></div>
      <${Switch} label=${t('alarms.onlyWhile')} hint=${t('alarms.onlyWhileHint')} checked=${Boolean(gate)}
        onChange=${(on) => set({ only_while: on ? { signal: 'RPM', comparison: '>', threshold: 400, unit: 'rpm' } : null })} />
      ${gate && html`<div class="nested"><${Condition} condition=${gate} onChange=${(only_while) => set({ only_while })} /></div>`}
      <div class="row switches"><${Switch} label=${t('alarms.soundRule')} checked=${draft.sound} onChange=${(sound) => set({ sound })} />
        <${Switch} label=${t('alarms.webhook')} checked=${draft.webhook} onChange=${(webhook) => set({ webhook })} />
        <${Switch} label=${t('alarms.on')} checked=${draft.enabled} onChange=${(enabled) => set({ enabled })} /></div>
    </form><//>`;
}

function Presets({ data, onClose, onPick }) {
  const localised = (p) => ({ ...p, message: t(`alarms.presets.${p.id}`, { fallback: p.message }) });
  return html`<${Dialog} wide title=${t('alarms.newRule')} onClose=${onClose}>
    <p class="quiet">${t('alarms.presetHint')}</p>
    <ul class="list presets" aria-label=${t('alarms.newRule')}>${data.presets.map(localised).map((p) => html`<li key=${p.id}>
      <button type="button" class="preset" onClick=${() => onPick({ ...EMPTY, ...p })}><strong>${p.message}</strong>
        <small>${p.signal} ${p.comparison} ${exact(p.threshold)} ${p.unit ?? ''}</small></button></li>`)}</ul>
    <${Button} icon="add" onClick=${() => onPick({ ...EMPTY })}>${t('alarms.ownRule')}<//><//>`;
}
