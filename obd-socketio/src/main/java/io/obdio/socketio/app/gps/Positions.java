package io.obdio.socketio.app.gps;

import io.obdio.socketio.gps.GpsFix;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The positions of the GPS receiver for the parts of the program that use them. For any thread;
 * receivers are called on the thread of the GPS receiver and must not block.
 */
public final class Positions {

  private final List<Consumer<GpsFix>> receivers = new CopyOnWriteArrayList<>();

  /** Adds a receiver; returns what removes it. */
  public Runnable add(Consumer<GpsFix> receiver) {
    receivers.add(receiver);
    return () -> receivers.remove(receiver);
  }

  /** Sends a position to all receivers. */
  public void send(GpsFix fix) {
    receivers.forEach(receiver -> receiver.accept(fix));
  }
}
