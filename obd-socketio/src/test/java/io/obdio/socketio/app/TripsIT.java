package io.obdio.socketio.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.command.Commands;
import io.obdio.core.connection.ObdConnection;
import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.RawHttp;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code obdio serve --history}, {@code /api/v1/trips} and {@code obdio trips}. */
@Timeout(120)
class TripsIT {

  @TempDir static Path folder;
  static Path file;
  static InProcessServer server;

  /** Trip 1 has ended, trip 2 is running. */
  @BeforeAll
  static void record() throws Exception {
    file = folder.resolve("history.db");
    server =
        new InProcessServer(
            "--history=" + file,
            "--history-interval=50",
            "--history-rate=20",
            "--history-commit=200",
            "--history-trip-end=1",
            "--trip-fuel-price=2");
    Await.until("samples of trip 1", () -> samples(1) > 20);
    Await.value(server.io.disconnectObd());
    Await.until("the end of trip 1", () -> !get("/trips/1").json().get("running").asBoolean());
    Await.value(server.io.connectObd("sim:?cycle=idle"));
    Await.until("samples of trip 2", () -> samples(2) > 20);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private record Answer(int status, String body, HttpResponse<String> response) {
    JsonNode json() {
      return JsonMapper.shared().readTree(body);
    }
  }

  private static Answer send(String method, String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.url("/api/v1" + path)))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<String> response = RawHttp.send(request);
      return new Answer(response.statusCode(), response.body(), response);
    } catch (Exception e) {
      throw new IllegalStateException(path, e);
    }
  }

  private static Answer get(String path) {
    return send("GET", path);
  }

  private static int samples(int trip) {
    Answer answer = get("/trips/" + trip + "/series?names=RPM&points=5000");
    JsonNode series = answer.status == 200 ? answer.json().get("series") : null;
    return series == null || series.size() == 0 ? 0 : series.get(0).get("time").size();
  }

  @Test
  void tripsAreListedTheLatestFirst() {
    JsonNode trips = get("/trips").json().get("trips");
    assertEquals(2, trips.get(0).get("id").asInt());
    JsonNode first = trips.get(1);
    assertEquals(1, first.get("id").asInt());
    assertEquals(17, first.get("vin").asString().length());
    assertEquals(0.0, first.get("distance_km").asDouble());
    assertTrue(first.get("fuel_l_per_100km").isNull());
    assertTrue(first.get("duration_ms").asDouble() > 500);
    assertEquals(1, get("/trips?limit=1").json().get("trips").size());
    JsonNode earlier = get("/trips?before=2").json().get("trips");
    assertEquals(1, earlier.get(0).get("id").asInt());
  }

  @Test
  void aTripHasItsCommandsAndCurrentIsTheRunningOne() {
    JsonNode trip = get("/trips/current").json();
    assertEquals(2, trip.get("id").asInt());
    List<String> names = new ArrayList<>();
    JsonNode commands = trip.get("commands");
    for (int i = 0; i < commands.size(); i++) {
      names.add(commands.get(i).get("name").asString());
    }
    assertTrue(names.containsAll(List.of("RPM", "SPEED", "STATUS.MIL")), names.toString());
  }

  @Test
  void aSeriesHasMinimumAndMaximumOfEachInterval() {
    JsonNode json = get("/trips/1/series?names=RPM,nonsense&points=3").json();
    assertEquals(1, json.get("series").size());
    JsonNode series = json.get("series").get(0);
    assertEquals("revolutions_per_minute", series.get("unit").asString());
    assertTrue(series.get("bucket_ms").asLong() > 0);
    assertTrue(series.get("time").size() <= 4);
    for (int i = 0; i < series.get("time").size(); i++) {
      double min = series.get("min").get(i).asDouble();
      double mean = series.get("mean").get(i).asDouble();
      double max = series.get("max").get(i).asDouble();
      assertTrue(min <= mean && mean <= max && min > 700 && max < 1_000, series.toString());
    }
    long begin = json.get("begin").asLong();
    JsonNode part =
        get("/trips/1/series?names=RPM&from=" + (begin + 100) + "&to=" + (begin + 400)).json();
    JsonNode times = part.get("series").get(0).get("time");
    assertTrue(times.get(0).asLong() >= begin + 100);
    assertTrue(times.get(times.size() - 1).asLong() < begin + 400);
  }

  @Test
  void anEndedTripIsRevalidatedByItsTag() {
    for (String path : List.of("/trips/1", "/trips/1/series?names=RPM")) {
      Answer first = get(path);
      String tag = first.response.headers().firstValue("etag").orElseThrow();
      Answer again = send("GET", path, "If-None-Match", tag);
      assertEquals(304, again.status);
      assertEquals("", again.body);
    }
    assertTrue(get("/trips/2").response.headers().firstValue("etag").isEmpty());
  }

  @Test
  void wrongRequestsAreExplained() {
    assertError(400, "names is missing", get("/trips/1/series"));
    assertError(400, "points is 'x'", get("/trips/1/series?names=RPM&points=x"));
    assertError(
        400, "at most 200000", get("/trips/1/series?names=A,B,C,D,E,F,G,H,I,J,K&points=20000"));
    for (String id : List.of("one", "0", "-1", "+1", "01", "%D9%A1", "9999999999")) {
      assertError(400, "not the number of a trip", get("/trips/" + id));
    }
    assertError(404, "there is no trip 99", get("/trips/99"));
    assertError(400, "there is no format 'pdf'", get("/trips/1/export?format=pdf"));
    assertError(404, "there is no trip 99", send("DELETE", "/trips/99"));
    assertError(409, "is running", send("DELETE", "/trips/2"));
  }

  private static void assertError(int status, String message, Answer answer) {
    assertEquals(status, answer.status, answer.body);
    assertTrue(answer.json().get("message").asString().contains(message), answer.body);
  }

  @Test
  void theStateOfTheHistoryIsVisible() {
    JsonNode status = get("/history").json();
    assertTrue(status.get("recording").asBoolean(), status.toString());
    assertEquals(2, status.get("running_trip").asInt());
    assertEquals(0, status.get("dropped_rows").asInt());
  }

  @Test
  void tablesAndJsonAreExported() {
    Answer csv = get("/trips/1/export?format=csv");
    assertEquals(200, csv.status);
    assertTrue(
        csv.response.headers().firstValue("content-disposition").orElse("").contains("trip-1.csv"));
    List<String> lines = csv.body.lines().toList();
    assertTrue(lines.get(0).startsWith("time (s),"), lines.get(0));
    assertTrue(lines.get(0).contains("RPM (rpm)"), lines.get(0));
    int columns = lines.get(0).split(",", -1).length;
    assertTrue(lines.size() > 20);
    assertEquals(columns, lines.get(5).replaceAll("\"[^\"]*\"", "").split(",", -1).length);

    JsonNode json = get("/trips/1/export?format=json").json();
    assertEquals(1, json.get("trip").get("id").asInt());
    JsonNode sample = json.get("samples").get(3);
    assertEquals(3, sample.size());
    assertTrue(json.get("commands").size() > sample.get(1).asInt());
  }

  @Test
  void theRecordingIsPlayedByReplay() throws Exception {
    Path recording = folder.resolve("drive.txt");
    assertEquals(0, trips("export", "1", "--format=recording", "-o", recording.toString()).exit);
    try (ObdConnection connection = ObdConnection.open("replay:" + recording)) {
      assertEquals(vin(), connection.query(Commands.standard().get("VIN")).value().toString());
      double rpm = rpm(connection);
      assertTrue(rpm > 700 && rpm < 1_000, rpm + " rpm");
    }
    Result again = trips("export", "1", "--format=recording", "-o", recording.toString());
    assertEquals(2, again.exit);
    assertTrue(again.err.contains("exists: choose another file"), again.err);
  }

  @Test
  void theTableIsPlayedByTheSimulator() throws Exception {
    Path table = folder.resolve("sim drive.csv");
    Result result = trips("export", "1", "--format=simulator", "-o", table.toString());
    assertEquals(0, result.exit, result.err);
    Path scenario = folder.resolve("sim drive.yaml");
    assertTrue(Files.readString(table).startsWith("time,"));
    Path plain = Files.copy(scenario, folder.resolve("drive.yaml"));
    try (ObdConnection connection = ObdConnection.open("sim:?scenario=" + plain)) {
      assertEquals(vin(), connection.query(Commands.standard().get("VIN")).value().toString());
      double rpm = rpm(connection);
      assertTrue(rpm > 700 && rpm < 1_000, rpm + " rpm");
    }
  }

  @Test
  void aTableNamedLikeTheScenarioGetsAnotherName() throws Exception {
    Path scenario = folder.resolve("named.yaml");
    String[] export = {"export", "1", "--format=simulator", "-o", scenario.toString()};
    Result result = trips(export);
    assertEquals(0, result.exit, result.err);
    assertTrue(Files.readString(folder.resolve("named.csv")).startsWith("time,"));
    assertTrue(Files.readString(scenario).contains("named.csv"));
    Files.delete(folder.resolve("named.csv"));
    Result again = trips(export);
    assertEquals(2, again.exit);
    assertTrue(again.err.contains("named.yaml exists"), again.err);
    assertTrue(Files.notExists(folder.resolve("named.csv")));
  }

  private static String vin() {
    return get("/trips/1").json().get("vin").asString();
  }

  private static double rpm(ObdConnection connection) {
    return Double.parseDouble(
        connection.query(Commands.standard().get("RPM")).value().toString().split(" ")[0]);
  }

  // ---- obdio trips

  private record Result(int exit, String out, String err) {}

  private static Result trips(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    List<String> all = new ArrayList<>(List.of("trips"));
    all.addAll(List.of(args));
    all.add("--history=" + file);
    int exit = Main.run(line, all.toArray(String[]::new));
    return new Result(exit, out.toString(), err.toString());
  }

  @Test
  void theCommandListsAndShowsTrips() {
    Result list = trips("list");
    assertEquals(0, list.exit, list.err);
    List<String> lines = list.out.lines().toList();
    assertTrue(lines.get(0).contains("L/100 km"), list.out);
    assertTrue(lines.get(1).contains("(running)"), list.out);
    assertTrue(lines.get(2).strip().startsWith("1 "), list.out);
    JsonNode json = JsonMapper.shared().readTree(trips("list", "--json").out);
    assertEquals(2, json.get(0).get("id").asInt());
    Result show = trips("show", "1");
    assertTrue(show.out.contains("vehicle      " + vin()), show.out);
    assertTrue(show.out.contains("Engine RPM"), show.out);
    assertEquals(2, trips("show", "99").exit);
  }

  @Test
  void theCommandDoesNotDeleteTheRunningTrip() {
    Result result = trips("delete", "2");
    assertEquals(2, result.exit);
    assertTrue(result.err.contains("is running"), result.err);
    assertFalse(get("/trips/2").body.toLowerCase(Locale.ROOT).contains("no trip"));
  }
}
