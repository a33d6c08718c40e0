package io.obdio.socketio.uplink;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.access.Access;
import io.obdio.socketio.access.AccessOptions;
import io.obdio.socketio.access.Audit;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.event.RequestRow;
import io.obdio.socketio.json.jackson.JacksonJson;
import io.obdio.socketio.telemetry.BrokerMessage;
import io.obdio.socketio.telemetry.Topics;
import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.RequestException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UplinkRequestsTest {

  private static final String TOPIC = "obdio/VAN-1/cmd/7";
  private static final String OTHERWISE = "obdio/VAN-1/res/7";

  private final Access access = Access.withoutKeys();
  private final List<BrokerMessage> responses = new ArrayList<>();
  private final List<Audit.Entry> audit = new ArrayList<>();
  private final List<CompletableFuture<Object>> pending = new ArrayList<>();
  private boolean returned;
  private UplinkRequests requests = requests(Set.of(Scope.READ, Scope.QUERY));

  private UplinkRequests requests(Set<Scope> allowed) {
    access.audit().addListener(audit::add);
    List<RequestRow> rows =
        List.of(
            new RequestRow("echo", Scope.READ, (requester, args) -> args.values()),
            new RequestRow("wait", Scope.QUERY, (requester, args) -> await()),
            new RequestRow(
                "bad",
                Scope.READ,
                (requester, args) -> {
                  throw new RequestException(ErrorCode.BAD_ARGUMENT, "argument missing");
                }),
            new RequestRow(
                "broken",
                Scope.READ,
                (requester, args) -> {
                  throw new IllegalStateException("a secret of the program");
                }),
            new RequestRow("clear_dtc", Scope.CLEAR, (requester, args) -> true));
    return new UplinkRequests(
        rows,
        new UplinkRequester(access, allowed),
        new ResponseTopics(Topics.DEFAULT, "VAN-1"),
        new JacksonJson(),
        () -> returned,
        responses::add);
  }

  private CompletableFuture<Object> await() {
    CompletableFuture<Object> future = new CompletableFuture<>();
    pending.add(future);
    return future;
  }

  private static BrokerMessage message(
      String json, boolean retained, @Nullable String responseTopic, @Nullable Duration expiry) {
    return new BrokerMessage(
        TOPIC,
        json.getBytes(StandardCharsets.UTF_8),
        1,
        retained,
        responseTopic,
        new byte[] {7},
        expiry);
  }

  /** Returns the response to a request. */
  private String ask(String json) {
    requests.receive(message(json, false, null, null), "7");
    return last();
  }

  private String last() {
    return responses.isEmpty() ? "" : responses.get(responses.size() - 1).text();
  }

  /** A fleet forwards requests of clients that may do less than the fleet. */
  @Test
  void aForwardedRequestHasTheScopesOfItsClient() {
    requests = requests(Set.of(Scope.READ, Scope.QUERY, Scope.CLEAR));
    String clear = "{\"method\":\"clear_dtc\",\"scopes\":[\"read\",\"query\"]}";
    assertTrue(ask(clear).contains("\"code\":\"not_allowed\""), this::last);
    assertEquals("{\"ok\":true,\"result\":true}", ask(clear.replace("query", "clear")));
    assertTrue(ask("{\"method\":\"echo\",\"scopes\":1}").contains("scopes must be"), this::last);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"method":"echo","params":["RPM",{"a":1}]} | {"ok":true,"result":["RPM",{"a":1}]}
          {"method":"echo"}                          | {"ok":true,"result":[]}
          {"method":"echo","params":[null]}          | {"ok":true,"result":[null]}
          """)
  void aMethodIsCalledWithItsParameters(String request, String response) {
    assertEquals(response, ask(request));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
"""
{"method":"echo","params":{"name":"RPM"}} | bad_argument  | params must be an array
{"method":"nope"}                         | unknown_event | there is no method 'nope'; there are bad, broken, clear_dtc, echo, wait
{"method":5}                              | unknown_event | there is no method '5'
{}                                        | unknown_event | there is no method 'null'
[]                                        | bad_argument  | a request is an object
nonsense                                  | bad_argument  | a request is an object
{"method":"bad"}                          | bad_argument  | argument missing
{"method":"broken"}                       | internal      | the handler of the program failed; see its log
{"method":"clear_dtc"}                    | not_allowed   | add 'clear' to --uplink-allow
""")
  void failuresHaveACodeAndAMessage(String request, String code, String message) {
    String response = ask(request);
    assertTrue(response.contains("\"ok\":false"), response);
    assertTrue(response.contains("\"code\":\"" + code + "\""), response);
    assertTrue(response.contains(message), response);
  }

  @Test
  void theResponseGoesWhereTheRequestNames() {
    requests.receive(message("{\"method\":\"echo\"}", false, "answers/me", null), "7");
    assertEquals("answers/me", responses.get(0).topic());
    assertArrayEquals(new byte[] {7}, responses.get(0).correlation());
    assertEquals(1, responses.get(0).qos());
    assertEquals(false, responses.get(0).retained());
    requests.receive(message("{\"method\":\"echo\"}", false, null, null), "7");
    assertEquals(OTHERWISE, responses.get(1).topic());
  }

  /** Else a client could publish as the vehicle, or send requests with its rights. */
  @ParameterizedTest
  @CsvSource({
    "answers/me, answers/me",
    "obdio/VAN-1/res/node-1/5, obdio/VAN-1/res/node-1/5",
    "obdio/VAN-1/status, obdio/VAN-1/res/7",
    "obdio/VAN-1/cmd/8, obdio/VAN-1/res/7",
    "obdio/VAN-2/res/7, obdio/VAN-1/res/7",
    "other/X/cmd/1, obdio/VAN-1/res/7",
    "$SYS/x, obdio/VAN-1/res/7",
    "homeassistant/sensor/x/config, obdio/VAN-1/res/7"
  })
  void theResponseTopicIsChecked(String named, String used) {
    requests.receive(message("{\"method\":\"echo\"}", false, named, null), "7");
    assertEquals(used, responses.get(0).topic());
  }

  @Test
  void aRetainedRequestIsIgnored() {
    requests.receive(message("{\"method\":\"echo\"}", true, null, null), "7");
    assertEquals(List.of(), responses);
  }

  @Test
  void atMost16RequestsRun() {
    for (int i = 0; i < 16; i++) {
      assertEquals("", ask("{\"method\":\"wait\"}"));
    }
    assertTrue(ask("{\"method\":\"wait\"}").contains("\"code\":\"busy\""), last());
    pending.get(0).complete(5);
    assertEquals("{\"ok\":true,\"result\":5}", last());
    pending
        .get(1)
        .completeExceptionally(new RequestException(ErrorCode.TIMEOUT, "the deadline passed"));
    assertTrue(last().contains("\"code\":\"timeout\""), last());
    int before = responses.size();
    requests.receive(message("{\"method\":\"wait\"}", false, null, null), "7");
    assertEquals(before, responses.size());
    assertEquals(17, pending.size());
  }

  @Test
  void changesAreRecordedWhetherTheyAreAllowedOrNot() {
    ask("{\"method\":\"clear_dtc\"}");
    requests = requests(Set.of(Scope.CLEAR));
    audit.clear();
    assertEquals("{\"ok\":true,\"result\":true}", ask("{\"method\":\"clear_dtc\"}"));
    Audit.Entry entry = audit.get(0);
    assertEquals("mqtt clear_dtc ok", entry.face() + " " + entry.action() + " " + entry.outcome());
  }

  @Test
  void aRefusedChangeIsRecorded() {
    ask("{\"method\":\"clear_dtc\"}");
    assertEquals("not_allowed", audit.get(0).outcome());
  }

  /** The switch of the server applies whatever the uplink allows. */
  @Test
  void theSwitchOfTheServerApplies() {
    access.update(AccessOptions.builder().forbidden(Set.of(Scope.CLEAR)).build());
    requests = requests(Set.of(Scope.CLEAR));
    String response = ask("{\"method\":\"clear_dtc\"}");
    assertTrue(response.contains("start the server with --allow-clear"), response);
  }

  /** A broker keeps requests for an absent vehicle, for a day. */
  @Test
  void aRequestThatMayBeOldDoesNotChangeTheVehicle() {
    requests = requests(Set.of(Scope.READ, Scope.CLEAR));
    returned = true;
    assertTrue(ask("{\"method\":\"clear_dtc\"}").contains("\"code\":\"timeout\""), last());
    assertTrue(ask("{\"method\":\"echo\"}").contains("\"ok\":true"), last());
    requests.receive(
        message("{\"method\":\"clear_dtc\"}", false, null, Duration.ofSeconds(10)), "7");
    assertEquals("{\"ok\":true,\"result\":true}", last());
    returned = false;
    assertEquals("{\"ok\":true,\"result\":true}", ask("{\"method\":\"clear_dtc\"}"));
  }
}
