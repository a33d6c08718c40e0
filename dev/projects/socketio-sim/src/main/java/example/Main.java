package example;

import io.obdio.core.command.Service01;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.TransportException;
import io.obdio.core.transport.Transports;
import io.obdio.socketio.obd.ObdIo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** obd-socketio and obd-sim without the ELM327 driver and without YAML. */
public class Main {
  public static void main(String[] args) throws Exception {
    try (ObdIo io = ObdIo.builder().listen("127.0.0.1", 0).build()) {
      io.start();
      ConnectionStatus status = io.connectObd("sim:").get(30, TimeUnit.SECONDS);
      check(status == ConnectionStatus.CAR_CONNECTED, status.toString());
      String rpm = io.connection().orElseThrow().query(Service01.RPM).value().toString();
      check(rpm.endsWith(" rpm"), rpm);
    }
    refuses("sim:?link=elm327", "obd-transport-elm327");
    Path scenario = Files.createTempFile("scenario", ".yaml");
    refuses("sim:?scenario=" + scenario, "jackson-dataformat-yaml");
    System.out.println("passed");
  }

  private static void refuses(String uri, String expected) {
    try {
      Transports.create(uri);
    } catch (TransportException.BadUri e) {
      check(e.getMessage().contains(expected), e.getMessage());
      return;
    }
    throw new AssertionError(uri + " is accepted");
  }

  private static void check(boolean condition, String message) {
    if (!condition) {
      throw new AssertionError(message);
    }
  }
}
