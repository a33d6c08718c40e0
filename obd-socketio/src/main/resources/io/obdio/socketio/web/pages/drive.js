// The page "Drive": the dials and tiles of a layout, and their arrangement.

import { html, render, useEffect, useMemo, useReducer, useRef, useState } from '../vendor/preact.js';
import { settings, store, t, units } from '../core/app.js';
import { useState as useStoreState } from '../core/hooks.js';
import { current as language } from '../core/i18n.js';
import { announce, Button, confirm, Empty, Select, toast } from '../ui/kit.js';
import { fit } from './drive/packing.js';
import { AddDialog, EditBar, ItemDialog } from './drive/editor.js';
import { Item } from './drive/item.js';
import { Layouts } from './drive/layouts.js';
import { titleOf } from './drive/titles.js';

export const styles = 'css/drive.css';
const ANNOUNCE_MS = 10000;
const MAX_SIZE = 4;
const MAX_ITEMS = 100;

const nameOf = (layout) => layout.name ?? t(`drive.presets.${layout.id}`);

/** The size of an element in px without its padding. */
function useSize(ref) {
  const [size, set] = useState({ width: 0, height: 0 });
  useEffect(() => {
    const observer = new ResizeObserver(([{ contentRect }]) =>
      set({ width: contentRect.width, height: contentRect.height }));
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, []);
  return size;
}

/** Announces the values of the dials to screen readers, if the user has switched that on. */
function useAnnouncements(items) {
  useEffect(() => {
    const timer = setInterval(() => {
      if (!settings.get().announce || document.hidden) return;
      const texts = items.filter((i) => i.kind === 'dial').map((i) => {
        const entry = store.entry(i.command);
        const { text, unit } = units.format(entry.response);
        return entry.stale ? null : `${titleOf(i)} ${text} ${unit}`;
      });
      announce(texts.filter(Boolean).join(', '));
    }, ANNOUNCE_MS);
    return () => clearInterval(timer);
  }, [items]);
}

const askOverwrite = (theirs) => confirm({
  title: t('drive.conflict.title'),
  text: t(theirs ? 'drive.conflict.text' : 'drive.conflict.removed'),
  action: t('drive.conflict.mine'),
});

/** What the editor does to the draft of a layout. */
function changes(draft, setDraft) {
  const items = (next) => setDraft({ ...draft, items: next });
  return {
    move(from, to) {
      if (to < 0 || to >= draft.items.length || from === to) return;
      const next = [...draft.items];
      next.splice(to, 0, ...next.splice(from, 1));
      items(next);
    },
    resize(index, dw, dh) {
      const bound = (n) => Math.min(MAX_SIZE, Math.max(1, n));
      items(draft.items.map((i, n) => (n === index ? { ...i, w: bound(i.w + dw), h: bound(i.h + dh) } : i)));
    },
    replace: (index, item) => items(draft.items.map((i, n) => (n === index ? item : i))),
    remove: (index) => items(draft.items.filter((i, n) => n !== index)),
    add: (item) => draft.items.length < MAX_ITEMS && items([...draft.items, item]),
    rename: (name) => setDraft({ ...draft, name }),
  };
}

/** The select of the layout and the button that starts the editor, in the header. */
function useTools(layouts, layout, edit, editing, version) {
  useEffect(() => {
    const place = document.getElementById('page-tools');
    const all = layouts.all();
    render(html`<label class="layout-choice"><span class="hidden">${t('drive.layout')}</span><${Select} id="layout" value=${layout.id}
        disabled=${editing} options=${all.map((l) => [l.id, nameOf(l)])} onChange=${(id) => layouts.select(id)} /></label>
      ${store.may('watch') && html`<${Button} kind="icon" icon="edit" label=${t('drive.edit')} id="edit" aria-pressed=${editing} onClick=${edit} />`}`, place);
  }, [layout, editing, version, store.state.session, language()]);
  useEffect(() => () => render(null, document.getElementById('page-tools')), []);
}

export function component() {
  const [version, changed] = useReducer((n) => n + 1, 0);
  const layouts = useMemo(() => new Layouts(changed), []);
  const commands = useStoreState('commands');
  useStoreState('session');
  const [draft, setDraft] = useState(null);
  const [dialog, setDialog] = useState(null); // null, 'add', or the index of an item
  const base = useRef(null);
  const grid = useRef();
  const size = useSize(grid);
  useEffect(() => layouts.follow(), []);

  const layout = draft ?? layouts.current();
  const shown = useMemo(() => layout.items.filter((i) => draft || commands.size === 0 || commands.has(i.command)),
    [layout, commands, draft, version]);
  useAnnouncements(shown);
  const edit = () => {
    if (draft) return;
    base.current = layouts.current();
    setDraft({ ...base.current, name: nameOf(base.current) });
  };
  useTools(layouts, layout, edit, draft !== null, version);

  const finish = async (act) => {
    try {
      const result = await act();
      if (result.saved && result.persistent === false) toast(t('drive.notPersistent'), { kind: 'warn' });
      else if (result.saved) toast(t('drive.saved'), { kind: 'good' });
      setDraft(null);
    } catch (e) {
      toast(t('drive.notSaved', { reason: e.message }), { kind: 'bad' });
    }
  };
  const save = () => finish(async () => {
    const result = await layouts.save(draft, base.current, askOverwrite);
    if (result.saved) layouts.select(draft.id);
    return result;
  });
  const saveAs = () => finish(async () => {
    const id = `own-${Date.now().toString(36)}`;
    const taken = layouts.all().some((l) => nameOf(l) === draft.name);
    const one = { ...draft, id, name: taken ? t('drive.copyOf', { name: draft.name }) : draft.name };
    const result = await layouts.save(one, null, askOverwrite);
    if (result.saved) layouts.select(id);
    return result;
  });
  const remove = async () => {
    const yes = await confirm({ title: t('drive.remove.title'), text: t('drive.remove.text', { name: draft.name }), action: t('drive.remove.action'), danger: true });
    if (yes) await finish(() => layouts.remove(base.current, askOverwrite));
  };

  const gap = parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--gap')) * parseFloat(getComputedStyle(document.documentElement).fontSize);
  const packed = size.width > 0 ? fit(shown, size.width, size.height, gap) : null;
  const act = draft && changes(draft, setDraft);
  return html`<div class=${`drive ${draft ? 'editing' : ''}`}>
    ${draft && html`<${EditBar} draft=${draft} own=${base.current.own} onRename=${act.rename} onAdd=${() => setDialog('add')}
      onSave=${save} onSaveAs=${saveAs} onCancel=${() => setDraft(null)} onRemove=${remove} />`}
    <div class="grid" ref=${grid} role=${draft ? 'list' : undefined} aria-label=${draft ? t('drive.arrange') : undefined}
      style=${packed ? { gridTemplateColumns: `repeat(${packed.columns}, minmax(0, 1fr))`, gridAutoRows: `${packed.cellHeight}px` } : {}}>
      ${packed && shown.map((item, n) => html`<${Item} key=${item.command} item=${item} place=${packed.places[n]} index=${n} count=${shown.length}
        places=${packed.places} edit=${act} onOpen=${() => setDialog(n)} />`)}
      ${shown.length === 0 && html`<${Empty} icon="drive" title=${t('drive.empty')}><p>${t('drive.emptyHint')}</p><//>`}
    </div>
    ${dialog === 'add' && html`<${AddDialog} taken=${draft.items} onClose=${() => setDialog(null)} onAdd=${act.add} />`}
    ${typeof dialog === 'number' && html`<${ItemDialog} item=${draft.items[dialog]} onClose=${() => setDialog(null)}
      onChange=${(item) => act.replace(dialog, item)} onRemove=${() => { act.remove(dialog); setDialog(null); }} />`}
  </div>`;
}
