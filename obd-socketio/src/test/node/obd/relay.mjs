// A TCP relay between a browser and a server that can be slow, frozen or closed, as a radio link can.
import { createServer, connect } from 'node:net';

export class Relay {
  #server;
  #pairs = new Set();
  #frozen = false;
  #delay = 0;

  constructor(port, target) {
    this.target = target;
    this.#server = createServer((socket) => this.#accept(socket));
    this.ready = new Promise((resolve) => { this.#server.listen(port, '127.0.0.1', resolve); });
  }

  get url() { return `http://127.0.0.1:${this.#server.address().port}/`; }

  #accept(client) {
    const upstream = connect(this.target, '127.0.0.1');
    const pair = [client, upstream];
    this.#pairs.add(pair);
    const end = () => {
      pair.forEach((socket) => socket.destroy());
      this.#pairs.delete(pair);
    };
    for (const [from, to] of [pair, [upstream, client]]) {
      from.setNoDelay(true);
      from.on('data', (bytes) => {
        if (this.#delay > 0) setTimeout(() => to.writable && to.write(bytes), this.#delay);
        else to.write(bytes);
      });
      from.on('close', end);
      from.on('error', end);
      if (this.#frozen) from.pause();
    }
  }

  /** Stops or continues all traffic; connections stay open. */
  freeze(frozen) {
    this.#frozen = frozen;
    for (const pair of this.#pairs) pair.forEach((socket) => (frozen ? socket.pause() : socket.resume()));
  }

  /** Delays each piece of data by some ms. */
  slow(ms) { this.#delay = ms; }

  /** Ends all connections; refuse keeps new ones from succeeding. */
  cut() {
    for (const pair of this.#pairs) pair[0].destroy();
  }
}
