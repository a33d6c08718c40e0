package io.obdio.socketio.app;

import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.ClientProcess;
import io.obdio.socketio.testing.GpsdServer;
import io.obdio.socketio.testing.RawHttp;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page Trips in a browser, with a trip that has ended and one that is running. */
@Timeout(300)
class TripsPageIT {

  @TempDir Path folder;

  private InProcessServer server(GpsdServer gpsd) throws Exception {
    InProcessServer server =
        new InProcessServer(
            "--history=" + folder.resolve("history.db"),
            "--history-interval=50",
            "--history-commit=200",
            "--history-trip-end=4",
            "--gps=gpsd:127.0.0.1:" + gpsd.port());
    Await.until(
        "positions of trip 1",
        () -> positions(server) > 5); // at one in a second, so that the slider has a range
    Await.until(
        "trip 1", () -> text(server, "/trips/1/series?names=SPEED,RPM").contains("\"RPM\""));
    Await.value(server.io.disconnectObd());
    Await.until("its end", () -> text(server, "/trips/1").contains("\"running\":false"));
    Await.value(server.io.connectObd("sim:?cycle=idle"));
    Await.until("trip 2", () -> text(server, "/trips/2").contains("\"RPM\""));
    return server;
  }

  /** Returns the number of positions of trip 1. */
  private static int positions(InProcessServer server) {
    JsonNode series =
        JsonMapper.shared()
            .readTree(text(server, "/trips/1/series?names=GPS_LATITUDE,GPS_LONGITUDE,GPS_SPEED"))
            .path("series");
    return series.size() < 3 ? 0 : series.get(2).get("time").size();
  }

  private static String text(InProcessServer server, String path) {
    try {
      URI uri = URI.create(server.url("/api/v1" + path));
      return RawHttp.send(HttpRequest.newBuilder(uri)).body();
    } catch (Exception e) {
      throw new IllegalStateException(path, e);
    }
  }

  @TestFactory
  Stream<DynamicTest> everySizeAndAppearanceThenListReplayExportAndDeletion() throws Exception {
    String chromium = ClientProcess.chromium();
    try (GpsdServer gpsd = new GpsdServer();
        InProcessServer server = server(gpsd)) {
      String url = server.url("/");
      return Stream.concat(
          checks("obd/pages.mjs", url, chromium, "", "trips,trips/1"),
          checks("obd/trips.mjs", url, chromium));
    }
  }

  private static Stream<DynamicTest> checks(String script, String... args) throws Exception {
    try (ClientProcess process = ClientProcess.node(script, args)) {
      return process.checks();
    }
  }
}
