package io.obdio.sim.elm327;

import io.obdio.isotp.can.CanFrame;
import io.obdio.isotp.can.CanId;
import io.obdio.sim.bus.J1939FlowControl;
import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The handling of received frames: filters, flow control, and reassembly (STN). */
final class CanReceiver {

  private final Chip chip;
  private final ElmSettings settings;
  private final CanWire wire;
  private final J1939FlowControl j1939;
  private final Map<CanId, Message> messages = new HashMap<>();

  private static final class Message {
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    final int length;
    int next = 1;

    Message(int length) {
      this.length = length;
    }
  }

  CanReceiver(Chip chip, CanWire wire) {
    this.chip = chip;
    this.settings = chip.settings;
    this.wire = wire;
    this.j1939 =
        new J1939FlowControl(CanIds.request(chip.settings, wire, ElmSettings.NONE).value() & 0xFF);
  }

  /** Returns whether the filters pass an identifier. */
  boolean accepts(CanId id) {
    int v = id.value();
    StnSettings stn = chip.stn;
    if (stn.block.stream().anyMatch(f -> f.matches(v))) {
      return false;
    }
    if (!stn.pass.isEmpty()) {
      return stn.pass.stream().anyMatch(f -> f.matches(v));
    }
    if (id.extended() != wire.extended() && !wire.both()) {
      return false;
    }
    if (hasFilter(settings)) {
      return passesFilter(settings, v);
    }
    if (!id.extended()) {
      return (v & 0x7F8) == 0x7E8;
    }
    return wire.j1939() || (v & 0x1FFFFF00) == (0x18DA0000 | tester() << 8);
  }

  private int tester() {
    return settings.testerAddress;
  }

  /**
   * Returns whether a frame is for the tester. With CEA it must start with the tester's address, or
   * with that of CER.
   */
  boolean isForTester(CanFrame frame) {
    if (settings.extendedAddress == ElmSettings.NONE || !wire.segments()) {
      return true;
    }
    int own = settings.extendedReceiveAddress;
    return frame.length() > 1
        && frame.at(0) == (own == ElmSettings.NONE ? settings.testerAddress : own);
  }

  /** Returns whether CF, CM or CRA is in effect. */
  static boolean hasFilter(ElmSettings s) {
    return s.receiveFilter != ElmSettings.NONE || s.receiveMask != ElmSettings.NONE;
  }

  /**
   * Returns whether an identifier passes. Without a mask all bits of the filter count; without a
   * filter it is zero.
   */
  static boolean passesFilter(ElmSettings s, int id) {
    int filter = s.receiveFilter == ElmSettings.NONE ? 0 : s.receiveFilter;
    int mask = s.receiveMask == ElmSettings.NONE ? CanId.MAX_EXTENDED : s.receiveMask;
    return (id & mask) == (filter & mask);
  }

  /** Returns the lines of a frame; none while the adapter collects a message. */
  List<String> lines(CanFrame frame, boolean damaged) {
    if (!settings.reassemble || frame.length() == 0 || frame.at(0) >> 4 > 2) {
      return CanFrameText.lines(settings, wire, frame, damaged);
    }
    Message message = collect(frame);
    if (message == null || message.bytes.size() < message.length) {
      return List.of();
    }
    messages.remove(frame.id());
    StringBuilder line = new StringBuilder();
    if (settings.headers) {
      line.append(CanFrameText.header(frame, settings.spaces));
    }
    HexText.append(line, message.bytes.toByteArray(), 0, message.length, settings.spaces);
    return List.of(line.toString());
  }

  private @Nullable Message collect(CanFrame frame) {
    byte[] data = frame.data();
    int low = frame.at(0) & 0x0F;
    switch (frame.at(0) >> 4) {
      case 0 -> {
        Message single = new Message(Math.min(low, data.length - 1));
        single.bytes.write(data, 1, single.length);
        return single;
      }
      case 1 -> {
        Message first = new Message(low << 8 | frame.at(1));
        first.bytes.write(data, 2, data.length - 2);
        messages.put(frame.id(), first);
        return null;
      }
      default -> {
        Message known = messages.get(frame.id());
        if (known == null || (known.next & 0x0F) != low) {
          messages.remove(frame.id());
          return null;
        }
        known.next++;
        known.bytes.write(data, 1, data.length - 1);
        return known;
      }
    }
  }

  /** Returns the number of bytes before the PCI. */
  private int skip() {
    return settings.extendedAddress == ElmSettings.NONE ? 0 : 1;
  }

  /** Answers a first frame by flow control if the settings require it. */
  void flowControl(CanFrame frame) {
    if (wire.j1939()) {
      CanFrame answer = settings.automaticFlowControl ? j1939.answer(frame) : null;
      if (answer != null) {
        chip.link.can.send(answer);
      }
      return;
    }
    if (!settings.automaticFlowControl || frame.length() < 3 || frame.at(skip()) >> 4 != 1) {
      return;
    }
    CanId id = CanIds.flowControl(frame.id());
    byte[] data = {0x30, 0x00, 0x00};
    if (skip() == 1) {
      id = CanIds.request(settings, wire, ElmSettings.NONE);
      data = new byte[] {(byte) settings.extendedAddress, 0x30, 0x00, 0x00};
    }
    if (settings.flowControlMode == 1) {
      id = CanIds.of(wire.extended(), settings.flowControlHeader);
    }
    if (settings.flowControlMode != 0) {
      data = settings.flowControlData;
    }
    if (!chip.stn.flowControl.isEmpty()) {
      CanId paired = paired(frame.id());
      if (paired == null) {
        return;
      }
      id = paired;
    }
    byte[] padded = new byte[8];
    System.arraycopy(data, 0, padded, 0, data.length);
    chip.link.can.send(CanFrame.of(id, padded));
  }

  private @Nullable CanId paired(CanId received) {
    for (StnSettings.FlowControlPair pair : chip.stn.flowControl) {
      if (pair.receive() == received.value()) {
        return CanIds.of(received.extended(), pair.transmit());
      }
    }
    return null;
  }
}
