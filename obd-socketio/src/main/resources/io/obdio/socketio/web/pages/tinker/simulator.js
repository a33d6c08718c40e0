// The simulated vehicle: its ignition, its inputs, and the faults of adapter and bus.

import { html, useEffect, useRef, useState } from '../../vendor/preact.js';
import { api, store, t, units } from '../../core/app.js';
import { Badge, Button, Problem, Section, Switch, toast } from '../../ui/kit.js';

const POLL_MS = 1000;
const PATH = 'api/v1/simulator';

function useSimulator() {
  const [state, set] = useState({ data: null, error: null });
  const held = useRef(false);
  const take = (data) => set({ data, error: null });
  useEffect(() => {
    let timer = 0;
    const poll = async () => {
      try {
        const data = document.hidden ? null : await api(PATH);
        if (data && !held.current) take(data);
      } catch (error) {
        set((old) => ({ ...old, error }));
      }
      timer = setTimeout(poll, POLL_MS);
    };
    poll();
    return () => clearTimeout(timer);
  }, []);
  const put = async (path, body) => {
    held.current = true;
    try {
      take(await api(`${PATH}/${path}`, { method: 'PUT', body }));
    } catch (e) {
      toast(e.message, { kind: 'bad' });
    }
    held.current = false;
  };
  return { ...state, put };
}

function Input({ input, put, mayControl }) {
  const [moved, setMoved] = useState(null);
  const value = moved ?? input.value;
  const step = (input.max - input.min) / 1000 > 0.5 ? 1 : 0.1;
  const fix = async (number) => {
    await put(`inputs/${input.name}`, { value: number });
    setMoved(null);
  };
  return html`<li class="input"><label for=${`in-${input.name}`}>${input.description}</label>
    <input id=${`in-${input.name}`} type="range" min=${input.min} max=${input.max} step=${step} value=${value} disabled=${!mayControl}
      aria-valuetext=${`${units.number(value)} ${input.unit}`}
      onInput=${(e) => setMoved(Number(e.target.value))} onChange=${(e) => fix(Number(e.target.value))} />
    <span class="live">${units.number(value)} ${input.unit === 'degC' ? '°C' : input.unit}</span>
    ${input.fixed ? html`<${Button} kind="quiet" disabled=${!mayControl} onClick=${() => fix(null)}>${t('tinker.release')}<//>`
      : html`<${Badge}>${t('tinker.drive')}<//>`}</li>`;
}

const label = (fault) => fault.replaceAll('-', ' ');

export function Simulator() {
  const { data, error, put } = useSimulator();
  const mayControl = store.may('control');
  if (!data) return html`<${Problem} error=${error} />`;
  const active = data.faults.filter((f) => f.active).length;
  return html`<${Section} title=${t('tinker.view.simulator')} actions=${html`<${Switch} label=${t('tinker.ignition')} checked=${data.ignition}
      onChange=${(on) => mayControl && put('ignition', { on })} />`}>
    ${!mayControl && html`<p class="quiet">${t('tinker.needsControl')}</p>`}
    <ul class="inputs">${data.inputs.map((i) => html`<${Input} key=${i.name} input=${i} put=${put} mayControl=${mayControl} />`)}</ul><//>
  <${Section} title=${t('tinker.faults')} actions=${active > 0 && html`<${Badge} kind="warn">${t('tinker.activeFaults', { count: active })}<//>
      <${Button} disabled=${!mayControl} onClick=${() => data.faults.filter((f) => f.active).forEach((f) => put(`faults/${f.name}`, { active: false }))}>
      ${t('tinker.faultsOff')}<//>`}>
    <p class="quiet">${t('tinker.faultsHint')}</p>
    <ul class="faults">${data.faults.map((f) => html`<li key=${f.name}><${Switch} label=${label(f.name)} checked=${f.active}
      onChange=${(on) => mayControl && put(`faults/${f.name}`, { active: on })} /></li>`)}</ul><//>`;
}
