package io.obdio.socketio.websocket;

import io.netty.buffer.ByteBuf;
import io.obdio.socketio.http.HttpExchange;
import io.obdio.socketio.http.server.NettyExchange;
import io.obdio.socketio.netty.Loop;
import io.obdio.socketio.netty.OutboundQueue;
import io.obdio.socketio.netty.RateLimit;
import io.obdio.socketio.netty.SendMode;
import io.obdio.socketio.netty.TimerWheel;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A plain WebSocket session with limits, for interfaces that speak WebSocket without Engine.IO. The
 * sending methods and {@link #close} are safe for use by any thread; everything else, the handler's
 * methods too, runs on the connection's loop and must not block.
 */
public final class WebSocketSession {

  /** The program's side of a session. */
  public interface Handler {

    /** Receives the open session, before its first message. */
    default void onOpen(WebSocketSession session) {}

    /** Receives a text message. */
    void onText(WebSocketSession session, String text);

    /** Receives a binary message; the array is the handler's own. */
    default void onBinary(WebSocketSession session, byte[] data) {
      session.close(CloseCode.POLICY_VIOLATION, "binary messages are not accepted");
    }

    /** Receives notice that the queue has been written and more can be sent. */
    default void onWritable(WebSocketSession session) {}

    /**
     * Receives the end of the session; called once.
     *
     * @param code the {@link CloseCode} of the side that ended it
     */
    default void onClose(WebSocketSession session, int code) {}
  }

  private final WebSocketOptions options;
  private final Handler handler;
  private final Loop loop;
  private final WebSocketConnection connection;
  private final OutboundQueue queue;
  private final RateLimit rate;
  private TimerWheel.@Nullable Timer heartbeat;
  private long lastReceived;
  private volatile boolean closed;

  private WebSocketSession(NettyExchange exchange, WebSocketOptions options, Handler handler) {
    this.options = options;
    this.handler = handler;
    this.loop = exchange.loop();
    this.connection =
        new WebSocketConnection(exchange, loop, options.maxMessageBytes(), new Incoming());
    this.queue =
        new OutboundQueue(options.maxQueuedMessages(), options.maxQueuedBytes(), exchange.budget());
    this.lastReceived = Loop.nowMillis();
    this.rate = new RateLimit(options.maxMessagesPerSecond(), lastReceived);
  }

  /**
   * Performs the opening handshake.
   *
   * @param exchange a request for which {@link WebSocketUpgrade#requested} returns true; must not
   *     have been answered; on its loop
   * @return the session, or empty if the handshake is invalid: then the request is answered
   */
  public static Optional<WebSocketSession> accept(
      HttpExchange exchange, WebSocketOptions options, Handler handler) {
    NettyExchange netty = NettyExchange.of(exchange);
    WebSocketSession session = new WebSocketSession(netty, options, handler);
    if (!WebSocketUpgrade.perform(netty, options.maxMessageBytes(), session.connection)) {
      return Optional.empty();
    }
    session.scheduleHeartbeat(options.pingInterval().toMillis());
    handler.onOpen(session);
    return Optional.of(session);
  }

  /** Returns the peer's address. */
  public InetSocketAddress remoteAddress() {
    return connection.channel().remoteAddress() instanceof InetSocketAddress a
        ? a
        : new InetSocketAddress(0);
  }

  /** Returns whether the session has ended. */
  public boolean closed() {
    return closed;
  }

  /** Returns whether a message that is sent now would leave without waiting. */
  public boolean writable() {
    return !closed && connection.writable();
  }

  // ---- sending, from any thread

  /** Sends a text message; it waits if the peer does not read. */
  public void sendText(String text) {
    send(WebSocketFrames.text(text), SendMode.RELIABLE, null);
  }

  /**
   * Sends a text message of which a slow peer receives only the newest.
   *
   * @param key a waiting message of the same key is replaced
   */
  public void sendLatest(String key, String text) {
    send(WebSocketFrames.text(text), SendMode.LATEST, key);
  }

  /** Sends a binary message; it waits if the peer does not read. */
  public void sendBinary(byte[] data) {
    send(WebSocketFrames.binary(data), SendMode.RELIABLE, null);
  }

  /**
   * Sends encoded messages.
   *
   * @param frames of {@link WebSocketFrames}; taken over
   * @param mode what happens if the peer does not read
   * @param key of {@link SendMode#LATEST}
   */
  public void send(ByteBuf frames, SendMode mode, @Nullable String key) {
    if (loop.inLoop()) {
      sendInLoop(frames, mode, key);
      return;
    }
    try {
      loop.eventLoop().execute(() -> sendInLoop(frames, mode, key));
    } catch (RejectedExecutionException e) {
      frames.release(); // the server is closed
    }
  }

  private void sendInLoop(ByteBuf frames, SendMode mode, @Nullable String key) {
    if (closed) {
      frames.release();
    } else if (queue.isEmpty() && connection.writable()) {
      connection.write(frames);
    } else if (queue.offer(frames, mode, key) == OutboundQueue.Outcome.FULL) {
      end(CloseCode.TRY_AGAIN_LATER, "the client reads too slowly");
    }
  }

  /**
   * Closes the session behind what was sent.
   *
   * @param code a {@link CloseCode}
   * @param reason at most 123 bytes in UTF-8
   */
  public void close(int code, String reason) {
    try {
      loop.execute(() -> end(code, reason));
    } catch (RejectedExecutionException e) {
      closed = true; // the server is closed, and all connections with it
    }
  }

  // ---- on the loop

  private void drain() {
    while (!closed && !queue.isEmpty() && connection.writable()) {
      connection.write(queue.remove());
    }
  }

  private void end(int code, String reason) {
    drain(); // what was sent before the end leaves before the end
    if (!closed) {
      closed = true; // closing may report the channel's end at once
      connection.close(code, reason);
      ended(code);
    }
  }

  private void ended(int code) {
    queue.clear();
    if (heartbeat != null) {
      heartbeat.cancel();
    }
    handler.onClose(this, code);
  }

  private void scheduleHeartbeat(long delayMillis) {
    heartbeat = loop.schedule(delayMillis, this::checkPeer);
  }

  private void checkPeer() {
    long idle = Loop.nowMillis() - lastReceived;
    long interval = options.pingInterval().toMillis();
    long timeout = options.pingTimeout().toMillis();
    if (idle >= interval + timeout) {
      end(CloseCode.GOING_AWAY, "ping timeout");
    } else if (idle >= interval) {
      connection.ping();
      scheduleHeartbeat(interval + timeout - idle);
    } else {
      scheduleHeartbeat(interval - idle);
    }
  }

  private final class Incoming implements WebSocketConnection.Listener {
    @Override
    public void onMessage(boolean text, byte[] payload) {
      if (closed) {
        return;
      }
      lastReceived = Loop.nowMillis();
      if (!rate.take(Loop::nowMillis)) {
        end(CloseCode.POLICY_VIOLATION, "too many messages per second");
      } else if (text) {
        handler.onText(WebSocketSession.this, new String(payload, StandardCharsets.UTF_8));
      } else {
        handler.onBinary(WebSocketSession.this, payload);
      }
    }

    @Override
    public void onPong() {
      lastReceived = Loop.nowMillis();
    }

    @Override
    public void onWritable() {
      drain();
      if (writable()) {
        handler.onWritable(WebSocketSession.this);
      }
    }

    @Override
    public void onClosed(int code) {
      if (!closed) {
        closed = true;
        ended(code);
      }
    }
  }
}
