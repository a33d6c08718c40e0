package io.obdio.core.command;

import io.obdio.core.decode.Decoders;
import io.obdio.core.value.TroubleCode;
import java.util.List;

/** Service 0A, the permanent trouble codes (SAE J1979 clause 7.10). */
public final class Service0A {

  public static final ObdCommand<List<TroubleCode>> GET_PERMANENT_DTC =
      new CommandTable(0x0A, EcuFilter.ALL)
          .row("GET_PERMANENT_DTC", "Get permanent DTCs", Decoders.CODES, Channel.TROUBLE);

  private Service0A() {}
}
