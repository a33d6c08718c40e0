package io.obdio.sim;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.core.message.Payload;
import io.obdio.sim.ecu.Calibration;
import io.obdio.sim.ecu.EcuAddresses;
import io.obdio.sim.ecu.EcuExtendedAddress;
import io.obdio.sim.ecu.obd.InfoTypes;
import io.obdio.sim.ecu.obd.OnBoardTests;
import io.obdio.sim.ecu.obd.PidTable;
import io.obdio.sim.ecu.obd.SupportBitmap;
import io.obdio.sim.ecu.service.Availability;
import io.obdio.sim.ecu.service.Refusals;
import io.obdio.sim.ecu.uds.DataItem;
import io.obdio.sim.ecu.uds.DataTable;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Settings of an ECU that can be changed while it runs, in addition to the vehicle's signals and
 * the ECU's trouble codes.
 *
 * <p>Threads: any thread may call any method. A change takes effect between two requests.
 */
public final class EcuSettings {

  private final Object lock;
  private final Availability availability;

  @GuardedBy("lock")
  private final Refusals refusals;

  @GuardedBy("lock")
  private final PidTable pids;

  @GuardedBy("lock")
  private final OnBoardTests tests;

  @GuardedBy("lock")
  private final InfoTypes infos;

  @GuardedBy("lock")
  private final DataTable data;

  EcuSettings(
      Object lock,
      Availability availability,
      Refusals refusals,
      PidTable pids,
      OnBoardTests tests,
      InfoTypes infos,
      DataTable data) {
    this.lock = lock;
    this.availability = availability;
    this.refusals = refusals;
    this.pids = pids;
    this.tests = tests;
    this.infos = infos;
    this.data = data;
  }

  /**
   * Sets the delay of every answer.
   *
   * @param latency not negative
   */
  public void setLatency(Duration latency) {
    availability.setLatency(latency);
  }

  /** Changes the addresses, for buses and adapters that are opened later. */
  public void setAddresses(EcuAddresses addresses) {
    availability.setAddresses(addresses);
  }

  /**
   * Lets the ECU refuse a service, also in requests to all ECUs.
   *
   * @param service the service id, 00 to FF
   * @param nrc the negative response code, 01 to FF
   */
  public void refuse(int service, int nrc) {
    if (service < 0 || service > 0xFF || nrc < 1 || nrc > 0xFF) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "service or negative response code out of range: %X %X", service, nrc));
    }
    synchronized (lock) {
      refusals.refuse(service, nrc);
    }
  }

  /**
   * Lets the ECU answer the first attempts of each request by busyRepeatRequest (NRC 21).
   *
   * @param count number of attempts, 0 to 100
   */
  public void setBusyRepeats(int count) {
    if (count < 0 || count > 100) {
      throw new IllegalArgumentException("expected 0 to 100 attempts, not " + count);
    }
    synchronized (lock) {
      refusals.setBusyRepeats(count);
    }
  }

  /** Adds an address of extended addressing, for buses and adapters that are opened later. */
  public void setExtendedAddress(EcuExtendedAddress address) {
    availability.setExtendedAddress(address);
  }

  /**
   * Sets the data of a PID of service 01, existing or new. The bit maps follow.
   *
   * @param pid 01 to FF, but not a bit map
   * @param bytes its data, 1 to 255 bytes
   */
  public void setPid(int pid, Payload bytes) {
    if (pid < 1 || pid > 0xFF || SupportBitmap.isMapId(pid)) {
      throw new IllegalArgumentException(
          "PID out of range, or a bit map: " + Integer.toHexString(pid));
    }
    requireData(bytes, 0xFF);
    synchronized (lock) {
      pids.fixed(pid, bytes);
    }
  }

  /** Removes a PID of service 01. The bit maps follow. */
  public void removePid(int pid) {
    synchronized (lock) {
      pids.remove(pid);
    }
  }

  /**
   * Sets the data of a data identifier of service 22.
   *
   * @param id 0000 to FFFF
   * @param bytes its data, 1 to 4092 bytes
   */
  public void setData(int id, Payload bytes) {
    if (id < 0 || id > 0xFFFF) {
      throw new IllegalArgumentException(
          "data identifier out of range: " + Integer.toHexString(id));
    }
    requireData(bytes, 4092);
    synchronized (lock) {
      data.row(DataItem.readOnly(id, () -> bytes));
    }
  }

  /** Removes a data identifier, except those that represent PIDs and infotypes. */
  public void removeData(int id) {
    synchronized (lock) {
      data.remove(id);
    }
  }

  /**
   * Sets the result of a test of service 06.
   *
   * @param mid the monitor id
   * @param tid the test id
   * @param value the raw result, 0 to FFFF
   * @throws IllegalArgumentException if the ECU has no such test
   */
  public void setTestResult(int mid, int tid, int value) {
    synchronized (lock) {
      if (value < 0 || value > 0xFFFF || !tests.setValue(mid, tid, value)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "unknown test %02X of monitor %02X, or result out of range: %d",
                tid,
                mid,
                value));
      }
    }
  }

  /** Sets the calibrations of service 09. An empty list removes infotypes 04 and 06. */
  public void setCalibrations(List<Calibration> calibrations) {
    synchronized (lock) {
      infos.setCalibrations(calibrations);
    }
  }

  private static void requireData(Payload bytes, int max) {
    if (bytes.isEmpty() || bytes.length() > max) {
      throw new IllegalArgumentException("expected 1 to " + max + " bytes, not " + bytes.length());
    }
  }
}
