package io.obdio.core.command;

import io.obdio.core.decode.Decoders;
import io.obdio.core.value.TroubleCode;
import java.util.List;

/** Service 03, the stored trouble codes (SAE J1979 clause 7.3). */
public final class Service03 {

  public static final ObdCommand<List<TroubleCode>> GET_DTC =
      new CommandTable(0x03, EcuFilter.ALL)
          .row("GET_DTC", "Get DTCs", Decoders.CODES, Channel.TROUBLE);

  private Service03() {}
}
