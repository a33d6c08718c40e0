package io.obdio.socketio.uplink;

import static io.obdio.socketio.uplink.ValueTextTest.response;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.command.Service01;
import io.obdio.core.command.Service03;
import io.obdio.core.command.Service07;
import io.obdio.core.value.Status;
import io.obdio.core.value.TroubleCode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CodeStateTest {

  private static final TroubleCode MISFIRE = new TroubleCode(0x0301);

  private final CodeState state = new CodeState();

  private boolean lamp(boolean on) {
    return state.add(response(Service01.STATUS, new Status(on, 0, "spark", List.of())));
  }

  private boolean codes(TroubleCode... codes) {
    return state.add(response(Service03.GET_DTC, List.of(codes)));
  }

  @Test
  void nothingIsReportedBeforeTheCodesAreKnown() {
    assertFalse(lamp(true));
    assertTrue(codes());
    assertEquals(Map.of("t", 1_000L, "mil", true, "count", 0, "codes", List.of()), state.json());
  }

  @Test
  void onlyChangesAreReported() {
    assertTrue(codes(MISFIRE));
    assertFalse(codes(MISFIRE));
    assertFalse(codes(MISFIRE, MISFIRE), "two ECUs report one code");
    assertTrue(lamp(true));
    assertFalse(lamp(true));
    assertTrue(lamp(false));
    assertEquals(Set.of("P0301"), state.confirmed());
    assertTrue(codes());
    assertEquals(Set.of(), state.confirmed());
  }

  @Test
  void pendingCodesHaveAMemberOfTheirOwn() {
    assertTrue(codes());
    assertTrue(state.add(response(Service07.GET_CURRENT_DTC, List.of(MISFIRE))));
    assertEquals(0, state.json().get("count"));
    assertEquals(
        List.of(Map.of("code", "P0301", "description", MISFIRE.description())),
        state.json().get("pending"));
  }

  @Test
  void otherCommandsAreIgnored() {
    assertTrue(codes());
    assertFalse(state.add(response(Service01.RPM, List.of(MISFIRE))));
  }
}
