// The alarms of the server on this screen: their states, the sound, and the requests that change them. The server evaluates
// the rules; every screen shows the same states.

import { api } from './api.js';
import { settings, store } from './app.js';
import { Beeper } from './beeper.js';

const PATH = 'api/v1/alarms';
const ENDED = new Set(['resolved', 'value_lost', 'rule_changed', 'cancelled']);

const beeper = new Beeper();
const listeners = new Set();

const isSounding = (a) => a.phase === 'firing' && !a.acknowledged && a.rule.sound;

/** Whether an alarm is to be shown above the page: it is active, or has ended and was not acknowledged. */
export const isShown = (alarm) => alarm.phase === 'firing' || !alarm.acknowledged;

/** The order of the list: what needs attention first. */
const SEVERITIES = ['critical', 'warning', 'info'];
export const bySeverity = (a, b) =>
  (a.phase === 'firing' ? 0 : 1) - (b.phase === 'firing' ? 0 : 1)
  || SEVERITIES.indexOf(a.rule.severity) - SEVERITIES.indexOf(b.rule.severity);

function show(data) {
  store.set({ alarms: data });
  sound();
}

function sound() {
  const sounding = (store.state.alarms?.alarms ?? []).filter(isSounding);
  const worst = sounding.map((a) => SEVERITIES.indexOf(a.rule.severity)).sort()[0];
  beeper.set(settings.get().mute || sounding.length === 0 ? null : SEVERITIES[worst]);
}

function receive({ kind, alarm }) {
  for (const listener of listeners) listener(kind, alarm);
  const data = store.state.alarms;
  if (kind === 'test') {
    if (alarm.rule.sound && !settings.get().mute) beeper.once(alarm.rule.severity);
    return;
  }
  if (!data?.alarms.some((old) => old.id === alarm.id)) {
    refresh();
    return;
  }
  const alarms = data.alarms.map((old) => (old.id === alarm.id ? { ...old, ...alarm } : old));
  show({ ...data, alarms });
}

/** Requests the states of all alarms. */
export async function refresh() {
  try {
    show(await api(PATH));
  } catch (e) {
    store.set({ alarms: null, alarmsError: e });
  }
}

const send = async (path, method, body) => show(await api(`${PATH}${path}`, { method, body }));

/** Adds a rule or replaces the one of its id. */
export const put = (rule) => send(`/${encodeURIComponent(rule.id)}`, 'PUT', rule);
export const remove = (id) => send(`/${encodeURIComponent(id)}`, 'DELETE');
export const acknowledge = (id) => send(id ? `/${encodeURIComponent(id)}/acknowledge` : '/acknowledge', 'POST', {});
export const test = (id) => send(`/${encodeURIComponent(id)}/test`, 'POST', {});

/** Whether a kind of change means that the alarm is not active any more. */
export const hasEnded = (kind) => ENDED.has(kind);

/** Calls back with the kind and the alarm at each change; returns how to end that. */
export function onChange(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether the browser lets the page sound: it does after the user has touched the page. */
export const canSound = () => beeper.isReady();

/** Starts to follow the server; once, after the store is attached. */
export function start() {
  store.listen('alarm', receive);
  store.listen('alarms_changed', refresh);
  store.on('link', (link) => link === 'on' && refresh());
  store.on('session', sound);
  settings.onChange(sound);
}
