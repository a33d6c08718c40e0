package io.obdio.socketio.vehicle;

import io.obdio.core.message.Payload;
import io.obdio.core.unit.Quantity;
import io.obdio.core.value.Acknowledged;
import io.obdio.core.value.FuelStatus;
import io.obdio.core.value.Monitor;
import io.obdio.core.value.MonitorTest;
import io.obdio.core.value.OxygenSensors;
import io.obdio.core.value.ReadinessTest;
import io.obdio.core.value.ReportedCode;
import io.obdio.core.value.ReportedCode.StatusBit;
import io.obdio.core.value.SensorValue;
import io.obdio.core.value.SensorValues;
import io.obdio.core.value.Status;
import io.obdio.core.value.SupportedPids;
import io.obdio.core.value.TroubleCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The JSON of values, as maps, lists, numbers and strings for a codec. The shapes are those of
 * obd-socketio.
 */
public final class ObdJson {

  private ObdJson() {}

  /** Returns the compatibility name of a quantity's unit, or python-OBD's name of a type. */
  public static String unit(Object value) {
    if (value instanceof Quantity quantity) {
      return quantity.unit().name();
    } else if (value instanceof Status) {
      return "<class 'obd.OBDResponse.Status'>";
    } else if (value instanceof Monitor) {
      return "<class 'obd.OBDResponse.Monitor'>";
    } else if (value instanceof SupportedPids) {
      return "<class 'obd.utils.BitArray'>";
    } else if (value instanceof List<?>) {
      return "<class 'list'>";
    } else if (value instanceof TroubleCode
        || value instanceof FuelStatus
        || value instanceof OxygenSensors) {
      return "<class 'tuple'>";
    } else if (value instanceof Boolean) {
      return "<class 'bool'>";
    } else if (value instanceof Payload || value instanceof Acknowledged) {
      return "<class 'bytearray'>";
    } else if (value instanceof SensorValues || value instanceof Map<?, ?>) {
      return "<class 'dict'>";
    } else if (value instanceof Integer || value instanceof Long) {
      return "<class 'int'>";
    } else if (value instanceof Number) {
      return "<class 'float'>";
    }
    return "<class 'str'>";
  }

  /** Returns any value; one of an unknown type as its text. */
  public static Object value(Object value) {
    if (value instanceof Quantity quantity) {
      return number(quantity.value());
    } else if (value instanceof Number number) {
      return number(number.doubleValue());
    } else if (value instanceof String || value instanceof Boolean) {
      return value;
    } else if (value instanceof Status status) {
      return status(status);
    } else if (value instanceof Monitor monitor) {
      return list(monitor.tests());
    } else if (value instanceof MonitorTest test) {
      return test(test);
    } else if (value instanceof ReadinessTest test) {
      return readiness(test);
    } else if (value instanceof TroubleCode code) {
      return List.of(code.code(), code.description());
    } else if (value instanceof ReportedCode reported) {
      return reported(reported);
    } else if (value instanceof FuelStatus fuel) {
      return List.of(fuel.system1(), fuel.system2());
    } else if (value instanceof OxygenSensors sensors) {
      return sensors.groups();
    } else if (value instanceof SupportedPids pids) {
      return pids.flags();
    } else if (value instanceof SensorValues sensors) {
      return sensors(sensors);
    } else if (value instanceof Payload bytes) {
      return bytes.toHex();
    } else if (value instanceof Acknowledged acknowledged) {
      return acknowledged.data().toHex();
    } else if (value instanceof List<?> list) {
      return list(list);
    } else if (value instanceof Map<?, ?> map) {
      Map<String, Object> json = new LinkedHashMap<>();
      map.forEach((key, item) -> json.put(String.valueOf(key), item == null ? "" : value(item)));
      return json;
    }
    return value.toString();
  }

  /** Returns whole numbers without a fraction: 29, 3442.75. JSON has no infinity: it is a text. */
  private static Object number(double number) {
    if (number == Math.rint(number) && Math.abs(number) < 1e15) {
      return (long) number;
    }
    return Double.isFinite(number) ? (Object) number : Double.toString(number);
  }

  private static List<Object> list(List<?> values) {
    List<Object> json = new ArrayList<>(values.size());
    for (Object item : values) {
      json.add(value(item));
    }
    return json;
  }

  private static Map<String, Object> status(Status status) {
    Map<String, Object> json = new LinkedHashMap<>(4);
    json.put("MIL", status.mil());
    json.put("DTC_COUNT", status.dtcCount());
    json.put("ignition_type", status.ignitionType());
    json.put("tests", list(status.tests()));
    return json;
  }

  private static Map<String, Object> readiness(ReadinessTest test) {
    Map<String, Object> json = new LinkedHashMap<>(4);
    json.put("available", test.available());
    json.put("complete", test.complete());
    json.put("name", test.name());
    return json;
  }

  private static Map<String, Object> test(MonitorTest test) {
    Map<String, Object> json = new LinkedHashMap<>(8);
    json.put("tid", test.tid());
    json.put("name", test.name());
    json.put("desc", test.desc());
    json.put("value", number(test.value().value()));
    json.put("min", number(test.min().value()));
    json.put("max", number(test.max().value()));
    json.put("unit", test.value().unit().name());
    json.put("passed", test.passed());
    return json;
  }

  private static Map<String, Object> reported(ReportedCode reported) {
    Map<String, Object> json = new LinkedHashMap<>(8);
    json.put("code", reported.code().code());
    json.put("desc", reported.code().description());
    json.put("failure_type", String.format(Locale.ROOT, "%02X", reported.failureType()));
    json.put("failure_desc", reported.failure());
    json.put("status", String.format(Locale.ROOT, "%02X", reported.status()));
    json.put("status_bits", reported.statusBits().stream().map(StatusBit::isoName).toList());
    return json;
  }

  private static Map<String, Object> sensors(SensorValues sensors) {
    Map<String, Object> json = new LinkedHashMap<>();
    sensors
        .values()
        .forEach(
            (name, sensor) -> {
              if (sensor instanceof SensorValue.Measured measured) {
                Map<String, Object> quantity = new LinkedHashMap<>(4);
                quantity.put("value", number(measured.quantity().value()));
                quantity.put("unit", measured.quantity().unit().name());
                json.put(name, quantity);
              } else if (sensor instanceof SensorValue.Stated stated) {
                json.put(name, stated.text());
              } else if (sensor instanceof SensorValue.Flag flag) {
                json.put(name, flag.on());
              }
            });
    return json;
  }
}
