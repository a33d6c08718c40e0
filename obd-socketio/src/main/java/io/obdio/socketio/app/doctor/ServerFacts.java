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
 * @param configuration the file; empty if there is none
 * @param problems what is wrong in it
 * @param addresses where the server listens
 * @param obstacles the addresses that cannot be bound, with the reason
 * @param running whether a server of OBDio answers at the port
 * @param keys whether clients need a key
 * @param open whether clients without a key may change the vehicle
 * @param encrypted whether the server uses TLS
 */
record ServerFacts(
    String configuration,
    List<String> problems,
    List<InetSocketAddress> addresses,
    List<String> obstacles,
    boolean running,
    boolean keys,
    boolean open,
    boolean encrypted) {

  private static final Duration HTTP = Duration.ofSeconds(2);

  ServerFacts {
    problems = List.copyOf(problems);
    addresses = List.copyOf(addresses);
    obstacles = List.copyOf(obstacles);
  }

  /** What the program's flags determine. */
  record Settings(
      String configuration,
      List<String> problems,
      List<InetSocketAddress> addresses,
      boolean keys,
      boolean open,
      boolean encrypted) {}

  /** Returns whether other machines reach the server. */
  boolean reachable() {
    return addresses.stream().anyMatch(a -> !a.getAddress().isLoopbackAddress());
  }

  /** Collects the facts: binds each address for a moment. */
  static ServerFacts collect(Machine machine, Settings settings) throws InterruptedException {
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
    return new ServerFacts(
        settings.configuration(),
        settings.problems(),
        settings.addresses(),
        obstacles,
        running,
        settings.keys(),
        settings.open(),
        settings.encrypted());
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
