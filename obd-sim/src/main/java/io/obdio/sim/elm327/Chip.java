package io.obdio.sim.elm327;

import io.obdio.sim.DiagnosticConnector;
import io.obdio.sim.bus.Timeline;
import io.obdio.sim.fault.Fault;
import io.obdio.sim.fault.FaultInjector;
import org.jspecify.annotations.Nullable;

/** The adapter's processor: collects commands, runs them and replies. Not thread-safe. */
final class Chip {

  private static final int LONGEST_COMMAND = 8192;
  private static final long TYPING_LIMIT = 20_000_000_000L;

  /**
   * A LF within this time after a CR belongs to the same line end and does not interrupt, in
   * nanoseconds.
   */
  private static final long LINE_END = 10_000_000L;

  final ElmConfig config;
  final DiagnosticConnector car;
  final Timeline time;
  final FaultInjector faults;
  final NonvolatileMemory memory;
  final ElmSettings settings;
  final StnSettings stn = new StnSettings();
  final SerialLine line;
  final ReplyWriter replies;
  final VehicleLink link;

  /** The last message that was sent or received (AT BD). */
  final ObdBuffer buffer = new ObdBuffer();

  /** Time-out of the baud rate handshake, in nanoseconds. */
  long baudWindow = 75_000_000L;

  /** Set when a fault or a command closes the connection to the host. */
  boolean linkDropped;

  private final StringBuilder typed = new StringBuilder();
  private boolean unreadable;
  private String last = "";
  private @Nullable Activity activity;
  private long typingSince;
  private boolean typingWatched;
  private boolean firstRequest = true;
  private boolean asleep;

  /** Time of the CR if it was the last byte, else {@link Long#MIN_VALUE}. */
  private long carriageReturnAt = Long.MIN_VALUE;

  /** Whether a command runs that has not printed its prompt. */
  private boolean promptDue;

  Chip(ElmConfig config, DiagnosticConnector car, FaultInjector faults, Timeline time) {
    this.config = config;
    this.car = car;
    this.faults = faults;
    this.time = time;
    memory = new NonvolatileMemory(config.identity());
    settings = new ElmSettings(memory.parameters, config.identity());
    line = new SerialLine(time, faults, config.timing().baud(), this::onByte);
    replies = new ReplyWriter(settings, line, faults, time);
    link = new VehicleLink(this);
  }

  <F extends Fault> @Nullable F fault(Class<F> type) {
    return faults.active(type, time.now());
  }

  void onByte(int b) {
    boolean lineEnd =
        b == '\n'
            && carriageReturnAt != Long.MIN_VALUE
            && time.now() - carriageReturnAt <= LINE_END + line.byteTime();
    carriageReturnAt = b == '\r' ? time.now() : Long.MIN_VALUE;
    if (lineEnd) {
      return;
    }
    Activity busy = activity;
    if (busy != null) {
      busy.onByte(b);
      return;
    }
    if (b == 0 || b == '\n' && typed.length() == 0) {
      return;
    }
    if (b != '\r') {
      replies.echo(b);
      type(b);
      return;
    }
    replies.echo(b);
    String command = typed.toString();
    boolean wrong = unreadable;
    typed.setLength(0);
    unreadable = false;
    if (wrong) {
      unknown();
      replies.prompt();
    } else {
      run(command);
    }
  }

  private void type(int b) {
    if (typed.length() == 0) {
      typingSince = time.now();
      watchTyping(TYPING_LIMIT);
    }
    if (b > ' ' && b < 0x7F && typed.length() < LONGEST_COMMAND) {
      typed.append(Character.toUpperCase((char) b));
    } else if (b >= 0x7F || b > ' ') {
      unreadable = true;
    }
  }

  /** Discards a command that is not complete within 20 s. */
  private void watchTyping(long nanos) {
    if (typingWatched) {
      return;
    }
    typingWatched = true;
    time.after(
        nanos,
        () -> {
          typingWatched = false;
          if (typed.length() == 0) {
            return;
          }
          long left = typingSince + TYPING_LIMIT - time.now();
          if (left > 0) {
            watchTyping(left);
          } else {
            typed.setLength(0);
            unreadable = false;
            unknown();
            replies.prompt();
          }
        });
  }

  private void run(String command) {
    String text = command.isEmpty() ? last : command;
    last = text;
    for (Fault.UnknownCommand f : faults.allActive(Fault.UnknownCommand.class, time.now())) {
      if (f.command().equals(text)) {
        unknown();
        replies.prompt();
        return;
      }
    }
    promptDue = true;
    if (text.startsWith("AT")) {
      AtCommands.AT.run(this, text.substring(2));
    } else if (text.startsWith("ST") && config.identity().stn()) {
      AtCommands.ST.run(this, text.substring(2));
    } else {
      VehicleRequests.run(this, text);
    }
    if (promptDue && activity == null) {
      replies.prompt();
    }
  }

  /** Prints {@code OK}. */
  void ok() {
    replies.line("OK");
  }

  /** Prints {@code ?}. */
  void unknown() {
    replies.line("?");
  }

  /** Prints a reply of one line. */
  void print(String text) {
    replies.line(text);
  }

  /** Starts an operation, which receives the host's bytes until {@link #finish}. */
  void begin(Activity what) {
    activity = what;
  }

  /** Ends the operation in progress and prints the prompt. */
  void finish() {
    activity = null;
    promptDue = false;
    replies.prompt();
  }

  /** Returns whether an operation is in progress. */
  boolean isBusyWith(Activity what) {
    return activity == what;
  }

  /** Ends the operation in progress, if there is one. */
  void endIfBusy() {
    if (activity != null) {
      finish();
    }
  }

  /** Ends the operation because the host sent a byte. */
  void stopped() {
    replies.message("STOPPED");
    finish();
  }

  /** Returns true once after each reset. */
  boolean takeFirstRequest() {
    boolean first = firstRequest;
    firstRequest = false;
    return first;
  }

  /** Restores the defaults and the stored protocol, and abandons the operation in progress. */
  void restart() {
    if (asleep) {
      asleep = false;
      car.adapterSleeps(false);
    }
    Activity busy = activity;
    if (busy != null) {
      busy.abandon();
      activity = null;
    }
    settings.reset(memory.parameters);
    stn.reset();
    link.reset();
    firstRequest = true;
  }

  /** Restarts and prints the identity: AT Z, AT WS and the end of low power. */
  void reset(long nanos, boolean keepBaud) {
    restart();
    if (!keepBaud) {
      resetBaud();
      baudWindow = 75_000_000L;
    }
    if (fault(Fault.ResetDropsLink.class) != null) {
      linkDropped = true;
    }
    Runnable done =
        () -> {
          replies.endLine();
          replies.endLine();
          replies.line(config.identity().id());
        };
    if (nanos == 0) {
      done.run();
      return;
    }
    begin(b -> {}); // Bytes are ignored during the start.
    time.after(
        nanos,
        () -> {
          done.run();
          finish();
        });
  }

  /**
   * Enters the low power mode: the adapter ignores everything until a byte of the host wakes it,
   * which is lost itself.
   */
  void sleep() {
    link.close();
    car.adapterSleeps(true);
    asleep = true;
    begin(b -> wakeUp());
  }

  /** Enters the low power mode unless an operation is in progress. */
  void sleepIfIdle() {
    if (activity == null) {
      sleep();
    }
  }

  /** Wakes from low power by a restart. */
  void wakeUp() {
    reset(config.timing().reset().toNanos() / 10, true);
    if (activity == null) {
      replies.prompt();
    }
  }

  /** Restores the baud rate of the power-up: that of the line, or of PP 0C. */
  private void resetBaud() {
    line.resetBaud();
    int divisor = memory.parameters.value(0x0C);
    if (memory.parameters.isOn(0x0C) && divisor != 0) {
      line.baud(4_000_000 / divisor);
    }
  }

  /** Loses everything that is not stored. */
  void powerCycle() {
    restart();
    resetBaud();
    line.clear();
    replies.reset();
    typed.setLength(0);
    unreadable = false;
    last = "";
  }

  /** Handles a drop of the supply voltage. */
  void brownOut() {
    powerCycle();
    replies.endLine();
    replies.message("LV RESET");
    replies.prompt();
  }
}
