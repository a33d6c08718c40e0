package io.obdio.socketio.app.fleet;

import io.obdio.socketio.access.AccessKey;
import io.obdio.socketio.access.KeyFileEditor;
import io.obdio.socketio.access.KeyHash;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.access.VehiclePattern;
import io.obdio.socketio.app.InProcessServer;
import io.obdio.socketio.testing.ClientProcess;
import io.obdio.socketio.testing.MosquittoProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Vehicles at a real broker, {@code obdio fleet}, and unmodified clients of Node and Chromium. */
@Timeout(240)
class FleetClientsIT {

  private static final String KEY = "obd_key_for_the_vans_only_1234";

  private static final String SCENARIO =
      """
      ecus:
        engine:
          stored: [{code: P0301, freeze-frame: {rpm: 2450, speed: 47}}]
          permanent: [P0301]
          incomplete: [catalyst]
      """;

  @TempDir Path folder;
  private MosquittoProcess broker;
  private SimulatedCar van;
  private SimulatedCar truck;

  /** A vehicle that appears during a test; null in the others. */
  private @Nullable SimulatedCar late;

  /** The server of a simulated vehicle, in the test that needs one. */
  private @Nullable InProcessServer served;

  @BeforeEach
  void start() throws Exception {
    broker = MosquittoProcess.start(folder);
    van = new SimulatedCar(broker.uri(), "VAN-1", 1_000_000);
    truck = new SimulatedCar(broker.uri(), "truck-7", 2_000_000);
  }

  @AfterEach
  void stop() throws Exception {
    if (served != null) {
      served.close();
    }
    if (late != null) {
      late.close();
    }
    van.close();
    truck.close();
    broker.close();
  }

  private NodeProcess node(String... flags) throws IOException {
    String[] all =
        Stream.concat(
                Stream.of("--broker", broker.uri(), "--sink", "files:" + folder.resolve("sink")),
                Stream.of(flags))
            .toArray(String[]::new);
    return new NodeProcess(folder, "node", all);
  }

  @TestFactory
  Stream<DynamicTest> theClientOfNode() throws Exception {
    Path keys = folder.resolve("keys.yaml");
    add(keys, "vans", KEY, List.of(new VehiclePattern("VAN-*")));
    add(keys, "all", "obd_key_for_all_vehicles_12345", List.of());
    try (NodeProcess node = node("--keys=" + keys);
        ClientProcess script =
            ClientProcess.node(
                "obd/fleet.mjs",
                "http://127.0.0.1:" + node.awaitStarted(),
                KEY,
                "obd_key_for_all_vehicles_12345")) {
      return script.checks(Duration.ofSeconds(120));
    }
  }

  private static void add(Path file, String name, String key, List<VehiclePattern> vehicles)
      throws Exception {
    new KeyFileEditor(file)
        .add(
            new AccessKey(
                name, KeyHash.of(key), EnumSet.allOf(Scope.class), null, List.of(), vehicles));
  }

  @TestFactory
  Stream<DynamicTest> theDashboard() throws Exception {
    String chromium = ClientProcess.chromium();
    Path scenario = Files.writeString(folder.resolve("faulty.yaml"), SCENARIO);
    served =
        new InProcessServer(
            "--transport=sim:?scenario=" + scenario,
            "--uplink=" + broker.uri(),
            "--uplink-vehicle=VAN-9",
            "--uplink-allow=read,watch,query,clear");
    try (NodeProcess node = node();
        ClientProcess script =
            ClientProcess.node(
                "obd/fleet-page.mjs", "http://127.0.0.1:" + node.awaitStarted() + "/", chromium)) {
      script.await("CODES");
      van.addCode();
      script.await("OFFLINE");
      truck.goOffline();
      script.await("LATE");
      late = new SimulatedCar(broker.uri(), "VAN-2", 3_000_000);
      return script.checks(Duration.ofSeconds(180));
    }
  }

  @TestFactory
  Stream<DynamicTest> theListAtEverySize() throws Exception {
    String chromium = ClientProcess.chromium();
    try (NodeProcess node = node()) {
      String url = "http://127.0.0.1:" + node.awaitStarted() + "/#/drive?vehicle=VAN-1";
      try (ClientProcess script =
          ClientProcess.node("obd/pages.mjs", url, chromium, "", "vehicles")) {
        return script.checks(Duration.ofSeconds(120));
      }
    }
  }
}
