package io.obdio.socketio.app.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The configuration and the port of the server.
 *
 * @param settings those with which the server would start
 * @param obstacles the addresses that cannot be bound, with the reason
 * @param running whether a server of OBDio answers at the port
 */
record ServerFacts(ServerSettings settings, List<String> obstacles, boolean running) {

  private static final Duration HTTP = Duration.ofSeconds(2);

  ServerFacts {
    obstacles = List.copyOf(obstacles);
  }

  /** Collects the facts: binds each address for a moment. */
  static ServerFacts collect(Machine machine, ServerSettings settings) throws InterruptedException {
    List<String> obstacles = new ArrayList<>();
    boolean running = false;
    for (InetSocketAddress address : settings.addresses()) {
      try (ServerSocket socket = new ServerSocket()) {
        socket.bind(address);
      } catch (IOException e) {
        running |= answers(address, settings.encrypted());
        List<String> holders = new Holders(machine).ofPort(address.getPort());
        obstacles.add(
            address.getPort()
                + ": "
                + e.getMessage()
                + (holders.isEmpty() ? "" : ", by " + String.join(", ", holders)));
      }
    }
    return new ServerFacts(settings, obstacles, running);
  }

  /** Returns whether a server of OBDio answers. */
  private static boolean answers(InetSocketAddress address, boolean encrypted)
      throws InterruptedException {
    InetAddress host =
        address.getAddress().isAnyLocalAddress()
            ? InetAddress.getLoopbackAddress()
            : address.getAddress();
    String name = host.getHostAddress();
    URI health =
        URI.create(
            (encrypted ? "https://" : "http://")
                + (name.contains(":") ? "[" + name + "]" : name)
                + ":"
                + address.getPort()
                + "/health");
    try {
      HttpResponse<String> response =
          HttpClient.newBuilder()
              .connectTimeout(HTTP)
              .build()
              .send(
                  HttpRequest.newBuilder(health).timeout(HTTP).build(),
                  HttpResponse.BodyHandlers.ofString());
      return response.body().startsWith("{\"status\":");
    } catch (IOException e) {
      return false;
    }
  }
}
