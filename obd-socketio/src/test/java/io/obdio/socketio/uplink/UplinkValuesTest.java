package io.obdio.socketio.uplink;

import static io.obdio.socketio.uplink.ValueTextTest.response;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.obdio.core.command.Service01;
import io.obdio.core.unit.Quantity;
import io.obdio.core.unit.Unit;
import io.obdio.core.unit.Units;
import io.obdio.socketio.telemetry.StateCodec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UplinkValuesTest {

  private final UplinkValues values = new UplinkValues();

  private List<String> add(double value, Unit unit) {
    return values.add(response(Service01.RPM, Quantity.of(value, unit))).stream()
        .map(ValueText::name)
        .toList();
  }

  private List<String> changed() {
    return values.takeChanged().stream().map(ValueText::text).toList();
  }

  @Test
  void onlyTheNewestChangedValueIsTaken() {
    add(800, Units.RPM);
    add(850, Units.RPM);
    assertEquals(List.of("850"), changed());
    assertEquals(List.of(), changed());
    add(900, Units.RPM);
    add(850, Units.RPM);
    assertEquals(List.of(), changed());
    add(851, Units.RPM);
    assertEquals(List.of("851"), changed());
  }

  @Test
  void everythingIsTakenAgainAfterTheBrokerMayHaveLostIt() {
    add(800, Units.RPM);
    assertEquals(List.of("800"), changed());
    values.forgetPublished();
    assertEquals(List.of("800"), changed());
  }

  @Test
  void aNewNameOrUnitIsReported() {
    assertEquals(List.of("RPM"), add(800, Units.RPM));
    assertEquals(List.of(), add(850, Units.RPM));
    assertEquals(List.of("RPM"), add(850, Units.HERTZ));
  }

  @Test
  void theStateHasAllLatestValues() {
    add(800, Units.RPM);
    values.add(response(Service01.SPEED, Quantity.of(50, Units.KILOMETER_PER_HOUR)));
    StateCodec.State state = values.state();
    assertEquals(1_000, state.time());
    assertEquals(Map.of("RPM", 800.0, "SPEED", 50.0), state.values());
    assertEquals(
        Map.of("RPM", "revolutions_per_minute", "SPEED", "kilometer_per_hour"), state.units());
  }
}
