package io.obdio.socketio.access;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The places in which a client may present its key. The first one found counts: header {@code
 * X-API-KEY}, {@code Authorization: Bearer}, {@code Authorization: Basic} (the key is the
 * password), the {@code auth} object of a Socket.IO handshake, query parameter {@code X-API-KEY}.
 */
public final class Credentials {

  /** Name of the header, the query parameter and the member of {@code auth}, in lower case. */
  public static final String NAME = "x-api-key";

  private Credentials() {}

  /**
   * Finds the key in a request.
   *
   * @param auth the handshake's {@code auth}; empty for other requests
   * @return the key; null if there is none
   */
  public static @Nullable String find(RequestView request, Map<String, ?> auth) {
    String header = request.header(NAME);
    if (header != null && !header.isBlank()) {
      return header.strip();
    }
    String authorization = ofAuthorization(request.header("authorization"));
    if (authorization != null) {
      return authorization;
    }
    String handshake = ofObject(auth);
    return handshake != null ? handshake : ofQuery(request.query());
  }

  /** Finds the key in an object such as {@code {"x-api-key": KEY}}, in upper or lower case. */
  public static @Nullable String ofObject(Map<?, ?> object) {
    for (Map.Entry<?, ?> entry : object.entrySet()) {
      if (entry.getKey() instanceof String name
          && name.equalsIgnoreCase(NAME)
          && entry.getValue() instanceof String key
          && !key.isBlank()) {
        return key.strip();
      }
    }
    return null;
  }

  private static @Nullable String ofQuery(Map<String, String> query) {
    return ofObject(query);
  }

  /** Reads the header of RFC 6750 (Bearer) and RFC 7617 (Basic). */
  private static @Nullable String ofAuthorization(@Nullable String header) {
    if (header == null) {
      return null;
    }
    int space = header.indexOf(' ');
    String scheme = header.substring(0, Math.max(0, space)).toLowerCase(Locale.ROOT);
    String value = header.substring(space + 1).strip();
    if (scheme.equals("bearer") && !value.isEmpty()) {
      return value;
    }
    return scheme.equals("basic") ? password(value) : null;
  }

  private static @Nullable String password(String base64) {
    try {
      String pair = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return colon < 0 || colon + 1 == pair.length() ? null : pair.substring(colon + 1);
    } catch (IllegalArgumentException e) {
      return null; // not base64: as if there was no key
    }
  }
}
