// The frame of the page: the header with the state of the connection, the navigation, and the present page.

import { html, useEffect, useState } from '../vendor/preact.js';
import { settings, store, t, time } from '../core/app.js';
import { useRoute, useState as useStoreState } from '../core/hooks.js';
import { load } from '../core/i18n.js';
import { link } from '../core/router.js';
import { keepAwake } from '../core/awake.js';
import { pagesOf } from '../pages/registry.js';
import { AlarmBar } from './alarm-bar.js';
import { Icon } from './icons.js';
import { KeyForm } from './key-form.js';
import { Button, Host, Problem } from './kit.js';
import { Settings } from './settings.js';

const WORDS = { 'Car Connected': 'car', 'OBD Connected': 'obd', 'ELM Connected': 'elm', 'Not Connected': 'none' };

/** The state of the server and the vehicle in words. */
function Link() {
  const state = useStoreState('link');
  const status = useStoreState('status');
  const vin = useStoreState('vin');
  const protocol = useStoreState('protocol');
  const fleet = useStoreState('fleet');
  const vehicle = useStoreState('vehicle');
  const choose = fleet && !vehicle && state === 'on';
  const word = choose ? 'choose' : state === 'on' ? WORDS[status] ?? 'none' : state;
  const level = word === 'car' ? 'on' : word === 'obd' || word === 'elm' || word === 'connecting' || choose ? 'half' : 'off';
  const since = state === 'lost' ? store.state.linkSince : store.state.statusSince;
  return html`<div role="status" class="state"><a id="link" class="pill" data-state=${level} href=${link(fleet ? 'vehicles' : 'connection')} title=${protocol}>
    <span class="dot"></span><span id="status">${t(`shell.link.${word}`)}${level === 'off' && state !== 'unauthorized'
      ? ` ${t('shell.since', { time: time(since) })}` : ''}</span></a></div>
    ${vehicle && html`<strong id="vehicle" class="vin">${vehicle}</strong>`}
    ${vin && html`<span id="vin" class="vin" title="VIN">${vin}</span>`}`;
}

function Nav({ page }) {
  useStoreState('session');
  const pages = pagesOf(useStoreState('fleet')).filter((p) => !p.scope || store.state.session.scopes.length === 0 || store.may(p.scope));
  return html`<nav aria-label=${t('shell.pages')}><ul>${pages.map((p) => html`<li key=${p.id}>
    <a href=${link(p.id)} aria-current=${p.id === page ? 'page' : undefined}><${Icon} name=${p.icon} />
      <span>${t(`shell.nav.${p.id}`)}</span></a></li>`)}</ul></nav>`;
}

/** Loads the module of a page with its texts and its style sheet. */
function usePage(row) {
  const [loaded, set] = useState({ id: '', component: null, error: null });
  useEffect(() => {
    let wanted = true;
    Promise.all([row.load(), load(row.id)]).then(([module]) => {
      if (module.styles) addStyles(module.styles);
      if (wanted) set({ id: row.id, component: module.component, error: null });
    }, (error) => wanted && set({ id: row.id, component: null, error }));
    return () => { wanted = false; };
  }, [row.id]);
  return loaded.id === row.id ? loaded : { component: null, error: null };
}

function addStyles(path) {
  if (document.querySelector(`link[href="${path}"]`)) return;
  const sheet = document.createElement('link');
  sheet.rel = 'stylesheet';
  sheet.href = path;
  document.head.append(sheet);
}

/** The whole page. */
export function Shell() {
  const route = useRoute();
  const pages = pagesOf(useStoreState('fleet'));
  const row = pages.find((p) => p.id === route.page) ?? pages[0];
  const page = usePage(row);
  const linkState = useStoreState('link');
  const [open, setOpen] = useState(false);
  useEffect(() => keepAwake(settings), []);
  useEffect(() => { document.title = row.id === 'drive' ? 'OBDio' : `${t(`shell.nav.${row.id}`)} – OBDio`; }, [row.id]);
  const full = () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen());
  return html`<a class="skip" href="#main" onClick=${(e) => {
    e.preventDefault();
    document.getElementById('main').focus();
  }}>${t('shell.skip')}</a>
    <header><h1><img src="icon.svg" alt="" width="26" height="26" /><span>OBDio</span></h1><${Link} />
      <div class="tools" id="page-tools"></div>
      ${document.fullscreenEnabled && html`<${Button} kind="icon full" icon="full" label=${t('shell.fullScreen')} onClick=${full} />`}
      <${Button} kind="icon" icon="settings" label=${t('shell.settings.title')} onClick=${() => setOpen(true)} /></header>
    <${AlarmBar} /><${Nav} page=${row.id} />
    <main id="main" tabindex="-1" data-page=${row.id}>
      ${linkState === 'unauthorized' ? html`<${KeyForm} />` : html`<${Problem} error=${page.error} />
        ${page.component && html`<${page.component} route=${route} key=${row.id} />`}`}</main>
    ${open && html`<${Settings} onClose=${() => setOpen(false)} />`}<${Host} />`;
}
