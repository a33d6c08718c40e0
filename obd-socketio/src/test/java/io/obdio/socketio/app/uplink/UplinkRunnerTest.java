package io.obdio.socketio.app.uplink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.command.Commands;
import io.obdio.socketio.app.config.OptionDefaults;
import io.obdio.socketio.app.config.Setting;
import io.obdio.socketio.obd.ObdIo;
import io.obdio.socketio.server.ServerOptions;
import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.CapturedLog;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The parts of an uplink and its connection. */
class UplinkRunnerTest {

  /** A command with the flags of the uplink. */
  @Command
  static final class Program {
    @Mixin UplinkFlags uplink = new UplinkFlags();
  }

  /** They remain in the file while the uplink is switched off there. */
  @Test
  void flagsOfTheConfigurationFileThatHaveNoEffectLeadToAWarning() {
    Program program = new Program();
    Setting vehicle = new Setting("VAN-1", "obdio.yaml:3");
    new CommandLine(program)
        .setDefaultValueProvider(new OptionDefaults(Map.of("uplink-vehicle", vehicle)))
        .parseArgs();
    try (ObdIo io = ObdIo.create();
        CapturedLog log = new CapturedLog()) {
      program.uplink.addTo(io, Commands.standard(), ServerOptions.builder().build());
      List<String> warnings =
          log.complaints().stream().filter(line -> line.contains("has no effect")).toList();
      assertEquals(1, warnings.size(), warnings::toString);
      assertTrue(warnings.get(0).endsWith("uplink-vehicle has no effect without uplink"));
    }
  }

  /** What began before a part that fails must not keep running without a connection. */
  @Test
  void aPartThatCannotBeginEndsTheOthers() throws Exception {
    List<String> events = new CopyOnWriteArrayList<>();
    UplinkPart first =
        session -> {
          events.add("first begins");
          return () -> events.add("first ends");
        };
    UplinkPart second =
        session -> {
          events.add("second fails");
          throw new IllegalStateException("a fault of the test");
        };
    Program program = new Program();
    new CommandLine(program).parseArgs("--uplink=mqtt://127.0.0.1:1", "--uplink-vehicle=VAN-1");
    UplinkFlags flags = program.uplink.with(() -> null, first, second);
    try (ObdIo io = ObdIo.create()) {
      flags.addTo(io, Commands.standard(), ServerOptions.builder().build());
      Await.until("the first part has ended", () -> events.contains("first ends"));
      assertEquals(List.of("first begins", "second fails", "first ends"), events);
      assertFalse(flags.figures().isConnected());
    }
    assertEquals(3, events.size(), "nothing is ended twice");
  }
}
