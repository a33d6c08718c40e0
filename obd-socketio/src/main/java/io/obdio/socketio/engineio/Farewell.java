package io.obdio.socketio.engineio;

import io.netty.buffer.ByteBuf;
import io.obdio.socketio.http.HttpExchange;
import io.obdio.socketio.http.Loop;
import io.obdio.socketio.http.TimerWheel;
import java.util.Map;

/**
 * The last words to a polling client whose session this side closed between two polls; said once or
 * dropped. Created and dropped on the session's loop; {@link #say} hops to it.
 */
final class Farewell {
  private final Map<String, Farewell> all;
  private final String sid;
  private final Loop loop;
  private final ByteBuf words;
  private final TimerWheel.Timer timer;
  private boolean done;

  Farewell(Map<String, Farewell> all, EngineSession session, ByteBuf words, long keepMillis) {
    this.all = all;
    this.sid = session.id();
    this.loop = session.loop();
    this.words = words;
    this.timer = loop.schedule(keepMillis, this::expired);
  }

  void say(HttpExchange exchange, Runnable tooLate) {
    loop.execute(
        () -> {
          if (done) {
            tooLate.run();
          } else {
            finish();
            exchange.respond(200, PollingTransport.TEXT, words);
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
      words.release();
    }
  }

  private void finish() {
    done = true;
    timer.cancel();
    all.remove(sid, this);
  }
}
