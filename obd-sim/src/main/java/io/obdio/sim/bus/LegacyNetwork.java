package io.obdio.sim.bus;

import io.obdio.core.message.Payload;
import io.obdio.sim.ecu.Ecu;
import io.obdio.sim.ecu.EcuReply;
import io.obdio.sim.ecu.EcuRequest;
import io.obdio.sim.ecu.Medium;
import io.obdio.sim.fault.Fault;
import io.obdio.sim.fault.FaultInjector;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The car's J1850 bus or K-line as the adapter sees it: whole messages with three header bytes. */
public final class LegacyNetwork {

  private static final int TESTER = 0xF1;

  /** ISO 14230-2 and ISO 9141-2: least time from request to answer. */
  private static final long P2 = 25_000_000L;

  /** The same: least time from an answer to the next request. */
  private static final long P3 = 55_000_000L;

  /** The same: least time between the tester's bytes. */
  private static final long P4 = 5_000_000L;

  /** SAE J1850: 48 and 72 us. */
  private static final long PWM_SOF_AND_EOF = 120_000L;

  /** SAE J1850: 200 and 280 us. */
  private static final long VPW_SOF_AND_EOF = 480_000L;

  /** Hears what the ECUs send. */
  public interface Listener {
    /**
     * A message is complete.
     *
     * @param message with header and checksum
     */
    void onMessage(byte[] message);

    /** Nothing more will come by itself. */
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

  /** Lets the car's periodic messages be heard, or no longer. */
  public void traffic(boolean on) {
    traffic.run(on);
  }

  /** A message of the car that nobody asked for: header and data, without the checksum. */
  public void broadcast(byte[] message) {
    if (awake()) {
      deliver(message);
    }
  }

  public boolean awake() {
    return car.ignitionOn() && faults.active(Fault.IgnitionOff.class, clock.now()) == null;
  }

  /**
   * The adapter sends.
   *
   * @param data without the checksum
   * @param sent when its last bit is on the wire
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
      return; // an answer that this bus can't carry
    }
    deliver(message(ecu.addresses().node(), payload));
  }

  /** Adds the checksum and occupies the wire; the adapter hears the end of it. */
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

  /** Header and data. */
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

  /** An ECU leaves the K-line alone for a while before it answers. */
  private long leastLatency() {
    return kLine() && timing.bits() ? P2 : 0;
  }

  /** Ten bits a byte on the K-line; eight on J1850, and the symbols around the frame. */
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
