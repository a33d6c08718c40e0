package io.obdio.core.command;

import io.obdio.core.decode.Decoders;
import io.obdio.core.unit.Quantity;
import java.util.List;
import java.util.Set;

/** The commands to the adapter itself. */
public final class AdapterCommands {

  /** The commands that leave the adapter as it is; first, because the rows below read it. */
  private static final Set<String> READING = Set.of("ATI", "ATRV");

  public static final ObdCommand<String> ELM_VERSION =
      ObdCommand.named("ELM_VERSION")
          .description("ELM327 version string")
          .adapter("ATI")
          .decoder(Decoders.ADAPTER_TEXT)
          .build();

  public static final ObdCommand<Quantity> ELM_VOLTAGE =
      ObdCommand.named("ELM_VOLTAGE")
          .description("Voltage detected by OBD-II adapter")
          .adapter("ATRV")
          .decoder(Decoders.ADAPTER_VOLTAGE)
          .channel(Channel.ELECTRICAL)
          .build();

  private AdapterCommands() {}

  /** Returns whether {@code command} only reads from the adapter. */
  static boolean isReading(String command) {
    return READING.contains(command);
  }

  /** Returns the rows, in order. */
  static List<ObdCommand<?>> all() {
    return List.of(ELM_VERSION, ELM_VOLTAGE);
  }
}
