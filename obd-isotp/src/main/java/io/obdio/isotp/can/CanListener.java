package io.obdio.isotp.can;

/** A receiver of the frames of a bus. */
@FunctionalInterface
public interface CanListener {

  /** Receives a frame. Called by the bus's own thread: must return at once and must not throw. */
  void onFrame(CanFrame frame);

  /**
   * Receives a frame with its time. A bus calls this method, which calls {@link #onFrame(CanFrame)}
   * unless it is overridden.
   *
   * @param timeNanos the time at which the bus received the frame, in nanoseconds since 1970 UTC
   *     (on a bus in virtual time: since its clock started); 0 if unknown
   */
  default void onFrame(CanFrame frame, long timeNanos) {
    onFrame(frame);
  }

  /**
   * Reports that the bus is lost: the interface went down or was closed by another participant
   * else. No more frames are delivered.
   *
   * @param reason a message for the user
   */
  default void onBusLost(String reason) {}
}
