package io.obdio.socketio.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.access.AccessKey;
import io.obdio.socketio.access.KeyFileEditor;
import io.obdio.socketio.access.KeyHash;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.RawHttp;
import io.obdio.socketio.testing.RawWebSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recovered sessions: whether the key is still valid decides, not that it once was. */
@Timeout(120)
class RecoveredKeyIT {

  private static final String KEY = "obd_the_key_of_the_session_1234";
  private static final Pattern CONNECTED =
      Pattern.compile("40(?:/octane,)?\\{\"sid\":\"([^\"]+)\",\"pid\":\"([^\"]+)\"\\}");
  private static final Pattern OFFSET = Pattern.compile("42.*,\"([^\"]+)\"\\]");

  @TempDir Path folder;
  private Path file;
  private InProcessServer server;

  /** A client by its packets, which leaves without closing and returns with what it knows. */
  private final class Client implements AutoCloseable {
    private final String prefix;
    private @Nullable RawWebSocket socket;
    private String sid = "";
    private String pid = "";
    private String offset = "";

    Client(String namespace) {
      this.prefix = namespace.equals("/") ? "" : namespace + ",";
    }

    /** Connects; returns the answer. */
    String connect(String auth) throws Exception {
      socket =
          RawWebSocket.connect(
              "ws://127.0.0.1:" + server.port() + "/socket.io/?EIO=4&transport=websocket");
      socket.textAfterPings();
      socket.send("40" + prefix + auth);
      String answer = socket.textAfterPings();
      Matcher connected = CONNECTED.matcher(answer);
      if (connected.matches()) {
        sid = connected.group(1);
        pid = connected.group(2);
      }
      return answer;
    }

    void send(String event) {
      socket.send("42" + prefix + event);
    }

    /** Waits for an event whose packet contains a text. */
    String await(String text) throws Exception {
      while (true) {
        String packet = socket.textAfterPings();
        Matcher event = OFFSET.matcher(packet);
        if (event.matches()) {
          offset = event.group(1);
        }
        if (packet.contains(text)) {
          return packet;
        }
      }
    }

    void abort() {
      socket.abort();
    }

    String recovery() {
      return "{\"pid\":\"" + pid + "\",\"offset\":\"" + offset + "\"}";
    }

    @Override
    public void close() {
      if (socket != null) {
        socket.close();
      }
    }
  }

  private void add(@Nullable Instant expires) throws Exception {
    new KeyFileEditor(file)
        .add(
            new AccessKey(
                "phone", KeyHash.of(KEY), EnumSet.allOf(Scope.class), expires, List.of()));
  }

  @BeforeEach
  void start() throws Exception {
    file = folder.resolve("keys.yaml");
  }

  private void serve(@Nullable Instant expires) throws Exception {
    add(expires);
    server = new InProcessServer("--keys=" + file, "--recovery=60000");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void awaitRefusedKey() {
    Await.until(
        "the key is not accepted any more",
        () -> {
          try {
            HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server.url("/version")));
            return RawHttp.send(request.header("X-API-KEY", KEY)).statusCode() == 401;
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private Client inChannelFuel() throws Exception {
    Client client = new Client("/octane");
    client.connect("{}");
    client.send("[\"auth\",{\"x-api-key\":\"" + KEY + "\"}]");
    client.await("\"channels\"");
    client.send("[\"join\",\"fuel\"]");
    client.await("{\"join\":\"fuel\"}");
    return client;
  }

  private void awaitLeft() {
    Await.until("the server has noticed", () -> server.io.access().sessionCount() == 0);
  }

  @Test
  void aRecoveredClientOfTheChannelsIsAuthenticatedAndItsFeedsRunAgain() throws Exception {
    serve(null);
    try (Client client = inChannelFuel()) {
      String before = client.sid;
      client.abort();
      awaitLeft();
      Await.until("the feed has ended", () -> server.io.hub().watched().isEmpty());
      client.connect(client.recovery());
      assertEquals(before, client.sid);
      client.await("fuel_update");
      client.send("[\"channels\"]");
      String listing = client.await("\"channels\"");
      assertTrue(listing.contains("{\"name\":\"fuel\",\"subscribed\":true}"), listing);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aKeyThatIsNotValidAnyMoreRecoversNothingOfTheChannels(boolean expires) throws Exception {
    serve(expires ? Instant.now().plusSeconds(6) : null);
    try (Client client = inChannelFuel()) {
      client.abort();
      awaitLeft();
      if (!expires) {
        new KeyFileEditor(file).remove("phone");
      }
      awaitRefusedKey();
      String answer = client.connect(client.recovery());
      assertTrue(answer.startsWith("44/octane,{\"message\":\"unauthorized\""), answer);
      assertTrue(answer.contains("the key is not valid any more"), answer);
      // Nor at the next attempt, which begins a new session.
      String before = client.sid;
      client.connect(client.recovery());
      assertNotEquals(before, client.sid);
      client.send("[\"channels\"]");
      assertTrue(client.await("42/octane,").contains("unauthorized"));
    }
  }

  @Test
  void aKeyThatIsWithdrawnRecoversNothingOfTheVehicle() throws Exception {
    serve(null);
    try (Client client = new Client("/")) {
      client.connect("{\"x-api-key\":\"" + KEY + "\"}");
      client.send("[\"status\"]");
      client.await("\"status\"");
      client.abort();
      awaitLeft();
      new KeyFileEditor(file).remove("phone");
      awaitRefusedKey();
      String recovery = client.recovery();
      String answer = client.connect(recovery.replace("}", ",\"x-api-key\":\"" + KEY + "\"}"));
      assertTrue(answer.startsWith("44{\"message\":\"unauthorized\""), answer);
      answer = client.connect(recovery);
      assertTrue(answer.startsWith("44{\"message\":\"unauthorized\""), answer);
      assertFalse(answer.contains("\"sid\""), answer);
    }
  }
}
