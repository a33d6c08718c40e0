package io.obdio.socketio.engineio;

import io.netty.buffer.ByteBuf;
import io.obdio.socketio.http.HttpExchange;
import io.obdio.socketio.netty.Loop;
import io.obdio.socketio.netty.TimerWheel;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The last words to a polling client whose session this side closed: what still waits, then, to the
 * poll after that, the close packet. Created and dropped on the session's loop; {@link #say} hops
 * to it.
 */
final class Farewell {
  private final Map<String, Farewell> all;
  private final String sid;
  private final Loop loop;
  private @Nullable ByteBuf words;
  private final TimerWheel.Timer timer;
  private boolean done;

  Farewell(
      Map<String, Farewell> all, EngineSession session, @Nullable ByteBuf words, long keepMillis) {
    this.all = all;
    this.sid = session.id();
    this.loop = session.loop();
    this.words = words;
    this.timer = loop.schedule(keepMillis, this::expired);
  }

  void say(HttpExchange exchange, Runnable tooLate) {
    loop.execute(
        () -> {
          ByteBuf waiting = words;
          words = null;
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

  /** Forgets it; from any thread. */
  void drop() {
    loop.execute(this::expired);
  }

  private void expired() {
    if (!done) {
      finish();
      ByteBuf unsaid = words;
      words = null;
      if (unsaid != null) {
        unsaid.release();
      }
    }
  }

  private void finish() {
    done = true;
    timer.cancel();
    all.remove(sid, this);
  }
}
