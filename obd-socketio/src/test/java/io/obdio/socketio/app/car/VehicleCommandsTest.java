package io.obdio.socketio.app.car;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.connection.ObdConnection;
import io.obdio.core.connection.WatchOptions;
import io.obdio.core.testing.ScriptedTransport;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.socketio.app.failure.UserError;
import io.obdio.socketio.hub.ObdHub;
import io.obdio.socketio.testing.Await;
import io.obdio.socketio.vehicle.VehicleConnection;
import io.obdio.socketio.vehicle.VehicleListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Commands for certain model years: by the user, and by the VIN. */
@Timeout(60)
class VehicleCommandsTest {

  private static final String SET =
      """
      {"commands": [
       {"hdr": "7E0", "cmd": {"21": "01"}, "signals": [
         {"id": "EVERY_YEAR", "fmt": {"len": 8, "unit": "scalar"}}]},
       {"hdr": "7E0", "cmd": {"21": "05"}, "filter": {"to": 2010}, "signals": [
         {"id": "AGE", "fmt": {"len": 8, "unit": "scalar"}}]},
       {"hdr": "7E0", "cmd": {"21": "06"}, "filter": {"from": 2011}, "signals": [
         {"id": "AGE", "fmt": {"len": 8, "unit": "scalar"}}]}
      ]}
      """;

  /** KNDJX3AE6E7123456, model year 2014. */
  private static final String VIN = "7E8#4902014B4E444A58334145364537313233343536";

  @TempDir Path folder;

  private VehicleCommands load(OptionalInt year) throws IOException {
    return VehicleCommands.load(List.of(Files.writeString(folder.resolve("set.json"), SET)), year);
  }

  private static String request(VehicleCommands commands, String name) {
    return commands.registry().get(name).request().toString();
  }

  @Test
  void theUsersYearSelectsAtOnce() throws Exception {
    VehicleCommands commands = load(OptionalInt.of(2009));
    assertFalse(commands.isWaiting());
    assertEquals("7E0#2105", request(commands, "AGE"));
    assertEquals("7E0#2106", request(load(OptionalInt.of(2011)), "AGE"));
  }

  @Test
  void theYearOfTheVinSelects() throws Exception {
    VehicleCommands commands = load(OptionalInt.empty());
    assertTrue(commands.isWaiting());
    assertEquals("7E0#2101", request(commands, "EVERY_YEAR"));
    assertFalse(commands.registry().hasName("AGE"));
    ScriptedTransport vehicle = ScriptedTransport.vehicle().on("0902", VIN);
    try (ObdConnection connection = ObdConnection.builder(vehicle).build()) {
      connection.open();
      commands.readYear(connection);
      assertFalse(commands.isWaiting());
      assertEquals("7E0#2106", request(commands, "AGE"));
      assertFalse(commands.registry().hasName("AGE_2"));
      vehicle.clearRequests();
      commands.readYear(connection);
      assertEquals(List.of(), vehicle.requests());
    }
  }

  @Test
  void withoutAVinAllYearsAreAvailable() throws Exception {
    VehicleCommands commands = load(OptionalInt.empty());
    ScriptedTransport vehicle = ScriptedTransport.vehicle().on("0902", "7E8#7F0912");
    try (ObdConnection connection = ObdConnection.builder(vehicle).build()) {
      connection.open();
      commands.readYear(connection);
    }
    assertEquals("7E0#2105", request(commands, "AGE"));
    assertEquals("7E0#2106", request(commands, "AGE_2"));
    assertFalse(commands.isWaiting());
  }

  @Test
  void withoutAVehicleTheCommandsWait() throws Exception {
    VehicleCommands commands = load(OptionalInt.empty());
    try (ObdConnection connection = ObdConnection.builder(ScriptedTransport.vehicle()).build()) {
      commands.readYear(connection);
    }
    assertTrue(commands.isWaiting());
  }

  @Test
  void aYearWithoutCommandsIsAnError() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("old.json"),
            SET.replace(
                    "\"cmd\": {\"21\": \"01\"}",
                    "\"cmd\": {\"21\": \"01\"}, \"filter\": {\"years\": [1999]}")
                .replace("\"from\": 2011", "\"from\": 2011, \"to\": 2012"));
    UserError error =
        assertThrows(
            UserError.class, () -> VehicleCommands.load(List.of(file), OptionalInt.of(2020)));
    assertEquals(file + ": no valid command for the model year 2020", error.getMessage());
  }

  /** In the server, the VIN is requested when the vehicle is connected. */
  @Test
  void theServerReadsTheVinOfTheConnectedVehicle() throws Exception {
    VehicleCommands commands = load(OptionalInt.empty());
    ScriptedTransport vehicle = ScriptedTransport.vehicle().on("0902", VIN);
    VehicleListener none =
        new VehicleListener() {
          @Override
          public void statusChanged(ConnectionStatus status, String reason) {}

          @Override
          public void closed() {}
        };
    try (ObdHub hub = new ObdHub(WatchOptions.every(Duration.ofMillis(50)));
        VehicleConnection connection =
            new VehicleConnection(commands.registry(), hub, none, Duration.ofSeconds(10), false)) {
      connection.addListener(new ModelYearReader(connection, commands));
      assertTrue(commands.isWaiting());
      Await.value(connection.connect(vehicle));
      Await.until("the command of the year", () -> commands.registry().hasName("AGE"));
      assertEquals("7E0#2106", request(commands, "AGE"));
      Await.until(
          "the command is supported",
          () ->
              connection.supportedCommands(VehicleConnection.PROGRAM).join().stream()
                  .anyMatch(c -> c.name().equals("AGE")));
    }
  }
}
