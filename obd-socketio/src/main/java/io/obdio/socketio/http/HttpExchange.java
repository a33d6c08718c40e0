package io.obdio.socketio.http;

import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request and its response. The request is read on the connection's event loop; a handler
 * responds once, from any thread.
 */
public interface HttpExchange {

  /** Returns the method, in upper case. */
  String method();

  /** Returns the path, decoded, without the query. */
  String path();

  /** Returns path and query as sent. */
  String uri();

  /** Returns the query, decoded; the first of several values. */
  Map<String, String> query();

  /** Returns a header of the request, or null. */
  @Nullable String header(String name);

  /** Returns a copy of the body; empty after the response. */
  byte[] body();

  /**
   * Returns the client's address: that of the connection, or the one that a trusted proxy reports.
   */
  InetSocketAddress remoteAddress();

  /** Returns whether the client's connection is encrypted, as far as the server can know. */
  boolean secure();

  /** Returns whether the method is GET or HEAD. */
  default boolean reads() {
    return method().equals("GET") || method().equals("HEAD");
  }

  /**
   * Returns whether the request has no origin, or one whose scheme, host and port are those of this
   * server as the {@code Host} header names it. Behind a proxy the header may lack the port, and
   * the connection the encryption of the client's; then the host is compared, and what else is
   * known.
   */
  boolean sameOrigin();

  /** Adds a header to the response. */
  HttpExchange responseHeader(String name, String value);

  /** Runs a listener, on the event loop, if the client disconnects before the response. */
  void onAbort(Runnable listener);

  /**
   * Responds.
   *
   * @param status 200 to 599
   * @param contentType with its charset; empty for none
   * @param body not copied; must not be changed afterwards
   */
  void respond(int status, String contentType, byte[] body);

  /** Responds with a text in UTF-8. */
  default void respond(int status, String contentType, String body) {
    respond(status, contentType, body.getBytes(StandardCharsets.UTF_8));
  }

  /** Responds with 405 and the allowed methods, separated by commas. */
  default void respondNotAllowed(String methods) {
    responseHeader("allow", methods);
    respond(405, "text/plain; charset=utf-8", "Method not allowed\n");
  }

  /**
   * Responds with a file that is read in chunks.
   *
   * @param contentType with its charset
   * @param file taken over: it is closed after it was sent or could not be
   * @param length bytes
   */
  void respondFile(String contentType, FileChannel file, long length);

  /**
   * Passes a request that this handler took to the next handlers; from any thread, once, instead of
   * a response.
   */
  void pass();
}
