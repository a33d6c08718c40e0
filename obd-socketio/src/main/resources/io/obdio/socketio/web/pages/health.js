// The page "Health": the lamp, all trouble codes, freeze frames, readiness for an inspection, and the monitors' tests. For a
// vehicle of a fleet it shows what the vehicle has published until the vehicle has answered.

import { html, useEffect, useMemo, useRef, useState } from '../vendor/preact.js';
import { api, dateTime, store, t, units } from '../core/app.js';
import { useState as useStore } from '../core/hooks.js';
import { Button, Dialog, Empty, Problem, Section, toast } from '../ui/kit.js';
import { Icon } from '../ui/icons.js';
import { Codes } from './health/codes.js';
import { Monitors } from './health/monitors.js';
import { differs, published } from './health/published.js';
import { Readiness, verdictOf } from './health/readiness.js';

export const styles = 'css/health.css';

const CONNECTED = 'Car Connected';
const DEADLINE_MS = 90000;

let kept = null; // the latest diagnosis of this page, shown when the user returns to it

/** The path of the diagnosis: of the server's vehicle, or of one of a fleet. */
const path = (vehicle, fresh) => `api/v1/${vehicle ? `vehicles/${encodeURIComponent(vehicle)}/` : ''}diagnosis${fresh ? '?fresh=true' : ''}`;

/**
 * The diagnosis of the server: {data, error, loading, live, read(fresh)}. It is read when the vehicle is connected, and again
 * when a vehicle of a fleet publishes other codes.
 */
function useDiagnosis(reported) {
  const status = useStore('status');
  const vin = useStore('vin');
  const vehicle = useStore('vehicle');
  const turn = useRef(0);
  const live = status === CONNECTED;
  const allowed = store.may('query');
  const [state, set] = useState({ data: kept, error: null, loading: false });
  const read = async (fresh) => {
    const own = turn.current += 1;
    set((old) => ({ ...old, loading: true }));
    const change = await api(path(vehicle, fresh), { deadline: DEADLINE_MS }).then((data) => ({ data, error: null }), (error) => ({ error }));
    if (own !== turn.current) return; // a later request is under way
    kept = change.data ?? kept;
    set((old) => ({ ...old, ...change, loading: false }));
  };
  useEffect(() => {
    if (kept && vin && kept.vin && kept.vin !== vin) {
      kept = null;
      set({ data: null, error: null, loading: false });
    }
    if (live && allowed) read(false);
  }, [live, vin, allowed]);
  useEffect(() => {
    if (live && allowed && kept && reported && differs(reported, kept)) read(true);
  }, [reported]);
  return { ...state, read, live };
}

/** What a vehicle of a fleet has published; null for the vehicle of the server. */
function usePublished() {
  const codes = useStore('codes');
  const frame = useStore('frame');
  return useMemo(() => published(codes, frame), [codes, frame]);
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
    <${Age} data=${data} live=${live} />`;
}

/** When the data was read or published, and when an absent vehicle of a fleet has sent its last message. */
function Age({ data, live }) {
  const lastSeen = useStore('lastSeen');
  const time = data.time > 0 ? dateTime(data.time) : '–';
  const key = data.published ? 'published' : live ? 'readAt' : 'staleAt';
  return html`<p class=${live ? 'quiet' : 'stale-note'}>${t(`health.${key}`, { time })}
    ${!live && lastSeen > 0 && ` ${t('health.lastSeen', { time: dateTime(lastSeen) })}`}</p>`;
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
      <summary><strong class="mono">${f.code}</strong> ${f.ecu && t('health.frameOf', { number: f.number, ecu: f.ecu })}</summary>
      <dl class="facts">${f.values.map((v) => html`<div key=${v.name}><dt>${t(`commands.${v.name}`, { fallback: v.description })}</dt>
        <dd>${valueText(v)}</dd></div>`)}</dl></details>`)}<//>`;

function valueText(v) {
  const { text, unit } = units.format(v);
  return `${text} ${unit}`.trim();
}

/** The parts of a diagnosis, those that are known. */
const Parts = ({ data }) => html`<${Codes} codes=${data.codes} missing=${data.missing} />
  <div class="columns">${!data.published && html`<${Readiness} data=${data} />`}
    ${(!data.published || data.freeze_frames.length > 0) && html`<${Frames} frames=${data.freeze_frames} />`}</div>
  ${!data.published && html`<${Monitors} monitors=${data.monitors} />`}`;

export function component() {
  useStore('session');
  const reported = usePublished();
  const { data, error, loading, read, live } = useDiagnosis(reported);
  const [clearing, setClearing] = useState(false);
  const shown = data ?? reported;
  const refused = !store.may('query') && store.state.session.scopes.length > 0;
  if (refused && !reported) {
    return html`<div class="page"><${Empty} icon="health" title=${t('health.needsQuery')} /></div>`;
  }
  const mayClear = store.may('clear') && data && data.may_clear !== false;
  const actions = !refused && html`<${Button} icon="refresh" disabled=${loading || !live} onClick=${() => read(true)}>
      ${t(loading ? 'health.reading' : 'health.read')}<//>
    ${mayClear && html`<${Button} disabled=${!live} onClick=${() => setClearing(true)}>${t('health.clear')}<//>`}`;
  return html`<div class="page health" aria-busy=${loading}>
    <${Section} title=${t('health.title')} actions=${actions}>
      ${!shown && !loading && html`<${Empty} icon="health" title=${t(live ? 'health.nothing' : 'health.noVehicle')} />`}
      ${loading && !data && html`<p class="quiet" role="status">${t('health.readingLong')}</p>`}
      ${error && live && html`<${Problem} error=${error} />`}
      ${shown && html`<${Summary} data=${shown} live=${live} />`}
      ${refused && html`<p class="quiet">${t('health.needsQuery')}.</p>`}
      ${!refused && !live && !data && reported && html`<p class="quiet">${t('health.whenOnline')}</p>`}<//>
    ${shown && html`<${Parts} data=${shown} />`}
    ${clearing && html`<${ClearDialog} data=${data} onClose=${() => setClearing(false)} onCleared=${() => read(true)} />`}</div>`;
}
