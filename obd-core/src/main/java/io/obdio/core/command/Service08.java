package io.obdio.core.command;

import io.obdio.core.decode.Decoders;
import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.Payload;
import io.obdio.core.value.Acknowledged;
import io.obdio.core.value.SupportedPids;
import java.util.List;
import java.util.Locale;

/** Service 08, control of on-board systems (SAE J1979 appendix F). */
public final class Service08 {

  private static final int SERVICE = 0x08;

  public static final ObdCommand<SupportedPids> TIDS_A =
      ObdCommand.named("TIDS_A")
          .description("Supported TIDs [01-20]")
          .request(DiagnosticRequest.functional(Payload.of(SERVICE, 0)))
          .decoder(Decoders.supported(0))
          .repeatable(true)
          .build();

  /** TID 01: closes the evaporative system so that it can be tested for leaks. */
  public static final ObdCommand<Acknowledged> EVAP_LEAK_TEST =
      control("EVAP_LEAK_TEST", "Enable evaporative system leak test", 0x01);

  private Service08() {}

  /**
   * Returns the command of any test id, with 0 in the data bytes A to E.
   *
   * @param tid 01..FF
   */
  public static ObdCommand<Acknowledged> control(int tid) {
    if (tid < 1 || tid > 0xFF) {
      throw new IllegalArgumentException("test id " + tid + " is not from 1 to 255");
    }
    String name = String.format(Locale.ROOT, "CONTROL_%02X", tid);
    return control(name, String.format(Locale.ROOT, "Control of on-board system %02X", tid), tid);
  }

  /** Returns the rows, in order. */
  static List<ObdCommand<?>> all() {
    return List.of(TIDS_A, EVAP_LEAK_TEST);
  }

  private static ObdCommand<Acknowledged> control(String name, String description, int tid) {
    return ObdCommand.named(name)
        .description(description)
        .request(DiagnosticRequest.functional(Payload.of(SERVICE, tid, 0, 0, 0, 0, 0)))
        .decoder(Decoders.ACKNOWLEDGED)
        .build();
  }
}
