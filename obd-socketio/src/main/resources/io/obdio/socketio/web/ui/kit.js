// The components that all pages use. Their colours and sizes are the variables of css/base.css.

import { html, useEffect, useLayoutEffect, useReducer, useRef, useState } from '../vendor/preact.js';
import { t } from '../core/app.js';
import { Icon } from './icons.js';

/** A button. kind: plain, primary, danger, quiet or icon; an icon button needs a label. */
export function Button({ kind = 'plain', icon, label, children, ...rest }) {
  return html`<button type="button" class=${`button ${kind}`} aria-label=${label} title=${children ? undefined : label}
    ...${rest}>${icon && html`<${Icon} name=${icon} />`}${children}</button>`;
}

/** A part of a page with a heading; actions are at its right. */
export function Section({ title, actions, children, ...rest }) {
  return html`<section class="section" aria-label=${title} ...${rest}>
    <div class="bar"><h2>${title}</h2>${actions && html`<div class="actions">${actions}</div>`}</div>${children}</section>`;
}

/** A labelled control: its only child is an input, a select or a textarea. */
export const Field = ({ label, hint, children }) => html`
  <label class="field"><span>${label}</span>${children}${hint && html`<small>${hint}</small>`}</label>`;

/** A select; options is an array of [value, text]. */
export const Select = ({ options, value, onChange, ...rest }) => html`
  <select value=${value} onChange=${(e) => onChange(e.target.value)} ...${rest}>
    ${options.map(([v, text]) => html`<option value=${v} selected=${v === value}>${text}</option>`)}</select>`;

/** A switch with its label. */
export const Switch = ({ label, checked, onChange, hint }) => html`
  <label class="switch"><input type="checkbox" role="switch" checked=${checked}
    onChange=${(e) => onChange(e.target.checked)} /><span>${label}${hint && html`<small>${hint}</small>`}</span></label>`;

/** Exclusive choices beside each other; options is an array of [value, text]. */
export const Segments = ({ label, options, value, onChange }) => html`
  <div class="segments" role="group" aria-label=${label}>${options.map(([v, text]) => html`
    <button type="button" aria-pressed=${v === value} onClick=${() => onChange(v)}>${text}</button>`)}</div>`;

/** A table. columns: array of {key, title, format(row), number}; rows: array of objects with an id. */
export const Table = ({ caption, columns, rows, onRow }) => html`
  <div class="scroll" tabindex="0" role="region" aria-label=${caption}><table><caption class="hidden">${caption}</caption>
    <thead><tr>${columns.map((c) => html`<th scope="col" class=${c.number ? 'number' : ''}>${c.title}</th>`)}</tr></thead>
    <tbody>${rows.map((row) => html`<tr key=${row.id} class=${onRow ? 'link' : ''} onClick=${onRow && (() => onRow(row))}>
      ${columns.map((c) => html`<td class=${c.number ? 'number' : ''}>${c.format ? c.format(row) : row[c.key]}</td>`)}
    </tr>`)}</tbody></table></div>`;

/** A list of rows; render(item) gives the content of one. */
export const List = ({ items, render, label }) => html`
  <ul class="list" aria-label=${label}>${items.map((item) => html`<li key=${item.id}>${render(item)}</li>`)}</ul>`;

/** What is shown where there is nothing, with what the user can do about it. */
export const Empty = ({ icon = 'more', title, children }) => html`
  <div class="empty"><${Icon} name=${icon} /><p><strong>${title}</strong></p>${children}</div>`;

/** The message of a failed request. */
export const Problem = ({ error }) => error && html`<p class="notice bad" role="alert">${error.message}</p>`;

/** A coloured word: kind is good, warn, bad or quiet. */
export const Badge = ({ kind = 'quiet', children }) => html`<span class=${`badge ${kind}`}>${children}</span>`;

/** A modal dialog; it is open while it exists. Escape and the button at its top call onClose. */
export function Dialog({ title, onClose, children, footer, wide }) {
  const dialog = useRef();
  useLayoutEffect(() => {
    const before = document.activeElement;
    dialog.current.showModal();
    return () => before?.isConnected && before.focus();
  }, []);
  return html`<dialog ref=${dialog} class=${wide ? 'wide' : ''} aria-label=${title} onCancel=${(e) => {
    e.preventDefault();
    onClose();
  }}><div class="bar"><h2>${title}</h2><${Button} kind="icon" icon="remove" label=${t('shell.close')} onClick=${onClose} /></div>
    <div class="content">${children}</div>${footer && html`<div class="footer">${footer}</div>`}</dialog>`;
}

// ---- requests of code that is no component: confirm(), toast(), announce()

const MAX_TOASTS = 4;
const TOAST_MS = 6000;
let host = () => {};
let question = null;
let toasts = [];
let turn = 0;

/** Asks whether to do something; resolves to true or false. */
export function confirm({ title, text, action, danger = false }) {
  question?.answer(false);
  return new Promise((resolve) => {
    question = { title, text, action, danger, answer: (yes) => { question = null; host(); resolve(yes); } };
    host();
  });
}

/** Shows a message for some seconds. options: kind (good, warn, bad), action (text of a button), run (its function). */
export function toast(text, options = {}) {
  const one = { id: turn += 1, text, ...options };
  toasts = [...toasts, one].slice(-MAX_TOASTS);
  host();
  const end = () => { toasts = toasts.filter((other) => other !== one); host(); };
  if (!options.action) setTimeout(end, TOAST_MS);
  return end;
}

/** Reports a text to screen readers. */
export function announce(text) {
  const live = document.getElementById('announcer');
  if (live) live.textContent = text;
}

/** Shows what confirm and toast request; once in the shell. */
export function Host() {
  const [, render] = useReducer((n) => n + 1, 0);
  useEffect(() => { host = render; return () => { host = () => {}; }; }, []);
  return html`<div class="toasts" role="status">${toasts.map((one) => html`<div class=${`toast ${one.kind ?? ''}`} key=${one.id}>
      <span>${one.text}</span>${one.action && html`<${Button} onClick=${one.run}>${one.action}<//>`}</div>`)}</div>
    <div id="announcer" class="hidden" aria-live="polite"></div>
    ${question && html`<${Dialog} title=${question.title} onClose=${() => question.answer(false)} footer=${html`
      <${Button} onClick=${() => question.answer(false)}>${t('shell.cancel')}<//>
      <${Button} kind=${question.danger ? 'danger' : 'primary'} onClick=${() => question.answer(true)}>${question.action}<//>`}>
      <p>${question.text}</p><//>`}`;
}

/** Finds one of many items by words; works with the keyboard alone. items: array of {id, text, small}. */
export function Picker({ label, items, onPick, placeholder }) {
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const list = useRef();
  const wordsOf = query.toLowerCase().split(/\s+/).filter(Boolean);
  const found = items.filter((i) => wordsOf.every((w) => `${i.id} ${i.text}`.toLowerCase().includes(w))).slice(0, 60);
  const key = (event) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const next = (at + (event.key === 'ArrowDown' ? 1 : found.length - 1)) % Math.max(found.length, 1);
      setAt(next);
      list.current?.children[next]?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter' && found[at]) {
      event.preventDefault();
      onPick(found[at].id);
    }
  };
  return html`<div class="picker"><input type="text" role="combobox" autofocus aria-label=${label} placeholder=${placeholder ?? label}
      aria-expanded="true" aria-controls="picker-list" aria-autocomplete="list" autocomplete="off"
      aria-activedescendant=${found[at] ? `pick-${found[at].id}` : undefined} value=${query} onKeyDown=${key}
      onInput=${(e) => { setQuery(e.target.value); setAt(0); }} />
    <ul id="picker-list" ref=${list} role="listbox" aria-label=${label}>${found.map((i, n) => html`
      <li role="option" id=${`pick-${i.id}`} data-command=${i.id} aria-selected=${n === at} key=${i.id}
        onClick=${() => onPick(i.id)}><span>${i.text}</span><small>${i.small ?? i.id}</small></li>`)}</ul></div>`;
}
