package io.obdio.sim.bus;

import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.Payload;
import io.obdio.isotp.can.CanFrame;
import io.obdio.isotp.can.CanId;
import io.obdio.sim.ecu.Ecu;
import io.obdio.sim.ecu.EcuAddresses;
import io.obdio.sim.ecu.EcuExtendedAddress;
import io.obdio.sim.ecu.EcuReply;
import io.obdio.sim.ecu.EcuRequest;
import io.obdio.sim.ecu.Medium;
import io.obdio.sim.fault.Fault;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An ECU as an ISO 15765-2 node with normal or extended addressing, in simulated time. */
final class CanEcu {

  private static final long N_BS = 1_000_000_000L;
  private static final int PADDING = 0x00;

  private final Ecu ecu;
  private final CanNetwork bus;
  private final @Nullable CanId functional;
  private final CanId request;
  private final CanId answer;
  private final BusClock clock;

  /** The addresses of extended addressing; null with normal addressing. */
  private final @Nullable EcuExtendedAddress extended;

  /** Bytes of a frame after the address byte. */
  private final int room;

  private byte @Nullable [] receiving;
  private int received;
  private int expectedSequence;

  private byte @Nullable [] sending;
  private int sent;
  private int frameNumber;
  private boolean awaitingFlowControl;
  private Timeline.@Nullable Event flowControlTimer;

  private CanEcu(
      Ecu ecu,
      CanNetwork bus,
      @Nullable CanId functional,
      CanId request,
      CanId answer,
      @Nullable EcuExtendedAddress extended) {
    this.ecu = ecu;
    this.bus = bus;
    this.clock = bus.clock();
    this.functional = functional;
    this.request = request;
    this.answer = answer;
    this.extended = extended;
    this.room = extended == null ? 8 : 7;
  }

  /** Creates a node with normal addressing and 29-bit or 11-bit identifiers. */
  static CanEcu normal(Ecu ecu, CanNetwork bus, boolean wide) {
    EcuAddresses a = ecu.addresses();
    EcuAddress.Kind kind = wide ? EcuAddress.Kind.CAN_29 : EcuAddress.Kind.CAN_11;
    return new CanEcu(
        ecu,
        bus,
        a.functional()
            ? id(wide, wide ? EcuAddresses.CAN_29_FUNCTIONAL : EcuAddresses.CAN_11_FUNCTIONAL)
            : null,
        id(wide, a.request(kind).id()),
        id(wide, a.answer(kind).id()),
        null);
  }

  /** Creates a node with extended addressing. */
  static CanEcu extended(Ecu ecu, CanNetwork bus, EcuExtendedAddress a) {
    return new CanEcu(ecu, bus, null, CanId.base(a.request()), CanId.base(a.answer()), a);
  }

  private static CanId id(boolean wide, int value) {
    return wide ? CanId.extended(value) : CanId.base(value);
  }

  void onFrame(CanFrame whole) {
    boolean toAll = whole.id().equals(functional);
    if (whole.length() == 0 || !toAll && !whole.id().equals(request)) {
      return;
    }
    CanFrame frame = whole;
    if (extended != null) {
      if (whole.length() < 2 || whole.at(0) != extended.address()) {
        return;
      }
      frame = CanFrame.of(whole.id(), Arrays.copyOfRange(whole.data(), 1, whole.length()));
    }
    switch (frame.at(0) >> 4) {
      case 0 -> onSingle(frame, toAll);
      case 1 -> onFirst(frame, toAll);
      case 2 -> onConsecutive(frame);
      case 3 -> onFlowControl(frame);
      default -> {
        // Not an N_PDU: ignored (ISO 15765-2, 9.8.3).
      }
    }
  }

  private void onSingle(CanFrame frame, boolean toAll) {
    int length = frame.at(0) & 0x0F;
    if (length > 0 && length < frame.length()) {
      receiving = null;
      handle(Arrays.copyOfRange(frame.data(), 1, 1 + length), toAll);
    }
  }

  private void onFirst(CanFrame frame, boolean toAll) {
    int length = (frame.at(0) & 0x0F) << 8 | (frame.length() > 1 ? frame.at(1) : 0);
    if (toAll || length < room || frame.length() < room) {
      return;
    }
    byte[] message = new byte[length];
    frame.copyTo(2, message, 0, room - 2);
    receiving = message;
    received = room - 2;
    expectedSequence = 1;
    clock.after(bus.latency(), () -> bus.fromNode(frame(0x30, 0x00, 0x00)));
  }

  private void onConsecutive(CanFrame frame) {
    byte[] message = receiving;
    if (message == null) {
      return;
    }
    int count = Math.min(room - 1, message.length - received);
    if ((frame.at(0) & 0x0F) != expectedSequence || frame.length() < 1 + count) {
      receiving = null;
      return;
    }
    frame.copyTo(1, message, received, count);
    received += count;
    expectedSequence = expectedSequence + 1 & 0x0F;
    if (received == message.length) {
      receiving = null;
      handle(message, false);
    }
  }

  private void handle(byte[] message, boolean toAll) {
    for (EcuReply reply : ecu.handle(new EcuRequest(Payload.of(message), Medium.CAN, toAll))) {
      clock.after(reply.delay().toNanos() + bus.latency(), () -> answer(reply.payload()));
    }
  }

  private void answer(Payload payload) {
    if (!bus.awake()) {
      return;
    }
    if (payload.length() < room) {
      int[] bytes = new int[1 + payload.length()];
      bytes[0] = payload.length();
      for (int i = 0; i < payload.length(); i++) {
        bytes[1 + i] = payload.at(i);
      }
      bus.fromNode(frame(bytes));
      return;
    }
    sending = payload.toBytes();
    sent = room - 2;
    frameNumber = 1;
    int[] first = new int[room];
    first[0] = 0x10 | payload.length() >> 8;
    first[1] = payload.length() & 0xFF;
    for (int i = 0; i < room - 2; i++) {
      first[2 + i] = payload.at(i);
    }
    bus.fromNode(frame(first));
    awaitFlowControl();
  }

  private void awaitFlowControl() {
    awaitingFlowControl = true;
    if (flowControlTimer != null) {
      flowControlTimer.cancel();
    }
    flowControlTimer =
        clock.background(
            N_BS,
            () -> {
              awaitingFlowControl = false;
              sending = null;
            });
  }

  private void onFlowControl(CanFrame frame) {
    if (!awaitingFlowControl) {
      return;
    }
    if (flowControlTimer != null) {
      flowControlTimer.cancel();
    }
    int status = frame.at(0) & 0x0F;
    if (status == 1) {
      awaitFlowControl();
      return;
    }
    awaitingFlowControl = false;
    if (status != 0) {
      sending = null;
      return;
    }
    int blockSize = frame.length() > 1 ? frame.at(1) : 0;
    long gap = separationTime(frame.length() > 2 ? frame.at(2) : 0);
    sendNext(blockSize == 0 ? Integer.MAX_VALUE : blockSize, gap);
  }

  /** Returns STmin in nanoseconds (ISO 15765-2, table 20); reserved values mean 127 ms. */
  private static long separationTime(int stMin) {
    if (stMin <= 0x7F) {
      return stMin * 1_000_000L;
    }
    return stMin >= 0xF1 && stMin <= 0xF9 ? (stMin - 0xF0) * 100_000L : 127_000_000L;
  }

  private void sendNext(int leftInBlock, long gap) {
    byte[] message = sending;
    if (message == null || !bus.awake()) {
      return;
    }
    int count = Math.min(room - 1, message.length - sent);
    int[] bytes = new int[1 + count];
    bytes[0] = 0x20 | frameNumber & 0x0F;
    for (int i = 0; i < count; i++) {
      bytes[1 + i] = message[sent + i] & 0xFF;
    }
    Fault.MissingConsecutiveFrame missing =
        bus.faults().active(Fault.MissingConsecutiveFrame.class, clock.now());
    if (missing == null || missing.number() != frameNumber) {
      bus.fromNode(frame(bytes));
    }
    sent += count;
    frameNumber++;
    if (sent == message.length) {
      sending = null;
    } else if (leftInBlock == 1) {
      awaitFlowControl();
    } else {
      clock.after(gap, () -> sendNext(leftInBlock - 1, gap));
    }
  }

  private CanFrame frame(int... bytes) {
    byte[] data = new byte[8];
    Arrays.fill(data, (byte) PADDING);
    if (extended != null) {
      data[0] = (byte) extended.tester();
    }
    for (int i = 0; i < bytes.length; i++) {
      data[8 - room + i] = (byte) bytes[i];
    }
    return CanFrame.of(answer, data);
  }
}
