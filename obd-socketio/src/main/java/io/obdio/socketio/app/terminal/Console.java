package io.obdio.socketio.app.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The output and error streams of a subcommand. */
public final class Console {

  private static final ObservedOutput OUTPUT =
      new ObservedOutput(new FileOutputStream(FileDescriptor.out));

  private Console() {}

  /** Returns the output of the process, which keeps its first failure. */
  public static ObservedOutput output() {
    return OUTPUT;
  }

  /**
   * Sets the streams of a command line to those of the process, in the encoding of the locale.
   * Characters that it does not have are replaced by similar ones.
   */
  public static void use(CommandLine line) {
    line.setOut(writer(OUTPUT));
    line.setErr(writer(new FileOutputStream(FileDescriptor.err)));
  }

  /** Returns whether the output of a command line does not go to that of the process. */
  static boolean isReplaced(CommandLine line) {
    return !(line.getOut() instanceof ProcessWriter);
  }

  private static PrintWriter writer(OutputStream out) {
    Charset charset = encoding(System.getProperty("native.encoding"));
    return new ProcessWriter(encodable(out, charset));
  }

  /** The output of the process. */
  private static final class ProcessWriter extends PrintWriter {
    ProcessWriter(Writer out) {
      super(out, true);
    }
  }

  /** Returns a writer in an encoding, which replaces characters that it does not have. */
  static Writer encodable(OutputStream out, Charset charset) {
    return new EncodableWriter(new OutputStreamWriter(out, charset), charset);
  }

  /** Returns the encoding of a name; UTF-8 if the name is missing or unknown. */
  static Charset encoding(@Nullable String name) {
    try {
      return name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return StandardCharsets.UTF_8;
    }
  }

  /** Returns the standard output of a subcommand. */
  public static PrintWriter out(@Nullable CommandSpec spec) {
    return spec != null
        ? spec.commandLine().getOut()
        : new PrintWriter(System.out, true, StandardCharsets.UTF_8);
  }

  /** Returns the standard error output of a subcommand. */
  public static PrintWriter err(@Nullable CommandSpec spec) {
    return spec != null
        ? spec.commandLine().getErr()
        : new PrintWriter(System.err, true, StandardCharsets.UTF_8);
  }
}
