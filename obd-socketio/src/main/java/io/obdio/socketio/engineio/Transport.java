package io.obdio.socketio.engineio;

import io.netty.buffer.ByteBuf;

/** One way to a client; belongs to its session and is used on the session's loop. */
interface Transport {

  /** Whether a packet can be written now without piling up. */
  boolean writable();

  /** Writes packets, taking them over; they leave at the end of the tick. */
  void write(ByteBuf frames);

  /** Says goodbye and lets the connection go. */
  void close(CloseReason reason);
}
