// The controls of the editor: its bar, the dialog that adds a signal, and the one that changes an item.

import { html, useState } from '../../vendor/preact.js';
import { store, t, units } from '../../core/app.js';
import { Button, Dialog, Field, Picker, Segments, Select } from '../../ui/kit.js';
import { kinds } from './gauges.js';
import { scale } from './signals.js';
import { titleOf, titleOfCommand } from './titles.js';

const SIZES = ['1', '2', '3', '4'].map((n) => [n, n]);
const RATES = ['', '1', '2', '5', '10', '20'];

export const EditBar = ({ draft, own, onRename, onAdd, onSave, onSaveAs, onCancel, onRemove }) => html`
  <div class="edit-bar" role="toolbar" aria-label=${t('drive.edit')}>
    <input id="layout-name" aria-label=${t('drive.name')} value=${draft.name} maxlength="60" onInput=${(e) => onRename(e.target.value)} />
    <${Button} icon="add" id="add" onClick=${onAdd}>${t('drive.add')}<//>
    <span class="grow"></span>
    ${own && html`<${Button} kind="quiet" onClick=${onRemove}>${t('drive.remove.button')}<//>`}
    <${Button} onClick=${onCancel}>${t('shell.cancel')}<//>
    <${Button} onClick=${onSaveAs} disabled=${!draft.name.trim()}>${t('drive.saveAs')}<//>
    <${Button} kind="primary" id="save" onClick=${onSave} disabled=${!draft.name.trim()}>${t('shell.save')}<//>
  </div><p class="hint">${t('drive.editHint')}</p>`;

/** Offers the signals of the vehicle that the layout does not have. */
export function AddDialog({ taken, onClose, onAdd }) {
  const has = new Set(taken.map((i) => i.command));
  const [kind, setKind] = useState('number');
  const items = [...store.state.commands.values()].filter((c) => !has.has(c.name))
    .map((c) => ({ id: c.name, text: titleOfCommand(c.name) }));
  const add = (command) => onAdd({ command, kind, w: kind === 'number' ? 1 : 2, h: kind === 'dial' ? 2 : 1 });
  return html`<${Dialog} title=${t('drive.addTitle')} onClose=${onClose}>
    <${Segments} label=${t('drive.kind')} value=${kind} onChange=${setKind} options=${kinds.map((k) => [k, t(`drive.kinds.${k}`)])} />
    <${Picker} label=${t('drive.find')} items=${items} onPick=${add} /><//>`;
}

/** A limit as text in the user's unit, and back. */
const shown = (value, unit) => (value === null || value === undefined ? '' : String(Number(units.convert(value, unit).toFixed(2))));
const entered = (text, unit) => (text.trim() === '' ? null : units.revert(Number(text), unit));

/** Changes an item; limits are entered in the user's unit and kept in that of the responses. */
export function ItemDialog({ item, onClose, onChange, onRemove }) {
  const unit = store.entry(item.command).unit;
  const now = scale(item);
  const set = (change) => onChange({ ...item, ...change });
  const limit = (name, index) => html`<input type="number" step="any" value=${shown(now[name][index], unit)}
    aria-label=${`${t(`drive.${name}`)} ${t(index === 0 ? 'drive.below' : 'drive.above')}`}
    placeholder=${t(index === 0 ? 'drive.below' : 'drive.above')}
    onChange=${(e) => set({ [name]: now[name].map((old, n) => (n === index ? entered(e.target.value, unit) : old)) })} />`;
  const end = (name) => html`<input type="number" step="any" value=${shown(now[name], unit)} aria-label=${t(`drive.${name}`)}
    onChange=${(e) => e.target.value.trim() !== '' && set({ [name]: entered(e.target.value, unit) })} />`;
  return html`<${Dialog} title=${titleOf(item)} onClose=${onClose} footer=${html`
      <${Button} kind="quiet" icon="remove" onClick=${onRemove}>${t('drive.removeOne')}<//><span class="grow"></span>
      <${Button} kind="primary" onClick=${onClose}>${t('drive.done')}<//>`}>
    <p class="quiet mono">${item.command}${units.symbol(unit) && `, ${units.symbol(unit)}`}</p>
    <${Field} label=${t('drive.title')}><input value=${item.title ?? ''} maxlength="40" placeholder=${titleOfCommand(item.command)}
      onInput=${(e) => set({ title: e.target.value })} /><//>
    <div class="field"><span>${t('drive.kind')}</span><${Segments} label=${t('drive.kind')} value=${item.kind}
      onChange=${(kind) => set({ kind })} options=${kinds.map((k) => [k, t(`drive.kinds.${k}`)])} /></div>
    <div class="pair"><${Field} label=${t('drive.width')}><${Select} value=${String(item.w)} options=${SIZES} onChange=${(w) => set({ w: Number(w) })} /><//>
      <${Field} label=${t('drive.height')}><${Select} value=${String(item.h)} options=${SIZES} onChange=${(h) => set({ h: Number(h) })} /><//></div>
    <fieldset class="pair"><legend>${t('drive.range')}</legend>${end('min')}${end('max')}</fieldset>
    <fieldset class="pair"><legend>${t('drive.warn')}</legend>${limit('warn', 0)}${limit('warn', 1)}</fieldset>
    <fieldset class="pair"><legend>${t('drive.alarm')}</legend>${limit('alarm', 0)}${limit('alarm', 1)}</fieldset>
    <div class="pair"><${Field} label=${t('drive.rate')}><${Select} value=${String(item.rate ?? '')}
      options=${RATES.map((r) => [r, r ? `${r} Hz` : t('drive.auto')])} onChange=${(r) => set({ rate: r ? Number(r) : undefined })} /><//>
      <${Field} label=${t('drive.decimals')}><${Select} value=${String(item.decimals ?? '')}
      options=${[['', t('drive.auto')], ['0', '0'], ['1', '1'], ['2', '2'], ['3', '3']]}
      onChange=${(d) => set({ decimals: d ? Number(d) : undefined })} /><//></div><//>`;
}
