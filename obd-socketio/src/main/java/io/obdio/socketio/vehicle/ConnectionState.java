package io.obdio.socketio.vehicle;

import io.obdio.core.transport.ConnectionReason;
import io.obdio.core.transport.ConnectionStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The status of the connection to the vehicle with its reason.
 *
 * @param detail the reason as text, with the name of the port; "" if there is none
 * @param attempts failed attempts to open the port since it was open, 0 if there were none
 * @param since when status, reason or detail changed last
 */
public record ConnectionState(
    ConnectionStatus status, ConnectionReason reason, String detail, int attempts, Instant since) {

  /** Returns the state while there is no connection. */
  static ConnectionState without(boolean connecting) {
    return new ConnectionState(
        ConnectionStatus.NOT_CONNECTED,
        connecting ? ConnectionReason.CONNECTING : ConnectionReason.CLOSED,
        "",
        0,
        Instant.EPOCH);
  }

  /** Returns this state with another reason; with the same one if {@code other} is null. */
  ConnectionState suspended(@Nullable ConnectionReason other) {
    return other == null || status == ConnectionStatus.NOT_CONNECTED
        ? this
        : new ConnectionState(status, other, "", 0, since);
  }

  /**
   * Adds the members {@code code}, {@code reason} and {@code remedy}, and, if they are known,
   * {@code attempts} and {@code since} (ms since 1970).
   */
  public void addTo(Map<String, Object> json) {
    json.put("code", reason.word());
    json.put("reason", detail);
    json.put("remedy", reason.remedy());
    json.put("attempts", attempts);
    if (since.isAfter(Instant.EPOCH)) {
      json.put("since", since.toEpochMilli());
    }
  }

  /** Returns the members of {@link #addTo} after {@code status}. */
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("status", StatusText.of(status));
    addTo(json);
    return json;
  }
}
