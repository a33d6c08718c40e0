// The definitions of the connected vehicle: what the folder of the server proposes, and the choice, which is remembered.

import { html, useEffect, useState } from '../../vendor/preact.js';
import { api, store, t } from '../../core/app.js';
import { useApi, useState as useStore } from '../../core/hooks.js';
import { Badge, Button, Field, Problem, Section, Select, toast } from '../../ui/kit.js';

const title = (set) => [set.make, set.model, set.years].filter(Boolean).join(' ') || set.id;

/** Reads the commands again: the chosen set has added some. */
async function readCommands() {
  const commands = await store.ask('supported_commands');
  if (Array.isArray(commands)) store.set({ commands: new Map(commands.map((c) => [c.name, c])) });
}

export function Definitions() {
  const { data, error, reload } = useApi('api/v1/definitions');
  const link = useStore('link');
  const [picked, pick] = useState(null);
  useStore('session');
  useEffect(() => (link === 'on' ? store.listen('definitions_changed', reload) : undefined), [link]);
  if (!data || data.folder === false) return null; // the server has no folder of sets
  const proposed = data.candidates.map((set) => [set.id, title(set)]);
  const others = data.sets.filter((set) => !data.candidates.some((c) => c.id === set.id)).map((set) => [set.id, title(set)]);
  const value = picked ?? (data.chosen || data.proposed);
  const choose = async (set) => {
    try {
      await api('api/v1/definitions', { method: 'PUT', body: { set } });
      pick(null);
      await readCommands();
      reload();
    } catch (e) {
      toast(e.message, { kind: 'bad' });
    }
  };
  const vehicle = [data.make, data.year || ''].filter(Boolean).join(', ');
  return html`<${Section} title=${t('connection.definitions')}>
    <${Problem} error=${error} />
    ${data.vin === '' ? html`<p class="quiet">${t('connection.noVin')}</p>` : html`
      <p>${vehicle || t('connection.unknownMake')} <small>${data.vin}</small></p>
      <p>${data.chosen ? html`<${Badge} kind=${data.problem ? 'bad' : 'good'}>${data.chosen}<//>`
        : html`<span class="quiet">${t(data.proposed ? 'connection.proposal' : 'connection.noProposal')}</span>`}</p>
      ${data.problem && html`<p class="notice bad">${data.problem}</p>`}
      ${store.may('control') && data.sets.length > 0 && html`<div class="connection-form">
        <${Field} label=${t('connection.set')} hint=${t('connection.setHint')}>
          <${Select} value=${value} onChange=${pick}
            options=${[...(value === '' ? [['', '–']] : []), ...proposed, ...others]} /><//>
        <${Button} kind="primary" disabled=${value === '' || value === data.chosen} onClick=${() => choose(value)}>
          ${t('connection.use')}<//>
        ${data.chosen && html`<${Button} onClick=${() => choose(null)}>${t('connection.forget')}<//>`}</div>`}`}<//>`;
}
