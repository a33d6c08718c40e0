package io.obdio.socketio.app;

import io.obdio.core.command.Commands;
import io.obdio.socketio.app.failure.UserError;
import io.obdio.socketio.app.gps.GpsAddress;
import io.obdio.socketio.app.gps.PositionSamples;
import io.obdio.socketio.app.gps.Positions;
import io.obdio.socketio.app.serve.ServeFeature;
import io.obdio.socketio.gps.GpsReceiver;
import io.obdio.socketio.history.TripHistory;
import io.obdio.socketio.json.jackson.JacksonJson;
import io.obdio.socketio.obd.ObdIo;
import io.obdio.socketio.server.ServerOptions;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The GPS receiver, whose positions become samples of the running trip and are published. */
final class GpsFlags implements ServeFeature {

  @Option(
      names = "--gps",
      paramLabel = "SOURCE",
      description =
          "Keep the positions of a GPS receiver in trips (--history) and publish them (--uplink):"
              + " gpsd:HOST[:PORT], or a serial port that sends NMEA 0183, such as /dev/ttyACM0 or"
              + " /dev/ttyUSB1?baud=4800. Default: none.")
  @Nullable String address;

  private final Positions positions = new Positions();
  private Supplier<@Nullable TripHistory> trips = () -> null;
  private BooleanSupplier uplink = () -> false;

  /**
   * Sets who uses the positions.
   *
   * @param source the history, which is added before the receiver
   * @param published whether there is an uplink
   */
  GpsFlags with(Supplier<@Nullable TripHistory> source, BooleanSupplier published) {
    trips = source;
    uplink = published;
    return this;
  }

  /** Returns the positions of the receiver. */
  Positions positions() {
    return positions;
  }

  @Override
  public void addTo(ObdIo io, Commands commands, ServerOptions options) {
    if (address == null) {
      return;
    }
    TripHistory history = trips.get();
    if (history != null) {
      Runnable unused = positions.add(fix -> history.add(PositionSamples.of(fix)));
    } else if (!uplink.getAsBoolean()) {
      throw new UserError(
          "--gps needs --history FILE or --uplink: positions are kept in trips or published");
    }
    GpsReceiver receiver =
        GpsReceiver.start(GpsAddress.source(address, new JacksonJson()), positions::send);
    io.beforeClose(receiver::close);
  }
}
