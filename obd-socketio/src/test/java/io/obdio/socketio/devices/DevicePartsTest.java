package io.obdio.socketio.devices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.command.Commands;
import io.obdio.core.command.ObdCommand;
import io.obdio.core.command.Service01;
import io.obdio.core.definition.Definitions;
import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.Payload;
import io.obdio.socketio.json.jackson.JacksonJson;
import io.obdio.socketio.vehicle.RequestException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pure parts of the devices. */
class DevicePartsTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "di, DI",
    "input, DI",
    "digitalinput, DI",
    "ro, RO",
    "relay, RO",
    "do, DO",
    "output, DO",
    "digitaloutput, DO",
    "ai, AI",
    "analoginput, AI",
    "ao, AO",
    "analogoutput, AO",
    "temp, TEMP",
    "sensor, TEMP",
    "1wdevice, TEMP",
    "led, LED",
    "wd, WD",
    "watchdog, WD",
    "SENSOR, TEMP",
    "neuron, MODBUS_SLAVE",
    "unit_register, REGISTER",
    "data_point, DATA_POINT"
  })
  void namesOfAllVersionsAreAccepted(String name, DeviceType type) {
    assertEquals(type, DeviceType.find(name));
  }

  @Test
  void anUnknownTypeIsNone() {
    assertNull(DeviceType.find("error"));
    assertNull(DeviceType.find(""));
  }

  @ParameterizedTest
  @CsvSource({
    "RPM, RPM, true",
    "rpm, RPM, true",
    "O2_*, O2_B1S1, true",
    "O2_*, O2, false",
    "*_TEMP, COOLANT_TEMP, true",
    "*TEMP*, INTAKE_TEMP, true",
    "?PM, RPM, true",
    "?PM, PM, false",
    "*, anything, true",
    "a*b*c, AxxBxxC, true",
    "a*b*c, AxxBxx, false",
    "RPM, RPM2, false"
  })
  void patternsMatchWholeNames(String pattern, String name, boolean matches) {
    assertEquals(matches, Glob.of(pattern).matches(name));
  }

  @Test
  void aPatternOfStarsIsNotExponential() {
    assertFalse(Glob.of("*a".repeat(31) + "b").matches("a".repeat(64)));
  }

  @Test
  void defaultAndAllLiftAFilterWhereverTheyStand() {
    assertNull(DeviceFilter.typesOf(List.of("default")));
    assertNull(DeviceFilter.typesOf(List.of("di", "default")));
    assertNull(DeviceFilter.typesOf(List.of("ALL")));
    assertEquals(
        Set.of(DeviceType.DI, DeviceType.TEMP),
        DeviceFilter.typesOf(List.of("input", "sensor", "bogus")));
    assertEquals(Set.of(), DeviceFilter.typesOf(List.of()));
  }

  @Test
  void aQuantityIsAnAnalogueInputAndATemperatureASensor() {
    assertEquals(DeviceType.AI, CommandDevice.of(Service01.RPM, 1).type());
    assertEquals(DeviceType.TEMP, CommandDevice.of(Service01.COOLANT_TEMP, 1).type());
    assertEquals(DeviceType.DATA_POINT, CommandDevice.of(Service01.FUEL_STATUS, 1).type());
  }

  @Test
  void anAnalogueInputHasTheFieldsOfEvok() {
    Map<String, ?> rpm = CommandDevice.of(Service01.RPM, 1).json();
    assertEquals("ai", rpm.get("dev"));
    assertEquals("RPM", rpm.get("circuit"));
    assertTrue(rpm.containsKey("value"));
    assertNull(rpm.get("value"));
    assertEquals("rpm", rpm.get("unit"));
    assertEquals("Measured", rpm.get("mode"));
    assertEquals(List.of(0L, 16383.75), rpm.get("range"));
    assertEquals(
        Map.of("Measured", Map.of("value", 0, "unit", "rpm", "range", List.of(0L, 16383.75))),
        rpm.get("modes"));
    assertEquals(true, rpm.get("lost"));
  }

  /** The list gives units, but no ranges: its limits are those of gauges. */
  @Test
  void valuesOfADefinitionFileAreInputsByTheirUnit(@TempDir Path folder) throws Exception {
    Path list = folder.resolve("list.csv");
    Files.writeString(
        list,
        """
        Name,ShortName,ModeAndPID,Equation,Min Value,Max Value,Units,Header
        Oil pressure,OIL_PRESSURE,2101,A*10,0,100,kPa,7E0
        Gearbox oil,GEARBOX_OIL,2102,A-40,0,100,\u00b0C,7E1
        """);
    List<ObdCommand<?>> commands = Definitions.load(list).commands();
    Map<String, ?> pressure = CommandDevice.of(commands.get(0), 1).json();
    assertEquals("ai", pressure.get("dev"));
    assertEquals("kPa", pressure.get("unit"));
    assertEquals(Map.of("Measured", Map.of("value", 0, "unit", "kPa")), pressure.get("modes"));
    assertFalse(pressure.containsKey("range"));
    assertEquals(DeviceType.TEMP, CommandDevice.of(commands.get(1), 1).type());
  }

  @Test
  void commandsThatChangeTheVehicleAreNoDevices() {
    for (var command : Commands.standard().all()) {
      if (DeviceCommands.isDevice(command)) {
        assertTrue(command.isRepeatable(), command.name());
        assertFalse(command.name().startsWith("DTC_"), command.name());
        assertFalse(command.name().startsWith("PIDS_"), command.name());
      }
    }
  }

  @Test
  void theNamesOfDevicesOfOneTypeAreUnique() {
    Set<String> seen = new HashSet<>();
    for (var command : Commands.standard().all()) {
      if (DeviceCommands.isDevice(command)) {
        assertTrue(seen.add(command.name().toUpperCase(java.util.Locale.ROOT)), command.name());
      }
    }
    for (FlagDevice flag : new FlagDevices().all()) {
      assertTrue(seen.add("di " + flag.name()), flag.name());
    }
    assertTrue(seen.contains("di READY_CATALYST"));
  }

  @Test
  void standardWatchesQuantitiesAndStatusOfServiceOne() {
    List<CommandDevice> devices = new ArrayList<>();
    for (var command : Commands.standard().all()) {
      if (DeviceCommands.isDevice(command)) {
        devices.add(CommandDevice.of(command, 1));
      }
    }
    var watched = DeviceCommands.watched(List.of("standard"), devices);
    assertTrue(watched.contains(Service01.RPM));
    assertTrue(watched.contains(Service01.STATUS));
    assertTrue(watched.stream().allMatch(command -> command.service().orElse(0) == 1));
    assertEquals(List.of(), DeviceCommands.watched(List.of("none"), devices));
    assertEquals(
        List.of(Service01.RPM, Service01.SPEED),
        DeviceCommands.watched(List.of("rpm", "SPEED"), devices));
  }

  @ParameterizedTest
  @CsvSource({"1, true", "0, false", "2, true", "'1', true", "true, true", "off, false"})
  void whatSwitchesOn(String text, boolean on) throws RequestException {
    assertEquals(on, SetValues.isOn("value", text));
  }

  @Test
  void aWordIsNoSwitchPosition() {
    assertThrows(RequestException.class, () -> SetValues.isOn("value", "yes please"));
    assertThrows(RequestException.class, () -> SetValues.isOn("value", List.of(1)));
    assertThrows(RequestException.class, () -> SetValues.number("value", "NaN"));
    assertThrows(RequestException.class, () -> SetValues.number("value", "1e999"));
  }

  @Test
  void numbersHaveThreeDecimals() {
    assertEquals(3442.75, SetValues.rounded(3442.75));
    assertEquals(13.725, SetValues.rounded(13.72549019607843));
    assertEquals(29L, SetValues.rounded(29.0));
    assertEquals(1e300, SetValues.rounded(1e300));
  }

  @Test
  void anOutputIsReadFromItsText() {
    OutputOptions horn = OutputOptions.parse("horn=7E0/D001/01/00/5");
    assertEquals("HORN", horn.name());
    assertEquals(EcuAddress.can11(0x7E0), horn.ecu());
    assertEquals(0xD001, horn.did());
    assertEquals(Payload.ofHex("01"), horn.on());
    assertEquals(Duration.ofSeconds(5), horn.timeout());
  }

  @ParameterizedTest
  @CsvSource({
    "horn",
    "horn=7E0",
    "=7E0/D001/01/00",
    "horn=7E0/D001/01/00/5/6",
    "horn=XYZ/D001/01/00",
    "horn=7E0/D001F/01/00",
    "horn=7E0/D001/0G/00",
    "9horn=7E0/D001/01/00",
    "horn=7E0/D001/01/00/99999999"
  })
  void aWrongOutputNamesWhatIsWrong(String text) {
    var failure = assertThrows(IllegalArgumentException.class, () -> OutputOptions.parse(text));
    assertTrue(
        String.valueOf(failure.getMessage()).toLowerCase(java.util.Locale.ROOT).contains("output"));
  }

  @Test
  void aliasesSurviveARestart() throws Exception {
    Path file = folder.resolve("aliases.json");
    Aliases aliases = new Aliases(file, new JacksonJson());
    Device rpm = CommandDevice.of(Service01.RPM, 1);
    Device speed = CommandDevice.of(Service01.SPEED, 1);
    aliases.put(rpm, aliases.check(rpm, "al_tacho"));
    assertEquals("tacho", new Aliases(file, new JacksonJson()).of(rpm));
    assertThrows(RequestException.class, () -> aliases.check(speed, "TACHO"));
    assertThrows(RequestException.class, () -> aliases.check(speed, "two words"));
    aliases.put(rpm, aliases.check(rpm, ""));
    assertEquals("", new Aliases(file, new JacksonJson()).of(rpm));
  }

  @Test
  void aBrokenAliasFileIsLeftAsItIs() throws Exception {
    Path file = Files.writeString(folder.resolve("aliases.json"), "{broken");
    assertEquals("", new Aliases(file, new JacksonJson()).of(CommandDevice.of(Service01.RPM, 1)));
    assertEquals("{broken", Files.readString(file));
  }

  @Test
  void numberedCircuitsHaveTheNameAsAlias() throws Exception {
    DeviceTable table = new DeviceTable(true, new Aliases(null, new JacksonJson()), device -> true);
    table.add(
        List.of(
            CommandDevice.of(Service01.RPM, 1),
            CommandDevice.of(Service01.SPEED, 1),
            CommandDevice.of(Service01.COOLANT_TEMP, 1)));
    Device speed = table.find("ai", "1_02");
    assertEquals("SPEED", speed.name());
    assertEquals("SPEED", speed.json().get("alias"));
    assertEquals(speed, table.find("analoginput", "speed"));
    assertEquals(speed, table.find("ai", "al_SPEED"));
    assertEquals("COOLANT_TEMP", table.find("temp", "1_01").name());
    assertEquals("COOLANT_TEMP", table.find("ai", "coolant_temp").name());
    assertThrows(RequestException.class, () -> table.find("ai", "1_03"));
    assertThrows(RequestException.class, () -> table.find("ai", null));
    assertThrows(RequestException.class, () -> table.find(null, "RPM"));
    assertThrows(RequestException.class, () -> table.find("ai", "x".repeat(100_000)));
  }
}
