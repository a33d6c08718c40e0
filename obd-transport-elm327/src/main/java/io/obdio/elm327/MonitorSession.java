package io.obdio.elm327;

import io.obdio.elm327.command.AtCommand;
import io.obdio.elm327.command.Dialogue;
import io.obdio.elm327.command.ElmAdapter;
import io.obdio.elm327.line.CanLines;
import io.obdio.elm327.reply.ElmError;
import io.obdio.elm327.reply.RawReply;
import io.obdio.isotp.can.CanFrame;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The dialogue of monitor mode. Not thread-safe. */
final class MonitorSession {

  private static final long STOP_MILLIS = 2000;

  private final ElmAdapter adapter;
  private final boolean extended;
  private boolean running;
  private long overruns;
  private long damaged;

  /** Creates a session; {@code extended} for identifiers of 29 bits. */
  MonitorSession(ElmAdapter adapter, boolean extended) {
    this.adapter = adapter;
    this.extended = extended;
  }

  /** Returns how often the adapter dropped frames. */
  long overruns() {
    return overruns;
  }

  /** Returns the number of lines that could not be read. */
  long damaged() {
    return damaged;
  }

  /** Starts monitoring; frames are printed as they are on the bus, flow controls included. */
  void start(long deadline) throws IOException {
    adapter.set(AtCommand.CAN_FORMATTING, "0", deadline);
    adapter.dialogue().settle(deadline);
    resume();
  }

  private void resume() throws IOException {
    adapter.dialogue().send(AtCommand.MONITOR_ALL.text());
    running = true;
  }

  /** Waits for the next frame; returns null if none is received in time. */
  @Nullable CanFrame next(long deadline) throws IOException {
    Dialogue dialogue = adapter.dialogue();
    while (true) {
      if (!running) {
        resume();
      }
      RawReply line = dialogue.awaitLine(deadline);
      if (line == null) {
        return null;
      }
      running = !line.prompt();
      String text = line.text().replace(" ", "").strip();
      if (!text.isEmpty() && !text.equals(AtCommand.MONITOR_ALL.text())) {
        CanFrame frame = frame(text);
        if (frame != null) {
          return frame;
        }
      }
      if (deadline - dialogue.now() < 0) {
        // Lines without frames may come faster than they are read.
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

  /** Returns to the prompt and to formatted frames. */
  void stop(long deadline) throws IOException {
    Dialogue dialogue = adapter.dialogue();
    if (running) {
      dialogue.interrupt();
      long until = dialogue.within(STOP_MILLIS, deadline);
      RawReply line = dialogue.awaitLine(until);
      while (line != null && !line.prompt()) {
        line = dialogue.awaitLine(until);
      }
      running = false;
    }
    adapter.set(AtCommand.CAN_FORMATTING, "1", deadline);
  }
}
