package io.obdio.socketio.testing;

import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;

/** A WebSocket of the JDK whose messages are taken one by one; for one test thread. */
public final class RawWebSocket implements WebSocket.Listener, AutoCloseable {
  /** Marks the end of the connection in the queue. */
  private static final Object CLOSED = new Object();

  private static final long PATIENCE_SECONDS = 30;

  private final BlockingQueue<Object> messages = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final StringBuilder text = new StringBuilder();
  private byte[] binary = {};
  private @Nullable WebSocket socket;

  private RawWebSocket() {}

  /** Connects; fails when the server refuses. */
  public static RawWebSocket connect(String url) {
    return connect(url, Map.of());
  }

  /** Connects as a page of an origin. */
  public static RawWebSocket connect(String url, @Nullable String origin) {
    return connect(url, origin == null ? Map.of() : Map.of("Origin", origin));
  }

  /** Connects with headers. */
  public static RawWebSocket connect(String url, Map<String, String> headers) {
    RawWebSocket raw = new RawWebSocket();
    WebSocket.Builder builder = RawHttp.CLIENT.newWebSocketBuilder();
    headers.forEach(builder::header);
    raw.socket = builder.buildAsync(URI.create(url), raw).join();
    return raw;
  }

  /** Whether the server refuses the handshake. */
  public static boolean refused(String url, @Nullable String origin) {
    try (RawWebSocket accepted = connect(url, origin)) {
      return accepted == null;
    } catch (CompletionException e) {
      return true;
    }
  }

  private WebSocket socket() {
    WebSocket known = socket;
    if (known == null) {
      throw new IllegalStateException("not connected");
    }
    return known;
  }

  /** Sends text. */
  public RawWebSocket send(String message) {
    socket().sendText(message, true).join();
    return this;
  }

  /** Sends bytes. */
  public RawWebSocket send(byte[] message) {
    socket().sendBinary(ByteBuffer.wrap(message), true).join();
    return this;
  }

  /** Sends a part of a text message. */
  public RawWebSocket sendPart(String part, boolean last) {
    socket().sendText(part, last).join();
    return this;
  }

  /** Waits for the next message, a String or a byte array. */
  public Object next() throws InterruptedException {
    Object message = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    Assertions.assertNotNull(message, "nothing came within " + PATIENCE_SECONDS + " s");
    Assertions.assertNotSame(CLOSED, message, "closed where a message was expected");
    return message;
  }

  /** Waits for the next text message. */
  public String text() throws InterruptedException {
    return Assertions.assertInstanceOf(String.class, next());
  }

  /** The next text message that is no ping; pings are answered. */
  public String textAfterPings() throws InterruptedException {
    String message = text();
    while (message.equals("2")) {
      send("3");
      message = text();
    }
    return message;
  }

  /** Waits for the next binary message. */
  public byte[] bytes() throws InterruptedException {
    return Assertions.assertInstanceOf(byte[].class, next());
  }

  /** A message if one is there within this time, or null. */
  public @Nullable Object poll(long millis) throws InterruptedException {
    return messages.poll(millis, TimeUnit.MILLISECONDS);
  }

  /** Waits for the end; returns the status, -1 for a broken connection. */
  public int awaitClose() {
    return closed.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket ws, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      messages.add(text.toString());
      text.setLength(0);
    }
    ws.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket ws, ByteBuffer data, boolean last) {
    byte[] whole = java.util.Arrays.copyOf(binary, binary.length + data.remaining());
    data.get(whole, binary.length, data.remaining());
    binary = whole;
    if (last) {
      messages.add(whole);
      binary = new byte[0];
    }
    ws.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket ws, int status, String reason) {
    messages.add(CLOSED);
    closed.complete(status);
    return null;
  }

  @Override
  public void onError(WebSocket ws, Throwable error) {
    messages.add(CLOSED);
    closed.complete(-1);
  }

  /** Whether the connection has ended. */
  public boolean isClosed() {
    return closed.isDone();
  }

  /** Drops the connection without a word. */
  public void abort() {
    socket().abort();
  }

  @Override
  public void close() {
    WebSocket open = socket;
    if (open != null) {
      open.abort();
    }
  }
}
