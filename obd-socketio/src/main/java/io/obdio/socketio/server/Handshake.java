package io.obdio.socketio.server;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The request by which a client connected.
 *
 * @param address the client's address
 * @param uri path and query of the first request, as sent
 * @param headers of the first request, names in lower case, the first of several values
 * @param query of the first request, decoded, the first of several values
 * @param secure whether the connection is encrypted
 * @param time the start of the session
 * @param auth the CONNECT packet's payload, empty if there was none
 */
public record Handshake(
    InetSocketAddress address,
    String uri,
    Map<String, String> headers,
    Map<String, String> query,
    boolean secure,
    Instant time,
    Map<String, @Nullable Object> auth) {

  /** Returns a member of the auth payload; null if there is none of this name. */
  public @Nullable Object auth(String member) {
    return auth.get(member);
  }
}
