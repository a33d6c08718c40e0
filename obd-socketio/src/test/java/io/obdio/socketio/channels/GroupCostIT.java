package io.obdio.socketio.channels;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.command.Channel;
import io.obdio.core.command.Commands;
import io.obdio.core.command.ObdCommand;
import io.obdio.core.message.DiagnosticRequest;
import io.obdio.socketio.engineio.EngineOptions;
import io.obdio.socketio.json.JsonCodec;
import io.obdio.socketio.json.JsonException;
import io.obdio.socketio.json.jackson.JacksonJson;
import io.obdio.socketio.obd.ObdIo;
import io.obdio.socketio.server.ServerOptions;
import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.ManyClients;
import io.obdio.socketio.vehicle.TrafficListener;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a group costs does not depend on the number of its members. */
@Tag("alone")
@Timeout(180)
class GroupCostIT {

  private static final int CLIENTS = 1_000;
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

  private final CountingJson json = new CountingJson();
  private final AtomicInteger requests = new AtomicInteger();

  private ObdIo server() throws Exception {
    ServerOptions options =
        ServerOptions.builder()
            .listen("127.0.0.1", 0)
            .engine(EngineOptions.builder().maxSessionsPerAddress(2 * CLIENTS).build())
            .build();
    ObdIo io = ObdIo.builder().options(options).json(json).build();
    var unused = new ChannelsServer(io, ChannelOptions.defaults());
    Await.value(io.connectObd("sim:"));
    io.start();
    return io;
  }

  /** Counts the requests of RPM, alone or with others, by the response of the engine's ECU. */
  private TrafficListener counter() {
    return (request, message, protocol) -> {
      if (message.ecu().toString().equals("7E8")
          && request instanceof DiagnosticRequest.ToVehicle toVehicle
          && toVehicle.payload().toHex().matches("01(..)*0C(..)*")) {
        requests.incrementAndGet();
      }
    };
  }

  private static long min(int[] counts) {
    return Arrays.stream(counts).min().orElse(0);
  }

  /** Runs for some seconds; returns the processor time of the program without the clients, ms. */
  private static long measure(ManyClients clients) throws InterruptedException {
    long before = processorMillis(clients);
    Thread.sleep(SECONDS * 1_000L); // a rate is measured: there is no condition to wait for
    return processorMillis(clients) - before;
  }

  private static long processorMillis(ManyClients clients) {
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long reader = ManagementFactory.getThreadMXBean().getThreadCpuTime(clients.reader().getId());
    return TimeUnit.NANOSECONDS.toMillis(system.getProcessCpuTime() - reader);
  }

  @Test
  void oneRequestASecondAndOneEncodingAnUpdate() throws Exception {
    try (ObdIo io = server();
        ManyClients clients = new ManyClients(io.server().port(), CLIENTS, "\"id\":\"RPM\"")) {
      clients.send("40/octane,");
      clients.send("42/octane,[\"auth\",{}]");
      clients.send("42/octane,[\"join\",\"powertrain\"]");
      Await.until("every client has received RPM twice", () -> min(clients.seen()) >= 2);
      io.vehicle().addTrafficListener(counter());
      int encoded = json.updates.get();
      int[] before = clients.seen();
      long group = measure(clients);
      int asked = requests.get();
      encoded = json.updates.get() - encoded;
      int[] received = clients.seen();
      assertTrue(asked >= 2 && asked <= SECONDS + 2, asked + " requests");
      assertTrue(encoded >= 2 && encoded <= SECONDS + 2, encoded + " encodings");
      for (int i = 0; i < CLIENTS; i++) {
        int got = received[i] - before[i];
        assertTrue(got >= 1 && got <= SECONDS + 2, "client " + i + " received " + got);
      }
      io.vehicle().removeTrafficListener(counter());
      clients.send("42/octane,[\"leave\",\"powertrain\"]");
      Await.until("the group has ended", () -> io.hub().watched().isEmpty());
      clients.send("42/octane,[\"subscribe\",[" + powertrain() + "],{\"max_rate_hz\":1}]");
      Await.until("RPM is known", () -> io.hub().latest("RPM") != null);
      long subscribed = measure(clients);
      System.out.printf(
          "%,d clients in powertrain, %d s: RPM requested %d times, %d encodings of its update;"
              + " processor time %d ms, of 'subscribe' to the same commands %d ms%n",
          CLIENTS, SECONDS, asked, encoded, group, subscribed);
    }
  }

  private static String powertrain() {
    return Commands.standard().all().stream()
        .filter(command -> command.channel() == Channel.POWERTRAIN)
        .map(ObdCommand::name)
        .filter(name -> !name.endsWith("_WHOLE"))
        .map(name -> '"' + name + '"')
        .collect(Collectors.joining(","));
  }
}
