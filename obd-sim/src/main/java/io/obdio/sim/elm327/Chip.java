package io.obdio.sim.elm327;

import io.obdio.sim.bus.DiagnosticConnector;
import io.obdio.sim.bus.Timeline;
import io.obdio.sim.fault.Fault;
import io.obdio.sim.fault.FaultInjector;
import org.jspecify.annotations.Nullable;

/** The adapter's processor: collects commands, runs them, answers. One thread at a time. */
final class Chip {

  private static final int LONGEST_COMMAND = 8192;
  private static final long TYPING_LIMIT = 20_000_000_000L;

  /** Within this time after a CR a LF is the end of the same line and interrupts nothing. */
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

  /** The last message that was sent or received, as AT BD shows it. */
  final ObdBuffer buffer = new ObdBuffer();

  /** Window of the baud rate handshake, in nanoseconds. */
  long baudWindow = 75_000_000L;

  /** True once a fault or a command has cut the link to the host; the shell acts on it. */
  boolean linkDropped;

  private final StringBuilder typed = new StringBuilder();
  private boolean unreadable;
  private String last = "";
  private @Nullable Activity activity;
  private long typingSince;
  private boolean typingWatched;
  private boolean firstRequest = true;

  /** Time of the CR if it was the last byte, else {@link Long#MIN_VALUE}. */
  private long carriageReturnAt = Long.MIN_VALUE;

  /** True while a command runs that has not brought its prompt. */
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

  /** A command that is not finished within 20 s is given up. */
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

  /** {@code OK}. */
  void ok() {
    replies.line("OK");
  }

  /** {@code ?}. */
  void unknown() {
    replies.line("?");
  }

  /** The one line of an answer. */
  void say(String text) {
    replies.line(text);
  }

  /** Is busy until {@link #finish}. */
  void begin(Activity what) {
    activity = what;
  }

  /** Is no longer busy: the prompt. */
  void finish() {
    activity = null;
    promptDue = false;
    replies.prompt();
  }

  /** True while this is what it is busy with. */
  boolean isBusyWith(Activity what) {
    return activity == what;
  }

  /** The command is over, whether it had to wait for something or not. */
  void endIfBusy() {
    if (activity != null) {
      finish();
    }
  }

  /** Ends what is under way because the host said something. */
  void stopped() {
    replies.message("STOPPED");
    finish();
  }

  /** True once after each reset. */
  boolean takeFirstRequest() {
    boolean first = firstRequest;
    firstRequest = false;
    return first;
  }

  /** The defaults, the stored protocol, nothing under way. */
  void restart() {
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

  /** AT Z, AT WS and the end of the sleep: restart, then the identity. */
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
    begin(b -> {}); // deaf while it starts
    time.after(
        nanos,
        () -> {
          done.run();
          finish();
        });
  }

  /** The host's line moved while the adapter slept: it starts again. */
  void wakeUp() {
    reset(config.timing().reset().toNanos() / 10, true);
    if (activity == null) {
      replies.prompt();
    }
  }

  /** The rate of the power-up: the line's own, or that of PP 0C. */
  private void resetBaud() {
    line.resetBaud();
    int divisor = memory.parameters.value(0x0C);
    if (memory.parameters.isOn(0x0C) && divisor != 0) {
      line.baud(4_000_000 / divisor);
    }
  }

  /** The supply was away: everything that is not stored is lost. */
  void powerCycle() {
    restart();
    resetBaud();
    line.clear();
    replies.reset();
    typed.setLength(0);
    unreadable = false;
    last = "";
  }

  /** The supply dipped. */
  void brownOut() {
    powerCycle();
    replies.endLine();
    replies.message("LV RESET");
    replies.prompt();
  }
}
