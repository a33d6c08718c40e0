package example;

import io.obdio.core.testing.ScriptedTransport;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.TransportException;
import io.obdio.socketio.obd.ObdIo;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;

/** obd-socketio alone: a server with a scripted vehicle, and the artifact of a missing driver. */
public class Main {
  public static void main(String[] args) throws Exception {
    try (ObdIo io = ObdIo.builder().listen("127.0.0.1", 0).build()) {
      io.start();
      ConnectionStatus status =
          io.connectObd(ScriptedTransport.vehicle()).get(30, TimeUnit.SECONDS);
      check(status == ConnectionStatus.CAR_CONNECTED, status.toString());
      URI health = URI.create("http://127.0.0.1:" + io.server().port() + "/health");
      HttpResponse<String> response =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(health).build(), HttpResponse.BodyHandlers.ofString());
      check(response.statusCode() == 200, response.body());
      check(response.body().contains("\"status\":\"up\""), response.body());
      try {
        io.connectObd("sim:");
        throw new AssertionError("sim: without its driver");
      } catch (TransportException.BadUri e) {
        check(e.getMessage().contains("io.obdio:obd-sim"), e.getMessage());
      }
    }
    System.out.println("passed");
  }

  private static void check(boolean condition, String message) {
    if (!condition) {
      throw new AssertionError(message);
    }
  }
}
