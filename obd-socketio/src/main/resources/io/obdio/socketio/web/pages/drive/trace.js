// The line of the last minute, drawn on a canvas once a second at most.

const KEEP_MS = 60000;
const POINTS = 60;
const SLOT_MS = KEEP_MS / POINTS;

let colour = { theme: '', text: '' };

/** The colour of the line, read once for each theme: reading it makes the browser compute styles. */
function colourOf(canvas) {
  const { theme } = document.documentElement.dataset;
  if (colour.theme !== theme) colour = { theme, text: getComputedStyle(canvas).color };
  return colour.text;
}

export class Trace {
  #canvas;
  #slots = new Float64Array(POINTS).fill(NaN); // the latest value of each second, by time modulo
  #at = 0;
  #size;

  constructor(canvas) {
    this.#canvas = canvas;
    this.#size = new ResizeObserver(([{ contentRect }]) => {
      const ratio = Math.min(window.devicePixelRatio || 1, 2);
      canvas.width = Math.round(contentRect.width * ratio);
      canvas.height = Math.round(contentRect.height * ratio);
      this.#draw();
    });
    this.#size.observe(canvas);
  }

  /** Adds a value. */
  push(time, value) {
    const slot = Math.floor(time / SLOT_MS);
    for (let i = Math.max(this.#at + 1, slot - POINTS + 1); i < slot; i += 1) this.#slots[i % POINTS] = NaN;
    this.#slots[slot % POINTS] = value;
    const isNew = slot !== this.#at;
    this.#at = slot;
    if (isNew) this.#draw();
  }

  #draw() {
    const { width, height } = this.#canvas;
    const context = this.#canvas.getContext('2d');
    context.clearRect(0, 0, width, height);
    let low = Infinity;
    let high = -Infinity;
    for (const value of this.#slots) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
    if (low > high) return;
    const span = high - low || 1;
    context.beginPath();
    let pen = false;
    for (let i = 1; i <= POINTS; i += 1) {
      const value = this.#slots[(this.#at + i) % POINTS];
      if (Number.isNaN(value)) continue;
      const x = (width * i) / POINTS;
      const y = height - 2 - ((height - 4) * (value - low)) / span;
      if (pen) context.lineTo(x, y);
      else context.moveTo(x, y);
      pen = true;
    }
    context.lineWidth = Math.max(1.5, height / 22);
    context.lineJoin = 'round';
    context.strokeStyle = colourOf(this.#canvas);
    context.stroke();
  }

  destroy() {
    this.#size.disconnect();
  }
}
