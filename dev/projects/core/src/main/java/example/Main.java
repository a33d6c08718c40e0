package example;

import io.obdio.core.command.Service01;
import io.obdio.core.connection.ObdConnection;
import io.obdio.core.definition.DefinitionException;
import io.obdio.core.definition.Definitions;
import io.obdio.core.testing.ScriptedTransport;
import io.obdio.core.transport.DiagnosticTransport;
import io.obdio.core.transport.TransportException;
import io.obdio.core.transport.Transports;
import java.nio.file.Files;
import java.nio.file.Path;

/** obd-core alone: a scripted vehicle, a recording, and the artifact of each missing driver. */
public class Main {
  public static void main(String[] args) throws Exception {
    check(rpm(ScriptedTransport.vehicle()).equals("850.0 rpm"), "the scripted vehicle");
    Path recording = Files.createTempFile("recording", ".txt");
    Files.writeString(recording, "0.0 0100 7E8#4100001A8003\n0.1 010C 7E8#410C0D48\n");
    check(rpm(Transports.create("replay:" + recording)).equals("850.0 rpm"), "the recording");
    refuses("sim:", "io.obdio:obd-sim");
    refuses("elm327:/dev/ttyUSB0", "io.obdio:obd-transport-elm327");
    refuses("socketcan:can0", "io.obdio:obd-transport-socketcan");
    refuses("isotpserver:localhost", "io.obdio:obd-isotp");
    Path list = Files.createTempFile("list", ".csv");
    try {
      Definitions.load(list);
      throw new AssertionError("definitions without Jackson");
    } catch (DefinitionException e) {
      check(e.getMessage().contains("jackson-dataformat-csv"), e.getMessage());
    }
    System.out.println("passed");
  }

  private static String rpm(DiagnosticTransport transport) throws TransportException {
    try (ObdConnection connection = ObdConnection.builder(transport).batching(false).build()) {
      connection.open();
      return connection.query(Service01.RPM).value().toString();
    }
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
