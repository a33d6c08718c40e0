package io.obdio.sim.ecu.obd;

import io.obdio.core.message.Payload;
import io.obdio.sim.ecu.EcuRequest;
import io.obdio.sim.ecu.Medium;
import io.obdio.sim.ecu.service.ByteList;
import io.obdio.sim.ecu.service.Nrc;
import io.obdio.sim.ecu.service.ServiceHandler;
import io.obdio.sim.ecu.service.ServiceResult;
import java.util.Collections;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Service 05: oxygen sensor monitoring test results (SAE J1979). It exists on the older buses only;
 * on CAN service 06 has these results. Each sensor has its own tests and its own bit map.
 */
public final class OxygenSensorTests implements ServiceHandler {

  private static final int RESPONSE = 0x45;

  /** Oxygen sensor numbers of SAE J1979: bank 1, sensors 1 and 2. */
  private static final int BANK_1_SENSOR_1 = 0x01;

  private static final int BANK_1_SENSOR_2 = 0x02;

  /** By test id: a constant, or a value with its minimum and maximum (SAE J1979). */
  private static final Map<Integer, int[]> BEFORE_CATALYST =
      new TreeMap<>(
          Map.of(
              0x01, new int[] {0x5A},
              0x02, new int[] {0x5A},
              0x03, new int[] {0x3C},
              0x04, new int[] {0x78},
              0x05, new int[] {0x0A, 0x00, 0x26},
              0x06, new int[] {0x0B, 0x00, 0x26},
              0x07, new int[] {0x14, 0x00, 0x3C},
              0x08, new int[] {0xA0, 0x78, 0xFF},
              0x09, new int[] {0x0C, 0x00, 0x40},
              0x0A, new int[] {0x17, 0x00, 0x64}));

  /** A sensor after the catalyst does not switch: only its voltages are tested. */
  private static final Map<Integer, int[]> AFTER_CATALYST =
      new TreeMap<>(
          Map.of(
              0x01, new int[] {0x5A},
              0x02, new int[] {0x5A},
              0x07, new int[] {0x1E, 0x00, 0x50},
              0x08, new int[] {0x96, 0x6E, 0xFF}));

  private static final Map<Integer, Map<Integer, int[]>> SENSORS =
      Map.of(BANK_1_SENSOR_1, BEFORE_CATALYST, BANK_1_SENSOR_2, AFTER_CATALYST);

  @Override
  public ServiceResult handle(EcuRequest request) {
    if (request.medium() == Medium.CAN) {
      return ServiceResult.refuse(Nrc.SERVICE_NOT_SUPPORTED);
    }
    Payload payload = request.payload();
    if (payload.length() != 3) {
      return ServiceResult.refuse(Nrc.INCORRECT_MESSAGE_LENGTH_OR_INVALID_FORMAT);
    }
    int test = payload.at(1);
    int sensor = payload.at(2);
    Map<Integer, int[]> tests = SENSORS.getOrDefault(sensor, Map.of());
    SortedSet<Integer> ids = Collections.unmodifiableSortedSet(new TreeSet<>(tests.keySet()));
    if (!SupportBitmap.isSupported(ids, test)) {
      return ServiceResult.refuse(Nrc.SUB_FUNCTION_NOT_SUPPORTED);
    }
    int[] data =
        SupportBitmap.isMapId(test)
            ? SupportBitmap.bytes(ids, test)
            : tests.getOrDefault(test, new int[0]);
    return ServiceResult.answer(ByteList.of(RESPONSE, test, sensor).add(data).payload());
  }
}
