package io.obdio.elm327;

import io.obdio.elm327.command.BaudDetector;
import io.obdio.elm327.link.ByteLink;
import io.obdio.elm327.link.LinkSource;
import io.obdio.elm327.link.LinkUnavailableException;
import io.obdio.elm327.link.PortInfo;
import io.obdio.elm327.link.SerialPorts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A serial port by its path, or the first of all ports behind which an adapter answers. Remembers
 * what it opened, so that a device that comes back under another name is found again.
 */
public final class SerialSource implements LinkSource {

  private static final long QUICK_MILLIS = 300;
  private static final long PATIENT_MILLIS = 1200;

  private final SerialPorts ports;
  private final String path;
  private final int baud;
  private final int speed;
  private String identity = "";
  private String lastPath = "";
  private int lastBaud;

  /**
   * For one port.
   *
   * @param path "" to look at all of them
   * @param baud 0 to find it out
   */
  public SerialSource(SerialPorts ports, String path, int baud) {
    this(ports, path, baud, 0);
  }

  /**
   * For one port.
   *
   * @param path "" to look at all of them
   * @param baud 0 to find it out
   * @param speed what an adapter may have been switched to, by a program that has ended since; 0
   *     for nothing
   */
  public SerialSource(SerialPorts ports, String path, int baud, int speed) {
    this.ports = ports;
    this.path = path;
    this.baud = baud;
    this.speed = speed;
  }

  @Override
  public ByteLink open(long timeoutMillis) throws LinkUnavailableException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    return path.isEmpty() ? scan(deadline) : openNamed(deadline);
  }

  private ByteLink openNamed(long deadline) throws LinkUnavailableException {
    LinkUnavailableException first;
    try {
      return tryPort(path, deadline, true);
    } catch (LinkUnavailableException e) {
      first = e;
    }
    // Unplugged and plugged in again it may have another number: its USB identity tells.
    for (PortInfo port : ports.list()) {
      if (!identity.isEmpty() && port.identity().equals(identity) && !port.path().equals(path)) {
        return tryPort(port.path(), deadline, true);
      }
    }
    throw first;
  }

  private ByteLink scan(long deadline) throws LinkUnavailableException {
    List<PortInfo> candidates = new ArrayList<>(ports.list());
    // The port of before first, and the same device under a new name next to it.
    candidates.sort(
        (a, b) -> rank(a) != rank(b) ? Integer.compare(rank(a), rank(b)) : a.compareTo(b));
    List<String> tried = new ArrayList<>();
    for (PortInfo port : candidates) {
      if (deadline - System.nanoTime() <= 0) {
        tried.add(port.path() + " (not tried: out of time)");
        continue;
      }
      try {
        return tryPort(port.path(), deadline, false);
      } catch (LinkUnavailableException e) {
        tried.add(String.valueOf(e.getMessage()));
      }
    }
    throw new LinkUnavailableException(
        tried.isEmpty()
            ? "no serial port on this machine: plug the adapter in (for Bluetooth: bind it with"
                + " rfcomm), or give its address as elm327://host:port"
            : "no ELM327 found; tried " + String.join("; ", tried));
  }

  private int rank(PortInfo port) {
    if (port.path().equals(lastPath)) {
      return 0;
    }
    return !identity.isEmpty() && port.identity().equals(identity) ? 1 : 2;
  }

  private ByteLink tryPort(String candidate, long deadline, boolean alone)
      throws LinkUnavailableException {
    List<Integer> rates = rates();
    ByteLink link = ports.open(candidate, rates.get(0));
    try {
      int found = BaudDetector.detect(link, rates, baud > 0 ? PATIENT_MILLIS : QUICK_MILLIS);
      if (found == 0 && alone && deadline - System.nanoTime() > 0) {
        found = BaudDetector.detect(link, rates, PATIENT_MILLIS);
      }
      if (found > 0) {
        remember(candidate, found);
        return link;
      }
    } catch (IOException e) {
      link.close();
      throw new LinkUnavailableException(candidate + ": " + e.getMessage(), e);
    }
    link.close();
    throw new LinkUnavailableException(
        candidate
            + ": no ELM327 answers at "
            + String.join(", ", rates.stream().map(String::valueOf).toList())
            + " bit/s; is it powered, and the ignition on?");
  }

  private List<Integer> rates() {
    List<Integer> rates = new ArrayList<>(baud > 0 ? List.of(baud) : BaudDetector.RATES);
    if (speed > 0) {
      rates.remove(Integer.valueOf(speed));
      rates.add(Math.min(1, rates.size()), speed);
    }
    if (lastBaud > 0) {
      rates.remove(Integer.valueOf(lastBaud));
      rates.add(0, lastBaud);
    }
    return rates;
  }

  private void remember(String opened, int rate) {
    lastPath = opened;
    lastBaud = rate;
    for (PortInfo port : ports.list()) {
      if (port.path().equals(opened)) {
        identity = port.identity();
      }
    }
  }
}
