// The page "Vehicles": the vehicles of a fleet. Only the rows in view exist; the list is loaded in parts when it is scrolled.

import { html, useEffect, useReducer, useRef, useState } from '../vendor/preact.js';
import { api, dateTime, store, t } from '../core/app.js';
import { useState as useStore } from '../core/hooks.js';
import { link } from '../core/router.js';
import { remember } from '../core/vehicle-socket.js';
import { Badge, Empty, Field, Problem, Section, Switch } from '../ui/kit.js';

export const styles = 'css/vehicles.css';

const PAGE = 200;
const MAX_LOADED = 100000;
const ROW = 56; // px, as in css/vehicles.css
const AROUND = 8; // rows above and below those in view
const REFRESH_MS = 5000;
const TYPING_MS = 250;

/** The list of the server, as far as it is loaded. */
class Vehicles {
  items = [];
  next = null; // the key of the following part; null before the first, '' after the last
  error = null;
  #query;
  #loading = false;
  closed = false;
  #changed;

  constructor(query, changed) {
    this.#query = query;
    this.#changed = changed;
  }

  close() { this.closed = true; }

  #get(after, limit) {
    return api(`api/v1/vehicles?${new URLSearchParams({ ...this.#query, after, limit })}`);
  }

  /** Loads parts until a number of rows is there. */
  async load(count) {
    if (this.#loading || this.next === '' || this.items.length >= Math.min(count, MAX_LOADED)) return;
    this.#loading = true;
    try {
      while (!this.closed && this.next !== '' && this.items.length < Math.min(count, MAX_LOADED)) {
        const { vehicles, next } = await this.#get(this.next ?? '', PAGE);
        this.items = [...this.items, ...vehicles];
        this.next = next;
        this.error = null;
      }
    } catch (e) {
      this.error = e;
    }
    this.#loading = false;
    if (!this.closed) this.#changed();
  }

  /** Reads the rows in view again. */
  async refresh(first, last) {
    if (this.#loading) return;
    if (this.items.length === 0) {
      this.next = null;
      await this.load(1);
      return;
    }
    try {
      const { vehicles } = await this.#get(first > 0 ? this.items[first - 1].id : '', Math.min(500, Math.max(1, last - first)));
      const known = new Map(vehicles.map((vehicle) => [vehicle.id, vehicle]));
      this.items = this.items.map((vehicle) => known.get(vehicle.id) ?? vehicle);
      this.error = null;
    } catch (e) {
      this.error = e;
    }
    if (!this.closed) this.#changed();
  }
}

/** Shows a vehicle. The page starts again if it has shown another one, so that no value of it remains. */
function open(event, id) {
  event.preventDefault();
  remember(id);
  location.hash = link('drive', [], { vehicle: id });
  if (store.state.vehicle !== id) location.reload();
}

const lastSeen = (vehicle) => (vehicle.last_seen > 0 ? t('vehicles.lastSeen', { time: dateTime(vehicle.last_seen) }) : t('vehicles.never'));

function Row({ vehicle, top, shown }) {
  return html`<li class="vehicle" style=${{ top: `${top}px` }}>
    <a href=${link('drive', [], { vehicle: vehicle.id })} data-vehicle=${vehicle.id}
      aria-current=${shown ? 'true' : undefined} onClick=${(e) => open(e, vehicle.id)}>
      <span class="vehicle-name"><strong>${vehicle.id}</strong><small>${vehicle.vin}</small></span>
      ${shown && html`<${Badge}>${t('vehicles.shown')}<//>`}
      <${Badge} kind=${vehicle.online ? 'good' : 'quiet'}>${t(vehicle.online ? 'vehicles.isOnline' : 'vehicles.isOffline')}<//>
      <small class="vehicle-seen">${lastSeen(vehicle)}</small></a></li>`;
}

/** The rows in view of a list that scrolls. */
function Rows({ list, version }) {
  const box = useRef();
  const [view, setView] = useState({ first: 0, last: 30 });
  const shown = useStore('vehicle');
  const measure = () => {
    const { scrollTop, clientHeight } = box.current;
    const first = Math.max(0, Math.floor(scrollTop / ROW) - AROUND);
    const last = Math.ceil((scrollTop + clientHeight) / ROW) + AROUND;
    setView((old) => (old.first === first && old.last === last ? old : { first, last }));
  };
  useEffect(() => {
    const watch = new ResizeObserver(measure);
    watch.observe(box.current);
    return () => watch.disconnect();
  }, []);
  useEffect(() => { list.load(view.last + PAGE / 2); }, [list, view, version]);
  useEffect(() => {
    const timer = setInterval(() => !document.hidden && store.state.link === 'on' && list.refresh(view.first, view.last), REFRESH_MS);
    return () => clearInterval(timer);
  }, [list, view]);
  const rows = list.items.slice(view.first, view.last);
  return html`<div class="vehicles" ref=${box} onScroll=${measure} tabindex="0" role="region" aria-label=${t('vehicles.list')}>
    <ul style=${{ height: `${list.items.length * ROW}px` }}>${rows.map((vehicle, i) => html`
      <${Row} key=${vehicle.id} vehicle=${vehicle} top=${(view.first + i) * ROW} shown=${vehicle.id === shown} />`)}</ul></div>`;
}

export function component() {
  const [text, setText] = useState('');
  const [query, setQuery] = useState({ search: '', online: false });
  const [version, changed] = useReducer((n) => n + 1, 0);
  const [list, setList] = useState(null);
  const linkState = useStore('link');
  const session = useStore('session');
  useEffect(() => {
    const timer = setTimeout(() => setQuery((old) => (old.search === text ? old : { ...old, search: text })), TYPING_MS);
    return () => clearTimeout(timer);
  }, [text]);
  useEffect(() => {
    if (linkState !== 'on') return undefined;
    const made = new Vehicles(query, changed);
    made.load(PAGE).then(() => made.closed || setList(made)); // an older list may arrive later
    return () => made.close();
  }, [query, linkState, session]);
  const count = list?.items.length ?? 0;
  return html`<div class="page vehicles-page">
    <${Section} title=${t('vehicles.title')} actions=${list && html`<span class="quiet" id="vehicle-count">
      ${t('vehicles.loaded', { count })} ${list.next ? t('vehicles.more') : ''}</span>`}>
      <div class="vehicles-filter"><${Field} label=${t('vehicles.search')}><input id="vehicle-search" type="search" maxlength="64"
        placeholder=${t('vehicles.searchHint')} value=${text} onInput=${(e) => setText(e.target.value)} /><//>
        <${Switch} label=${t('vehicles.online')} checked=${query.online} onChange=${(online) => setQuery({ ...query, online })} /></div>
      <${Problem} error=${list?.error} />
      ${!list && html`<p class="quiet">${t('vehicles.loading')}</p>`}
      ${list && count === 0 && !list.error && html`<${Empty} icon="vehicles" title=${t('vehicles.none')}><p>${t('vehicles.noneHint')}</p><//>`}
      ${list && html`<${Rows} list=${list} version=${version} />`}<//></div>`;
}
