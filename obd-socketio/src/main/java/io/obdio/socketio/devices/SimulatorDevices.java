package io.obdio.socketio.devices;

import io.obdio.core.transport.SimulatorControls;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The devices of a simulated vehicle: its signals, its ignition and its faults. */
final class SimulatorDevices implements AutoCloseable {

  private final SimulatorControls controls;
  private final Runnable listener;
  private final List<Device> devices = new ArrayList<>();
  private boolean polling;

  /**
   * Creates the devices.
   *
   * @param listener runs after each change, on any thread
   */
  SimulatorDevices(SimulatorControls controls, Runnable listener) {
    this.controls = controls;
    this.listener = listener;
    for (SimulatorControls.Input input : controls.inputs()) {
      devices.add(new SimInputDevice(controls, input));
    }
    devices.add(
        new SwitchDevice(
            DeviceType.DO,
            SimInputDevice.PREFIX + "IGNITION",
            "Ignition of the simulated vehicle",
            controls::ignition,
            on -> {
              controls.setIgnition(on);
              return Device.done();
            }));
    for (String fault : controls.faults()) {
      devices.add(fault(fault));
    }
    controls.addListener(listener);
  }

  private SwitchDevice fault(String fault) {
    String name = fault.toUpperCase(Locale.ROOT).replace('-', '_');
    return new SwitchDevice(
        DeviceType.DO,
        SimInputDevice.PREFIX + "FAULT_" + name,
        "Simulated fault " + fault,
        () -> controls.activeFaults().contains(fault),
        on -> {
          controls.setFault(fault, on);
          return Device.done();
        });
  }

  SimulatorControls controls() {
    return controls;
  }

  List<Device> devices() {
    return devices;
  }

  /** Returns whether polling is to begin: computed signals are not reported by the listener. */
  boolean beginPolling() {
    boolean begins = !polling;
    polling = true;
    return begins;
  }

  void endPolling() {
    polling = false;
  }

  @Override
  public void close() {
    controls.removeListener(listener);
  }
}
