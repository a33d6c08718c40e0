// The workbench of definitions: a Torque list or a signal set is edited, checked while typing, and each value is tried on
// the live vehicle and on a recording. Nothing changes for other clients until the file is saved and loaded.

import { html, useEffect, useMemo, useRef, useState } from '../../vendor/preact.js';
import { api, store, t, units } from '../../core/app.js';
import { load, save } from '../../core/local.js';
import { useApi } from '../../core/hooks.js';
import { Button, Field, List, Section, Select, toast } from '../../ui/kit.js';
import { recorded, Trace } from './recording.js';

const CHECK_MS = 400;
const POLL_MS = 1000;
const EXAMPLE = `Name,ShortName,ModeAndPID,Equation,Min Value,Max Value,Units,Header
Engine speed,MY_RPM,010C,((A*256)+B)/4,0,8000,rpm,
Coolant,MY_COOLANT,0105,A-40,-40,215,°C,
`;
const post = (path, body) => api(`api/v1/workbench/${path}`, { method: 'POST', body });
const message = (e) => e.message;

/** The definition as the server reads it, some time after the last key. */
function useCheck(name, text) {
  const [result, set] = useState({ values: [], problems: [], error: '' });
  useEffect(() => {
    const timer = setTimeout(() => {
      post('check', { name, text }).then((r) => set({ ...r, error: '' }), (e) => set((old) => ({ ...old, error: message(e) })));
    }, CHECK_MS);
    return () => clearTimeout(timer);
  }, [name, text]);
  return result;
}

/** The value on the live vehicle, once a second while it is switched on. */
function useLive(name, text, command, on) {
  const [value, set] = useState(null);
  useEffect(() => {
    if (!on || !command) return undefined;
    let wanted = true;
    let timer = 0;
    const poll = async () => {
      if (!document.hidden) {
        const next = await post('value', { name, text, command }).catch((e) => ({ reason: message(e) }));
        if (!wanted) return;
        set(next);
      }
      timer = setTimeout(poll, POLL_MS);
    };
    poll();
    return () => { wanted = false; clearTimeout(timer); };
  }, [name, text, command, on]);
  return on ? value : null;
}

function Result({ result }) {
  if (!result) return null;
  if (!('value' in result)) return html`<p class="quiet">${result.reason}</p>`;
  const { text, unit } = units.format(result);
  return html`<p class="result"><strong>${text} ${unit}</strong> <code>${(result.messages ?? []).join('  ')}</code></p>`;
}

/** Selects the place of a problem in the text: its row, and the character of the formula in it. */
function show(area, text, problem) {
  const row = Number(problem.place.match(/^row (\d+)/)?.[1] ?? 0);
  if (row === 0) return;
  const lines = text.split('\n');
  const start = lines.slice(0, row - 1).reduce((sum, line) => sum + line.length + 1, 0);
  const line = lines[row - 1] ?? '';
  const formula = problem.reason.match(/^formula '(.*)', character/)?.[1];
  const at = formula ? line.indexOf(formula) : -1;
  const from = at >= 0 && problem.character ? start + at + problem.character - 1 : start;
  area.focus();
  area.setSelectionRange(from, at >= 0 && problem.character ? from + 1 : start + line.length);
}

function Problems({ problems, error, onShow }) {
  const items = problems.map((p, n) => ({ ...p, id: n }));
  if (error) return html`<p class="notice bad" role="alert">${error}</p>`;
  if (items.length === 0) return html`<p class="good-note">${t('tinker.noProblems')}</p>`;
  return html`<${List} label=${t('tinker.problems')} items=${items} render=${(p) => html`<button type="button" class="problem" onClick=${() => onShow(p)}>
    <strong>${p.place}</strong> <span>${p.reason}</span></button>`} />`;
}

function Recorded({ name, text, command }) {
  const [lines, setLines] = useState(null);
  const [values, setValues] = useState([]);
  const mine = useMemo(() => (lines && command ? recorded(lines, command) : []), [lines, command]);
  useEffect(() => {
    if (mine.length === 0) {
      setValues([]);
      return;
    }
    post('decode', { name, text, command: command.name, messages: mine.map((m) => m.message) })
      .then((r) => setValues(r.values), (e) => toast(message(e), { kind: 'bad' }));
  }, [mine, text]);
  const open = async (event) => setLines((await event.target.files[0]?.text())?.split('\n') ?? null);
  return html`<${Field} label=${t('tinker.recording')} hint=${t('tinker.recordingHint')}><input type="file" accept=".txt,text/plain" onChange=${open} /><//>
    ${lines && html`<p class="quiet">${t('tinker.recorded', { count: mine.length })}</p>`}
    ${values.length > 0 && html`<${Trace} times=${mine.map((m) => m.time)} values=${values} />`}`;
}

function download(name, text) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** The files of the server's folder: opening one, and saving the text under its name with the scope admin. */
function Files({ name, text, onOpen }) {
  const { data, reload } = useApi('api/v1/workbench/files');
  if (!data?.folder) return null;
  const path = (file) => `api/v1/workbench/files/${encodeURIComponent(file)}`;
  const open = (file) => file && api(path(file)).then(onOpen, (e) => toast(message(e), { kind: 'bad' }));
  const save = () => api(path(name), { method: 'PUT', body: { text } }).then(() => {
    toast(t('tinker.savedFile', { name }), { kind: 'good' });
    reload();
  }, (e) => toast(message(e), { kind: 'bad' }));
  return html`<div class="files"><${Select} aria-label=${t('tinker.serverFiles')} value="" onChange=${open}
      options=${[['', t('tinker.serverFiles')], ...data.files.map((f) => [f, f])]} />
    ${store.may('admin') && html`<${Button} kind="primary" onClick=${save}>${t('tinker.saveServer')}<//>`}</div>`;
}

export function Definitions() {
  const kept = load('workbench', null);
  const [name, setName] = useState(kept?.name ?? 'mine.csv');
  const [text, setText] = useState(kept?.text ?? EXAMPLE);
  const [chosen, choose] = useState('');
  const [live, setLive] = useState(false);
  const area = useRef();
  const check = useCheck(name, text);
  const command = check.values.find((v) => v.name === chosen) ?? check.values[0];
  const value = useLive(name, text, command?.name, live);
  useEffect(() => {
    const timer = setTimeout(() => save('workbench', { name, text }), CHECK_MS);
    return () => clearTimeout(timer);
  }, [name, text]);
  const open = async (event) => {
    const file = event.target.files[0];
    if (!file) return;
    setName(file.name);
    setText(await file.text());
  };
  return html`<${Section} title=${t('tinker.view.definitions')} actions=${html`
      <label class="button">${t('tinker.openFile')}<input class="hidden" type="file" accept=".csv,.json" onChange=${open} /></label>
      <${Button} icon="download" onClick=${() => download(name, text)}>${t('tinker.download')}<//>`}>
    <p class="quiet">${t('tinker.definitionsHint')}</p>
    <${Files} name=${name} text=${text} onOpen=${(file) => { setName(file.name); setText(file.text); }} />
    <${Field} label=${t('tinker.fileName')}><input class="mono" value=${name} onInput=${(e) => setName(e.target.value.trim())} /><//>
    <textarea ref=${area} class="mono editor" rows="10" spellcheck=${false} aria-label=${t('tinker.definition')} value=${text}
      onInput=${(e) => setText(e.target.value)}></textarea>
    <${Problems} problems=${check.problems} error=${check.error} onShow=${(p) => show(area.current, text, p)} /><//>
  <${Section} title=${t('tinker.try')} actions=${command && store.state.link === 'on' && html`
      <${Button} icon=${live ? 'pause' : 'play'} aria-pressed=${live} onClick=${() => setLive(!live)}>${t(live ? 'tinker.stopLive' : 'tinker.startLive')}<//>`}>
    ${check.values.length === 0 ? html`<p class="quiet">${t('tinker.noValues')}</p>` : html`
      <${Field} label=${t('tinker.value')}><${Select} value=${command.name} onChange=${choose}
        options=${check.values.map((v) => [v.name, `${v.description} (${v.name})`])} /><//>
      <p class="quiet mono">${command.request}${command.ecu && ` → ${command.ecu}`}</p>
      <${Result} result=${value} />
      <${Recorded} name=${name} text=${text} command=${command} />`}<//>`;
}
