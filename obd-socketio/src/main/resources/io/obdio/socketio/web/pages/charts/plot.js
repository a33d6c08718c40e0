// The chart itself: uPlot with the colours of the page, a scale for each unit, and axes for the first two.

import uPlot from '../../vendor/uPlot.js';
import { locale } from '../../core/i18n.js';
import { units } from '../../core/app.js';

const AXES = 2;

/** The colour of the signal at an index, from the variables of the style sheet. */
export const colour = (index) => getComputedStyle(document.documentElement).getPropertyValue(`--chart-${(index % 8) + 1}`).trim();

const variable = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function axisTimes(plot, splits) {
  const span = plot.scales.x.max - plot.scales.x.min;
  const options = span < 600 ? { hour: '2-digit', minute: '2-digit', second: '2-digit' } : { hour: '2-digit', minute: '2-digit' };
  return splits.map((s) => new Date(s * 1000).toLocaleTimeString(locale(), { ...options, hour12: false }));
}

/** The range of a scale: that of the visible values, but at least a tenth of the usual one, so that noise remains small. */
function rangeOf(signals) {
  const usual = Math.max(...signals.map((s) => s.usual ?? 0));
  return (plot, min, max) => {
    if (min === null) return [0, usual || 100];
    const span = Math.max(max - min, usual * 0.1, Math.abs(max) * 0.02, 1e-6);
    const middle = (min + max) / 2;
    const low = middle - span * 0.55;
    return [min >= 0 && low < 0 ? 0 : low, middle + span * 0.55];
  };
}

/**
 * A chart in an element. signals is an array of {title, unit, usual}: the usual is the width of its
 * range; onZoom(from, to) receives the range in ms that the user has
 * selected, onCursor(index) the point under the pointer or null.
 */
export class Plot {
  constructor(root, signals, { onZoom, onCursor }) {
    const scales = [...new Set(signals.map((s) => s.unit))];
    const axis = (unit, n) => ({
      scale: unit, side: n === 0 ? 3 : 1, stroke: variable('--quiet'), grid: { show: n === 0, stroke: variable('--line'), width: 1 },
      ticks: { stroke: variable('--line') }, size: 58, font: '12px system-ui, sans-serif', label: unit, labelSize: 16,
      labelFont: '12px system-ui, sans-serif', values: (u, splits) => splits.map((s) => units.number(s)),
    });
    this.plot = new uPlot({
      width: Math.max(100, root.clientWidth), height: Math.max(80, root.clientHeight),
      legend: { show: false },
      cursor: { drag: { x: true, y: false, setScale: false }, points: { size: 7 } },
      scales: { x: { time: true }, ...Object.fromEntries(scales.map((unit) => [unit, { auto: true, range: rangeOf(signals.filter((s) => s.unit === unit)) }])) },
      axes: [
        { stroke: variable('--quiet'), grid: { stroke: variable('--line'), width: 1 }, ticks: { stroke: variable('--line') },
          font: '12px system-ui, sans-serif', values: axisTimes, space: 78 },
        ...scales.slice(0, AXES).map(axis),
      ],
      series: [{}, ...signals.map((signal, n) => ({
        label: signal.title, scale: signal.unit, stroke: colour(n), width: 2, points: { show: false },
      }))],
      hooks: {
        setSelect: [(u) => {
          if (u.select.width < 8) return;
          onZoom(u.posToVal(u.select.left, 'x') * 1000, u.posToVal(u.select.left + u.select.width, 'x') * 1000);
          u.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false);
        }],
        setCursor: [(u) => onCursor(u.cursor.idx ?? null)],
      },
    }, [[], ...signals.map(() => [])], root);
    this.size = new ResizeObserver(() => this.plot.setSize({ width: root.clientWidth, height: root.clientHeight }));
    this.size.observe(root);
  }

  /** Shows data between two times in ms. */
  show(data, from, to) {
    this.plot.batch(() => {
      this.plot.setData(data, false);
      this.plot.setScale('x', { min: from / 1000, max: to / 1000 });
    });
  }

  destroy() {
    this.size.disconnect();
    this.plot.destroy();
  }
}
