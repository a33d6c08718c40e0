package io.obdio.core.command;

import io.obdio.core.decode.Decoders;
import io.obdio.core.value.Acknowledged;
import io.obdio.core.value.TroubleCode;
import java.util.List;

/** Services 03, 04, 07 and 0A: trouble codes stored, cleared, pending and permanent. */
public final class TroubleCodeServices {

  public static final ObdCommand<List<TroubleCode>> GET_DTC =
      new CommandTable(0x03, EcuFilter.ALL).row("GET_DTC", "Get DTCs", Decoders.CODES);

  public static final ObdCommand<Acknowledged> CLEAR_DTC =
      new CommandTable(0x04, EcuFilter.ALL)
          .row("CLEAR_DTC", "Clear DTCs and Freeze data", Decoders.ACKNOWLEDGED);

  public static final ObdCommand<List<TroubleCode>> GET_CURRENT_DTC =
      new CommandTable(0x07, EcuFilter.ALL)
          .row("GET_CURRENT_DTC", "Get DTCs from the current/last driving cycle", Decoders.CODES);

  public static final ObdCommand<List<TroubleCode>> GET_PERMANENT_DTC =
      new CommandTable(0x0A, EcuFilter.ALL)
          .row("GET_PERMANENT_DTC", "Get permanent DTCs", Decoders.CODES);

  private TroubleCodeServices() {}
}
