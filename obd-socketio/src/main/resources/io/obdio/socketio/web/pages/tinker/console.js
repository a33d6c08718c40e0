// The console: requests in hexadecimal digits, with all answers, the decoded value, and a history of this screen.

import { html, useEffect, useRef, useState } from '../../vendor/preact.js';
import { api, t, time, units } from '../../core/app.js';
import { load, save } from '../../core/local.js';
import { Badge, Button, Field, Section } from '../../ui/kit.js';

const MAX_ENTRIES = 100;
const MAX_COMMANDS = 30;
const EXAMPLES = ['0100', '010C', '0902', '03', '22F190'];

// Kept while the page exists, so that another view of the page does not lose it.
let entries = [];
let turn = 0;

const clean = (text) => text.replaceAll(/\s/g, '').toUpperCase();
const isRequest = (text) => /^([0-9A-F]{2}){1,128}$/.test(clean(text));
const spaced = (hex) => hex.replaceAll(/(..)(?=.)/g, '$1 ');

/** Printable characters of a payload; empty if most are not printable. */
function ascii(hex) {
  const codes = hex.match(/../g)?.map((b) => parseInt(b, 16)) ?? [];
  const text = codes.map((c) => (c >= 32 && c < 127 ? String.fromCharCode(c) : '')).join('');
  return text.length >= 6 && text.length > codes.length * 0.6 ? text : '';
}

/** The command that the request is; empty if it is none that the server knows. */
const known = ({ name, description, request }) => (request.replaceAll(' ', '').includes(name) ? '' : `${name} · ${description}`);

function Answer({ entry }) {
  const { answer, error } = entry;
  if (error) return html`<p class="answer bad">${error}</p>`;
  if (!answer) return html`<p class="answer quiet">${t('tinker.waiting')}</p>`;
  const value = 'value' in answer ? units.format(answer) : null;
  return html`<ul class="messages">${answer.messages.map((m, n) => html`<li key=${n}><span class="ecu">${m.ecu}</span>
      <code>${spaced(m.data)}</code>${m.negative && html`<${Badge} kind="bad">${m.negative}<//>`}
      ${ascii(m.data) && html`<small class="mono">${ascii(m.data)}</small>`}</li>`)}</ul>
    <p class="answer">${value ? html`<strong>${value.text} ${value.unit}</strong> <small>${known(answer)}</small>`
      : html`<span class="quiet">${answer.reason}</span>`} <small>${answer.milliseconds} ms</small></p>`;
}

export function Console() {
  const [request, setRequest] = useState('');
  const [ecu, setEcu] = useState('');
  const [, redraw] = useState(0);
  const [at, setAt] = useState(-1);
  const field = useRef();
  useEffect(() => field.current.focus(), []);
  const past = load('requests', []);

  const send = async (event) => {
    event?.preventDefault();
    const sent = clean(request);
    if (!isRequest(sent)) return;
    const entry = { id: turn += 1, request: sent, ecu: ecu.trim(), time: Date.now() };
    entries = [entry, ...entries].slice(0, MAX_ENTRIES);
    save('requests', [sent, ...past.filter((p) => p !== sent)].slice(0, MAX_COMMANDS));
    setAt(-1);
    setRequest('');
    try {
      entry.answer = await api('api/v1/request', { method: 'POST', body: { request: entry.request, ecu: entry.ecu } });
    } catch (e) {
      entry.error = e.message;
    }
    redraw(turn += 1);
  };
  const key = (event) => {
    const step = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const next = Math.min(Math.max(at + step, -1), past.length - 1);
    setAt(next);
    setRequest(next < 0 ? '' : past[next]);
  };
  return html`<${Section} title=${t('tinker.view.console')} actions=${entries.length > 0 && html`
      <${Button} onClick=${() => { entries = []; redraw(turn += 1); }}>${t('tinker.clear')}<//>`}>
    <form class="console" onSubmit=${send}>
      <${Field} label=${t('tinker.request')} hint=${t('tinker.requestHint')}><input ref=${field} class="mono" value=${request}
        autocomplete="off" autocapitalize="characters" spellcheck=${false} maxlength="400" placeholder="01 0C"
        pattern="\\s*([0-9A-Fa-f]{2}\\s*)+" onKeyDown=${key} onInput=${(e) => setRequest(e.target.value)} /><//>
      <${Field} label=${t('tinker.ecu')} hint=${t('tinker.ecuHint')}><input class="mono" value=${ecu} autocomplete="off" spellcheck=${false}
        placeholder="7E0" onInput=${(e) => setEcu(e.target.value)} /><//>
      <button class="button primary" type="submit">${t('tinker.send')}</button></form>
    <div class="actions">${EXAMPLES.map((x) => html`<${Button} key=${x} kind="quiet" onClick=${() => { setRequest(x); field.current.focus(); }}>
      <code>${x}</code><//>`)}</div>
    <ol class="log" aria-live="polite" aria-label=${t('tinker.answers')}>${entries.map((e) => html`<li key=${e.id}>
      <div class="sent"><small>${time(e.time)}</small><code>${spaced(e.request)}</code>${e.ecu && html`<small>→ ${e.ecu}</small>`}</div>
      <${Answer} entry=${e} /></li>`)}</ol><//>`;
}
