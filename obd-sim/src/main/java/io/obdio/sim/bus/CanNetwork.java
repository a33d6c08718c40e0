package io.obdio.sim.bus;

import io.obdio.isotp.can.CanFrame;
import io.obdio.sim.BusProtocol;
import io.obdio.sim.DiagnosticConnector;
import io.obdio.sim.ecu.Ecu;
import io.obdio.sim.fault.Fault;
import io.obdio.sim.fault.FaultInjector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The vehicle's CAN bus from the tester's point of view: sent and received frames with their times.
 */
public final class CanNetwork {

  /** The receiver of the frames of the vehicle's nodes. */
  public interface Listener {
    /**
     * Receives a complete frame.
     *
     * @param damaged whether the controller detected an error in it
     */
    void onFrame(CanFrame frame, boolean damaged);

    /** Receives the notification that no more frames are pending. */
    default void onIdle() {}
  }

  /** How long the nodes acknowledge frames after the ignition was switched off, in nanoseconds. */
  private static final long AFTER_RUN = 60_000_000_000L;

  private static final long ON = -1;

  private final BusClock clock;
  private final DiagnosticConnector car;
  private final BusProtocol protocol;
  private final BusTiming timing;
  private final FaultInjector faults;
  private final List<CanEcu> nodes = new ArrayList<>();
  private final J1939Node j1939;
  private final CanTraffic traffic;
  private @Nullable Listener listener;

  /** When the ignition was first found off; {@link #ON} while it is on. */
  private long offSince = ON;

  public CanNetwork(
      Timeline time,
      DiagnosticConnector car,
      BusProtocol protocol,
      BusTiming timing,
      FaultInjector faults) {
    this.clock = new BusClock(time);
    this.car = car;
    this.protocol = protocol;
    this.timing = timing;
    this.faults = faults;
    if (protocol != BusProtocol.J1939) {
      for (Ecu ecu : car.ecus()) {
        nodes.add(CanEcu.normal(ecu, this, protocol.extended()));
        if (!protocol.extended()) {
          ecu.extendedAddress().ifPresent(a -> nodes.add(CanEcu.extended(ecu, this, a)));
        }
      }
    }
    j1939 = new J1939Node(car, this);
    traffic = new CanTraffic(this, protocol, j1939);
    clock.onIdle(
        () -> {
          Listener l = listener;
          if (l != null) {
            l.onIdle();
          }
        });
  }

  public BusClock clock() {
    return clock;
  }

  public FaultInjector faults() {
    return faults;
  }

  /** Returns the time from the end of a request to the start of the answer, in nanoseconds. */
  public long latency() {
    return timing.ecuLatency().toNanos();
  }

  /** Returns whether the ECUs are awake. */
  public boolean awake() {
    return car.ignitionOn() && faults.active(Fault.IgnitionOff.class, clock.now()) == null;
  }

  /**
   * Returns whether any node acknowledges frames. After the ignition was switched off the nodes
   * stay on the bus for a while, then they sleep.
   */
  public boolean acknowledges() {
    if (awake()) {
      offSince = ON;
      return true;
    }
    if (offSince == ON) {
      offSince = clock.now();
    }
    return clock.now() - offSince < AFTER_RUN;
  }

  /** Sets the receiver of frames, or none. */
  public void listen(@Nullable Listener adapter) {
    listener = adapter;
  }

  /** Starts or stops the periodic frames of the vehicle. */
  public void traffic(boolean on) {
    traffic.run(on);
  }

  /** Sends a frame of the tester. */
  public void send(CanFrame frame) {
    clock.occupy(frameTime(frame), () -> toNodes(frame));
  }

  private void toNodes(CanFrame frame) {
    if (!awake() || frame.kind() == CanFrame.Kind.REMOTE) {
      return;
    }
    if (protocol == BusProtocol.J1939) {
      j1939.onFrame(frame);
      return;
    }
    for (CanEcu node : nodes) {
      node.onFrame(frame);
    }
  }

  /** Sends a frame of one of the vehicle's nodes. */
  public void fromNode(CanFrame frame) {
    clock.occupy(frameTime(frame), () -> toAdapter(frame));
  }

  /** Sends an unsolicited frame, which takes no time. */
  public void broadcast(CanFrame frame) {
    if (awake()) {
      toAdapter(frame);
    }
  }

  private void toAdapter(CanFrame frame) {
    Listener l = listener;
    if (l != null) {
      l.onFrame(frame, faults.active(Fault.WrongChecksum.class, clock.now()) != null);
    }
  }

  /** Returns the time of a frame with the stuff bits of an average one (ISO 11898-1). */
  private long frameTime(CanFrame frame) {
    if (!timing.bits()) {
      return 0;
    }
    int bits = (frame.id().extended() ? 67 : 47) + 8 * frame.length();
    return 1_000_000_000L * (bits + bits / 10) / protocol.bitRate();
  }
}
