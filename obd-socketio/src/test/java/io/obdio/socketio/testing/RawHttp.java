package io.obdio.socketio.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** HTTP requests to an Engine.IO endpoint, with the JDK's client. */
public final class RawHttp {
  /** One for all: it keeps threads. */
  public static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(20))
          .build();

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final String base;

  /** For an endpoint such as {@code http://127.0.0.1:5000/engine.io/}. */
  public RawHttp(String base) {
    this.base = base;
  }

  /** A request, to be changed and sent. */
  public HttpRequest.Builder request(String query) {
    return HttpRequest.newBuilder(URI.create(base + query)).timeout(TIMEOUT);
  }

  /** Sends and waits. */
  public static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** GET and wait. */
  public HttpResponse<String> get(String query) throws IOException, InterruptedException {
    return send(request(query));
  }

  /** GET. */
  public CompletableFuture<HttpResponse<String>> getAsync(String query) {
    return CLIENT.sendAsync(request(query).build(), HttpResponse.BodyHandlers.ofString());
  }

  /** POST and wait. */
  public HttpResponse<String> post(String query, String body)
      throws IOException, InterruptedException {
    return send(request(query).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** Opens a polling session; returns its id. */
  public String open() throws IOException, InterruptedException {
    String body = get("?EIO=4&transport=polling").body();
    return sid(body);
  }

  /** The id in an open packet. */
  public static String sid(String openPacket) {
    String key = "\"sid\":\"";
    int from = openPacket.indexOf(key) + key.length();
    return openPacket.substring(from, openPacket.indexOf('"', from));
  }

  /** The query of a polling session. */
  public static String polling(String sid) {
    return "?EIO=4&transport=polling&sid=" + sid;
  }
}
