package io.obdio.core.command;

import io.obdio.core.decode.Decoder;
import io.obdio.core.decode.Decoders;
import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.Payload;
import io.obdio.core.value.Acknowledged;
import io.obdio.core.value.ExtendedCodeData;
import io.obdio.core.value.ReportedCode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Factories of ISO 14229-1 (UDS) commands. Their requests are functional; {@link #to(ObdCommand,
 * String)} directs them to one ECU.
 */
public final class Uds {

  private static final int SESSION_CONTROL = 0x10;
  private static final int READ_DTC_INFORMATION = 0x19;
  private static final int READ_DATA = 0x22;
  private static final int IO_CONTROL = 0x2F;
  private static final int ROUTINE_CONTROL = 0x31;
  private static final int TESTER_PRESENT = 0x3E;

  /** The data identifiers of the PIDs of service 01 (SAE J1979-2). */
  private static final int PID_DIDS = 0xF400;

  private static final Pattern BY_STATUS = Pattern.compile("UDS_DTC_BY_STATUS_([0-9A-F]{2})");
  private static final String SUPPORTED_DTC = "UDS_SUPPORTED_DTC";

  /** The sub-functions of RoutineControl. */
  public enum Routine {
    START(1),
    STOP(2),
    REQUEST_RESULTS(3);

    private final int subFunction;

    Routine(int subFunction) {
      this.subFunction = subFunction;
    }
  }

  private Uds() {}

  /**
   * Returns ReadDataByIdentifier (22) with the bytes themselves as the value.
   *
   * @param did 0..FFFF
   */
  public static ObdCommand<Payload> readData(int did) {
    return readData(did, Decoders.RAW);
  }

  /** Returns ReadDataByIdentifier (22) with a decoder of the bytes after the identifier. */
  public static <V> ObdCommand<V> readData(int did, Decoder<V> decoder) {
    require(did, 0xFFFF, "data identifier");
    return command(
        hex("DID_%04X", did),
        hex("Read data by identifier %04X", did),
        Payload.of(READ_DATA, did >> 8, did),
        decoder);
  }

  /**
   * Returns the UDS form of a service 01 command (SAE J1979-2): data identifier F4xx.
   *
   * @throws IllegalArgumentException if the command is not of service 01
   */
  public static <V> ObdCommand<V> of(ObdCommand<V> command) {
    if (command.service().orElse(-1) != 0x01) {
      throw new IllegalArgumentException(command + " has no UDS form: it is not of service 01");
    }
    int did = PID_DIDS | command.pid().orElse(0);
    return command.toBuilder()
        .name("UDS_" + command.name())
        .request(DiagnosticRequest.functional(Payload.of(READ_DATA, did >> 8, did)))
        .answerBytes(command.answerBytes() == 0 ? 0 : command.answerBytes() + 1)
        .channel(Channel.OBD)
        .build();
  }

  /**
   * Returns ReadDTCInformation (19) reportDTCByStatusMask (02).
   *
   * @param mask the status bits of which one must match, 0..FF; FF requests all
   */
  public static ObdCommand<List<ReportedCode>> codesByStatus(int mask) {
    require(mask, 0xFF, "status mask");
    return command(
        hex("UDS_DTC_BY_STATUS_%02X", mask),
        hex("Trouble codes by status mask %02X", mask),
        Payload.of(READ_DTC_INFORMATION, 0x02, mask),
        Decoders.REPORTED_CODES);
  }

  /**
   * Returns ReadDTCInformation (19) reportDTCExtDataRecordByDTCNumber (06).
   *
   * @param code three bytes, 0..FFFFFF
   * @param record record number, 0..FF; FF requests all
   */
  public static ObdCommand<ExtendedCodeData> extendedData(int code, int record) {
    require(code, 0xFFFFFF, "trouble code");
    require(record, 0xFF, "record number");
    return command(
        hex("UDS_DTC_EXTENDED_DATA_%06X_%02X", code, record),
        hex("Extended data record %2$02X of trouble code %1$06X", code, record),
        Payload.of(READ_DTC_INFORMATION, 0x06, code >> 16, code >> 8, code, record),
        Decoders.EXTENDED_CODE_DATA);
  }

  /** Returns ReadDTCInformation (19) reportSupportedDTC (0A). */
  public static ObdCommand<List<ReportedCode>> supportedCodes() {
    return command(
        SUPPORTED_DTC,
        "Supported trouble codes",
        Payload.of(READ_DTC_INFORMATION, 0x0A),
        Decoders.REPORTED_CODES);
  }

  /**
   * Returns the command that reads trouble codes by its name: {@code UDS_DTC_BY_STATUS_FF} and so
   * on (see {@link #codesByStatus}), or {@code UDS_SUPPORTED_DTC}.
   */
  public static Optional<ObdCommand<List<ReportedCode>>> findCodes(String name) {
    Matcher matcher = BY_STATUS.matcher(name);
    if (matcher.matches()) {
      return Optional.of(codesByStatus(Integer.parseInt(matcher.group(1), 16)));
    }
    return name.equals(SUPPORTED_DTC) ? Optional.of(supportedCodes()) : Optional.empty();
  }

  /**
   * Returns InputOutputControlByIdentifier (2F), which controls actuators and is not repeatable.
   *
   * @param did 0..FFFF
   * @param control inputOutputControlParameter and control state
   */
  public static ObdCommand<Acknowledged> control(int did, Payload control) {
    require(did, 0xFFFF, "data identifier");
    return command(
        hex("UDS_CONTROL_%04X", did),
        hex("Input output control of %04X", did),
        Payload.of(IO_CONTROL, did >> 8, did).concat(control),
        Decoders.ACKNOWLEDGED);
  }

  /**
   * Returns RoutineControl (31), which is not repeatable.
   *
   * @param routine routine identifier, 0..FFFF
   * @param option routineControlOptionRecord, may be empty
   */
  public static ObdCommand<Acknowledged> routine(Routine what, int routine, Payload option) {
    require(routine, 0xFFFF, "routine identifier");
    return command(
        hex("UDS_ROUTINE_" + what + "_%04X", routine),
        hex("Routine control " + what.subFunction + " of %04X", routine),
        Payload.of(ROUTINE_CONTROL, what.subFunction, routine >> 8, routine).concat(option),
        Decoders.ACKNOWLEDGED);
  }

  /** Returns TesterPresent (3E), with a response. */
  public static ObdCommand<Acknowledged> testerPresent() {
    return command(
        "UDS_TESTER_PRESENT",
        "Tester present",
        Payload.of(TESTER_PRESENT, 0),
        Decoders.ACKNOWLEDGED);
  }

  /**
   * Returns DiagnosticSessionControl (10).
   *
   * @param session 1 default, 2 programming, 3 extended, 4 safety system; 0..7F
   */
  public static ObdCommand<Acknowledged> session(int session) {
    require(session, 0x7F, "session");
    return command(
        hex("UDS_SESSION_%02X", session),
        hex("Diagnostic session %02X", session),
        Payload.of(SESSION_CONTROL, session),
        Decoders.ACKNOWLEDGED);
  }

  /** Returns {@code command} with the request to one ECU, such as {@code 7E0}. */
  public static <V> ObdCommand<V> to(ObdCommand<V> command, String ecu) {
    return command.toBuilder().to(ecu).build();
  }

  private static <V> ObdCommand<V> command(
      String name, String description, Payload request, Decoder<V> decoder) {
    return ObdCommand.named(name)
        .description(description)
        .request(DiagnosticRequest.functional(request))
        .decoder(decoder)
        .build();
  }

  private static String hex(String format, Object... numbers) {
    return String.format(Locale.ROOT, format, numbers);
  }

  private static void require(int number, int max, String what) {
    if (number < 0 || number > max) {
      throw new IllegalArgumentException(
          what + " " + number + " is not from 0 to " + Integer.toHexString(max) + " (hex)");
    }
  }
}
