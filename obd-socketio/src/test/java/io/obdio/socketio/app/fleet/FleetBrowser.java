package io.obdio.socketio.app.fleet;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A client of Socket.IO that follows one vehicle in the namespace of the fleet, as a page does, and
 * notes when each of its values arrived.
 */
final class FleetBrowser implements WebSocket.Listener, AutoCloseable {

  private static final Pattern TIME = Pattern.compile("\"t\":(\\d+)");
  private static final String VALUES = "42/fleet,[\"values\"";

  private final String vehicle;
  private final int intervalMillis;
  private final Map<Long, Long> arrivals = new ConcurrentHashMap<>();
  private final StringBuilder text = new StringBuilder();

  /** Used by the thread that receives only. */
  private CompletableFuture<?> sent = CompletableFuture.completedFuture(null);

  private volatile @Nullable WebSocket socket;
  private volatile String refusal = "";

  private FleetBrowser(String vehicle, int intervalMillis) {
    this.vehicle = vehicle;
    this.intervalMillis = intervalMillis;
  }

  static FleetBrowser open(HttpClient http, int port, String vehicle, int intervalMillis) {
    FleetBrowser browser = new FleetBrowser(vehicle, intervalMillis);
    browser.socket =
        http.newWebSocketBuilder()
            .buildAsync(
                URI.create("ws://127.0.0.1:" + port + "/socket.io/?EIO=4&transport=websocket"),
                browser)
            .join();
    return browser;
  }

  String vehicle() {
    return vehicle;
  }

  /** Returns the time of arrival of each event by the time of its values, in ms since 1970. */
  Map<Long, Long> arrivals() {
    return arrivals;
  }

  /** Returns an answer that was an error; empty if there was none. */
  String refusal() {
    return refusal;
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    text.append(data);
    from.request(1);
    if (last) {
      String message = text.toString();
      text.setLength(0);
      receive(from, message, System.currentTimeMillis());
    }
    return null;
  }

  private void receive(WebSocket from, String message, long now) {
    if (message.startsWith("0{")) {
      send(from, "40/fleet,");
    } else if (message.startsWith("40/fleet,")) {
      send(
          from,
          "42/fleet,1[\"subscribe\",{\"vehicle\":\""
              + vehicle
              + "\",\"interval_ms\":"
              + intervalMillis
              + "}]");
    } else if (message.equals("2")) {
      send(from, "3");
    } else if (message.startsWith(VALUES)) {
      Matcher time = TIME.matcher(message);
      if (time.find()) {
        arrivals.putIfAbsent(Long.parseLong(time.group(1)), now);
      }
    } else if (message.startsWith("44") || message.contains("\"error\"")) {
      refusal = message;
    }
  }

  /** Sends after what is being sent: the client of the JDK refuses a second text meanwhile. */
  private void send(WebSocket to, String message) {
    sent = sent.thenCompose(before -> to.sendText(message, true));
  }

  @Override
  public void close() {
    WebSocket open = socket;
    if (open != null) {
      open.abort();
    }
  }
}
