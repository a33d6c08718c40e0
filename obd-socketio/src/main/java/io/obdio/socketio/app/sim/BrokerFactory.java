package io.obdio.socketio.app.sim;

import io.obdio.socketio.telemetry.BrokerMessage;
import io.obdio.socketio.telemetry.MessageBroker;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The creation of the connections of the simulator. */
@FunctionalInterface
interface BrokerFactory {

  /**
   * Creates a connection that is not established yet.
   *
   * @param name of the client
   * @param will message that the broker publishes when the connection is lost; null for none
   * @throws IOException with a text for people
   */
  MessageBroker create(String name, @Nullable BrokerMessage will) throws IOException;
}
