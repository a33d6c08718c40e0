package io.obdio.socketio.engineio;

import io.netty.buffer.ByteBuf;
import io.obdio.socketio.http.HttpExchange;
import io.obdio.socketio.netty.Loop;
import io.obdio.socketio.netty.TimerWheel;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The remaining packets for a polling client whose session the server closed: the next poll gets
 * the packets that wait, the one after it the close packet. Runs on the session's loop, except for
 * {@link #answer} and {@link #drop}, which are safe for use by any thread.
 */
final class Farewell {
  private final Map<String, Farewell> all;
  private final String sid;
  private final Loop loop;
  private @Nullable ByteBuf packets;
  private final TimerWheel.Timer timer;
  private boolean done;

  Farewell(
      Map<String, Farewell> all,
      EngineSession session,
      @Nullable ByteBuf packets,
      long keepMillis) {
    this.all = all;
    this.sid = session.id();
    this.loop = session.loop();
    this.packets = packets;
    this.timer = loop.schedule(keepMillis, this::expired);
  }

  void answer(HttpExchange exchange, Runnable tooLate) {
    loop.execute(
        () -> {
          ByteBuf waiting = packets;
          packets = null;
          if (done) {
            tooLate.run();
          } else if (waiting != null) {
            exchange.respond(200, PollingTransport.TEXT, waiting);
          } else {
            finish();
            String close = String.valueOf(EnginePacketType.CLOSE.code());
            exchange.respond(200, PollingTransport.TEXT, close);
          }
        });
  }

  /** Drops the packets. */
  void drop() {
    loop.execute(this::expired);
  }

  private void expired() {
    if (!done) {
      finish();
      ByteBuf unsent = packets;
      packets = null;
      if (unsent != null) {
        unsent.release();
      }
    }
  }

  private void finish() {
    done = true;
    timer.cancel();
    all.remove(sid, this);
  }
}
