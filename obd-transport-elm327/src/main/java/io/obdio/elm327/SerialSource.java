package io.obdio.elm327;

import io.obdio.core.transport.ConnectionReason;
import io.obdio.core.transport.TransportTrace;
import io.obdio.elm327.command.BaudDetector;
import io.obdio.elm327.link.ByteLink;
import io.obdio.elm327.link.LinkSource;
import io.obdio.elm327.link.LinkUnavailableException;
import io.obdio.elm327.link.PortInfo;
import io.obdio.elm327.link.SerialPorts;
import io.obdio.elm327.link.TracedLink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A serial port by its path, or the first of all ports behind which an adapter answers. Remembers
 * the device, so that it is found again under another name. Used by one thread at a time.
 */
final class SerialSource implements LinkSource {

  private static final long SCAN_MILLIS = 300;
  private static final long PATIENT_MILLIS = 1200;

  private final SerialPorts ports;
  private final String path;
  private final int baud;
  private final int speed;
  private String identity = "";
  private String lastPath = "";
  private int lastBaud;
  private String adapterIdentity = "";
  private @Nullable TransportTrace trace;

  /**
   * Creates a source without opening a port.
   *
   * @param path the port; empty to search all of them
   * @param baud the bit rate; 0 to detect it
   * @param speed another bit rate, to which an earlier program may have switched the adapter; 0 if
   *     there is none
   */
  SerialSource(SerialPorts ports, String path, int baud, int speed) {
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

  @Override
  public void setTrace(TransportTrace value) {
    trace = value;
  }

  @Override
  public String adapterIdentity() {
    return adapterIdentity;
  }

  private ByteLink openNamed(long deadline) throws LinkUnavailableException {
    LinkUnavailableException first;
    try {
      return tryPort(path, deadline, true);
    } catch (LinkUnavailableException e) {
      first = e;
    }
    // After it was plugged in again it may have another name: its USB identity is the same.
    for (PortInfo port : ports.list()) {
      if (!identity.isEmpty() && port.identity().equals(identity) && !port.path().equals(path)) {
        return tryPort(port.path(), deadline, true);
      }
    }
    throw first;
  }

  private ByteLink scan(long deadline) throws LinkUnavailableException {
    List<PortInfo> candidates = new ArrayList<>(ports.list());
    // The former port first, then the same device under a new name.
    candidates.sort(
        (a, b) -> rank(a) != rank(b) ? Integer.compare(rank(a), rank(b)) : a.compareTo(b));
    List<String> tried = new ArrayList<>();
    Set<ConnectionReason> reasons = EnumSet.noneOf(ConnectionReason.class);
    for (PortInfo port : candidates) {
      if (deadline - System.nanoTime() <= 0) {
        tried.add(port.path() + " (not tried: no time left)");
        continue;
      }
      try {
        return tryPort(port.path(), deadline, false);
      } catch (LinkUnavailableException e) {
        tried.add(String.valueOf(e.getMessage()));
        reasons.add(e.reason());
      }
    }
    throw new LinkUnavailableException(
        tried.isEmpty() ? ConnectionReason.PORT_MISSING : mostHelpful(reasons),
        tried.isEmpty()
            ? "there is no serial port: plug the adapter in (for Bluetooth: bind it with rfcomm), or"
                + " specify its address as elm327://host:port"
            : "no ELM327 found; tried " + String.join("; ", tried),
        null);
  }

  /** Returns the reason that a user can do most about. */
  private static ConnectionReason mostHelpful(Set<ConnectionReason> reasons) {
    for (ConnectionReason each :
        List.of(ConnectionReason.PERMISSION_DENIED, ConnectionReason.PORT_IN_USE)) {
      if (reasons.contains(each)) {
        return each;
      }
    }
    return ConnectionReason.ADAPTER_SILENT;
  }

  private int rank(PortInfo port) {
    if (port.path().equals(lastPath)) {
      return 0;
    }
    return !identity.isEmpty() && port.identity().equals(identity) ? 1 : 2;
  }

  private ByteLink tryPort(String candidate, long deadline, boolean only)
      throws LinkUnavailableException {
    List<Integer> rates = rates();
    ByteLink link = open(candidate, rates.get(0));
    try {
      BaudDetector.Detected found =
          BaudDetector.detect(link, rates, baud > 0 ? PATIENT_MILLIS : SCAN_MILLIS);
      if (found == null && only && deadline - System.nanoTime() > 0) {
        found = BaudDetector.detect(link, rates, PATIENT_MILLIS);
      }
      if (found != null) {
        adapterIdentity = found.identity();
        remember(candidate, found.rate());
        return link;
      }
    } catch (IOException e) {
      link.close();
      throw new LinkUnavailableException(candidate + ": " + e.getMessage(), e);
    }
    link.close();
    throw new LinkUnavailableException(
        ConnectionReason.ADAPTER_SILENT,
        candidate
            + ": no ELM327 answers at "
            + String.join(", ", rates.stream().map(String::valueOf).toList())
            + " bit/s; is it powered, and is the ignition on?",
        null);
  }

  private ByteLink open(String candidate, int rate) throws LinkUnavailableException {
    ByteLink link = ports.open(candidate, rate);
    TransportTrace traced = trace;
    if (traced == null) {
      return link;
    }
    traced.note(candidate + ": " + rate + " bit/s");
    return TracedLink.of(link, traced);
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
