package io.obdio.socketio.devices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.testing.RawHttp;
import io.obdio.socketio.testing.RawWebSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A session that was recorded with EVOK 3, step by step against ours: for every request the same
 * shape, or the difference that docs/devices.md lists with its reason. The devices are ours: EVOK's
 * {@code do 1_01} is {@code do SIM_IGNITION}, its {@code ai 1_01} is {@code ai RPM}.
 */
@Timeout(120)
class EvokSessionIT {

  private static @Nullable DevicesServer shared;

  @BeforeAll
  static void start() throws Exception {
    shared = new DevicesServer(DevicesOptions.defaults()).connect();
  }

  @AfterAll
  static void stop() {
    server().close();
  }

  private static DevicesServer server() {
    if (shared == null) {
      throw new IllegalStateException("not started");
    }
    return shared;
  }

  /** What came back: device types, a refusal's code, or nothing. */
  private static String outcome(String message) throws Exception {
    try (RawWebSocket socket = server().socket()) {
      // Silence first, so that what comes is the answer; a marker shows that nothing came.
      socket.send("{\"cmd\":\"filter\",\"devices\":[\"wd\"]}");
      socket.send("{\"cmd\":\"full\",\"dev\":\"ro\",\"circuit\":\"CONNECT\"}");
      drainTo(socket, "CONNECT");
      socket.send(message);
      socket.send("{\"cmd\":\"full\",\"dev\":\"ro\",\"circuit\":\"CLEAR_DTC\"}");
      List<Map<String, Object>> first = DevicesServer.array(socket.text());
      if ("CLEAR_DTC".equals(first.get(0).get("circuit")) && first.size() == 1) {
        return "nothing";
      }
      return first.size() > 20
          ? "all"
          : "refused".equals(first.get(0).get("dev"))
              ? "refused " + first.get(0).get("value")
              : first.get(0).get("dev") + " " + first.get(0).get("circuit");
    }
  }

  private static void drainTo(RawWebSocket socket, String circuit) throws Exception {
    while (!circuit.equals(DevicesServer.array(socket.text()).get(0).get("circuit"))) {
      // pushes from before the filter
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // the same as there
        "{\"cmd\":\"all\"}                                                      | all",
        "{\"cmd\":\"filter\",\"devices\":[\"di\"]}                              | nothing",
        "{\"cmd\":\"filter\",\"devices\":[]}                                    | nothing",
        "{\"cmd\":\"filter\",\"devices\":[\"default\",\"di\"]}                  | nothing",
        "{\"cmd\":\"filter\",\"devices\":[\"input\"]}                           | nothing",
        "` `                                                                    | nothing",
        // refused here, ignored there: silence hides mistakes
        "{\"cmd\":\"filter\",\"devices\":[\"bogus\"]}                           | refused bad_argument",
        "{\"cmd\":\"filter\",\"devices\":\"di\"}                                | refused bad_argument",
        "{\"cmd\":\"filter\"}                                                   | refused bad_argument",
        "{\"cmd\":\"filter\",\"devices\":null}                                  | refused bad_argument",
        "{\"cmd\":\"filter\",\"devices\":[1]}                                   | refused bad_argument",
        "{\"cmd\":\"set\",\"dev\":\"do\",\"circuit\":\"9_99\",\"value\":1}      | refused unknown_command",
        "{\"cmd\":\"set\",\"dev\":\"ai\",\"circuit\":\"RPM\",\"value\":5}       | refused bad_argument",
        "{\"cmd\":\"set\",\"dev\":\"do\",\"circuit\":\"SIM_IGNITION\",\"value\":null} | refused bad_argument",
        "{\"cmd\":\"nosuch\",\"dev\":\"do\",\"circuit\":\"SIM_IGNITION\"}       | refused unknown_event",
        "{}                                                                     | refused bad_argument",
        "[1,2]                                                                  | refused bad_argument",
        "not json                                                               | refused bad_argument",
        "\"str\"                                                                | refused bad_argument",
        "null                                                                   | refused bad_argument",
        // a method of the device there, refused here: a hole
        "{\"cmd\":\"set_state\",\"dev\":\"do\",\"circuit\":\"SIM_IGNITION\",\"value\":1} | refused unknown_event",
        "{\"cmd\":\"__init__\",\"dev\":\"ro\",\"circuit\":\"CONNECT\",\"value\":{}} | refused unknown_event",
        // answered here: it is meant to
        "{\"cmd\":\"full\",\"dev\":\"do\",\"circuit\":\"SIM_IGNITION\"}         | do SIM_IGNITION",
        "{\"cmd\":\"full\",\"dev\":\"ai\",\"circuit\":\"RPM\"}                  | ai RPM"
      })
  void aMessage(String message, String expected) throws Exception {
    assertEquals(expected, outcome(message));
  }

  @ParameterizedTest
  @CsvSource({
    "do, SIM_IGNITION, value, 1",
    "output, SIM_IGNITION, value, '\"1\"'",
    "relay, SIM_IGNITION, value, true",
    "do, SIM_IGNITION, value, '{\"value\":1}'"
  })
  void aSetIsPushed(String dev, String circuit, String field, String value) throws Exception {
    try (RawWebSocket socket = server().socket()) {
      socket.send("{\"cmd\":\"filter\",\"devices\":[\"do\",\"ro\"]}");
      socket.send(
          "{\"cmd\":\"set\",\"dev\":\"%s\",\"circuit\":\"%s\",\"%s\":%s}"
              .formatted(dev, circuit, field, value));
      List<Map<String, Object>> frame = DevicesServer.array(socket.text());
      while (!circuit.equals(frame.get(0).get("circuit"))) {
        frame = DevicesServer.array(socket.text());
      }
      assertEquals("do", frame.get(0).get("dev"));
      assertEquals(1, frame.get(0).get("value"));
      assertEquals(false, frame.get(0).get("pending"));
    }
  }

  /** Status there, status here: 404 for everything there, the fitting one here. */
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "GET     | /version               | -                            | 200 | 200",
        "GET     | /rest/all              | -                            | 200 | 200",
        "GET     | /rest/do/SIM_IGNITION  | -                            | 200 | 200",
        "GET     | /rest/do/SIM_IGNITION/ | -                            | 200 | 200",
        "GET     | /rest/do/SIM_IGNITION/value | -                       | 200 | 200",
        "GET     | /rest/do/all           | -                            | 200 | 200",
        "GET     | /rest/do/all/value     | -                            | 200 | 200",
        "GET     | /rest/output/SIM_IGNITION | -                         | 200 | 200",
        "GET     | /rest/do/9_99          | -                            | 404 | 404",
        "GET     | /rest/nope/1           | -                            | 404 | 404",
        "GET     | /rest/do/SIM_IGNITION/_x | -                          | 404 | 404",
        "GET     | /rest/do/SIM_IGNITION/nosuch | -                      | 404 | 404",
        "POST    | /rest/do/SIM_IGNITION  | value=1                      | 200 | 200",
        "POST    | /rest/do/SIM_IGNITION  | bogus=1                      | 404 | 400",
        "GET     | /json/do/SIM_IGNITION  | -                            | 200 | 200",
        "POST    | /json/do/SIM_IGNITION  | {\"value\":1}                | 200 | 200",
        "POST    | /json/do/SIM_IGNITION  | {\"value\":                  | 404 | 400",
        "POST    | /json/do/SIM_IGNITION  | {\"nope\":1}                 | 404 | 400",
        "POST    | /json/all              | {}                           | 200 | 405",
        "OPTIONS | /json/do/SIM_IGNITION  | -                            | 500 | 204",
        "POST    | /bulk                  | {}                           | 200 | 200",
        "POST    | /bulk                  | x                            | 200 | 400",
        "POST    | /rpc                   | {}                           | 200 | 405"
      })
  void aRequest(String method, String path, @Nullable String body, int there, int here)
      throws Exception {
    HttpRequest.BodyPublisher publisher =
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body);
    var response =
        RawHttp.send(
            HttpRequest.newBuilder(URI.create(server().url(path)))
                .header("content-type", "application/x-www-form-urlencoded")
                .method(method, publisher));
    assertEquals(here, response.statusCode(), response.body());
    boolean device = path.contains("/do/") || path.contains("/output/");
    if (device && here == 200 && method.equals("POST")) {
      Map<String, Object> answer = DevicesServer.object(response.body());
      assertEquals(true, answer.get("success"));
      assertEquals("do", ((Map<?, ?>) answer.get("result")).get("dev"));
    } else if (device && here >= 400) {
      Map<String, Object> answer = DevicesServer.object(response.body());
      assertEquals(false, answer.get("success"));
      assertNotNull(answer.get("errors"));
      assertNull(answer.get("result"));
    }
    assertTrue(there >= 200); // documents the original
  }

  @ParameterizedTest
  @CsvSource({"/ws, true", "/ws/, true", "/ws/x, false"})
  void aPath(String path, boolean opened) {
    String url = server().url(path).replace("http://", "ws://");
    assertEquals(!opened, RawWebSocket.refused(url, null));
  }
}
