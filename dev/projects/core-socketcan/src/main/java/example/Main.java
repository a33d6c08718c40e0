package example;

import io.obdio.core.connection.ObdConnection;
import io.obdio.core.transport.TransportException;

/**
 * obd-core and the SocketCAN driver, whose native library is loaded to look for an interface; the
 * library of slcan is missing.
 */
public class Main {
  public static void main(String[] args) throws Exception {
    for (String scheme : new String[] {"socketcan", "isotp"}) {
      try (ObdConnection connection = ObdConnection.open(scheme + ":nocan9")) {
        throw new AssertionError(connection.status().toString());
      } catch (TransportException.Unavailable e) {
        check(e.getMessage().contains("there is no interface 'nocan9'"), e.getMessage());
      }
    }
    try (ObdConnection connection = ObdConnection.open("slcan:/dev/ttyACM0")) {
      throw new AssertionError(connection.status().toString());
    } catch (TransportException.Unavailable e) {
      check(e.getMessage().contains("com.fazecast:jSerialComm"), e.getMessage());
    }
    System.out.println("passed");
  }

  private static void check(boolean condition, String message) {
    if (!condition) {
      throw new AssertionError(message);
    }
  }
}
