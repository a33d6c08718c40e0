// The sound of alarms: short tones of the Web Audio API, so that no file is needed.

// Tones of a pattern: frequency in Hz, length and pause in ms; the pattern is repeated after the last pause.
const PATTERNS = {
  critical: [[1046, 140, 60], [1046, 140, 60], [1046, 140, 700]],
  warning: [[880, 180, 120], [660, 180, 1800]],
  info: [[660, 200, 5000]],
};
const VOLUME = 0.25;

export class Beeper {
  #context = null;
  #pattern = null;
  #timer = 0;
  #at = 0;

  constructor() {
    // Browsers let a page sound only after the user has touched it.
    for (const event of ['pointerdown', 'keydown']) {
      window.addEventListener(event, () => this.#unlock(), { capture: true, passive: true });
    }
  }

  #unlock() {
    this.#context ??= window.AudioContext ? new AudioContext() : null;
    if (this.#context?.state === 'suspended') this.#context.resume();
  }

  isReady() { return this.#context?.state === 'running'; }

  /** Repeats the pattern of a severity until another call; null for silence. */
  set(severity) {
    if (severity === this.#pattern) return;
    clearTimeout(this.#timer);
    this.#pattern = severity;
    this.#at = 0;
    if (severity) this.#next();
  }

  /** Sounds the pattern of a severity once. */
  once(severity) {
    let at = 0;
    for (const [frequency, length, pause] of PATTERNS[severity] ?? []) {
      this.#tone(frequency, length, at);
      at += length + pause;
    }
  }

  #next() {
    const tones = PATTERNS[this.#pattern];
    if (!tones) return;
    const [frequency, length, pause] = tones[this.#at % tones.length];
    this.#at += 1;
    this.#tone(frequency, length, 0);
    this.#timer = setTimeout(() => this.#next(), length + pause);
  }

  #tone(frequency, length, after) {
    if (!this.isReady()) return;
    const start = this.#context.currentTime + after / 1000;
    const end = start + length / 1000;
    const tone = this.#context.createOscillator();
    const gain = this.#context.createGain();
    tone.frequency.value = frequency;
    gain.gain.setValueAtTime(0, start);
    gain.gain.linearRampToValueAtTime(VOLUME, start + 0.01);
    gain.gain.setValueAtTime(VOLUME, end - 0.02);
    gain.gain.linearRampToValueAtTime(0, end);
    tone.connect(gain).connect(this.#context.destination);
    tone.start(start);
    tone.stop(end);
  }
}
