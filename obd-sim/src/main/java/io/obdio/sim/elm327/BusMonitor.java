package io.obdio.sim.elm327;

import io.obdio.isotp.can.CanFrame;
import io.obdio.sim.BusProtocol;
import io.obdio.sim.bus.BusFilter;
import io.obdio.sim.bus.CanNetwork;
import io.obdio.sim.bus.LegacyNetwork;

/** A monitor of the bus. It ends when the host sends a byte or cannot read fast enough. */
final class BusMonitor implements Activity, CanNetwork.Listener, LegacyNetwork.Listener {

  private final Chip chip;
  private final BusProtocol protocol;
  private final BusFilter filter;
  private int left;

  private BusMonitor(Chip chip, BusProtocol protocol, BusFilter filter, int messages) {
    this.chip = chip;
    this.protocol = protocol;
    this.filter = filter;
    this.left = messages;
  }

  /**
   * Opens the bus if necessary and starts the monitor.
   *
   * @param messages number of messages after which it ends; NONE for no limit
   */
  static void start(Chip chip, BusFilter filter, int messages) {
    chip.link.whenOpen(
        () -> {
          BusProtocol p = chip.link.protocol();
          if (p == null) {
            chip.unknown();
            chip.endIfBusy();
            return;
          }
          BusMonitor monitor = new BusMonitor(chip, p, filter, messages);
          chip.begin(monitor);
          monitor.listen();
        });
  }

  private void listen() {
    CanWire wire = chip.link.wire();
    if (wire != null && wire.reaches(chip.config.protocol())) {
      chip.link.can.listen(this);
      chip.link.can.traffic(true);
    } else if (wire == null && protocol == chip.config.protocol()) {
      chip.link.legacy.listen(this);
      chip.link.legacy.traffic(true);
    }
  }

  @Override
  public void onFrame(CanFrame frame, boolean damaged) {
    CanWire wire = chip.link.wire();
    if (wire == null
        || frame.id().extended() != wire.extended() && !wire.both()
        || !filter.passes(frame)) {
      return;
    }
    chip.buffer.store(frame);
    for (String text : CanFrameText.lines(chip.settings, wire, frame, damaged)) {
      chip.replies.line(text);
    }
    if (!overflows() && filter.completes(frame) && --left == 0) {
      abandon();
      chip.finish();
    }
  }

  @Override
  public void onMessage(byte[] message) {
    if (filter.passes(message)) {
      chip.buffer.store(message);
      chip.replies.line(LegacyText.line(chip.settings, protocol, message));
      overflows();
    }
  }

  /** Ends the monitor if the line to the host cannot take more, and returns whether it did. */
  private boolean overflows() {
    if (chip.line.backlog() <= chip.config.identity().transmitBuffer()) {
      return false;
    }
    abandon();
    chip.replies.message("BUFFER FULL");
    chip.finish();
    return true;
  }

  @Override
  public void onIdle() {
    // A monitor does not end when the bus is idle.
  }

  @Override
  public void onByte(int b) {
    abandon();
    chip.stopped();
  }

  @Override
  public void abandon() {
    chip.link.can.traffic(false);
    chip.link.can.listen(null);
    chip.link.legacy.traffic(false);
    chip.link.legacy.listen(null);
  }
}
