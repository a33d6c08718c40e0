package io.obdio.elm327;

import io.obdio.elm327.command.Adapter;
import io.obdio.elm327.command.AtCommand;
import io.obdio.elm327.command.Dialogue;
import io.obdio.elm327.line.CanLines;
import io.obdio.elm327.reply.ElmError;
import io.obdio.elm327.reply.RawReply;
import io.obdio.isotp.can.CanFrame;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The dialogue of monitor mode. Not for several threads. */
final class MonitorSession {

  private static final long STOP_MILLIS = 2000;

  private final Adapter adapter;
  private final boolean extended;
  private boolean on;
  private long overruns;
  private long damaged;

  MonitorSession(Adapter adapter, boolean extended) {
    this.adapter = adapter;
    this.extended = extended;
  }

  long overruns() {
    return overruns;
  }

  long damaged() {
    return damaged;
  }

  /** Frames are wanted as they are on the bus, flow controls too. */
  void start(long deadline) throws IOException {
    adapter.set(AtCommand.CAN_FORMATTING, "0", deadline);
    adapter.dialogue().settle(deadline);
    again();
  }

  private void again() throws IOException {
    adapter.dialogue().send(AtCommand.MONITOR_ALL.text());
    on = true;
  }

  @Nullable CanFrame next(long deadline) throws IOException {
    Dialogue dialogue = adapter.dialogue();
    while (true) {
      if (!on) {
        again();
      }
      RawReply line = dialogue.awaitLine(deadline);
      if (line == null) {
        return null;
      }
      on = !line.prompt();
      String text = line.text().replace(" ", "").strip();
      if (!text.isEmpty() && !text.equals(AtCommand.MONITOR_ALL.text())) {
        CanFrame frame = frame(text);
        if (frame != null) {
          return frame;
        }
      }
      if (deadline - dialogue.now() < 0) {
        // Nothing but noise, and no end of it.
        return null;
      }
    }
  }

  private @Nullable CanFrame frame(String text) {
    if (text.endsWith("RTR")) {
      CanFrame bare = CanLines.frame(text.substring(0, text.length() - 3), extended);
      return bare == null ? null : CanFrame.remote(bare.id());
    }
    CanFrame frame = CanLines.frame(text, extended);
    if (frame != null && frame.length() > 0) {
      return frame;
    }
    ElmError.Found found = ElmError.find(text);
    if (found != null && found.error() == ElmError.BUFFER_FULL) {
      overruns++;
    } else if (!"SEARCHING...".equals(text)) {
      damaged++;
    }
    return null;
  }

  /** Back to the prompt, and the formatting of before. */
  void stop(long deadline) throws IOException {
    Dialogue dialogue = adapter.dialogue();
    if (on) {
      dialogue.interrupt();
      long until = dialogue.within(STOP_MILLIS, deadline);
      RawReply line = dialogue.awaitLine(until);
      while (line != null && !line.prompt()) {
        line = dialogue.awaitLine(until);
      }
      on = false;
    }
    adapter.set(AtCommand.CAN_FORMATTING, "1", deadline);
  }
}
