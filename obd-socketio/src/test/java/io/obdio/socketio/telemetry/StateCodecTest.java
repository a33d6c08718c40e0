package io.obdio.socketio.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateCodecTest {

  @Test
  void aStateIsReadAsItWasWritten() throws Exception {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("RPM", 850.0);
    values.put("FUEL_STATUS", "Closed loop");
    var state =
        new StateCodec.State(1_764_000_000_000L, values, Map.of("RPM", "revolutions_per_minute"));
    byte[] payload = StateCodec.encode(state);
    assertEquals(
        "{\"t\":1764000000000,\"v\":{\"RPM\":850,\"FUEL_STATUS\":\"Closed loop\"},"
            + "\"u\":{\"RPM\":\"revolutions_per_minute\"}}",
        new String(payload, UTF_8));
    assertEquals(state, StateCodec.decode(payload));
  }

  @Test
  void valuesThatAreNotFiniteAreLeftOut() throws Exception {
    var state = new StateCodec.State(1, Map.of("A", Double.NaN), Map.of());
    assertEquals(Map.of(), StateCodec.decode(StateCodec.encode(state)).values());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{\"t\":1}",
        "{\"t\":-1,\"v\":{}}",
        "{\"t\":1,\"v\":[]}",
        "{\"t\":1,\"v\":{\"A\":null}}",
        "{\"t\":1,\"v\":{\"A\":1e999}}",
        "{\"t\":1,\"v\":{},\"u\":{\"A\":5}}"
      })
  void invalidPayloadsAreRefused(String payload) {
    assertThrows(BatchException.class, () -> StateCodec.decode(payload.getBytes(UTF_8)));
  }
}
