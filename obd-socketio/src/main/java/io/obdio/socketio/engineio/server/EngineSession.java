package io.obdio.socketio.engineio.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.obdio.socketio.engineio.EngineOptions;
import io.obdio.socketio.engineio.TransportType;
import io.obdio.socketio.engineio.server.EngineListener.SessionListener;
import io.obdio.socketio.netty.Loop;
import io.obdio.socketio.netty.OutboundQueue;
import io.obdio.socketio.netty.RateLimit;
import io.obdio.socketio.netty.SendMode;
import io.obdio.socketio.netty.TimerWheel;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One client's session: its transport, queue and heartbeat. {@link #send}, {@link #close} and
 * {@link #id} are safe for use by any thread; everything else runs on the session's loop.
 */
public final class EngineSession {
  private final EngineServer server;
  private final EngineOptions options;
  private final String id;
  private final Loop loop;
  private final int handshakeBytes;
  private final OutboundQueue queue;
  private final RateLimit rate;
  private @Nullable SessionListener listener;
  private @Nullable Transport transport;
  private @Nullable WebSocketTransport probe;
  private @Nullable Farewell farewell;
  private boolean probed;
  private boolean upgraded;
  private final OpenPosts posts = new OpenPosts();
  private TimerWheel.@Nullable Timer heartbeat;
  private TimerWheel.@Nullable Timer upgradeTimer;
  private TimerWheel.@Nullable Timer handshakeTimer;
  private long pingDue;
  private long pongDeadline = Long.MAX_VALUE;
  private volatile TransportType transportType = TransportType.POLLING;
  private final UpgradeListeners upgradeListeners = new UpgradeListeners();
  private volatile boolean closed;

  EngineSession(
      EngineServer server, EngineOptions options, String id, Loop loop, int handshakeBytes) {
    this.handshakeBytes = handshakeBytes;
    this.server = server;
    this.options = options;
    this.id = id;
    this.loop = loop;
    this.queue =
        new OutboundQueue(options.maxQueuedMessages(), options.maxQueuedBytes(), server.budget());
    this.rate = new RateLimit(options.maxPacketsPerSecond(), Loop.nowMillis());
  }

  /** Returns the Engine.IO session id. */
  public String id() {
    return id;
  }

  /** Returns the loop that the session runs on. */
  public Loop loop() {
    return loop;
  }

  /** Returns the bytes of the budget that its handshake occupies. */
  int handshakeBytes() {
    return handshakeBytes;
  }

  /** Returns the POSTs that are being received; on the loop. */
  OpenPosts posts() {
    return posts;
  }

  /** Returns the transport in use. */
  public TransportType transportType() {
    return transportType;
  }

  /** Adds a listener for the upgrade; from any thread, it runs on the loop. */
  public void onUpgrade(Consumer<TransportType> listener) {
    loop.execute(() -> upgradeListeners.add(listener));
  }

  /** Returns whether the session has ended. */
  public boolean closed() {
    return closed;
  }

  /** Starts with the first transport: sends the handshake, then notifies the listener. */
  void open(
      Transport first, String handshake, java.util.function.Supplier<SessionListener> opened) {
    transport = first;
    if (first instanceof WebSocketTransport) {
      transportType = TransportType.WEBSOCKET;
    }
    first.write(Frames.ascii(handshake));
    server.counters().out(handshake.length());
    schedulePing();
    if (first instanceof PollingTransport) {
      handshakeTimer =
          loop.schedule(
              options.handshakeTimeout().toMillis(), () -> end(CloseReason.TRANSPORT_CLOSE));
    }
    listener = opened.get();
  }

  /** Cancels the timeout of the handshake: the client has sent another request. */
  void requested() {
    if (handshakeTimer != null) {
      handshakeTimer.cancel();
      handshakeTimer = null;
    }
  }

  private void schedulePing() {
    pingDue = Loop.nowMillis() + options.pingInterval().toMillis();
    heartbeat = loop.schedule(options.pingInterval().toMillis(), this::ping);
  }

  private void ping() {
    long now = Loop.nowMillis();
    long timeout = options.pingTimeout().toMillis();
    // The interval and the timeout are kept if the ping is sent a little late; after a stall of the
    // loop, the client still has at least half of the timeout to answer.
    long sent = now - pingDue <= timeout / 2 ? pingDue : now;
    pongDeadline = sent + timeout;
    heartbeat = loop.schedule(pongDeadline - now, this::pongDue);
    sendInLoop(Frames.of(EnginePacketType.PING), SendMode.RELIABLE, null);
  }

  /** Ends the session if a pong is overdue; returns whether it is still open. */
  boolean checkAlive() {
    if (!closed && Loop.nowMillis() >= pongDeadline) {
      end(CloseReason.PING_TIMEOUT);
    }
    return !closed;
  }

  /** Ends the session, but not before a loop that was stalled has read what arrived meanwhile. */
  private void pongDue() {
    long now = Loop.nowMillis();
    long tick = loop.tickMillis();
    if (now - pongDeadline > 2 * tick) {
      heartbeat = loop.schedule(tick, () -> end(CloseReason.PING_TIMEOUT));
    } else {
      end(CloseReason.PING_TIMEOUT);
    }
  }

  private void pong() {
    if (pongDeadline != Long.MAX_VALUE) {
      pongDeadline = Long.MAX_VALUE;
      if (heartbeat != null) {
        heartbeat.cancel();
      }
      schedulePing();
    }
  }

  /**
   * Sends messages.
   *
   * @param frames made with {@link Frames}; taken over
   * @param mode what happens if the client does not read
   * @param key of {@link SendMode#LATEST}
   */
  public void send(ByteBuf frames, SendMode mode, @Nullable String key) {
    if (loop.inLoop()) {
      sendInLoop(frames, mode, key);
      return;
    }
    try {
      loop.eventLoop().execute(() -> sendInLoop(frames, mode, key));
    } catch (java.util.concurrent.RejectedExecutionException e) {
      frames.release(); // the server is closed
    }
  }

  /** Sends a text message. */
  public void sendText(String message) {
    ByteBuf frames = Frames.allocate(ByteBufUtil.utf8MaxBytes(message), 1);
    Frames.text(frames, message, new byte[0]);
    send(frames, SendMode.RELIABLE, null);
  }

  /** Sends a binary message. */
  public void sendBinary(byte[] message) {
    ByteBuf frames = Frames.allocate(message.length, 1);
    Frames.binary(frames, message);
    send(frames, SendMode.RELIABLE, null);
  }

  private void sendInLoop(ByteBuf frames, SendMode mode, @Nullable String key) {
    Transport current = transport;
    if (closed || current == null) {
      frames.release();
      return;
    }
    server.counters().out(frames.readableBytes());
    if (queue.isEmpty() && current.writable()) {
      current.write(frames);
      return;
    }
    switch (queue.offer(frames, mode, key)) {
      case QUEUED -> {}
      case DROPPED -> server.counters().drop();
      case FULL -> end(CloseReason.LIMIT);
    }
  }

  /** Writes queued messages while the transport is writable. */
  void drain() {
    Transport current = transport;
    while (!closed && current != null && !queue.isEmpty() && current.writable()) {
      current.write(queue.remove());
    }
  }

  /** Closes the session from this side; from any thread. */
  public void close(CloseReason reason) {
    loop.execute(() -> end(reason));
  }

  /** Ends the session, once; from any state. */
  void end(CloseReason reason) {
    if (closed) {
      return;
    }
    drain(); // what was sent before the end is written before the end
    closed = true;
    server.removed(this);
    requested();
    if (heartbeat != null) {
      heartbeat.cancel();
    }
    Transport current = transport;
    transport = null;
    if (current instanceof PollingTransport polling
        && reason == CloseReason.SERVER_CLOSE
        && !polling.canCloseNow(queue)) {
      farewell = server.linger(this, polling.remaining(queue));
    } else {
      dropProbe();
      if (current != null) {
        current.close(reason);
      }
    }
    queue.clear();
    SessionListener user = listener;
    if (user != null) {
      user.onClose(reason);
    }
  }

  /** Handles the end of a connection. */
  void transportEnded(WebSocketTransport which, CloseReason reason) {
    if (which == probe) {
      dropProbe();
    } else if (which == transport) {
      end(reason);
    }
  }

  boolean isCurrent(Transport which) {
    return which == transport;
  }

  @Nullable PollingTransport polling() {
    return transport instanceof PollingTransport p ? p : null;
  }

  /** Handles a text packet, type and content; returns whether the session is still open. */
  boolean textPacket(Transport from, byte[] packet) {
    if (closed || from != transport || !counted(packet)) {
      return false;
    }
    EnginePacketType type = packet.length == 0 ? null : EnginePacketType.of(packet[0]);
    if (type == EnginePacketType.MESSAGE) {
      if (listener != null) {
        listener.onText(packet, 1, packet.length - 1);
      }
    } else if (type == EnginePacketType.PONG) {
      pong();
    } else if (type == EnginePacketType.CLOSE && packet.length == 1) {
      end(CloseReason.CLIENT_CLOSE);
    } else if (type != EnginePacketType.NOOP && type != EnginePacketType.UPGRADE) {
      end(CloseReason.PARSE_ERROR); // nothing, an unknown type, or one only a server sends
    }
    return !closed;
  }

  /** Handles a binary message; returns whether the session is still open. */
  boolean binaryPacket(Transport from, byte[] data) {
    if (closed || from != transport || !counted(data)) {
      return false;
    }
    if (listener != null) {
      listener.onBinary(data);
    }
    return !closed;
  }

  private boolean counted(byte[] packet) {
    server.counters().in(packet.length);
    if (!rate.take(Loop::nowMillis)) {
      end(CloseReason.LIMIT);
      return false;
    }
    return true;
  }

  /** Returns whether an upgrade is in progress. */
  boolean upgrading() {
    return probe != null;
  }

  /** Returns whether the session has had a WebSocket already. */
  boolean upgradingOrUpgraded() {
    return probe != null || transport instanceof WebSocketTransport || upgraded;
  }

  void startProbe(WebSocketTransport candidate) {
    requested();
    probe = candidate;
    upgradeTimer = loop.schedule(options.upgradeTimeout().toMillis(), this::dropProbe);
  }

  private void dropProbe() {
    WebSocketTransport candidate = probe;
    probe = null;
    probed = false;
    if (upgradeTimer != null) {
      upgradeTimer.cancel();
      upgradeTimer = null;
    }
    if (candidate != null) {
      candidate.abort();
    }
  }

  void probeMessage(WebSocketTransport from, boolean text, byte[] packet) {
    if (from != probe || !counted(packet) || closed && farewell == null) {
      return;
    }
    EnginePacketType type = text && packet.length > 0 ? EnginePacketType.of(packet[0]) : null;
    if (type == EnginePacketType.PING && Probe.matches(packet)) {
      probed = true;
      from.write(Frames.ascii("3probe"));
      releasePoll();
    } else if (type == EnginePacketType.UPGRADE && probed) {
      switchTo(from);
    } else {
      dropProbe();
    }
  }

  /** Answers the waiting poll during an upgrade, so that the client can pause polling. */
  void releasePoll() {
    PollingTransport polling = polling();
    if (probed && polling != null && polling.polled()) {
      drain();
      polling.release(EnginePacketType.NOOP);
    }
  }

  /** Ends an upgrade after the remaining packets were fetched or dropped. */
  void farewellEnded() {
    farewell = null;
    dropProbe();
  }

  private void switchTo(WebSocketTransport next) {
    Farewell packets = farewell;
    if (packets != null) { // the server closed the session during the upgrade
      farewell = null;
      probe = null;
      packets.upgraded(next);
      return;
    }
    PollingTransport old = polling();
    probe = null;
    upgraded = true;
    if (upgradeTimer != null) {
      upgradeTimer.cancel();
      upgradeTimer = null;
    }
    if (old != null) {
      drain();
      old.release(EnginePacketType.NOOP);
    }
    transport = next;
    transportType = TransportType.WEBSOCKET;
    drain();
    upgradeListeners.upgraded(transportType);
  }
}
