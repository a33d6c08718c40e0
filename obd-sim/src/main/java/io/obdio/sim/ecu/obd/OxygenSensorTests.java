package io.obdio.sim.ecu.obd;

import io.obdio.core.message.Payload;
import io.obdio.sim.ecu.EcuRequest;
import io.obdio.sim.ecu.Medium;
import io.obdio.sim.ecu.service.ByteList;
import io.obdio.sim.ecu.service.Nrc;
import io.obdio.sim.ecu.service.ServiceHandler;
import io.obdio.sim.ecu.service.ServiceResult;
import java.util.Map;
import java.util.TreeMap;

/** Service 05: oxygen sensor tests, on the older buses alone (on CAN service 06 has them). */
public final class OxygenSensorTests implements ServiceHandler {

  private static final int RESPONSE = 0x45;
  private static final int SENSOR_B1S1 = 0x01;
  private static final int SENSOR_B1S2 = 0x02;

  /** By test id: a constant, or a value with its least and greatest good value (SAE J1979). */
  private static final Map<Integer, int[]> TESTS =
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
    TreeMap<Integer, int[]> tests = new TreeMap<>(TESTS);
    boolean known = sensor == SENSOR_B1S1 || sensor == SENSOR_B1S2;
    if (!known || !SupportBitmap.isSupported(tests.navigableKeySet(), test)) {
      return ServiceResult.refuse(Nrc.SUB_FUNCTION_NOT_SUPPORTED);
    }
    int[] data =
        SupportBitmap.isMapId(test)
            ? SupportBitmap.bytes(tests.navigableKeySet(), test)
            : TESTS.getOrDefault(test, new int[0]);
    return ServiceResult.answer(ByteList.of(RESPONSE, test, sensor).add(data).payload());
  }
}
