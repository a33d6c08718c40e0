/** Event loops with their timers and queues, on Netty. The lowest layer: it knows no protocol. */
@NullMarked
package io.obdio.socketio.netty;

import org.jspecify.annotations.NullMarked;
