package io.obdio.isotp.can;

/** Hears frames of a bus. */
@FunctionalInterface
public interface CanListener {

  /**
   * A frame was seen. Called on the bus's own thread: it must return at once and must not throw.
   */
  void onFrame(CanFrame frame);

  /**
   * The bus will bring no more: the interface went down or was closed from outside.
   *
   * @param reason for a person
   */
  default void onBusLost(String reason) {}
}
