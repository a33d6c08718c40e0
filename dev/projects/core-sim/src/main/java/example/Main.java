package example;

import io.obdio.core.command.Service01;
import io.obdio.core.connection.ObdConnection;

/** obd-core and obd-sim: the simulated vehicle on a virtual CAN bus. */
public class Main {
  public static void main(String[] args) throws Exception {
    try (ObdConnection connection = ObdConnection.open("sim:")) {
      String rpm = connection.query(Service01.RPM).value().toString();
      if (!rpm.endsWith(" rpm")) {
        throw new AssertionError(rpm);
      }
    }
    System.out.println("passed");
  }
}
