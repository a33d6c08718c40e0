package io.obdio.sim.elm327;

import io.obdio.isotp.can.CanFrame;
import java.util.function.Predicate;

/** Shows what passes on the bus until the host sends a byte, or can't read as fast as it comes. */
final class Monitor implements Activity, CanNetwork.Listener {

  private final Chip chip;
  private final ElmProtocol protocol;
  private final Predicate<CanFrame> wanted;

  private Monitor(Chip chip, ElmProtocol protocol, Predicate<CanFrame> wanted) {
    this.chip = chip;
    this.protocol = protocol;
    this.wanted = wanted;
  }

  /** Opens the bus if need be and shows the frames that are wanted. */
  static void start(Chip chip, Predicate<CanFrame> wanted) {
    chip.link.whenOpen(
        () -> {
          ElmProtocol p = chip.link.protocol();
          if (p == null) {
            chip.unknown();
            chip.endIfBusy();
            return;
          }
          Monitor monitor = new Monitor(chip, p, wanted);
          chip.begin(monitor);
          if (p.isCan() && p.sharesWireWith(chip.config.protocol())) {
            chip.link.can.listen(monitor);
            chip.link.can.traffic(true);
          }
        });
  }

  @Override
  public void onFrame(CanFrame frame, boolean damaged) {
    if (frame.id().extended() != protocol.extended() || !wanted.test(frame)) {
      return;
    }
    for (String text : CanText.lines(chip.settings, protocol, frame, damaged)) {
      chip.replies.line(text);
    }
    if (chip.line.backlog() > SerialLine.TRANSMIT_BUFFER) {
      abandon();
      chip.replies.message("BUFFER FULL");
      chip.finish();
    }
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
  }
}
