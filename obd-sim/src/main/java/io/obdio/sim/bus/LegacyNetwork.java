package io.obdio.sim.bus;

import io.obdio.core.message.Payload;
import io.obdio.sim.BusProtocol;
import io.obdio.sim.DiagnosticConnector;
import io.obdio.sim.ecu.Ecu;
import io.obdio.sim.ecu.EcuReply;
import io.obdio.sim.ecu.EcuRequest;
import io.obdio.sim.ecu.Medium;
import io.obdio.sim.fault.Fault;
import io.obdio.sim.fault.FaultInjector;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The vehicle's J1850 bus or K-line from the tester's point of view: whole messages with three
 * header bytes.
 */
public final class LegacyNetwork {

  private static final int TESTER = 0xF1;

  /** P2: minimum time from request to answer (ISO 14230-2, ISO 9141-2), in nanoseconds. */
  private static final long P2 = 25_000_000L;

  /** P3: minimum time from an answer to the next request, in nanoseconds. */
  private static final long P3 = 55_000_000L;

  /** P4: minimum time between bytes of the tester, in nanoseconds. */
  private static final long P4 = 5_000_000L;

  /** SOF and EOF of PWM: 48 and 72 us (SAE J1850), in nanoseconds. */
  private static final long PWM_SOF_AND_EOF = 120_000L;

  /** SOF and EOF of VPW: 200 and 280 us (SAE J1850), in nanoseconds. */
  private static final long VPW_SOF_AND_EOF = 480_000L;

  /** The receiver of the ECUs' messages. */
  public interface Listener {
    /**
     * Receives a complete message.
     *
     * @param message with header and checksum
     */
    void onMessage(byte[] message);

    /** Receives the notification that no more messages are pending. */
    default void onIdle() {}
  }

  private final BusClock clock;
  private final DiagnosticConnector car;
  private final BusProtocol protocol;
  private final BusTiming timing;
  private final FaultInjector faults;
  private final LegacyTraffic traffic;
  private @Nullable Listener listener;

  /** When the last message of an ECU ended. */
  private long quietSince = -P3;

  public LegacyNetwork(
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
    this.traffic = new LegacyTraffic(this, protocol);
    clock.onIdle(
        () -> {
          Listener l = listener;
          if (l != null) {
            l.onIdle();
          }
        });
  }

  public void listen(@Nullable Listener adapter) {
    listener = adapter;
  }

  public BusClock clock() {
    return clock;
  }

  /** Starts or stops the periodic messages of the vehicle. */
  public void traffic(boolean on) {
    traffic.run(on);
  }

  /** Sends an unsolicited message: header and data, without the checksum. */
  public void broadcast(byte[] message) {
    if (awake()) {
      deliver(message);
    }
  }

  public boolean awake() {
    return car.ignitionOn() && faults.active(Fault.IgnitionOff.class, clock.now()) == null;
  }

  /**
   * Sends a message of the tester.
   *
   * @param data without the checksum
   * @param sent called after the last bit
   */
  public void send(int[] header, byte[] data, Runnable sent) {
    long pause = kLine() && timing.bits() ? Math.max(0, quietSince + P3 - clock.now()) : 0;
    int bytes = header.length + data.length + 1;
    long gaps = kLine() && timing.bits() ? (bytes - 1) * P4 : 0;
    clock.occupy(
        pause + wireTime(bytes) + gaps,
        () -> {
          sent.run();
          toNodes(header, data);
        });
  }

  private void toNodes(int[] header, byte[] data) {
    if (!awake()) {
      return;
    }
    boolean functional = header[1] == (protocol.isKwp() ? 0x33 : 0x6A);
    for (Ecu ecu : car.ecus()) {
      boolean toAll = functional && ecu.addresses().functional();
      if (toAll || header[1] == ecu.addresses().node()) {
        EcuRequest request = new EcuRequest(Payload.of(data), Medium.LEGACY, functional);
        for (EcuReply reply : ecu.handle(request)) {
          clock.after(
              Math.max(leastLatency(), reply.delay().plus(timing.ecuLatency()).toNanos()),
              () -> fromNode(ecu, reply.payload()));
        }
      }
    }
  }

  private void fromNode(Ecu ecu, Payload payload) {
    if (!awake() || payload.length() > (protocol.isKwp() ? 255 : 8)) {
      return; // This bus cannot carry an answer of this length.
    }
    deliver(message(ecu.addresses().node(), payload));
  }

  /** Adds the checksum and occupies the bus. The listener receives the message at its end. */
  private void deliver(byte[] headerAndData) {
    byte[] message = Arrays.copyOf(headerAndData, headerAndData.length + 1);
    message[message.length - 1] = (byte) LegacyChecksum.of(protocol, headerAndData);
    if (faults.active(Fault.WrongChecksum.class, clock.now()) != null) {
      message[message.length - 1] ^= 0x55;
    }
    clock.occupy(
        wireTime(message.length),
        () -> {
          quietSince = clock.now();
          Listener l = listener;
          if (l != null) {
            l.onMessage(message);
          }
        });
  }

  /** Returns header and data. */
  private byte[] message(int node, Payload payload) {
    int[] header =
        switch (protocol) {
          case J1850_PWM -> new int[] {0x41, 0x6B, node};
          case J1850_VPW, ISO_9141 -> new int[] {0x48, 0x6B, node};
          default ->
              payload.length() < 64
                  ? new int[] {0x80 | payload.length(), TESTER, node}
                  : new int[] {0x80, TESTER, node, payload.length()};
        };
    byte[] message = new byte[header.length + payload.length()];
    for (int i = 0; i < header.length; i++) {
      message[i] = (byte) header[i];
    }
    System.arraycopy(payload.toBytes(), 0, message, header.length, payload.length());
    return message;
  }

  private boolean kLine() {
    return protocol.bus() == BusProtocol.Bus.K_LINE;
  }

  /** Returns how long an ECU waits before it answers on the K-line. */
  private long leastLatency() {
    return kLine() && timing.bits() ? P2 : 0;
  }

  /**
   * Returns the time of a message. A byte has ten bits on the K-line and eight on J1850, where SOF
   * and EOF are added.
   */
  private long wireTime(int bytes) {
    if (!timing.bits()) {
      return 0;
    }
    long bits = 1_000_000_000L * bytes * (kLine() ? 10 : 8) / protocol.bitRate();
    return switch (protocol) {
      case J1850_PWM -> bits + PWM_SOF_AND_EOF;
      case J1850_VPW -> bits + VPW_SOF_AND_EOF;
      default -> bits;
    };
  }
}
