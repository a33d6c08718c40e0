package io.obdio.core.decode;

import io.obdio.core.message.Payload;
import io.obdio.core.unit.Quantity;
import io.obdio.core.unit.Units;
import io.obdio.core.value.SensorValue;
import io.obdio.core.value.SensorValues;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The decoder of in-use performance tracking (SAE J1979 service 09, infotypes 08 and 0B): counters
 * of two bytes, which an item count may precede. The number of counters depends on the model year.
 *
 * @param names the counters' names, in order
 */
record TrackingDecoder(List<String> names) implements Decoder<SensorValues> {

  /** Infotype 08. */
  public static final TrackingDecoder SPARK =
      new TrackingDecoder(
          List.of(
              "OBDCOND",
              "IGNCNTR",
              "CATCOMP1",
              "CATCOND1",
              "CATCOMP2",
              "CATCOND2",
              "O2SCOMP1",
              "O2SCOND1",
              "O2SCOMP2",
              "O2SCOND2",
              "EGRCOMP",
              "EGRCOND",
              "AIRCOMP",
              "AIRCOND",
              "EVAPCOMP",
              "EVAPCOND",
              "SO2SCOMP1",
              "SO2SCOND1",
              "SO2SCOMP2",
              "SO2SCOND2",
              "AFRICOMP1",
              "AFRICOND1",
              "AFRICOMP2",
              "AFRICOND2",
              "PFCOMP1",
              "PFCOND1",
              "PFCOMP2",
              "PFCOND2"));

  /** Infotype 0B. */
  public static final TrackingDecoder COMPRESSION =
      new TrackingDecoder(
          List.of(
              "OBDCOND",
              "IGNCNTR",
              "HCCATCOMP",
              "HCCATCOND",
              "NCATCOMP",
              "NCATCOND",
              "NADSCOMP",
              "NADSCOND",
              "PMCOMP",
              "PMCOND",
              "EGSCOMP",
              "EGSCOND",
              "EGRCOMP",
              "EGRCOND",
              "BPCOMP",
              "BPCOND",
              "FUELCOMP",
              "FUELCOND"));

  /** Copies the names. */
  public TrackingDecoder {
    names = List.copyOf(names);
  }

  @Override
  public Decoded<SensorValues> decode(Payload data) {
    int from = data.length() & 1;
    if (data.length() < from + 2) {
      return Decoded.tooShort(data.length(), from + 2);
    }
    Map<String, SensorValue> values = new LinkedHashMap<>();
    int known = Math.min(names.size(), (data.length() - from) / 2);
    for (int i = 0; i < known; i++) {
      Quantity count = new Quantity(data.uint16(from + 2 * i), Units.COUNT);
      values.put(names.get(i), new SensorValue.Measured(count));
    }
    return Decoded.of(new SensorValues(values));
  }
}
