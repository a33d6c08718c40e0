package io.obdio.socketio.devices;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sender of changes of devices to a URL, as the array that clients of {@code /ws} receive. One
 * request is in progress at a time; what changes meanwhile is sent with the next one, each device
 * once. A failed request is repeated {@value #ATTEMPTS} times, then its devices are dropped.
 *
 * <p>Belongs to the feed's thread; the requests run on threads of the HTTP client.
 */
final class Webhook implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Webhook.class);
  private static final int ATTEMPTS = 3;
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final long RETRY_MILLIS = 1_000;

  private final WebhookOptions options;
  private final DeviceFeed feed;
  private final DeviceFrames frames;
  private final DeviceFilter filter;
  private final HttpClient client;
  private final Set<Device> pending = new LinkedHashSet<>();
  private boolean busy;
  private boolean failing;
  private volatile boolean closed;

  Webhook(WebhookOptions options, DeviceFeed feed, DeviceFrames frames) {
    this.options = options;
    this.feed = feed;
    this.frames = frames;
    DeviceFilter all = DeviceFilter.everything();
    DeviceFilter typed =
        options.devices().isEmpty() ? all : all.withTypes(DeviceFilter.typesOf(options.devices()));
    this.filter =
        options.circuits().isEmpty()
            ? typed
            : typed.withCircuits(options.circuits().stream().map(Glob::of).toList());
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /** Takes over changes; returns at once. */
  void changed(List<Device> devices) {
    devices.stream().filter(filter::passes).forEach(pending::add);
    sendPending();
  }

  private void sendPending() {
    if (busy || closed || pending.isEmpty()) {
      return;
    }
    busy = true;
    List<byte[]> states = new ArrayList<>();
    pending.forEach(device -> states.add(frames.encode(device.json())));
    pending.clear();
    send(join(states), 1);
  }

  private static byte[] join(List<byte[]> states) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int i = 0; i < states.size(); i++) {
      body.write(i == 0 ? '[' : ',');
      body.writeBytes(states.get(i));
    }
    body.write(']');
    return body.toByteArray();
  }

  private void send(byte[] body, int attempt) {
    HttpRequest request =
        HttpRequest.newBuilder(options.url())
            .timeout(TIMEOUT)
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    var unused =
        CompletableFuture.runAsync(this::checkAddress)
            .thenCompose(
                checked -> client.sendAsync(request, HttpResponse.BodyHandlers.discarding()))
            .whenComplete(
                (response, failure) ->
                    feed.executeAlways(
                        () -> {
                          if (failure == null && response.statusCode() / 100 == 2) {
                            succeeded();
                          } else {
                            String why =
                                failure == null
                                    ? "status " + response.statusCode()
                                    : reason(failure);
                            failed(body, attempt, why);
                          }
                        }));
  }

  private static String reason(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  private void succeeded() {
    if (failing) {
      failing = false;
      LOG.info("The webhook {} answers again", options.url());
    }
    next();
  }

  private void failed(byte[] body, int attempt, String why) {
    if (!failing) {
      failing = true;
      LOG.warn("The webhook {} failed: {}", options.url(), why);
    }
    if (attempt < ATTEMPTS && !closed) {
      feed.schedule(RETRY_MILLIS << attempt - 1, () -> send(body, attempt + 1));
    } else {
      next();
    }
  }

  private void next() {
    feed.schedule(
        options.interval().toMillis(),
        () -> {
          busy = false;
          sendPending();
        });
  }

  /** Refuses a name that resolves to a private address, unless that is allowed. */
  private void checkAddress() {
    URI url = options.url();
    if (options.allowPrivate() || isLiteral(url.getHost())) {
      return;
    }
    try {
      for (InetAddress address : InetAddress.getAllByName(url.getHost())) {
        if (isPrivate(address)) {
          throw new CompletionException(
              new IOException(
                  url.getHost() + " has a private address; name it with --webhook-private"));
        }
      }
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  /** Returns whether a host is an address, or the loopback's name: then the user named it. */
  static boolean isLiteral(String host) {
    String bare = host.toLowerCase(Locale.ROOT);
    return bare.equals("localhost") || bare.startsWith("[") || bare.matches("[0-9.]+");
  }

  static boolean isPrivate(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xFE) == 0xFC;
    return address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()
        || uniqueLocal;
  }

  @Override
  public void close() {
    closed = true;
  }
}
