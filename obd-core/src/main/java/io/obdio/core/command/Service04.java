package io.obdio.core.command;

import io.obdio.core.decode.Decoders;
import io.obdio.core.value.Acknowledged;

/**
 * Service 04, the clearing of trouble codes, freeze frames and test results (SAE J1979 clause 7.4).
 */
public final class Service04 {

  public static final ObdCommand<Acknowledged> CLEAR_DTC =
      new CommandTable(0x04, EcuFilter.ALL)
          .row("CLEAR_DTC", "Clear DTCs and Freeze data", Decoders.ACKNOWLEDGED);

  private Service04() {}
}
