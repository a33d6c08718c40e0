package io.obdio.socketio.app.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.app.config.OptionDefaults;
import io.obdio.socketio.app.config.Setting;
import io.obdio.socketio.app.failure.UserError;
import io.obdio.socketio.engineio.EngineOptions;
import io.obdio.socketio.engineio.TransportType;
import io.obdio.socketio.http.HttpOptions;
import io.obdio.socketio.server.ServerOptions;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.OptionSpec;

/** Every option of the server has a flag of its name, with the option's default. */
class ServerFlagsTest {
  /** Set by flags of other names: host and port, and the two TLS files. */
  private static final Set<String> OTHERWISE = Set.of("listen", "tls");

  @Command
  private static final class Holder {
    @Mixin ServerFlags flags = new ServerFlags();
  }

  private static CommandLine line(Holder holder) {
    return new CommandLine(holder)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setDefaultValueProvider(new OptionDefaults(Map.of()));
  }

  private static ServerFlags parsed(String... args) {
    Holder holder = new Holder();
    line(holder).parseArgs(args);
    return holder.flags;
  }

  /** The components of the three records that are not records themselves. */
  static Stream<RecordComponent> options() {
    return Stream.of(HttpOptions.class, EngineOptions.class, ServerOptions.class)
        .flatMap(type -> Arrays.stream(type.getRecordComponents()))
        .filter(c -> !c.getType().isRecord() && !OTHERWISE.contains(c.getName()));
  }

  static Stream<RecordComponent> numbers() {
    return options()
        .filter(
            c ->
                c.getType() == int.class
                    || c.getType() == long.class
                    || c.getType() == Duration.class);
  }

  private static String flag(RecordComponent component) {
    return "--" + OptionDefaults.key(component);
  }

  private static Object value(RecordComponent component, ServerOptions all) throws Exception {
    Class<?> owner = component.getDeclaringRecord();
    Object record = owner == HttpOptions.class ? all.http() : all;
    return component.getAccessor().invoke(owner == EngineOptions.class ? all.engine() : record);
  }

  private static String[] changing(RecordComponent option) {
    if (option.getType() == boolean.class) {
      String name = OptionDefaults.key(option);
      return new String[] {option.getName().equals("serveClient") ? "--no-" + name : "--" + name};
    }
    return new String[] {
      flag(option),
      switch (option.getName()) {
        case "path" -> "/x";
        case "transports" -> "websocket";
        case "trustedProxies" -> "192.0.2.0/24";
        case "corsOrigins" -> "https://example.org";
        default -> "7";
      }
    };
  }

  @ParameterizedTest
  @MethodSource("options")
  void everyOptionHasAFlagOfItsNameThatChangesItAlone(RecordComponent option) throws Exception {
    ServerOptions unchanged = parsed().options();
    ServerOptions changed = parsed(changing(option)).options();
    for (RecordComponent each : options().toList()) {
      if (each.getName().equals(option.getName())) {
        assertNotEquals(value(each, unchanged), value(each, changed), each.getName());
      } else {
        assertEquals(value(each, unchanged), value(each, changed), each.getName());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void numbersAreAtLeastOne(RecordComponent option) {
    UserError error = assertThrows(UserError.class, () -> parsed(flag(option), "0").options());
    assertTrue(String.valueOf(error.getMessage()).contains(option.getName()), error.getMessage());
  }

  @Test
  void theDefaultsAreTheLibrarysOnTheProgramsPort() {
    assertEquals(ServerOptions.builder().listen("127.0.0.1", 48484).build(), parsed().options());
  }

  @Test
  void theHelpNamesTheDefaults() {
    String help =
        line(new Holder()).setUsageHelpWidth(200).getUsageMessage().replaceAll("\\s+", " ");
    assertTrue(help.contains("Milliseconds between two pings. Default: 25000."), help);
    assertTrue(help.contains("Transports that are offered. Default: polling,websocket."), help);
    assertTrue(help.contains("Compress WebSocket messages. Default: false."), help);
    assertTrue(help.contains("TCP port; 0 takes a free one. Default: 48484."), help);
  }

  @Test
  void combinedFlags(@TempDir Path folder) throws Exception {
    Path certificate = Files.createFile(folder.resolve("c.pem"));
    Path key = Files.createFile(folder.resolve("k.pem"));
    ServerOptions options =
        parsed(
                ("--transports websocket --cors-origins http://a,http://b --upgrade-timeout 4 "
                        + "--recovery 6 --recovery-events 7 --recovery-sessions 8 "
                        + "--host 127.0.0.2 --port 10 --tls-certificate "
                        + certificate
                        + " --tls-key "
                        + key)
                    .split(" ", -1))
            .options();
    assertEquals(Set.of(TransportType.WEBSOCKET), options.engine().transports());
    assertEquals(List.of("http://a", "http://b"), options.engine().corsOrigins());
    assertEquals(Duration.ofMillis(4), options.engine().upgradeTimeout());
    assertEquals(new ServerOptions.Recovery(Duration.ofMillis(6), 7, 8, true), options.recovery());
    assertEquals(certificate, options.http().tls().certificate());
    assertEquals(10, options.http().listen().get(0).getPort());
  }

  @Test
  void theConfigurationFileOverridesTheDefaultsAndFlagsOverrideTheFile() {
    Holder holder = new Holder();
    CommandLine line =
        line(holder)
            .setDefaultValueProvider(
                new OptionDefaults(
                    Map.of(
                        "ping-interval",
                        new Setting("5", "obdio.yaml:1"),
                        "port",
                        new Setting("9", "obdio.yaml:2"),
                        "serve-client",
                        new Setting("false", "OBDIO_SERVE_CLIENT"))));
    line.parseArgs("--port", "8");
    ServerOptions options = holder.flags.options();
    assertEquals(Duration.ofMillis(5), options.engine().pingInterval());
    assertEquals(8, options.http().listen().get(0).getPort());
    assertEquals(false, options.serveClient());
  }

  @Test
  void flagsHaveNoDefaultsOfTheirOwnWhereAnOptionHasOne() {
    List<String> names = options().map(ServerFlagsTest::flag).toList();
    for (OptionSpec option : line(new Holder()).getCommandSpec().options()) {
      String plain = option.longestName().replace("[no-]", "");
      if (names.contains(plain)) {
        assertEquals(null, option.defaultValue(), plain);
      }
    }
  }
}
