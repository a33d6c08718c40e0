package io.obdio.core.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.obdio.core.decode.Decoded;
import io.obdio.core.message.Payload;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The built-in set of SAE J1979-DA's values by their short names. */
class StandardSetTest {

  private static DefinedCommand find(String pid, String id) throws DefinitionException {
    List<DefinedCommand> found =
        Definitions.standard().defined().stream()
            .filter(c -> c.id().equals(id) && c.command().payload().toHex().equals("01" + pid))
            .toList();
    assertEquals(1, found.size(), pid + " " + id);
    return found.get(0);
  }

  @Test
  void everyRowIsValidAndEveryPidThere() throws DefinitionException {
    Definition set = Definitions.standard();
    assertEquals(List.of(), set.problems());
    Set<String> pids =
        set.defined().stream()
            .map(c -> c.command().payload().toHex().substring(2))
            .collect(Collectors.toCollection(TreeSet::new));
    // Of 01..5F only the bit maps have no value of their own.
    for (int pid = 1; pid <= 0x5F; pid++) {
      boolean map = pid % 0x20 == 0;
      assertEquals(!map, pids.contains(String.format("%02X", pid)), String.format("%02X", pid));
    }
    assertEquals(121, pids.size(), pids.toString());
    assertEquals(335, set.defined().size());
  }

  /** Values by the tables of SAE J1979-DA. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "03; FUELSYS1; 0400; OL-Drive",
        "06; SHRTFT1; 77; -7.03125",
        "12; AIR_STAT; 08; DIAG",
        "1C; OBDSUP; 03; OBD & OBD II",
        "1C; OBDSUP; 09; EOBD, OBD, OBD II",
        "34; LAMBDA11_CURRENT; 7E568000; 0.98699951171875",
        "51; FUEL_TYP; 04; DSL",
        "5D; FUEL_TIMING; 6900; 0.0",
        "5F; EMIS_SUP; 0F; EURO V B2",
        "65; GEAR_RCMD; 1F30; 3.0",
        "69; EGR_A_ERR; 3F80800080800000; -100.0",
        "6B; EGRTA_WIDE; 1164000000; 360.0",
        "6B; EGRTC; 4000640000; 60.0",
        "6C; TP_B_REL; 0F000000FF; 100.0",
        "6D; FRP_B; 3F0000000000000003E800; 10000.0",
        "70; BP_A; 3F000000000000000002; BP_A_CL",
        "70; BP_B_ACT; 3F000000000000064000; 50.0",
        "9A; HEV_MODE; 0F0100000000; CDM",
        "9A; EHEV_MODE; 0F0400000000; CIM",
        "9A; HEV_BATT_A; 0F000000FFF6; -1.0",
        "9D; VFUEL_RATE; 00000064; 2.0",
        "9F; FUELSYSB_B4; FF00000000000000FF; 100.0",
        "D3; ODO_ENG; 000F4240; 100000.0",
      })
  void decodes(String pid, String id, String data, String expected) throws DefinitionException {

    Decoded<?> decoded = find(pid, id).plain().decode(Payload.ofHex(data));
    assertEquals(
        expected,
        decoded instanceof Decoded.Value<?> value
            ? String.valueOf(value.value())
            : decoded.toString());
  }
}
