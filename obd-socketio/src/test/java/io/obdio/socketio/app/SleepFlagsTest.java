package io.obdio.socketio.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.obdio.core.command.Commands;
import io.obdio.socketio.app.failure.UserError;
import io.obdio.socketio.obd.ObdIo;
import io.obdio.socketio.server.ServerOptions;
import io.obdio.socketio.vehicle.sleep.SleepOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The flags of sleep and guard. */
class SleepFlagsTest {

  private static SleepFlags parse(String... args) {
    ServeCommand serve = new ServeCommand();
    new CommandLine(serve).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(args);
    return serve.sleep;
  }

  @Test
  void theDefaultsAreThoseOfTheOptions() {
    assertEquals(SleepOptions.defaults(), parse().options());
  }

  @ParameterizedTest
  @CsvSource({
    "auto, elm327:, true",
    "auto, elm327://10.0.0.5, true",
    "auto, socketcan:can0, true",
    "auto, sim:?cycle=idle, false",
    "auto, SIM:, false",
    "auto, replay:drive.txt, false",
    "always, sim:, true",
    "never, elm327:, false",
  })
  void isOnForRealVehicles(String when, String transport, boolean enabled) {
    try (ObdIo io = ObdIo.create()) {
      parse("--sleep=" + when)
          .with(transport)
          .addTo(io, Commands.standard(), ServerOptions.defaults());
      assertEquals(enabled, io.eventNames().contains("sleep_state"));
      assertEquals(enabled, io.eventNames().contains("wake"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--sleep-after=0",
        "--sleep-check=-1",
        "--guard-check=0",
        "--sleep-charging=20",
        "--guard-voltage=13.5"
      })
  void aValueOutOfRangeIsNamed(String flag) {
    UserError error = assertThrows(UserError.class, () -> parse(flag).options());
    assertEquals(0, String.valueOf(error.getMessage()).indexOf(flag.split("=", 2)[0]));
  }
}
