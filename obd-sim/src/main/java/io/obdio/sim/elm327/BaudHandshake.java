package io.obdio.sim.elm327;

/**
 * A change of the baud rate: OK, the identity at the new rate, a carriage return from the host
 * within the time-out, OK. Without the carriage return the old rate is restored.
 */
final class BaudHandshake implements Activity {

  private final Chip chip;
  private final String greeting;
  private int former;
  private boolean greeted;
  private boolean over;

  BaudHandshake(Chip chip, String greeting) {
    this.chip = chip;
    this.greeting = greeting;
  }

  void start(int rate) {
    if (rate < 9_600 || rate > 4_000_000) {
      chip.unknown();
      return;
    }
    former = chip.line.baud();
    chip.ok();
    chip.begin(this);
    chip.time.after(chip.line.drainTime(), () -> change(rate));
  }

  private void change(int rate) {
    if (over) {
      return;
    }
    chip.line.baud(rate);
    chip.time.after(
        chip.baudWindow,
        () -> {
          if (over) {
            return;
          }
          chip.replies.line(greeting);
          greeted = true;
          chip.time.after(chip.line.drainTime() + chip.baudWindow, this::revert);
        });
  }

  private void revert() {
    if (!over) {
      over = true;
      chip.line.baud(former);
      chip.finish();
    }
  }

  @Override
  public void onByte(int b) {
    if (greeted && b == '\r' && !over) {
      over = true;
      chip.ok();
      chip.finish();
    }
  }

  @Override
  public void abandon() {
    over = true;
  }
}
