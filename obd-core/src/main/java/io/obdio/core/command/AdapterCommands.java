package io.obdio.core.command;

import io.obdio.core.decode.Decoders;
import io.obdio.core.unit.Quantity;
import java.util.List;

/** Questions to the adapter itself. */
public final class AdapterCommands {

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
          .build();

  private AdapterCommands() {}

  /** The rows, in order. */
  public static List<ObdCommand<?>> all() {
    return List.of(ELM_VERSION, ELM_VOLTAGE);
  }
}
