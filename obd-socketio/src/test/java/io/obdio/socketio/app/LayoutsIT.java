package io.obdio.socketio.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.testing.RawHttp;
import io.obdio.socketio.testing.TestClient;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The layouts of the dashboard over REST: versions, conflicts, bounds, and what a restart keeps.
 */
@Timeout(120)
class LayoutsIT {

  private static final String VIN = "WVWZZZ1JZXW000001";
  private static final String ONE = layouts("[" + layout("a") + "]");

  @TempDir Path folder;

  private static String layout(String id) {
    return "{\"id\":\"" + id + "\",\"name\":\"N\",\"items\":[{\"command\":\"RPM\",\"w\":2}]}";
  }

  private static String layouts(String array) {
    return "{\"layouts\":" + array + "}";
  }

  private InProcessServer server() throws Exception {
    return new InProcessServer("--state=" + folder.resolve("state"));
  }

  private static HttpRequest.Builder request(InProcessServer server, String vin) {
    return HttpRequest.newBuilder(URI.create(server.url("/api/v1/layouts/" + vin)));
  }

  private static HttpResponse<String> get(InProcessServer server, String vin) throws Exception {
    return RawHttp.send(request(server, vin));
  }

  private static HttpResponse<String> put(
      InProcessServer server, String vin, String tag, String body) throws Exception {
    HttpRequest.Builder request =
        request(server, vin).PUT(HttpRequest.BodyPublishers.ofString(body));
    if (!tag.isEmpty()) {
      request.header("If-Match", tag);
    }
    return RawHttp.send(request);
  }

  private static String tag(HttpResponse<String> response) {
    return response.headers().firstValue("etag").orElseThrow();
  }

  @Test
  void aVehicleWithoutLayoutsHasVersion0() throws Exception {
    try (InProcessServer server = server()) {
      HttpResponse<String> none = get(server, VIN);
      assertEquals("{\"version\":0,\"layouts\":[]}", none.body());
      assertEquals("\"0\"", tag(none));
      assertEquals(400, get(server, "WVWZZZ1JZXW00000I").statusCode());
      assertEquals(200, get(server, "default").statusCode());
    }
  }

  @Test
  void aChangeNeedsTheVersionThatItsAuthorSaw() throws Exception {
    try (InProcessServer server = server()) {
      assertEquals(428, put(server, VIN, "", ONE).statusCode());
      HttpResponse<String> first = put(server, VIN, "\"0\"", ONE);
      assertEquals("{\"version\":1,\"persistent\":true}", first.body());
      assertEquals("\"1\"", tag(first));
      HttpResponse<String> conflict = put(server, VIN, "\"0\"", layouts("[]"));
      assertEquals(412, conflict.statusCode());
      assertEquals("a", id(conflict.body()));
      assertEquals(412, put(server, VIN, "*", ONE).statusCode());
      assertEquals(200, put(server, VIN, "\"1\"", layouts("[]")).statusCode());
    }
  }

  private static String id(String document) throws Exception {
    return new JSONObject(document).getJSONArray("layouts").getJSONObject(0).getString("id");
  }

  @Test
  void aRestartKeepsThem() throws Exception {
    try (InProcessServer server = server()) {
      put(server, VIN, "\"0\"", ONE);
    }
    try (InProcessServer server = server()) {
      assertEquals("a", id(get(server, VIN).body()));
      assertEquals("\"1\"", tag(get(server, VIN)));
    }
  }

  @Test
  void withoutAFolderTheAnswerReportsThatTheyAreNotKept() throws Exception {
    try (InProcessServer server = new InProcessServer()) {
      assertEquals("{\"version\":1,\"persistent\":false}", put(server, VIN, "\"0\"", ONE).body());
    }
  }

  @Test
  void aFolderThatCannotBeWrittenIsReportedToo() throws Exception {
    Files.writeString(folder.resolve("state"), "a file where the folder would be");
    try (InProcessServer server = server()) {
      assertTrue(put(server, VIN, "\"0\"", ONE).body().contains("\"persistent\":false"));
    }
  }

  @Test
  void wrongDocumentsAreRefusedWithTheReason() throws Exception {
    List<String> wrong =
        List.of(
            "",
            "[]",
            "{}",
            layouts("1"),
            layouts("[1]"),
            layouts("[{}]"),
            layouts("[" + layout("a") + "," + layout("a") + "]"),
            layouts("[{\"id\":\"a\",\"name\":\"\",\"items\":[]}]"),
            layouts("[{\"id\":\"a\",\"name\":\"n\",\"items\":[{}]}]"),
            layouts("[{\"id\":\"a\",\"name\":\"n\"}]"),
            layouts("[" + "0,".repeat(20) + "0]"),
            layouts("[\"" + "x".repeat(65_536) + "\"]"));
    try (InProcessServer server = server()) {
      for (String body : wrong) {
        HttpResponse<String> refused = put(server, VIN, "\"0\"", body);
        assertEquals(400, refused.statusCode(), refused.body());
        assertTrue(refused.body().startsWith("{\"code\":\"bad_argument\","), refused.body());
      }
      assertEquals("\"0\"", tag(get(server, VIN)));
    }
  }

  @Test
  void thereIsABoundOfVehiclesAndEmptyOnesAreRemovedFirst() throws Exception {
    try (InProcessServer server = server()) {
      for (int i = 0; i < 50; i++) {
        assertEquals(200, put(server, vin(i), "\"0\"", ONE).statusCode());
      }
      assertEquals(429, put(server, vin(50), "\"0\"", ONE).statusCode());
      assertEquals(200, put(server, vin(7), "\"1\"", layouts("[]")).statusCode());
      assertEquals(200, put(server, vin(50), "\"0\"", ONE).statusCode());
    }
  }

  private static String vin(int number) {
    return String.format("WVWZZZ1JZXW%06d", number);
  }

  @Test
  void allClientsAreNotifiedOfAChange() throws Exception {
    try (InProcessServer server = server();
        TestClient client = TestClient.connect(server.port())) {
      put(server, VIN, "\"0\"", ONE);
      JSONObject change = (JSONObject) client.next("layouts_changed")[0];
      assertEquals(VIN, change.getString("vin"));
      assertEquals(1, change.getInt("version"));
    }
  }

  @Test
  void pagesOfOtherOriginsAreRefused() throws Exception {
    try (InProcessServer server = server()) {
      HttpResponse<String> foreign =
          RawHttp.send(request(server, VIN).header("Origin", "http://elsewhere.example"));
      assertEquals(403, foreign.statusCode());
      assertFalse(foreign.body().contains("layouts\""), foreign.body());
    }
  }

  @Test
  void theSessionListsWhatTheClientMayDo() throws Exception {
    try (InProcessServer server = server()) {
      String session = new RawHttp(server.url("/api/v1/session")).get("").body();
      assertTrue(session.contains("\"watch\""), session);
      assertFalse(session.contains("\"connect\""), "a switch forbids it: " + session);
    }
  }
}
