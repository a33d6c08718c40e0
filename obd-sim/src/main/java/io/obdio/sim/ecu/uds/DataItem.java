package io.obdio.sim.ecu.uds;

import io.obdio.core.message.Payload;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The value of a data identifier (ISO 14229-1).
 *
 * @param id the data identifier (DID), 0000 to FFFF
 * @param read supplies its bytes
 * @param writer handles service 2E; empty if the value is read-only
 * @param processing how long reading takes
 */
public record DataItem(
    int id, Supplier<Payload> read, Optional<Writer> writer, Duration processing) {

  /** The handler of a write request. */
  @FunctionalInterface
  public interface Writer {
    /** Stores new bytes. Returns false if the ECU refuses them (requestOutOfRange). */
    boolean write(Payload data);
  }

  public static DataItem readOnly(int id, Supplier<Payload> read) {
    return new DataItem(id, read, Optional.empty(), Duration.ZERO);
  }

  public DataItem slow(Duration takes) {
    return new DataItem(id, read, writer, takes);
  }

  public DataItem writable(Writer by) {
    return new DataItem(id, read, Optional.of(by), processing);
  }
}
