package io.obdio.core.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CommandsTest {

  private final Commands standard = Commands.standard();

  @Test
  void findsByNameAndByServiceAndPid() {
    assertSame(Service01.RPM, standard.get("RPM"));
    assertSame(Service01.RPM, standard.find(0x01, 0x0C).orElseThrow());
    assertSame(Service03.GET_DTC, standard.find(0x03).orElseThrow());
    assertSame(Service09.VIN, standard.find(0x09, 0x02).orElseThrow());
    assertEquals("DTC_RPM", standard.find(0x02, 0x0C).orElseThrow().name());
    assertEquals(Optional.empty(), standard.find(0x01, 0xFE));
    assertTrue(standard.hasName("SPEED"));
    assertFalse(standard.hasName("speed"));
    assertThrows(NoSuchElementException.class, () -> standard.get("WARP"));
  }

  @Test
  void theFirstOfSeveralWithOnePidIsThePlainOne() {
    assertEquals("O2_B1S1", standard.find(0x01, 0x14).orElseThrow().name());
    assertEquals("CVN", standard.find(0x09, 0x06).orElseThrow().name());
  }

  @Test
  void namesAreUniqueAndSpeakable() {
    Set<String> names = new HashSet<>();
    for (ObdCommand<?> command : standard.all()) {
      assertTrue(names.add(command.name()), command.name());
      assertTrue(command.name().matches("[A-Z][A-Z0-9_]*"), command.name());
      assertFalse(command.description().isBlank(), command.name());
    }
  }

  @Test
  void theStandardNeverChanges() {
    ObdCommand<?> mine = ObdCommand.named("MINE").request("22F190").build();
    assertThrows(UnsupportedOperationException.class, () -> standard.add(mine));
    assertThrows(UnsupportedOperationException.class, () -> standard.all().clear());
    assertFalse(standard.hasName("MINE"));
  }

  @Test
  void aCopyTakesCommandsOfOnesOwn() {
    Commands mine = standard.copy().add(ObdCommand.named("MINE").request("21A6").build());
    assertEquals("MINE", mine.find(0x21, 0xA6).orElseThrow().name());
    assertEquals(standard.all().size() + 1, mine.all().size());
    assertEquals(1, mine.ofService(0x21).size());
    assertFalse(standard.hasName("MINE"));
  }

  @Test
  void aTakenNameIsRefusedAndNothingIsAdded() {
    Commands mine = standard.copy();
    ObdCommand<?> fresh = ObdCommand.named("FRESH").request("21A6").build();
    ObdCommand<?> taken = ObdCommand.named("RPM").request("21A7").build();
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> mine.add(List.of(fresh, taken)));
    assertTrue(e.getMessage().contains("RPM") && e.getMessage().contains("Engine RPM"));
    assertFalse(mine.hasName("FRESH"));
  }

  @Test
  void whatChangesTheVehicleIsNotRepeatable() {
    assertTrue(Service01.RPM.isRepeatable());
    assertTrue(Service03.GET_DTC.isRepeatable());
    assertTrue(AdapterCommands.ELM_VOLTAGE.isRepeatable());
    assertTrue(Service08.TIDS_A.isRepeatable());
    assertFalse(Service04.CLEAR_DTC.isRepeatable());
    assertFalse(Service08.EVAP_LEAK_TEST.isRepeatable());
  }
}
