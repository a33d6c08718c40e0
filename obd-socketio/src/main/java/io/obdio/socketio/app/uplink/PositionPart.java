package io.obdio.socketio.app.uplink;

import io.obdio.socketio.app.gps.Positions;
import io.obdio.socketio.json.jackson.JacksonJson;
import io.obdio.socketio.uplink.PositionPublisher;

/** The positions of the GPS receiver as a part of the uplink. */
public final class PositionPart implements UplinkPart {

  private final Positions positions;

  /** Creates the part. */
  public PositionPart(Positions positions) {
    this.positions = positions;
  }

  @Override
  public Runnable begin(UplinkSession session) {
    PositionPublisher publisher =
        new PositionPublisher(
            session.broker(),
            session.topics().position(session.vehicle()),
            new JacksonJson(),
            session.options().interval().toMillis(),
            System::nanoTime);
    return positions.add(publisher::received);
  }
}
