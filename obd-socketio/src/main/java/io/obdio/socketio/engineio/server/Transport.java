package io.obdio.socketio.engineio.server;

import io.netty.buffer.ByteBuf;

/** A connection to a client; runs on the loop of its session. */
interface Transport {

  /** Returns whether a packet can be written without queuing. */
  boolean writable();

  /** Writes packets, which it takes over; they leave at the end of the turn. */
  void write(ByteBuf frames);

  /** Sends the close packet or frame and closes the connection. */
  void close(CloseReason reason);
}
