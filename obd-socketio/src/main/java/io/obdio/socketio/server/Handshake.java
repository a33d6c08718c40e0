package io.obdio.socketio.server;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client told when it connected.
 *
 * @param address the other end of the connection
 * @param uri path and query of the first request, as sent
 * @param headers of the first request, names in lower case, the first of several values
 * @param query of the first request, decoded, the first of several values
 * @param secure whether the connection is encrypted
 * @param time when the session began
 * @param auth the CONNECT packet's payload, empty when there was none
 */
public record Handshake(
    InetSocketAddress address,
    String uri,
    Map<String, String> headers,
    Map<String, String> query,
    boolean secure,
    Instant time,
    Map<String, @Nullable Object> auth) {

  /** A member of the auth payload; null when there is none of this name. */
  public @Nullable Object auth(String member) {
    return auth.get(member);
  }
}
