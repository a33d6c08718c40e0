package io.obdio.socketio.engineio.server;

import io.netty.buffer.ByteBuf;
import io.obdio.socketio.http.server.NettyExchange;
import io.obdio.socketio.netty.Loop;
import io.obdio.socketio.netty.TimerWheel;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The remaining packets for a polling client whose session the server closed: the next polls get
 * the packets that wait, the one after them the close packet. If the client completes an upgrade
 * instead, its WebSocket gets them. Runs on the session's loop, except for {@link #answer} and
 * {@link #drop}, which are safe for use by any thread.
 */
final class Farewell {
  private final Map<String, Farewell> all;
  private final EngineSession session;
  private final Loop loop;
  private final TimerWheel.Timer timer;
  private @Nullable ByteBuf frames;
  private boolean done;

  /**
   * Creates a farewell and schedules its end.
   *
   * @param all the farewells by session id, from which it removes itself
   * @param frames the packets, taken over; null if there are none
   * @param keepMillis time for the client to fetch them
   */
  Farewell(
      Map<String, Farewell> all, EngineSession session, @Nullable ByteBuf frames, long keepMillis) {
    this.all = all;
    this.session = session;
    this.loop = session.loop();
    this.frames = frames;
    this.timer = loop.schedule(keepMillis, this::expired);
  }

  /** Answers a poll. */
  void answer(NettyExchange exchange, Runnable tooLate) {
    loop.execute(
        () -> {
          ByteBuf waiting = frames;
          if (done) {
            tooLate.run();
          } else if (waiting != null) {
            exchange.respond(200, PollingTransport.TEXT, PollingTransport.payload(waiting));
            if (!waiting.isReadable()) {
              waiting.release();
              frames = null;
            }
          } else {
            finish();
            String close = String.valueOf(EnginePacketType.CLOSE.code());
            exchange.respond(200, PollingTransport.TEXT, close);
          }
        });
  }

  /** Sends the packets to the WebSocket that the client upgraded to, and closes it. */
  void upgraded(WebSocketTransport transport) {
    ByteBuf waiting = frames;
    frames = null;
    if (!done) {
      finish();
      if (waiting != null) {
        transport.write(waiting);
      }
    }
    transport.close(CloseReason.SERVER_CLOSE);
  }

  /** Drops the packets. */
  void drop() {
    loop.execute(this::expired);
  }

  private void expired() {
    if (!done) {
      finish();
      ByteBuf unsent = frames;
      frames = null;
      if (unsent != null) {
        unsent.release();
      }
    }
  }

  private void finish() {
    done = true;
    timer.cancel();
    all.remove(session.id(), this);
    session.farewellEnded();
  }
}
