// One item of a layout on the grid: its display, and in the editor its handles.

import { html, useEffect, useRef, useState } from '../../vendor/preact.js';
import { store, t } from '../../core/app.js';
import { useState as useStoreState } from '../../core/hooks.js';
import { announce, Button } from '../../ui/kit.js';
import { build, rateOf } from './gauges.js';
import { titleOf } from './titles.js';

const SPEAK_MS = 5000;

/** Builds the display in an element, and requests its value while it is visible. */
function useGauge(root, item, title) {
  const table = useStoreState('units');
  useEffect(() => {
    const gauge = build(root.current, item, title);
    const handle = store.subscribe([], rateOf(item));
    const stop = store.draw(item.command, (entry) => gauge.update(entry), { calm: item.kind !== 'dial' });
    const visible = new IntersectionObserver(([{ isIntersecting }]) =>
      handle.set(isIntersecting ? [item.command] : [], rateOf(item)));
    visible.observe(root.current);
    const speech = gauge.speak ? setInterval(() => gauge.speak(store.entry(item.command)), SPEAK_MS) : 0;
    return () => {
      clearInterval(speech);
      visible.disconnect();
      stop();
      handle.close();
      gauge.destroy();
    };
  }, [item.command, item.kind, item.rate, item.decimals, item.title, item.min, item.max, item.warn, item.alarm, title, table]);
}

const MOVES = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };
const SIZES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function onKey(event, { index, item, count, edit, onOpen }) {
  if (event.target !== event.currentTarget) return;
  if (event.shiftKey && event.key in SIZES) {
    edit.resize(index, ...SIZES[event.key]);
    announce(t('drive.sizeNow', { w: item.w + SIZES[event.key][0], h: item.h + SIZES[event.key][1] }));
  } else if (event.key in MOVES) {
    edit.move(index, index + MOVES[event.key]);
    announce(t('drive.placeNow', { place: Math.min(count, Math.max(1, index + 1 + MOVES[event.key])), count }));
  } else if (event.key === 'Delete') edit.remove(index);
  else if (event.key === 'Enter') onOpen();
  else return;
  event.preventDefault();
}

/** Moves the item under the pointer while it is dragged. */
function useDrag(root, { index, places, edit }) {
  const latest = useRef();
  latest.current = { index, places, edit };
  const held = useRef(false); // known at once: a quick pointer moves before the next rendering
  const [dragging, setDragging] = useState(false);
  const hold = (on) => {
    held.current = on;
    setDragging(on);
  };
  const start = (event) => {
    if (event.button !== 0 || event.target.closest('button')) return;
    root.current.setPointerCapture(event.pointerId);
    hold(true);
  };
  const move = (event) => {
    if (!held.current) return;
    const under = document.elementsFromPoint(event.clientX, event.clientY)
      .map((element) => element.closest('.item')).find((element) => element && element !== root.current);
    const to = Number(under?.dataset.index ?? latest.current.index);
    if (to === latest.current.index) return;
    latest.current.edit.move(latest.current.index, to);
    latest.current.index = to;
  };
  const end = () => hold(false);
  return { dragging, handlers: edit ? { onPointerDown: start, onPointerMove: move, onPointerUp: end, onPointerCancel: end } : {} };
}

export function Item(props) {
  const { item, place, index, edit, onOpen } = props;
  const root = useRef();
  const display = useRef();
  const commands = useStoreState('commands');
  const title = titleOf(item);
  useGauge(display, item, title);
  const { dragging, handlers } = useDrag(root, props);
  const style = { gridColumn: `${place.x + 1} / span ${place.w}`, gridRow: `${place.y + 1} / span ${place.h}` };
  const unsupported = edit && commands.size > 0 && !commands.has(item.command);
  const label = edit && t('drive.itemLabel', { title, kind: t(`drive.kinds.${item.kind}`), w: item.w, h: item.h });
  return html`<article class=${`item ${item.kind === 'dial' ? 'dial' : 'tile'} ${item.kind} ${dragging ? 'dragging' : ''}`} ref=${root}
      style=${style} data-command=${item.command} data-index=${index} data-rows=${place.h} aria-label=${label || title}
      tabindex=${edit ? 0 : undefined} role=${edit ? 'listitem' : undefined} onKeyDown=${edit && ((e) => onKey(e, props))} ...${handlers}>
    <div class="gauge" ref=${display}></div>
    ${edit && html`<div class="handles">${unsupported && html`<span class="badge warn">${t('drive.unsupported')}</span>`}
      <${Button} kind="icon" icon="settings" label=${t('drive.change', { title })} onClick=${onOpen} />
      <${Button} kind="icon" icon="remove" label=${t('drive.removeItem', { title })} onClick=${() => edit.remove(index)} /></div>`}
  </article>`;
}
