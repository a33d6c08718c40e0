package io.obdio.socketio.webhook;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sender of POST requests with JSON to one URL. A failed request is repeated until {@value
 * #ATTEMPTS} attempts were made, with a pause of 1 s before the second and 2 s before the third. An
 * attempt fails if it has not ended, the body of the response included, after 10 s. Redirects are
 * not followed, so that the receiver cannot choose another host.
 *
 * <p>Threads: all methods may be called by any thread and do not block. The caller limits how many
 * requests are in progress.
 */
public final class WebhookSender implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(WebhookSender.class);

  private static final int ATTEMPTS = 3;
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** {@link #TIMEOUT} ends with the header of the response; its body has no deadline of its own. */
  private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(10);

  private static final long RETRY_MILLIS = 1_000;

  private final URI url;
  private final @Nullable String privateFlag;
  private final Duration attemptTimeout;
  private final HttpClient client;
  private final AtomicBoolean failing = new AtomicBoolean();
  private volatile boolean closed;

  /**
   * Creates a sender.
   *
   * @param url {@code http} or {@code https}
   * @param privateFlag the flag that allows a name which resolves to a private address; null if it
   *     is set
   * @throws IllegalArgumentException if the URL has no host or another scheme
   */
  public WebhookSender(URI url, @Nullable String privateFlag) {
    this(url, privateFlag, ATTEMPT_TIMEOUT);
  }

  WebhookSender(URI url, @Nullable String privateFlag, Duration attemptTimeout) {
    check(url);
    this.attemptTimeout = attemptTimeout;
    this.url = url;
    this.privateFlag = privateFlag;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /**
   * Checks a URL.
   *
   * @throws IllegalArgumentException if it has no host, or a scheme other than http and https
   */
  public static void check(URI url) {
    String scheme = url.getScheme();
    if (url.getHost() == null || !"http".equals(scheme) && !"https".equals(scheme)) {
      throw new IllegalArgumentException("the webhook's URL must begin with http:// or https://");
    }
  }

  /**
   * Sends a body.
   *
   * @param json not copied; must not be changed afterwards
   * @return completes when the receiver has accepted it; fails with {@link IOException} after the
   *     last attempt
   */
  public CompletableFuture<@Nullable Void> post(byte[] json) {
    return attempt(json, 1);
  }

  private CompletableFuture<@Nullable Void> attempt(byte[] json, int attempt) {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(TIMEOUT)
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(json))
            .build();
    return CompletableFuture.runAsync(this::checkAddress)
        .thenCompose(checked -> send(request))
        .handle((response, failure) -> outcome(response, failure))
        .thenCompose(why -> why == null ? succeeded() : failed(json, attempt, why));
  }

  private CompletableFuture<HttpResponse<Void>> send(HttpRequest request) {
    CompletableFuture<HttpResponse<Void>> response =
        client.sendAsync(request, HttpResponse.BodyHandlers.discarding());
    // Cancelling the future that the client has returned closes the connection.
    return response
        .copy()
        .orTimeout(attemptTimeout.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((done, failure) -> response.cancel(true));
  }

  /** Returns why an attempt failed; null if it succeeded. */
  private static @Nullable String outcome(
      @Nullable HttpResponse<?> response, @Nullable Throwable failure) {
    if (failure != null) {
      Throwable cause =
          failure instanceof CompletionException && failure.getCause() != null
              ? failure.getCause()
              : failure;
      return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
    boolean accepted = response != null && response.statusCode() / 100 == 2;
    return accepted || response == null ? null : "status " + response.statusCode();
  }

  private CompletableFuture<@Nullable Void> succeeded() {
    if (failing.compareAndSet(true, false)) {
      log.info("The webhook {} answers again", url);
    }
    return CompletableFuture.completedFuture(null);
  }

  private CompletableFuture<@Nullable Void> failed(byte[] json, int attempt, String why) {
    if (failing.compareAndSet(false, true)) {
      log.warn("The webhook {} failed: {}", url, why);
    }
    if (attempt == ATTEMPTS || closed) {
      return CompletableFuture.failedFuture(new IOException(why));
    }
    Executor later =
        CompletableFuture.delayedExecutor(RETRY_MILLIS << attempt - 1, TimeUnit.MILLISECONDS);
    return CompletableFuture.runAsync(() -> {}, later)
        .thenCompose(waited -> attempt(json, attempt + 1));
  }

  /** Refuses a name that resolves to a private address, unless that is allowed. */
  private void checkAddress() {
    if (privateFlag == null || isLiteral(url.getHost())) {
      return;
    }
    try {
      for (InetAddress address : InetAddress.getAllByName(url.getHost())) {
        if (isPrivate(address)) {
          throw new CompletionException(
              new IOException(
                  url.getHost() + " has a private address; name it with " + privateFlag));
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

  /** Returns whether an address belongs to this machine, its local network, or a group. */
  public static boolean isPrivate(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xFE) == 0xFC;
    return address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()
        || uniqueLocal;
  }

  /** Ends the repetition of failed requests. */
  @Override
  public void close() {
    closed = true;
  }
}
