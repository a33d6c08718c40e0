package io.obdio.socketio.access;

import io.obdio.socketio.netty.LogText;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
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

  /**
   * An action of a client.
   *
   * @param face the API through which it came, such as {@code /} or {@code devices}
   * @param key name of the key; empty for none
   * @param address address of the client; empty for this program
   * @param action such as {@code clear_dtc}
   * @param argument what it applied to; empty for none
   * @param outcome {@code ok} or an error code
   */
  public record Entry(
      String face, String key, String address, String action, String argument, String outcome) {}

  private final List<Consumer<Entry>> listeners = new CopyOnWriteArrayList<>();
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

  /**
   * Records an action of a client that presented no key to this program.
   *
   * @param key name of the key; empty for none
   * @param address address of the client; null if it is not known
   */
  public void record(
      String face,
      String key,
      @Nullable InetAddress address,
      String action,
      String argument,
      String outcome) {
    String from = address == null ? "" : address.getHostAddress();
    Entry entry = new Entry(face, key, from, action, LogText.of(argument), outcome);
    log.info(
        "action={}, argument={}, outcome={}, face={}, key={}, address={}",
        action,
        entry.argument(),
        outcome,
        face,
        key,
        from);
    if (file != null) {
      file.append(line(entry));
    }
    listeners.forEach(listener -> listener.accept(entry));
  }

  private Map<String, Object> line(Entry entry) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("time", clock.instant().toString());
    line.put("face", entry.face);
    line.put("key", entry.key);
    line.put("address", entry.address);
    line.put("action", entry.action);
    line.put("argument", entry.argument);
    line.put("outcome", entry.outcome);
    return line;
  }

  /** Adds a listener for every entry; called by the thread that records it, must not block. */
  public void addListener(Consumer<Entry> listener) {
    listeners.add(listener);
  }

  @Override
  public void close() {
    if (file != null) {
      file.close();
    }
  }
}
