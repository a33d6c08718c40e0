package io.obdio.socketio.app;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.core.transport.TransportException;
import io.obdio.core.transport.TransportUri;
import io.obdio.socketio.app.doctor.Doctor;
import io.obdio.socketio.app.doctor.DoctorJson;
import io.obdio.socketio.app.doctor.DoctorReport;
import io.obdio.socketio.app.doctor.DoctorSetup;
import io.obdio.socketio.app.doctor.DoctorText;
import io.obdio.socketio.app.failure.ExitCode;
import io.obdio.socketio.app.terminal.Console;
import io.obdio.socketio.app.terminal.Progress;
import io.obdio.socketio.json.JsonException;
import io.obdio.socketio.json.jackson.JacksonJson;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code obdio doctor}: checks the machine, the adapter and the configuration. */
@Command(
    name = "doctor",
    description = {
      "Checks the machine, the adapter, the vehicle and the configuration, and states a remedy for"
          + " each problem.",
      "It changes nothing: neither the vehicle nor what the adapter stores. Exit code 1 if a check"
          + " fails."
    },
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {

  /** Searches all serial ports. */
  private static final String ANY_ADAPTER = "elm327:";

  @Option(
      names = "--transport",
      paramLabel = "URI",
      description =
          "Transport to the vehicle, as for 'serve'. Default: that of the configuration, else"
              + " elm327:, which searches all serial ports.")
  @Nullable String transport;

  @Option(names = "--json", description = "Print the result as JSON.")
  boolean json;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "File with the flags of 'serve' as keys. Default: obdio.yaml, if there is one.")
  @Nullable Path config;

  @Spec @Nullable CommandSpec spec;

  /** The line about the step that takes long; null if there is none. */
  @GuardedBy("this")
  private @Nullable Progress progress;

  @Override
  public Integer call() throws TransportException.BadUri, InterruptedException, JsonException {
    PrintWriter out = Console.out(spec);
    DoctorText text = new DoctorText(out);
    ServeSettings settings = new ServeSettings(config, System.getenv());
    String uri = transport != null ? transport : settings.transport(ANY_ADAPTER);
    Doctor doctor =
        new DoctorSetup(TransportUri.parse(uri), this::step)
            .folders(settings.folders())
            .settings(settings::server)
            .build();
    DoctorReport report =
        doctor.run(
            finding -> {
              endStep();
              if (!json) {
                text.print(finding);
              }
            });
    if (json) {
      byte[] bytes = new JacksonJson().encode(DoctorJson.of(report), List.of());
      out.println(new String(bytes, StandardCharsets.UTF_8));
      out.flush();
    } else {
      text.printSummary(report);
    }
    return (report.isPassed() ? ExitCode.OK : ExitCode.INCOMPLETE).code();
  }

  /** Shows a step on a terminal, where a person waits for it. */
  private synchronized void step(String text) {
    Progress shown = progress;
    if (shown == null) {
      progress = Progress.start(Console.err(spec), text);
    } else {
      shown.set(text);
    }
  }

  private synchronized void endStep() {
    Progress shown = progress;
    progress = null;
    if (shown != null) {
      shown.close();
    }
  }
}
