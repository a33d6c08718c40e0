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
import org.json.JSONArray;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

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
            "--transport=sim:?cycle=idle",
            "--history=" + file,
            "--history-interval=50",
            "--history-rate=20",
            "--history-commit=200",
            "--history-trip-end=1",
            "--trip-fuel-price=2");
    Await.until("samples of trip 1", () -> samples(1) > 20);
    Await.value(server.io.disconnectObd());
    Await.until("the end of trip 1", () -> !get("/trips/1").json().getBoolean("running"));
    Await.value(server.io.connectObd("sim:?cycle=idle"));
    Await.until("samples of trip 2", () -> samples(2) > 20);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private record Answer(int status, String body, HttpResponse<String> response) {
    JSONObject json() {
      return new JSONObject(body);
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
    JSONArray series = answer.status == 200 ? answer.json().getJSONArray("series") : null;
    return series == null || series.length() == 0
        ? 0
        : series.getJSONObject(0).getJSONArray("time").length();
  }

  @Test
  void tripsAreListedTheLatestFirst() {
    JSONArray trips = get("/trips").json().getJSONArray("trips");
    assertEquals(2, trips.getJSONObject(0).getInt("id"));
    JSONObject first = trips.getJSONObject(1);
    assertEquals(1, first.getInt("id"));
    assertEquals(17, first.getString("vin").length());
    assertEquals(0.0, first.getDouble("distance_km"));
    assertTrue(first.isNull("fuel_l_per_100km"));
    assertTrue(first.getDouble("duration_ms") > 500);
    assertEquals(1, get("/trips?limit=1").json().getJSONArray("trips").length());
    JSONArray earlier = get("/trips?before=2").json().getJSONArray("trips");
    assertEquals(1, earlier.getJSONObject(0).getInt("id"));
  }

  @Test
  void aTripHasItsCommandsAndCurrentIsTheRunningOne() {
    JSONObject trip = get("/trips/current").json();
    assertEquals(2, trip.getInt("id"));
    List<String> names = new ArrayList<>();
    JSONArray commands = trip.getJSONArray("commands");
    for (int i = 0; i < commands.length(); i++) {
      names.add(commands.getJSONObject(i).getString("name"));
    }
    assertTrue(names.containsAll(List.of("RPM", "SPEED", "STATUS.MIL")), names.toString());
  }

  @Test
  void aSeriesHasMinimumAndMaximumOfEachInterval() {
    JSONObject json = get("/trips/1/series?names=RPM,nonsense&points=3").json();
    assertEquals(1, json.getJSONArray("series").length());
    JSONObject series = json.getJSONArray("series").getJSONObject(0);
    assertEquals("revolutions_per_minute", series.getString("unit"));
    assertTrue(series.getLong("bucket_ms") > 0);
    assertTrue(series.getJSONArray("time").length() <= 4);
    for (int i = 0; i < series.getJSONArray("time").length(); i++) {
      double min = series.getJSONArray("min").getDouble(i);
      double mean = series.getJSONArray("mean").getDouble(i);
      double max = series.getJSONArray("max").getDouble(i);
      assertTrue(min <= mean && mean <= max && min > 700 && max < 1_000, series.toString());
    }
    long begin = json.getLong("begin");
    JSONObject part =
        get("/trips/1/series?names=RPM&from=" + (begin + 100) + "&to=" + (begin + 400)).json();
    JSONArray times = part.getJSONArray("series").getJSONObject(0).getJSONArray("time");
    assertTrue(times.getLong(0) >= begin + 100);
    assertTrue(times.getLong(times.length() - 1) < begin + 400);
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
    assertError(400, "no number of a trip", get("/trips/one"));
    assertError(404, "there is no trip 99", get("/trips/99"));
    assertError(400, "there is no format 'pdf'", get("/trips/1/export?format=pdf"));
    assertError(404, "there is no trip 99", send("DELETE", "/trips/99"));
    assertError(409, "is running", send("DELETE", "/trips/2"));
  }

  private static void assertError(int status, String message, Answer answer) {
    assertEquals(status, answer.status, answer.body);
    assertTrue(answer.json().getString("message").contains(message), answer.body);
  }

  @Test
  void theStateOfTheHistoryIsVisible() {
    JSONObject status = get("/history").json();
    assertTrue(status.getBoolean("recording"), status.toString());
    assertEquals(2, status.getInt("running_trip"));
    assertEquals(0, status.getInt("dropped_rows"));
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

    JSONObject json = get("/trips/1/export?format=json").json();
    assertEquals(1, json.getJSONObject("trip").getInt("id"));
    JSONArray sample = json.getJSONArray("samples").getJSONArray(3);
    assertEquals(3, sample.length());
    assertTrue(json.getJSONArray("commands").length() > sample.getInt(1));
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

  private static String vin() {
    return get("/trips/1").json().getString("vin");
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
    JSONArray json = new JSONArray(trips("list", "--json").out);
    assertEquals(2, json.getJSONObject(0).getInt("id"));
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
