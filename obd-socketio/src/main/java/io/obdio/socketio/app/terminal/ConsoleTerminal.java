package io.obdio.socketio.app.terminal;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The terminal of the process, if there is one.
 *
 * @param out whether the standard output is a terminal
 * @param interactive whether a user can answer: standard input and standard error output are
 *     terminals
 * @param width columns, at least 20
 * @param height lines, at least 5
 */
public record ConsoleTerminal(boolean out, boolean interactive, int width, int height) {

  /** No terminal: the output goes to a file or another program. */
  public static final ConsoleTerminal NONE = new ConsoleTerminal(false, false, 80, 24);

  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
  private static final File TTY = new File("/dev/tty");
  private static final int STTY_DEADLINE_S = 2;

  /** Checks the size. */
  public ConsoleTerminal {
    width = Math.max(20, width);
    height = Math.max(5, height);
  }

  /**
   * Returns the terminal of a subcommand: that of the process, or none if its output was replaced.
   */
  public static ConsoleTerminal of(@Nullable CommandSpec spec) {
    return spec == null || Console.isReplaced(spec.commandLine()) ? NONE : detect();
  }

  /** Returns the terminal of this process. */
  public static ConsoleTerminal detect() {
    boolean out = isTerminal(1);
    boolean interactive = isTerminal(0) && isTerminal(2);
    if (!out && !interactive) {
      return NONE;
    }
    int[] size = size();
    return new ConsoleTerminal(out, interactive, size[1], size[0]);
  }

  /** Returns whether the standard error output is a terminal. */
  static boolean isErrorTerminal() {
    return isTerminal(2);
  }

  /** Returns whether a descriptor is a terminal; without /proc, whether all are. */
  @SuppressWarnings("SystemConsoleNull") // on Java 22 and later, that is an assumption
  private static boolean isTerminal(int descriptor) {
    if (!Files.isDirectory(DESCRIPTORS)) {
      return System.console() != null;
    }
    try {
      String target =
          Files.readSymbolicLink(DESCRIPTORS.resolve(String.valueOf(descriptor))).toString();
      return target.startsWith("/dev/pts/") || target.matches("/dev/(tty|console|hvc|vc/)\\w*");
    } catch (IOException e) {
      return false;
    }
  }

  /** Returns lines and columns: those that the terminal reports, else those of the environment. */
  private static int[] size() {
    String reported = stty();
    if (reported != null && reported.matches("\\d{1,5} \\d{1,5}")) {
      int[] size = {
        Integer.parseInt(reported.substring(0, reported.indexOf(' '))),
        Integer.parseInt(reported.substring(reported.indexOf(' ') + 1))
      };
      if (size[0] > 0 && size[1] > 0) {
        return size;
      }
    }
    return new int[] {variable("LINES", 24), variable("COLUMNS", 80)};
  }

  private static int variable(String name, int otherwise) {
    String value = System.getenv(name);
    return value != null && value.matches("[1-9]\\d{0,4}") ? Integer.parseInt(value) : otherwise;
  }

  private static @Nullable String stty() {
    if (!TTY.exists()) {
      return null;
    }
    try {
      Process process = new ProcessBuilder("stty", "size").redirectInput(TTY).start();
      if (!process.waitFor(STTY_DEADLINE_S, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return null;
      }
      return new String(process.getInputStream().readNBytes(40), StandardCharsets.US_ASCII).strip();
    } catch (IOException e) {
      return null; // There is no stty, or no controlling terminal.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }
}
