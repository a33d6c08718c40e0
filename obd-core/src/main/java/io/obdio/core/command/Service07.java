package io.obdio.core.command;

import io.obdio.core.decode.Decoders;
import io.obdio.core.value.TroubleCode;
import java.util.List;

/** Service 07, the pending trouble codes (SAE J1979 clause 7.7). */
public final class Service07 {

  public static final ObdCommand<List<TroubleCode>> GET_CURRENT_DTC =
      new CommandTable(0x07, EcuFilter.ALL)
          .row(
              "GET_CURRENT_DTC",
              "Get DTCs from the current/last driving cycle",
              Decoders.CODES,
              Channel.TROUBLE);

  private Service07() {}
}
