package io.obdio.socketio.devices;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The {@code device_info} of the vehicle. Its circuit is the VIN once that is known. */
final class InfoDevice extends Device {

  static final String NAME = "car";

  private final String version;
  private String protocol = "";
  private String vin = "";
  private int ecus;
  private boolean connected;

  /**
   * Creates the device.
   *
   * @param version of the program
   */
  InfoDevice(String version) {
    super(DeviceType.DEVICE_INFO, NAME);
    this.version = version;
    refresh();
  }

  void update(boolean nowConnected, String protocolName, int ecuCount) {
    connected = nowConnected;
    protocol = protocolName;
    ecus = ecuCount;
  }

  /** Sets the VIN; "" if it is unknown. */
  void setVin(String value) {
    vin = value;
    setCircuit(value.isEmpty() ? NAME : value);
  }

  @Override
  void describe(Map<String, @Nullable Object> fields) {
    fields.put("value", connected ? 1 : 0);
    fields.put("family", "OBDio");
    fields.put("model", protocol);
    fields.put("sn", vin);
    fields.put("board_count", ecus);
    fields.put("version", version);
  }
}
