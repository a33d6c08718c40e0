// The settings of this screen.

import { html } from '../vendor/preact.js';
import { settings, t } from '../core/app.js';
import { useSettings } from '../core/hooks.js';
import { LANGUAGES } from '../core/i18n.js';
import { Dialog, Field, Segments, Select, Switch } from './kit.js';

const choices = (name, values) => values.map((v) => [v, t(`shell.settings.${name}.${v}`)]);

export function Settings({ onClose }) {
  const now = useSettings();
  return html`<${Dialog} title=${t('shell.settings.title')} onClose=${onClose}>
    <${Field} label=${t('shell.settings.language')}><${Select} value=${now.language}
      options=${[['auto', t('shell.settings.auto')], ...Object.entries(LANGUAGES)]}
      onChange=${(language) => settings.set({ language })} /><//>
    <${Field} label=${t('shell.settings.unitsTitle')}><${Select} value=${now.units}
      options=${choices('units', ['metric', 'imperial_us', 'imperial_uk', 'custom'])}
      onChange=${(units) => settings.set({ units })} /><//>
    ${now.units === 'custom' && html`<${Field} label=${t('shell.settings.customUnits')} hint=${t('shell.settings.customHint')}>
      <input value=${now.customUnits} placeholder="imperial_uk,kPa=bar" onChange=${(e) => settings.set({ customUnits: e.target.value.trim() })} /><//>`}
    <div class="field"><span>${t('shell.settings.themeTitle')}</span><${Segments} label=${t('shell.settings.themeTitle')}
      value=${now.theme} options=${choices('theme', ['auto', 'light', 'dark'])} onChange=${(theme) => settings.set({ theme })} /></div>
    <div class="field"><span>${t('shell.settings.sizeTitle')}</span><${Segments} label=${t('shell.settings.sizeTitle')}
      value=${now.size} options=${choices('size', ['normal', 'large'])} onChange=${(size) => settings.set({ size })} /></div>
    <${Switch} label=${t('shell.settings.awake')} checked=${now.awake} onChange=${(awake) => settings.set({ awake })} />
    <${Switch} label=${t('shell.settings.announce')} hint=${t('shell.settings.announceHint')} checked=${now.announce}
      onChange=${(announce) => settings.set({ announce })} /><//>`;
}
