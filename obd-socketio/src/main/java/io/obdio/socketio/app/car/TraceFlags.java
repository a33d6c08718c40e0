package io.obdio.socketio.app.car;

import io.obdio.core.recording.TraceWriter;
import io.obdio.core.recording.TracingTransport;
import io.obdio.core.transport.DiagnosticTransport;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags for the trace of the dialogue with the adapter. */
public final class TraceFlags {

  /** Creates flags, which the parser sets. */
  public TraceFlags() {}

  @Option(
      names = "--trace",
      paramLabel = "FILE",
      description = {
        "Write all bytes or frames that are sent and received into a file, with their times. An"
            + " existing file is replaced if it is a trace or a recording."
      })
  @Nullable Path trace;

  @Option(
      names = "--trace-max-size",
      paramLabel = "MB",
      defaultValue = "20",
      description = "Megabytes after which the trace ends. Default: ${DEFAULT-VALUE}.")
  int maxSize;

  @Option(
      names = "--mask-vin",
      negatable = true,
      description =
          "Replace the vehicle identification number in the trace. Default: it is not replaced.")
  boolean maskVin;

  /**
   * Returns the transport, traced if the user requests that.
   *
   * @param title the URI of the transport
   * @param otherwise what a trace is written to if the user names no file; null for no trace
   * @throws IOException if the file cannot be written
   */
  DiagnosticTransport traced(
      DiagnosticTransport transport, String title, @Nullable Writer otherwise) throws IOException {
    Path file = trace;
    Writer out = otherwise;
    if (file != null) {
      Traces.requireReplaceable(file);
      out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
    }
    if (out == null) {
      return transport;
    }
    TraceWriter writer =
        new TraceWriter(
            file == null ? "the output" : file.toString(),
            out,
            maskVin,
            (long) maxSize * 1_000_000);
    return new TracingTransport(transport, Traces.title(title), writer);
  }
}
