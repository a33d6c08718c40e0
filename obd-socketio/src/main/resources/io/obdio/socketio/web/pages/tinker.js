// The page "Tinker": raw requests, the live traffic, the workbench of definitions, and the simulated vehicle.

import { html, useEffect, useState } from '../vendor/preact.js';
import { api, store, t } from '../core/app.js';
import { useState as useStore } from '../core/hooks.js';
import { go } from '../core/router.js';
import { Segments } from '../ui/kit.js';
import { Console } from './tinker/console.js';
import { Definitions } from './tinker/definitions.js';
import { Simulator } from './tinker/simulator.js';
import { Traffic } from './tinker/traffic.js';

export const styles = 'css/tinker.css';

const VIEWS = { console: Console, traffic: Traffic, definitions: Definitions, simulator: Simulator };

/** Whether the vehicle is a simulated one. */
function useSimulated() {
  const status = useStore('status');
  const [simulated, set] = useState(false);
  useEffect(() => {
    let wanted = true;
    api('api/v1/simulator').then(() => wanted && set(true), () => wanted && set(false));
    return () => { wanted = false; };
  }, [status]);
  return simulated;
}

export function component({ route }) {
  useStore('session');
  const simulated = useSimulated();
  const names = Object.keys(VIEWS).filter((name) => (name !== 'simulator' || simulated) && (name !== 'traffic' || store.may('admin')));
  const view = names.includes(route.path[0]) ? route.path[0] : 'console';
  const View = VIEWS[view];
  return html`<div class="page tinker">
    <${Segments} label=${t('tinker.views')} value=${view} options=${names.map((n) => [n, t(`tinker.view.${n}`)])}
      onChange=${(n) => go('tinker', [n])} /><${View} key=${view} /></div>`;
}
