package io.obdio.core.message;

import io.obdio.core.message.Service.Prefix;
import io.obdio.core.message.Service.SupportMaps;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The table of diagnostic services: SAE J1979 (01..0A), ISO 14229-1:2020 and, for the services that
 * only ISO 14230-3 has, that standard. Where both of the latter define an id, the row is that of
 * ISO 14229-1.
 */
final class ServiceTable {

  private static final int SIZE = 256;
  private static final Service[] ROWS = new Service[SIZE];
  private static final List<Service> DEFINED;

  static {
    obd("01", "Request current powertrain diagnostic data", "7.1")
        .echoes(1)
        .items(1)
        .reads()
        .maps();
    obd("02", "Request powertrain freeze frame data", "7.2")
        .echoes(2) // PID, frame number
        .items(2)
        .reads()
        .prefix(Prefix.FULL_ECHO)
        .maps(0);
    obd("03", "Request emission-related diagnostic trouble codes", "7.3")
        .reads()
        .prefix(Prefix.CODE_COUNT);
    obd("04", "Clear/reset emission-related diagnostic information", "7.4");
    obd("05", "Request oxygen sensor monitoring test results", "6.5")
        .echoes(2) // TID, oxygen sensor
        .reads()
        .prefix(Prefix.FULL_ECHO)
        .mapsOffCan(0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80); // a sensor each
    obd("06", "Request on-board monitoring test results for specific monitored systems", "7.6")
        .echoes(1)
        .items(1)
        .reads()
        .prefix(Prefix.MAP_FILLER)
        .mapsWithOtherIdsOffCan();
    obd(
            "07",
            "Request emission-related diagnostic trouble codes detected during current or last"
                + " completed driving cycle",
            "7.7")
        .reads()
        .prefix(Prefix.CODE_COUNT);
    obd("08", "Request control of on-board system, test or component", "7.8").echoes(1).maps();
    obd("09", "Request vehicle information", "7.9")
        .echoes(1)
        .items(1)
        .reads()
        .prefix(Prefix.ITEM_COUNT)
        .maps();
    obd("0A", "Request emission-related diagnostic trouble codes with permanent status", "7.10")
        .reads()
        .prefix(Prefix.CODE_COUNT);

    uds("10", "DiagnosticSessionControl", "10.2").subFunction();
    uds("11", "ECUReset", "10.3").subFunction();
    kwp("12", "readFreezeFrameData").reads();
    kwp("13", "readDiagnosticTroubleCodes").reads();
    uds("14", "ClearDiagnosticInformation", "12.2");
    kwp("17", "readStatusOfDiagnosticTroubleCodes").reads();
    kwp("18", "readDiagnosticTroubleCodesByStatus").reads();
    uds("19", "ReadDTCInformation", "12.3").subFunction().reads();
    kwp("1A", "readEcuIdentification").echoes(1).reads();
    kwp("20", "stopDiagnosticSession");
    kwp("21", "readDataByLocalIdentifier").echoes(1).reads();
    uds("22", "ReadDataByIdentifier", "11.2").echoes(2).items(2).reads();
    uds("23", "ReadMemoryByAddress", "11.3").reads();
    uds("24", "ReadScalingDataByIdentifier", "11.4").echoes(2).reads();
    kwp("26", "setDataRates");
    uds("27", "SecurityAccess", "10.4").subFunction();
    uds("28", "CommunicationControl", "10.5").subFunction();
    uds("29", "Authentication", "10.6").subFunction();
    uds("2A", "ReadDataByPeriodicIdentifier", "11.5");
    uds("2C", "DynamicallyDefineDataIdentifier", "11.6").subFunction();
    uds("2E", "WriteDataByIdentifier", "11.7").echoes(2);
    uds("2F", "InputOutputControlByIdentifier", "13.2").echoes(2);
    kwp("30", "inputOutputControlByLocalIdentifier").echoes(1);
    uds("31", "RoutineControl", "14.2").subFunction().echoes(3); // with the routine identifier
    kwp("32", "stopRoutineByLocalIdentifier").echoes(1);
    kwp("33", "requestRoutineResultsByLocalIdentifier").echoes(1);
    uds("34", "RequestDownload", "15.2");
    uds("35", "RequestUpload", "15.3");
    uds("36", "TransferData", "15.4").echoes(1); // block sequence counter
    uds("37", "RequestTransferExit", "15.5");
    uds("38", "RequestFileTransfer", "15.6").echoes(1); // mode of operation
    kwp("39", "stopRoutineByAddress");
    kwp("3A", "requestRoutineResultsByAddress");
    kwp("3B", "writeDataByLocalIdentifier").echoes(1);
    uds("3D", "WriteMemoryByAddress", "11.8");
    uds("3E", "TesterPresent", "10.7").subFunction().reads();
    row("83", "AccessTimingParameter", "ISO 14229-1:2013 9.7").subFunction();
    uds("84", "SecuredDataTransmission", "16");
    uds("85", "ControlDTCSetting", "10.8").subFunction();
    uds("86", "ResponseOnEvent", "10.9").subFunction();
    uds("87", "LinkControl", "10.10").subFunction();

    List<Service> defined = new ArrayList<>();
    for (int id = 0; id < SIZE; id++) {
      if (ROWS[id] != null) {
        defined.add(ROWS[id]);
      } else {
        ROWS[id] = new Row(id, "", "").build();
      }
    }
    DEFINED = List.copyOf(defined);
  }

  private ServiceTable() {}

  /** Returns the row of {@code id}, 0..255; a generic one if no standard defines it. */
  static Service row(int id) {
    return ROWS[id];
  }

  /** Returns the rows that a standard defines, by ascending id. */
  static List<Service> defined() {
    return DEFINED;
  }

  private static Row obd(String id, String name, String clause) {
    return row(id, name, "SAE J1979 " + clause);
  }

  private static Row uds(String id, String name, String clause) {
    return row(id, name, "ISO 14229-1:2020 " + clause);
  }

  private static Row kwp(String id, String name) {
    return row(id, name, "ISO 14230-3");
  }

  private static Row row(String id, String name, String source) {
    Row row = new Row(Integer.parseInt(id, 16), name, source);
    if (ROWS[row.id] != null) {
      throw new IllegalStateException("service " + id + " has two rows");
    }
    ROWS[row.id] = row.build();
    return row;
  }

  /** A row while its columns are written; each column replaces the row in the table. */
  private static final class Row {
    private final int id;
    private final String name;
    private final String source;
    private int echoed;
    private boolean subFunction;
    private int itemLength;
    private boolean repeatable;
    private Prefix prefix = Prefix.NONE;
    private @Nullable SupportMaps maps;

    Row(int id, String name, String source) {
      this.id = id;
      this.name = name;
      this.source = source;
    }

    Row echoes(int bytes) {
      echoed = bytes;
      return put();
    }

    Row subFunction() {
      subFunction = true;
      return echoes(1);
    }

    Row items(int length) {
      itemLength = length;
      return put();
    }

    Row reads() {
      repeatable = true;
      return put();
    }

    Row prefix(Prefix value) {
      prefix = value;
      return put();
    }

    Row maps(int... suffix) {
      maps = new SupportMaps(List.of(Payload.of(suffix)), true, true);
      return put();
    }

    Row mapsWithOtherIdsOffCan() {
      maps = new SupportMaps(List.of(Payload.EMPTY), true, false);
      return put();
    }

    Row mapsOffCan(int... suffixes) {
      maps =
          new SupportMaps(
              IntStream.of(suffixes).mapToObj(suffix -> Payload.of(suffix)).toList(), false, true);
      return put();
    }

    private Row put() {
      ROWS[id] = build();
      return this;
    }

    Service build() {
      return new Service(
          id, name, source, echoed, subFunction, itemLength, repeatable, prefix, maps);
    }
  }
}
