package io.obdio.sim.elm327;

import io.obdio.isotp.can.CanFrame;
import io.obdio.isotp.can.CanId;
import io.obdio.sim.bus.CanNetwork;
import io.obdio.sim.bus.SegmentedSend;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request on CAN: framing, flow control and received frames. */
final class CanExchange extends BusExchange implements CanNetwork.Listener {

  private static final int PCI_SINGLE = 7;

  private final CanWire wire;
  private final ElmSettings settings;
  private final CanReceiver receiver;
  private @Nullable SegmentedSend segmented;

  CanExchange(Chip chip, CanWire wire) {
    super(chip);
    this.wire = wire;
    this.settings = chip.settings;
    this.receiver = new CanReceiver(chip, wire);
  }

  void start(Outgoing request) {
    byte[] data = request.data().toBytes();
    CanId id = CanIds.request(settings, wire, request.header());
    int room = PCI_SINGLE - (settings.extendedAddress == ElmSettings.NONE ? 0 : 1);
    boolean formatted = settings.canFormatting && wire.segments();
    if (formatted && data.length > room && settings.segment && data.length < 4096) {
      open(request);
      SegmentedSend send =
          new SegmentedSend(chip.link.can, id, data, filler(), new FlowControlWait());
      segmented = send;
      send.start();
      return;
    }
    if (data.length > (formatted ? room : 8)) {
      chip.unknown();
      chip.endIfBusy();
      return;
    }
    CanFrame frame = CanFrame.of(id, formatted ? framed(data) : unframed(data));
    open(request);
    chip.buffer.store(frame);
    chip.link.can.send(frame);
  }

  /**
   * The wait for flow control: ends the exchange if it is late, and starts the time-out after the
   * last frame.
   */
  private final class FlowControlWait implements SegmentedSend.Progress {
    private int waits;

    @Override
    public void waiting() {
      int mine = ++waits;
      suspendWait();
      chip.time.after(
          chip.stn.flowControlTimeout * 1_000_000L,
          () -> {
            SegmentedSend send = segmented;
            if (mine == waits && send != null && send.isWaiting()) {
              timedOut();
            }
          });
    }

    @Override
    public void ended() {
      waits++;
      waitAgain();
    }
  }

  @Override
  String nothingText() {
    SegmentedSend send = segmented;
    return send != null && send.isWaiting() ? "FC RX TIMEOUT" : super.nothingText();
  }

  private void open(Outgoing request) {
    begin(request);
    if (!over()) {
      chip.link.can.listen(this);
    }
  }

  private byte filler() {
    return (byte) chip.memory.parameters.value(0x26);
  }

  /** Returns PCI byte, data and padding. */
  private byte[] framed(byte[] data) {
    int skip = settings.extendedAddress == ElmSettings.NONE ? 0 : 1;
    byte[] bytes = new byte[exactLength() ? data.length + 1 + skip : 8];
    Arrays.fill(bytes, filler());
    if (skip == 1) {
      bytes[0] = (byte) settings.extendedAddress;
    }
    bytes[skip] = (byte) data.length;
    System.arraycopy(data, 0, bytes, 1 + skip, data.length);
    return bytes;
  }

  private boolean exactLength() {
    return settings.variableDlc || wire.variableDlc();
  }

  /** Returns the host's own bytes, padded unless the DLC is variable. */
  private byte[] unframed(byte[] data) {
    byte[] bytes = ordered(data);
    if (exactLength() || bytes.length == 8) {
      return bytes;
    }
    byte[] full = Arrays.copyOf(bytes, 8);
    Arrays.fill(full, bytes.length, 8, filler());
    return full;
  }

  /**
   * Returns the bytes in the order of the bus. The host writes the parameter group of a J1939
   * request with the high byte first.
   */
  private byte[] ordered(byte[] data) {
    if (!wire.j1939() || !settings.j1939Reversed || data.length != 3) {
      return data;
    }
    return new byte[] {data[2], data[1], data[0]};
  }

  @Override
  public void onFrame(CanFrame frame, boolean damaged) {
    SegmentedSend send = segmented;
    if (send != null && receiver.accepts(frame.id()) && send.onFrame(frame)) {
      return;
    }
    if (!receiver.accepts(frame.id()) || !receiver.isForTester(frame)) {
      return;
    }
    chip.buffer.store(frame);
    List<String> lines = receiver.lines(frame, damaged);
    if (!lines.isEmpty()) {
      received(lines, isPending(frame));
    }
    if (!over()) {
      receiver.flowControl(frame);
    }
  }

  /** Returns whether a frame is a responsePending: 7F, any service, 78. */
  private boolean isPending(CanFrame frame) {
    int pci = settings.extendedAddress == ElmSettings.NONE ? 0 : 1;
    return frame.length() > pci + 3
        && frame.at(pci) == 3
        && frame.at(pci + 1) == 0x7F
        && frame.at(pci + 3) == 0x78;
  }

  @Override
  public void onIdle() {
    busIdle();
  }

  @Override
  void stopListening() {
    chip.link.can.listen(null);
  }
}
