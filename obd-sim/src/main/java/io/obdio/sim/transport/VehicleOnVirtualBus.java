package io.obdio.sim.transport;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.isotp.can.CanBus;
import io.obdio.isotp.can.VirtualCanBus;
import io.obdio.sim.CarOnCan;
import io.obdio.sim.SimulatedVehicle;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The CAN side of a simulated vehicle: a virtual bus of its own for each connection. */
final class VehicleOnVirtualBus implements AutoCloseable {

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final SimulatedVehicle vehicle;

  @GuardedBy("this")
  private @Nullable CarOnCan nodes;

  @GuardedBy("this")
  private @Nullable CanBus vehicleEnd;

  VehicleOnVirtualBus(SimulatedVehicle vehicle) {
    this.vehicle = vehicle;
  }

  /** Connects the ECUs to a new bus and returns the tester's end of it. */
  synchronized CanBus open() {
    close();
    String name = "sim-" + COUNT.incrementAndGet();
    CanBus end = VirtualCanBus.open(name);
    vehicleEnd = end;
    nodes = CarOnCan.open(vehicle, end);
    return VirtualCanBus.open(name);
  }

  @Override
  public synchronized void close() {
    if (nodes != null) {
      nodes.close();
      nodes = null;
    }
    if (vehicleEnd != null) {
      vehicleEnd.close();
      vehicleEnd = null;
    }
  }
}
