package io.obdio.socketio.devices;

import io.netty.buffer.ByteBuf;
import io.obdio.socketio.access.ClientSession;
import io.obdio.socketio.access.Principal;
import io.obdio.socketio.netty.Loop;
import io.obdio.socketio.netty.RateLimit;
import io.obdio.socketio.netty.SendMode;
import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.RequestException;
import io.obdio.socketio.websocket.CloseCode;
import io.obdio.socketio.websocket.WebSocketSession;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One client of {@code /ws}. If it reads slowly it receives the newest state of each device that
 * changed meanwhile, so that no more is pending than there are devices; a client that does not read
 * at all is closed.
 *
 * <p>Threads: {@link #filter()} belongs to the feed's thread; the backlog and the rates belong to
 * the connection's loop; {@link #reply} and {@link #refuse} may be called by any thread.
 */
final class DeviceSession implements WebSocketSession.Handler {

  /** The type that is sent as {@code dev} of a refusal; real clients tolerate it. */
  static final String REFUSED = "refused";

  /** The API's name in the access table and in the list of sessions. */
  static final String API = "/ws";

  private static final int MAX_REFUSALS_PER_SECOND = 10;
  private static final AtomicLong IDS = new AtomicLong();

  private final String owner = "devices:" + IDS.incrementAndGet();
  private final DeviceRequests requests;
  private final DeviceGate gate;
  private final DeviceFeed feed;
  private final DeviceFrames frames;
  private final Principal principal;
  private final Loop loop;
  private final RateLimit rate;
  private final RateLimit refusals;
  private final long maxStallMillis;
  private final Set<Device> backlog = new LinkedHashSet<>();
  private volatile @Nullable WebSocketSession connection;
  private DeviceFilter filter;
  private Runnable registration = () -> {};
  private boolean open = true;
  private long stalledSince;

  DeviceSession(
      DeviceRequests requests,
      DeviceGate gate,
      DeviceFeed feed,
      DeviceFrames frames,
      DevicesOptions options,
      Principal principal,
      Loop loop) {
    this.requests = requests;
    this.gate = gate;
    this.feed = feed;
    this.frames = frames;
    this.principal = principal;
    this.loop = loop;
    this.filter = DeviceFilter.everything();
    this.maxStallMillis = options.maxStall().toMillis();
    long now = Loop.nowMillis();
    this.rate = new RateLimit(options.maxMessagesPerSecond(), now);
    this.refusals = new RateLimit(MAX_REFUSALS_PER_SECOND, now);
  }

  /** Returns the name under which this client's watches are kept. */
  String owner() {
    return owner;
  }

  Principal principal() {
    return principal;
  }

  Loop loop() {
    return loop;
  }

  // ---- on the feed's thread

  DeviceFilter filter() {
    return filter;
  }

  void setFilter(DeviceFilter value) {
    filter = value;
  }

  /** Returns whether the client has not left. */
  boolean isOpen() {
    return open;
  }

  void setClosed() {
    open = false;
  }

  // ---- on the connection's loop

  @Override
  public void onOpen(WebSocketSession session) {
    connection = session;
    registration = gate.register(principal, new Registered(session));
    feed.executeAlways(() -> requests.opened(this));
  }

  /** The session as the access policy sees it. */
  private final class Registered implements ClientSession {
    private final WebSocketSession session;

    Registered(WebSocketSession session) {
      this.session = session;
    }

    @Override
    public String id() {
      return owner;
    }

    @Override
    public String api() {
      return API;
    }

    @Override
    public String transport() {
      return "websocket";
    }

    @Override
    public void close(String reason) {
      session.close(CloseCode.POLICY_VIOLATION, reason);
    }
  }

  @Override
  public void onText(WebSocketSession session, String text) {
    receive(text);
  }

  @Override
  public void onBinary(WebSocketSession session, byte[] data) {
    receive(new String(data, StandardCharsets.UTF_8));
  }

  private void receive(String text) {
    if (text.isBlank()) {
      return; // a heartbeat
    }
    if (!rate.take(Loop::nowMillis)) {
      refuseInLoop(
          new RequestException(ErrorCode.BUSY, "too many messages; wait a second"), "", "");
      return;
    }
    Map<?, ?> message;
    try {
      message = requests.parse(text);
    } catch (RequestException e) {
      refuseInLoop(e, "", "");
      return;
    }
    if (!feed.execute(() -> requests.handle(this, message))) {
      refuseInLoop(new RequestException(ErrorCode.BUSY, "the server is busy"), "", "");
    }
  }

  @Override
  public void onWritable(WebSocketSession session) {
    if (!backlog.isEmpty() && session.writable()) {
      List<Device> pending = List.copyOf(backlog);
      backlog.clear();
      stalledSince = 0;
      session.send(frames.changes(pending), SendMode.RELIABLE, null);
    }
  }

  @Override
  public void onClose(WebSocketSession session, int code) {
    backlog.clear();
    registration.run();
    feed.executeAlways(() -> requests.closed(this));
  }

  /** Sends changes, or keeps in mind which devices changed while the client does not read. */
  void deliver(ByteBuf encoded, List<Device> devices) {
    WebSocketSession to = connection;
    if (to == null || to.closed()) {
      return;
    }
    if (backlog.isEmpty() && to.writable()) {
      to.send(encoded.retainedDuplicate(), SendMode.RELIABLE, null);
      return;
    }
    long now = Loop.nowMillis();
    if (backlog.isEmpty()) {
      stalledSince = now;
    }
    devices.forEach(
        device -> {
          backlog.remove(device);
          backlog.add(device);
        });
    if (now - stalledSince > maxStallMillis) {
      to.close(CloseCode.TRY_AGAIN_LATER, "the client reads too slowly");
    } else {
      onWritable(to);
    }
  }

  // ---- from any thread

  /** Sends devices to this client alone. */
  void reply(Collection<Device> devices) {
    WebSocketSession to = connection;
    if (to != null && !devices.isEmpty()) {
      to.send(frames.array(devices), SendMode.RELIABLE, null);
    }
  }

  /** Sends a refusal, at most {@value #MAX_REFUSALS_PER_SECOND} a second. */
  void refuse(RequestException why, String circuit, String cmd) {
    loop.execute(() -> refuseInLoop(why, circuit, cmd));
  }

  private void refuseInLoop(RequestException why, String circuit, String cmd) {
    WebSocketSession to = connection;
    if (to == null || to.closed() || !refusals.take(Loop::nowMillis)) {
      return;
    }
    Map<String, Object> refusal = new LinkedHashMap<>();
    refusal.put("dev", REFUSED);
    refusal.put("circuit", circuit);
    refusal.put("value", why.code().word());
    refusal.put("cmd", cmd);
    refusal.put("message", String.valueOf(why.getMessage()));
    to.sendText(new String(frames.encode(List.of(refusal)), StandardCharsets.UTF_8));
  }
}
