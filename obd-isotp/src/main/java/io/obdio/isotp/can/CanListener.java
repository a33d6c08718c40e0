package io.obdio.isotp.can;

/** Hears frames of a bus. */
@FunctionalInterface
public interface CanListener {

  /**
   * A frame was seen. Called on the bus's own thread: it must return at once and must not throw.
   */
  void onFrame(CanFrame frame);

  /**
   * The same with the time; it is this one that a bus calls.
   *
   * @param timeNanos when the bus saw the frame, in nanoseconds since 1970 UTC (on a bus in virtual
   *     time: since its clock began); 0 if the bus does not know
   */
  default void onFrame(CanFrame frame, long timeNanos) {
    onFrame(frame);
  }

  /**
   * The bus will bring no more: the interface went down or was closed from outside.
   *
   * @param reason for a person
   */
  default void onBusLost(String reason) {}
}
