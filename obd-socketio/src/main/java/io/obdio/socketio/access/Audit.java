package io.obdio.socketio.access;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The audit log: who did what, from where, with which outcome. It goes to the logger {@code
 * io.obdio.audit} and, if configured, to a file. It never contains a key or a value of the vehicle.
 * For any thread; does not block.
 */
public final class Audit implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger("io.obdio.audit");

  private static final int MAX_ARGUMENT = 200;

  private final @Nullable AuditFile file;
  private final InstantSource clock;

  Audit(@Nullable Path file, InstantSource clock) {
    this.file = file == null ? null : new AuditFile(file);
    this.clock = clock;
  }

  /**
   * Records an action.
   *
   * @param face the API through which it came, such as {@code /} or {@code rest}
   * @param principal the client
   * @param action such as {@code clear_dtc}
   * @param argument what it applied to; empty for none
   * @param outcome {@code ok} or an error code
   */
  public void record(
      String face, Principal principal, String action, String argument, String outcome) {
    record(face, principal.name(), principal.address(), action, argument, outcome);
  }

  void record(
      String face,
      String key,
      @Nullable InetAddress address,
      String action,
      String argument,
      String outcome) {
    String bounded =
        argument.length() <= MAX_ARGUMENT ? argument : argument.substring(0, MAX_ARGUMENT) + "..";
    log.info(
        "{} {} by {} from {} on {}: {}",
        action,
        bounded,
        key.isEmpty() ? "anonymous" : "key '" + key + "'",
        address == null ? "this program" : address.getHostAddress(),
        face,
        outcome);
    if (file != null) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("time", clock.instant().toString());
      line.put("face", face);
      line.put("key", key);
      line.put("address", address == null ? "" : address.getHostAddress());
      line.put("action", action);
      line.put("argument", bounded);
      line.put("outcome", outcome);
      file.append(line);
    }
  }

  @Override
  public void close() {
    if (file != null) {
      file.close();
    }
  }
}
