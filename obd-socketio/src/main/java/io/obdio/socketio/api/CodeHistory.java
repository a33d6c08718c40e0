package io.obdio.socketio.api;

import java.util.Optional;

/** A source of facts about trouble codes from earlier drives. It must not block for long. */
@FunctionalInterface
public interface CodeHistory {

  /** The history of a server that keeps none. */
  CodeHistory NONE = (vin, code) -> Optional.empty();

  /**
   * A code as it was seen.
   *
   * @param first when it was seen first, in ms since 1970
   * @param last when it was seen last, in ms since 1970
   * @param times how often it appeared after it was absent
   */
  record Seen(long first, long last, int times) {}

  /**
   * Returns when a code was seen.
   *
   * @param vin of the vehicle; empty if it is not known
   * @param code such as {@code P0301}
   */
  Optional<Seen> find(String vin, String code);
}
