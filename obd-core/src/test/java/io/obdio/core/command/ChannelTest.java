package io.obdio.core.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.obdio.core.decode.Decoded;
import io.obdio.core.message.Payload;
import io.obdio.core.unit.Quantity;
import io.obdio.core.value.SensorValues;
import io.obdio.core.value.SupportedPids;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelTest {

  private static final List<ObdCommand<?>> CURRENT_DATA = Commands.standard().ofService(0x01);

  @Test
  void everyQuantityOfService01IsInASpecificChannel() {
    int quantities = 0;
    for (ObdCommand<?> command : CURRENT_DATA) {
      Object value = decoded(command);
      if (value instanceof Quantity || value instanceof SensorValues) {
        quantities++;
        assertNotEquals(Channel.OBD, command.channel(), command.name());
      }
    }
    assertEquals(181, quantities);
  }

  @Test
  void onlyTheBitMapsOfService01AreInNoSpecificChannel() {
    for (ObdCommand<?> command : CURRENT_DATA) {
      boolean map = decoded(command) instanceof SupportedPids;
      assertEquals(map, command.channel() == Channel.OBD, command.name());
    }
  }

  /** An answer with every validity bit set, so that each value is present. */
  private static Object decoded(ObdCommand<?> command) {
    byte[] bytes = new byte[Math.max(command.answerBytes() - 2, 0)];
    Arrays.fill(bytes, (byte) 0xFF);
    Decoded<?> decoded = command.decoder().decode(Payload.of(bytes));
    return decoded instanceof Decoded.Value<?> value ? value.value() : decoded;
  }

  @Test
  void commandsOfOnePidShareTheirChannel() {
    Map<Integer, Channel> byPid = new HashMap<>();
    for (ObdCommand<?> command : CURRENT_DATA) {
      Channel first = byPid.putIfAbsent(command.pid().orElseThrow(), command.channel());
      if (first != null) {
        assertSame(first, command.channel(), command.name());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "POWERTRAIN, RPM SPEED ENGINE_LOAD THROTTLE_POS COOLANT_TEMP MAF TORQUE RUN_TIME OIL_TEMP",
    "FUEL, FUEL_STATUS FUEL_LEVEL FUEL_RATE SHORT_FUEL_TRIM_1 ETHANOL_PERCENT",
    "EMISSIONS, O2_B1S1 O2_B1S1_WHOLE CATALYST_TEMP_B1S1 EGR DPF_TEMP NOX_SENSORS",
    "ELECTRICAL, CONTROL_MODULE_VOLTAGE ELM_VOLTAGE HYBRID_BATTERY_REMAINING",
    "TROUBLE, STATUS GET_DTC GET_CURRENT_DTC GET_PERMANENT_DTC DISTANCE_W_MIL",
    "OBD, PIDS_A CLEAR_DTC VIN ELM_VERSION DTC_RPM MIDS_A MONITOR_O2_B1S1",
  })
  void groupsTheKnownCommands(Channel channel, String names) {
    for (String name : names.split(" ")) {
      assertEquals(channel, Commands.standard().get(name).channel(), name);
    }
  }

  @Test
  void onlyCurrentValuesAreInSpecificChannels() {
    Predicate<ObdCommand<?>> specific = command -> command.channel() != Channel.OBD;
    assertEquals(
        List.of("ELM_VOLTAGE", "GET_CURRENT_DTC", "GET_DTC", "GET_PERMANENT_DTC"),
        Commands.standard().all().stream()
            .filter(specific)
            .filter(command -> command.service().orElse(0) != 0x01)
            .map(ObdCommand::name)
            .sorted()
            .collect(Collectors.toList()));
  }

  @Test
  void aCommandOfOnesOwnNamesItsChannel() {
    ObdCommand<Payload> own = ObdCommand.named("X").request("22F190").build();
    assertEquals(Channel.OBD, own.channel());
    assertEquals(Channel.FUEL, own.toBuilder().channel(Channel.FUEL).build().channel());
    assertEquals(Channel.POWERTRAIN, Service01.RPM.toBuilder().name("MINE").build().channel());
    assertEquals(Channel.OBD, Service02.of(Service01.RPM).channel());
    assertEquals(Channel.OBD, Uds.of(Service01.RPM).channel());
    assertEquals(Channel.POWERTRAIN, Uds.to(Service01.RPM, "7E0").channel());
  }
}
