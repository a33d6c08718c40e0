// The page "Connection": the state of the connection with what to do next, what can be connected, the checks of
// `obdio doctor`, and what has happened since the page was opened.

import { html, useEffect, useState } from '../vendor/preact.js';
import { api, dateTime, store, t } from '../core/app.js';
import { useApi, useState as useStore } from '../core/hooks.js';
import { Badge, Button, Empty, Field, List, Problem, Section, toast } from '../ui/kit.js';
import { Checks } from './connection/checks.js';
import { Definitions } from './connection/definitions.js';

export const styles = 'css/connection.css';

const MAX_EVENTS = 50;
const KINDS = { connected: 'good', connecting: 'quiet', closed: 'quiet', vehicle_silent: 'warn', no_supply_voltage: 'warn' };

/** The state of the connection; its reason is only in the events and in connection_state. */
function useConnection() {
  const link = useStore('link');
  const [state, set] = useState(null);
  const [events, add] = useState([]);
  useEffect(() => {
    if (link !== 'on') return undefined;
    const update = (now) => {
      set(now);
      add((old) => [{ ...now, id: `${now.since ?? ''} ${now.code}`, time: Date.now() }, ...old].slice(0, MAX_EVENTS));
    };
    const read = () => store.ask('connection_state').then((now) => now?.status && set(now)).catch(() => {});
    read();
    const stops = [store.listen('status_changed', update), store.listen('obd_closed', read)];
    const timer = setInterval(read, 3000); // the number of attempts changes without an event
    return () => {
      clearInterval(timer);
      stops.forEach((stop) => stop());
    };
  }, [link]);
  return { state, events };
}

function State({ state }) {
  const protocol = useStore('protocol');
  const port = useStore('port');
  const vin = useStore('vin');
  if (!state) return null;
  const connected = state.code === 'connected';
  const facts = [port, protocol, vin].filter((text) => connected && text);
  return html`<${Section} title=${t('connection.state')}>
    <div class="connection-state" aria-live="polite">
      <p><${Badge} kind=${KINDS[state.code] ?? 'bad'}>${t(`connection.codes.${state.code}`)}<//>
        ${state.since ? html`<small> ${t('shell.since', { time: dateTime(state.since) })}</small>` : ''}</p>
      ${facts.length > 0 && html`<p>${facts.join(' · ')}</p>`}
      ${state.reason && html`<p class="quiet">${state.reason}</p>`}
      ${!connected && html`<p class="next"><strong>${t(`connection.next.${state.code}`)}</strong></p>`}
      ${state.remedy && html`<p class="quiet">${state.remedy}</p>`}
      ${!connected && state.code !== 'closed' && html`<p class="quiet">
        ${t('connection.retrying')} ${state.attempts > 0 ? t('connection.attempts', { count: state.attempts }) : ''}</p>`}
    </div><//>`;
}

async function run(event, ...args) {
  const answer = await store.ask(event, ...args).catch((e) => ({ code: 'failed', message: e.message }));
  if (answer?.code && answer?.message) toast(answer.message, { kind: 'bad' });
  else if (typeof answer === 'string') toast(answer, { kind: 'good' });
}

function Device({ device, current }) {
  const may = store.may('connect');
  return html`<div class="device"><div><strong>${device.kind === 'simulator' ? t('connection.simulator') : device.name}</strong>
      <small>${device.uri}${device.problem ? ` · ${device.problem}` : ''}</small></div>
    ${current ? html`<${Badge} kind="good">${t('connection.current')}<//>`
      : device.problem ? html`<${Badge} kind="warn">${t('connection.notUsable')}<//>` : ''}
    ${may && !current && html`<${Button} onClick=${() => run('connect_obd', device.uri)}>${t('connection.connect')}<//>`}</div>`;
}

function Devices({ state }) {
  const { data, error, reload } = useApi('api/v1/ports');
  const port = useStore('port');
  const [uri, setUri] = useState('');
  useStore('session');
  const may = store.may('connect');
  const open = state && state.code !== 'closed';
  const devices = (data?.devices ?? []).map((device) => ({ ...device, id: device.uri }));
  return html`<${Section} title=${t('connection.devices')}
    actions=${html`<${Button} kind="icon" icon="refresh" label=${t('connection.search')} onClick=${reload} />`}>
    <${Problem} error=${error} />
    ${devices.length === 0 && data ? html`<${Empty} icon="connection" title=${t('connection.noDevices')} />`
      : html`<${List} label=${t('connection.devices')} items=${devices} render=${(device) => html`
        <${Device} device=${device} current=${open && port !== '' && device.uri.endsWith(port)} />`} />`}
    ${!may ? html`<p class="quiet">${t('connection.mayNot')}</p>` : html`
      <form class="connection-form" onSubmit=${(e) => { e.preventDefault(); run('connect_obd', uri.trim()); }}>
        <${Field} label=${t('connection.address')} hint=${t('connection.addressHint')}>
          <input value=${uri} required placeholder="elm327://192.168.0.10:35000" autocapitalize="off" spellcheck="false"
            onInput=${(e) => setUri(e.target.value)} /><//>
        <button type="submit" class="button">${t('connection.connect')}</button>
      </form>
      <div class="actions"><${Button} icon="refresh" onClick=${() => run('connect_obd')}>
          ${t('connection.reconnect', { transport: data?.configured ?? '' })}<//>
        ${open && html`<${Button} icon="remove" onClick=${() => run('disconnect_obd')}>${t('connection.disconnect')}<//>`}</div>`}<//>`;
}

/** The requested values that the vehicle does not answer, with the reason. */
function unanswered() {
  return [...store.state.commands.keys()].map((name) => store.entry(name)).filter((entry) => entry.reason)
    .map((entry) => ({ id: entry.name, name: entry.name, reason: entry.reason }));
}

function Events({ events }) {
  const values = unanswered();
  return html`<${Section} title=${t('connection.events')}>
    ${events.length + values.length === 0 ? html`<p class="quiet">${t('connection.noEvents')}</p>` : ''}
    ${values.length > 0 && html`<${List} label=${t('connection.unanswered')} items=${values} render=${(v) => html`
      <div class="device"><div><strong>${v.name}</strong><small>${v.reason}</small></div></div>`} />`}
    <${List} label=${t('connection.events')} items=${events} render=${(e) => html`
      <div class="device"><div><strong>${t(`connection.codes.${e.code}`)}</strong><small>${e.reason}</small></div>
        <small>${dateTime(e.time)}</small></div>`} /><//>`;
}

export function component() {
  const { state, events } = useConnection();
  useStore('session');
  return html`<div class="page connection"><${State} state=${state} /><${Devices} state=${state} />
    <${Definitions} />
    ${store.may('admin') && html`<${Checks} request=${api} live=${state && state.code !== 'closed'} />`}
    <${Events} events=${events} /></div>`;
}
