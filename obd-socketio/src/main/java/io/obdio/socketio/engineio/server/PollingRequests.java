package io.obdio.socketio.engineio.server;

import io.netty.buffer.ByteBuf;
import io.obdio.socketio.http.server.NettyExchange;

/** The requests of long polling, which run on the loop of their session. */
final class PollingRequests {
  private static final String HTML = "text/html";

  private final EngineServer server;

  PollingRequests(EngineServer server) {
    this.server = server;
  }

  void handle(EngineSession session, NettyExchange exchange) {
    switch (exchange.method()) {
      case "GET" -> inOrder(session, () -> poll(session, exchange));
      case "POST" -> {
        ByteBuf body = exchange.content().retain();
        inOrder(session, () -> post(session, exchange, body));
      }
      default -> server.refuse(exchange, EngineError.BAD_REQUEST);
    }
  }

  /**
   * Runs requests in the order of their arrival. During an upgrade they run after the tasks of this
   * turn, because the packet that ends the upgrade may have arrived before on another connection.
   */
  private static void inOrder(EngineSession session, Runnable request) {
    session
        .loop()
        .execute(
            () -> {
              if (session.upgrading()) {
                session.loop().eventLoop().execute(request);
              } else {
                request.run();
              }
            });
  }

  private void poll(EngineSession session, NettyExchange exchange) {
    session.requested();
    PollingTransport polling = session.checkAlive() ? session.polling() : null;
    if (session.closed()) {
      server.gone(exchange, session.id());
    } else if (polling == null) {
      server.refuse(exchange, EngineError.BAD_REQUEST);
    } else if (polling.polled()) {
      session.end(CloseReason.TRANSPORT_ERROR);
      server.refuse(exchange, EngineError.BAD_REQUEST);
    } else {
      polling.poll(exchange);
      session.drain();
      session.releasePoll();
    }
  }

  private void post(EngineSession session, NettyExchange exchange, ByteBuf body) {
    session.requested();
    try {
      // No check of the heartbeat: the body may hold the pong, which arrived before its deadline.
      PollingTransport polling = session.polling();
      if (session.closed()) {
        server.refuse(exchange, EngineError.UNKNOWN_SID);
      } else if (polling == null) {
        server.refuse(exchange, EngineError.BAD_REQUEST);
      } else {
        packets(session, polling, body);
        // A session that ended here is reported to the client by its next request.
        exchange.respond(200, HTML, "ok");
      }
    } catch (PollingPayload.BadPayload e) {
      session.end(CloseReason.PARSE_ERROR);
      server.refuse(exchange, EngineError.BAD_REQUEST);
    } finally {
      body.release();
    }
  }

  private static void packets(EngineSession session, PollingTransport from, ByteBuf body)
      throws PollingPayload.BadPayload {
    PollingPayload.split(
        body,
        new PollingPayload.Visitor() {
          @Override
          public boolean text(byte[] packet) {
            return session.textPacket(from, packet);
          }

          @Override
          public boolean binary(byte[] data) {
            return session.binaryPacket(from, data);
          }
        });
  }
}
