package io.obdio.sim.ecu.uds;

import io.obdio.core.message.Payload;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A value behind a data identifier (ISO 14229-1).
 *
 * @param id its DID, 0000..FFFF
 * @param read its bytes
 * @param writer what service 2E does with it; empty if it cannot be written
 * @param processing how long reading takes
 */
public record DataItem(
    int id, Supplier<Payload> read, Optional<Writer> writer, Duration processing) {

  /** Takes new bytes. */
  @FunctionalInterface
  public interface Writer {
    /** False if the ECU does not accept them: requestOutOfRange. */
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
