import { html } from '../vendor/preact.js';
import { Empty } from '../ui/kit.js';
import { t } from '../core/app.js';

export const component = () => html`<${Empty} icon="charts" title=${t('shell.nav.charts')} />`;
