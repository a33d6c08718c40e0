// The page "Health": the lamp, all trouble codes, freeze frames, readiness for an inspection, and the monitors' tests.

import { html, useEffect, useState } from '../vendor/preact.js';
import { api, dateTime, store, t, units } from '../core/app.js';
import { useState as useStore } from '../core/hooks.js';
import { Button, Dialog, Empty, Problem, Section, toast } from '../ui/kit.js';
import { Icon } from '../ui/icons.js';
import { Codes } from './health/codes.js';
import { Monitors } from './health/monitors.js';
import { Readiness, verdictOf } from './health/readiness.js';

export const styles = 'css/health.css';

const CONNECTED = 'Car Connected';
const DEADLINE_MS = 90000;

let kept = null; // the latest diagnosis of this page, shown when the user returns to it

/** The diagnosis of the server: {data, error, loading, read(fresh)}. It is read when the vehicle is connected. */
function useDiagnosis() {
  const status = useStore('status');
  const vin = useStore('vin');
  const [state, set] = useState({ data: kept, error: null, loading: false });
  const read = async (fresh) => {
    set((old) => ({ ...old, loading: true }));
    try {
      kept = await api(`api/v1/diagnosis${fresh ? '?fresh=true' : ''}`, { deadline: DEADLINE_MS });
      set({ data: kept, error: null, loading: false });
    } catch (error) {
      set((old) => ({ ...old, error, loading: false }));
    }
  };
  useEffect(() => {
    if (kept && vin && kept.vin && kept.vin !== vin) {
      kept = null;
      set({ data: null, error: null, loading: false });
    }
    if (status === CONNECTED) read(false);
  }, [status, vin]);
  return { ...state, read, live: status === CONNECTED };
}

/** The answers to the two questions of a driver: is the lamp on, and would the vehicle pass. */
function Summary({ data, live }) {
  const verdict = verdictOf(data);
  const codes = data.codes.length;
  const lamp = data.mil === undefined ? 'unknown' : data.mil ? 'on' : 'off';
  return html`<div class="summary">
    <div class=${`verdict ${lamp === 'on' ? 'bad' : lamp === 'off' ? 'good' : 'quiet'}`}><${Icon} name="warning" />
      <div><strong>${t(`health.lamp.${lamp}`)}</strong><small>${t('health.codeCount', { count: codes })}</small></div></div>
    ${verdict && html`<div class=${`verdict ${verdict.passes ? 'good' : 'bad'}`}><${Icon} name=${verdict.passes ? 'check' : 'remove'} />
      <div><strong>${t(verdict.passes ? 'health.ready' : 'health.notReady')}</strong><small>${verdict.text}</small></div></div>`}</div>
    <p class=${live ? 'quiet' : 'stale-note'}>${t(live ? 'health.readAt' : 'health.staleAt', { time: dateTime(data.time) })}</p>`;
}

/** What clearing deletes, in the words of the page's language. */
function losses(data) {
  const of = (kind) => data.codes.filter((c) => c.kinds.includes(kind)).length;
  const lost = [
    t('health.lost.codes', { stored: of('stored'), pending: of('pending') }),
    t('health.lost.frames', { count: data.freeze_frames.length }),
    t('health.lost.readiness', { count: data.readiness?.complete.length ?? 0 }),
    t('health.lost.tests'),
  ];
  return { lost, permanent: of('permanent') };
}

function ClearDialog({ data, onClose, onCleared }) {
  const [busy, setBusy] = useState(false);
  const { lost, permanent } = losses(data);
  const clear = async () => {
    setBusy(true);
    try {
      const answer = await store.ask('clear_dtc');
      if (answer !== true) throw new Error(answer?.message ?? t('health.clearFailed'));
      toast(t('health.cleared'), { kind: 'good' });
      onCleared();
    } catch (e) {
      toast(e.message, { kind: 'bad' });
    }
    onClose();
  };
  return html`<${Dialog} title=${t('health.clearTitle')} onClose=${onClose} footer=${html`
      <${Button} onClick=${onClose}>${t('shell.cancel')}<//>
      <${Button} kind="danger" disabled=${busy} onClick=${clear}>${t('health.clearNow')}<//>`}>
    <p>${t('health.clearText')}</p>
    <ul class="losses">${lost.map((text) => html`<li key=${text}>${text}</li>`)}</ul>
    ${permanent > 0 && html`<p>${t('health.permanentStay', { count: permanent })}</p>`}
    <p class="quiet">${t('health.clearHint')}</p><//>`;
}

const Frames = ({ frames }) => html`<${Section} title=${t('health.frames')}>
  ${frames.length === 0 ? html`<p class="quiet">${t('health.noFrames')}</p>` : frames.map((f) => html`
    <details class="frame" key=${`${f.number} ${f.ecu}`} open=${frames.length === 1}>
      <summary><strong class="mono">${f.code}</strong> ${t('health.frameOf', { number: f.number, ecu: f.ecu })}</summary>
      <dl class="facts">${f.values.map((v) => html`<div key=${v.name}><dt>${t(`commands.${v.name}`, { fallback: v.description })}</dt>
        <dd>${valueText(v)}</dd></div>`)}</dl></details>`)}<//>`;

function valueText(v) {
  const { text, unit } = units.format(v);
  return `${text} ${unit}`.trim();
}

export function component() {
  useStore('session');
  const { data, error, loading, read, live } = useDiagnosis();
  const [clearing, setClearing] = useState(false);
  const busy = loading && !data;
  if (!store.may('query') && store.state.session.scopes.length > 0) {
    return html`<div class="page"><${Empty} icon="health" title=${t('health.needsQuery')} /></div>`;
  }
  const actions = html`<${Button} icon="refresh" disabled=${loading || !live} onClick=${() => read(true)}>
      ${t(loading ? 'health.reading' : 'health.read')}<//>
    ${store.may('clear') && data && html`<${Button} disabled=${!live} onClick=${() => setClearing(true)}>${t('health.clear')}<//>`}`;
  return html`<div class="page health" aria-busy=${loading}>
    <${Section} title=${t('health.title')} actions=${actions}>
      ${!data && !loading && html`<${Empty} icon="health" title=${t(live ? 'health.nothing' : 'health.noVehicle')} />`}
      ${busy && html`<p class="quiet" role="status">${t('health.readingLong')}</p>`}
      ${error && live && html`<${Problem} error=${error} />`}
      ${data && html`<${Summary} data=${data} live=${live} />`}<//>
    ${data && html`<${Codes} codes=${data.codes} missing=${data.missing} />
      <div class="columns"><${Readiness} data=${data} /><${Frames} frames=${data.freeze_frames} /></div>
      <${Monitors} monitors=${data.monitors} />`}
    ${clearing && html`<${ClearDialog} data=${data} onClose=${() => setClearing(false)} onCleared=${() => read(true)} />`}</div>`;
}
