package example;

import io.obdio.core.command.Service01;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.TransportProvider;
import io.obdio.core.transport.Transports;
import io.obdio.socketio.obd.ObdIo;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** All artifacts: every scheme, and the simulated vehicle through the ELM327 driver. */
public class Main {
  public static void main(String[] args) throws Exception {
    Set<String> schemes = new TreeSet<>();
    for (TransportProvider provider : Transports.providers()) {
      schemes.addAll(provider.schemes());
    }
    Set<String> expected =
        Set.of("elm327", "isotp", "isotpserver", "replay", "sim", "slcan", "socketcan");
    check(schemes.equals(expected), schemes.toString());
    try (ObdIo io = ObdIo.builder().listen("127.0.0.1", 0).build()) {
      io.start();
      ConnectionStatus status = io.connectObd("sim:?identity=2.3").get(30, TimeUnit.SECONDS);
      check(status == ConnectionStatus.CAR_CONNECTED, status.toString());
      String rpm = io.connection().orElseThrow().query(Service01.RPM).value().toString();
      check(rpm.endsWith(" rpm"), rpm);
      check(io.protocol().id().equals("6"), io.protocol().toString());
    }
    System.out.println("passed");
  }

  private static void check(boolean condition, String message) {
    if (!condition) {
      throw new AssertionError(message);
    }
  }
}
