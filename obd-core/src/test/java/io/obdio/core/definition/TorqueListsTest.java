package io.obdio.core.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.command.ObdCommand;
import io.obdio.core.connection.ObdConnection;
import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.testing.ScriptedTransport;
import io.obdio.core.transport.TransportException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TorqueListsTest {

  @TempDir Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Definition load(String text) throws IOException, DefinitionException {
    return Definitions.load(file("list.csv", text));
  }

  private static ObdCommand<?> command(Definition definition, String name) {
    return definition.commands().stream()
        .filter(command -> command.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " of " + definition));
  }

  private static String value(Definition definition, String name, String... script) {
    ScriptedTransport vehicle = ScriptedTransport.vehicle();
    for (int i = 0; i < script.length; i += 2) {
      vehicle.on(script[i], script[i + 1].split(" "));
    }
    try (ObdConnection connection = ObdConnection.builder(vehicle).build()) {
      connection.open();
      return connection.force(command(definition, name)).toString();
    } catch (TransportException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * In Torque {@code <} shifts to the left; a comparison gives 7.1 V.
   *
   * @see <a href="https://github.com/meatpiHQ/wican-fw/issues/514">wican-fw 514</a>
   */
  @ParameterizedTest
  @CsvSource({
    "((m<8)+n)/10, V, 391.1 V",
    "((f<8)+g)/100, kW, 74.7 kW",
    "((h<8)+i)/100, kW, 98.0 kW",
  })
  void shiftsAsTorqueDoes(String equation, String unit, String expected) throws Exception {
    Definition list = load("X,X,2101," + equation + ",0,1000," + unit + ",7E4\n");
    assertEquals("X " + expected, value(list, "X", "7E4#2101", wican514()));
  }

  /** The frames of the report, joined: 61 bytes from the service id on. */
  private static String wican514() {
    String frames =
        "61 01 FF FF FF FF"
            + " BA 1D 2E 26 48 03 00"
            + " 18 0F 47 14 13 13 13"
            + " 14 14 13 00 15 CB 4D"
            + " CB 01 00 00 86 00 04"
            + " C9 B7 00 04 C8 0A 00"
            + " 01 BB 78 00 01 AD DB"
            + " 01 25 A6 B7 0D 01 86"
            + " 00 00 00 00 03 E8 00";
    return "7EC#" + frames.replace(" ", "").substring(0, 2 * 0x3D);
  }

  @Test
  void shiftsByMoreThanOneByte() throws Exception {
    Definition list = load("CCC,CCC,2101,((ae<24)+(af<16)+(ag<8)+ah)/10,0,1000000,Ah,7E4\n");
    assertEquals("CCC 31378.3 Ah", value(list, "CCC", "7E4#2101", wican514()));
  }

  /**
   * INT16 is unsigned; read as signed it gives -312.36.
   *
   * @see <a href="https://torque-bhp.com/wiki/Equations">Torque wiki: Equations</a>
   */
  @Test
  void wholeNumbersAreUnsigned() throws Exception {
    Definition list = load("V,V,22480D,INT16(A:B)*0.01,0,500,V,7E4\n");
    assertEquals("V 343.0 V", value(list, "V", "7E4#22480D", "7EC#62480D85FC"));
  }

  /** In service 09 A is the item count: K is the tenth character of the VIN. */
  @Test
  void theLettersOfService09BeginWithTheItemCount() throws Exception {
    Definition list =
        load(
            """
            Model year,YEAR,0902,K+1945,1980,2040,,
            Items,ITEMS,0902,A,0,10,,
            Serial number,SERIAL,0902,(M-48)*100000+(N-48)*10000+(O-48)*1000+(P-48)*100+(Q-48)*10+R-48,0,999999,,
            Calibrations,CALS,0904,A,0,10,,
            """);
    String vin = "7E8#4902014B4E444A58334145364537313233343536"; // KNDJX3AE6E7123456
    assertEquals("YEAR 2014.0", value(list, "YEAR", "0902", vin));
    assertEquals("ITEMS 1.0", value(list, "ITEMS", "0902", vin));
    assertEquals("SERIAL 123456.0", value(list, "SERIAL", "0902", vin));
    String two = "7E8#490402" + "41".repeat(32);
    assertEquals("CALS 2.0", value(list, "CALS", "0904", two));
  }

  @Test
  void rowsReadTheValuesOfOtherRows() throws Exception {
    Definition list =
        load(
            """
            Battery Power,POWER,2101,val{Battery Current}*VAL{battery dc voltage}/1000,-90,90,kW,7E4
            Battery Current,CURRENT,2101,SIGNED16(INT16(A:B))/10,-230,230,A,7E4
            Battery DC Voltage,VOLTS,2105,INT16(A:B)/10,0,500,V,7E4
            Doubled,DOUBLED,2101,val{Battery Power}*2,0,500,kW,7E4
            """);
    assertEquals(List.of(), list.problems());
    String[] script = {"7E4#2101", "7EC#6101FF9C", "7E4#2105", "7EC#61050DAC"};
    assertEquals("POWER -3.5 kW", value(list, "POWER", script));
    assertEquals("DOUBLED -7.0 kW", value(list, "DOUBLED", script));
    String silent = value(list, "POWER", "7E4#2101", "7EC#6101FF9C");
    assertTrue(silent.endsWith("is NaN, without a value of VOLTS"), silent);
  }

  @Test
  void oneExchangeServesRowsOfTheSameRequest() throws Exception {
    Definition list =
        load("P,P,2101,val{A}*val{B},,,kW,7E4\nA,A,2101,A,,,A,7E4\nB,B,2101,B,,,V,7E4\n");
    ScriptedTransport vehicle = ScriptedTransport.vehicle().on("7E4#2101", "7EC#61010203");
    try (ObdConnection connection = ObdConnection.builder(vehicle).build()) {
      connection.open();
      vehicle.clearRequests();
      assertEquals("6.0 kW", connection.query(command(list, "P")).value().toString());
      assertEquals(List.of("7E4#2101"), vehicle.requests());
    }
  }

  @Test
  void rowsReadStandardValuesAndTheBarometricPressure() throws Exception {
    Definition list =
        load(
            """
            Boost,BOOST,010B,A*0.1450377-BARO(),0,30,psi,
            Ratio,RATIO,2101,[0D]/[0c]*1000,0,1,,7E0
            By request,OTHER,2101,[2102]+1,0,1,,7E0
            Two,TWO,2102,A,0,1,,7E0
            """);
    assertEquals(List.of(), list.problems());
    String boost = value(list, "BOOST", "010B", "7E8#410BC8", "0133", "7E8#413364");
    assertTrue(boost.startsWith("BOOST 14.50"), boost);
    String ratio = value(list, "RATIO", "7E0#2101", "7E8#6101");
    assertTrue(ratio.startsWith("RATIO 34.1"), ratio); // 29 km/h at 850 rpm
    String other = value(list, "OTHER", "7E0#2101", "7E8#6101", "7E0#2102", "7E8#610207");
    assertEquals("OTHER 8.0", other);
  }

  @Test
  void rowsMayReferToOtherLists() throws Exception {
    Path gauges = file("gauges.csv", "Double,DOUBLE,2101,val{000_Volts}*2,0,1,V,7E4\n");
    Path battery = file("battery.csv", "000_Volts,VOLTS,2101,A,0,1,V,7E4\n");
    List<Definition> both = Definitions.load(List.of(gauges, battery));
    assertEquals("DOUBLE 14.0 V", value(both.get(0), "DOUBLE", "7E4#2101", "7EC#610107"));
    Definition alone = Definitions.load(gauges);
    assertEquals(
        gauges + ": row 1: no row of the loaded lists is named '000_Volts'",
        alone.problems().get(0).toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "val{Me}+1; 'Me' refers to itself",
        "[FF1001]; [FF1001] is a value of the phone",
        "[FE]+1; [FE] is not a known PID of service 01",
        "TDLY(5:A); unknown function 'TDLY'",
      })
  void referencesWithoutAValueAreRefused(String equation, String reason) throws Exception {
    Definition list = load("Me,ME,2101," + equation + ",0,1,,7E4\n");
    assertEquals(List.of(), list.commands());
    assertTrue(list.problems().get(0).leftOut());
    String text = list.problems().get(0).toString();
    assertTrue(text.contains(reason), text);
  }

  @Test
  void rowsThatReferToEachOtherAreRefused() throws Exception {
    Definition list = load("A,A,2101,val{B},0,1,,7E4\nB,B,2101,val{A},0,1,,7E4\n");
    assertEquals(List.of(), list.commands());
    assertEquals(2, list.problems().size(), list.problems().toString());
  }

  @Test
  void lookupsYieldTexts() throws Exception {
    Definition list =
        load("Gear,GEAR,2101,\"LOOKUP(A/32::0='Off':1='Run':2='Pre, charge')\",0,5,,7E4\n");
    assertEquals("GEAR Pre, charge", value(list, "GEAR", "7E4#2101", "7EC#610140"));
    String none = value(list, "GEAR", "7E4#2101", "7EC#6101FF");
    assertTrue(none.contains("has no entry for this value"), none);
  }

  /**
   * The extended form of the list (Torque Pro exports): sessions are honoured, the rest reported.
   */
  @Test
  void columnsOfTheExtendedFormAreHonouredOrReported() throws Exception {
    Definition list =
        load(
            """
            Name,ShortName,ModeAndPID,Equation,Min Value,Max Value,Units,Header,startDiagnostic,stopDiagnostic,scale,minimumRefreshDelayMillis
            A,A,2101,A,0,1,V,7E4,1003,1001,x1,0
            B,B,2101,A,0,1,V,7E4,10 C0,,1,
            C,C,2101,A,0,1,V,7E4,,,,
            D,D,2101,A,0,1,V,7E4,3E01,,1000,500,extra
            """);
    assertEquals(OptionalInt.of(3), request(list, "A").options().session());
    assertEquals(OptionalInt.of(1), request(list, "A").options().sessionAfter());
    assertEquals(OptionalInt.of(0xC0), request(list, "B").options().session());
    assertEquals(OptionalInt.empty(), request(list, "C").options().session());
    assertEquals(
        List.of(
            "row 5: scale has no effect: it is for gauges",
            "row 5: minimumRefreshDelayMillis has no effect",
            "row 5: unknown column 'column 13' is ignored",
            "row 5: startDiagnostic '3E01' has no effect: expected a session, such as 1003"),
        list.problems().stream().map(p -> p.place() + ": " + p.reason()).toList());
    assertEquals(4, list.commands().size());
  }

  private static DiagnosticRequest.ToVehicle request(Definition list, String name) {
    return (DiagnosticRequest.ToVehicle) command(list, name).request();
  }

  @Test
  void theFirstRowNamesTheColumns() throws Exception {
    Definition list =
        load(
            """
            ModeAndPID,Name,Header,Equation,ShortName,Colour
            2101,Volts,7E4,A,V,red
            """);
    assertEquals("7E4#2101", request(list, "V").toString());
    assertEquals(
        List.of("unknown column 'Colour' is ignored"),
        list.problems().stream().map(DefinitionProblem::reason).toList());
  }

  /**
   * The fields of some rows are one column to the right, behind an empty first field.
   *
   * @see <a href="https://github.com/JejuSoul/OBD-PIDs-for-HKMC-EVs">JejuSoul's list of the Kia Ray
   *     EV, Kia_Ray_EV_VMCU_data.csv</a>
   */
  @Test
  void aCommaBeforeTheNameIsPassedOver() throws Exception {
    Definition list =
        load(
            """
            , 003_VMCU Accel Pedal Depth,Pedal,2101,j/2,0,100,%,7E2
            003_VMCU D,D,2100,{k:3},0,1,,7E2
            ,Short,2101,A,0,1,,7E2
            """);
    assertEquals(List.of(), list.problems());
    assertEquals("7E2#2101", request(list, "PEDAL").toString());
    assertEquals("7E2#2100", request(list, "D").toString());
    assertEquals("7E2#2101", request(list, "SHORT").toString());
    assertEquals("PEDAL 50.0 %", value(list, "PEDAL", "7E2#2101", "7EA#610100000000000000000064"));
  }

  /** The title of the column Header in lists of General Motors vehicles. */
  @Test
  void theColumnHeaderHasTwoTitles() throws Exception {
    Definition list =
        load("Name,ShortName,ModeAndPID,Equation,OBD Header\nOil,OIL,221154,A-40,7E0\n");
    assertEquals(List.of(), list.problems());
    assertEquals("7E0#221154", request(list, "OIL").toString());
  }

  @Test
  void namesKeepTheLettersOfTheirAlphabet() throws Exception {
    Definition list = load("Coolant Temperature,ЕСТ,2102,A,,,C,\nÖltemperatur,,2103,A,,,C,\n");
    assertEquals(List.of(), list.problems());
    assertEquals(
        List.of("ЕСТ", "ÖLTEMPERATUR"), list.commands().stream().map(ObdCommand::name).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "7E4, 7E4#2101",
    "DA10F1, 18DA10F1#2101",
    "18DA10F1, 18DA10F1#2101",
    "17FC0076, 17FC0076#2101",
    "FC00B7, 18FC00B7#2101",
    "C410F1, 10#2101",
    "7DF, 2101",
    "DB33F1, 2101",
    "686AF1, 2101",
    "auto, 2101",
    "6B4:694, 6B4#2101",
  })
  void headersAreThoseOfAtSh(String header, String request) throws Exception {
    Definition list = load("X,X,2101,A,0,1,," + header + "\n");
    assertEquals(List.of(), list.problems());
    assertEquals(request, command(list, "X").request().toString());
  }

  @Test
  void smoothingIsReported() throws Exception {
    Definition list = load("X,X,2101,AVG(5:A),0,1,,7E4\n");
    assertEquals("X 7.0", value(list, "X", "7E4#2101", "7EC#610107"));
    assertEquals(
        "AVG() has no effect: the value is the current reading", list.problems().get(0).reason());
  }

  @Test
  void aListOfManyBrokenRowsIsRefused() throws Exception {
    Path path = file("bad.csv", "\"c\"d,e\n".repeat(1100));
    assertThrows(DefinitionException.class, () -> Definitions.load(path));
  }
}
