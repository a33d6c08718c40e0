package io.obdio.socketio.app.gps;

import io.obdio.elm327.link.ByteLink;
import io.obdio.elm327.link.JSerialCommPorts;
import io.obdio.socketio.gps.GpsLines;
import io.obdio.socketio.gps.GpsSource;
import java.io.IOException;

/** A receiver of NMEA 0183 on a serial port. */
final class SerialGps implements GpsSource {

  private final String port;
  private final int baud;

  SerialGps(String port, int baud) {
    this.port = port;
    this.baud = baud;
  }

  @Override
  public String name() {
    return port;
  }

  @Override
  public GpsLines lines() {
    return GpsLines.nmea();
  }

  @Override
  public Link open() throws IOException {
    return new SerialPortLink(new JSerialCommPorts().open(port, baud));
  }

  private record SerialPortLink(ByteLink port) implements Link {

    @Override
    public int read(byte[] target, int timeout) throws IOException {
      return port.read(target, 0, target.length, port.nanoTime() + timeout * 1_000_000L);
    }

    @Override
    public void close() {
      port.close();
    }
  }
}
