// The live traffic: the responses of the vehicle to the requests of all clients. It pauses while the page is hidden.

import { html, useEffect, useRef, useState } from '../../vendor/preact.js';
import { store, t } from '../../core/app.js';
import { Button, Section } from '../../ui/kit.js';

const MAX_ROWS = 300;
const SHOWN = 120;

const spaced = (hex) => hex.replaceAll(/(..)(?=.)/g, '$1 ');
const clock = (ms) => new Date(ms).toISOString().slice(11, 23);

/** The rows of the table; drawn once a frame, whatever arrives. */
function useTraffic(paused) {
  const rows = useRef([]);
  const state = useRef({ dropped: 0, count: 0, drawing: false, turn: 0 });
  const [, redraw] = useState(0);
  const [error, setError] = useState('');
  useEffect(() => {
    if (paused) return undefined;
    const request = (on) => store.ask(on ? 'subscribe_traffic' : 'unsubscribe_traffic')
      .then((answer) => setError(answer?.code ? answer.message : ''), () => {});
    const visible = () => request(!document.hidden);
    const stop = store.listen('traffic', ({ messages, dropped }) => {
      const now = state.current;
      for (const message of messages) rows.current.unshift({ ...message, id: now.turn += 1 });
      rows.current.length = Math.min(rows.current.length, MAX_ROWS);
      now.count += messages.length;
      now.dropped += dropped;
      if (now.drawing) return;
      now.drawing = true;
      requestAnimationFrame(() => { now.drawing = false; redraw(now.turn); });
    });
    const again = store.on('link', (link) => link === 'on' && visible());
    visible();
    document.addEventListener('visibilitychange', visible);
    return () => {
      stop();
      again();
      document.removeEventListener('visibilitychange', visible);
      request(false);
    };
  }, [paused]);
  const clear = () => { rows.current = []; state.current = { ...state.current, dropped: 0, count: 0 }; redraw((n) => n + 1); };
  return { rows: rows.current, ...state.current, error, clear };
}

export function Traffic() {
  const [paused, setPaused] = useState(false);
  const [filter, setFilter] = useState('');
  const { rows, count, dropped, error, clear } = useTraffic(paused);
  const words = filter.toUpperCase().split(/\s+/).filter(Boolean);
  const shown = rows.filter((r) => words.every((w) => `${r.ecu} ${r.request} ${r.data}`.toUpperCase().includes(w))).slice(0, SHOWN);
  return html`<${Section} title=${t('tinker.view.traffic')} actions=${html`
      <${Button} icon=${paused ? 'play' : 'pause'} onClick=${() => setPaused(!paused)}>${t(paused ? 'tinker.resume' : 'tinker.pause')}<//>
      <${Button} onClick=${clear}>${t('tinker.clear')}<//>`}>
    <label class="field"><span>${t('tinker.filter')}</span><input class="mono" value=${filter} autocomplete="off" placeholder="7E8 410C"
      onInput=${(e) => setFilter(e.target.value)} /></label>
    ${error && html`<p class="notice bad">${error}</p>`}
    <p class="quiet">${t('tinker.counted', { count, dropped })}</p>
    <div class="scroll traffic" tabindex="0" role="region" aria-label=${t('tinker.messages')}><table>
      <thead><tr><th scope="col">${t('tinker.time')}</th><th scope="col">${t('tinker.request')}</th><th scope="col">ECU</th><th scope="col">${t('tinker.data')}</th></tr></thead>
      <tbody>${shown.map((r) => html`<tr key=${r.id}><td class="mono">${clock(r.time)}</td><td class="mono">${r.request}</td>
        <td class="mono">${r.ecu}</td><td class="mono data">${spaced(r.data)}</td></tr>`)}</tbody></table></div><//>`;
}
