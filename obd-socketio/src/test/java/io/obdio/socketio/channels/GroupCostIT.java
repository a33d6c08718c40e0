package io.obdio.socketio.channels;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.command.Commands;
import io.obdio.socketio.json.JsonCodec;
import io.obdio.socketio.json.JsonException;
import io.obdio.socketio.json.jackson.JacksonJson;
import io.obdio.socketio.obd.ObdIo;
import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.TestClient;
import io.obdio.socketio.vehicle.TrafficListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a group costs does not depend on the number of its members. */
@Timeout(120)
class GroupCostIT {

  private static final int CLIENTS = 40;
  private static final int SECONDS = 5;

  /** Counts the encoded updates of RPM. */
  private static final class CountingJson implements JsonCodec {
    private final JacksonJson json = new JacksonJson();
    private final AtomicInteger updates = new AtomicInteger();

    @Override
    public byte[] encode(Object value, List<byte[]> attachments) throws JsonException {
      if (value instanceof List<?> list
          && list.size() == 2
          && "powertrain_update".equals(list.get(0))
          && list.get(1) instanceof Map<?, ?> update
          && "RPM".equals(update.get("id"))) {
        updates.incrementAndGet();
      }
      return json.encode(value, attachments);
    }

    @Override
    public Object decode(byte[] utf8, int offset, int length) throws JsonException {
      return json.decode(utf8, offset, length);
    }
  }

  @Test
  void oneRequestASecondAndOneEncodingAnUpdate() throws Exception {
    CountingJson json = new CountingJson();
    AtomicInteger requests = new AtomicInteger();
    TrafficListener counter =
        (request, message, protocol) -> {
          if (message.ecu().toString().equals("7E8") && request.toString().contains("0C")) {
            requests.incrementAndGet();
          }
        };
    try (ObdIo io = ObdIo.builder().listen("127.0.0.1", 0).json(json).build()) {
      var namespace = io.server().of("/octane");
      Channels unused =
          new Channels(
              namespace,
              io.vehicle(),
              io.hub(),
              Commands.standard(),
              io.sessions(),
              io.access(),
              io.events(),
              ChannelOptions.defaults());
      Await.value(io.connectObd("sim:"));
      io.start();
      List<TestClient> clients = new ArrayList<>();
      try {
        for (int i = 0; i < CLIENTS; i++) {
          TestClient client = TestClient.open(io.server().port(), "/octane", options -> {});
          clients.add(client);
          client.awaitAccepted();
          client.emit("auth", new JSONObject());
          client.next("channels");
          client.ask("join", "powertrain");
        }
        io.vehicle().addTrafficListener(counter);
        int encoded = json.updates.get();
        long before = received(clients.get(0));
        long last = received(clients.get(CLIENTS - 1));
        Thread.sleep(SECONDS * 1_000L); // a rate is measured: there is no condition to wait for
        int asked = requests.get();
        encoded = json.updates.get() - encoded;
        System.out.printf(
            "%d clients in powertrain, %d s: RPM requested %d times, %d encodings of its update%n",
            CLIENTS, SECONDS, asked, encoded);
        assertTrue(asked >= 2 && asked <= 2 * SECONDS, asked + " requests");
        assertTrue(encoded >= 2 && encoded <= 2 * SECONDS, encoded + " encodings");
        assertTrue(received(clients.get(0)) > before, "the first client receives nothing");
        assertTrue(received(clients.get(CLIENTS - 1)) > last, "the last client receives nothing");
      } finally {
        clients.forEach(TestClient::close);
      }
    }
  }

  private static long received(TestClient client) {
    return client.order().stream().filter("powertrain_update"::equals).count();
  }
}
