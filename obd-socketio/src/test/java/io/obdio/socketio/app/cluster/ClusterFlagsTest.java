package io.obdio.socketio.app.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.command.Commands;
import io.obdio.socketio.app.CommandRun;
import io.obdio.socketio.app.failure.UserError;
import io.obdio.socketio.obd.ObdIo;
import io.obdio.socketio.server.ServerOptions;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The flags of the cluster. */
@Timeout(60)
class ClusterFlagsTest {

  /** A command that has the flags. */
  @Command
  static final class Flags implements Runnable {
    @Mixin ClusterFlags cluster = new ClusterFlags();

    @Override
    public void run() {
      throw new AssertionError();
    }
  }

  private static ClusterFlags parse(String... args) {
    Flags flags = new Flags();
    new CommandLine(flags).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(args);
    return flags.cluster;
  }

  private static String error(ServerOptions options, String... args) {
    try (ObdIo io = ObdIo.create()) {
      ClusterFlags flags = parse(args);
      UserError error =
          Assertions.assertThrows(
              UserError.class, () -> flags.addTo(io, Commands.standard(), options));
      return String.valueOf(error.getMessage());
    }
  }

  @Test
  void isOffByDefault() {
    try (ObdIo io = ObdIo.create()) {
      ClusterFlags flags = parse();
      flags.addTo(io, Commands.standard(), ServerOptions.defaults());
      assertNull(flags.figures());
    }
  }

  @Test
  void thePasswordOfAnInvalidAddressIsNotRepeated() {
    String message = error(ServerOptions.defaults(), "--cluster=redis:/user:secret1@host");
    assertTrue(message.startsWith("--cluster: "), message);
    assertFalse(message.contains("secret1"), message);
  }

  @Test
  void flagsWithoutTheirConditionAreNamed() {
    assertTrue(error(ServerOptions.defaults(), "--cluster-emitter").contains("need --cluster"));
    assertTrue(
        error(ServerOptions.defaults(), "--cluster=redis://h", "--cluster-ca=absent.pem")
            .contains("absent.pem"));
    ServerOptions recovering =
        ServerOptions.builder().recovery(ServerOptions.Recovery.defaults()).build();
    assertEquals(
        "--cluster: recovery needs the protocol streams, not sharded",
        error(recovering, "--cluster=redis://127.0.0.1:1", "--cluster-protocol=sharded"));
  }

  @Test
  void theConfigurationShowsNoPassword() {
    CommandRun run =
        CommandRun.of("config", "show", "serve", "--", "--cluster=redis://:secret1@host:6379");
    assertTrue(run.out().contains("//******@host:6379"), run.out());
    assertFalse(run.out().contains("secret1"), run.out());
  }
}
