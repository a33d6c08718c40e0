package io.obdio.bench.load;

import io.obdio.core.command.Channel;
import io.obdio.core.command.Commands;
import io.obdio.core.command.ObdCommand;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The CPU time of the program per delivery to 1,000 clients: of the channel {@code powertrain}, and
 * of the event {@code response} to clients that subscribed to the same commands at the same rate,
 * one after the other in one run on the simulated vehicle.
 */
public final class ChannelsLoad {

  private static final int CLIENTS = Integer.getInteger("obdio.load.clients", 1_000);
  private static final int ROUNDS = Integer.getInteger("obdio.load.rounds", 3);

  private ChannelsLoad() {}

  /**
   * Runs the comparison and prints it.
   *
   * @param args the command that starts the program, such as {@code java -jar obdio.jar}
   */
  public static void main(String[] args) throws Exception {
    List<String> command = new ArrayList<>(List.of(args));
    command.addAll(List.of("serve", "--port", "0", "--max-sessions-per-address", "5000"));
    Process program =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (BufferedReader out = program.inputReader(StandardCharsets.UTF_8)) {
      String url =
          "ws://127.0.0.1:" + DevicesLoad.port(out) + "/socket.io/?EIO=4&transport=websocket";
      Cpu cpu = new Cpu(program.pid());
      String join = "42/octane,[\"join\",{\"channel\":\"powertrain\"}]";
      String subscribe = "42[\"subscribe\",[" + powertrain() + "],{\"max_rate_hz\":1}]";
      for (int round = 1; round <= ROUNDS; round++) {
        DevicesLoad.measure(
            "powertrain",
            cpu,
            url,
            List.of("40/octane,", "42/octane,[\"auth\",{}]"),
            Collections.nCopies(CLIENTS, join));
        DevicesLoad.measure(
            "subscribe", cpu, url, List.of("40"), Collections.nCopies(CLIENTS, subscribe));
      }
    } finally {
      program.destroy();
    }
  }

  /** Returns the commands of the channel; of those with the same request, the first. */
  private static String powertrain() {
    return Commands.standard().all().stream()
        .filter(command -> command.channel() == Channel.POWERTRAIN)
        .map(ObdCommand::name)
        .filter(name -> !name.endsWith("_WHOLE"))
        .map(name -> '"' + name + '"')
        .collect(Collectors.joining(","));
  }
}
