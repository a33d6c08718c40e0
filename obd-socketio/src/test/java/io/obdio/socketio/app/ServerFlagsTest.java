package io.obdio.socketio.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.server.ServerLimits;
import io.obdio.socketio.server.ServerOptions;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Every limit and option has its key, and one default. */
class ServerFlagsTest {
  @Command
  private static final class Holder {
    @Mixin ServerFlags flags = new ServerFlags();
  }

  private static ServerFlags parsed(String... args) {
    Holder holder = new Holder();
    new CommandLine(holder).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(args);
    return holder.flags;
  }

  static Stream<RecordComponent> limits() {
    return Arrays.stream(ServerLimits.class.getRecordComponents());
  }

  private static String flag(RecordComponent component) {
    return "--" + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  private static Object value(RecordComponent component, Object of) throws Exception {
    return component.getAccessor().invoke(of);
  }

  @ParameterizedTest
  @MethodSource("limits")
  void everyLimitHasAKeyOfItsName(RecordComponent limit) throws Exception {
    ServerLimits changed = parsed(flag(limit), "7").limits();
    for (RecordComponent each : ServerLimits.class.getRecordComponents()) {
      Object expected =
          each.getName().equals(limit.getName()) ? 7 : value(each, ServerLimits.defaults());
      assertEquals(expected, value(each, changed), each.getName());
    }
  }

  @ParameterizedTest
  @MethodSource("limits")
  void noLimitIsNothing(RecordComponent limit) {
    UserError error = assertThrows(UserError.class, () -> parsed(flag(limit), "0").limits());
    assertTrue(String.valueOf(error.getMessage()).contains(limit.getName()), error.getMessage());
  }

  @Test
  void theDefaultsAreTheLibrarys() {
    assertEquals(ServerLimits.defaults(), parsed().limits());
    // A program is for its own machine unless told otherwise; a library's user says where it
    // listens.
    ServerOptions.Builder own = ServerOptions.builder().listen("127.0.0.1", 48484);
    assertEquals(own.build(), parsed().options());
  }

  @Test
  void everyOption() {
    ServerOptions options =
        parsed(
                ("--path /x --transports websocket --cors-origins http://a,http://b "
                        + "--ping-interval 1 --ping-timeout 2 --connect-timeout 3 "
                        + "--upgrade-timeout 4 --keep-alive 5 --http-compression "
                        + "--per-message-deflate --cookie io --recovery 6 --recovery-events 7 "
                        + "--recovery-sessions 8 --event-loops 9 --no-serve-client "
                        + "--tls-certificate c.pem --tls-key k.pem --host 127.0.0.2 --port 10")
                    .split(" ", -1))
            .options();
    ServerOptions defaults = ServerOptions.defaults();
    for (RecordComponent each : ServerOptions.class.getRecordComponents()) {
      try {
        assertTrue(
            !value(each, options).equals(value(each, defaults)), each.getName() + " has no key");
      } catch (Exception e) {
        throw new AssertionError(each.getName(), e);
      }
    }
    assertEquals(Duration.ofMillis(4), options.upgradeTimeout());
    assertEquals(new ServerOptions.Recovery(Duration.ofMillis(6), 7, 8, true), options.recovery());
  }
}
